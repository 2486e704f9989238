"""News search reads the last two days, and whoever finds a hole reads whom to tell."""

from datetime import datetime, timedelta
from typing import Any, Final
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.cast import Desk
from tests.public.places import NOW, path_of

pytestmark = pytest.mark.django_db

NEWS: Final = "{http://www.google.com/schemas/sitemap-news/0.9}"


def _titles(client: Client) -> list[str | None]:
    response = client.get("/sitemaps/news.xml")
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return [one.text for one in ElementTree.fromstring(response.content).iter(f"{NEWS}title")]  # noqa: S314 - our own


def test_the_news_sitemap_holds_two_days_and_nothing_hidden(client: Client, clock: Any) -> None:
    desk = Desk()
    release = desk.live(headline="Tugs & <tows>")
    desk.scheduled(NOW + timedelta(days=1), headline="Later")
    assert _titles(client) == ["Tugs & <tows>"]
    text = client.get("/sitemaps/news.xml").content.decode()
    assert f"<loc>http://localhost:8000{path_of(release)}</loc>" in text
    assert "<news:language>en</news:language>" in text
    assert "2031-02-14T15:00:00+00:00" in text
    clock.shift(timedelta(days=2))
    assert _titles(client) == ["Later", "Tugs & <tows>"]
    clock.shift(timedelta(seconds=1))
    assert _titles(client) == ["Later"]


def test_what_was_withdrawn_is_no_news(client: Client, clock: Any) -> None:
    desk = Desk()
    release = desk.live()
    clock.shift(60)
    desk.withdrawn(release)
    assert _titles(client) == []


def test_the_index_names_the_news_sitemap(client: Client) -> None:
    assert "<loc>http://localhost:8000/sitemaps/news.xml</loc>" in client.get("/sitemap.xml").content.decode()


def test_security_txt_names_whom_to_tell_and_never_runs_out(client: Client, clock: Any, settings: Any) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.NEWSROOM_SECURITY_CONTACT = "mailto:security@harbor.example"
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == "mailto:security@harbor.example"
    assert fields["Canonical"] == "http://localhost:8000/.well-known/security.txt"
    for days in range(0, 400, 13):
        clock.move_to(NOW + timedelta(days=days))
        text = client.get("/.well-known/security.txt").content.decode()
        expires = datetime.fromisoformat(text.partition("Expires: ")[2].splitlines()[0])
        assert timedelta(days=30) < expires - (NOW + timedelta(days=days)) < timedelta(days=180)
