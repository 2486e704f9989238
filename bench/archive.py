"""Fills a migrated database with an archive of any size, past the workflow, for measuring and for reading plans."""

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import connection, transaction
from psycopg2.extras import execute_values

from releases import workflow
from releases.models import (
    Address,
    Edition,
    EditionOffice,
    EditionTopic,
    Kind,
    Office,
    Person,
    Release,
    Revision,
    Topic,
)
from releases.search.document import edition_tag, place_of
from releases.search.words import EVERYWHERE

OLDEST: Final = datetime(1998, 1, 5, 14, 0, tzinfo=UTC)
LANGUAGES: Final = ("en", "en", "en", "en", "en", "en", "en", "en", "es", "fr")
OFFICES: Final = 24
TOPICS: Final = 40


WRITTEN: Final = 2_000
# Each table of a release, and what its rows belong to.
TABLES: Final = {
    "releases_release": "id",
    "releases_revision": "release_id",
    "releases_edition": "id",
    "releases_address": "release_id",
    "releases_editionoffice": "edition_id",
    "releases_editiontopic": "edition_id",
    "releases_indexed": "edition_id",
}
NUMBERED: Final = {"releases_revision", "releases_address", "releases_editionoffice", "releases_editiontopic"}
MOMENTS: Final = ("public_from", "issued_at", "recorded_at", "created_at", "changed_at", "at", "reserved_at")
_READ: dict[str, tuple[list[Any], list[str]]] = {}


class Copy(NamedTuple):
    """Under which ids a release is repeated, and when it was issued then."""

    edition: UUID
    release: UUID
    at: datetime


class Words:
    """A vocabulary in which, as in any language, a few words are everywhere and most are rare."""

    def __init__(self, chance: random.Random, size: int = 8_000) -> None:
        self.chance = chance
        syllables = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]
        made = dict.fromkeys("".join(chance.choices(syllables, k=chance.randint(2, 4))) for _word in range(size))
        self.all = ["the", "of", "harbour", "service", "coast", *(word for word in made if word not in EVERYWHERE)]
        total, self.weights = 0.0, []
        for rank in range(len(self.all)):
            total += 1 / (rank + 3)
            self.weights.append(total)

    def some(self, count: int) -> str:
        return " ".join(self.chance.choices(self.all, cum_weights=self.weights, k=count))


def fill(count: int, *, until: datetime, seed: int = 7) -> None:
    """Add `count` releases, each live with one edition, spread evenly from 1998 to `until`; index them too."""
    chance = random.Random(seed)
    words = Words(chance)
    person = Person.objects.create_user("archivist", None, display_name="Archivist")
    offices = [
        Office.objects.create(name=f"Office {n}", slug=f"office-{n}", time_zone="UTC", is_listed=True)
        for n in range(OFFICES)
    ]
    topics = [Topic.objects.create(name=f"Topic {n}", slug=f"topic-{n}", is_listed=True) for n in range(TOPICS)]
    step = (until - OLDEST) / (count + 1)
    written = min(count, WRITTEN)
    with transaction.atomic():
        _batch(list(range(written)), step, chance, words, person, offices, topics)
    workflow.rebuild_search()
    originals = list(Edition.objects.order_by("issued_at", "id"))
    for start in range(written, count, written):
        with transaction.atomic():
            _copy(originals[: count - start], start, step, chance)


def _copy(originals: list[Edition], start: int, step: timedelta, chance: random.Random) -> None:
    """Repeat texts at other times under other ids, row by row in SQL: writing each anew would take an hour."""
    copies = {
        one.pk: Copy(
            edition=UUID(int=chance.getrandbits(128), version=4),
            release=UUID(int=chance.getrandbits(128), version=4),
            at=OLDEST + step * (start + number + 1),
        )
        for number, one in enumerate(originals)
    }
    by_release = {one.release_id: copies[one.pk] for one in originals}
    ready = connection.ops.adapt_datetimefield_value
    for table, key in TABLES.items():
        of = by_release if key == "release_id" or table == "releases_release" else copies
        rows, columns = _rows(table)
        at = {name: columns.index(name) for name in columns}
        made = []
        for row in rows:
            copy = of.get(UUID(str(row[at[key]])))
            if copy is None:
                continue
            new = list(row)
            values = {
                "release_id": _id(copy.release),
                "edition_id": _id(copy.edition),
                "translation_group": _id(copy.release),
                "path": f"/news/{copy.at:%Y/%m/%d}/{copy.edition.hex[:12]}/",
                "issued_on": copy.at.date().isoformat(),
                "rowid": place_of(copy.at, copy.edition),
                **dict.fromkeys(MOMENTS, ready(copy.at)),
            }
            if table in {"releases_edition", "releases_release"}:
                values["id"] = values["edition_id" if table == "releases_edition" else "release_id"]
            for name, value in values.items():
                if name in at:
                    new[at[name]] = value
            if "tags" in at:
                new[at["tags"]] = re.sub(r"e[0-9a-f]{32}$", edition_tag(copy.edition), new[at["tags"]])
            if table in NUMBERED:
                del new[at["id"]]
            made.append(new)
        _insert(table, [name for name in columns if name != "id" or table not in NUMBERED], made)


def _rows(table: str) -> tuple[list[Any], list[str]]:
    with connection.cursor() as cursor:
        if table not in _READ:
            hidden = "rowid, " if connection.vendor == "sqlite" and table == "releases_indexed" else ""
            cursor.execute(f"SELECT {hidden}* FROM {table}")
            _READ[table] = (cursor.fetchall(), [column[0] for column in cursor.description])
    return _READ[table]


def _insert(table: str, columns: list[str], rows: list[list[Any]]) -> None:
    into = f"INSERT INTO {table} ({', '.join(columns)}) VALUES"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"{into} ({', '.join(['%s'] * len(columns))})", rows)
        else:
            execute_values(cursor.cursor, f"{into} %s", rows, page_size=500)


def _id(value: UUID) -> Any:
    return value if connection.features.has_native_uuid_field else value.hex


def _batch(
    numbers: list[int],
    step: timedelta,
    chance: random.Random,
    words: Words,
    person: Person,
    offices: list[Office],
    topics: list[Topic],
) -> None:
    editions = []
    carried: dict[UUID, tuple[Office, Topic]] = {}
    for number in numbers:
        at = OLDEST + step * (number + 1)
        # The first office and topic have most of it, the last next to nothing: filters are both.
        office, topic = offices[_skewed(chance, OFFICES)], topics[_skewed(chance, TOPICS)]
        edition = Edition(
            id=UUID(int=chance.getrandbits(128), version=4),
            headline=words.some(8).capitalize(),
            summary=words.some(20),
            body=f"<p>{words.some(60)}.</p><p>{words.some(60)}.</p>",
            kind=Kind.values[_skewed(chance, len(Kind.values))],
            language=chance.choice(LANGUAGES),
            offices=[_printed(office, zone="UTC")],
            topics=[_printed(topic)],
            translation_group=UUID(int=chance.getrandbits(128), version=4),
            sequence=1,
            revision_number=1,
            seals={},
            digest="0" * 64,
            authority="imported",
            authorised_by=person,
            public_from=at,
            issued_at=at,
            issued_on=at.date(),
            recorded_at=at,
        )
        carried[edition.pk] = (office, topic)
        editions.append(edition)
    releases = [_release_of(edition, person, carried[edition.pk][0]) for edition in editions]
    Release.objects.bulk_create(releases)
    Revision.objects.bulk_create(
        Revision(
            release=one,
            number=1,
            author=person,
            author_name="Archivist",
            at=one.created_at,
            content={},
            seals={},
            digest="0" * 64,
        )
        for one in releases
    )
    for edition, release in zip(editions, releases, strict=True):
        edition.release = release
    Edition.objects.bulk_create(editions)
    Address.objects.bulk_create(
        Address(
            path=f"/news/{one.issued_on:%Y/%m/%d}/{one.pk.hex[:12]}/",
            release_id=one.release_id,
            reserved_at=one.issued_at,
        )
        for one in editions
    )
    EditionOffice.objects.bulk_create(
        EditionOffice(edition=one, office=carried[one.pk][0], position=0, issued_at=one.issued_at) for one in editions
    )
    EditionTopic.objects.bulk_create(
        EditionTopic(edition=one, topic=carried[one.pk][1], position=0, issued_at=one.issued_at) for one in editions
    )


def _release_of(edition: Edition, person: Person, office: Office) -> Release:
    return Release(
        headline=edition.headline,
        lead_office=office,
        slug="",
        status="approved",
        revision_number=1,
        created_at=edition.issued_at,
        changed_at=edition.issued_at,
        changed_by=person,
    )


def _skewed(chance: random.Random, size: int) -> int:
    return min(int(chance.paretovariate(0.8)) - 1, size - 1)


def _printed(one: Office | Topic, **more: str) -> dict[str, Any]:
    return {"id": str(one.pk), "name": one.name, "short_name": "", "slug": one.slug, "city": "", **more}


def pages() -> Iterator[tuple[str, str]]:
    """Yield a name and an address of every sort of public list, early and deep in the archive."""
    middle = Edition.objects.filter(issued_on__year=2010).order_by("issued_at").select_related("release").first()
    path = Address.objects.get(release=middle.release).path
    yield from {
        "front": "/",
        "archive": "/news/",
        "year": "/news/2010/",
        "month": "/news/2010/05/",
        "office": "/offices/office-0/",
        "small office": "/offices/office-22/",
        "topic": "/topics/topic-0/",
        "kind": "/kinds/press-release/",
        "small kind": f"/kinds/{Kind.values[-2]}/",
        "language": "/languages/fr/",
        "no language": "/languages/vi/",
        "release": path,
        "text": f"{path.rstrip('/')}.txt",
        "contacts": "/contacts/",
        "feed": "/feed.rss",
        "office feed": "/offices/office-0/feed.rss",
        "sitemap": "/sitemap.xml",
        "sitemap of a year": "/sitemaps/2010.xml",
        "not found": "/nothing/",
        "search: all": "/search/",
        "search: common word": "/search/?q=harbour",
        "search: two common words": "/search/?q=harbour+coast",
        "search: common phrase": "/search/?q=%22harbour+service%22",
        "search: rare word": f"/search/?q={_rare(middle)}",
        "search: rare and common": f"/search/?q={_rare(middle)}+harbour",
        "search: common but not common": "/search/?q=harbour+-coast",
        "search: only not": "/search/?q=-harbour",
        "search: beginning": "/search/?q=har*",
        "search: wide beginning": "/search/?q=bab*",
        "search: best of common": "/search/?q=harbour&sort=best",
        "search: in a small office": "/search/?q=harbour&office=office-22",
        "search: filters alone": "/search/?office=office-22&kind=statement",
        "search: in old days": "/search/?q=harbour&from=1999-01-01&to=1999-12-31",
        "search: common in one language": "/search/?q=harbour&language=fr&topic=topic-0",
        "search: nothing": "/search/?q=xylophonist",
        "search: twelve words": "/search/?q=" + "+".join(middle.summary.split()[:12]),
        "search feed": "/search/feed.rss?q=harbour",
    }.items()


def _rare(edition: Edition) -> str:
    return max(edition.headline.split(), key=len)
