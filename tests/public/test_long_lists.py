"""A list of three pages, walked from the newest to the oldest."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
import time_machine
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from releases.models import Edition, Topic
from releases.public import cursors
from tests.built_once import built_once
from tests.cast import Desk
from tests.public.places import pages_of

pytestmark = pytest.mark.django_db

START: Final = datetime(2031, 5, 1, 12, 0, 0, 123457, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Desk]:
    """Forty-five releases, some in the same microsecond, under one topic."""
    with time_machine.travel(START, tick=False) as traveller:

        def build() -> Desk:
            desk = Desk()
            topic = Topic.objects.create(name="Harbors", slug="harbors")
            for number in range(45):
                desk.imported(headline=f"Release {number}", topics=(topic.pk,))
                if number % 3:
                    traveller.shift(timedelta(microseconds=1))
            return desk

        with built_once(django_db_blocker, build) as desk:
            yield desk


def test_every_release_is_on_one_page_and_on_one_only(client: Client, desk: Desk) -> None:
    for path in ("/", "/offices/press-office/", "/topics/harbors/", "/news/2031/05/"):
        pages = pages_of(client, path)
        assert [len(page) for page in pages] == [20, 20, 5], path
        assert len({headline for page in pages for headline in page}) == 45
        assert pages[0][0] == "Release 44"


def test_what_comes_later_moves_no_older_page(client: Client, desk: Desk) -> None:
    older = client.get("/").context["list"].older
    before = client.get(f"/?before={older}").content
    with time_machine.travel(START + timedelta(days=1), tick=False):
        desk.live(headline="Newer than all")
        assert client.get(f"/?before={older}").content == before


def test_a_cursor_says_exactly_one_place(desk: Desk) -> None:
    for edition in Edition.objects.all():
        assert cursors.decode(cursors.encode(edition)) == (edition.issued_at, edition.pk)
