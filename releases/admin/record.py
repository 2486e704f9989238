"""The record of a release: who did what, when and why; every saved text, and every edition."""

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from releases import clock, permissions
from releases.admin import comparison, standing, translating_words
from releases.admin.record_words import line_of
from releases.models import Edition, Event, Revision
from releases.situation import Situation
from releases.states import Move

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin


def urls(admin: "ReleaseAdmin") -> list[URLPattern]:
    """Return the routes of the record, and of comparing and restoring what it keeps."""
    view = admin.admin_site.admin_view(partial(record_view, admin))
    return [path("<uuid:release_id>/record/", view, name="releases_release_record"), *comparison.urls(admin)]


def record_view(admin: "ReleaseAdmin", request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Everything that was done to a release, latest first, with every saved state of its text."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    release = admin.find_or_404(request, release_id)
    at = clock.now()
    editions = Edition.objects.of_release(release.pk).select_related("authorised_by", "reviewed_by")
    situation = Situation.of(release, editions, at)
    done = Event.objects.filter(release=release).order_by("-at", "-id")
    events = translating_words.told_to(request.user, done, release)  # type: ignore[arg-type]
    revisions = list(Revision.objects.filter(release=release).order_by("-number").defer("content", "seals"))
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Record"),
        "release": release,
        "zone": release.lead_office.time_zone,
        "stands": standing.sentence(situation),
        "lines": [line_of(event, release, at) for event in events],
        "revisions": revisions,
        "before_last": release.revision_number - 1,
        "editions": situation.editions,
        "current": situation.current,
        "coming": situation.coming,
        "live": situation.last_public,
        "may_restore": permissions.may(request.user, Move.EDIT, release),  # type: ignore[arg-type]
    }
    return TemplateResponse(request, "admin/releases/release/record.html", context)
