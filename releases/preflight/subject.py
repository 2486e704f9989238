"""What a check is given: the plain words of every public field, and the facts around them, as one value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from releases.preflight.body import Body
from releases.preflight.finding import Finding, Level


@dataclass(frozen=True, slots=True)
class Passage:
    """One line or block of a field, and where it begins. `tag` is that of a block of the body."""

    field: str
    text: str
    start: int
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A printed contact line: whom it names, and the numbers and addresses that readers get with it."""

    name: str
    reachable: bool


@dataclass(frozen=True, slots=True)
class Original:
    """What a release was translated from: the revision that it renders, and the one that the original holds now."""

    done: int
    now: int
    has_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A release as it stands before a move. `texts` holds what readers get, by field, the body's words included.

    `headlines` are those of releases that the person may know of; `staff_numbers` the digits and e-mails that the
    directory keeps from the public; `dead_links` what an address that stands in the body last answered. `original` is
    there for a translation if the person may know of both; `begun_with` is the headline that it was begun with.
    """

    texts: Mapping[str, str]
    body: Body
    now: datetime
    zone: str
    language: str = "en"
    kind: str = "press-release"
    contact_lines: tuple[Named, ...] = ()
    embargo: str = "none"
    lifts_at: datetime | None = None
    zones: tuple[str, ...] = ()
    headlines: tuple[str, ...] = ()
    staff_numbers: frozenset[str] = field(default_factory=frozenset)
    dead_links: Mapping[str, str] = field(default_factory=dict)
    original: Original | None = None
    begun_with: str = ""

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    @property
    def lift_day(self) -> date:
        """The day on which it is first read: that of the embargo, or today."""
        return (self.lifts_at or self.now).astimezone(ZoneInfo(self.zone)).date()

    def passages(self, *fields: str) -> Iterator[Passage]:
        """Yield the lines of these fields (of all of them, without any), the body's block by block."""
        for name in fields or self.texts:
            text = self.texts.get(name, "")
            if name == "body":
                for block in self.body.blocks:
                    yield Passage(name, text[block.start : block.end], block.start, block.tag)
                continue
            start = 0
            for line in text.split("\n"):
                if line.strip():
                    yield Passage(name, line, start)
                start += len(line) + 1

    def find(
        self, level: Level, code: str, name: str, start: int, end: int, sentence: str, /, **values: Any
    ) -> Finding:
        """Return a finding that quotes these words of a field."""
        return Finding(level, code, name, sentence, self.texts[name][start:end], start, end, values)
