"""The other forms of a release by suffix: a machine or a notebook gets the words a reader gets, and the contact."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any, Final

import pytest
from django.test import Client

from releases.document import Voice
from releases.models import Newsroom, Release, Topic
from tests.cast import SWITCHBOARD, Desk
from tests.public.places import path_of

pytestmark = pytest.mark.django_db

FORMS: Final = {"txt": "text/plain", "md": "text/markdown", "json": "application/json"}
BODY: Final = (
    "<p>The Authority opened its station, with <strong>two</strong> boats and a *star*.</p>"
    '<h2>The boats</h2><ul><li>Two cutters</li><li>One launch</li></ul><p><a href="/news/">All news</a></p>'
    "<table><thead><tr><th>Boat</th><th>Crew</th></tr></thead><tbody><tr><td>Heron</td><td>6</td></tr></tbody></table>"
)


def _as(release: Release, form: str) -> str:
    return f"{path_of(release).rstrip('/')}.{form}"


def _full(desk: Desk) -> Release:
    topic = Topic.objects.create(name="Harbors", slug="harbors")
    line = replace(SWITCHBOARD, name="Ruth Adeyemi", role="Press officer", email="ruth@harbor.example")
    return desk.live(
        headline="Harbour opens # new *pilot* station",
        subhead="A subhead",
        body=BODY,
        boilerplate="About the Harbour: it keeps the port.",
        number="31-007",
        speakers=(Voice("Elena Voss", "Head"),),
        topics=(topic.pk,),
        contacts=(replace(line, email_is_public=True, after_hours="202-555-0199"),),
    )


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_answered_under_its_own_media_type(client: Client, clock: Any, form: str) -> None:
    response = client.get(_as(Desk().live(), form))
    assert (response.status_code, response["Content-Type"]) == (200, f"{FORMS[form]}; charset=utf-8")
    assert response["Content-Language"] == "en"


def test_a_page_leads_to_every_form(client: Client, clock: Any) -> None:
    release = Desk().live()
    page = client.get(path_of(release)).content.decode()
    for form, media_type in FORMS.items():
        assert f'<link rel="alternate" type="{media_type}" href="{_as(release, form)}">' in page
        assert f'<a href="{_as(release, form)}" type="{media_type}">' in page


class _Seen(HTMLParser):
    """The text of a page, scripts left out."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._inside_script = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._inside_script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._inside_script = False

    def handle_data(self, data: str) -> None:
        if not self._inside_script:
            self.words.append(data)


def test_every_form_carries_the_same_words_and_the_media_contact(client: Client, clock: Any) -> None:
    release = _full(Desk())
    seen, page = _Seen(), client.get(path_of(release)).content.decode()
    seen.feed(page)
    forms = {form: client.get(_as(release, form)).content.decode() for form in FORMS}
    forms["md"] = forms["md"].replace("\\", "")
    forms["json"] = "\n".join(_strings(json.loads(forms["json"])))
    forms["html"] = " ".join(seen.words)
    forms.update({f"feed.{one}": client.get(f"/feed.{one}").content.decode() for one in ("rss", "atom", "json")})
    forms["api"] = "\n".join(_strings(client.get(f"/api/releases/{release.pk}").json()))
    words = [
        *("Harbour opens # new *pilot* station", "A subhead", "opened its station", "a *star*", "The boats"),
        *("Two cutters", "One launch", "All news", "Heron", "About the Harbour: it keeps the port."),
        *("Ruth Adeyemi", "Press officer", "202-555-0110", "ruth@harbor.example", "Office of the Press Secretary"),
        "PORTSMOUTH",
    ]
    missing = [(form, word) for form, text in forms.items() for word in words if word not in " ".join(text.split())]
    assert not missing
    # The data for search engines stand on the page itself, so they leave its text out.
    forms["json-ld"] = "\n".join(_strings(json.loads(re.findall(r'ld\+json">(.*?)</script>', page, re.DOTALL)[0])))
    about = [words[0], words[1], "opened its station", *words[-6:-1]]
    assert not [word for word in about if word not in forms["json-ld"]]
    assert not [form for form, text in forms.items() if "555-0199" in text], "a number for staff only"


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _strings(one)
    else:
        yield str(value)


def test_markdown_escapes_words_and_keeps_structure(client: Client, clock: Any) -> None:
    text = client.get(_as(_full(Desk()), "md")).content.decode()
    lines = text.splitlines()
    assert "# Harbour opens \\# new \\*pilot\\* station" in lines
    assert "with **two** boats and a \\*star\\*" in text
    assert "- Two cutters" in lines
    assert "| Boat | Crew |" in lines
    assert "[All news](http://localhost:8000/news/)" in lines
    assert text.endswith("\n\n\\#\\#\\#\n")


def test_ninjs_says_version_dates_and_status(client: Client, clock: Any) -> None:
    desk = Desk()
    release = _full(desk)
    item = client.get(_as(release, "json")).json()
    assert item["uri"] == f"urn:uuid:{release.pk}"
    assert item["standard"]["version"] == "3.1"
    assert (item["version"], item["pubStatus"]) == ("1", "usable")
    assert item["firstCreated"] == item["versionCreated"] == "2031-02-14T15:00:00+00:00"
    assert "edNote" not in item
    assert item["altIds"] == [{"role": "release number", "value": "31-007"}]
    assert {"name": "Elena Voss, Head", "rel": "speaker"} in item["people"]
    clock.shift(3600)
    desk.corrected(release)
    corrected = client.get(_as(release, "json")).json()
    assert (corrected["version"], corrected["firstCreated"]) == ("2", "2031-02-14T15:00:00+00:00")
    assert corrected["versionCreated"] == "2031-02-14T16:00:00+00:00"
    assert corrected["edNote"] == "CORRECTED: The day was wrong."


@pytest.mark.parametrize("form", FORMS)
def test_what_is_gone_says_so_and_no_more(client: Client, clock: Any, form: str) -> None:
    desk = Desk()
    release = desk.live()
    clock.shift(60)
    desk.withdrawn(release, keep_text=False)
    response = client.get(_as(release, form))
    text = response.content.decode()
    assert response.status_code == 410
    assert "Sent in error." in text
    assert "pilot station" not in text
    if form == "json":
        assert response.json()["pubStatus"] == "canceled"


@pytest.mark.parametrize("form", FORMS)
def test_a_withdrawn_text_that_stays_is_marked_in_every_form(client: Client, clock: Any, form: str) -> None:
    desk = Desk()
    release = desk.live()
    clock.shift(60)
    desk.withdrawn(release)
    text = client.get(_as(release, form)).content.decode()
    assert "WITHDRAWN" in text
    assert "Sent in error." in text
    assert "pilot station" in text


def test_search_engines_read_the_article_its_correction_and_its_contact(client: Client, clock: Any) -> None:
    desk = Desk()
    Newsroom.objects.update(name="Harbour </script> & Co")
    release = _full(desk)
    clock.shift(3600)
    desk.corrected(release, correction_note="The day </script><b>was</b> wrong.")
    page = client.get(path_of(release)).content.decode()
    opening = '<script type="application/ld+json">'
    assert page.count("</script>") == page.count("<script")
    article, crumbs = json.loads(page.partition(opening)[2].partition("</script>")[0])["@graph"]
    assert article["@type"] == "NewsArticle"
    assert article["datePublished"] == "2031-02-14T15:00:00+00:00"
    assert article["dateModified"] == "2031-02-14T16:00:00+00:00"
    assert [one["text"] for one in article["correction"]] == ["The day </script><b>was</b> wrong."]
    assert article["publisher"]["name"] == "Harbour </script> & Co"
    assert article["publisher"]["contactPoint"][0]["telephone"] == "202-555-0110"
    assert [one["position"] for one in crumbs["itemListElement"]] == [1, 2, 3]


def test_an_old_address_leads_to_the_same_form_at_the_new_one(client: Client, clock: Any) -> None:
    release = Desk().live()
    path = path_of(release)
    wrong_case = path.rstrip("/").upper()
    for form in FORMS:
        assert client.get(f"{wrong_case}.{form}").status_code in {301, 404}
        assert client.get(f"{path}x.{form}").status_code == 404
