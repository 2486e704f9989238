"""Previews for staff: the very template of the public page, filled from a revision or an edition."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from releases import clock
from releases.document import edition_of
from releases.models import Edition, Release, Revision
from releases.preview.answer import unlisted
from releases.public.answer import page
from releases.public.release_page import contacts_of


@unlisted
@login_required
@require_safe
def working(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """The working text as the public would see it, were it published now."""
    release = _release(request, release_id)
    return revision_page(request, release, release.revision_number)


@unlisted
@login_required
@require_safe
def revision(request: HttpRequest, release_id: UUID, number: int) -> HttpResponse:
    """One saved state of the text."""
    return revision_page(request, _release(request, release_id), number)


@unlisted
@login_required
@require_safe
def edition(request: HttpRequest, release_id: UUID, sequence: int) -> HttpResponse:
    """One frozen edition, public or not."""
    release = _release(request, release_id)
    found = get_object_or_404(Edition.objects.of_release(release.pk), sequence=sequence)
    return preview_page(request, found, {"release": release})


def revision_page(request: HttpRequest, release: Release, number: int, **context: Any) -> HttpResponse:
    """Render a revision of a release that the caller has found to be theirs to see."""
    found = get_object_or_404(Revision, release=release, number=number)
    return preview_page(request, edition_of(release, found.content), {"release": release, "revision": found, **context})


def preview_page(request: HttpRequest, edition: Edition, context: dict[str, Any]) -> HttpResponse:
    """Render an edition, saved or not, with the banner that says it is not public."""
    context = {
        "edition": edition,
        "contacts": contacts_of(edition),
        "is_preview": True,
        "at": clock.now(),
        **context,
    }
    return page(request, "public/release.html", context, language=edition.language)


def _release(request: HttpRequest, release_id: UUID) -> Release:
    if not request.user.is_authenticated:
        raise Http404
    return get_object_or_404(Release.objects.visible_to(request.user), pk=release_id)
