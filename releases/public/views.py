"""The public pages. Each starts at the gate with the moment it was handed, and runs at most five queries."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Exists
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from releases.models import Contact, Edition, Newsroom, Office, OfficeSlug, Topic
from releases.public import cursors, release_page, text
from releases.public.answer import page
from releases.querysets import EditionQuerySet

PER_PAGE: Final = 20


def front(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """The newest twenty."""
    return _list(request, "public/front.html", _listed(at).newest_first(), {})


def office(request: HttpRequest, *, at: datetime, slug: str) -> HttpResponse:
    """An office, whom to call there, and what it issued; a past address redirects."""
    found = Office.objects.public(at).select_related("parent", "successor").filter(slug=slug).first()
    if found is None:
        past = OfficeSlug.objects.filter(slug=slug, office__in=Office.objects.public(at)).first()
        if past is None:
            raise Http404
        return redirect(past.office.get_absolute_url(), permanent=True)
    context = {
        "office": found,
        "contacts": list(Contact.objects.public().in_order().filter(office=found)),
        "children": list(Office.objects.public(at).filter(parent=found).order_by("name")),
        "feed": f"/offices/{found.slug}/feed.rss",
    }
    return _list(request, "public/office.html", _listed(at).of_office(found.pk), context, through="office_links")


def topic(request: HttpRequest, *, at: datetime, slug: str) -> HttpResponse:
    """What is filed under a topic."""
    found = Topic.objects.public(at).filter(slug=slug).first()
    if found is None:
        raise Http404
    return _list(request, "public/topic.html", _listed(at).of_topic(found.pk), {"topic": found}, through="topic_links")


def year(request: HttpRequest, *, at: datetime, year: int) -> HttpResponse:
    """The months of a year in which something was issued: that they exist, not how much."""
    months = _months(at, year)
    if not any(months.values()):
        raise Http404
    context = {"year": year, "months": [date(year, month, 1) for month, shown in months.items() if shown]}
    return page(request, "public/year.html", context)


def month(request: HttpRequest, *, at: datetime, year: int, month: int) -> HttpResponse:
    """What was issued in a month."""
    try:
        first = date(year, month, 1)
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    return _list(
        request,
        "public/month.html",
        _listed(at).issued_between(first, last),
        {"month": first},
        empty_is_missing=True,
    )


def archive(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """The years that have something in them."""
    listed = _listed(at)
    newest = listed.order_by("-issued_on").values_list("issued_on", flat=True).first()
    oldest = listed.order_by("issued_on").values_list("issued_on", flat=True).first()
    years = range(newest.year, oldest.year - 1, -1) if newest and oldest else range(0)
    shown = _which(at, {str(one): (date(one, 1, 1), date(one, 12, 31)) for one in years})
    return page(request, "public/archive.html", {"years": [one for one in years if shown[str(one)]]})


def contacts(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """Whom journalists call: every listed contact, by office."""
    rows = list(Contact.objects.public().in_order().select_related("office"))
    return page(request, "public/contacts.html", {"contacts": rows})


def release(request: HttpRequest, *, at: datetime, **parts: Any) -> HttpResponse:
    """What the address answers at this moment."""
    edition = _at_address(at, **parts)
    moved = _moved(request, edition)
    if moved:
        return moved
    context = release_page.context_of(edition, at)
    status = 410 if edition.is_gone else 200
    return page(request, "public/release.html", context, language=edition.language, status=status)


def earlier(request: HttpRequest, *, at: datetime, number: int, **parts: Any) -> HttpResponse:
    """An edition that the address used to answer, under a banner that says so."""
    current = _at_address(at, **parts)
    editions = Edition.objects.readable(at).filter(release_id=current.release_id).with_path().with_public_number()
    edition = editions.filter(public_number=number).first()
    if edition is None:
        raise Http404
    if edition.pk == current.pk:
        return redirect(current.get_absolute_url())
    context = {**release_page.context_of(edition, at), "current": current}
    return page(request, "public/release.html", context, language=edition.language)


def plain_text(request: HttpRequest, *, at: datetime, **parts: Any) -> HttpResponse:
    """The release in press-release form, for wires and terminals."""
    edition = _at_address(at, **parts)
    if edition.path != release_page.path_of(**parts):
        return redirect(release_page.text_path(edition.path), permanent=True)
    body = text.press_release(edition, newsroom=Newsroom.objects.get())
    return HttpResponse(body, content_type="text/plain; charset=utf-8", status=410 if edition.is_gone else 200)


def robots(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """Nothing secret is named here: what must not be found does not exist for a robot either."""
    return HttpResponse("User-agent: *\nDisallow: /desk/\nDisallow: /preview/\n", content_type="text/plain")


def _listed(at: datetime) -> EditionQuerySet:
    return Edition.objects.public(at).listed()


def _list(
    request: HttpRequest,
    template: str,
    editions: EditionQuerySet,
    context: Mapping[str, Any],
    *,
    through: str = "",
    empty_is_missing: bool = False,
) -> HttpResponse:
    cursor = request.GET.get("before", "")
    if cursor:
        editions = editions.older_than(*cursors.decode(cursor), through=through)
    rows = list(editions.with_path()[: PER_PAGE + 1])
    if empty_is_missing and not rows and not cursor:
        raise Http404
    older = cursors.encode(rows[PER_PAGE - 1]) if len(rows) > PER_PAGE else ""
    return page(request, template, {**context, "editions": rows[:PER_PAGE], "older": older, "is_first": not cursor})


def _months(at: datetime, year: int) -> dict[int, bool]:
    try:
        starts = [date(year, number, 1) for number in range(1, 13)]
        ends = [*(start - timedelta(days=1) for start in starts[1:]), date(year, 12, 31)]
    except ValueError as error:
        raise Http404 from error
    shown = _which(at, {str(start.month): (start, end) for start, end in zip(starts, ends, strict=True)})
    return {int(number): there for number, there in shown.items()}


def _which(at: datetime, spans: Mapping[str, tuple[date, date]]) -> dict[str, bool]:
    """Tell for each span of days whether anything listed was issued in it: one query, one look-up a span."""
    questions = {
        f"span_{name}": Exists(_listed(at).issued_between(first, last)) for name, (first, last) in spans.items()
    }
    row = Newsroom.objects.annotate(**questions).values(*questions).first() or {}
    return {name: bool(row.get(f"span_{name}")) for name in spans}


def _at_address(at: datetime, **parts: Any) -> Edition:
    path = release_page.path_of(**parts)
    edition: Edition | None = Edition.objects.public(at).at_path(path).with_path().with_public_number().first()
    if edition is None:
        raise Http404
    return edition


def _moved(request: HttpRequest, edition: Edition) -> HttpResponse | None:
    if edition.get_absolute_url() != request.path:
        return redirect(edition.get_absolute_url(), permanent=True)
    return None
