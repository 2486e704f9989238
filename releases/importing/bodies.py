"""The text of an item as HTML paragraphs. Cleaning is `richtext`'s business, here nothing is made safe."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Final

_ANY_TAG: Final = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")
_BLOCK: Final = re.compile(
    r"\s{0,9}<(?:/?(?:p|div|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|caption|blockquote|hr|pre|figure|section|"
    r"article|header|footer|address)\b|!--)",
    re.IGNORECASE,
)
_PICTURE: Final = re.compile(r"<(?:img|picture|video|audio|iframe|object|embed)\b", re.IGNORECASE)
_SHORTCODE: Final = re.compile(
    r"\[/?(?:caption|gallery|embed|audio|video|playlist|wp_caption)(?:\s[^\[\]]{0,1000})?\]", re.IGNORECASE
)
_PARTS: Final = re.compile(r"\n[ \t]*\n\s*")


def of_text(text: str) -> str:
    """Plain words: an empty line parts paragraphs, a line end stays one."""
    blocks = (block.strip() for block in _PARTS.split(text.replace("\r\n", "\n")))
    return "\n".join(f"<p>{escape(block).replace(chr(10), '<br>')}</p>" for block in blocks if block)


def of_markup(text: str) -> str:
    """HTML as content systems keep it: paragraphs may be no more than empty lines between inline markup."""
    text = text.replace("\r\n", "\n").strip()
    if not _ANY_TAG.search(text):
        return of_text(text) if "&" not in text else of_text_with_entities(text)
    return "\n".join(_paragraph(block) for block in _PARTS.split(text) if block.strip())


def of_text_with_entities(text: str) -> str:
    """Words in which `&amp;` stands for an ampersand already."""
    return "\n".join(_paragraph(block) for block in _PARTS.split(text.replace("<", "&lt;")) if block.strip())


def words_of(markup: str) -> str:
    """The words of a title or an excerpt, on one line, without their marks."""
    return " ".join(unescape(_ANY_TAG.sub("", markup)).split())


def without_shortcodes(html: str) -> tuple[str, int]:
    """WordPress's own marks for galleries and captions taken out, and how many there were."""
    return _SHORTCODE.subn("", html)


def pictures(html: str) -> int:
    """How many pictures, films and frames the text shows; none of them is imported."""
    return len(_PICTURE.findall(html))


def _paragraph(block: str) -> str:
    return block if _BLOCK.match(block) else f"<p>{block.strip().replace(chr(10), '<br>')}</p>"
