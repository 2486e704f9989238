"""A URLconf with views as somebody in a hurry may write them: each betrays hidden things in a way of its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path

from newsroom.urls import urlpatterns as careful
from releases.models import Edition, Release, Topic


def lists(request: HttpRequest) -> HttpResponse:
    """Every edition, whether its window is open or not."""
    return HttpResponse("\n".join(Edition.objects.order_by("pk").values_list("headline", flat=True)))


def counts(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{Edition.objects.count()} releases")


def dates(request: HttpRequest) -> HttpResponse:
    """Not a word of it in the body: the header moves when a draft is saved."""
    response = HttpResponse("Nothing to see.")
    response["Last-Modified"] = str(Release.objects.order_by("-changed_at").values_list("changed_at", flat=True)[0])
    return response


def refuses(request: HttpRequest, slug: str) -> HttpResponse:
    """Forbidden where it should not exist."""
    return HttpResponse(status=403 if Topic.objects.filter(slug=slug).exists() else 404)


def answers_others(request: HttpRequest) -> HttpResponse:
    """Right by GET, and wrong by a method that nobody thought of."""
    return HttpResponse("" if request.method == "GET" else str(Release.objects.count()))


VIEWS: dict[str, Any] = {
    "/careless/lists/": lists,
    "/careless/counts/": counts,
    "/careless/dates/": dates,
    "/careless/refuses/zebra-topic/": refuses,
    "/careless/others/": answers_others,
}
urlpatterns = [
    path("careless/lists/", lists, name="careless_lists"),
    path("careless/counts/", counts, name="careless_counts"),
    path("careless/dates/", dates, name="careless_dates"),
    path("careless/refuses/<slug:slug>/", refuses, name="careless_refuses"),
    path("careless/others/", answers_others, name="careless_others"),
    *careful,
]
handler404 = "releases.public.answer.not_found"
handler500 = "releases.public.answer.server_error"
