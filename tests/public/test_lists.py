"""Lists are read page by page, newest first, and a page's address goes on meaning the same place."""

import base64
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
import time_machine
from django.test import Client

from releases.models import Topic
from tests.cast import Desk
from tests.public.places import office, pages_of

pytestmark = pytest.mark.django_db

START: Final = datetime(2031, 5, 1, 12, 0, 0, 123457, tzinfo=UTC)


def test_a_joint_release_is_listed_once_on_every_page_of_each_office(client: Client) -> None:
    with time_machine.travel(START, tick=False) as traveller:
        desk, second = Desk(), office("Second Office", "second")
        for number in range(25):
            desk.imported(headline=f"Release {number}", joint_offices=(second.pk,))
            traveller.shift(60)
    with time_machine.travel(START + timedelta(days=1), tick=False):
        for path in ("/offices/press-office/", "/offices/second/"):
            assert [len(page) for page in pages_of(client, path)] == [20, 5]


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
