"""Limited releases for administrators who are not named: that they exist, and the door with a register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import permissions, workflow
from releases.admin import limit_words
from releases.admin.move_forms import Words
from releases.admin.moves import SHOW
from releases.models import Event, Person, Release
from releases.states import Move

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

METHODS: Final = ("GET", "HEAD", "POST")
_PER_PAGE: Final = 20


class BreakForm(forms.Form):
    """Why the limit must be broken."""

    reason = Words(
        label=gettext_lazy("Why"),
        rows=4,
        help_text=gettext_lazy("Everybody named reads it, with your name. Kept in the record; not public."),
        error_messages={"required": gettext_lazy("Say why: everybody named on the release will read it.")},
    )


@dataclass(frozen=True, slots=True)
class Limit:
    """All that an administrator is told of a release they are not named on. Not one word of it is among that."""

    pk: UUID
    limited_at: datetime | None
    limited_by: str
    named: int
    lack: str

    @property
    def number(self) -> str:
        """The first letters of its id, to tell one row from another."""
        return str(self.pk)[:8]


def urls(admin: "ReleaseAdmin") -> list[URLPattern]:
    """Return the routes of the list of limits, and of breaking one."""
    view = admin.admin_site.admin_view
    return [
        path("limits/", view(partial(limits_view, admin)), name="releases_release_limits"),
        path(
            "limits/<uuid:release_id>/break/",
            view(partial(break_view, admin)),
            name="releases_release_break_limit",
        ),
    ]


def limits_view(admin: "ReleaseAdmin", request: HttpRequest) -> HttpResponse:
    """List the limits that keep this administrator out."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    person = _administrator(request)
    page = Paginator(_beyond(person).order_by("-limited_at", "id"), _PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Limited releases"),
        "page": page,
        "limits": _limits(page.object_list),
        "zone": person.time_zone or settings.NEWSROOM_TIME_ZONE,
    }
    return TemplateResponse(request, "admin/releases/release/limits.html", context)


def break_view(admin: "ReleaseAdmin", request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Ask why, then break the limit: the reason is recorded and sent to those named before anything is shown."""
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    person = _administrator(request)
    # Not limited, known already or never made: one answer.
    limit = next(iter(_limits(_beyond(person).filter(pk=release_id))), None)
    if limit is None:
        raise Http404
    form = BreakForm(request.POST if request.method == "POST" else None)
    if SHOW in request.POST:
        return _break_page(admin, request, limit, form)
    if not form.is_valid():
        return _break_page(admin, request, limit, form, status=422 if form.is_bound else 200)
    try:
        workflow.break_access_limit(actor=person, release_id=release_id, reason=form.cleaned_data["reason"])
    except workflow.Refused as refused:
        return _break_page(admin, request, limit, form, reasons=refused.reasons, status=409)
    except Release.DoesNotExist as gone:  # the limit was lifted since the page was opened
        raise Http404 from gone
    messages.success(request, _("The limit is broken. Everybody named on the release is told, with your reason."))
    return redirect("admin:releases_release_change", release_id)


def _administrator(request: HttpRequest) -> Person:
    """Return who asks, if they keep people and directory; before anything is looked up."""
    person = request.user
    if not isinstance(person, Person) or not permissions.is_administrator(person):
        raise PermissionDenied
    return person


def _beyond(person: Person) -> QuerySet[Release]:
    """The releases whose limit keeps the person out, with the latest event that set it; no word of their text."""
    latest = Event.objects.filter(release_id=OuterRef("pk"), what=Move.LIMIT).order_by("-at", "-id")
    found: QuerySet[Release] = Release.objects.limited_beyond(person).only("pk", "lead_office_id")
    return found.annotate(
        limited_at=Subquery(latest.values("at")[:1]), limited_by=Subquery(latest.values("actor_name")[:1])
    )


def _limits(releases: Iterable[Any]) -> list[Limit]:
    rows = list(releases)
    named = limit_words.named_on(row.pk for row in rows)
    return [
        Limit(
            pk=row.pk,
            limited_at=row.limited_at,
            limited_by=row.limited_by or "",
            named=len(named.get(row.pk, ())),
            lack=limit_words.lack_sentence(row.lead_office_id, named.get(row.pk, ())),
        )
        for row in rows
    ]


def _break_page(
    admin: "ReleaseAdmin",
    request: HttpRequest,
    limit: Limit,
    form: BreakForm,
    *,
    reasons: Iterable[workflow.Reason] = (),
    status: int = 200,
) -> HttpResponse:
    person = _administrator(request)
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Break a limit"),
        "limit": limit,
        "form": form,
        "reasons": reasons,
        "zone": person.time_zone or settings.NEWSROOM_TIME_ZONE,
    }
    return TemplateResponse(request, "admin/releases/release/break_limit.html", context, status=status)
