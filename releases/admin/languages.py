"""Languages as the desk speaks of them: “Spanish”, and “the Spanish” for the text that is in it."""

from typing import Final

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from releases.models.content import LANGUAGES

# Django names the languages that it is translated to, and these are not by the codes that releases have.
_BESIDES: Final = {"tl": _("Tagalog"), "zh": _("Chinese")}
_THE_TEXT: Final = {
    "en": _("the English"),
    "es": _("the Spanish"),
    "fr": _("the French"),
    "ar": _("the Arabic"),
    "de": _("the German"),
    "it": _("the Italian"),
    "ja": _("the Japanese"),
    "ko": _("the Korean"),
    "pl": _("the Polish"),
    "pt": _("the Portuguese"),
    "ru": _("the Russian"),
    "tl": _("the Tagalog"),
    "uk": _("the Ukrainian"),
    "vi": _("the Vietnamese"),
    "zh": _("the Chinese"),
}


def name(code: str) -> str:
    """Return a language's name in the language of whoever reads: “Spanish”."""
    if code in _BESIDES:
        return str(_BESIDES[code])
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return dict(LANGUAGES).get(code, code)


def the_text(code: str) -> str:
    """Return what a text in the language is called: “the Spanish”; it is not capitalised."""
    return str(_THE_TEXT.get(code, name(code)))
