"""The zones of the world and the instants at which their clocks change, found by looking at the clocks themselves."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from releases import embargo

ZONES: Final = sorted(embargo.zone_names())
# Half an hour, a negative summer time, a fast without it, a skipped day, one abbreviation for two offsets, Greenland.
STRANGE_ZONES: Final = [
    *("Australia/Lord_Howe", "Europe/Dublin", "Africa/Casablanca", "Pacific/Apia"),
    *("Europe/Moscow", "Asia/Pyongyang", "America/Nuuk"),
]


def changes(zone: str, years: range) -> Iterator[datetime]:
    """Yield the instants, to the minute, at which the offset of a zone changes."""
    place = ZoneInfo(zone)
    at, end = datetime(years.start, 1, 1, tzinfo=UTC), datetime(years.stop, 1, 1, tzinfo=UTC)
    step = timedelta(days=7)  # the shortest season between two changes is a month of fasting
    while at < end:
        early, late = at, at + step
        if early.astimezone(place).utcoffset() != late.astimezone(place).utcoffset():
            offset = early.astimezone(place).utcoffset()
            while late - early > timedelta(minutes=1):
                middle = early + (late - early) // 2
                middle = middle.replace(second=0, microsecond=0)
                early, late = (middle, late) if middle.astimezone(place).utcoffset() == offset else (early, middle)
            yield late
        at += step


def edges(change: datetime, zone: str) -> tuple[datetime, datetime, bool]:
    """Return the wall times between which a change leaves a gap or an overlap, and whether it is a gap."""
    place = ZoneInfo(zone)
    old = (change - timedelta(minutes=1)).astimezone(place).utcoffset() or timedelta()
    new = change.astimezone(place).utcoffset() or timedelta()
    first, last = sorted((change.replace(tzinfo=None) + old, change.replace(tzinfo=None) + new))
    return first, last, new > old
