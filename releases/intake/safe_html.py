"""The last step of every body that leaves intake: the same allow-list as the newsroom's own sanitiser.

Kept as data here because intake imports nothing of the application; a test holds the two lists equal.
"""

from __future__ import annotations

import nh3

TAGS = frozenset(
    [
        "p",
        "br",
        "hr",
        "h2",
        "h3",
        "blockquote",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "b",
        "i",
        "sub",
        "sup",
        "abbr",
        "a",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir"},
    "a": {"href", "hreflang", "title"},
    "abbr": {"title"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
DROPPED_WITH_CONTENT = frozenset(
    ["script", "style", "template", "svg", "math", "iframe", "object", "embed", "noscript", "title"]
)


# The sanitiser takes quadratic time over the entities of one paragraph, so text goes through it with characters
# of no script in place of & < and >, and comes out with the entities.
PLACEHOLDERS = {"&": "\ue0a6", "<": "\ue0bc", ">": "\ue0be"}
_TO_PLACEHOLDERS = str.maketrans(PLACEHOLDERS | dict.fromkeys(PLACEHOLDERS.values(), "\ufffd"))
_ENTITIES = {"\ue0a6": "&amp;", "\ue0bc": "&lt;", "\ue0be": "&gt;"}


def text(words: str) -> str:
    """Words that `clean` will print as words, whatever stands in them."""
    return words.translate(_TO_PLACEHOLDERS)


def attribute(value: str) -> str:
    """A value to stand between double quotation marks."""
    return text(value).replace('"', "%22")


def clean(html: str) -> str:
    """Only what the allow-list names; links with a scheme of their own, never `//host/path`."""
    cleaned = nh3.clean(
        html,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=set(SCHEMES),
        clean_content_tags=set(DROPPED_WITH_CONTENT),
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
