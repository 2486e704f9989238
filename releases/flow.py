"""The flow of cleaned HTML: its characters in order, each with the markup that it is written as."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

_PIECE: Final = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>|&[#\w]+;|.', re.DOTALL)
_TAG: Final = re.compile(r"</?([a-z0-9]+)")
_INLINE: Final = frozenset({"strong", "em", "b", "i", "sub", "sup", "abbr", "a", "span"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A tag or a character. What parts two blocks is one line's end, in which no words hang together."""

    raw: str
    text: str
    tag: str = ""

    @property
    def is_closing(self) -> bool:
        return self.raw.startswith("</")


def pieces(html: str) -> Iterator[Piece]:
    """Yield the pieces of cleaned HTML; `raw` joined is the HTML, `text` joined is its flow."""
    for match in _PIECE.finditer(html):
        raw = match[0]
        named = _TAG.match(raw) if raw.startswith("<") else None
        if named:
            yield Piece(raw, "" if named[1] in _INLINE else "\n", named[1])
        else:
            yield Piece(raw, unescape(raw) if len(raw) > 1 else raw)


def of(html: str) -> str:
    """Return the characters of cleaned HTML in order: what a reader would select with the mouse."""
    return "".join(piece.text for piece in pieces(html))
