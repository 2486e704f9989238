"""Wall time, zone and instant: how an embargo is read from what people type, and said back in words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.utils import formats, translation
from django.utils.translation import gettext as _

from releases.states import EmbargoKind

WALL_FORMAT: Final = "%Y-%m-%dT%H:%M"
# Associated Press Stylebook, "months" and "time zones".
_AP_MONTHS: Final = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
_WEEKDAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_US_ZONES: Final = {
    "America/New_York": "ET",
    "America/Detroit": "ET",
    "America/Chicago": "CT",
    "America/Denver": "MT",
    "America/Boise": "MT",
    "America/Los_Angeles": "PT",
    "America/Anchorage": "AKT",
    "Pacific/Honolulu": "HT",
}
# Read as these wherever they are printed: Shanghai and Havana say CST too, Manila PST; IST means three times.
_MEANT: Final = {
    **{name: timedelta(hours=hours) for name, hours in {"EST": -5, "CST": -6, "MST": -7, "PST": -8}.items()},
    **{name: timedelta(hours=hours) for name, hours in {"EDT": -4, "CDT": -5, "MDT": -6, "PDT": -7}.items()},
    "IST": None,
}


class NoSuchTimeError(ValueError):
    """The clocks go forward over this wall time. `before` and `after` are the nearest that exist."""

    def __init__(self, *, before: datetime, after: datetime) -> None:
        super().__init__("no such wall time")
        self.before, self.after = before, after


class AmbiguousTimeError(ValueError):
    """The clocks go back over this wall time: it happens at `first` and again at `second` (instants)."""

    def __init__(self, *, first: datetime, second: datetime) -> None:
        super().__init__("wall time happens twice")
        self.first, self.second = first, second


@dataclass(frozen=True, slots=True)
class Terms:
    """The embargo: none, until an instant (with the wall time and zone typed), by hand, or an open question."""

    kind: EmbargoKind = EmbargoKind.NONE
    wall: str = ""
    zone: str = ""
    at: datetime | None = None

    @classmethod
    def until(cls, wall: datetime, zone: str, *, second: bool | None = None) -> "Terms":
        """Return the terms for a naive wall time in an IANA zone; raises as `resolve` does."""
        at = resolve(wall, zone, second=second)
        return cls(EmbargoKind.UNTIL, wall.strftime(WALL_FORMAT), zone, at)

    def columns(self) -> dict[str, str | datetime | None]:
        """The values of the four columns that a release and an edition keep."""
        return {
            "embargo_kind": str(self.kind.value),
            "embargo_wall": self.wall,
            "embargo_zone": self.zone,
            "embargo_at": self.at,
        }

    @property
    def shown(self) -> datetime | None:
        """The naive wall time, to the minute, that clocks in the zone show at the instant, as rules are today."""
        return wall_at(self.at, self.zone).replace(second=0, microsecond=0) if self.at else None

    @property
    def holds(self) -> bool:
        """Whether that still is what was typed: not after the zone's rules changed, or the zone itself is gone."""
        return self.shown is None or (is_known(self.zone) and self.shown.strftime(WALL_FORMAT) == self.wall)

    @property
    def line(self) -> str:
        """The release line, as press practice words it."""
        if self.kind == EmbargoKind.BY_HAND:
            return _("EMBARGOED UNTIL DELIVERY – CHECK AGAINST DELIVERY")
        if self.kind == EmbargoKind.UNTIL and self.at:
            return _("EMBARGOED UNTIL %(moment)s") % {"moment": label(self.at, self.zone)}
        if self.kind == EmbargoKind.QUESTION:
            return _("NOT FOR RELEASE – EMBARGO NOT DECIDED YET")
        return _("FOR IMMEDIATE RELEASE")


@cache
def zone_names() -> frozenset[str]:
    """Return the names of every IANA zone known to this machine or the `tzdata` package."""
    return frozenset(available_timezones())


def zone_of(name: str) -> ZoneInfo:
    """Return the zone; ValueError where the IANA database has none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"unknown time zone: {name!r}") from error


def is_known(name: str) -> bool:
    """Whether the IANA database of today has a zone of that name; a stored one may have been dropped from it."""
    try:
        zone_of(name)
    except ValueError:
        return False
    return True


def place_of(name: str) -> tzinfo:
    """Return the zone in which a moment is said: UTC, and called so, where the stored one is not known any more."""
    return zone_of(name) if is_known(name) else UTC


def wall_at(at: datetime, zone: str) -> datetime:
    """Return the naive wall time that clocks in `zone` show at an instant."""
    return at.astimezone(place_of(zone)).replace(tzinfo=None, fold=0)


def instants(wall: datetime, zone: str) -> tuple[datetime, ...]:
    """Return the instants (UTC, in order) at which clocks in `zone` show the naive time `wall`: 0, 1 or 2."""
    place = zone_of(zone)
    found = {wall.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return tuple(sorted(at for at in found if at.astimezone(place).replace(tzinfo=None) == wall))


def resolve(wall: datetime, zone: str, *, second: bool | None = None) -> datetime:
    """Return the one instant at which clocks in `zone` show `wall`.

    `second` answers which of two is meant where daylight saving repeats the hour. Raises NoSuchTimeError,
    AmbiguousTimeError (when `second` is None), or ValueError for an unknown zone.
    """
    found = instants(wall, zone)
    if not found:
        raise NoSuchTimeError(**_neighbours(wall, zone))
    if len(found) == 1:
        return found[0]
    if second is None:
        raise AmbiguousTimeError(first=found[0], second=found[1])
    return found[1] if second else found[0]


def label(at: datetime, zone: str) -> str:
    """Say an instant in words in the active language: "10:00 a.m. ET, Tuesday, Feb. 14, 2017"."""
    day = wall_at(at, zone).date()
    return f"{time_label(at, zone)}, {day_label(day, weekday=True)}"


def time_label(at: datetime, zone: str) -> str:
    """Say the time of day, to the minute, with its zone: "10:00 a.m. ET"."""
    return f"{wall_label(wall_at(at, zone))} {zone_label(at, zone)}"


def wall_label(wall: datetime) -> str:
    """Say a wall time without its zone: "10:00 a.m."."""
    if not _english():
        return formats.date_format(wall, "H:i")
    half = "a.m." if wall.hour < 12 else "p.m."
    return f"{wall.hour % 12 or 12}:{wall:%M} {half}"


def day_label(day: date, *, weekday: bool = False) -> str:
    """Say a date: "Feb. 14, 2017" as the Associated Press abbreviates it, or as the language does."""
    if not _english():
        said = formats.date_format(day, "DATE_FORMAT")
        return f"{formats.date_format(day, 'l')} {said}" if weekday else said
    said = f"{_AP_MONTHS[day.month - 1]} {day.day}, {day.year}"
    return f"{_WEEKDAYS[day.weekday()]}, {said}" if weekday else said


def zone_label(at: datetime, zone: str) -> str:
    """Say the zone: "ET" where clocks show this time once, "EDT" or "EST" where they show it twice.

    Elsewhere the local abbreviation, or the offset from UTC where readers could take that for another time.
    """
    if not is_known(zone):
        return "UTC"
    place = zone_of(zone)
    local = at.astimezone(place)
    same_wall = [one.astimezone(place) for one in instants(local.replace(tzinfo=None, fold=0), zone)]
    if zone in _US_ZONES and len(same_wall) == 1:
        return _US_ZONES[zone]
    name, offset = local.tzname() or "", local.utcoffset() or timedelta()
    tells_apart = len({one.tzname() for one in same_wall}) == len(same_wall)
    if name.isalpha() and tells_apart and _MEANT.get(name, offset) == offset:
        return name
    return _offset_label(offset)


def _english() -> bool:
    return (translation.get_language() or "en").startswith("en")


def _offset_label(offset: timedelta) -> str:
    total = int(offset.total_seconds())
    hours, rest = divmod(abs(total), 3600)
    minutes, seconds = divmod(rest, 60)
    tail = (f":{minutes:02}" if minutes or seconds else "") + (f":{seconds:02}" if seconds else "")
    return f"UTC{'-' if total < 0 else '+'}{hours}{tail}"


def _neighbours(wall: datetime, zone: str) -> dict[str, datetime]:
    """The last wall minute before the gap and the first after it."""
    place = zone_of(zone)
    early, late = sorted(wall.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1))
    offset = early.astimezone(place).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) // 2
        middle -= timedelta(microseconds=middle.microsecond)
        if middle <= early:
            break
        if middle.astimezone(place).utcoffset() == offset:
            early = middle
        else:
            late = middle
    after = late.astimezone(place).replace(tzinfo=None, fold=0)
    before = early.astimezone(place).replace(tzinfo=None, second=0, microsecond=0, fold=0)
    return {"before": before, "after": after}
