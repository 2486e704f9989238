"""What every public answer has in common: the clock read once, two methods, one cache policy, one 404."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from releases import clock
from releases.models import Newsroom

READS: Final = ("GET", "HEAD")
LANGUAGES: Final = dict(settings.LANGUAGES)


def public_path(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """Return the URL pattern of a public view; there is no other way into the public surface."""
    return path(route, answered(view), name=name)


def answered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Wrap a view: `at` is handed down, a missing thing is the one 404, and the policy is the one policy."""

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.method not in READS:
            return _finished(request, HttpResponse(status=405, headers={"Allow": ", ".join(READS)}))
        try:
            return _finished(request, view(request, at=clock.now(), **kwargs))
        except Http404:
            return not_found(request)

    return wrapped


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, language: str = "en", status: int = 200
) -> HttpResponse:
    """Render a page in the language of what it shows: never that of a cookie or a header."""
    spoken = language if language in LANGUAGES else "en"
    with translation.override(spoken):
        context = {
            "newsroom": context.get("newsroom") or Newsroom.objects.get(),
            "base_url": settings.NEWSROOM_BASE_URL,
            "interface_language": spoken,
            **context,
        }
        return render(request, template, context, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """The one 404: what is hidden and what never was get the same bytes."""
    return _finished(request, page(request, "public/404.html", {}, status=404))


def server_error(request: HttpRequest) -> HttpResponse:
    """The 500 page looks like the site and asks nothing of the database, which may be what failed."""
    response = render(request, "500.html", status=500)
    response["Cache-Control"] = "no-store"
    return response


def _finished(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    shared = 0 if settings.NEWSROOM_STRICT_CACHING else 1
    response["Cache-Control"] = f"public, max-age=0, s-maxage={shared}, must-revalidate"
    if response.status_code != 200:
        return response
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    # The class of the answer is wider than what goes in: a 304 or a 412 has no body.
    return get_conditional_response(request, etag=etag, response=response) or response
