"""A printed moment to an instant, with every doubt about it said in words. Nothing is guessed in silence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from releases.intake.calendar_words import TOMORROW
from releases.intake.dates import FoundDate, find_dates, find_weekday, nearest_year, next_weekday
from releases.intake.phrases import finder
from releases.intake.sentence import Sentence, Weekday, Zone, _
from releases.intake.times import FoundTime, find_times
from releases.intake.zones import FoundZone, find_zones, season_at, tzinfo_of

RELATIVE = finder(TOMORROW)
SAME_DAY = finder(
    ("today", "tonight", "hoy", "aujourd'hui", "heute", "hoje", "сегодня", "本日", "اليوم", "hôm nay", "oggi")
)
AUSTRALIAN = re.compile(r"\b(?:Australian?|Canberra|Sydney|Melbourne|Brisbane|N\.?S\.?W\.?|Queensland)\b")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a person reading the line would know besides the line."""

    default_zone: str
    language: str
    issued: date | None
    today: date | None
    month_first: bool | None = None
    australian: bool = False


@dataclass(slots=True)
class Moment:
    wall: datetime | None = None
    at: datetime | None = None
    zone: str = ""
    zone_printed: str = ""
    precision: str = ""
    doubts: list[Sentence] = field(default_factory=list)
    alternatives: list[datetime] = field(default_factory=list)
    end: int = 0  # how much of the text it took to say it


def says_when(text: str, language: str = "") -> bool:
    """Whether a day or an hour is printed at all."""
    return bool(find_dates(text, language=language) or find_times(text) or find_weekday(text) is not None)


def read_when(text: str, setting: Setting) -> Moment:
    moment = Moment()
    dates = find_dates(text, language=setting.language)
    times = [time for time in find_times(text) if not _inside(time.start, time.end, dates)]
    zones = _near(find_zones(text), times)
    moment.end = max((end for _, end in spans(dates, times, zones)), default=0)
    day = _day(text, dates, times, setting, moment)
    if day is None:
        return moment
    if not times:
        moment.precision = "date"
        moment.doubts.append(_("It names no hour; the day at 00:00 is the earliest it can mean."))
        readings = [(datetime.combine(day, datetime.min.time()), zones[:1])]
    else:
        moment.precision = "minute"
        readings = [(_at(day, time, moment), _zones_of(index, times, zones)) for index, time in enumerate(times)]
    _settle(readings, setting, moment)
    return moment


def spans(dates: list[FoundDate], times: list[FoundTime], zones: list[FoundZone]) -> list[tuple[int, int]]:
    """Where the parts of a printed moment stand."""
    return sorted(
        [
            *((found.start, found.end) for found in dates),
            *((found.start, found.end) for found in times),
            *((found.start, found.end) for found in zones),
        ]
    )


def _inside(start: int, end: int, dates: list[FoundDate]) -> bool:
    return any(found.start < end and start < found.end for found in dates)


def _near(zones: list[FoundZone], times: list[FoundTime]) -> list[FoundZone]:
    """Bare letters count as a zone beside an hour only: IST and EST are also words."""
    return [
        zone
        for zone in zones
        if not zone.printed.replace(".", "").isupper()
        or len(zone.printed) > 6
        or any(-4 <= zone.start - time.end <= 40 or 0 <= time.start - zone.end <= 4 for time in times)
        or not times
    ]


def _day(text: str, dates: list[FoundDate], times: list[FoundTime], setting: Setting, moment: Moment) -> date | None:
    if not dates:
        return _day_without_date(text, times, setting, moment)
    chosen = dates[0]
    near = setting.issued or setting.today
    if chosen.swapped:
        return _day_of_two(chosen, setting, moment)
    if not chosen.year:
        if near is None:
            moment.doubts.append(_("It names no year."))
            return None
        moment.doubts.append(_("It names no year."))
        day = nearest_year(chosen, near)
        if day and chosen.weekday is not None and day.weekday() != chosen.weekday:
            moment.doubts.append(_("The day it names is not that weekday in %(year)s.", year=day.year))
    else:
        day = chosen.day_printed
        if not chosen.weekday_fits and day:
            weekday = Weekday(day.weekday())
            moment.doubts.append(_("It names a weekday, but %(day)s is a %(weekday)s.", day=day, weekday=weekday))
    resolved = {found.in_year(found.year or (day.year if day else 0)) for found in dates}
    if day and len(resolved) > 1:
        moment.doubts.append(_("It names more than one day."))
    return day


def _day_without_date(text: str, times: list[FoundTime], setting: Setting, moment: Moment) -> date | None:
    """A weekday, "tomorrow" or nothing but an hour: counted from the day of issue, and always asked about."""
    base = setting.issued or setting.today
    weekday = find_weekday(text)
    relative = RELATIVE.search(text)
    if not times and weekday is None and relative is None:
        return None
    moment.doubts.append(_("It names no date."))
    if base is None:
        return None
    moment.end = max(moment.end, relative.end() if relative else 0)
    if weekday is not None:
        return next_weekday(weekday, base)
    if relative and not SAME_DAY.match(relative.group()):
        return base + timedelta(days=1)
    return base


def _day_of_two(chosen: FoundDate, setting: Setting, moment: Moment) -> date | None:
    """3/4/2026: both days are offered; the best reading is the one the rest of the text speaks for."""
    first, second = chosen.day_printed, chosen.other
    if not first or not second:
        return first or second
    moment.doubts.append(_("Its figures can be read as %(one)s or as %(other)s.", one=first, other=second))
    if setting.issued and abs((first - setting.issued).days) <= 31 < abs((second - setting.issued).days):
        return first
    if setting.issued and abs((second - setting.issued).days) <= 31 < abs((first - setting.issued).days):
        return second
    if setting.month_first is not None:
        return second if setting.month_first else first  # `date` of a numeric reading is day first
    return max(first, second)  # the later cannot go out too early


def _at(day: date, time: FoundTime, moment: Moment) -> datetime:
    if time.doubt:
        moment.doubts.append(time.doubt)
    start = datetime.combine(day, datetime.min.time())
    return start + timedelta(hours=time.hour, minutes=time.minute)


def _zones_of(index: int, times: list[FoundTime], zones: list[FoundZone]) -> list[FoundZone]:
    """The zones printed between this hour and the next; one zone printed once serves every hour."""
    begin = times[index].end - 1
    finish = times[index + 1].start if index + 1 < len(times) else 10_000
    mine = [zone for zone in zones if begin <= zone.start < finish]
    if not mine and (len(times) == 1 or len(zones) == 1):
        return zones[:1]
    return mine


def _settle(readings: list[tuple[datetime, list[FoundZone]]], setting: Setting, moment: Moment) -> None:
    """Each printed hour in each printed zone to an instant; they agree, or a person is asked."""
    instants: list[tuple[datetime, datetime, str, str]] = []
    for wall, zones in readings:
        printed_zones: list[FoundZone | None] = [*zones] or [None]
        for zone in printed_zones:
            name = _zone_name(zone, wall, setting, moment)
            at = _instant(wall, name, zone, moment)
            instants.append((at, wall, name, zone.printed if zone else ""))
    if any(printed for *_, printed in instants):
        instants = [one for one in instants if one[3]]
    if len({one[0] for one in instants}) > 1:
        moment.doubts.append(_("It names more than one hour, and they are not the same moment."))
        moment.alternatives.extend(one[0] for one in instants)
    moment.at, moment.wall, moment.zone, moment.zone_printed = instants[0]


def _zone_name(zone: FoundZone | None, wall: datetime, setting: Setting, moment: Moment) -> str:
    default = setting.default_zone
    if zone is None:
        moment.doubts.append(_("It names no time zone; %(zone)s is assumed.", zone=Zone(default)))
        return default
    if not zone.names:
        moment.doubts.append(
            _(
                "“%(printed)s” is not a time zone known here; %(zone)s is assumed.",
                printed=zone.printed,
                zone=Zone(default),
            )
        )
        return default
    name = zone.names[0]
    if len(zone.names) > 1:
        name = next((one for one in zone.names if one.split("/")[0] == default.split("/")[0]), name)
        if setting.australian and (home := [one for one in zone.names if one.startswith("Australia/")]):
            if home[0] != name:
                moment.doubts.append(
                    _(
                        "“%(printed)s” is also a zone of Australia, where the text seems to be from.",
                        printed=zone.printed,
                    )
                )
            name = home[0]
        elif name.split("/")[0] != default.split("/")[0] and "America/New_York" not in zone.names:
            moment.doubts.append(_("“%(printed)s” is the name of more than one zone.", printed=zone.printed))
    if default.startswith("Australia/") and name.startswith("Australia/"):
        name = default if _same_clock(default, name) else name
    return name


def _same_clock(one: str, other: str) -> bool:
    """Two places whose clocks agree in January and in July."""
    moments = (datetime(2024, 1, 15), datetime(2024, 7, 15))  # noqa: DTZ001 - wall times
    return all(
        at.replace(tzinfo=tzinfo_of(one)).utcoffset() == at.replace(tzinfo=tzinfo_of(other)).utcoffset()
        for at in moments
    )


def _instant(wall: datetime, name: str, zone: FoundZone | None, moment: Moment) -> datetime:
    place = tzinfo_of(name)
    first = wall.replace(tzinfo=place, fold=0)
    if not isinstance(place, ZoneInfo) or name == "UTC":
        return first
    second = wall.replace(tzinfo=place, fold=1)
    season, printed = (zone.season, zone.printed) if zone else ("", "")
    if first.utcoffset() != second.utcoffset():
        exists = first.astimezone(ZoneInfo("UTC")).astimezone(place).replace(tzinfo=None) == wall
        if not exists:
            moment.doubts.append(_("Clocks in %(zone)s skip that hour on that day.", zone=Zone(name)))
        elif season:
            return first if season == "summer" else second
        else:
            moment.doubts.append(_("Clocks in %(zone)s show that hour twice on that day.", zone=Zone(name)))
            moment.alternatives.extend((first, second))
            return second
    elif season and season != season_at(wall, name):
        moment.doubts.append(
            _(
                "It says “%(printed)s”, but clocks in %(zone)s run on the other time on that day.",
                printed=printed,
                zone=Zone(name),
            )
        )
    return first
