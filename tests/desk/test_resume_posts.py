"""A post that comes too late, or fails its check, gives the typed text back; and never to another site's profit."""

from typing import Any, Final

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from releases.models import Edition, Person, Release
from releases.states import Status
from tests.cast import Desk
from tests.desk.pages import ADD, change, fields_of, opened, signed_in

pytestmark = pytest.mark.django_db

RESUME: Final = reverse("admin:resume")
HERE: Final = {"Sec-Fetch-Site": "same-origin"}
PASSWORD: Final = "a long password"


def _typed(desk: Desk, **changes: Any) -> dict[str, Any]:
    return opened(signed_in(desk.cast.writer), ADD, headline="Typed in vain?", **changes)


def _withdraw(release: Release) -> str:
    return reverse("admin:releases_release_move", args=[release.pk, "withdraw"])


def _signs_in(response: Any, person: Person, password: str = PASSWORD) -> dict[str, Any]:
    """What the page's form would post, with name and password typed."""
    carried = {f"typed:{name}": value for name, value in response.context["fields"]}
    return {**carried, "next": response.context["kept"].target, "username": person.username, "password": password}


def test_a_post_after_the_session_ended_is_shown_and_saved_after_signing_in() -> None:
    desk = Desk()
    client = Client()
    body = "<p>Half an <strong>hour</strong>'s work.</p>"
    late = client.post(ADD, _typed(desk, body=body), headers=HERE)
    assert late.status_code == 401
    assert late["Cache-Control"] == "no-store, private"
    words = dict(late.context["kept"].words)
    assert words["Headline"] == "Typed in vain?"
    assert words["Body"] == "Half an hour's work."
    assert not Release.objects.exists()
    back = client.post(RESUME, _signs_in(late, desk.cast.writer), headers=HERE)
    assert back.status_code == 200
    assert "Save my text now" in back.text
    saved = client.post(back.context["kept"].target, dict(back.context["fields"]), headers=HERE)
    assert saved.status_code == 302
    assert Release.objects.get().headline == "Typed in vain?"
    assert "<strong>hour</strong>" in Release.objects.get().body


def test_the_fields_are_labelled_as_a_person_reads_them() -> None:
    desk = Desk()
    late = Client().post(ADD, {"contacts-0-phone": "202-555-0110", "correction_note": "Why."}, headers=HERE)
    assert dict(late.context["kept"].words) == {"Contacts 1: phone": "202-555-0110", "Correction note": "Why."}
    assert '<label for="typed-1">Contacts 1: phone</label>' in late.text
    assert desk


def test_a_failed_check_gives_the_text_back_to_who_is_signed_in_with_a_fresh_token() -> None:
    desk = Desk()
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.cast.writer)
    failed = client.post(ADD, _typed(desk), headers=HERE)
    assert failed.status_code == 403
    assert "Save my text now" in failed.text
    again = {**dict(failed.context["fields"]), "csrfmiddlewaretoken": str(failed.context["csrf_token"])}
    assert client.post(failed.context["kept"].target, again, headers=HERE).status_code == 302
    assert Release.objects.get().headline == "Typed in vain?"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Referer": "http://evil.example/desk/"},
        {"Origin": "https://testserver"},
        {},
    ],
)
def test_a_post_from_elsewhere_is_shown_and_never_put_into_a_form(headers: dict[str, str]) -> None:
    desk = Desk()
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.cast.publisher)
    release = desk.live()
    failed = client.post(_withdraw(release), {"reason": "Forged notice", "keep_text": "no"}, headers=headers)
    assert failed.status_code == 403
    assert "Forged notice" in failed.text
    assert 'type="hidden"' not in failed.text
    assert "<form" not in failed.text
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("headers", [HERE, {"Origin": "http://testserver"}, {"Referer": "http://testserver/desk/"}])
def test_a_post_from_here_is_known_by_whatever_the_browser_says(headers: dict[str, str]) -> None:
    desk = Desk()
    assert Client().post(ADD, _typed(desk), headers=headers).context["may_send"]


def test_a_move_posted_too_late_comes_back_as_its_page_and_is_confirmed_again() -> None:
    desk = Desk()
    release = desk.live()
    url = _withdraw(release)
    typed = opened(signed_in(desk.cast.publisher), url, "move_form", reason="Sent in error.", keep_text="no")
    client = Client()
    late = client.post(url, typed, headers=HERE)
    back = client.post(RESUME, _signs_in(late, desk.cast.publisher), headers=HERE)
    assert "Save my text now" not in back.text
    assert "Back to the page, as I left it" in back.text
    shown = client.post(url, fields_of(back.text, "resume_form"), headers=HERE)
    assert shown.status_code == 200
    assert Edition.objects.count() == 1
    assert fields_of(shown.text, "move_form")["reason"] == "Sent in error."
    assert client.post(url, fields_of(shown.text, "move_form")).status_code == 302
    assert Edition.objects.latest("sequence").withdrawal_notice == "Sent in error."


def test_passwords_and_tokens_are_never_given_back() -> None:
    desk = Desk()
    typed = {"old_password": "secret-1", "new_password1": "secret-2", "new_password": "secret-3"}
    late = Client().post(reverse("admin:password_change"), {**typed, "csrfmiddlewaretoken": "secret-4"}, headers=HERE)
    assert late.status_code == 401
    assert "secret-" not in late.text
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.cast.administrator)
    person = reverse("admin:releases_person_change", args=[desk.cast.writer.pk])
    failed = client.post(person, {"username": "wren", "new_password": "secret-3"}, headers=HERE)
    assert "secret-" not in failed.text
    assert ("username", "wren") in failed.context["fields"]


def test_a_wrong_password_keeps_the_text_and_a_lock_out_keeps_it_too() -> None:
    desk = Desk()
    client = Client()
    answer = client.post(ADD, _typed(desk), headers=HERE)
    statuses = []
    for _guess in range(settings.AXES_FAILURE_LIMIT + 1):
        answer = client.post(RESUME, _signs_in(answer, desk.cast.writer, "wrong"), headers=HERE)
        statuses.append(answer.status_code)
        assert "Typed in vain?" in answer.text
    assert statuses[0] == 403
    assert statuses[-1] == 429
    assert "too many attempts" in answer.text
    right = client.post(RESUME, _signs_in(answer, desk.cast.writer), headers=HERE)
    assert right.status_code == 429, "the right password opens nothing while it is closed"
    assert "Save my text now" not in right.text


def test_who_may_not_use_the_desk_is_not_let_in_here_either() -> None:
    desk = Desk()
    Person.objects.filter(pk=desk.cast.writer.pk).update(is_active=False)
    client = Client()
    late = client.post(ADD, {"headline": "Typed in vain?"}, headers=HERE)
    refused = client.post(RESUME, _signs_in(late, desk.cast.writer), headers=HERE)
    assert refused.status_code == 403
    assert "Typed in vain?" in refused.text
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "target",
    [
        *("http://evil.example/desk/", "//evil.example/desk/", "/", "/news/", "/desk", "javascript:alert(1)", ""),
        *("/desk/login/", "/desk/logout/", "/desk/resume/", "/desk/nowhere/", "/desk/../", "/desk\\@evil.example"),
    ],
)
def test_the_text_is_sent_nowhere_but_to_a_page_of_the_desk(target: str) -> None:
    desk = Desk()
    client = signed_in(desk.cast.writer)
    typed = {"next": target, "username": desk.cast.writer.username, "password": PASSWORD, "typed:headline": "X"}
    answer = client.post(RESUME, typed, headers=HERE)
    assert (answer.status_code, answer.headers.get("Location")) == (302, reverse("admin:index"))


def test_a_page_given_back_twice_wraps_nothing_twice() -> None:
    desk = Desk()
    late = Client().post(ADD, _typed(desk), headers=HERE)
    failed = Client(enforce_csrf_checks=True).post(RESUME, _signs_in(late, desk.cast.writer), headers=HERE)
    assert failed.status_code == 403
    assert failed.context["kept"].target == ADD
    assert dict(failed.context["fields"])["headline"] == "Typed in vain?"
    assert PASSWORD not in failed.text


def test_an_empty_post_says_that_nothing_was_done() -> None:
    desk = Desk()
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.cast.writer)
    failed = client.post(reverse("admin:logout"), headers=HERE)
    assert failed.status_code == 403
    assert "Nothing was done yet" in failed.text


def test_a_visit_to_the_resume_page_leads_to_the_desk() -> None:
    assert Client().get(RESUME)["Location"] == reverse("admin:index")


def test_outside_the_desk_a_failed_check_is_answered_as_if_nothing_were_there() -> None:
    Desk()
    client = Client(enforce_csrf_checks=True)
    nowhere = client.get("/preview/copy/none/")
    failed = client.post("/preview/copy/none/")
    plain = client.get("/nonsense/")
    assert (failed.status_code, failed.content) == (404, plain.content)
    assert nowhere.status_code == 404
    assert client.post("/").status_code == 405


def test_what_was_saved_meanwhile_is_not_overwritten_by_a_resumed_post() -> None:
    desk = Desk()
    release = desk.draft()
    typed = opened(signed_in(desk.cast.writer), change(release), headline="Mine")
    client = Client()
    late = client.post(change(release), typed, headers=HERE)
    desk.edit(release, headline="Theirs")
    back = client.post(RESUME, _signs_in(late, desk.cast.writer), headers=HERE)
    stale = client.post(back.context["kept"].target, dict(back.context["fields"]), headers=HERE)
    assert stale.status_code == 409
    assert "Mine" in stale.text
    assert desk.fresh(release).headline == "Theirs"
    assert desk.fresh(release).status == Status.DRAFT
