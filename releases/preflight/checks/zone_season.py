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
    for passage in subject.passages():
        for match in _TIMED.finditer(passage.text):
            said = match[1]
            if not said.isupper() or _ZONES[said].partition("/")[0] not in continents:
                continue
            day = _day(subject, passage, match.start())
            right = _name(_ZONES[said], day)
            # Phoenix is on MST and Kingston on EST all the year round.
            if said == right or said in {_name(zone, day) for zone in subject.zones}:
                continue
            yield _finding(subject, passage, match, right, day)


def _finding(subject: Subject, passage: Passage, match: re.Match[str], right: str, day: date) -> Finding:
    sentence = gettext_noop(
        "On %(date)s clocks there show %(right)s. Write that, or the zone without its season: ET, CT."
    )
    start, end = passage.start + match.start(1), passage.start + match.end(1)
    return subject.find(
        Level.RECOMMENDED, "zone_season", passage.field, start, end, sentence, right=right, date=day.isoformat()
    )


def _day(subject: Subject, passage: Passage, place: int) -> date:
    """The date in the same paragraph that stands nearest, or the day on which the text is first read."""
    near = subject.lift_day
    dated = [
        (min(abs(one.start - place), abs(one.end - place)), day)
        for one in find_dates(passage.text, language=subject.language)
        if (day := one.in_year(one.year) if one.year else _nearest(one.in_year, near))
    ]
    return min(dated)[1] if dated else near


def _nearest(in_year: object, near: date) -> date | None:
    days = [day for year in range(near.year - 1, near.year + 2) if (day := in_year(year))]  # type: ignore[operator]
    return min(days, key=lambda day: abs(day - near), default=None)


def _name(zone: str, day: date) -> str:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).tzname() or ""
