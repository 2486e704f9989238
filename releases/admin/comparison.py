"""Two texts of a release compared, word by word, and an earlier one made the working text again."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from releases import clock, differences, permissions, workflow
from releases.admin import panel
from releases.admin.moves import SHOW
from releases.document import printed
from releases.models import Edition, Release, Revision
from releases.situation import Situation
from releases.states import Move

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

_LIVE: Final = "live"
_APPROVED: Final = "approved"
_NUMBER_MAX: Final = 9  # digits: no release was ever saved a thousand million times


@dataclass(frozen=True, slots=True)
class _Text:
    """One side of a comparison: what it is called, and what it says."""

    name: str
    content: Mapping[str, Any]


def urls(admin: "ReleaseAdmin") -> list[URLPattern]:
    """Return the routes of comparing two texts, and of restoring one."""
    view = admin.admin_site.admin_view
    return [
        path("<uuid:release_id>/compare/", view(partial(compare_view, admin)), name="releases_release_compare"),
        path(
            "<uuid:release_id>/revisions/<int:number>/restore/",
            view(partial(restore_view, admin)),
            name="releases_release_restore",
        ),
    ]


def compare_view(admin: "ReleaseAdmin", request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Any two revisions, or a revision and what the public has: in one column, or side by side."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    release = admin.find_or_404(request, release_id)
    named = [request.GET.get(name, "") for name in ("before", "after")]
    texts = [_text(release, name, is_printed=bool({_LIVE, _APPROVED} & set(named))) for name in named]
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("What changed"),
        "release": release,
        "before": texts[0].name,
        "after": texts[1].name,
        "query": f"before={named[0]}&after={named[1]}",
        "is_side_by_side": request.GET.get("as") == "sides",
        "changes": differences.between(texts[0].content, texts[1].content),
    }
    return TemplateResponse(request, "admin/releases/release/compare.html", context)


def restore_view(admin: "ReleaseAdmin", request: HttpRequest, release_id: UUID, number: int) -> HttpResponse:
    """Make an earlier revision the working text again: a new draft, never an approved text."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    release = admin.find_or_404(request, release_id)
    _revision(release, str(number))
    if request.method != "POST" or SHOW in request.POST:
        return _restore_page(admin, request, release, number)
    seen = request.POST.get("revision", "")
    try:
        saved = workflow.restore(
            actor=request.user,  # type: ignore[arg-type]
            release_id=release.pk,
            number=number,
            expected_revision=int(seen) if _is_number(seen) else -1,
        )
    except workflow.Refused as refused:
        fresh = admin.find_or_404(request, release_id)
        return _restore_page(admin, request, fresh, number, reasons=refused.reasons, status=409)
    except Release.DoesNotExist as gone:
        raise Http404 from gone
    said = (
        _("Restored. It is a draft, and must be approved like any other.")
        if saved.changed
        else _("Nothing had changed, so nothing was restored.")
    )
    messages.success(request, said)
    return redirect("admin:releases_release_change", release_id)


def _restore_page(
    admin: "ReleaseAdmin",
    request: HttpRequest,
    release: Release,
    number: int,
    *,
    reasons: tuple[workflow.Reason, ...] = (),
    status: int = 200,
) -> HttpResponse:
    earlier, current = _revision(release, str(number)), _revision(release, str(release.revision_number))
    against = [] if permissions.may(request.user, Move.EDIT, release) else _against(request, release)  # type: ignore[arg-type]
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Restore an earlier text"),
        "release": release,
        "earlier": earlier,
        # The embargo is not restored, so it is no part of what changes.
        "changes": [one for one in differences.between(current.content, earlier.content) if one.field != "embargo"],
        "reasons": reasons,
        "against": against,
        "voids": release.status == "approved" and not panel.text_is_out(release),
    }
    if against and status == 200:
        status = 403
    return TemplateResponse(request, "admin/releases/release/restore.html", context, status=status)


def _against(request: HttpRequest, release: Release) -> list[str]:
    return permissions.refusals(request.user, Move.EDIT, Situation.read(release, clock.now()))  # type: ignore[arg-type]


def _text(release: Release, name: str, *, is_printed: bool) -> _Text:
    """Find one side. Beside an edition, of a revision only what it prints is compared: editions hold no more."""
    if name in {_LIVE, _APPROVED}:
        edition = _edition(release, name)
        said = _("what the public has") if name == _LIVE else _("the last approved text")
        return _Text(said, edition.content)
    revision = _revision(release, name)
    said = _("revision %(number)d by %(name)s") % {"number": revision.number, "name": revision.author_name}
    return _Text(said, printed(revision.content) if is_printed else revision.content)


def _edition(release: Release, name: str) -> Edition:
    situation = Situation.read(release, clock.now())
    found = situation.last_public if name == _LIVE else situation.last_approved
    if found is None:
        raise Http404
    return found


def _revision(release: Release, number: str) -> Revision:
    found: Revision | None = None
    if _is_number(number):
        found = Revision.objects.filter(release=release, number=int(number)).first()
    if found is None:
        raise Http404
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _NUMBER_MAX
