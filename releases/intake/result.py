"""What intake hands back: plain frozen values, with the place of every field in the source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from releases.intake.sentence import NOTHING, Sentence

Range = tuple[int, int]


class Unreadable(Exception):
    """The source cannot be read at all; `sentence` is for the person who dropped it."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Embargo:
    """When the text may be used.

    `none`: the source asks for no delay. `until`: one instant, certain. `by_hand`: somebody will say when
    ("check against delivery"). `question`: there is an embargo, or there may be, and a person must confirm
    it; `until` is then the best reading, if there is one, and `question` is the sentence to ask.
    """

    kind: Literal["none", "until", "by_hand", "question"] = "none"
    until: datetime | None = None
    wall: datetime | None = None
    zone: str = ""
    zone_printed: str = ""
    precision: Literal["", "minute", "date"] = ""
    question: Sentence = NOTHING
    alternatives: tuple[datetime, ...] = ()

    @property
    def certain(self) -> bool:
        return self.kind != "question"


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact as printed; any part may be empty."""

    name: str = ""
    role: str = ""
    organisation: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence for the person who checks the draft, beside the field it is about."""

    field: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class ParsedRelease:
    """A release as read. Every offset is into `text`: the source itself where it was plain text."""

    text: str
    format: str
    encoding: str
    headline: str
    subhead: str
    kind: str
    release_line: str
    embargo: Embargo
    issue_date: date | None
    office: str
    office_match: str
    contacts: tuple[Contact, ...]
    dateline: str
    dateline_date: date | None
    language: str
    number: str
    speaker: str
    body_html: str
    paragraphs: tuple[str, ...]
    boilerplate: str
    end_mark: str
    spans: Mapping[str, tuple[Range, ...]]
    leftovers: tuple[Range, ...]
    notes: tuple[Note, ...]

    @property
    def leftover_texts(self) -> tuple[str, ...]:
        """The words that were not placed, blank stretches set aside."""
        pieces = (self.text[start:end].strip() for start, end in self.leftovers)
        return tuple(piece for piece in pieces if piece)
