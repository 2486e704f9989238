"""A page costs the same number of queries, five at the most, whether there is one release or forty."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from releases import models, workflow
from releases.demo.logo import drawn
from releases.document import Line
from releases.models import Contact, Office, Release, Topic
from releases.public import answer
from tests.cast import Desk, draft_for
from tests.public.asking import public_names
from tests.public.places import office, path_of, text_of

pytestmark = pytest.mark.django_db

NOW: Final = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
MOST: Final = 5


class Newsroom:
    """A newsroom in which every page shows something, and can be made to show forty times as much."""

    def __init__(self, clock: Any) -> None:
        self.clock, self.desk = clock, Desk()
        self.office = self.desk.cast.office
        Office.objects.filter(pk=self.office.pk).update(is_listed=True)
        newsroom = models.Newsroom.objects.identity()
        newsroom.accent, newsroom.links = "#0b5a6b", [{"name": "Elsewhere", "url": "https://a.example/"}]
        workflow.save_identity(actor=self.desk.cast.administrator, newsroom=newsroom)
        files = {"logo": drawn("Harbour"), "logo_dark": drawn("Harbour", on_black=True)}
        self.identity = workflow.save_logo(actor=self.desk.cast.administrator, alt="", pictures_of=files)
        self.topic = Topic.objects.create(name="Harbors", slug="harbors")
        self.contacts = [self._contact(0)]
        self.release = self._release(0)
        self.spanish = self._translation(self.release)
        clock.shift(60)
        self.desk.corrected(self.release)
        self.gone = self.desk.withdrawn(keep_text=False)
        clock.shift(60)

    def grow(self) -> None:
        for number in range(1, 40):
            self.contacts.append(self._contact(number))
            self._release(number)
            office(f"Office {number}", f"office-{number}", is_listed=True, parent=self.office)
            self.clock.shift(60)
        self.desk.corrected(self.release, body="<p>It opened on Thursday.</p>", correction_note="Again.")

    def paths(self) -> dict[str, str]:
        path = path_of(self.release)
        return {
            **{"front": "/", "feed": "/feed.rss", "contacts": "/contacts/", "archive": "/news/"},
            **{"year": "/news/2031/", "month": "/news/2031/02/", "topic": "/topics/harbors/"},
            **{"office": "/offices/press-office/", "office feed": "/offices/press-office/feed.rss"},
            **{"release": path, "text": text_of(self.release), "edition": f"{path}editions/1/"},
            **{"gone": path_of(self.gone), "translation": path_of(self.spanish), "redirect": path.rstrip("/")},
            **{"sitemap": "/sitemap.xml", "sitemap of a year": "/sitemaps/2031.xml", "robots": "/robots.txt"},
            **{"kind": "/kinds/press-release/", "language": "/languages/en/", "search": "/search/"},
            **{"found": "/search/?q=harbour", "best": "/search/?q=harbour&sort=best&office=press-office"},
            **{"nothing found": "/search/?q=nothing&topic=harbors", "search feed": "/search/feed.rss?q=harbour"},
            **{"not found": "/nonsense/", "no office": "/offices/none/", "no cursor": "/?before=x"},
            **{"feeds": "/feeds/", "topic feed": "/topics/harbors/feed.atom", "news sitemap": "/sitemaps/news.xml"},
            **{"kind feed": "/kinds/press-release/feed.json", "language feed": "/languages/es/feed.rss"},
            **{"cards": "/contacts.vcf", "card": f"/contacts/{self.contacts[0].pk}.vcf"},
            **{"office cards": "/offices/press-office/contacts.vcf", "security": "/.well-known/security.txt"},
            **{"colours": self.identity.sheet_path, "logo": self.identity.logo.get_absolute_url()},
            **{"markdown": f"{path.rstrip('/')}.md", "ninjs": f"{path.rstrip('/')}.json"},
            **{"changes": f"{path}changes/1-2/", "no changes": f"{path}changes/1-99/"},
            **{"api releases": "/api/releases?q=harbour", "api release": f"/api/releases/{self.release.pk}"},
            **{"api editions": f"/api/releases/{self.release.pk}/editions", "api offices": "/api/offices"},
            **{"api office": "/api/offices/press-office", "api contacts": "/api/contacts"},
            **{"api nothing": "/api/nonsense", "api description": "/api/openapi.json"},
        }

    def _contact(self, number: int) -> Contact:
        contact: Contact = Contact.objects.create(
            office=self.office, name=f"Contact {number}", phone="202-555-0100", phone_is_public=True, is_listed=True
        )
        return contact

    def _release(self, number: int) -> Release:
        lines = tuple(Line(contact=one.pk, name=one.name, phone="1", phone_is_public=True) for one in self.contacts)
        # Forty of them from the archive: what a page asks is no other, and they are made in a quarter of the time.
        made = self.desk.imported if number else self.desk.live
        return made(headline=f"Release {number}", topics=(self.topic.pk,), contacts=lines)

    def _translation(self, original: Release) -> Release:
        draft = draft_for(self.office, language="es")
        release = workflow.start_draft(actor=self.desk.cast.writer, draft=draft, translation_of=original.pk).release
        workflow.submit(actor=self.desk.cast.writer, release_id=release.pk)
        self.desk.approve(release)
        workflow.publish(actor=self.desk.cast.publisher, release_id=release.pk)
        return release


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield Newsroom(clock)


@pytest.fixture
def count(client: Client) -> Callable[[str], int]:
    def queries(path: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(path).status_code < 500
        return len(captured)

    return queries


def test_forty_times_as_much_costs_no_query_more(newsroom: Newsroom, count: Callable[[str], int]) -> None:
    few = {name: count(path) for name, path in newsroom.paths().items()}
    newsroom.grow()
    many = {name: count(path) for name, path in newsroom.paths().items()}
    assert many == few
    assert {name: queries for name, queries in many.items() if queries > MOST} == {}


def test_every_public_route_is_counted(newsroom: Newsroom) -> None:
    counted = {resolve(path.partition("?")[0]).url_name for path in newsroom.paths().values()}
    assert public_names() - counted == set()


def test_no_template_asks_the_database(client: Client, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    render = answer.render_to_string

    def watched(*args: Any, **kwargs: Any) -> str:
        with CaptureQueriesContext(connection) as captured:
            rendered: str = render(*args, **kwargs)
        assert not captured.captured_queries, args[0]
        return rendered

    monkeypatch.setattr(answer, "render_to_string", watched)
    for path in newsroom.paths().values():
        client.get(path)
