"""An embargo is a comparison: a second before it nothing shows anywhere, and at it everything does at once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
import time_machine
from django.test import Client

from releases.models import Release, Topic
from tests.cast import Desk
from tests.public.places import path_of, text_of

pytestmark = pytest.mark.django_db

LIFT: Final = datetime(2031, 3, 1, 15, 0, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)
WORDS: Final = "A bridge for Sandhaven"


@pytest.fixture
def surfaces() -> Iterator[list[str]]:
    """Every address where the release shows once it is out."""
    with time_machine.travel(LIFT - timedelta(hours=3)):
        topic = Topic.objects.create(name="Bridges", slug="bridges")
        release: Release = Desk().scheduled(LIFT, headline=WORDS, topics=(topic.pk,))
        places = ["/", "/offices/press-office/", "/topics/bridges/", "/news/2031/03/"]
        yield [*places, "/feed.rss", "/offices/press-office/feed.rss", path_of(release), text_of(release)]


@pytest.mark.parametrize("early", [timedelta(seconds=1), MICROSECOND])
def test_nothing_shows_before_the_lift(client: Client, surfaces: list[str], early: timedelta) -> None:
    with time_machine.travel(LIFT - early, tick=False):
        for path in surfaces:
            assert WORDS not in client.get(path).content.decode(), path
        assert client.get("/news/2031/").status_code == 404
        assert client.get("/sitemaps/2031.xml").status_code == 404


@pytest.mark.parametrize("late", [timedelta(0), MICROSECOND, timedelta(days=400)])
def test_everything_shows_from_the_lift_on(client: Client, surfaces: list[str], late: timedelta) -> None:
    with time_machine.travel(LIFT + late, tick=False):
        for path in surfaces:
            response = client.get(path)
            assert response.status_code == 200, path
            assert WORDS in response.content.decode(), path
        assert "March" in client.get("/news/2031/").content.decode()
        assert surfaces[-2] in client.get("/sitemaps/2031.xml").content.decode()


def test_a_copy_kept_from_before_the_lift_is_not_good_after_it(client: Client, surfaces: list[str]) -> None:
    with time_machine.travel(LIFT - MICROSECOND, tick=False):
        kept = client.get("/")["ETag"]
        assert client.get("/", headers={"If-None-Match": kept}).status_code == 304
    with time_machine.travel(LIFT, tick=False):
        assert client.get("/", headers={"If-None-Match": kept}).status_code == 200
