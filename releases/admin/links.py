"""Preview links on the desk: shown once when given, listed with their openings, revoked."""

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from releases import clock, permissions, workflow
from releases.models import Event, PreviewLink, Release, Revision
from releases.situation import Situation
from releases.states import Move

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin


def urls(admin: "ReleaseAdmin") -> list[URLPattern]:
    """Return the routes of the list of links and of revoking one."""
    site = admin.admin_site
    return [
        path("<uuid:release_id>/links/", site.admin_view(partial(links_view, admin)), name="releases_release_links"),
        path(
            "<uuid:release_id>/links/<uuid:link_id>/revoke/",
            site.admin_view(partial(revoke_view, admin)),
            name="releases_release_revoke_link",
        ),
    ]


def given_page(admin: "ReleaseAdmin", request: HttpRequest, release: Release, given: workflow.Given) -> HttpResponse:
    """Show the address of a link that was just given: the only time anybody sees it."""
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Preview link"),
        "release": release,
        "link": given.link,
        "address": settings.NEWSROOM_BASE_URL + reverse("preview:copy", args=[given.token]),
    }
    response = TemplateResponse(request, "admin/releases/release/link_given.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


def links_view(admin: "ReleaseAdmin", request: HttpRequest, release_id: UUID) -> HttpResponse:
    """List the links of a release, each with its openings."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    release = admin.find_or_404(request, release_id)
    openings: dict[str, list[Any]] = {}
    for event in Event.objects.filter(release=release, what="link_opened").order_by("at", "id"):
        openings.setdefault(str(event.detail.get("link")), []).append(event.at)
    situation = Situation.read(release, clock.now())
    digests = dict(Revision.objects.filter(release=release).values_list("number", "digest"))
    rows = [
        {
            "link": link,
            "openings": openings.get(str(link.pk), []),
            "is_over": not workflow.is_open(link=link, situation=situation),
            "has_changed": digests.get(link.revision_number) != digests.get(release.revision_number),
        }
        for link in PreviewLink.objects.filter(release=release).select_related("given_by").order_by("-given_at")
    ]
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Preview links"),
        "release": release,
        "rows": rows,
        "zone": release.lead_office.time_zone,
        "may_give": permissions.may(request.user, Move.GIVE_LINK, release),  # type: ignore[arg-type]
        "may_revoke": permissions.may(request.user, Move.REVOKE_LINK, release),  # type: ignore[arg-type]
    }
    return TemplateResponse(request, "admin/releases/release/links.html", context)


def revoke_view(admin: "ReleaseAdmin", request: HttpRequest, release_id: UUID, link_id: UUID) -> HttpResponse:
    """Revoke a link, by a post from the list."""
    admin.find_or_404(request, release_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        workflow.revoke_preview_link(actor=request.user, release_id=release_id, link_id=link_id)  # type: ignore[arg-type]
    except Release.DoesNotExist as gone:
        raise Http404 from gone
    except workflow.Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason.text)
    else:
        messages.success(request, _("Revoked. The link opens nothing any more."))
    return redirect("admin:releases_release_links", release_id)
