"""A personal copy for one named outsider, by a link that opens just that release."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from releases import clock, workflow
from releases.document import edition_of
from releases.models import PreviewLink, Revision
from releases.preview.answer import unlisted
from releases.preview.views import preview_page
from releases.public.answer import not_found, page
from releases.public.languages import spoken
from releases.situation import Situation


@csrf_exempt  # Who can forge this request holds the token, and needs no forgery. So the reader gets no cookie.
@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the reader to open their copy, then show it.

    A GET shows a page with one button and no word of the text: a mail scanner that fetches the link has read
    nothing, and nothing is recorded. The button posts; that is the opening which the record keeps.
    """
    at = clock.now()
    link = workflow.live_link(token, at=at)
    if link is None:
        return not_found(request)
    if request.method != "POST":
        return page("preview/open.html", {"link": link}, language=link.release.language)
    workflow.record_opening(link)
    return _copy_page(link, at)


def _copy_page(link: PreviewLink, at: datetime) -> HttpResponse:
    """Show the text that was given: as it was approved, if it was, and saying so if it has been changed since."""
    situation = Situation.read(link.release, at)
    given = get_object_or_404(Revision, release=link.release, number=link.revision_number)
    latest = get_object_or_404(Revision, release=link.release, number=link.release.revision_number)
    approved = next((one for one in (situation.coming, situation.waiting) if one and one.digest == given.digest), None)
    context = {"link": link, "is_approved": approved is not None, "has_changed": latest.digest != given.digest}
    text = approved or edition_of(link.release, given.content)
    return preview_page(text, {**context, "banner_language": spoken(text.language)})
