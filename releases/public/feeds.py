"""The feeds of every list, each in RSS, Atom and JSON: whole texts, permanent ids, withdrawals included."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.http import http_date
from django.utils.translation import gettext as _

from releases import richtext
from releases.models import Edition, Kind, Newsroom, Office, Topic
from releases.models.content import LANGUAGES
from releases.public import atom, cursors, json_feed, rss, search_form, searching
from releases.public.answer import page
from releases.public.entries import Entry, Feed, Image, entry_of
from releases.public.languages import speaking
from releases.public.lists import listed
from releases.public.slugs import office_at, topic_at
from releases.querysets import EditionQuerySet

ENTRIES: Final = 30
WITHDRAWALS: Final = 10
# RSS allows the picture of a feed so many pixels.
ROOM: Final = (144, 400)
_SETTLED: Final = timedelta(seconds=2)
_WRITERS: Final[Mapping[str, tuple[Callable[[Feed], bytes], str]]] = {
    "rss": (rss.write, "application/rss+xml"),
    "atom": (atom.write, "application/atom+xml"),
    "json": (json_feed.write, "application/feed+json"),
}


class _Paging(NamedTuple):
    """How a list is read on from a cursor, and what the cursor after an edition is."""

    older: Callable[[EditionQuerySet, str], EditionQuerySet]
    after: Callable[[Any], str]


_BY_ISSUE: Final = _Paging(lambda rows, cursor: rows.older_than(*cursors.decode(cursor)), cursors.encode)
_BY_PLACE: Final = _Paging(
    lambda rows, cursor: rows.placed_before(cursors.decode_place(cursor)),
    lambda edition: cursors.encode_place(edition.place),
)


@dataclass(frozen=True, slots=True)
class Source:
    """What a feed is of: a list newest first, its notices, the page it follows and its own address.

    Where `nothing_leaves`, each change of the list is the start of a window on its first page. From other lists a
    correction can take a release away without a trace: out of a topic, an office, a language, a search.
    """

    editions: EditionQuerySet
    withdrawn: EditionQuerySet
    home: str
    path: str
    title: str = ""
    paging: _Paging = _BY_ISSUE
    nothing_leaves: bool = False


def newsroom(request: HttpRequest, *, at: datetime, form: str) -> HttpResponse:
    """Everything the newsroom issues."""
    source = Source(
        editions=listed(at).newest_first(),
        withdrawn=Edition.objects.public(at).withdrawals(),
        home=reverse("public:front"),
        path=reverse("public:feed", args=[form]),
        nothing_leaves=True,
    )
    return answer(request, source, form, at=at)


def office(request: HttpRequest, *, at: datetime, slug: str, form: str) -> HttpResponse:
    """What one office issues, alone or jointly."""
    found, moved = office_at(slug, at)
    path = reverse("public:office_feed", args=[found.slug, form])
    if moved:
        return redirect(path, permanent=True)
    source = Source(
        editions=listed(at).of_office(found.pk),
        withdrawn=Edition.objects.public(at).withdrawals().also_of_office(found.pk),
        title=found.name,
        home=found.get_absolute_url(),
        path=path,
    )
    return answer(request, source, form, at=at)


def topic(request: HttpRequest, *, at: datetime, slug: str, form: str) -> HttpResponse:
    """What is filed under a topic."""
    found, moved = topic_at(slug, at)
    path = reverse("public:topic_feed", args=[found.slug, form])
    if moved:
        return redirect(path, permanent=True)
    source = Source(
        editions=listed(at).of_topic(found.pk),
        withdrawn=Edition.objects.public(at).withdrawals().also_of_topic(found.pk),
        title=found.name,
        home=found.get_absolute_url(),
        path=path,
    )
    return answer(request, source, form, at=at)


def kind(request: HttpRequest, *, at: datetime, slug: str, form: str) -> HttpResponse:
    """Everything of one kind."""
    if slug not in Kind.values:
        raise Http404
    source = Source(
        editions=listed(at).of_kind(slug),
        withdrawn=Edition.objects.public(at).filter(kind=slug).withdrawals(),
        title=str(Kind(slug).label),
        home=reverse("public:kind", args=[slug]),
        path=reverse("public:kind_feed", args=[slug, form]),
    )
    return answer(request, source, form, at=at)


def language(request: HttpRequest, *, at: datetime, slug: str, form: str) -> HttpResponse:
    """Everything in one language."""
    if slug not in dict(LANGUAGES):
        raise Http404
    source = Source(
        editions=listed(at).in_language(slug),
        withdrawn=Edition.objects.public(at).filter(language=slug).withdrawals(),
        title=dict(LANGUAGES)[slug],
        home=reverse("public:language", args=[slug]),
        path=reverse("public:language_feed", args=[slug, form]),
    )
    return answer(request, source, form, at=at)


def search(request: HttpRequest, *, at: datetime, form: str) -> HttpResponse:
    """What a search finds, as it comes. A withdrawn text is found while it stands; one that is gone has no words."""
    asked = search_form.read(request.GET, at)
    if not asked.is_valid:
        raise Http404
    source = Source(
        editions=searching.matching(asked, at),
        withdrawn=Edition.objects.none(),
        title=asked.title,
        home=asked.address,
        path=asked.feed_address(form),
        paging=_BY_PLACE,
    )
    return answer(request, source, form, at=at)


def index(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """Every feed there is, for people: what one is, and the addresses of each list's three."""
    context = {
        "offices": list(Office.objects.public(at).order_by("name", "id")),
        "topics": list(Topic.objects.public(at).order_by("name", "id")),
        "kinds": list(Kind),
    }
    return page("public/feeds.html", context)


def answer(request: HttpRequest, source: Source, form: str, *, at: datetime) -> HttpResponse:
    """Answer with the page of a feed that the request asks for; Http404 for a cursor nobody made."""
    cursor = request.GET.get("before", "")
    editions = source.paging.older(source.editions, cursor) if cursor else source.editions
    rows = list(editions.with_path().with_updated().defer("seals")[: ENTRIES + 1])
    older = source.paging.after(rows[ENTRIES - 1]) if len(rows) > ENTRIES else ""
    # Notices are news: they are on the first page, however old the release. Its place on a later page stays.
    notices = [] if cursor else list(source.withdrawn.with_path().with_updated().defer("seals")[:WITHDRAWALS])
    identity = Newsroom.objects.identity()
    feed = _feed(source, identity, cursor=cursor, older=older, entries=_entries(rows[:ENTRIES], notices))
    write, media_type = _WRITERS[form]
    response = HttpResponse(write(feed), content_type=f"{media_type}; charset=utf-8")
    if source.nothing_leaves and not cursor and (changed := _last_change([*rows, *notices], identity, at)):
        response["Last-Modified"] = http_date(changed.timestamp())
    if feed.hub:
        response["Link"] = f'<{feed.hub}>; rel="hub", <{feed.url}>; rel="self"'
    return response


def _last_change(shown: Sequence[Edition], identity: Newsroom, at: datetime) -> datetime | None:
    """When the first page or the name over it last changed; None where whole seconds could hide a change.

    A correction in the second of the last answer would have that answer's date, and a redaction has none.
    """
    moments = [moment for one in shown for moment in (one.public_from, one.recorded_at) if moment]
    if not moments:
        return None
    latest = max([*moments, identity.changed_at or moments[0]])
    if at - latest < _SETTLED or any(one.is_redacted for one in shown):
        return None
    return latest


def _feed(source: Source, identity: Newsroom, *, cursor: str, older: str, entries: tuple[Entry, ...]) -> Feed:
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
        logo=_logo(identity),
    )


def _logo(identity: Newsroom) -> Image | None:
    if identity.logo is None:
        return None
    return Image(settings.NEWSROOM_BASE_URL + identity.logo.get_absolute_url(), *identity.logo.fitted(*ROOM))


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
