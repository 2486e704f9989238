"""The newsroom's own colours and its logo, each at an address that names its content and answers with no other."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse

from releases.models import Logo, Newsroom


def sheet(request: HttpRequest, *, at: datetime, digest: str) -> HttpResponse:
    """The style sheet of these colours, while they are the newsroom's."""
    palette = Newsroom.objects.identity().palette
    if not palette.sheet or palette.digest != digest:
        raise Http404
    return HttpResponse(palette.sheet, content_type="text/css; charset=utf-8")


def logo(request: HttpRequest, *, at: datetime, digest: str, ending: str) -> HttpResponse:
    """The picture, while the newsroom shows it. Feed readers put it on pages of their own, so they may."""
    found = Logo.objects.shown().filter(digest=digest).first()
    if found is None or found.ending != ending:
        raise Http404
    response = HttpResponse(bytes(found.data), content_type=found.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
