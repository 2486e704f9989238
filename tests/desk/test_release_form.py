"""Writing on the desk: every gap is named at its field, and nothing that was typed is ever lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from releases.models import Office, Release
from tests.cast import Desk, person

pytestmark = pytest.mark.django_db

ADD = "admin:releases_release_add"


def _typed(desk: Desk, **changes: Any) -> dict[str, Any]:
    return {
        "expected_revision": "0",
        "kind": "statement",
        "headline": "A statement",
        "lead_office": str(desk.cast.office.pk),
        "language": "en",
        "embargo_kind": "none",
        "dateline": "WASHINGTON",
        "body": "<p>One.</p>",
        "contact_lines-TOTAL_FORMS": "1",
        "contact_lines-INITIAL_FORMS": "0",
        "contact_lines-0-phone": "202-555-0110",
        "contact_lines-0-phone_is_public": "on",
        "joint_offices-TOTAL_FORMS": "0",
        "joint_offices-INITIAL_FORMS": "0",
        "speakers-TOTAL_FORMS": "0",
        "speakers-INITIAL_FORMS": "0",
        **changes,
    }


def _errors(client: Client, desk: Desk, **changes: Any) -> str:
    response = client.post(reverse(ADD), _typed(desk, **changes))
    assert response.status_code == 422
    assert not Release.objects.exists()
    return str(response.content.decode())


def test_a_writer_saves_a_release_with_a_nameless_switchboard(client: Client) -> None:
    desk = Desk()
    client.force_login(desk.cast.writer)
    response = client.post(reverse(ADD), _typed(desk))
    release = Release.objects.get()
    assert response.status_code == 302
    line = release.contact_lines.get()
    assert (line.name, line.phone, line.phone_is_public) == ("", "202-555-0110", True)
    assert release.changed_by == desk.cast.writer


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"headline": "x" * 400}, "Shorten it to 250"),
        ({"headline": ""}, "Give the release a headline"),
        ({"embargo_kind": "until"}, "Give the date and the time"),
        (
            {"embargo_kind": "until", "embargo_date": "2017-02-14", "embargo_time": "10:00"},
            "10:00 a.m. ET, Tuesday, Feb. 14, 2017 has passed",
        ),
        (
            {"embargo_kind": "until", "embargo_date": "2031-03-09", "embargo_time": "02:30"},
            "Choose 1:59 a.m. ET or 3:00 a.m. ET",
        ),
        (
            {"embargo_kind": "until", "embargo_date": "2031-11-02", "embargo_time": "01:30"},
            "1:30 a.m. EST (second)",
        ),
    ],
)
def test_bad_input_gets_a_sentence_and_the_text_back(client: Client, changes: dict[str, str], sentence: str) -> None:
    desk = Desk()
    client.force_login(desk.cast.writer)
    page = _errors(client, desk, **changes)
    assert sentence in page
    assert "One." in page


def test_scripts_and_word_mess_are_taken_out_and_said(client: Client) -> None:
    desk = Desk()
    client.force_login(desk.cast.writer)
    mess = '<p class="MsoNormal" style="mso-x:y">Kept<o:p></o:p></p><script>alert(1)</script><img src="//x.example/p">'
    response = client.post(reverse(ADD), _typed(desk, body=mess), follow=True)
    assert Release.objects.get().body == "<p>Kept</p>"
    assert "taken out" in response.content.decode()


def test_a_text_with_gaps_is_saved_and_not_submitted(client: Client) -> None:
    desk = Desk()
    client.force_login(desk.cast.writer)
    client.post(reverse(ADD), _typed(desk, body="", **{"contact_lines-0-phone_is_public": ""}))
    release = Release.objects.get()
    response = client.post(reverse("admin:releases_release_move", args=[release.pk, "submit"]), {"revision": "1"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "The text is empty" in page
    assert "No media contact has a public phone number" in page


def test_a_stale_save_keeps_both_texts_on_the_screen(client: Client) -> None:
    desk = Desk()
    release = desk.draft()
    desk.edit(release, headline="Changed by a colleague")
    client.force_login(desk.cast.approver)
    url = reverse("admin:releases_release_change", args=[release.pk])
    typed = _typed(desk, expected_revision="1", headline="Typed by me")
    response = client.post(url, typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Typed by me" in page
    assert "colleague" in page
    assert desk.fresh(release).headline == "Changed by a colleague"
    again = client.post(url, {**typed, "expected_revision": "2"})
    assert again.status_code == 302
    assert desk.fresh(release).headline == "Typed by me"


def test_an_expired_session_gives_the_text_back_and_saves_it_after_signing_in(client: Client) -> None:
    desk = Desk()
    writer = desk.cast.writer
    response = client.post(
        reverse(ADD), _typed(desk, headline="Typed in vain?"), headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert response.status_code == 401
    assert "Typed in vain?" in response.content.decode()
    carried = {f"typed:{name}": value for name, value in response.context["fields"]}
    signed_in = client.post(
        reverse("admin:resume"),
        {"username": writer.username, "password": "a long password", "next": reverse(ADD), **carried},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert signed_in.status_code == 200
    assert client.post(reverse(ADD), dict(signed_in.context["fields"])).status_code == 302
    assert Release.objects.get().headline == "Typed in vain?"


def test_a_failed_check_gives_the_text_back_but_never_arms_a_foreign_form() -> None:
    desk = Desk()
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.cast.writer)
    ours = client.post(reverse(ADD), _typed(desk), headers={"Sec-Fetch-Site": "same-origin"})
    foreign = client.post(reverse(ADD), _typed(desk), headers={"Sec-Fetch-Site": "cross-site"})
    assert (ours.status_code, foreign.status_code) == (403, 403)
    assert "Save my text now" in ours.content.decode()
    assert "Save my text now" not in foreign.content.decode()
    assert "csrfmiddlewaretoken" not in foreign.content.decode()


def test_nobody_sees_a_headline_of_another_office_or_of_a_limited_release(client: Client) -> None:
    from releases import workflow

    desk = Desk()
    secret = desk.draft(headline="Secret merger")
    workflow.limit_access(actor=desk.cast.writer, release_id=secret.pk, people=[desk.cast.approver.pk])
    other = Office.objects.create(name="Other", slug="other", time_zone="Europe/Paris")
    stranger = person("Stan", "publisher", office=other)
    urls = [
        reverse("admin:index"),
        reverse("admin:releases_release_changelist"),
        reverse("admin:releases_release_changelist") + "?q=Secret",
        reverse("admin:releases_release_changelist") + "?body__startswith=S",
        reverse("admin:releases_release_change", args=[secret.pk]),
        reverse("admin:releases_release_record", args=[secret.pk]),
        reverse("admin:releases_release_move", args=[secret.pk, "approve"]),
        reverse("admin:releases_release_history", args=[secret.pk]),
        reverse("preview:working", args=[secret.pk]),
    ]
    for somebody in (stranger, desk.cast.publisher, desk.cast.administrator):
        client.force_login(somebody)
        for url in urls:
            response = client.get(url, follow=True)
            assert response.status_code in {200, 400, 403, 404}, url
            page = response.content.decode().replace("?q=Secret", "").replace('value="Secret"', "")
            assert "Secret merger" not in page, url
    client.force_login(desk.cast.approver)
    assert "Secret merger" in client.get(urls[1]).content.decode()


def test_only_the_page_with_the_editor_has_its_policy(client: Client) -> None:
    desk = Desk()
    client.force_login(desk.cast.writer)
    assert "script-src-attr 'unsafe-inline'" in client.get(reverse(ADD))["Content-Security-Policy"]
    assert "unsafe" not in client.get(reverse("admin:index"))["Content-Security-Policy"]
    assert "unsafe" not in client.get("/")["Content-Security-Policy"]
