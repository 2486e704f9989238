"""What every public answer has in common: the clock read once, two methods, one cache policy, one 404."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from hashlib import sha256
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.template.loader import render_to_string
from django.urls import URLPattern, path, re_path, resolve
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe
from django.views.decorators.csrf import csrf_exempt

from releases import clock
from releases.models import Newsroom
from releases.public.forwarding import forwarded
from releases.public.languages import speaking, spoken

READS: Final = ("GET", "HEAD")


class Gone(Exception):
    """What was public at this address is not any more, and no notice of its own stands there: a plain 410."""


def public_path(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """Return the URL pattern of a public view; there is no other way into the public surface."""
    return path(route, answered(view), name=name)


def everything_else(view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """Return the pattern that matches what no other does, so that nothing is answered outside this module."""
    return re_path(r"", answered(view), name=name)


def answered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Wrap a view: `at` is handed down, a missing thing is the one 404, and the policy is the one policy."""

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.method not in READS:
            return _finished(request, HttpResponse(status=405, headers={"Allow": ", ".join(READS)}))
        Newsroom.objects.set_clock()
        return _finished(request, _said(view, request, clock.now(), kwargs))

    wrapped.view = view  # type: ignore[attr-defined]
    return wrapped


def answer_as_of(path: str, query: QueryDict, at: datetime) -> HttpResponse:
    """Return what an address says at another moment to a request of nobody, without policy or tag: for rehearsals."""
    found = resolve(path, "releases.public.urls")
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.GET = query  # type: ignore[assignment]
    request.META = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query.urlencode()}
    return _said(found.func.view, request, at, found.kwargs)  # type: ignore[attr-defined]


def _said(
    view: Callable[..., HttpResponse], request: HttpRequest, at: datetime, kwargs: dict[str, Any]
) -> HttpResponse:
    """Ask a view, and answer for what it does not find."""
    try:
        return view(request, at=at, **kwargs)
    except Gone:
        return page("public/gone.html", {}, status=410)
    except Http404:
        return forwarded(request, at) or not_found(request)


def page(template: str, context: dict[str, Any], *, language: str = "en", status: int = 200) -> HttpResponse:
    """Render a page in the language of what it shows.

    Templates are not given the request: a page can't differ by visitor, cookie or host if it never sees one.
    """
    with speaking(language):
        identity = {
            "newsroom": Newsroom.objects.identity(),
            "base_url": settings.NEWSROOM_BASE_URL,
            "interface_language": spoken(language),
            "home_language": settings.LANGUAGE_CODE,
        }
        return HttpResponse(render_to_string(template, {**identity, **context}), status=status)


def not_found(request: HttpRequest, exception: Exception | None = None, *, language: str = "en") -> HttpResponse:
    """Return the one 404: what is hidden and what never was get the same bytes."""
    response = page("404.html", {}, language=language, status=404)
    _set_policy(response)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the 500 page, which asks nothing of the database: it may be what failed."""
    response = HttpResponse(render_to_string("500.html"), status=500)
    response["Cache-Control"] = "no-store"
    return response


def _finished(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """Give an answer its policy and, where there is a body to compare, its tag; it may become a 304 or a 412."""
    answer: HttpResponseBase = response
    if response.status_code == 200:
        tag = f'"{sha256(response.content).hexdigest()[:32]}"'
        response["ETag"] = tag
        modified = parse_http_date_safe(response.get("Last-Modified", ""))
        answer = get_conditional_response(request, etag=tag, last_modified=modified, response=response) or response
    _set_policy(answer)
    return answer


def _set_policy(response: HttpResponseBase) -> None:
    """Revalidate always. A lifetime cut to the next lift would tell the world that something lifts then."""
    shared = 0 if settings.NEWSROOM_STRICT_CACHING else 1
    response["Cache-Control"] = f"public, max-age=0, s-maxage={shared}, must-revalidate"
