"""What crawlers ask for: robots.txt, and sitemaps of one year each under an index."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from releases import richtext
from releases.models import Newsroom
from releases.public.archive import years
from releases.public.lists import listed

# The sitemap protocol's own limit. A newsroom that issues more in a year is not known.
LONGEST: Final = 50_000
# What news search takes in one sitemap.
NEWS: Final = 1_000
_DAY: Final = timedelta(days=1)


def robots(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """Nothing secret is named here: what must not be found does not exist for a robot either."""
    index = _whole(reverse("public:sitemap"))
    lines = ["User-agent: *", "Disallow: /desk/", "Disallow: /preview/", f"Sitemap: {index}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """The index: one sitemap for each year that has something in it."""
    maps = [_whole(reverse("public:sitemap_year", args=[one])) for one in years(at)]
    maps.append(_whole(reverse("public:sitemap_news")))
    return _xml("public/sitemap_index.xml", {"maps": maps})


def sitemap_year(request: HttpRequest, *, at: datetime, year: int) -> HttpResponse:
    """Every release of a year, with the time from which a reader should look again."""
    try:
        days = date(year, 1, 1), date(year, 12, 31)
    except ValueError as error:
        raise Http404 from error
    editions = listed(at).issued_between(*days).with_path().with_updated()
    pages = [
        {"address": _whole(path), "updated": updated.isoformat(timespec="seconds")}
        for path, updated in editions.values_list("path", "updated_at")[:LONGEST]
    ]
    if not pages:
        raise Http404
    return _xml("public/sitemap.xml", {"pages": pages})


def sitemap_news(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """The last two days, as news search wants them: with publication, language, time and title."""
    # A day more on either side, for the zones between here and there; the hours decide.
    days = at.date() - 3 * _DAY, at.date() + _DAY
    recent = listed(at).issued_between(*days).with_path().defer("body", "boilerplate", "seals")
    pages = [
        {"address": _whole(one.path), "edition": one, "title": richtext.plain(one.headline)}
        for one in recent[:NEWS]
        if one.issued_at and at - one.issued_at <= 2 * _DAY and not one.is_withdrawn
    ]
    return _xml(
        "public/sitemap_news.xml", {"pages": pages, "publication": richtext.plain(Newsroom.objects.identity().name)}
    )


def security(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """Whom to tell of a hole (RFC 9116), where a setting names somebody; it holds until the month after next ends."""
    if not settings.NEWSROOM_SECURITY_CONTACT:
        raise Http404
    end = (at.replace(day=1) + 96 * _DAY).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.NEWSROOM_SECURITY_CONTACT}",
        f"Expires: {end.isoformat(timespec='seconds')}",
        f"Canonical: {_whole(reverse('public:security'))}",
        f"Preferred-Languages: {settings.LANGUAGE_CODE}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _whole(path: str) -> str:
    """The address as sitemaps want it: with its host, and percent-encoded."""
    return settings.NEWSROOM_BASE_URL + iri_to_uri(path)


def _xml(template: str, context: dict[str, Any]) -> HttpResponse:
    return HttpResponse(render_to_string(template, context), content_type="application/xml; charset=utf-8")
