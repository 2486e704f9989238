"""A hostile visitor gets a page or the one 404, at the price of an ordinary request: in queries and in calls."""

import sys
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from releases.models import Office
from tests.cast import Desk
from tests.public.places import path_of

pytestmark = pytest.mark.django_db

LONG: Final = "harbour-" * 1280  # ten kilobytes
TEXTS: Final = (
    LONG,
    "harbour " * 1250,
    '"' * 5000,
    "-" * 5000,
    "*" * 5000,
    "(((" * 2000,
    "a:b OR NEAR(x y) AND NOT *",
    "\ud7ff\ue000\ufffe\uffff",
    "e" + "\u0301" * 5000,
    "\u202e\u2066\u200f" * 1000,
    "👩‍👩‍👧‍👦" * 800,
    "ﷺ" * 2000,
    "İıſß" * 1000,
    "\x00\x01\x1b\r\n",
    "%' OR 1=1 --",
)
DAYS: Final = ("2026-02-30", "0000-01-01", "0001-01-01", "9999-12-31", "99999-01-01", "-1-01-01", "٢٠٢٦-٠١-٠١", LONG)
CURSORS: Final = ("x", "AAAA", "%00", "../../etc", "=" * 900, LONG, "ünïcode")
# No more than the dearest of three ordinary pages, and half as much again for a sentence of refusal.
MOST_TIMES: Final = 1.5
MOST_QUERIES: Final = 5


def _hostile() -> Iterator[str]:
    for text in TEXTS:
        yield f"/search/?{urlencode({'q': text})}"
    for day in DAYS:
        yield f"/search/?{urlencode({'from': day, 'to': day})}"
        yield f"/api/releases?{urlencode({'since': day})}"
    for cursor in CURSORS:
        for path in ("/", "/kinds/press-release/", "/search/", "/feed.rss", "/api/releases"):
            yield f"{path}?{urlencode({'before': cursor})}"
    yield f"/?{urlencode({'utm_source': LONG, 'page': '2', 'status': 'draft', 'at': '2031-03-01'})}"
    yield "/search/?" + "&".join(f"q={number}&kind=x{number}" for number in range(500))
    yield "/?" + "&".join(f"a{number}=1" for number in range(900))
    yield f"/offices/{quote(LONG[:2000])}/"
    yield from ("/news/2026/02/30/x/", "/news/0000/", "/news/0000/00/", "/news/9999/12/", "/news/2026/13/")
    yield from ("/sitemaps/0000.xml", "/sitemaps/9999.xml", "/news/9999/12/31/x/editions/99999999999999999999/")
    yield from ("/news/%ED%A0%80/", "/%FF%FE/", "/..%2f..%2fetc/passwd", "//evil.example/", "/search/;a=b/?q=%ff")


class Costs:
    """What requests cost: the calls that Python makes, and the queries of the database."""

    def __init__(self, client: Client) -> None:
        self.client, self.calls = client, 0

    def of(self, path: str) -> tuple[int, int, int]:
        self.calls = 0
        with CaptureQueriesContext(connection) as captured:
            sys.setprofile(self._count)
            try:
                response = self.client.get(path)
            finally:
                sys.setprofile(None)
        return response.status_code, self.calls, len(captured)

    def _count(self, _frame: Any, event: str, _argument: Any) -> None:
        self.calls += event == "call"


@pytest.fixture
def newsroom(clock: Any) -> str:
    desk = Desk()
    Office.objects.filter(pk=desk.cast.office.pk).update(is_listed=True)
    return path_of(desk.live())


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.long)])
def test_hostile_questions_get_a_page_or_a_404_and_cost_no_more_than_others(
    client: Client, newsroom: str, every: int
) -> None:
    costs = Costs(client)
    plain = ("/", newsroom, "/search/?q=harbour+pilot&kind=press-release")
    ordinary = max([(costs.of(path), costs.of(path))[1][1] for path in plain])  # the first time, templates are compiled
    found = {path: costs.of(path) for path in list(_hostile())[::every]}
    assert {path[:90]: said for path, said in found.items() if said[0] not in {200, 301, 302, 404, 422}} == {}
    assert {path[:90]: said for path, said in found.items() if said[2] > MOST_QUERIES} == {}
    assert {path[:90]: said for path, said in found.items() if said[1] > MOST_TIMES * ordinary} == {}


@pytest.mark.parametrize("form", ["/?{}", "/search/?q=pilot&{}", "/feed.rss?{}"])
def test_what_nobody_asked_about_changes_nothing(client: Client, newsroom: str, form: str) -> None:
    unknown = urlencode({"utm_source": LONG, "at": "2031-03-01", "status": "draft", "fields": "seals"})
    assert client.get(form.format(unknown)).content == client.get(form.format("")).content
