"""Bad input gets a sentence at its field that says what to do; nothing typed is lost, and nothing gives a 500."""

from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from releases.models import Office, Release, Revision
from tests.cast import Desk, cast
from tests.desk.pages import ADD, change, errors, fields_of, messages, opened, signed_in
from tests.shared_out import every_third

pytestmark = pytest.mark.django_db

WORD = (
    '<p class="MsoNormal" style="mso-margin-top-alt:auto"><b>The&nbsp;port</b> is open.<o:p></o:p></p>'
    "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->"
    '<p class="MsoListParagraph" style="margin:0;font-family:Calibri">It was shut.</p>'
)


def test_a_headline_of_400_characters_is_refused_with_what_to_do() -> None:
    staff = cast()
    client = signed_in(staff.writer)
    long = "word " * 80
    response = client.post(ADD, opened(client, ADD, headline=long, body="<p>Kept.</p>"))
    assert errors(response) == {
        "headline": ["The headline has 399 characters. Shorten it to 250 or put the rest in the subhead."]
    }
    assert not Release.objects.exists()
    given_back = fields_of(response.text)
    assert given_back["headline"].split() == long.split()
    assert given_back["body"] == "<p>Kept.</p>"


def test_no_headline_is_refused_and_everything_else_comes_back() -> None:
    staff = cast()
    client = signed_in(staff.writer)
    sent = opened(client, ADD, body="<p>Kept.</p>", contact_lines__0__name="Ann", speakers__0__name="Bo")
    response = client.post(ADD, sent)
    assert errors(response) == {"headline": ["Give the release a headline; it can be changed until it is approved."]}
    given_back = fields_of(response.text)
    assert (given_back["body"], given_back["contact_lines-0-name"], given_back["speakers-0-name"]) == (
        "<p>Kept.</p>",
        "Ann",
        "Bo",
    )


def test_no_office_is_refused() -> None:
    staff = cast()
    Office.objects.create(name="Rescue", slug="rescue", time_zone="America/New_York")
    client = signed_in(staff.writer)
    response = client.post(ADD, opened(client, ADD, headline="Something"))
    assert errors(response) == {"lead_office": ["Choose the office that issues this release."]}


def test_a_paste_from_a_word_processor_is_cleaned_and_said() -> None:
    desk = Desk()
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    response = client.post(change(release), opened(client, change(release), body=WORD), follow=True)
    assert desk.fresh(release).body == "<p><b>The\xa0port</b> is open.</p><p>It was shut.</p>".replace("\xa0", "&nbsp;")
    assert messages(response)[1] == "The formatting of a word processor came along and was taken out."


@pytest.mark.parametrize(
    "hostile",
    [
        "<p>Words</p><script>alert(1)</script>",
        "<p>Words<img src=x onerror=alert(1)></p>",
        '<p><a href="javascript:alert(1)">Words</a></p>',
        "<p onclick=alert(1)>Words</p><iframe src=//evil.test></iframe>",
        "<p>Words</p></textarea><script>alert(1)</script>",
    ],
)
def test_a_body_with_scripts_is_clean_in_the_database_and_in_the_form(hostile: str) -> None:
    desk = Desk()
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    typed = opened(client, change(release), body=hostile)
    refused = client.post(change(release), {**typed, "headline": ""})
    assert refused.status_code == 422
    for text in (fields_of(refused.text)["body"], refused.text.partition('<textarea name="body"')[2][:2000]):
        assert not {word for word in ("alert(", "evil.test", "javascript:", "onerror") if word in text}
    client.post(change(release), typed)
    stored = desk.fresh(release).body
    assert "Words" in stored
    assert not {word for word in ("script", "alert", "onerror", "onclick", "iframe") if word in stored}


def test_what_an_older_allow_list_stored_is_cleaned_again_on_its_way_into_the_form() -> None:
    desk = Desk()
    release = desk.draft()
    # No way through our own code leads here; a database written by an older version does.
    with connection.cursor() as cursor:
        cursor.execute("UPDATE releases_release SET body = %s", ["<p>Words</p><font onload=x>old</font>"])
    sent = opened(signed_in(desk.cast.writer), change(release))
    assert sent["body"] == "<p>Words</p>old"


def test_a_contact_that_says_nothing_and_a_wrong_address_get_sentences() -> None:
    desk = Desk()
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    ticked = opened(
        client, change(release), contact_lines__1__phone_is_public="on", contact_lines__0__email="not an address"
    )
    found = errors(client.post(change(release), ticked))
    assert found == {
        "contacts": [
            "Enter a valid email address.",
            "Give at least a phone number or an e-mail, or empty this contact.",
        ]
    }


def test_a_speaker_without_a_name_gets_a_sentence() -> None:
    desk = Desk()
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    response = client.post(change(release), opened(client, change(release), speakers__0__title="Secretary"))
    assert errors(response) == {"speakers": ["Give the speaker's name, or empty the row."]}


def test_the_lead_office_is_not_named_twice() -> None:
    desk = Desk()
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    twice = opened(client, change(release), joint_offices__0__office=str(desk.cast.office.pk))
    assert "named twice" in errors(client.post(change(release), twice))["lead_office"][0]


def test_everything_wrong_is_said_at_once() -> None:
    desk = Desk()
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    sent = opened(
        client,
        change(release),
        headline="",
        slug="no spaces/or slashes",
        embargo_kind="until",
        speakers__0__title="Secretary",
        contact_lines__0__email="nobody",
    )
    response = client.post(change(release), sent)
    assert set(errors(response)) == {
        "headline", "slug", "embargo_date", "embargo_time", "speakers", "contacts",
    }  # fmt: skip
    assert "6 things below need your attention" in response.text
    assert "<title>Error:" in response.text


@pytest.mark.parametrize(
    "change_of",
    every_third(
        [
            {"contact_lines-TOTAL_FORMS": "abc"},
            {"contact_lines-TOTAL_FORMS": "100000"},
            {"contact_lines-INITIAL_FORMS": "-1"},
            {"contact_lines-0-contact": "not-a-uuid"},
            {"contact_lines-0-position": "99999999999999999999", "expected_revision": "99999999999999999999"},
            {"lead_office": "not-a-uuid", "topics": ["not-a-uuid"], "expected_revision": "-5"},
            {"lead_office": "00000000-0000-4000-8000-000000000000"},
            {"topics": ["00000000-0000-4000-8000-000000000000"]},
            {"joint_offices-0-office": "00000000-0000-4000-8000-000000000000"},
            {"kind": "song", "language": "tlh", "embargo_kind": "forever"},
            {"headline": "\x00nul\x00", "body": "\x00<p>nul</p>"},
            {
                "headline": "😀" * 260,
                "subhead": "x" * 500,
                "number": "x" * 100,
                "dateline": "x" * 200,
                "summary": "x" * 700,
            },
        ]
    ),
    ids=lambda given: ",".join(given),
)
def test_nothing_that_is_posted_gives_a_500(change_of: dict[str, Any]) -> None:
    desk = Desk()
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    sent = {**opened(client, change(release)), **change_of}
    for button in ("_save", "_fill", "_no_contacts", "_submit"):
        assert client.post(change(release), {**sent, button: "1"}).status_code < 500
    assert client.post(ADD, {**sent, "_save": "1"}).status_code < 500


@pytest.mark.parametrize("button", ["_save", "_fill", "_no_contacts", "_submit"])
def test_a_post_that_holds_almost_nothing_gives_no_500(button: str) -> None:
    client = signed_in(cast().writer)
    assert client.post(ADD, {button: "1"}).status_code < 500
    assert client.post(ADD, {button: "1", "headline": ["a", "b"]}).status_code < 500


@pytest.mark.parametrize("object_id", ["nonsense", "00000000-0000-4000-8000-000000000000", "1", "%00"])
def test_an_address_of_no_release_is_not_found(object_id: str) -> None:
    client = signed_in(cast().writer)
    address = reverse("admin:releases_release_change", args=["x"]).replace("/x/", f"/{object_id}/")
    assert client.get(address).status_code == 404
    assert client.post(address, {"headline": "x"}).status_code == 404
    assert Revision.objects.count() == 0
