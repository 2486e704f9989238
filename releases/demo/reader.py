"""Reads the demonstration's files; knows no database. A mistyped key in one of them is a TypeError here."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils import translation

from releases import embargo
from releases.embargo import Terms
from releases.states import EmbargoKind

HERE: Final = Path(__file__).parent
_WITHOUT_DATELINE: Final = frozenset({"media-advisory", "fact-sheet", "remarks"})
_DAY: Final = re.compile(r"\{(day|weekday)\+(\d+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a story's second version says otherwise, and the note that readers get."""

    note: str
    replace: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One release to be: its words, and the `moves` made with it in that order after it is written.

    `overrides` say why what preflight found stays. One that was `issued` days ago comes from the archive. `contacts`
    are names from the directory or whole lines. Without a `dateline` of its own it has its office's city, unless it is
    of a kind that has none.
    """

    name: str
    headline: str
    kind: str
    body: str
    office: str = "press-office"
    joint: tuple[str, ...] = ()
    language: str = "en"
    translates: str = ""
    subhead: str = ""
    summary: str = ""
    dateline: str = ""
    boilerplate: str = ""
    number: str = ""
    topics: tuple[str, ...] = ()
    contacts: tuple[str | Mapping[str, Any], ...] = ()
    speakers: tuple[Mapping[str, str], ...] = ()
    author: str = "wren"
    issued: Mapping[str, Any] | None = None
    old_paths: tuple[str, ...] = ()
    embargo: Mapping[str, Any] | None = None
    moves: tuple[str, ...] = ()
    reason: str = ""
    overrides: Mapping[str, str] | None = None
    keep_text: bool = True
    limited_to: tuple[str, ...] = ()
    correction: Correction | None = None
    together_with: str = ""
    bundle: str = ""

    def issued_at(self, *, now: datetime, zone: str) -> datetime | None:
        """When the archive says it went out; None for a story of today."""
        return _moment(self.issued, now, zone) if self.issued else None

    def terms(self, *, now: datetime, zone: str) -> Terms:
        """Its embargo. One of a few minutes ends on a whole minute, as every embargo that people type."""
        if self.embargo is None:
            return Terms()
        if "by_hand" in self.embargo:
            return Terms(EmbargoKind.BY_HAND)
        if "minutes" in self.embargo:
            early = now + timedelta(minutes=self.embargo["minutes"], seconds=29)
            at = early.replace(second=0, microsecond=0)
            wall = at.astimezone(embargo.zone_of(zone))
            return Terms(EmbargoKind.UNTIL, wall.strftime(embargo.WALL_FORMAT), zone, at)
        return Terms.until(_moment(self.embargo, now, zone).replace(tzinfo=None), zone)

    def place(self, *, city: str) -> str:
        """Its dateline."""
        return self.dateline or ("" if self.kind in _WITHOUT_DATELINE else city)

    def text(self, *, now: datetime, zone: str) -> str:
        """Its body, each “{day+3}” or “{weekday+3}” said as that day after it is issued."""
        first = (self.issued_at(now=now, zone=zone) or now).astimezone(embargo.zone_of(zone)).date()
        with translation.override(self.language):
            return _DAY.sub(lambda found: _said(first + timedelta(days=int(found[2])), found[1]), self.body)


def newsroom() -> dict[str, Any]:
    """Return whose newsroom it is: identity, offices, contacts, topics, and the people of the desk."""
    return tomllib.loads((HERE / "newsroom.toml").read_text())


def stories() -> Iterator[Story]:
    """Yield the stories in the order in which they are told."""
    for path in sorted((HERE / "stories").glob("*.toml")):
        words = tomllib.loads(path.read_text())
        lists = {name: tuple(value) for name, value in words.items() if isinstance(value, list)}
        correction = {"correction": Correction(**words["correction"])} if "correction" in words else {}
        yield Story(name=path.stem, **{**words, **lists, **correction})


def _moment(when: Mapping[str, Any], now: datetime, zone: str) -> datetime:
    """So many days from today, at a time that clocks in `zone` show."""
    place = ZoneInfo(zone)
    at: time = when["at"]
    return datetime.combine(now.astimezone(place).date() + timedelta(days=when["days"]), at, tzinfo=place)


def _said(day: date, how: str) -> str:
    whole = embargo.day_label(day, weekday=True)
    return re.split(r"[ ,]", whole, maxsplit=1)[0] if how == "weekday" else whole
