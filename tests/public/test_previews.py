"""Staff see exactly the page that readers will get, marked as what it is; nobody else sees that it exists."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from releases.models import Release
from tests.cast import Desk, person, until
from tests.public.places import NOW, office, path_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(clock: Any, client: Client) -> Desk:
    """The newsroom, with its writer signed in."""
    desk = Desk()
    client.force_login(desk.cast.writer)
    return desk


def _working(release: Release) -> str:
    return reverse("preview:working", args=[release.pk])


def _all(release: Release) -> list[str]:
    return [
        _working(release),
        reverse("preview:revision", args=[release.pk, 1]),
        reverse("preview:edition", args=[release.pk, 1]),
    ]


def _article(page: str) -> str:
    return page[page.index("<h1") : page.index('<p class="end-mark"')]


def test_the_preview_is_the_page_word_for_word(client: Client, desk: Desk) -> None:
    release = desk.live()
    public = client.get(path_of(release)).content.decode()
    for path in _all(release):
        preview = _article(client.get(path).content.decode())
        for part in ('class="body"', 'class="headline"', "tel:2025550110"):
            assert part in preview
        assert _article(public).replace('<a href="/offices/press-office/">', "").replace("</a>", "") == preview.replace(
            "</a>", ""
        )


@pytest.mark.parametrize(
    ("terms", "line"),
    [
        (until(NOW + timedelta(days=1)), "EMBARGOED UNTIL 10:00 a.m. ET, Saturday, Feb. 15, 2031"),
        (None, "FOR IMMEDIATE RELEASE"),
    ],
)
def test_it_says_what_it_is_and_until_when(client: Client, desk: Desk, terms: Any, line: str) -> None:
    release = desk.draft(**({"terms": terms} if terms else {}))
    page = client.get(_working(release)).content.decode()
    assert "Preview – not public." in page
    assert "Revision 1, by Wren." in page
    assert page.count(line) == (2 if terms else 1)
    assert reverse("admin:releases_release_change", args=[release.pk]) in page


def test_a_revision_and_an_edition_show_their_own_words(client: Client, desk: Desk) -> None:
    release = desk.approved(body="<p>The first words.</p>")
    desk.edit(release, body="<p>The second words.</p>")
    assert "The second words." in client.get(_working(release)).content.decode()
    for path in _all(release)[1:]:
        page = client.get(path).content.decode()
        assert "The first words." in page
        assert "Preview – not public." in page


def test_an_edition_that_is_out_says_so(client: Client, desk: Desk) -> None:
    release = desk.live()
    page = client.get(reverse("preview:edition", args=[release.pk, 1])).content.decode()
    assert "Preview of an edition that is public." in page
    assert "Preview – not public." in client.get(_working(release)).content.decode()


def test_no_link_leads_to_an_address_that_is_not_there_yet(client: Client, desk: Desk) -> None:
    hidden = office("Quiet office", "quiet")
    release = desk.scheduled(joint_offices=(hidden.pk,))
    for path in _all(release):
        page = client.get(path).content.decode()
        assert "Quiet office" in page
        assert "/offices/quiet/" not in page
        assert path_of(release) not in page


@pytest.mark.parametrize("place", [0, 1, 2])
def test_it_is_kept_nowhere_and_found_by_nobody(client: Client, desk: Desk, place: int) -> None:
    response = client.get(_all(desk.scheduled())[place])
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_a_visitor_is_sent_to_the_door_whatever_the_address(client: Client, desk: Desk) -> None:
    release = desk.scheduled()
    client.logout()
    for path in (*_all(release), f"/preview/{uuid4()}/"):
        response = client.get(path)
        assert response.status_code == 302
        assert response["Location"] == f"/desk/login/?next={path}"
        assert response["Cache-Control"] == "no-store, private"


def test_who_may_not_see_a_release_gets_the_one_404(client: Client, desk: Desk) -> None:
    release = desk.scheduled()
    client.force_login(person("Felix", "writer", office=office("Elsewhere", "elsewhere")))
    nothing = client.get("/nonsense/").content
    for path in (*_all(release), f"/preview/{uuid4()}/"):
        response = client.get(path)
        assert (response.status_code, response.content) == (404, nothing), path
        assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("tail", ["revisions/99/", "editions/99/", "revisions/" + "9" * 30 + "/"])
def test_a_state_that_never_was_is_not_found(client: Client, desk: Desk, tail: str) -> None:
    assert client.get(_working(desk.draft()) + tail).status_code == 404
