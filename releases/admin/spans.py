"""The days that a calendar shows, as clocks in one zone have them: a day of 23 or of 25 hours is a day as well."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from django.utils import formats
from django.utils.translation import gettext as _

from releases import embargo

VIEWS: Final = ("day", "week", "month")
# Beyond these nobody plans, and the neighbours of a month must exist.
FIRST: Final = date(1900, 1, 1)
LAST: Final = date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Span:
    """A day, a week or a month around `on`. `days` is what is drawn: of a month, whole weeks."""

    view: str
    on: date
    zone: str
    days: tuple[date, ...]

    @classmethod
    def around(cls, view: str, on: date, zone: str) -> "Span":
        if view == "day":
            return cls(view, on, zone, (on,))
        if view == "week":
            return cls(view, on, zone, _days(_week_start(on), 7))
        start = _week_start(on.replace(day=1))
        end = _week_start(_next_month(on) - timedelta(days=1)) + timedelta(days=7)
        return cls(view, on, zone, _days(start, (end - start).days))

    @property
    def first(self) -> datetime:
        return _midnight(self.days[0], self.zone)

    @property
    def last(self) -> datetime:
        """The instant at which the span is over."""
        return _midnight(self.days[-1] + timedelta(days=1), self.zone)

    @property
    def before(self) -> date:
        if self.view == "month":
            return (self.on.replace(day=1) - timedelta(days=1)).replace(day=1)
        return self.on - timedelta(days=len(self.days))

    @property
    def after(self) -> date:
        return _next_month(self.on) if self.view == "month" else self.on + timedelta(days=len(self.days))

    @property
    def title(self) -> str:
        if self.view == "day":
            return embargo.day_label(self.on, weekday=True)
        if self.view == "week":
            return _("Week of %(day)s") % {"day": embargo.day_label(self.days[0])}
        return str(formats.date_format(self.on, "YEAR_MONTH_FORMAT"))

    def is_beside(self, day: date) -> bool:
        """The day belongs to the month before or after the one that is shown."""
        return self.view == "month" and day.month != self.on.month

    def by_day(self, items: Iterable[Any]) -> dict[date, list[Any]]:
        """Put items, each with an `at`, on their days. Days are told apart by their first instants."""
        starts = [_midnight(day, self.zone) for day in self.days]
        found: dict[date, list[Any]] = {day: [] for day in self.days}
        for item in items:
            found[self.days[max(bisect_right(starts, item.at) - 1, 0)]].append(item)
        return found


def day_typed(typed: str) -> date | None:
    """Return the day that was typed, year first; None where it is no day, or one that nobody plans for."""
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if FIRST <= found <= LAST else None


def today(at: datetime, zone: str) -> date:
    """Return the day that it is in the zone."""
    return embargo.wall_at(at, zone).date()


def _midnight(day: date, zone: str) -> datetime:
    """The first instant of a day. Where clocks skip midnight, that is when they do."""
    return datetime.combine(day, time(), embargo.place_of(zone)).astimezone(UTC)


def _week_start(day: date) -> date:
    sunday_is_0 = int(formats.get_format("FIRST_DAY_OF_WEEK"))
    return day - timedelta(days=(day.isoweekday() - sunday_is_0) % 7)


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _days(first: date, count: int) -> tuple[date, ...]:
    return tuple(first + timedelta(days=number) for number in range(count))
