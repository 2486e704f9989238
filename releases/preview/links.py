"""A personal copy for one named outsider, by a link that opens just that release."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from releases import clock, workflow
from releases.preview.answer import unlisted
from releases.preview.views import revision_page
from releases.public.answer import not_found, page


@csrf_exempt  # Who can forge this request holds the token, and needs no forgery. So the reader gets no cookie.
@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the reader to open their copy, then show it.

    A GET shows a page with one button and no word of the text: a mail scanner that fetches the link has read
    nothing, and nothing is recorded. The button posts; that is the opening which the record keeps.
    """
    link = workflow.live_link(token, at=clock.now())
    if link is None:
        return not_found(request)
    if request.method != "POST":
        return page("preview/open.html", {"link": link}, language=link.release.language)
    workflow.record_opening(link)
    return revision_page(link.release, link.release.revision_number, link=link)
