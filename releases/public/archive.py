"""The archive: which years and months have something in them, and what. That they exist, never how much."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final, TypeVar

from django.db.models import Subquery
from django.http import Http404, HttpRequest, HttpResponse

from releases.models import Edition, Kind, Newsroom
from releases.models.content import LANGUAGES
from releases.public.answer import page
from releases.public.lists import listed, release_list
from releases.querysets import EditionQuerySet

# One question each: a mistyped import of the year 1066 must not make the page ask a thousand.
YEARS_SHOWN: Final = 200
_Name = TypeVar("_Name", int, str)


def archive(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """The years that have something in them, and the other shelves: kinds, and the languages that anything is in."""
    spoken = _there({code: listed(at).in_language(code) for code, _name in LANGUAGES})
    languages = [{"code": code, "name": name} for code, name in LANGUAGES if spoken[code]]
    return page("public/archive.html", {"years": years(at), "kinds": list(Kind), "languages": languages})


def year(request: HttpRequest, *, at: datetime, year: int) -> HttpResponse:
    """The months of a year in which something was issued."""
    months = _months(at, year)
    if not months:
        raise Http404
    return page("public/year.html", {"year": year, "months": months})


def month(request: HttpRequest, *, at: datetime, year: int, month: int) -> HttpResponse:
    """What was issued in a month."""
    try:
        first, last = days_of(year, month)
    except ValueError as error:
        raise Http404 from error
    editions = Edition.objects.public(at).listed().issued_between(first, last)
    shown = release_list(request, editions)
    if shown.is_empty and shown.is_first:
        raise Http404
    return page("public/month.html", {"month": first, "list": shown})


def years(at: datetime) -> list[int]:
    """Return the years with something in them, latest first, from three queries: the ends, then each between."""
    # The bounds say nothing, except to SQLite's planner: that the index by day is the one to read.
    issued = listed(at).issued_between(date.min, date.max).values_list("issued_on", flat=True)
    newest, oldest = issued.first(), issued.reverse().first()
    if newest is None or oldest is None:
        return []
    every = range(newest.year, max(oldest.year, newest.year - YEARS_SHOWN + 1) - 1, -1)
    there = _which(at, {one: (date(one, 1, 1), date(one, 12, 31)) for one in every})
    return [one for one in every if there[one]]


def days_of(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month; ValueError for one that never was."""
    first = date(year, month, 1)
    last = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
    return first, last


def _months(at: datetime, year: int) -> list[date]:
    try:
        spans = {month: days_of(year, month) for month in range(1, 13)}
    except ValueError as error:
        raise Http404 from error
    there = _which(at, spans)
    return [first for month, (first, _last) in spans.items() if there[month]]


def _which(at: datetime, spans: Mapping[int, tuple[date, date]]) -> dict[int, bool]:
    """Tell for each span of days whether anything listed was issued in it."""
    return _there({name: listed(at).issued_between(*span) for name, span in spans.items()})


def _there(shelves: Mapping[_Name, EditionQuerySet]) -> dict[_Name, bool]:
    """Tell for each shelf whether anything is on it: one query, one look-up a shelf."""
    # The first in its order, and not `Exists`: that has no order, so PostgreSQL may as well read the table.
    questions = {f"on_{name}": Subquery(editions.values("pk")[:1]) for name, editions in shelves.items()}
    # Any table of one row carries the questions.
    row = Newsroom.objects.annotate(**questions).values(*questions).get()
    return {name: row[f"on_{name}"] is not None for name in shelves}
