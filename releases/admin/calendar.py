"""The calendar of the desk: what went out, goes out and is planned, by day, week or month; a page without scripts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import agenda, clock, embargo, permissions
from releases.admin import spans
from releases.admin.asking import person_of
from releases.agenda import Item
from releases.models import Office

if TYPE_CHECKING:
    from releases.admin.site import DeskSite

_VIEWS: Final = {"day": gettext_lazy("Day"), "week": gettext_lazy("Week"), "month": gettext_lazy("Month")}
# What a day of a month has room for; the rest is one press away.
IN_A_MONTH: Final = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as the calendar prints it: the time as clocks show it in the calendar's zone."""

    item: Item
    when: str

    @property
    def url(self) -> str:
        return reverse("admin:releases_release_change", args=[self.item.release_id])


@dataclass(frozen=True, slots=True)
class Day:
    """One day: what is printed of it, and how much more there is."""

    on: date
    label: str
    weekday: str
    entries: tuple[Entry, ...]
    more: int
    is_today: bool
    is_beside: bool
    url: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, with a sentence for what could not be read."""

    view: str
    on: date
    office: Office | None
    zone: str
    problem: str

    def address(self, **changes: Any) -> str:
        """Return the address of this calendar with these changes."""
        asked = {"view": self.view, "on": self.on, "office": self.office.slug if self.office else "", **changes}
        return f"{reverse('admin:calendar')}?{urlencode({name: value for name, value in asked.items() if value})}"


def urls(site: "DeskSite") -> list[URLPattern]:
    """Return the route of the calendar."""

    def view(request: HttpRequest) -> HttpResponse:
        return calendar_view(site, request)

    return [path("calendar/", site.admin_view(view), name="calendar")]


def calendar_view(site: "DeskSite", request: HttpRequest) -> HttpResponse:
    """Show a day, a week or a month of what this person may know of."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    at, person = clock.now(), person_of(request)
    offices = list(agenda.offices_of(person))
    asked = _asked(request.GET, offices, at)
    span = spans.Span.around(asked.view, asked.on, asked.zone)
    found = agenda.agenda_of(person, first=span.first, last=span.last, at=at, office=asked.office)
    today = spans.today(at, asked.zone)
    days = _days(span, found.items, asked, today)
    context = {
        **site.each_context(request),
        "title": _("Calendar"),
        "asked": asked,
        "span": span,
        "days": days,
        "is_empty": not any(day.entries for day in days if not day.is_beside),
        "has_more": found.has_more,
        "offices": offices,
        "views": [{"name": name, "label": label, "url": asked.address(view=name)} for name, label in _VIEWS.items()],
        "before": asked.address(on=span.before) if span.before >= spans.FIRST else "",
        "after": asked.address(on=span.after) if span.after <= spans.LAST else "",
        "today": asked.address(on=today),
        "may_start": permissions.may_start(person),
    }
    return TemplateResponse(request, "admin/calendar.html", context)


def _asked(data: Mapping[str, str], offices: list[Office], at: Any) -> Asked:
    """Read the address. What nobody could have meant is answered with the nearest that can be shown, and said."""
    problem = ""
    slug, typed, view = data.get("office", ""), data.get("on", ""), data.get("view", "")
    office = next((one for one in offices if one.slug == slug), None)
    if slug and office is None:
        problem = _("There is no such office, or nothing of it that you may see. These are all offices.")
    zone = office.time_zone if office else settings.NEWSROOM_TIME_ZONE
    on = spans.day_typed(typed)
    if typed and on is None:
        problem = _("There is no such day. Write it as year, month and day: 2026-03-31. This is today.")
    return Asked(view if view in spans.VIEWS else "month", on or spans.today(at, zone), office, zone, problem)


def _days(span: spans.Span, items: tuple[Item, ...], asked: Asked, today: date) -> list[Day]:
    days = []
    for on, found in span.by_day(items).items():
        shown = found[:IN_A_MONTH] if span.view == "month" and len(found) > IN_A_MONTH + 1 else found
        weekday, label = embargo.day_label(on, weekday=True), embargo.day_label(on)
        days.append(
            Day(
                on=on,
                label=label,
                weekday=weekday.removesuffix(label).rstrip(", "),
                entries=tuple(Entry(item, embargo.time_label(item.at, asked.zone)) for item in shown),
                more=len(found) - len(shown),
                is_today=on == today,
                is_beside=span.is_beside(on),
                url=asked.address(view="day", on=on),
            )
        )
    return days
