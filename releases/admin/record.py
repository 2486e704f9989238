"""The record of a release: who did what, when and why; its revisions, compared and restored."""

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from releases import permissions, workflow
from releases.admin import differences
from releases.models import Edition, Event, Release, Revision
from releases.states import Move

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin


def urls(admin: "ReleaseAdmin") -> list[URLPattern]:
    """Return the routes of the record, of comparing two revisions, and of restoring one."""
    view = admin.admin_site.admin_view
    return [
        path("<uuid:release_id>/record/", view(partial(record_view, admin)), name="releases_release_record"),
        path("<uuid:release_id>/compare/", view(partial(compare_view, admin)), name="releases_release_compare"),
        path(
            "<uuid:release_id>/revisions/<int:number>/restore/",
            view(partial(restore_view, admin)),
            name="releases_release_restore",
        ),
    ]


def event_label(what: str) -> str:
    """Say what an event was."""
    said = {
        Move.EDIT.value: _("Saved"),
        Move.SUBMIT.value: _("Submitted for approval"),
        Move.TAKE_BACK.value: _("Taken back"),
        Move.SEND_BACK.value: _("Sent back"),
        Move.APPROVE.value: _("Approved"),
        Move.PUBLISH.value: _("Published"),
        Move.CORRECT.value: _("Correction published"),
        Move.HOLD.value: _("Held"),
        Move.RESCHEDULE.value: _("Rescheduled"),
        Move.WITHDRAW.value: _("Withdrawn"),
        Move.EMERGENCY.value: _("Published in emergency"),
        Move.REVIEW_EMERGENCY.value: _("Emergency reviewed"),
        Move.LIMIT.value: _("Limited to named people"),
        Move.UNLIMIT.value: _("Limit lifted"),
        Move.GIVE_LINK.value: _("Preview link given"),
        Move.REVOKE_LINK.value: _("Preview link revoked"),
        Move.ASK_REDACTION.value: _("Redaction asked for"),
        Move.REDACT.value: _("Redacted"),
        "imported": _("Imported"),
        "link_opened": _("Preview link opened"),
        "limit_broken": _("Access limit broken"),
        "address_moved": _("Reserved address changed"),
    }
    return said.get(what, what)


def record_view(admin: "ReleaseAdmin", request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Everything that was done to a release, latest first, and every saved state of its text."""
    release = admin.find_or_404(request, release_id)
    events = Event.objects.filter(release=release).order_by("-at", "-id")
    context = {
        **_context(admin, request, release, _("Record")),
        "events": [(event, event_label(event.what)) for event in events],
        "revisions": Revision.objects.filter(release=release).order_by("-number").defer("content", "seals"),
        "editions": Edition.objects.of_release(release.pk).select_related("authorised_by", "reviewed_by"),
        "may_restore": permissions.may(request.user, Move.EDIT, release),  # type: ignore[arg-type]
    }
    return TemplateResponse(request, "admin/releases/release/record.html", context)


def compare_view(admin: "ReleaseAdmin", request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Two revisions side by side in time: what was taken out and what was put in."""
    release = admin.find_or_404(request, release_id)
    before, after = (_revision(release, request.GET.get(name, "")) for name in ("before", "after"))
    context = {
        **_context(admin, request, release, _("What changed")),
        "before": before,
        "after": after,
        "changes": differences.between(before.content, after.content),
    }
    return TemplateResponse(request, "admin/releases/release/compare.html", context)


def restore_view(admin: "ReleaseAdmin", request: HttpRequest, release_id: UUID, number: int) -> HttpResponse:
    """Make an earlier revision the working text again: a new draft, never an approved text."""
    release = admin.find_or_404(request, release_id)
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    earlier, current = _revision(release, str(number)), _revision(release, str(release.revision_number))
    reasons: Any = ()
    if request.method == "POST":
        seen = request.POST.get("revision", "")
        try:
            workflow.restore(
                actor=request.user,  # type: ignore[arg-type]
                release_id=release.pk,
                number=number,
                expected_revision=int(seen) if seen.isdigit() else -1,
            )
        except workflow.Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("Restored as a new draft. It must be approved like any other."))
            return redirect("admin:releases_release_change", release_id)
    context = {
        **_context(admin, request, release, _("Restore an earlier text")),
        "earlier": earlier,
        "changes": differences.between(current.content, earlier.content),
        "reasons": reasons,
    }
    return TemplateResponse(request, "admin/releases/release/restore.html", context, status=409 if reasons else 200)


def _context(admin: "ReleaseAdmin", request: HttpRequest, release: Release, title: str) -> dict[str, Any]:
    return {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": title,
        "release": release,
        "zone": release.lead_office.time_zone,
    }


def _revision(release: Release, number: str) -> Revision:
    found: Revision | None = None
    if number.isascii() and number.isdigit() and len(number) < 10:
        found = Revision.objects.filter(release=release, number=int(number)).first()
    if found is None:
        raise Http404
    return found
