"""How CKEditor 4 is set up on the desk (README, "The editor"), and the policy of the pages that hold it."""

from collections.abc import Mapping
from typing import Any, Final

from csp.constants import SELF, UNSAFE_INLINE

CONFIG: Final[dict[str, Any]] = {
    "toolbar": "Newsroom",
    "toolbar_Newsroom": [
        ["Format"],
        ["Bold", "Italic", "Subscript", "Superscript"],
        ["BulletedList", "NumberedList", "Blockquote"],
        ["Link", "Unlink"],
        ["Table", "SpecialChar"],
        ["PasteText", "PasteFromWord", "RemoveFormat"],
        ["Undo", "Redo", "Maximize"],
    ],
    "format_tags": "p;h2;h3",
    # divarea edits in the page itself: an iframe would need a looser policy.
    "extraPlugins": "divarea,autogrow",
    "removePlugins": (
        "exportpdf,scayt,wsc,iframe,flash,smiley,forms,uploadimage,image,templates,preview,print,newpage,"
        "save,language,bidi,font,colorbutton,colordialog,copyformatting,div,pagebreak,stylescombo,"
        "showblocks,about,find,elementspath,filebrowser,sourcearea"
    ),
    "disallowedContent": "script style iframe object embed; *[on*]; *{*}",
    "disableNativeSpellChecker": False,
    "versionCheck": False,
    "width": "100%",
    "autoGrow_minHeight": 360,
    "autoGrow_onStartup": True,
}


def policy(strict: Mapping[str, Any]) -> dict[str, Any]:
    """Return the strict policy's directives, loosened by what the editor writes into its own toolbar: inline styles and
    event attributes. Only the desk's pages that hold the editor get this (csp.decorators.csp_replace); an inline
    <script> stays forbidden there too.
    """
    return {
        **strict,
        "script-src-attr": [UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
    }
