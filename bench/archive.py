"""Fills a migrated database with an archive of any size, past the workflow, for measuring and for reading plans."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction

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
from releases.search.words import EVERYWHERE

OLDEST: Final = datetime(1998, 1, 5, 14, 0, tzinfo=UTC)
BATCH: Final = 2_000
LANGUAGES: Final = ("en", "en", "en", "en", "en", "en", "en", "en", "es", "fr")
OFFICES: Final = 24
TOPICS: Final = 40


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
    for start in range(0, count, BATCH):
        with transaction.atomic():
            _batch(list(range(start, min(start + BATCH, count))), step, chance, words, person, offices, topics)
    workflow.rebuild_search()


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
