"""An embargo is typed as clocks show it, in the office's zone, and said back in words."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from releases.models import Office, Release
from tests.cast import Desk
from tests.desk.pages import change, errors, fields_of, messages, opened, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def embargoed(desk: Desk, day: str, hour: str, **more: Any) -> tuple[Client, Release, Any]:
    """A draft whose writer has typed an embargo and pressed “Save”."""
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    sent = opened(client, change(release), embargo_kind="until", embargo_date=day, embargo_time=hour, **more)
    return client, release, client.post(change(release), sent, follow=True)


def test_a_time_is_read_in_the_lead_offices_zone_and_said_back(desk: Desk) -> None:
    client, release, response = embargoed(desk, "2031-02-14", "10:00")
    assert messages(response) == ["Saved. EMBARGOED UNTIL 10:00 a.m. ET, Friday, Feb. 14, 2031"]
    release = desk.fresh(release)
    assert release.embargo_at == datetime.fromisoformat("2031-02-14T15:00+00:00")
    assert (release.embargo_wall, release.embargo_zone) == ("2031-02-14T10:00", "America/New_York")
    page = client.get(change(release)).text
    echo = page.partition('id="embargo-echo"')[2].partition("</output>")[0]
    assert echo.endswith(">EMBARGOED UNTIL 10:00 a.m. ET, Friday, Feb. 14, 2031"), "under the field as well"


def test_the_zone_of_the_lead_office_is_the_one_offered_first(desk: Desk) -> None:
    Office.objects.update(time_zone="America/Chicago")
    page = signed_in(desk.cast.writer).get(change(desk.draft())).text
    assert '<option value="" selected>the lead office&#x27;s: America/Chicago</option>' in page


def test_another_zone_can_be_chosen(desk: Desk) -> None:
    _client, release, response = embargoed(desk, "2031-02-14", "10:00", embargo_zone="Europe/Paris")
    assert messages(response) == ["Saved. EMBARGOED UNTIL 10:00 a.m. CET, Friday, Feb. 14, 2031"]
    assert desk.fresh(release).embargo_at == datetime.fromisoformat("2031-02-14T09:00+00:00")


def test_a_time_that_clocks_skip_is_refused_with_both_neighbours(desk: Desk) -> None:
    _client, release, response = embargoed(desk, "2031-03-09", "02:30")
    assert errors(response) == {
        "embargo_time": [
            "Clocks in America/New York go forward over this time, so it does not happen. "
            "Choose 1:59 a.m. ET or 3:00 a.m. ET."
        ]
    }
    assert desk.fresh(release).embargo_at is None


def test_a_time_that_happens_twice_is_asked_about(desk: Desk) -> None:
    client, release, response = embargoed(desk, "2031-11-02", "01:30")
    assert errors(response) == {"embargo_turn": ["Clocks show this time twice that night. Say which is meant."]}
    assert "1:30 a.m. EDT (first)" in response.text
    assert "1:30 a.m. EST (second)" in response.text
    answered = {**fields_of(response.text), "embargo_turn": "second"}
    response = client.post(change(release), answered, follow=True)
    assert messages(response) == ["Saved. EMBARGOED UNTIL 1:30 a.m. EST, Sunday, Nov. 2, 2031"]
    again = opened(client, change(release))
    assert again["embargo_turn"] == "second", "the answer is kept, and shown, and asked no more"
    assert messages(client.post(change(release), again, follow=True)) == ["Nothing had changed, so nothing was saved."]


def test_the_question_is_not_on_the_page_where_there_is_nothing_to_ask(desk: Desk) -> None:
    page = signed_in(desk.cast.writer).get(change(desk.draft())).text
    assert '<input type="hidden" name="embargo_turn"' in page
    assert "(second)" not in page


def test_a_time_that_has_passed_is_refused_with_a_sentence(desk: Desk) -> None:
    _client, release, response = embargoed(desk, "2021-02-14", "10:00")
    assert errors(response) == {
        "embargo_date": [
            "10:00 a.m. ET, Sunday, Feb. 14, 2021 has passed. "
            "Give a later time, or choose “None: for immediate release”."
        ]
    }
    assert desk.fresh(release).embargo_at is None


@pytest.mark.parametrize(
    ("day", "hour", "field"),
    [
        ("", "10:00", "embargo_date"),
        ("2031-02-14", "", "embargo_time"),
        ("nonsense", "10:00", "embargo_date"),
        ("2031-02-14", "25:00", "embargo_time"),
        ("0001-01-01", "00:00", "embargo_date"),
        ("9999-12-31", "23:59", "embargo_date"),
    ],
)
def test_half_a_time_is_refused_at_its_field(desk: Desk, day: str, hour: str, field: str) -> None:
    _client, release, response = embargoed(desk, day, hour)
    found = errors(response)
    assert set(found) == {field}
    assert len(found[field]) == 1
    assert desk.fresh(release).embargo_at is None


def test_an_unknown_zone_is_refused(desk: Desk) -> None:
    _client, _release, response = embargoed(desk, "2031-02-14", "10:00", embargo_zone="Mars/Olympus")
    assert set(errors(response)) == {"embargo_zone"}


def test_what_has_lifted_can_be_edited_without_touching_its_embargo(desk: Desk, time_machine: Any) -> None:
    time_machine.move_to("2031-05-05 12:00Z")
    release = desk.scheduled(datetime.fromisoformat("2031-05-05T14:00:00+00:00"))
    time_machine.move_to("2031-05-05 16:00Z")
    client = signed_in(desk.cast.writer)
    sent = opened(client, change(release), headline="Corrected", correction_note="A name was wrong.")
    response = client.post(change(release), sent, follow=True)
    assert messages(response) == [
        "Saved. EMBARGOED UNTIL 10:00 a.m. ET, Monday, May 5, 2031",
        "The public page stays as it is until a correction is approved and published.",
    ]


def test_by_hand_and_none_need_no_time(desk: Desk) -> None:
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    for kind, said in [
        ("by_hand", "Saved. EMBARGOED UNTIL DELIVERY – CHECK AGAINST DELIVERY"),
        ("none", "Saved. FOR IMMEDIATE RELEASE"),
    ]:
        sent = opened(client, change(release), embargo_kind=kind)
        assert messages(client.post(change(release), sent, follow=True)) == [said]


WORDS = reverse("admin:releases_release_embargo_words")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ({"embargo_kind": "none"}, {"words": "FOR IMMEDIATE RELEASE"}),
        (
            {"embargo_kind": "until", "embargo_date": "2031-02-14", "embargo_time": "10:00"},
            {"words": "EMBARGOED UNTIL 10:00 a.m. ET, Friday, Feb. 14, 2031"},
        ),
        (
            {"embargo_kind": "until", "embargo_date": "2031-11-02", "embargo_time": "01:30"},
            {"problem": "Clocks show this time twice that night. Say which is meant."},
        ),
        (
            {"embargo_kind": "nonsense"},
            {"problem": "Select a valid choice. nonsense is not one of the available choices."},
        ),
    ],
)
def test_the_script_is_told_the_same_words(desk: Desk, asked: dict[str, str], answer: dict[str, str]) -> None:
    client = signed_in(desk.cast.writer)
    assert client.get(WORDS, {"lead_office": str(desk.cast.office.pk), **asked}).json() == answer


def test_without_an_office_the_script_is_told_to_ask_for_one(desk: Desk) -> None:
    asked = {"embargo_kind": "until", "embargo_date": "2031-02-14", "embargo_time": "10:00", "lead_office": "x"}
    assert "lead office" in signed_in(desk.cast.writer).get(WORDS, asked).json()["problem"]
    assert Client().get(WORDS, asked).status_code == 302, "staff only"
