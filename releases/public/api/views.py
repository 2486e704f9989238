"""The API's questions. Each starts at the gate with the moment it was handed, as the pages do."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Final, cast
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern, reverse
from ninja import NinjaAPI, Query, Status

from releases.models import Contact, Edition, Office
from releases.public import cursors, search_form, searching
from releases.public.answer import Gone, public_path
from releases.public.api import answers, schemas
from releases.public.lists import PER_PAGE, first_or_404
from releases.public.slugs import office_at

api = NinjaAPI(
    title="Newsroom",
    version="1",
    description="What the newsroom has published, read-only. Everything here is on its pages too.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="releases-public-api",
)
_NOT_FOUND: Final = {404: schemas.Problem}
View = Callable[..., HttpResponse]


class Asked(HttpRequest):
    """A request as the public wrapper hands it on: with the one moment it is answered for."""

    at: datetime


@api.exception_handler(Http404)
def _nothing(request: HttpRequest, error: Http404) -> HttpResponse:
    return api.create_response(request, {"detail": "There is nothing at this address."}, status=404)


@api.exception_handler(Gone)
def _gone(request: HttpRequest, error: Gone) -> HttpResponse:
    return api.create_response(request, {"detail": "What was public here is not any more."}, status=410)


@api.get(
    "/releases",
    response={200: schemas.ReleasePage, 422: schemas.Invalid, **_NOT_FOUND},
    url_name="api_releases",
    operation_id="listReleases",
)
def releases(request: Asked, filters: Query[schemas.Filters]) -> dict[str, Any]:
    """Releases, newest first, twenty a page; follow `next` to the first ever issued."""
    if filters.since and filters.until and filters.until < filters.since:
        return {"items": [], "next": None}
    given = {**filters.dict(exclude_none=True), "from": filters.since or "", "to": filters.until or ""}
    asked = search_form.read(QueryDict(urlencode(given)), request.at)
    if not asked.is_valid:
        raise Http404  # an office or a topic that the public knows nothing of
    found = searching.matching(asked, request.at).with_path().with_updated()
    editions = found.defer("seals", "boilerplate", "contacts")
    if filters.before:
        editions = editions.placed_before(cursors.decode_place(filters.before))
    rows: list[Any] = list(editions[: PER_PAGE + 1])
    following = None
    if len(rows) > PER_PAGE:
        further = filters.dict(exclude_defaults=True) | {"before": cursors.encode_place(rows[PER_PAGE - 1].place)}
        following = f"{answers.whole(reverse('public:api_releases'))}?{urlencode(further)}"
    return {"items": [answers.line_of(one) for one in rows[:PER_PAGE]], "next": following}


@api.get(
    "/releases/{uuid:release_id}",
    response={200: schemas.Release, 410: schemas.Notice, **_NOT_FOUND},
    url_name="api_release",
    operation_id="getRelease",
)
def release(request: Asked, release_id: UUID) -> Any:
    """A release as its address answers now; 410 with the notice where its text is gone."""
    edition = _current(release_id, request.at)
    return Status(410, answers.notice_of(edition)) if edition.is_gone else Status(200, answers.release_of(edition))


@api.get(
    "/releases/{uuid:release_id}/editions",
    response={200: schemas.Editions, 410: schemas.Notice, **_NOT_FOUND},
    url_name="api_editions",
    operation_id="listEditions",
)
def editions(request: Asked, release_id: UUID) -> Any:
    """The public editions of a release that can still be read, the latest first."""
    current = _current(release_id, request.at)
    if current.is_gone:
        return Status(410, answers.notice_of(current))
    readable = Edition.objects.readable(request.at).filter(release_id=release_id).with_public_number()
    rows = readable.order_by("-public_from").defer("body", "boilerplate", "seals")
    shown = [one for one in rows if one.public_number <= current.public_number]
    return Status(200, {"items": [answers.edition_of(one, current) for one in shown]})


@api.get("/offices", response=schemas.Offices, url_name="api_offices", operation_id="listOffices")
def offices(request: Asked) -> dict[str, Any]:
    """The offices that the public may know of, by name."""
    rows = Office.objects.public(request.at).order_by("name", "id")
    return {"items": [answers.office_of(one) for one in rows]}


@api.get(
    "/offices/{uslug:slug}",
    response={200: schemas.Office, 410: schemas.Problem, **_NOT_FOUND},
    url_name="api_office",
    operation_id="getOffice",
)
def office(request: Asked, slug: str) -> dict[str, Any]:
    """One office, by the word in its address, present or past."""
    found, _moved = office_at(slug, request.at)
    return answers.office_of(found)


@api.get("/contacts", response=schemas.Contacts, url_name="api_contacts", operation_id="listContacts")
def contacts(request: Asked) -> dict[str, Any]:
    """Every listed media contact, by office."""
    rows = Contact.objects.public().in_order().select_related("office")
    return {"items": [answers.contact_of(one) for one in rows]}


@api.get("/openapi.json", include_in_schema=False, url_name="api_description")
def description(request: Asked) -> HttpResponse:
    """The API in the words of OpenAPI."""
    schema = api.get_openapi_schema(path_prefix="/api/")
    return api.create_response(request, {**schema, "servers": [{"url": answers.whole("")}]}, status=200)


def nothing(request: HttpRequest, *, at: datetime, rest: str) -> HttpResponse:
    """Every other address of the API: programs get their 404 in JSON."""
    return _nothing(request, Http404())


def paths() -> list[URLPattern]:
    """Return the API's URL patterns, each inside the wrapper of every public answer."""
    routes = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    found = [public_path(f"api/{one.pattern}", _handed(cast(View, one.callback)), str(one.name)) for one in routes]
    return [*found, public_path("api/<path:rest>", nothing, "api_nothing")]


def _handed(view: View) -> View:
    """Hand the moment on by the request, as the library calls a view with what stands in the address alone."""

    @wraps(view)
    def handed(request: Any, *, at: datetime, **parts: Any) -> HttpResponse:
        # The library would refuse HEAD; the server drops the body of its answer anyway.
        asked, request.at, request.method = request.method, at, "GET"
        try:
            return view(request, **parts)
        finally:
            request.method = asked

    return handed


def _current(release_id: UUID, at: datetime) -> Any:
    found = Edition.objects.public(at).filter(release_id=release_id)
    return first_or_404(found.with_path().with_public_number().with_updated())
