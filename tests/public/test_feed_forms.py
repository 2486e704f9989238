"""RSS, Atom and JSON Feed say the same of the same releases in the same order, page after page to the first ever."""

import json
from datetime import UTC, datetime
from typing import Any, Final

import feedparser
import pytest
from django.test import Client
from django.urls import reverse

from releases import workflow
from releases.models import Newsroom, Topic
from releases.public import feeds
from tests.cast import Desk

pytestmark = pytest.mark.django_db

FORMS: Final = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}


def _items(client: Client, path: str) -> list[dict[str, Any]]:
    """The entries of any form, in one shape."""
    response = client.get(path)
    form = path.partition("?")[0].rpartition(".")[2]
    assert response.status_code == 200
    assert response["Content-Type"] == f"{FORMS[form]}; charset=utf-8"
    if form == "json":
        return [
            {
                "id": one["id"],
                "url": one["url"],
                "title": one["title"],
                "content": one["content_html"],
                "published": datetime.fromisoformat(one["date_published"]).timetuple()[:6],
                "updated": datetime.fromisoformat(one["date_modified"]).timetuple()[:6],
                "authors": [author["name"] for author in one["authors"]],
                "tags": one["tags"],
            }
            for one in response.json()["items"]
        ]
    parsed = feedparser.parse(response.content, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return [
        {
            "id": one.id,
            "url": one.link,
            "title": one.title,
            "content": one.content[0].value,
            "published": one.published_parsed[:6],
            "updated": one.updated_parsed[:6],
            "authors": [author.name for author in one.authors],
            "tags": [tag.term for tag in one.tags],
        }
        for one in parsed.entries
    ]


def _older(client: Client, path: str) -> str:
    """The address that the feed itself gives for what is older; empty where it gives none."""
    response = client.get(path)
    if path.partition("?")[0].endswith("json"):
        return str(response.json().get("next_url", ""))
    links = feedparser.parse(response.content).feed.links
    return next((link.href for link in links if link.rel == "next"), "")


def test_every_form_says_the_same_in_the_same_order(client: Client, clock: Any) -> None:
    desk = Desk()
    topic = Topic.objects.create(name="Harbors", slug="harbors")
    corrected = desk.live(headline="Tugs & “tows” <1>", summary="Fish < chips.", topics=(topic.pk,))
    for number in range(3):
        clock.shift(60)
        desk.imported(headline=f"Release {number}")
    clock.shift(60)
    desk.corrected(corrected)
    clock.shift(60)
    sent_in_error = desk.live(headline="Sent in error")
    clock.shift(60)
    desk.withdrawn(sent_in_error, keep_text=False)
    rss, atom, json_feed = (_items(client, f"/feed.{form}") for form in FORMS)
    assert len(rss) == 5
    assert rss == atom == json_feed


def test_following_next_walks_the_whole_archive_once(
    client: Client, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "ENTRIES", 3)
    desk = Desk()
    made = []
    for _number in range(8):
        clock.shift(60)
        made.append(desk.imported())
    for form in FORMS:
        seen: list[str] = []
        path = f"/feed.{form}"
        for _page in range(3):
            seen += [item["id"] for item in _items(client, path)]
            path = _older(client, path).removeprefix("http://localhost:8000")
        assert path == "", form
        assert seen == [f"urn:uuid:{release.pk}" for release in reversed(made)], form


@pytest.mark.parametrize("form", FORMS)
def test_a_later_page_says_where_the_feed_begins_and_repeats_no_notice(
    client: Client, clock: Any, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "ENTRIES", 1)
    desk = Desk()
    gone, old = desk.live(), desk.live()
    clock.shift(60)
    desk.live()
    clock.shift(60)
    desk.withdrawn(gone, keep_text=False)
    assert f"urn:uuid:{gone.pk}" in [item["id"] for item in _items(client, f"/feed.{form}")]
    later = _older(client, f"/feed.{form}").removeprefix("http://localhost:8000")
    assert [item["id"] for item in _items(client, later)] == [f"urn:uuid:{old.pk}"]
    text = client.get(later).content.decode()
    assert f"http://localhost:8000/feed.{form}?before=" in text
    if form != "json":
        assert 'rel="first"' in text


@pytest.mark.parametrize("cursor", ["nonsense", "%00", "AAAA", "A" * 3000])
@pytest.mark.parametrize("form", FORMS)
def test_a_cursor_nobody_made_leads_nowhere(client: Client, form: str, cursor: str) -> None:
    assert client.get(f"/feed.{form}?before={cursor}").status_code == 404


def test_a_topic_has_feeds_of_its_own(client: Client) -> None:
    desk = Desk()
    topic = Topic.objects.create(name="Harbors", slug="harbors")
    filed, _other = desk.live(topics=(topic.pk,)), desk.live()
    for form in FORMS:
        assert [item["id"] for item in _items(client, f"/topics/harbors/feed.{form}")] == [f"urn:uuid:{filed.pk}"]
    assert client.get("/topics/nowhere/feed.atom").status_code == 404


def test_a_kind_a_language_and_a_search_have_feeds_of_their_own(client: Client) -> None:
    desk = Desk()
    desk.live(headline="Another")
    wanted = desk.live(headline="Pilots", kind="readout", language="es")
    for form in FORMS:
        for place in ("kinds/readout/feed.{}", "languages/es/feed.{}", "search/feed.{}?q=pilots&language=es"):
            found = [item["id"] for item in _items(client, f"/{place.format(form)}")]
            assert found == [f"urn:uuid:{wanted.pk}"], place
    for nowhere in ("kinds/zebra/feed.rss", "languages/zz/feed.rss", "search/feed.rss?kind=zebra"):
        assert client.get(f"/{nowhere}").status_code == 404


def test_a_search_is_walked_to_its_end(client: Client, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "ENTRIES", 2)
    desk = Desk()
    made = []
    for number in range(5):
        clock.shift(60)
        made.append(desk.imported(headline=f"Pilot {number}"))
    seen: list[str] = []
    path = "/search/feed.json?q=pilot"
    while path:
        seen += [item["id"] for item in _items(client, path)]
        path = _older(client, path).removeprefix("http://localhost:8000")
    assert seen == [f"urn:uuid:{release.pk}" for release in reversed(made)]


def test_a_topic_that_only_hidden_releases_carry_has_no_feed(client: Client) -> None:
    topic = Topic.objects.create(name="Harbors", slug="harbors")
    Desk().scheduled(datetime(2031, 3, 1, tzinfo=UTC), topics=(topic.pk,))
    assert client.get("/topics/harbors/feed.rss").status_code == 404
    assert "harbors" not in client.get("/feeds/").content.decode()


def test_a_hub_is_named_in_every_form_and_in_the_header_where_one_is_set(client: Client, settings: Any) -> None:
    Desk().live()
    hub = "https://hub.harbor.example/"
    assert not any(hub in client.get(f"/feed.{form}").content.decode() for form in FORMS)
    settings.NEWSROOM_WEBSUB_HUB = hub
    for form in FORMS:
        response = client.get(f"/feed.{form}")
        assert hub in response.content.decode()
        assert f'<{hub}>; rel="hub"' in response["Link"]
        assert f'<http://localhost:8000/feed.{form}>; rel="self"' in response["Link"]


def test_the_page_of_feeds_names_every_feed_there_is(client: Client) -> None:
    desk = Desk()
    topic = Topic.objects.create(name="Harbors", slug="harbors")
    desk.live(topics=(topic.pk,))
    html = client.get("/feeds/").content.decode()
    for route, args in (("feed", []), ("office_feed", ["press-office"]), ("topic_feed", ["harbors"])):
        for form in FORMS:
            path = reverse(f"public:{route}", args=[*args, form])
            assert f'href="{path}"' in html
            assert client.get(path).status_code == 200


def test_an_empty_newsroom_has_feeds_without_entries(client: Client) -> None:
    for form in FORMS:
        assert _items(client, f"/feed.{form}") == []
    assert "1970" in client.get("/feed.atom").content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_each_entry_says_its_own_language(client: Client, form: str) -> None:
    Desk().live(language="ar", headline="الميناء", body="<p>نص</p>")
    text = client.get(f"/feed.{form}").content.decode()
    spoken = {"rss": 'lang="ar" dir="rtl"', "atom": 'xml:lang="ar"', "json": '"language": "ar"'}[form]
    assert spoken in (text if form != "rss" else text.replace("&quot;", '"'))


def test_json_is_what_its_own_reader_takes(client: Client) -> None:
    Desk().live(headline='Quotes " and \\ and </script>')
    document = json.loads(client.get("/feed.json").content)
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert document["items"][0]["title"] == 'Quotes " and \\ and </script>'


@pytest.mark.parametrize("form", FORMS)
def test_a_reader_that_asks_by_date_is_told_when_the_feed_changed(client: Client, clock: Any, form: str) -> None:
    desk = Desk()
    release = desk.live()
    path = f"/feed.{form}"
    assert "Last-Modified" not in client.get(path).headers, "a second change in this second would go unseen"
    clock.shift(10)
    before = client.get(path)["Last-Modified"]
    assert before == "Fri, 14 Feb 2031 15:00:00 GMT"
    assert client.get(path, headers={"If-Modified-Since": before}).status_code == 304
    desk.corrected(release, correction_is_minor=True, correction_note="A comma.", body="<p>It opened.</p>")
    clock.shift(10)
    answered = client.get(path, headers={"If-Modified-Since": before})
    assert (answered.status_code, answered["Last-Modified"]) == (200, "Fri, 14 Feb 2031 15:00:10 GMT")


@pytest.mark.parametrize("form", FORMS)
def test_the_date_moves_with_the_newsrooms_own_name(client: Client, clock: Any, form: str) -> None:
    desk = Desk()
    desk.live()
    clock.shift(10)
    path = f"/feed.{form}"
    before = client.get(path)["Last-Modified"]
    identity = Newsroom.objects.identity()
    for name, answered in (("Port Authority", 200), ("Port Authority", 304)):
        identity.name = name
        workflow.save_identity(actor=desk.cast.administrator, newsroom=identity)
        clock.shift(10)
        response = client.get(path, headers={"If-Modified-Since": before})
        assert response.status_code == answered
        before = response.headers.get("Last-Modified", before)
    assert before == "Fri, 14 Feb 2031 15:00:10 GMT"


def test_no_date_betrays_what_waits(client: Client, clock: Any) -> None:
    desk = Desk()
    desk.live()
    clock.shift(10)
    before = client.get("/feed.rss")["Last-Modified"]
    desk.scheduled(datetime(2031, 2, 14, 18, 0, tzinfo=UTC))
    clock.shift(10)
    assert client.get("/feed.rss")["Last-Modified"] == before


@pytest.mark.parametrize(
    "path", ["/topics/harbors/feed.rss", "/offices/press-office/feed.rss", "/search/feed.rss?q=pilot"]
)
def test_a_list_that_a_release_can_leave_is_never_called_unchanged_by_its_date(
    client: Client, clock: Any, path: str
) -> None:
    desk = Desk()
    topic = Topic.objects.create(name="Harbors", slug="harbors")
    desk.live(headline="Stays", topics=(topic.pk,))
    clock.shift(60)
    leaves = desk.live(headline="Leaves", topics=(topic.pk,))
    clock.shift(60)
    seen = {"If-Modified-Since": "Fri, 14 Feb 2031 15:01:00 GMT"}
    assert "Leaves" in client.get(path, headers=seen).content.decode()
    desk.corrected(leaves, topics=())
    clock.shift(60)
    desk.withdrawn(leaves, keep_text=False)
    clock.shift(60)
    answered = client.get(path, headers=seen)
    assert answered.status_code == 200
    assert "Leaves" not in answered.content.decode()
