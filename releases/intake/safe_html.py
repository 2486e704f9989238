"""The last step of every body that leaves intake: nothing but the markup that `body.py` writes.

Far less than the newsroom's own allow-list, which is `richtext`'s alone and cleans every text again on its way into
the database; tests hold that it finds nothing to change.
"""

from __future__ import annotations

from urllib.parse import quote

import nh3

TAGS = frozenset(
    ["p", "br", "h2", "blockquote", "ul", "ol", "li", "strong", "em", "sub", "sup", "a", "table", "tbody", "tr", "td"]
)
ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})


# The sanitiser takes quadratic time over the entities of one paragraph, so text goes through it with characters
# of no script in place of & < and >, and comes out with the entities.
PLACEHOLDERS = {"&": "\ue0a6", "<": "\ue0bc", ">": "\ue0be"}
# XML 1.0 (5th ed., §2.2) has no place for these, and a body is printed in feeds.
_NOT_XML = (*(code for code in range(0x20) if chr(code) not in "\t\n\r"), 0x7F, 0xFFFE, 0xFFFF)
_TO_PLACEHOLDERS = str.maketrans(
    PLACEHOLDERS | dict.fromkeys(PLACEHOLDERS.values(), "\ufffd") | {chr(code): "" for code in _NOT_XML}
)
_ENTITIES = {"\ue0a6": "&amp;", "\ue0bc": "&lt;", "\ue0be": "&gt;"}


def text(words: str) -> str:
    """Words that `clean` will print as words, whatever stands in them."""
    return words.translate(_TO_PLACEHOLDERS)


def attribute(value: str) -> str:
    """An address to stand between double quotation marks, as a browser would follow it."""
    address = "".join(quote(one) if one.isspace() else one for one in value.strip() if one not in "\t\n\r")
    return text(address).replace('"', "%22").replace("\\", "/")


def clean(html: str) -> str:
    """Only what is named above; links with a scheme of their own, never `//host/path`."""
    cleaned = nh3.clean(
        html,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=set(SCHEMES),
        attribute_filter=_without_foreign_links,
        link_rel=None,
        strip_comments=True,
    ).strip()
    for placeholder, entity in _ENTITIES.items():
        cleaned = cleaned.replace(placeholder, entity)
    return cleaned


def allowed_link(href: str) -> bool:
    return href.strip().lower().startswith(("http://", "https://", "mailto:", "tel:"))


def _without_foreign_links(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href" and not allowed_link(value):
        return None
    return value
