"""The newsroom's own colours, logo and links on every page and feed, and nothing of them where there are none."""

import io
import json
import re
from typing import Final

import feedparser
import pytest
from django.test import Client
from PIL import Image

from releases.demo.logo import drawn
from releases.models import Newsroom
from tests.cast import Desk
from tests.identity import put_up_logo, save
from tests.public.places import path_of

pytestmark = pytest.mark.django_db

LINK: Final = {"name": "Films", "url": "https://films.example.org/port"}


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_newsroom_without_any_has_the_plain_name_and_one_style_sheet(client: Client, desk: Desk) -> None:
    page = client.get("/").text
    assert page.count('rel="stylesheet"') == 1
    assert "/identity/" not in page
    assert '<p class="letterhead-name"><a href="/">Harbour Authority</a></p>' in page
    assert client.get("/identity/.css").status_code == client.get("/identity/0123456789abcdef.css").status_code == 404


def test_colours_come_in_a_sheet_of_their_own_named_by_its_content(client: Client, desk: Desk) -> None:
    before = save(desk, accent="#0b5a6b").sheet_path
    page = client.get("/").text
    assert f'<link rel="stylesheet" href="{before}">' in page
    assert "style=" not in page
    sheet = client.get(before)
    assert sheet["Content-Type"] == "text/css; charset=utf-8"
    assert sheet["Cache-Control"] == client.get("/")["Cache-Control"]
    assert "--link:#0b5a6b" in sheet.text
    assert len(sheet.content) < 1024
    assert client.get(before, headers={"if-none-match": sheet["ETag"]}).status_code == 304
    after = save(desk, accent="#0b5a6c").sheet_path
    assert client.get(before).status_code == 404, "an address answers with what it is named by, or not at all"
    assert client.get(after).status_code == 200


def test_the_logo_stands_for_the_name_without_moving_the_page(client: Client, desk: Desk) -> None:
    newsroom = put_up_logo(desk, logo=drawn("Port"), logo_dark=drawn("Port", on_black=True))
    page = client.get("/").text
    light, dark = newsroom.logo, newsroom.logo_dark
    assert light
    assert dark
    shown = f'src="{light.get_absolute_url()}" width="320" height="64" alt="Harbour Authority">'
    assert shown in page
    assert f'media="screen and (prefers-color-scheme: dark)" srcset="{dark.get_absolute_url()}" width="320"' in page
    answer = client.get(light.get_absolute_url())
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin", "feed readers show it on pages of their own"
    assert not answer["ETag"].startswith("W/")
    assert answer["Cache-Control"] == client.get("/")["Cache-Control"]
    assert client.get(light.get_absolute_url().replace(".png", ".jpg")).status_code == 404
    put_up_logo(desk, logo=None, logo_dark=None)
    assert client.get(light.get_absolute_url()).status_code == 404
    assert '<a href="/">Harbour Authority</a>' in client.get("/").text


def test_feeds_and_search_engines_are_told_of_the_logo(client: Client, desk: Desk) -> None:
    release = desk.live()
    plain = client.get("/feed.rss").content
    logo = put_up_logo(desk, logo=drawn("Port")).logo
    assert logo
    address = f"http://localhost:8000{logo.get_absolute_url()}"
    rss = feedparser.parse(client.get("/feed.rss").content).feed
    assert (rss.image.href, rss.image.title, rss.image.link) == (address, rss.title, rss.link)
    assert (rss.image.width, rss.image.height) == (144, 29), "RSS allows no more"
    assert b"<image>" not in plain
    assert feedparser.parse(client.get("/feed.atom").content).feed.logo == address
    assert "icon" not in client.get("/feed.json").json(), "readers cut it to a square"
    save(desk, links=[LINK])
    page = client.get(path_of(release)).text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    publisher = json.loads(found[1])["@graph"][0]["publisher"]
    assert publisher["logo"] == {"@type": "ImageObject", "url": address, "width": 960, "height": 192}
    assert publisher["sameAs"] == [LINK["url"]]


def test_a_square_logo_is_the_icon_of_the_feeds_too(client: Client, desk: Desk) -> None:
    square = io.BytesIO()
    Image.new("RGB", (192, 192), (11, 90, 107)).save(square, "PNG")
    logo = put_up_logo(desk, logo=square.getvalue()).logo
    assert logo
    address = f"http://localhost:8000{logo.get_absolute_url()}"
    assert client.get("/feed.json").json()["icon"] == address
    assert f"<icon>{address}</icon>" in client.get("/feed.atom").text


def test_other_channels_stand_in_the_foot_with_where_they_lead(client: Client, desk: Desk) -> None:
    save(desk, links=[LINK])
    page = client.get("/").text
    assert '<a href="https://films.example.org/port" rel="me">Films</a>' in page
    assert ">films.example.org</span>" in page


def test_a_picture_that_is_not_shown_is_not_there(client: Client, desk: Desk) -> None:
    logo = put_up_logo(desk, logo=drawn("Port")).logo
    assert logo
    Newsroom.objects.update(logo=None)
    assert client.get(logo.get_absolute_url()).status_code == 404
