"""What readers and programs get when an edition goes out: pages, feed entries, files and mails that there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from releases.agenda import Item, Stage
from releases.models import Edition, Kind
from releases.models.content import LANGUAGES
from releases.public.versions import versions_of


@dataclass(frozen=True, slots=True)
class Place:
    """An address of the public site, with what is said of it."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Effects:
    """Everything that one edition changes as it goes out."""

    item: Item
    page: Place
    what: str
    lists: tuple[Place, ...]
    feeds: tuple[Place, ...]
    feed_note: str
    files: tuple[Place, ...]


def effects_of(item: Item, edition: Edition) -> Effects:
    """Return what this edition, read with its path, changes."""
    shelves = list(_shelves(edition))
    path = edition.get_absolute_url()
    files = [] if edition.is_gone else [Place(str(one["name"]), str(one["path"])) for one in versions_of(edition)]
    return Effects(
        item=item,
        page=Place(path, path),
        what=_what(item, edition),
        lists=tuple(Place(label, reverse(f"public:{route}", args=args)) for label, route, args in _lists(edition)),
        feeds=tuple(Place(label, reverse(f"public:{route}", args=[*args, "rss"])) for label, route, args in shelves),
        feed_note=_feed_note(item, edition),
        files=tuple(files),
    )


def _what(item: Item, edition: Edition) -> str:
    if edition.is_withdrawn:
        return _("The page shows the notice of withdrawal.")
    if edition.is_correction:
        return _("The page shows the corrected text under a note; the text before it stays readable.")
    return _("The page is there.")


def _feed_note(item: Item, edition: Edition) -> str:
    if edition.is_correction and edition.correction_is_minor:
        return _("The entry has the new text and keeps its date: the correction is minor.")
    if edition.is_withdrawn or edition.is_correction:
        return _("The entry is brought up to date and dated anew.")
    return _("A new entry, in RSS, Atom and JSON:")


_Route = tuple[str, str, list[Any]]


def _lists(edition: Edition) -> Iterable[_Route]:
    yield _("Front page"), "front", []
    if edition.issued_on:
        month = edition.issued_on
        yield _("Archive of %(month)s") % {"month": f"{month:%Y-%m}"}, "month", [month.year, month.month]
    for label, route, args in _shelves(edition):
        if route != "feed":
            yield label, route.removesuffix("_feed"), args


def _shelves(edition: Edition) -> Iterable[_Route]:
    """The lists of the edition that have a feed, by the route of that."""
    yield _("All news"), "feed", []
    rows: Iterable[tuple[str, Mapping[str, Any]]] = [
        *(("office_feed", one) for one in edition.offices),
        *(("topic_feed", one) for one in edition.topics),
    ]
    yield from ((one["name"], route, [one["slug"]]) for route, one in rows if _has_address(route, one["slug"]))
    yield str(Kind(edition.kind).label), "kind_feed", [edition.kind]
    yield dict(LANGUAGES)[edition.language], "language_feed", [edition.language]


def _has_address(route: str, slug: str) -> bool:
    try:
        reverse(f"public:{route}", args=[slug, "rss"])
    except NoReverseMatch:
        return False
    return True


def is_foretold(item: Item) -> bool:
    """Whether what the item does can be said: a plan does nothing until it is approved and published."""
    return item.stage != Stage.PLANNED
