"""The source as intake sees it: one text, cut into lines and blocks that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from releases.intake.sentence import Sentence

BLANK = re.compile(r"[\s\x00\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
EDGE = 300  # lines at the top and at the foot in which fields are looked for; between them is story
SHORT = 400  # no label, name or place is longer; a longer line is read as prose


def tidy(text: str) -> str:
    """One line, single blanks, no control or direction-changing characters."""
    return re.sub(r"\s+", " ", INVISIBLE.sub("", text)).strip()


def blank(text: str) -> bool:
    return not text or BLANK.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline meaning carried over from HTML or Word: strong, em, sup, sub or a link."""

    start: int
    end: int
    tag: str
    href: str = ""


@dataclass(slots=True)
class Line:
    """One printed line, or one stretch of it where wide gaps part it into columns.

    `role` is filled in as the line is understood ("embargo", "contact", "body" …); a line without a role
    when everything has been read is a leftover.
    """

    start: int
    end: int
    text: str
    row: int
    block: int
    indent: int = 0
    tag: str = "p"
    hints: frozenset[str] = frozenset()
    cell: tuple[int, int, int] | None = None
    role: str = ""

    @property
    def short(self) -> bool:
        return len(self.text) <= SHORT

    @property
    def flat(self) -> str:
        return tidy(self.text[:SHORT]).casefold()


@dataclass(slots=True)
class Document:
    text: str
    lines: list[Line]
    format: str
    marks: list[Mark] = field(default_factory=list)
    remarks: list[Sentence] = field(default_factory=list)
    language: str = ""
    marked_up: bool = False  # its line breaks are meant, not left over from wrapping

    def edges(self) -> Iterator[int]:
        """The indexes of the lines near the top and the foot, where labels, letterheads and contacts stand."""
        count = len(self.lines)
        yield from range(min(EDGE, count))
        yield from range(max(EDGE, count - EDGE), count)
