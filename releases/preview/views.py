"""Previews for staff: the very template of the public page, filled from a revision or an edition."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from releases import clock
from releases.document import edition_of
from releases.models import Edition, Person, Release, Revision
from releases.preview.answer import unlisted
from releases.public.answer import page
from releases.public.release_page import contacts_of
from releases.situation import Situation


@unlisted
@login_required
@require_safe
def working(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """The working text as the public would see it, were it published now."""
    release = _release(request, release_id)
    return _revision_page(request, release, release.revision_number)


@unlisted
@login_required
@require_safe
def revision(request: HttpRequest, release_id: UUID, number: int) -> HttpResponse:
    """One saved state of the text."""
    return _revision_page(request, _release(request, release_id), number)


@unlisted
@login_required
@require_safe
def edition(request: HttpRequest, release_id: UUID, sequence: int) -> HttpResponse:
    """One frozen edition, public or not."""
    release, at = _release(request, release_id), clock.now()
    found = get_object_or_404(Edition.objects.of_release(release.pk), sequence=sequence)
    is_out = Edition.objects.readable(at).filter(pk=found.pk).exists()
    return preview_page(found, {"release": release, "is_out": is_out, "banner_language": _language(request)})


def preview_page(edition: Edition, context: dict[str, Any]) -> HttpResponse:
    """Render an edition, saved or not, under the banner that says what it is, in the language of `banner_language`."""
    preview = {"edition": edition, "contacts": contacts_of(edition), "is_preview": True}
    return page("public/release.html", {**preview, **context}, language=edition.language)


def _revision_page(request: HttpRequest, release: Release, number: int) -> HttpResponse:
    found = get_object_or_404(Revision, release=release, number=number)
    live = Situation.read(release, clock.now()).last_public
    differs = bool(live and live.revision_number != number)
    context = {"release": release, "revision": found, "differs": differs, "banner_language": _language(request)}
    return preview_page(edition_of(release, found.content), context)


def _language(request: HttpRequest) -> str:
    """The banner speaks to whoever looks; the page under it, to its readers."""
    return request.user.speaks if isinstance(request.user, Person) else settings.LANGUAGE_CODE


def _release(request: HttpRequest, release_id: UUID) -> Release:
    return get_object_or_404(Release.objects.visible_to(request.user), pk=release_id)
