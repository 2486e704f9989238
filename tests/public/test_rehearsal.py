"""A rehearsal shows the whole public site as of another moment: to staff alone, and to each what they may know of."""

import html
import re
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Final

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from releases import workflow
from releases.models import Office, Person, Role, Topic
from releases.preview.rehearsal import inside, moment_of
from tests.cast import Desk, person, until
from tests.desk.pages import signed_in
from tests.public.places import path_of

pytestmark = pytest.mark.django_db
NOW: Final = datetime(2031, 11, 15, 1, 0, tzinfo=UTC)
LIFT: Final = datetime(2031, 11, 17, 15, 0, tzinfo=UTC)
AFTER: Final = LIFT + timedelta(hours=1)
DESK_PAGE: Final = reverse("admin:rehearse")
BANNER: Final = re.compile(r'<div class="preview-banner" role="region" aria-label="Rehearsal".*?</div>\n', re.DOTALL)


def _base(moment: datetime) -> str:
    return reverse("preview:rehearsal_front", args=[f"{moment:%Y-%m-%dT%H:%M:%SZ}"])


@cache
def _client(somebody: Person) -> Client:
    """One window for each; nobody signs in anew for every page."""
    return signed_in(somebody)


def _seen(somebody: Person, path: str, moment: datetime, status: int = 200) -> str:
    """The page of the rehearsal, which must be marked as one and kept by nobody."""
    response = _client(somebody).get(_base(moment) + path[1:])
    assert response.status_code == status, response.status_code
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert "ETag" not in response
    text: str = response.content.decode()
    assert "Rehearsal – not the public site." in text
    assert "<title>Rehearsal – " in text
    return text


@pytest.fixture
def desk() -> Any:
    with time_machine.travel(NOW - timedelta(hours=1), tick=False) as traveller:
        made = Desk()
        traveller.move_to(NOW - timedelta(minutes=1), tick=False)
        yield made


def _stranger(desk: Desk) -> Person:
    """A publisher of another office, who knows nothing of the press office's texts."""
    other = Office.objects.create(name="Forecasts", slug="forecasts", time_zone="America/Chicago")
    return person("Felix", Role.PUBLISHER, office=other)


def test_what_is_scheduled_is_everywhere_it_will_be_and_nowhere_outside(desk: Desk) -> None:
    topic = Topic.objects.create(name="Pilots", slug="pilots")
    release = desk.scheduled(LIFT, headline="Station opens", topics=(topic.pk,))
    path, writer = path_of(release), desk.cast.writer
    for place in ("/", path, "/topics/pilots/", "/news/2031/11/", "/search/?q=station", "/kinds/press-release/"):
        assert "Station opens" in html.unescape(re.sub("</?mark>", "", _seen(writer, place, LIFT))), place
        assert "Station opens" not in _client(writer).get(place).content.decode()
    assert "Station opens" not in _seen(writer, "/", LIFT - timedelta(seconds=1))
    _seen(writer, path, LIFT - timedelta(seconds=1), status=404)
    for program in ("/feed.rss", "/feed.json", f"{path[:-1]}.txt", f"/api/releases/{release.pk}"):
        assert "Station opens" in _seen(writer, program, LIFT), program
    assert f"{_base(LIFT)}{path[1:]}" == _client(writer).get(_base(LIFT) + path[1:-1])["Location"]


def test_links_and_forms_stay_in_the_rehearsal_and_words_stay_as_they_are(desk: Desk) -> None:
    body = (
        '<p>Write &lt;a href="/news/"&gt; and href="/x".</p>'
        '<p><a href="https://elsewhere.example/a">Out</a> <a href="http://localhost:8000/contacts/">In</a></p>'
    )
    path = path_of(desk.scheduled(LIFT, body=body))
    page, base = _seen(desk.cast.writer, path, LIFT), _base(LIFT)
    shown = BANNER.sub("", page)
    led = re.findall(r'<(?:a|form|link|script|img)\b[^>]*?(?:href|action|src)="([^"]*)"', shown)
    assert base in led
    assert f"{base}search/" in led
    assert f"{base}contacts/" in led
    fine = (base, "/static/", "#", "https://elsewhere.example/", "tel:", "mailto:", "?")
    assert [one for one in led if not one.startswith(fine)] == []
    assert '&lt;a href="/news/"&gt; and href="/x".' in shown


def test_a_rehearsal_of_now_is_the_public_site(desk: Desk) -> None:
    corrected, gone = desk.corrected(), desk.withdrawn(desk.live(slug="pier"), keep_text=False)
    secret = desk.scheduled(LIFT, headline="Not yet")
    current = path_of(corrected)
    with time_machine.travel(NOW, tick=False):
        paths = ["/", current, f"{current}editions/1/", f"{current}changes/1-2/", path_of(gone), path_of(secret)]
        for path in (*paths, "/news/", "/feeds/", "/contacts/", "/search/", "/languages/en/", "/offices/x/"):
            public = Client().get(path)
            page = _seen(desk.cast.writer, path, NOW, public.status_code)
            bare = BANNER.sub("", page).replace("<title>Rehearsal – ", "<title>")
            assert bare.replace(_base(NOW), "/").replace("http://localhost:8000", "") == (
                public.content.decode().replace("http://localhost:8000", "")
            ), path


def test_nobody_is_told_of_what_they_may_not_know(desk: Desk) -> None:
    stranger = _stranger(desk)
    live = desk.live(headline="Old words")
    desk.correction_approved(live, headline="New words", terms=until(LIFT))
    workflow.correct(actor=desk.cast.publisher, release_id=live.pk)
    hidden = desk.scheduled(LIFT, headline="Merger")
    workflow.limit_access(actor=desk.cast.writer, release_id=hidden.pk, people=[desk.cast.approver.pk])
    assert "New words" in _seen(desk.cast.writer, path_of(live), AFTER)
    page = _seen(stranger, path_of(live), AFTER)
    assert "Old words" in page, "it stands as everybody sees it now"
    assert "New words" not in page + _seen(stranger, "/feed.json", AFTER) + _seen(stranger, "/search/?q=words", AFTER)
    for somebody in (stranger, desk.cast.publisher, desk.cast.administrator):
        assert "Merger" not in _seen(somebody, "/", AFTER)
        _seen(somebody, path_of(hidden), AFTER, status=404)
        assert "Merger" not in signed_in(somebody).get(DESK_PAGE, {"moment": AFTER.isoformat()}).text
    assert "Merger" in _seen(desk.cast.approver, "/", AFTER)


def test_an_office_that_only_a_hidden_release_names_is_not_there(desk: Desk) -> None:
    other = Office.objects.create(name="Port pilots", slug="pilots", time_zone="UTC")
    desk.scheduled(LIFT, joint_offices=(other.pk,), headline="Merger")
    _seen(desk.cast.writer, "/offices/pilots/", AFTER)
    _seen(_stranger(desk), "/offices/pilots/", AFTER, status=404)


def test_the_past_is_shown_without_what_was_taken_from_everybody_since(desk: Desk) -> None:
    stranger = _stranger(desk)
    with time_machine.travel(NOW - timedelta(minutes=30), tick=False):
        kept, gone = desk.live(headline="Kept words", slug="kept"), desk.live(headline="Gone words", slug="gone")
    desk.corrected(kept, headline="Right words")
    desk.withdrawn(gone, keep_text=False)
    then = NOW - timedelta(minutes=20)
    with time_machine.travel(NOW, tick=False):
        page = _seen(desk.cast.writer, "/", then)
        assert ("Kept words" in page, "Gone words" in page, "Right words" in page) == (True, True, False)
        page = _seen(stranger, "/", then)
        assert ("Kept words" in page, "Gone words" in page) == (True, False)


def test_nobody_else_comes_in(desk: Desk) -> None:
    address = _base(LIFT)
    assert Client().get(address)["Location"].startswith("/desk/login/")
    nobody = person("Noel", Role.WRITER)
    client = signed_in(nobody)
    assert client.get(address).status_code == 200
    workflow.save_person(actor=desk.cast.administrator, person=nobody, roles=[])
    assert client.get(address).status_code == 404
    nobody.is_active = False
    workflow.save_person(actor=desk.cast.administrator, person=nobody, roles=[("writer", None)])
    assert client.get(address).status_code == 302
    assert signed_in(desk.cast.writer).post(address).status_code == 405


@pytest.mark.parametrize(
    "typed", ["", "x", "2031-11-17", "2031-11-17T10:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59Z"]
)
def test_what_names_no_instant_is_no_moment(typed: str) -> None:
    assert moment_of(typed) is None


@pytest.mark.parametrize(
    ("address", "led"),
    [
        ("/news/", "/r/news/"),
        ("http://localhost:8000", "/r/"),
        ("//elsewhere.example/", "//elsewhere.example/"),
        ("/static/a.css", "/static/a.css"),
        ("?before=x", "?before=x"),
        ("#main", "#main"),
    ],
)
def test_only_addresses_of_the_public_site_are_led_inside(address: str, led: str) -> None:
    assert inside(address, "/r/") == led


# --- The desk's page ---


def test_the_desk_lists_what_changes_until_then_with_pages_feeds_and_files(desk: Desk) -> None:
    release = desk.scheduled(LIFT, headline="Station opens")
    desk.scheduled(LIFT + timedelta(days=9), headline="Much later")
    desk.draft(terms=until(LIFT), headline="Only meant")
    page = signed_in(desk.cast.writer).get(DESK_PAGE, {"on": "2031-11-17", "at": "10:00"})
    [change] = page.context["changes"]
    assert (change.headline, change.effects.page.path) == ("Station opens", path_of(release))
    base = page.context["base"]
    for one in (change.effects.page, *change.effects.lists, *change.effects.feeds, *change.effects.files):
        assert f'href="{base}{one.path[1:]}"' in page.text
        assert _client(desk.cast.writer).get(base + one.path[1:]).status_code == 200
    assert [offer.label.partition(" (")[0] for offer in page.context["offers"]] == [
        "10:00 a.m. ET, Monday, Nov. 17, 2031",
        "10:00 a.m. ET, Wednesday, Nov. 26, 2031",
    ]


def test_a_minor_correction_and_a_withdrawal_say_what_feeds_do(desk: Desk) -> None:
    release = desk.live()
    desk.correction_approved(release, correction_is_minor=True, terms=until(LIFT))
    workflow.correct(actor=desk.cast.publisher, release_id=release.pk)
    page = signed_in(desk.cast.writer).get(DESK_PAGE, {"moment": LIFT.isoformat()})
    assert "keeps its date: the correction is minor" in page.text
    assert "The page shows the corrected text under a note" in page.text


def test_where_nothing_is_scheduled_the_page_says_so(desk: Desk) -> None:
    page = signed_in(desk.cast.writer).get(DESK_PAGE)
    assert "Nothing is scheduled that you may know of." in page.text
    page = signed_in(desk.cast.writer).get(DESK_PAGE, {"on": "2031-12-24", "at": "10:00"})
    assert "Nothing changes until then that you may know of." in page.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"on": "2031-02-30", "at": "10:00"}, "Write the day as year, month and day"),
        ({"on": "2031-02-28", "at": "25:00"}, "Write the time as hours and minutes"),
        ({"on": "2031-03-09", "at": "02:30"}, "Clocks go forward over this time. Choose 3:00 a.m. or later."),
        ({"on": "0001-01-01", "at": "10:00"}, "Choose a day between 1900 and 2199."),
        ({"on": "", "at": ""}, "This field is required."),
        ({"moment": "x\0"}, "This is no moment."),
    ],
)
def test_a_moment_that_is_none_is_explained(desk: Desk, query: dict[str, str], said: str) -> None:
    page = signed_in(desk.cast.writer).get(DESK_PAGE, query)
    assert page.status_code == 422
    assert said in page.text
