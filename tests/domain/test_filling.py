"""What intake read is filed as this newsroom files: offices and contacts by its directory, doubts as questions."""

from datetime import date
from typing import Any

import pytest

from releases import workflow
from releases.filling import Filled, fill, kind_of, matching
from releases.intake import parse
from releases.models import Contact, Kind, Office, OfficeSlug, Role
from releases.states import EmbargoKind
from tests.cast import Desk, person
from tests.raw_release import RAW

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def read(desk: Desk, text: str = RAW, actor: Any = None, **more: Any) -> Filled:
    parsed = parse(text, default_zone="America/New_York", today=date(2026, 11, 24))
    return fill(parsed, actor=actor or desk.cast.writer, **more)


def at(field: str, filled: Filled) -> str:
    return " ".join(sentence for name, sentence in filled.notes if name == field)


def office(name: str, **more: Any) -> Office:
    slug = more.pop("slug", name.lower().replace(" ", "-"))
    return Office.objects.create(name=name, slug=slug, time_zone="America/New_York", **more)


def test_a_plain_release_is_a_complete_draft(desk: Desk) -> None:
    draft = read(desk).draft()
    assert draft.headline == "Harbour Authority opens new pilot station"
    assert (draft.lead_office, draft.dateline, draft.language) == (desk.cast.office.pk, "PORTSMOUTH", "en")
    assert draft.body.count("<p>") == 2
    assert draft.terms.kind == EmbargoKind.NONE
    assert workflow.start_draft(actor=desk.cast.writer, draft=draft).changed


def test_a_known_boilerplate_is_the_offices_own(desk: Desk) -> None:
    assert read(desk).draft().boilerplate == desk.cast.office.boilerplate


def test_kinds_are_named_as_here() -> None:
    assert kind_of("media_advisory") == Kind.MEDIA_ADVISORY
    assert kind_of("poem") == Kind.PRESS_RELEASE


# --- Offices ---


@pytest.mark.parametrize(
    "printed", ["Office of the Press Secretary", "OFFICE OF PRESS SECRETARY", "Press Office", "Bureau des Côtes"]
)
def test_an_office_is_known_by_any_of_its_names_case_and_accents_aside(desk: Desk, printed: str) -> None:
    OfficeSlug.objects.create(slug="bureau-des-cotes", office=desk.cast.office)
    slugs = dict(OfficeSlug.objects.values_list("slug", "office_id"))
    assert matching(printed, Office.objects.all(), slugs) == [desk.cast.office]


def test_the_longer_name_at_a_place_wins_and_several_are_kept_in_order(desk: Desk) -> None:
    guard = office("Press Office of the Coast Guard")
    pilots = office("Pilot Service")
    named = matching("Pilot Service and Press Office of the Coast Guard", Office.objects.all())
    assert named == [pilots, guard]


def test_an_office_that_is_none_of_ours_is_asked_about(desk: Desk) -> None:
    filled = read(desk, RAW.replace("OFFICE OF THE PRESS SECRETARY", "Ministry of Whales"))
    assert filled.lead is None
    assert "“Ministry of Whales” is none of our offices" in at("lead_office", filled)


def test_the_office_is_found_below_the_name_of_the_whole_organisation(desk: Desk) -> None:
    text = RAW.replace("OFFICE OF THE PRESS SECRETARY", "HARBOUR AUTHORITY\nOffice of the Press Secretary")
    filled = read(desk, text)
    assert filled.lead == desk.cast.office
    words = [filled.source.text[start:end] for field, start, end in filled.source.spans if field == "lead_office"]
    assert words == ["Office of the Press Secretary"]


def test_the_office_may_be_named_by_its_contact_alone(desk: Desk) -> None:
    text = RAW.replace("OFFICE OF THE PRESS SECRETARY\n\n", "").replace(
        "Maren Holt, Press Officer", "Maren Holt\nOffice of the Press Secretary"
    )
    assert read(desk, text).lead == desk.cast.office


def test_an_office_that_is_not_the_persons_is_asked_about_and_still_named(desk: Desk) -> None:
    pilots = office("Pilot Service")
    filled = read(desk, actor=person("Otto", Role.WRITER, office=pilots), lead=pilots)
    assert "You do not write for “Office of the Press Secretary”" in at("lead_office", filled)
    assert filled.draft().lead_office == pilots.pk
    assert filled.draft().joint_offices == (desk.cast.office.pk,)


def test_a_closed_office_gives_way_to_its_successor(desk: Desk) -> None:
    office("Harbour Bureau", is_historical=True, successor=desk.cast.office)
    filled = read(desk, RAW.replace("OFFICE OF THE PRESS SECRETARY", "Harbour Bureau"))
    assert filled.lead == desk.cast.office
    assert "is closed" in at("lead_office", filled)


# --- Contacts ---


def test_a_number_is_for_staff_only_although_it_was_printed(desk: Desk) -> None:
    [line] = read(desk).draft().contacts
    assert (line.name, line.phone, line.email) == ("Maren Holt", "202-555-0147", "maren.holt@harbour.example")
    assert not line.phone_is_public
    assert not line.email_is_public


def test_a_number_that_the_directory_makes_public_is_public(desk: Desk) -> None:
    known = Contact.objects.create(
        office=desk.cast.office,
        name="Maren Holt",
        phone="+1 (202) 555-0147",
        phone_is_public=True,
        email="maren.holt@harbour.example",
    )
    [line] = read(desk).draft().contacts
    assert (line.contact, line.phone_is_public, line.email_is_public) == (known.pk, True, False)


def test_two_people_at_one_switchboard_are_two(desk: Desk) -> None:
    Contact.objects.create(office=desk.cast.office, name="Otto Brandt", phone="202-555-0147", phone_is_public=True)
    [line] = read(desk).draft().contacts
    assert (line.contact, line.phone_is_public) == (None, False)


# --- Embargoes ---


def test_a_certain_embargo_fills_wall_time_and_zone(desk: Desk) -> None:
    filled = read(desk, RAW.replace("FOR IMMEDIATE RELEASE", "EMBARGOED UNTIL 10 a.m. ET Dec. 14, 2026"))
    terms = filled.draft().terms
    assert (terms.kind, terms.wall, terms.zone) == (EmbargoKind.UNTIL, "2026-12-14T10:00", "America/New_York")
    assert terms.at
    assert terms.at.isoformat() == "2026-12-14T15:00:00+00:00"


@pytest.mark.parametrize(
    "line", ["EMBARGOED UNTIL 03/04/2027", "HOLD FOR RELEASE", "EMBARGOED UNTIL 10 a.m. Dec. 14, 2026"]
)
def test_an_uncertain_embargo_is_a_question_and_never_immediate(desk: Desk, line: str) -> None:
    filled = read(desk, RAW.replace("FOR IMMEDIATE RELEASE", line))
    assert filled.draft().terms.kind == EmbargoKind.QUESTION
    assert at("embargo", filled)


# --- The source ---


def test_spans_hold_when_line_ends_are_made_plain(desk: Desk) -> None:
    source = read(desk, RAW.replace("\n", "\r\n")).source
    assert "\r" not in source.text
    words = {field: source.text[start:end] for field, start, end in source.spans}
    assert words["headline"] == "Harbour Authority opens new pilot station"
    assert words["lead_office"] == "OFFICE OF THE PRESS SECRETARY"


def test_what_no_database_keeps_is_replaced_in_place(desk: Desk) -> None:
    source = read(desk, RAW.replace("pilot station\n", "pilot\x00station\n", 1)).source
    assert "\x00" not in source.text
    assert len(source.text) == len(RAW)
