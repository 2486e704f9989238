"""Readers get whole texts under ids that never change, and hear of corrections and withdrawals."""

from typing import Any

import feedparser
import pytest
from django.test import Client

from releases.models import Address
from tests.cast import Desk

pytestmark = pytest.mark.django_db


def _feed(client: Client, path: str = "/feed.rss") -> Any:
    parsed = feedparser.parse(client.get(path).content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def test_an_entry_carries_the_whole_text_its_office_and_a_permanent_id(client: Client) -> None:
    release = Desk().live(headline="Control \x0b characters & emoji 🚢 ]]>", body="<p>Whole ]]> text 🚢.</p>")
    entry = _feed(client).entries[0]
    assert entry.title == "Control characters & emoji 🚢 ]]>"
    assert "Whole ]]&gt; text 🚢." in entry.content[0].value
    assert entry.id == f"urn:uuid:{release.pk}"
    assert not entry.guidislink
    assert entry.author == "Office of the Press Secretary"
    assert "Press release" in [tag.term for tag in entry.tags]
    assert "202-555-0110" in entry.content[0].value
    assert entry.link.endswith(Address.objects.get(release=release).path)


def test_a_correction_keeps_the_id_and_moves_updated_unless_it_is_minor(client: Client) -> None:
    desk = Desk()
    minor = desk.corrected(correction_is_minor=True)
    major = desk.corrected()
    entries = {entry.id: entry for entry in _feed(client).entries}
    assert len(entries) == 2
    first, second = entries[f"urn:uuid:{minor.pk}"], entries[f"urn:uuid:{major.pk}"]
    assert first.updated_parsed[:5] == first.published_parsed[:5]
    assert "The day was wrong." in second.summary


def test_a_withdrawal_reaches_the_reader_without_the_words(client: Client) -> None:
    desk = Desk()
    desk.live(headline="Something else")
    gone = desk.withdrawn(keep_text=False)
    for path in ("/feed.rss", "/offices/press-office/feed.rss"):
        entry = next(one for one in _feed(client, path).entries if one.id == f"urn:uuid:{gone.pk}")
        assert entry.summary == "Sent in error."
        assert "pilot station" not in str(entry.title) + str(entry.content)


def test_an_unchanged_feed_answers_304(client: Client) -> None:
    Desk().live()
    etag = client.get("/feed.rss")["ETag"]
    assert client.get("/feed.rss", headers={"If-None-Match": etag}).status_code == 304


def test_an_empty_feed_is_still_a_feed(client: Client) -> None:
    assert _feed(client).entries == []
