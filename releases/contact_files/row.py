"""What a file says of one contact, whatever kind of file it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

MOST_CHARACTERS: Final = 1_000_000
MOST_ROWS: Final = 2_000

# As the directory calls them. `office` is a name here, and `id` what an export of this directory wrote.
WORDS: Final = ("office", "name", "role", "phone", "email", "after_hours", "staff_notes")
NUMBERS: Final = ("phone", "email", "after_hours")
FLAGS: Final = ("phone_is_public", "email_is_public", "after_hours_is_public", "is_listed")

_NO_CHARACTER: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One contact. What `values` lacks, the file does not say; an empty value says that there is none."""

    line: int
    id: str = ""
    values: Mapping[str, str | bool | int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that was not understood, and why. Line 0 is the file as a whole."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What was read, in the order of the file."""

    rows: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()

    @staticmethod
    def unreadable(text: str, line: int = 0) -> Contents:
        return Contents(faults=(Fault(line, text),))


def printable(text: str) -> str:
    """Return the text without what no contact holds, its line ends made one kind."""
    return _NO_CHARACTER.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).removeprefix("\ufeff")


def tidy(name: str, value: str) -> str:
    """Return a value as it is kept and compared: staff notes keep their lines, all else is one."""
    value = printable(value)
    if name == "staff_notes":
        return "\n".join(line.rstrip() for line in value.split("\n")).strip()
    return " ".join(value.split())


def too_much(text: str) -> Contents | None:
    """Return the sentence for a text that is more than a directory, or None."""
    if len(text) <= MOST_CHARACTERS:
        return None
    return Contents.unreadable(
        _("This has more than %(limit)d characters. Split it into several files.") % {"limit": MOST_CHARACTERS}
    )


def too_many(line: int) -> Fault:
    """Say that the rest was not read."""
    return Fault(
        line,
        _("Only the first %(limit)d contacts were read. Put the rest, from this line on, into another file.")
        % {"limit": MOST_ROWS},
    )
