"""The abbreviation of a zone, against the season: EST in July."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from releases.intake.dates import find_dates
from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Passage, Subject

_ZONES: Final = {
    **dict.fromkeys(("EST", "EDT"), "America/New_York"),
    **dict.fromkeys(("CST", "CDT"), "America/Chicago"),
    **dict.fromkeys(("MST", "MDT"), "America/Denver"),
    **dict.fromkeys(("PST", "PDT"), "America/Los_Angeles"),
    **dict.fromkeys(("AKST", "AKDT"), "America/Anchorage"),
    **dict.fromkeys(("GMT", "BST"), "Europe/London"),
    **dict.fromkeys(("CET", "CEST"), "Europe/Paris"),
    **dict.fromkeys(("EET", "EEST"), "Europe/Athens"),
}
# Only behind a time of day: CST, EST and BST stand for other things as well.
_TIMED: Final = re.compile(
    r"(?:\d|[ap]\.?m\.?|noon|midnight|uhr|heures?)[\s(,]{0,3}\b(" + "|".join(_ZONES) + r")\b", re.IGNORECASE
)


def zone_season(subject: Subject) -> Iterator[Finding]:
    """A zone's abbreviation of the wrong season, for the zones in use: EST in July."""
    continents = {zone.partition("/")[0] for zone in subject.zones}
    anywhere: list[date] | None = None
    for passage in subject.passages():
        matches = list(_TIMED.finditer(passage.text))
        if not matches:
            continue
        here = _days(subject, passage)
        if not here and anywhere is None:
            # An advisory has the day in one line and the hour in another.
            anywhere = [subject.lift_day, *(day for other in subject.passages() for day in _days(subject, other))]
        days = here or anywhere or [subject.lift_day]
        for match in matches:
            said = match[1]
            if not said.isupper() or _ZONES[said].partition("/")[0] not in continents:
                continue
            # Phoenix is on MST and Kingston on EST all the year round.
            meant = (_ZONES[said], *subject.zones)
            if not any(said == _name(zone, day) for day in days for zone in meant):
                yield _finding(subject, passage, match, days[0])


def _finding(subject: Subject, passage: Passage, match: re.Match[str], day: date) -> Finding:
    sentence = gettext_noop(
        "On %(date)s clocks there show %(right)s. Write that, or the zone without its season: ET, CT."
    )
    start, end = passage.start + match.start(1), passage.start + match.end(1)
    right = _name(_ZONES[match[1]], day)
    return subject.find(Level.RECOMMENDED, "zone_season", passage.field, start, end, sentence, right=right, date=day)


def _days(subject: Subject, passage: Passage) -> list[date]:
    near = subject.lift_day
    found = find_dates(passage.text, language=subject.language)
    days = (one.in_year(one.year) if one.year else _nearest(one.in_year, near) for one in found)
    return [day for day in days if day]


def _nearest(in_year: object, near: date) -> date | None:
    days = [day for year in range(near.year - 1, near.year + 2) if (day := in_year(year))]  # type: ignore[operator]
    return min(days, key=lambda day: abs(day - near), default=None)


def _name(zone: str, day: date) -> str:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).tzname() or ""
