"""The archive shows which years and months have something in them, never how much."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import pytest
import time_machine
from django.test import Client

from releases import workflow
from tests.cast import Desk, draft_for, until

pytestmark = pytest.mark.django_db

NOW: Final = datetime(2031, 6, 15, 12, tzinfo=UTC)
ISSUED: Final = (
    datetime(1993, 12, 31, 23, 0, tzinfo=UTC),
    # Still the old year at the newsroom, in New York.
    datetime(2030, 1, 1, 2, 0, tzinfo=UTC),
    datetime(2031, 2, 1, 12, 0, tzinfo=UTC),
    datetime(2031, 2, 28, 12, 0, tzinfo=UTC),
)


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A newsroom that took over four releases of other years."""
    with time_machine.travel(NOW, tick=False):
        desk = Desk()
        for issued_at in ISSUED:
            draft = draft_for(desk.cast.office, headline=f"Of {issued_at:%Y-%m-%d}")
            workflow.import_release(actor=desk.cast.publisher, draft=draft, issued_at=issued_at)
        yield desk


def test_only_years_and_months_with_something_in_them_are_named(client: Client, desk: Desk) -> None:
    assert client.get("/news/").context["years"] == [2031, 2029, 1993]
    assert [month.month for month in client.get("/news/2031/").context["months"]] == [2]
    assert [month.month for month in client.get("/news/2029/").context["months"]] == [12]
    assert client.get("/news/2030/").status_code == 404
    assert client.get("/news/2031/01/").status_code == 404


def test_a_month_shows_all_its_days_by_the_newsrooms_own_clock(client: Client, desk: Desk) -> None:
    shown = [edition.headline for edition in client.get("/news/2031/02/").context["list"].editions]
    assert shown == ["Of 2031-02-28", "Of 2031-02-01"]
    assert client.get("/news/2029/12/").context["list"].editions[0].headline == "Of 2030-01-01"


def test_a_mistyped_year_does_not_make_the_archive_ask_a_thousand_questions(client: Client, desk: Desk) -> None:
    draft = draft_for(desk.cast.office, headline="A misprint of the importer's")
    workflow.import_release(actor=desk.cast.publisher, draft=draft, issued_at=datetime(1, 1, 2, tzinfo=UTC))
    assert client.get("/news/").context["years"] == [2031, 2029, 1993]
    assert client.get("/news/0001/01/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        *("/news/0000/", "/news/9999/", "/news/99999/", "/news/-1/", "/news/２０３１/", "/sitemaps/0000.xml"),
        *("/news/2031/13/", "/news/2031/00/", "/news/9999/12/", "/news/0000/01/", "/news/2031/2/"),
    ],
)
def test_a_date_that_never_was_is_not_found(client: Client, desk: Desk, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_text_that_is_gone_leaves_its_month(client: Client) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        desk = Desk()
        release = desk.live()
        traveller.shift(60)
        assert client.get("/news/2031/06/").status_code == 200
        desk.withdrawn(release, keep_text=False)
        assert client.get("/news/2031/06/").status_code == 404
        assert client.get("/news/").context["years"] == []


def test_something_scheduled_for_a_far_year_pushes_no_year_out_of_the_archive(client: Client, desk: Desk) -> None:
    paths = ("/news/", "/news/2331/", "/sitemap.xml", "/sitemaps/2331.xml")
    before = [client.get(path).content for path in paths]
    desk.scheduled_as(until(datetime(2331, 6, 15, 12, tzinfo=UTC)))
    assert [client.get(path).content for path in paths] == before
