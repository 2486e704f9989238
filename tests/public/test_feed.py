"""Readers get whole texts under ids that never change, and hear of corrections and withdrawals."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final
from xml.etree import ElementTree

import feedparser
import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from releases import workflow
from releases.models import Contact, Newsroom, Office, Topic
from tests.cast import Desk
from tests.public.places import NOW, office, path_of

pytestmark = pytest.mark.django_db

OFFICE_FEED: Final = "/offices/press-office/feed.rss"


def _feed(client: Client, path: str = "/feed.rss") -> Any:
    response = client.get(path)
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def _entry(client: Client, release: Any, path: str = "/feed.rss") -> Any:
    return next(one for one in _feed(client, path).entries if one.id == f"urn:uuid:{release.pk}")


def test_an_entry_carries_the_whole_text_its_offices_and_a_permanent_id(client: Client, clock: Any) -> None:
    second = office("Second Office", "second")
    topic = Topic.objects.create(name="Harbors", slug="harbors")
    release = Desk().live(
        headline="Tugs & “tows”",
        subhead="A subhead",
        summary="Fish < chips & peas.",
        boilerplate="About the Harbour: it keeps the port.",
        joint_offices=(second.pk,),
        topics=(topic.pk,),
    )
    entry = _entry(client, release)
    assert entry.title == "Tugs & “tows”"
    assert entry.summary == "Fish &lt; chips &amp; peas."
    for words in ("A subhead", "PORTSMOUTH –", "pilot station on Monday", "202-555-0110"):
        assert words in entry.content[0].value
    assert "<p>About the Harbour: it keeps the port.</p>" in entry.content[0].value
    assert not entry.guidislink
    assert [author.name for author in entry.authors] == ["Office of the Press Secretary", "Second Office"]
    assert [tag.term for tag in entry.tags] == ["Press release", "Harbors"]
    assert entry.link == f"http://localhost:8000{path_of(release)}"
    assert entry.published_parsed[:6] == entry.updated_parsed[:6] == NOW.timetuple()[:6]


def test_the_first_paragraph_serves_where_there_is_no_summary(client: Client) -> None:
    assert _entry(client, Desk().live()).summary == "The Harbour Authority opened its new pilot station on Monday."


def test_the_feed_says_whose_it_is_and_where(client: Client) -> None:
    Desk().live()
    Newsroom.objects.update(tagline="From the quay")
    feed = _feed(client).feed
    assert (feed.title, feed.subtitle, feed.link) == ("Harbour Authority", "From the quay", "http://localhost:8000/")
    assert [link.href for link in feed.links if link.rel == "self"] == ["http://localhost:8000/feed.rss"]
    assert _feed(client, OFFICE_FEED).feed.title == "Office of the Press Secretary – Harbour Authority"


@pytest.mark.parametrize(("page", "feed"), [("/", "/feed.rss"), ("/offices/press-office/", OFFICE_FEED)])
def test_a_reader_finds_the_feed_from_the_page(client: Client, page: str, feed: str) -> None:
    Desk().live()
    html = client.get(page).content.decode()
    assert '<link rel="alternate" type="application/rss+xml"' in html
    assert f'href="{feed}"' in html


def test_an_office_feed_holds_what_it_issued_alone_or_jointly(client: Client) -> None:
    desk = Desk()
    second = office("Second Office", "second")
    joint, alone = desk.live(joint_offices=(second.pk,)), desk.live(lead_office=second.pk)
    desk.live(headline="Of the press office only")
    ids = {entry.id for entry in _feed(client, "/offices/second/feed.rss").entries}
    assert ids == {f"urn:uuid:{release.pk}" for release in (joint, alone)}


def test_a_correction_keeps_the_id_and_moves_updated(client: Client, clock: Any) -> None:
    desk = Desk()
    release = desk.live()
    before = _feed(client)
    clock.shift(3600)
    desk.corrected(release)
    entry = _entry(client, release)
    assert len(_feed(client).entries) == 1
    assert entry.published_parsed[3:5] == (15, 0)
    assert entry.updated_parsed[3:5] == (16, 0)
    assert entry.summary.startswith("Corrected: The day was wrong.")
    assert _feed(client).feed.updated_parsed > before.feed.updated_parsed


def test_a_minor_correction_moves_nothing_and_takes_nothing_back(client: Client, clock: Any) -> None:
    desk = Desk()
    release = desk.live()
    built = _feed(client).feed.updated
    clock.shift(60)
    desk.corrected(release, correction_is_minor=True, correction_note="A comma.", body="<p>On Monday, it opened.</p>")
    entry = _entry(client, release)
    assert entry.updated_parsed == entry.published_parsed
    assert "A comma." not in entry.summary
    assert "On Monday, it opened." in entry.content[0].value
    assert _feed(client).feed.updated == built
    clock.shift(60)
    desk.corrected(release, correction_is_minor=False)
    told = _entry(client, release)
    clock.shift(60)
    desk.corrected(release, correction_is_minor=True, correction_note="A dot.", body="<p>It opened on Tuesday</p>")
    assert _entry(client, release).updated_parsed == told.updated_parsed > told.published_parsed
    assert _entry(client, release).summary.startswith("Corrected: The day was wrong.")


def test_a_withdrawal_reaches_the_reader_as_a_dated_entry_without_the_words(client: Client, clock: Any) -> None:
    desk = Desk()
    release = desk.live()
    for _number in range(40):
        clock.shift(60)
        desk.live(headline="Something else")
    for path in ("/feed.rss", OFFICE_FEED):
        assert f"urn:uuid:{release.pk}" not in {entry.id for entry in _feed(client, path).entries}
    clock.shift(60)
    desk.withdrawn(release, keep_text=False)
    for path in ("/feed.rss", OFFICE_FEED):
        entry = _entry(client, release, path)
        assert (entry.title, entry.summary) == ("Withdrawn release", "Sent in error.")
        assert "pilot station" not in str(entry)
        assert entry.updated_parsed[:5] == (2031, 2, 14, 15, 41)


@pytest.mark.parametrize("path", ["/feed.rss", OFFICE_FEED])
def test_a_withdrawal_that_a_corrected_text_has_ended_is_told_no_more(client: Client, clock: Any, path: str) -> None:
    desk = Desk()
    release = desk.withdrawn(keep_text=False)
    clock.shift(60)
    desk.corrected(release, headline="What we can stand by")
    assert [entry.title for entry in _feed(client, path).entries] == ["What we can stand by"]


def test_a_withdrawn_text_that_stays_is_marked(client: Client, clock: Any) -> None:
    desk = Desk()
    release = desk.live()
    clock.shift(60)
    desk.withdrawn(release)
    entry = _entry(client, release)
    assert entry.title == "Withdrawn: Harbour opens new pilot station"
    assert entry.content[0].value.index("Sent in error.") < entry.content[0].value.index("pilot station on Monday")


def test_links_within_the_newsroom_are_written_out(client: Client) -> None:
    release = Desk().live(body='<p>See <a title="a" href="/news/">“href="/” our news</a>.</p>')
    value = _entry(client, release).content[0].value
    assert 'href="http://localhost:8000/news/"' in value
    assert "“href=" in value


def test_an_arabic_text_says_its_language_and_direction(client: Client) -> None:
    release = Desk().live(language="ar", body="<p>افتتحت الهيئة.</p>")
    raw = client.get("/feed.rss").content.decode()
    assert "&lt;div lang=&quot;ar&quot; dir=&quot;rtl&quot;&gt;" in raw or '&lt;div lang="ar" dir="rtl"&gt;' in raw
    assert _entry(client, release).tags[0].term == "Press release"


def test_the_feed_is_the_same_whoever_asks_and_however_late(client: Client, clock: Any) -> None:
    Desk().live()
    clock.shift(60)
    first = client.get("/feed.rss")
    clock.shift(86400 * 30)
    assert client.get("/feed.rss").content == first.content
    assert client.get("/feed.rss", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_an_empty_feed_is_still_a_feed(client: Client) -> None:
    assert _feed(client).entries == []


def _headlines(client: Client, path: str) -> Iterator[str]:
    """The headline as a parser reads it from each form that has one."""
    for address, place in (
        ("/feed.rss", "channel/item/title"),
        ("/feed.atom", "{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}title"),
    ):
        yield str(ElementTree.fromstring(client.get(address).content).findtext(place))  # noqa: S314 - our own words
    yield client.get("/feed.json").json()["items"][0]["title"]
    yield client.get(f"{path[:-1]}.json").json()["headlines"][0]["value"]
    yield client.get("/api/releases").json()["items"][0]["headline"]
    (data,) = re.findall(r'ld\+json">(.*?)</script>', client.get(path).content.decode(), re.DOTALL)
    yield json.loads(data)["@graph"][0]["headline"]
    news = ElementTree.fromstring(client.get("/sitemaps/news.xml").content)  # noqa: S314 - our own words
    yield from (str(one.text) for one in news.iter("{http://www.google.com/schemas/sitemap-news/0.9}title"))
    ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own words


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_no_words_make_the_feed_unreadable(client: Client, words: str) -> None:
    """Control characters, emoji, “]]>”, bidirectional marks: in the identity, the directory and a notice too."""
    hostile = f"x{words}]]>\x0b\ufffe🚢\u202e&amp;".replace("\x00", "")
    with transaction.atomic():
        desk = Desk()
        Newsroom.objects.update(name=hostile, tagline=hostile)
        Office.objects.filter(pk=desk.cast.office.pk).update(name=hostile, is_listed=True)
        contact = Contact(office=desk.cast.office, name=hostile, phone="1", phone_is_public=True, is_listed=True)
        workflow.save_contact(actor=desk.cast.administrator, contact=contact)
        release = desk.live(
            headline=hostile, subhead=hostile, summary=hostile, boilerplate=hostile, body=f"<p>{hostile}"
        )
        titles = set(_headlines(client, path_of(release)))
        assert len(titles) == 1, "every form reads the same headline"
        assert client.get("/contacts.vcf").content.decode().count("\r\nEND:VCARD\r\n") == 1
        workflow.withdraw(actor=desk.cast.publisher, release_id=release.pk, reason=hostile, keep_text=True)
        for path in ("/feed.rss", OFFICE_FEED):
            ElementTree.fromstring(client.get(path).content)  # noqa: S314 - our own words
            assert _feed(client, path).entries
        assert len(set(_headlines(client, path_of(release)))) == 2, "and in feeds: “Withdrawn:”"
        transaction.set_rollback(True)
