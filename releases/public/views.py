"""The public pages. Each starts at the gate with the moment it was handed, and runs at most five queries."""

from datetime import datetime
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from releases.models import Contact, Edition, Newsroom, Office, Topic
from releases.public import offices, release_page, text
from releases.public.answer import page
from releases.public.languages import spoken
from releases.public.lists import listed, release_list

DESKS_BESIDE: Final = 5


def front(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """The newest twenty; beside the first of them, each open office and its first contact."""
    shown = release_list(request, listed(at).newest_first())
    beside: dict[str, Any] = {}
    if shown.is_first:
        beside["desks"] = offices.first_contacts()[:DESKS_BESIDE]
        beside["offices"] = list(Office.objects.public(at).filter(is_historical=False).order_by("name", "id"))
    return page("public/front.html", {"list": shown, **beside})


def office(request: HttpRequest, *, at: datetime, slug: str) -> HttpResponse:
    """An office, whom to call there, and what it issued; a past address redirects."""
    found, moved = offices.at_slug(slug, at)
    if moved:
        return redirect(found, permanent=True)
    context = {
        "office": found,
        "around": offices.around(found, at),
        "contacts": list(Contact.objects.public().in_order().filter(office=found)),
        "list": release_list(request, listed(at).of_office(found.pk)),
    }
    return page("public/office.html", context)


def topic(request: HttpRequest, *, at: datetime, slug: str) -> HttpResponse:
    """What is filed under a topic."""
    found = _first_or_404(Topic.objects.public(at).filter(slug=slug))
    shown = release_list(request, listed(at).of_topic(found.pk))
    return page("public/topic.html", {"topic": found, "list": shown})


def contacts(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """Whom journalists call: every listed contact, by office."""
    rows = list(Contact.objects.public().in_order().select_related("office"))
    return page("public/contacts.html", {"contacts": rows})


def release(request: HttpRequest, *, at: datetime, **parts: Any) -> HttpResponse:
    """What the address answers at this moment."""
    edition = _at_address(at, **parts)
    if edition.path != release_page.path_of(**parts):
        return redirect(edition.path, permanent=True)
    return _current_page(edition, at)


def earlier(request: HttpRequest, *, at: datetime, number: int, **parts: Any) -> HttpResponse:
    """An edition that the address used to answer, under a banner that says so.

    What was public stays answered: an edition that has become the current one, or was redacted since, leads to
    the current text, and one of a release whose text is gone gets the notice.
    """
    current = _at_address(at, **parts)
    if number > current.public_number:
        raise Http404
    if current.path != release_page.path_of(**parts):
        return redirect(release_page.edition_path(current.path, number), permanent=True)
    if current.is_gone:
        return _current_page(current, at)
    readable = Edition.objects.readable(at).filter(release_id=current.release_id).with_path().with_public_number()
    edition = readable.filter(public_number=number).first()
    if edition is None or edition.pk == current.pk:
        return redirect(current.path)
    context = release_page.earlier_context_of(edition, current, at)
    return page("public/release.html", context, language=edition.language)


def plain_text(request: HttpRequest, *, at: datetime, **parts: Any) -> HttpResponse:
    """The release in press-release form, for wires and terminals."""
    edition = _at_address(at, **parts)
    if edition.path != release_page.path_of(**parts):
        return redirect(release_page.text_path(edition.path), permanent=True)
    body = text.press_release(edition, newsroom=Newsroom.objects.identity())
    response = HttpResponse(body, content_type="text/plain; charset=utf-8", status=410 if edition.is_gone else 200)
    response["Content-Language"] = spoken(edition.language) if edition.is_gone else edition.language
    return response


def nothing(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """Every other address: the wrapper looks whether it was ever one of ours."""
    raise Http404


def _current_page(edition: Edition, at: datetime) -> HttpResponse:
    return page(
        "public/release.html",
        release_page.context_of(edition, at),
        language=edition.language,
        status=410 if edition.is_gone else 200,
    )


def _at_address(at: datetime, **parts: Any) -> Any:
    at_path = Edition.objects.public(at).at_path(release_page.path_of(**parts))
    return _first_or_404(at_path.with_path().with_public_number().with_updated())


def _first_or_404(rows: Any) -> Any:
    found = rows.first()
    if found is None:
        raise Http404
    return found
