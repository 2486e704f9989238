"""What each public surface must show of a history, and a visitor who looks at them all.

Every text carries words that stand nowhere else, so that a page's words tell exactly which texts are on it.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings

from releases.models import Address
from tests.domain.history import Affair, Text, Words
from tests.public.asking import Asker

OFFICE, TOPIC = "press-office", "harbour-works"
_TOKEN = re.compile(r"[HBNW]w\d+w")
_PLACE = re.compile(r"<loc>[^<]*?(/news/[^<]*)</loc>")


class Seen(NamedTuple):
    """An answer as far as the model speaks of it: its status and the telling words on it."""

    status: int
    words: frozenset[str] = frozenset()
    # What may stand beside them: headlines of others that are public, of which a page shows the nearest.
    beside: frozenset[str] = frozenset()

    def agrees(self, seen: "Seen") -> bool:
        return seen.status == self.status and self.words <= seen.words <= self.words | self.beside


NOTHING = Seen(404)
GONE = Seen(410)


def telling(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in _TOKEN.findall(text))


class Visitor:
    """Looks at an address and understands of it what the model speaks of."""

    def __init__(self) -> None:
        self._asker = Asker()
        self._not_found = self._asker.ask("/nothing/was/ever/here/")[2]

    def sees(self, path: str, method: str) -> Seen:
        status, _headers, body = self._asker.ask(path, method)
        assert status < 500, f"{method} {path}"
        assert status != 404 or body == self._not_found, f"{path}: a 404 unlike any other"
        text = body.decode()
        return Seen(status, frozenset(_PLACE.findall(text)) if path.endswith(".xml") else telling(text))


def expected(affairs: list[Affair], at: datetime) -> Iterator[tuple[tuple[str, str], Seen]]:
    """Every address with the method it is asked by, and what must be seen there."""
    for address, seen in _public(affairs, at):
        yield (address, "get"), seen
    for affair in affairs:
        for link in affair.links:
            words = telling(link.of.words.headline, link.of.words.body, link.of.words.note)
            opens, address = affair.link_opens(link, at), f"/preview/copy/{link.token}/"
            yield (address, "get"), Seen(200) if opens else NOTHING
            yield (address, "post"), Seen(200, words) if opens else NOTHING


def _public(affairs: list[Affair], at: datetime) -> Iterator[tuple[str, Seen]]:
    paths = _paths(affairs)
    standing = {affair.key: text for affair in affairs if (text := affair.current(at))}
    listed = [affair for affair in affairs if affair.key in standing and not standing[affair.key].is_gone]
    texts = [standing[affair.key] for affair in listed]
    on_lists = frozenset().union(*(_entry(text) for text in texts))
    yield "/", Seen(200, on_lists)
    # A page that stood because of a release is gone with it, and not unknown.
    was_public = [affair for affair in affairs if affair.opened(at)]
    no_office = GONE if was_public else NOTHING
    no_topic = GONE if any(affair.has_topic for affair in was_public) else NOTHING
    yield f"/offices/{OFFICE}/", Seen(200, on_lists) if texts else no_office
    topical = [standing[affair.key] for affair in listed if affair.has_topic]
    yield f"/topics/{TOPIC}/", Seen(200, frozenset().union(*map(_entry, topical))) if topical else no_topic
    in_feed = frozenset().union(*(_in_feed(affair, at) for affair in affairs))
    for form in ("rss", "atom", "json"):
        yield f"/feed.{form}", Seen(200, in_feed)
    headlines = frozenset().union(*(telling(text.words.headline) for text in texts))
    yield "/search/", Seen(200, headlines, beside=on_lists)
    yield "/search/?q=-nowhere", Seen(200, headlines, beside=on_lists)
    yield "/api/releases", Seen(200, on_lists)
    yield f"/offices/{OFFICE}/feed.rss", Seen(200, in_feed) if texts else no_office
    for month in {_month(moment) for affair in affairs for moment in (at, *_starts(affair))}:
        of_month = [standing[affair.key] for affair in listed if _month(affair.opened(at)[0].opens or at) == month]
        yield f"/news/{month}/", Seen(200, frozenset().union(*map(_entry, of_month))) if of_month else NOTHING
    for affair in affairs:
        yield from _own_pages(affair, at, paths.get(affair.key), headlines)
    yield from _sitemaps(affairs, at, paths)


def _sitemaps(affairs: list[Affair], at: datetime, paths: dict[Any, str]) -> Iterator[tuple[str, Seen]]:
    """The sitemaps of the years that are spoken of, and the addresses in each."""
    found: dict[str, set[str]] = {_month(moment)[:4]: set() for one in affairs for moment in (at, *_starts(one))}
    for affair in affairs:
        text = affair.current(at)
        if text and not text.is_gone:
            found[_month(affair.opened(at)[0].opens or at)[:4]].add(paths[affair.key])
    for year, places in found.items():
        yield f"/sitemaps/{year}.xml", Seen(200, frozenset(places)) if places else NOTHING


def _paths(affairs: list[Affair]) -> dict[Any, str]:
    """The address of each, public or reserved; the model has no opinion on how it is spelled."""
    own = Address.objects.filter(release__in=[affair.key for affair in affairs], is_canonical=True)
    return dict(own.values_list("release_id", "path"))


def _own_pages(affair: Affair, at: datetime, path: str | None, beside: frozenset[str]) -> Iterator[tuple[str, Seen]]:
    current, opened = affair.current(at), affair.opened(at)
    if path is None:
        assert not opened, "what was public has an address for ever"
        return
    plain = f"{path.rstrip('/')}.txt"
    if current is None:
        for address in (path, plain, f"{path}editions/1/"):
            yield address, NOTHING
        return
    notice = telling(current.notice)
    notes = _notes(affair, at)
    yield (
        path,
        Seen(410, notice) if current.is_gone else Seen(200, _printed(current.words) | notice | notes, beside),
    )
    said = notice if current.is_notice else _told(affair, current, at)
    yield plain, Seen(410, notice) if current.is_gone else Seen(200, _printed(current.words) | said)
    readable = affair.readable(at)
    for number, text in enumerate(opened, 1):
        address = f"{path}editions/{number}/"
        if current.is_gone:
            yield address, Seen(410, notice)
        elif text is current or text not in readable:
            yield address, Seen(302)
        elif text.is_gone:
            yield address, Seen(200, telling(text.notice))
        else:
            yield address, Seen(200, _printed(text.words) | telling(text.notice) | notes)
    yield f"{path}editions/{len(opened) + 1}/", NOTHING


def _printed(words: Words) -> frozenset[str]:
    return telling(words.headline, words.body)


def _entry(text: Text) -> frozenset[str]:
    return _printed(text.words)


def _in_feed(affair: Affair, at: datetime) -> frozenset[str]:
    text = affair.current(at)
    if text is None:
        return frozenset()
    if text.is_notice:
        return telling(text.notice) | _printed(text.words)
    return _printed(text.words) | _told(affair, text, at)


def _notes(affair: Affair, at: datetime) -> frozenset[str]:
    return telling(*(text.words.note for text in affair.readable(at) if not text.is_notice))


def _told(affair: Affair, current: Text, at: datetime) -> frozenset[str]:
    """The note of the last correction that asked readers to look again."""
    heard = [text for text in affair.opened(at) if text.is_notice or not text.words.is_minor]
    return telling(heard[-1].words.note) if heard else frozenset()


def _starts(affair: Affair) -> list[datetime]:
    return [text.opens for text in affair.texts if text.opens]


def _month(at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo(settings.NEWSROOM_TIME_ZONE)):%Y/%m}"
