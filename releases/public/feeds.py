"""The feeds of every list, each in RSS, Atom and JSON: whole texts, permanent ids, withdrawals included."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.http import http_date
from django.utils.translation import gettext as _

from releases import richtext
from releases.models import Edition, Newsroom, Office, Topic
from releases.public import atom, cursors, json_feed, offices, rss
from releases.public.answer import page
from releases.public.entries import Entry, Feed, entry_of
from releases.public.languages import speaking
from releases.public.lists import first_or_404, listed
from releases.querysets import EditionQuerySet

ENTRIES: Final = 30
WITHDRAWALS: Final = 10
_SETTLED: Final = timedelta(seconds=2)
_WRITERS: Final[Mapping[str, tuple[Callable[[Feed], bytes], str]]] = {
    "rss": (rss.write, "application/rss+xml"),
    "atom": (atom.write, "application/atom+xml"),
    "json": (json_feed.write, "application/feed+json"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """What a feed is of: a list newest first, its notices, the page it follows and its own address, `form` last."""

    editions: EditionQuerySet
    withdrawn: EditionQuerySet
    home: str
    path: str
    title: str = ""


def newsroom(request: HttpRequest, *, at: datetime, form: str) -> HttpResponse:
    """Everything the newsroom issues."""
    source = Source(
        editions=listed(at).newest_first(),
        withdrawn=Edition.objects.public(at).withdrawals(),
        home=reverse("public:front"),
        path=reverse("public:feed", args=[form]),
    )
    return answer(request, source, form, at=at)


def office(request: HttpRequest, *, at: datetime, slug: str, form: str) -> HttpResponse:
    """What one office issues, alone or jointly."""
    found, moved = offices.at_slug(slug, at)
    path = reverse("public:office_feed", args=[found.slug, form])
    if moved:
        return redirect(path, permanent=True)
    source = Source(
        editions=listed(at).of_office(found.pk),
        withdrawn=Edition.objects.public(at).filter(office_links__office=found).withdrawals(),
        title=found.name,
        home=found.get_absolute_url(),
        path=path,
    )
    return answer(request, source, form, at=at)


def topic(request: HttpRequest, *, at: datetime, slug: str, form: str) -> HttpResponse:
    """What is filed under a topic."""
    found = first_or_404(Topic.objects.public(at).filter(slug=slug))
    source = Source(
        editions=listed(at).of_topic(found.pk),
        withdrawn=Edition.objects.public(at).filter(topic_links__topic=found).withdrawals(),
        title=found.name,
        home=reverse("public:topic", args=[found.slug]),
        path=reverse("public:topic_feed", args=[found.slug, form]),
    )
    return answer(request, source, form, at=at)


def index(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """Every feed there is, for people: what one is, and the addresses of each list's three."""
    context = {
        "offices": list(Office.objects.public(at).order_by("name", "id")),
        "topics": list(Topic.objects.public(at).order_by("name", "id")),
    }
    return page("public/feeds.html", context)


def answer(request: HttpRequest, source: Source, form: str, *, at: datetime) -> HttpResponse:
    """Answer with the page of a feed that the request asks for; Http404 for a cursor nobody made."""
    cursor = request.GET.get("before", "")
    editions = source.editions.older_than(*cursors.decode(cursor)) if cursor else source.editions
    rows = list(editions.with_path().with_updated().defer("seals")[: ENTRIES + 1])
    older = cursors.encode(rows[ENTRIES - 1]) if len(rows) > ENTRIES else ""
    # Notices are news: they are on the first page, however old the release. Its place on a later page stays.
    notices = [] if cursor else list(source.withdrawn.with_path().with_updated().defer("seals")[:WITHDRAWALS])
    feed = _feed(source, cursor=cursor, older=older, entries=_entries(rows[:ENTRIES], notices))
    write, media_type = _WRITERS[form]
    response = HttpResponse(write(feed), content_type=f"{media_type}; charset=utf-8")
    if not cursor and (changed := _last_change([*rows, *notices], at)):
        response["Last-Modified"] = http_date(changed.timestamp())
    if feed.hub:
        response["Link"] = f'<{feed.hub}>; rel="hub", <{feed.url}>; rel="self"'
    return response


def _last_change(shown: Sequence[Edition], at: datetime) -> datetime | None:
    """When the first page last changed; None where a reader that compares whole seconds could miss a change.

    A correction in the second of the last answer would have that answer's date, and a redaction has none.
    """
    moments = [moment for one in shown for moment in (one.public_from, one.recorded_at) if moment]
    latest = max(moments, default=None)
    if latest is None or at - latest < _SETTLED or any(one.is_redacted for one in shown):
        return None
    return latest


def _feed(source: Source, *, cursor: str, older: str, entries: tuple[Entry, ...]) -> Feed:
    identity = Newsroom.objects.get()
    first = settings.NEWSROOM_BASE_URL + iri_to_uri(source.path)
    with speaking(settings.LANGUAGE_CODE):
        description = identity.tagline or _("Press releases, statements and advisories.")
    return Feed(
        title=richtext.plain(f"{source.title} – {identity.name}" if source.title else identity.name),
        description=richtext.plain(description),
        language=settings.LANGUAGE_CODE,
        publisher=richtext.plain(identity.name),
        home=settings.NEWSROOM_BASE_URL + iri_to_uri(source.home),
        url=_at(first, cursor),
        first=first,
        older=_at(first, older) if older else "",
        hub=settings.NEWSROOM_WEBSUB_HUB,
        entries=entries,
    )


def _at(address: str, cursor: str) -> str:
    if not cursor:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'before': cursor})}"


def _entries(newest: Iterable[Edition], notices: Iterable[Edition]) -> tuple[Entry, ...]:
    """The newest, and the latest withdrawals however old the release, once each."""
    found = {edition.pk: edition for edition in newest}
    for notice in notices:
        found.setdefault(notice.pk, notice)
    return tuple(entry_of(edition, settings.NEWSROOM_BASE_URL) for edition in found.values())
