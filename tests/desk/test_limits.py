"""Limited releases on the desk: an administrator learns that they exist, and breaks in by a door with a register."""

import re
from typing import Any, Final

import pytest
from django.core import mail
from django.test import Client, TestCase
from django.urls import reverse

from releases import workflow
from releases.models import Event, Person, Release, Role
from tests.cast import Desk, person
from tests.desk.pages import change, fields_of, messages, opened, signed_in
from tests.desk.test_directory_desk import send

pytestmark = pytest.mark.django_db

LIMITS: Final = reverse("admin:releases_release_limits")
INDEX: Final = reverse("admin:index")
FORM: Final = "break_form"
SECRET: Final = "Harbor bank seeks a merger"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def limited(desk: Desk, *more: Person, **changes: Any) -> Release:
    release = desk.draft(**{"headline": SECRET, "subhead": "A subhead of secrets", **changes})
    named = [desk.cast.approver.pk, *(one.pk for one in more)]
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=named, reason="It moves the market.")
    return desk.fresh(release)


def door(release: Release) -> str:
    return reverse("admin:releases_release_break_limit", args=[release.pk])


def leave(desk: Desk, *people: Person) -> None:
    for one in people:
        workflow.save_person(actor=desk.cast.administrator, person=one, roles=[])


def test_an_administrator_is_told_that_it_exists_and_no_word_of_it(desk: Desk) -> None:
    release = limited(desk)
    client = signed_in(desk.cast.administrator)
    shown = client.get(LIMITS)
    assert "Wren set the limit at" in shown.text
    assert "2 people are named." in shown.text
    assert door(release) in shown.text
    for page in (shown.text, client.get(door(release)).text):
        for word in (SECRET, "secrets", desk.cast.office.name, "Ada", "market", "Draft", "Waiting"):
            assert word not in page, word


def test_the_page_of_limits_says_when_there_is_nothing_to_say(desk: Desk) -> None:
    client = signed_in(desk.cast.administrator)
    assert "No limit keeps you out." in client.get(LIMITS).text
    desk.draft(headline="Known to all")
    limited(desk, desk.cast.administrator)
    shown = client.get(LIMITS).text
    assert "No limit keeps you out." in shown
    assert SECRET not in shown


def test_many_limits_are_cut_into_pages(desk: Desk) -> None:
    client = signed_in(desk.cast.administrator)
    for _number in range(21):
        limited(desk)
    doors = re.compile(r"limits/[0-9a-f-]{36}/break/")
    first, second = client.get(LIMITS), client.get(LIMITS, {"p": "2"})
    assert "?p=2" in first.text
    found = [set(doors.findall(page.text)) for page in (first, second)]
    assert [len(one) for one in found] == [20, 1]
    assert not found[0] & found[1]
    assert client.get(LIMITS, {"p": "nonsense"}).status_code == 200


def test_breaking_needs_a_reason_and_then_shows_the_release(desk: Desk) -> None:
    release = limited(desk)
    Person.objects.filter(pk=desk.cast.approver.pk).update(email="ada@harbour.example")
    client = signed_in(desk.cast.administrator)
    silent = client.post(door(release), opened(client, door(release), FORM, reason=" \n"))
    assert silent.status_code == 422
    assert "Say why: everybody named on the release will read it." in silent.text
    assert client.get(change(release)).status_code == 404
    assert not mail.outbox
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post(
            door(release), opened(client, door(release), FORM, reason="A court\x0b asks."), follow=True
        )
    assert answer.redirect_chain == [(change(release), 302)]
    assert messages(answer) == ["The limit is broken. Everybody named on the release is told, with your reason."]
    assert SECRET in answer.text
    assert Event.objects.get(what="limit_broken").reason == "A court asks."
    (letter,) = mail.outbox
    assert letter.to == ["ada@harbour.example"]
    assert SECRET not in letter.subject + letter.body
    assert "No limit keeps you out." in client.get(LIMITS).text


def test_those_named_read_it_on_the_desk_and_on_the_release(desk: Desk) -> None:
    release = limited(desk)
    workflow.break_access_limit(actor=desk.cast.administrator, release_id=release.pk, reason="A court asks.")
    for one in (desk.cast.writer, desk.cast.approver):
        client = signed_in(one)
        front = client.get(INDEX)
        assert [row.release for row in front.context["broken"]["rows"]] == [release]
        for page in (front.text, client.get(change(release)).text):
            assert "Arun, an administrator, broke the limit at" in page
            assert "A court asks." in page
    assert not signed_in(desk.cast.administrator).get(INDEX).context["broken"]["rows"]
    assert not signed_in(desk.cast.publisher).get(INDEX).context["broken"]["rows"]


def test_the_desk_stops_telling_after_a_week_and_the_release_when_the_names_change(
    desk: Desk, time_machine: Any
) -> None:
    time_machine.move_to("2031-02-10 15:00Z", tick=False)
    release = limited(desk)
    workflow.break_access_limit(actor=desk.cast.administrator, release_id=release.pk, reason="A court asks.")
    time_machine.move_to("2031-02-18 15:00Z", tick=False)
    client = signed_in(desk.cast.writer)
    assert not client.get(INDEX).context["broken"]["rows"]
    assert "broke the limit at" in client.get(change(release)).text
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.approver.pk])
    assert "broke the limit at" not in client.get(change(release)).text
    record = reverse("admin:releases_release_record", args=[release.pk])
    assert "Broke the limit to named people" in client.get(record).text, "the record keeps it for good"


@pytest.mark.parametrize("member", ["writer", "approver", "publisher"])
def test_for_everybody_else_there_is_no_such_page(desk: Desk, member: str) -> None:
    hidden, never_was = limited(desk), Release()
    somebody = signed_in(person("Somebody", member))
    assert somebody.get(LIMITS).status_code == 403
    assert LIMITS not in somebody.get(INDEX).text
    answers = [method(door(one)) for one in (hidden, never_was) for method in (somebody.get, somebody.post)]
    assert {answer.status_code for answer in answers} == {403}
    assert len({answer.content for answer in answers}) == 1
    assert not Event.objects.filter(what="limit_broken").exists()


def test_an_administrator_of_one_office_breaks_nothing(desk: Desk) -> None:
    release = limited(desk)
    client = signed_in(person("Ida", Role.ADMINISTRATOR, office=desk.cast.office))
    assert client.get(LIMITS).status_code == client.post(door(release), {"reason": "Curious"}).status_code == 403


def test_only_a_limit_that_keeps_one_out_can_be_broken(desk: Desk) -> None:
    client = signed_in(desk.cast.administrator)
    asked = [client.get(door(one)) for one in (Release(), desk.draft(), limited(desk, desk.cast.administrator))]
    assert {one.status_code for one in asked} == {404}
    assert len({one.content for one in asked}) == 1


def test_a_limit_that_was_lifted_meanwhile_is_not_broken(desk: Desk) -> None:
    release = limited(desk, desk.cast.publisher)
    client = signed_in(desk.cast.administrator)
    post = opened(client, door(release), FORM, reason="A court asks.")
    workflow.lift_access_limit(actor=desk.cast.publisher, release_id=release.pk, reason="The market is closed.")
    assert client.post(door(release), post).status_code == 404
    assert not Event.objects.filter(what="limit_broken").exists()


def test_a_post_after_the_session_ended_is_asked_again_and_breaks_nothing(desk: Desk) -> None:
    release = limited(desk)
    typed = {"reason": "A court asks."}
    lost = Client().post(door(release), typed, headers={"Sec-Fetch-Site": "same-origin"})
    assert lost.status_code == 401
    assert "A court asks." in lost.text
    client = signed_in(desk.cast.administrator)
    again = client.post(door(release), {**typed, "_show": "1"})
    assert again.status_code == 200
    assert fields_of(again.text, FORM)["reason"] == "A court asks."
    assert not Event.objects.filter(what="limit_broken").exists()


def test_a_limit_that_lost_its_approver_says_so_to_those_named_and_to_administrators(desk: Desk) -> None:
    release = limited(desk)
    boss, wren = signed_in(desk.cast.administrator), signed_in(desk.cast.writer)
    assert "Known to Ada and Wren, and to nobody else." in wren.get(change(release)).text
    leave(desk, desk.cast.approver)
    lack = "Of those named, no second person may approve it any more."
    panel = wren.get(change(release)).text
    assert "Known to Wren, and to nobody else." in panel
    assert f"{lack} Name somebody who may, or ask an administrator to break the limit." in panel
    assert lack in boss.get(LIMITS).text
    assert lack in boss.get(door(release)).text
    assert "A limited release has lost its writer" in boss.get(INDEX).text
    assert "has lost its writer" not in signed_in(desk.cast.publisher).get(INDEX).text
    leave(desk, desk.cast.writer)
    assert "Nobody who is named can sign in any more." in boss.get(LIMITS).text


def test_a_limit_that_lost_its_writer_says_so(desk: Desk) -> None:
    release = limited(desk, person("Cora", Role.APPROVER))
    workflow.break_access_limit(actor=desk.cast.administrator, release_id=release.pk, reason="A court asks.")
    for one in (*Person.objects.filter(display_name="Cora"), desk.cast.approver, desk.cast.writer):
        leave(desk, one)
    shown = signed_in(desk.cast.administrator).get(change(release))
    assert "Nobody who is named writes for the lead office any more." in shown.text
    assert [offer.move for offer in shown.context["panel"].offers if offer.move == "limit"], "and names others"


def test_taking_a_role_away_tells_the_administrator_what_it_leaves_undone(desk: Desk) -> None:
    limited(desk)
    client = signed_in(desk.cast.administrator)
    said = "A release that is limited to this person and others has no writer now"
    url = reverse("admin:releases_person_change", args=[desk.cast.publisher.pk])
    assert said not in send(client, url, "person", is_active=None).text
    url = reverse("admin:releases_person_change", args=[desk.cast.approver.pk])
    answer = client.post(url, {**fields_of(client.get(url).text, "person_form"), "roles": ["writer:"]}, follow=True)
    assert said in answer.text
    assert SECRET not in answer.text


def test_who_broke_in_finds_the_way_to_name_others(desk: Desk) -> None:
    release = limited(desk)
    workflow.break_access_limit(actor=desk.cast.administrator, release_id=release.pk, reason="Both have left.")
    client = signed_in(desk.cast.administrator)
    url = reverse("admin:releases_release_move", args=[release.pk, "limit"])
    people = [desk.cast.publisher.pk, person("Wim", Role.WRITER).pk]
    assert client.post(url, opened(client, url, "move_form", people=people)).status_code == 302
    assert signed_in(desk.cast.publisher).get(change(release)).status_code == 200
    assert signed_in(desk.cast.writer).get(change(release)).status_code == 404


def test_changing_the_names_does_not_drop_in_silence_who_broke_in(desk: Desk) -> None:
    release = limited(desk)
    workflow.break_access_limit(actor=desk.cast.administrator, release_id=release.pk, reason="A court asks.")
    client = signed_in(desk.cast.writer)
    url = reverse("admin:releases_release_move", args=[release.pk, "limit"])
    assert str(desk.cast.administrator.pk) in opened(client, url, "move_form")["people"]
