"""The desk's way into a rehearsal: which moment, what changes until then, and the whole public site as of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import agenda, clock, embargo
from releases.admin import effects, moments, spans
from releases.admin.asking import person_of
from releases.admin.effects import Effects
from releases.agenda import Item, Stage
from releases.models import Edition, Person

if TYPE_CHECKING:
    from releases.admin.site import DeskSite

_HORIZON: Final = timedelta(days=400)
_OFFERED: Final = 8
# What one page shows of a long time; the site itself can be looked at as of any moment.
_CHANGES: Final = 40


class MomentForm(forms.Form):
    """A day and a time, as clocks show them where the newsroom is."""

    on = forms.DateField(
        label=gettext_lazy("Day"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Write the day as year, month and day: 2026-03-31.")},
    )
    at = forms.TimeField(
        label=gettext_lazy("Time"),
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Write the time as hours and minutes: 14:30.")},
    )

    moment: datetime

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        on, at = given.get("on"), given.get("at")
        if isinstance(on, date) and not spans.FIRST <= on <= spans.LAST:
            self.add_error("on", _("Choose a day between 1900 and 2199."))
        elif isinstance(on, date) and isinstance(at, time):
            try:
                self.moment = embargo.resolve(datetime.combine(on, at), settings.NEWSROOM_TIME_ZONE, second=False)
            except embargo.NoSuchTimeError as none:
                said = embargo.wall_label(none.after)
                self.add_error("at", _("Clocks go forward over this time. Choose %(time)s or later.") % {"time": said})
        return given


@dataclass(frozen=True, slots=True)
class Offer:
    """A coming lift that can be rehearsed with one press."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one edition did or will do, said with its moment."""

    when: str
    effects: Effects
    headline: str
    url: str


def urls(site: "DeskSite") -> list[URLPattern]:
    """Return the route of the page."""

    def view(request: HttpRequest) -> HttpResponse:
        return rehearse_view(site, request)

    return [path("rehearse/", site.admin_view(view), name="rehearse")]


def rehearse_view(site: "DeskSite", request: HttpRequest) -> HttpResponse:
    """Ask which moment, and list what changes between now and then."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    person, present = person_of(request), clock.now()
    form, moment = _asked(request, person, present)
    zone = settings.NEWSROOM_TIME_ZONE
    context = {
        **site.each_context(request),
        "title": _("Rehearse"),
        "form": form,
        "zone": zone,
        "offers": _offers(person, present),
        "moment": moment,
    }
    if moment:
        found = _between(person, present, moment)
        base = reverse("preview:rehearsal_front", args=[spelled(moment)])
        context |= {
            "when": embargo.label(moment, zone),
            "is_past": moment <= present,
            "base": base,
            "changes": _changes(found[:_CHANGES], zone),
            "has_more": len(found) > _CHANGES,
        }
    status = 422 if form.is_bound and form.errors else 200
    return TemplateResponse(request, "admin/rehearse.html", context, status=status)


def spelled(moment: datetime) -> str:
    """Return the instant as it stands in the address of a rehearsal."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _asked(request: HttpRequest, person: Person, present: datetime) -> tuple[MomentForm, datetime | None]:
    """The moment may come as an instant, from a link, or as a day and a time, from the form."""
    if request.GET.get("moment"):
        try:
            given = datetime.fromisoformat(request.GET["moment"])
        except ValueError:
            given = None
        if given and given.tzinfo and spans.FIRST.year <= given.year <= spans.LAST.year:
            return _filled(given), given
        form = MomentForm({"on": "", "at": ""})
        form.add_error(None, _("This is no moment. Choose a day and a time."))
        return form, None
    if "on" in request.GET or "at" in request.GET:
        form = MomentForm(request.GET)
        return form, form.moment if form.is_valid() else None
    coming = _lifts(person, present)
    return _filled(coming[0].at if coming else present), None


def _filled(moment: datetime) -> MomentForm:
    wall = embargo.wall_at(moment, settings.NEWSROOM_TIME_ZONE)
    return MomentForm(initial={"on": wall.date(), "at": wall.time().replace(second=0, microsecond=0)})


def _lifts(person: Person, present: datetime) -> list[Item]:
    ahead = agenda.agenda_of(person, first=present, last=present + _HORIZON, at=present)
    return [item for item in ahead.items if item.stage == Stage.SCHEDULED]


def _offers(person: Person, present: datetime) -> list[Offer]:
    moments_ahead = list(dict.fromkeys(item.at for item in _lifts(person, present)))[:_OFFERED]
    zone = settings.NEWSROOM_TIME_ZONE
    return [
        Offer(moments.ahead(at, zone, present), f"{reverse('admin:rehearse')}?{urlencode({'moment': spelled(at)})}")
        for at in moments_ahead
    ]


def _between(person: Person, present: datetime, moment: datetime) -> list[Item]:
    """What goes out until a coming moment, itself included; or what has gone out since a past one. Latest last."""
    tick = timedelta(microseconds=1)
    first, last = min(present, moment) + tick, max(present, moment) + tick
    found = agenda.agenda_of(person, first=first, last=last, at=present)
    return [item for item in found.items if effects.is_foretold(item)]


def _changes(items: Iterable[Item], zone: str) -> list[Change]:
    keys = [item.key for item in items]
    heavy = ("body", "boilerplate", "seals", "contacts", "speakers")
    editions = {str(one.pk): one for one in Edition.objects.filter(pk__in=keys).with_path().defer(*heavy)}
    return [
        Change(
            when=embargo.label(item.at, zone),
            effects=effects.effects_of(item, editions[item.key]),
            headline=item.headline,
            url=reverse("admin:releases_release_change", args=[item.release_id]),
        )
        for item in items
        if item.key in editions
    ]
