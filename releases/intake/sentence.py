"""What intake says to people: English sentences that remember their parts, so that they can be said in any language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple, Self, Union

PLACE = re.compile(r"%\((\w+)\)s")


class Weekday(NamedTuple):
    """A day of the week; Monday is 0."""

    number: int

    def __str__(self) -> str:
        return f"{date(2024, 1, 1 + self.number):%A}"  # that January began with a Monday


class Zone(NamedTuple):
    """A time zone by its IANA name or its offset, as `zones.tzinfo_of` takes it."""

    name: str

    def __str__(self) -> str:
        return self.name


class Language(NamedTuple):
    """A language by its code."""

    code: str

    def __str__(self) -> str:
        return self.code


class Instant(NamedTuple):
    """An instant as the clocks of a zone show it."""

    at: datetime
    zone: str

    def __str__(self) -> str:
        return f"{self.at:%A} {self.at.day} {self.at:%B %Y}, {self.at:%H:%M} ({self.zone})"


class Sentence(str):
    """The sentence in English, as any string; and what it was made of.

    `template` is as the translators know it, with a place `%(name)s` for each of `values`. What is done to a string
    (joined, cut) gives a plain string, which the checker of types lets stand nowhere that a sentence is wanted.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Value]

    def __new__(cls, template: str, values: Mapping[str, Value] | None = None) -> Self:
        parts = values or {}
        made = super().__new__(cls, filled(template, {name: _english(value) for name, value in parts.items()}))
        made.template, made.values = template, parts
        return made


# A union that names itself by a string is read late, and only by the checker.
Value = Union[str, int, date, Weekday, Zone, Language, Instant, Sentence, "tuple[Sentence, ...]"]


def _(template: str, /, **values: Value) -> Sentence:
    """Say a sentence. It is called as translators' tools expect it, and given nothing but a literal."""
    return Sentence(template, values)


def filled(template: str, words: Mapping[str, str]) -> str:
    """Put words into their places. What they hold is not read again, and no width or other format is heeded."""
    return PLACE.sub(lambda place: words.get(place[1], place[0]), template)


def _english(value: Value) -> str:
    if isinstance(value, (str, int, date, Weekday, Zone, Language, Instant)):
        return str(value)
    return " ".join(value)


NOTHING = Sentence("")
