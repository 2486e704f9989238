"""Lists are read page by page, newest first, and a page's address goes on meaning the same place."""

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
import time_machine
from django.test import Client

from releases.models import Edition, Topic
from releases.public import cursors
from tests.cast import Desk
from tests.public.places import office

pytestmark = pytest.mark.django_db

START: Final = datetime(2031, 5, 1, 12, 0, 0, 123457, tzinfo=UTC)


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Forty-five releases, some in the same microsecond, under one topic."""
    with time_machine.travel(START, tick=False) as traveller:
        desk = Desk()
        topic = Topic.objects.create(name="Harbors", slug="harbors")
        for number in range(45):
            desk.live(headline=f"Release {number}", topics=(topic.pk,))
            if number % 3:
                traveller.shift(timedelta(microseconds=1))
        yield desk


def _walk(client: Client, path: str) -> list[list[str]]:
    """The headlines of each page, following “Older” to the end."""
    pages, address = [], path
    while address:
        shown: Any = client.get(address).context["list"]
        pages.append([edition.headline for edition in shown.editions])
        address = f"{path}?before={shown.older}" if shown.older else ""
    return pages


def test_every_release_is_on_one_page_and_on_one_only(client: Client, desk: Desk) -> None:
    for path in ("/", "/offices/press-office/", "/topics/harbors/", "/news/2031/05/"):
        pages = _walk(client, path)
        assert [len(page) for page in pages] == [20, 20, 5], path
        assert len({headline for page in pages for headline in page}) == 45
        assert pages[0][0] == "Release 44"


def test_a_joint_release_is_listed_once_on_every_page_of_each_office(client: Client) -> None:
    with time_machine.travel(START, tick=False) as traveller:
        desk, second = Desk(), office("Second Office", "second")
        for number in range(25):
            desk.live(headline=f"Release {number}", joint_offices=(second.pk,))
            traveller.shift(60)
    with time_machine.travel(START + timedelta(days=1), tick=False):
        for path in ("/offices/press-office/", "/offices/second/"):
            assert [len(page) for page in _walk(client, path)] == [20, 5]


def test_what_comes_later_moves_no_older_page(client: Client, desk: Desk) -> None:
    older = client.get("/").context["list"].older
    before = client.get(f"/?before={older}").content
    with time_machine.travel(START + timedelta(days=1), tick=False):
        desk.live(headline="Newer than all")
        assert client.get(f"/?before={older}").content == before


def test_a_correction_stays_where_the_release_was(client: Client) -> None:
    with time_machine.travel(START, tick=False) as traveller:
        desk = Desk()
        release = desk.live(headline="First to be corrected")
        traveller.shift(60)
        desk.live(headline="Newest")
        traveller.shift(60)
        desk.corrected(release)
        first, second = client.get("/").context["list"].editions
        assert (first.headline, second.headline) == ("Newest", "First to be corrected")
        assert "Corrected" in client.get("/").content.decode()


def test_a_minor_correction_neither_marks_the_release_nor_hides_a_greater_one(client: Client) -> None:
    with time_machine.travel(START, tick=False) as traveller:
        desk = Desk()
        release = desk.live()
        traveller.shift(60)
        desk.corrected(release, correction_is_minor=True, correction_note="A comma.")
        assert client.get("/").context["list"].editions[0].updated_note == ""
        traveller.shift(60)
        desk.corrected(release, correction_is_minor=False, correction_note="The day.", body="<p>On Friday.</p>")
        traveller.shift(60)
        desk.corrected(release, correction_is_minor=True, correction_note="A dot.", body="<p>On Friday</p>")
        assert client.get("/").context["list"].editions[0].updated_note == "The day."


def test_a_cursor_says_exactly_one_place(desk: Desk) -> None:
    for edition in Edition.objects.all():
        assert cursors.decode(cursors.encode(edition)) == (edition.issued_at, edition.pk)


HOSTILE: Final = [
    *("%00", "x", "A" * 31, "A" * 33, "A" * 5000, "%F0%9F", "é" * 32, "' OR 1=1 --", "../../etc/passwd"),
    base64.urlsafe_b64encode(b"\x7f" + b"\xff" * 23).decode(),
    base64.urlsafe_b64encode(b"\x80" + b"\x00" * 23).decode(),
]


@pytest.mark.parametrize("cursor", HOSTILE)
def test_a_cursor_nobody_made_is_not_found(client: Client, cursor: str) -> None:
    topic = Topic.objects.create(name="Harbors", slug="harbors")
    with time_machine.travel(START):
        Desk().live(topics=(topic.pk,))
        for path in ("/", "/offices/press-office/", "/topics/harbors/", "/news/2031/05/"):
            assert client.get(path, {"before": cursor}).status_code == 404
            assert client.get(f"{path}?before={cursor}").status_code == 404


def test_past_the_end_the_page_says_so_and_leads_back(client: Client) -> None:
    Desk().live()
    end = base64.urlsafe_b64encode(b"\x00" * 24).decode()
    response = client.get("/offices/press-office/", {"before": end})
    assert response.status_code == 200
    assert "There is nothing older." in response.content.decode()


def test_an_empty_newsroom_is_a_page_and_not_an_error(client: Client) -> None:
    for path in ("/", "/news/", "/contacts/"):
        assert client.get(path).status_code == 200
    assert "Nothing has been published here yet." in client.get("/").content.decode()
