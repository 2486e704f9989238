"""A person's calendar, read by a program of theirs: by a link that is theirs, and only while they are of the desk."""

import logging
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from newsroom.logs import discreet
from releases import workflow
from releases.models import CalendarLink, Event, Office, Person, Role
from tests.cast import Desk, person, until
from tests.desk.pages import signed_in

pytestmark = pytest.mark.django_db
LINKS = reverse("admin:calendar_links")
NOW = datetime(2031, 11, 15, 1, 0, tzinfo=UTC)
LIFT = datetime(2031, 11, 17, 15, 0, tzinfo=UTC)


def _address(somebody: Person, office: Office | None = None) -> str:
    made = workflow.make_calendar_link(actor=somebody, label="Phone", office=office)
    return reverse("preview:calendar", args=[made.token])


def _read(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content.decode().replace("\r\n ", "")


def _is_missing(address: str) -> bool:
    """It answers as an address does under which nothing ever was."""
    response, absent = (Client().get(one) for one in (address, reverse("preview:calendar", args=["nonsense"])))
    assert response.content == absent.content
    assert sorted(response.items()) == sorted(absent.items())
    return response.status_code == 404


@time_machine.travel(NOW, tick=False)
def test_a_calendar_program_reads_what_the_person_may_know_of() -> None:
    desk = Desk()
    desk.scheduled(LIFT, headline="Pier, closed; for ever")
    desk.draft(terms=until(LIFT + timedelta(days=1)), headline="Meant")
    written = _read(_address(desk.cast.writer))
    assert written.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert written.endswith("END:VCALENDAR\r\n")
    assert "\r\nDTSTART:20311117T150000Z\r\nSUMMARY:Scheduled: Pier\\, closed\\; for ever\r\n" in written
    assert "\r\nDTSTART:20311118T150000Z\r\nSUMMARY:Planned: Meant\r\n" in written
    assert re.findall("STATUS:(.*)\r", written) == ["CONFIRMED", "TENTATIVE"]
    assert len(set(re.findall("UID:(.*)\r", written))) == 2


@time_machine.travel(NOW, tick=False)
def test_of_a_limited_release_it_is_only_told_that_there_is_one() -> None:
    desk = Desk()
    release = desk.scheduled(LIFT, headline="Merger")
    mine, other = _address(desk.cast.publisher), _address(desk.cast.writer)
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.publisher.pk])
    written = _read(mine)
    assert "SUMMARY:Scheduled: Limited release\r\n" in written
    assert "Merger" not in written
    assert "Press Office" not in written
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.approver.pk])
    assert "VEVENT" not in _read(mine) + _read(_address(desk.cast.administrator))
    assert "Merger" not in _read(other)


@time_machine.travel(NOW, tick=False)
def test_a_link_for_one_office_shows_that_office() -> None:
    desk = Desk()
    other = Office.objects.create(name="Forecasts", slug="forecasts", time_zone="America/Chicago")
    desk.scheduled(LIFT, headline="Ours")
    desk.scheduled(LIFT, headline="Joint", joint_offices=(other.pk,))
    written = _read(_address(desk.cast.writer, office=other))
    assert "Joint" in written
    assert "Ours" not in written


def test_it_is_kept_by_nobody_and_tells_no_other_site_where_it_is() -> None:
    response = Client().get(_address(Desk().cast.writer))
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert "ETag" not in response


def test_a_link_is_dead_once_it_is_revoked_or_its_person_has_gone() -> None:
    desk = Desk()
    office = Office.objects.create(name="Forecasts", slug="forecasts", time_zone="America/Chicago")
    leaver, loser = person("Lee", Role.WRITER), person("Lou", Role.WRITER, office=office)
    desk.scheduled(joint_offices=(office.pk,))
    made = workflow.make_calendar_link(actor=desk.cast.writer, label="Phone")
    revoked = reverse("preview:calendar", args=[made.token])
    addresses = [revoked, _address(leaver), _address(loser)]
    assert all("VEVENT" in _read(one) for one in addresses)
    workflow.revoke_calendar_link(actor=desk.cast.writer, link_id=made.link.pk)
    leaver.is_active = False
    workflow.save_person(actor=desk.cast.administrator, person=leaver, roles=[("writer", None)])
    workflow.save_person(actor=desk.cast.administrator, person=loser, roles=[])
    assert all(_is_missing(one) for one in addresses)
    assert _is_missing(addresses[0].replace(".ics", "x.ics"))


def test_the_token_is_in_no_table_and_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk()
    made = workflow.make_calendar_link(actor=desk.cast.writer, label="Phone")
    link = CalendarLink.objects.get(pk=made.link.pk)
    assert len(made.token) == 43, "256 bits"
    assert made.token not in repr(vars(link)) + repr(list(Event.objects.values()))
    with caplog.at_level(logging.DEBUG):
        Client().get(reverse("preview:calendar", args=[f"x{made.token}"]))
    assert all(made.token not in discreet(record.getMessage()) for record in caplog.records)


# --- On the desk ---


def test_the_address_is_shown_once_and_revoked_by_its_person_alone() -> None:
    desk = Desk()
    client = signed_in(desk.cast.writer)
    assert "You have no link yet." in client.get(LINKS).text
    page = client.post(LINKS, {"label": " My  phone ", "office": ""})
    address = page.context["address"]
    assert address in page.text
    assert page["Cache-Control"].startswith("no-store, private")
    assert Client().get(address.partition("localhost:8000")[2]).status_code == 200
    again = client.get(LINKS)
    assert address not in again.text
    [link] = again.context["links"]
    assert link.label == "My phone"
    revoke = reverse("admin:calendar_revoke", args=[link.pk])
    assert client.get(revoke).status_code == 405
    assert signed_in(desk.cast.administrator).post(revoke).status_code == 404
    assert "My phone" not in signed_in(desk.cast.administrator).get(LINKS).text
    assert client.post(revoke).status_code == 302
    assert "You have no link yet." in client.get(LINKS).text
    assert list(Event.objects.filter(what__startswith="calendar").values_list("what", flat=True)) == [
        "calendar_link_made",
        "calendar_link_revoked",
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"label": " "}, "Say where you read it"),
        ({"label": "x" * 81}, "at most 80 characters"),
        ({"label": "Phone", "office": "5eadbeef"}, "Select a valid choice."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_comes_back(typed: dict[str, str], said: str) -> None:
    page = signed_in(Desk().cast.writer).post(LINKS, typed)
    assert page.status_code == 422
    assert said in page.text
    assert typed["label"].strip() in page.text


def test_nobody_has_more_links_than_they_can_look_through() -> None:
    writer = Desk().cast.writer
    for _number in range(10):
        workflow.make_calendar_link(actor=writer, label="Phone")
    page = signed_in(writer).post(LINKS, {"label": "One more"})
    assert page.status_code == 422
    assert "You have 10 links already. Revoke one first." in page.text
    with pytest.raises(workflow.Refused, match="people with a role"):
        workflow.make_calendar_link(actor=person("Nobody"), label="Phone")
