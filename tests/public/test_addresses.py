"""What was ever public is answered for ever; everything else is the one 404, whatever a visitor sends."""

from datetime import UTC, datetime
from typing import Final

import pytest
from django.test import Client

from releases import workflow
from releases.models import Office
from tests.cast import Desk, draft_for
from tests.public.places import path_of

pytestmark = pytest.mark.django_db

LONG_AGO: Final = datetime(1993, 4, 12, 15, tzinfo=UTC)


def test_an_address_from_the_old_site_leads_here_for_ever(client: Client) -> None:
    desk = Desk()
    old = ("/press/1993/0412.html", "/offices/pilot", "/nouvelles/été/", "/news/1993/04/old-style")
    edition = workflow.import_release(
        actor=desk.cast.publisher, draft=draft_for(desk.cast.office), issued_at=LONG_AGO, old_paths=old
    )
    new = path_of(edition.release)
    for path in old:
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (301, new), path
    desk.withdrawn(edition.release, keep_text=False)
    assert client.get(old[0])["Location"] == new
    assert client.get(new).status_code == 410


def test_an_old_address_with_a_query_leads_here_as_well(client: Client) -> None:
    desk = Desk()
    edition = workflow.import_release(
        actor=desk.cast.publisher,
        draft=draft_for(desk.cast.office),
        issued_at=LONG_AGO,
        old_paths=["/release.php?id=12", "/plain"],
    )
    new = path_of(edition.release)
    for path in ("/release.php?id=12", "/plain?utm=mail"):
        assert (client.get(path).status_code, client.get(path)["Location"]) == (301, new), path
    assert client.get("/release.php?id=13").status_code == 404
    assert client.get("/release.php").status_code == 404


def test_a_past_address_of_an_office_and_of_its_feed_redirect(client: Client) -> None:
    desk = Desk()
    desk.live()
    office: Office = Office.objects.get(pk=desk.cast.office.pk)
    office.slug = "newsroom"
    workflow.save_office(actor=desk.cast.administrator, office=office)
    for form in ("/offices/{}/", "/offices/{}/feed.rss"):
        response = client.get(form.format("press-office"))
        assert (response.status_code, response["Location"]) == (301, form.format("newsroom"))


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/news", "/news/"),
        ("/contacts?x=1", "/contacts/?x=1"),
        ("/news/2031/02", "/news/2031/02/"),
        ("/desk", "/desk/"),
        ("/offices/anything", "/offices/anything/"),
    ],
)
def test_a_missing_slash_is_put_back(client: Client, path: str, there: str) -> None:
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, there)


@pytest.mark.parametrize("path", ["//evil.example", "//evil.example/news", "/\\evil.example", "/feed.rss/", "/x.css"])
def test_nobody_is_sent_to_another_site(client: Client, path: str) -> None:
    response = client.get("/", PATH_INFO=path)
    assert response.status_code == 404
    assert "Location" not in response


HOSTILE: Final = [
    *("/%00", "/%ff%fe", "/%0d%0aSet-Cookie:x", "/a" * 3000, "/offices/%00/", "/offices/%F0%9F%9A%A2/", "/;x.css"),
    *("/offices/press%2foffice/", "/../../etc/passwd", "/news/2031/02/30/x/", "/news/2031/02/14/%00/"),
    *("/news/2031/02/14/x/editions/0/", "/news/2031/02/14/x/editions/" + "9" * 5000 + "/", "/news/99999/01/"),
    *("/topics/" + "é" * 500 + "/", "/topics/%E2%80%AE/", "/offices/a/feed.rss?x", "/feed.rss%20", "/.env", "/.git/"),
]


@pytest.mark.parametrize("path", HOSTILE)
def test_nothing_that_a_visitor_sends_is_an_error_of_ours(client: Client, path: str) -> None:
    Desk().live()
    assert client.get(path).status_code == 404
    assert client.post(path, {"x": "y"}).status_code == 405


@pytest.mark.parametrize(
    "query", ["?before[]=1", "?" + "a=1&" * 4000, "?" + "a=1&" * 6000, "?before=%ff", "?%00", "?before=" + "A" * 9000]
)
def test_query_strings_are_read_or_ignored(client: Client, query: str) -> None:
    Desk().live()
    assert client.get(f"/{query}").status_code in {200, 400, 404}


def test_every_404_is_the_same_page(client: Client) -> None:
    pages = {client.get(path).content for path in ("/nonsense/", "/offices/none/", "/news/2031/13/", "/?before=x")}
    assert len(pages) == 1
