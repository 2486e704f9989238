"""Reads the dates of archives: only those that can mean one day, with the last instant that they can mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final
from zoneinfo import ZoneInfo

from releases.intake.dates import find_dates

# Where a day ends last. What names no zone, or no hour, has passed once it has passed there.
_LAST: Final = timezone(timedelta(hours=-12))
_NOON: Final = time(12)  # the one hour that falls on the same day in nearly every office's zone


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant to print and sort by, and the last instant that the words can mean."""

    at: datetime
    latest: datetime


def moment(text: str, *, zone: str) -> Moment | None:
    """Read an ISO 8601 or a mail date, or a date in words; None where it could be another day as well."""
    text = " ".join(text.split())
    try:
        return _of_wall(_iso(text) or _mail(text), zone) or _of_words(text, zone)
    except (ValueError, OverflowError):
        return None


def of_day(day: date, *, zone: str) -> Moment:
    """Return the moment of a day without an hour: noon in the newsroom's zone, over when it is over everywhere."""
    at = datetime.combine(day, _NOON, ZoneInfo(zone))
    return Moment(at.astimezone(UTC), datetime.combine(day + timedelta(days=1), time(0), _LAST).astimezone(UTC))


def _iso(text: str) -> datetime | date | None:
    try:
        return date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text) if ":" in text else None
    except (ValueError, TypeError, IndexError):
        return None


def _of_wall(read: datetime | date | None, zone: str) -> Moment | None:
    if read is None:
        return None
    if not isinstance(read, datetime):
        return of_day(read, zone=zone)
    if read.tzinfo is not None:
        return Moment(read.astimezone(UTC), read.astimezone(UTC))
    return Moment(read.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC), read.replace(tzinfo=_LAST).astimezone(UTC))


def _of_words(text: str, zone: str) -> Moment | None:
    found = find_dates(text)
    if len(found) != 1 or found[0].swapped or not found[0].weekday_fits:
        return None
    day, rest = found[0].day_printed, text[: found[0].start] + text[found[0].end :]
    return of_day(day, zone=zone) if day and not any(one.isdigit() for one in rest) else None
