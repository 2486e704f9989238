"""The directory goes live at once: administrators alone change it, each change is recorded, releases keep theirs."""

from typing import Any

import pytest

from releases import clock, workflow
from releases.models import Contact, Edition, Event, Generation, Newsroom, Office, OfficeSlug, Topic
from tests.cast import Desk, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _office(slug: str = "pilots", **fields: Any) -> Office:
    return Office(**{"name": "Pilots' Office", "slug": slug, "time_zone": "Europe/Paris", **fields})


def _save_office(desk: Desk, office: Office) -> Office:
    return workflow.save_office(actor=desk.cast.administrator, office=office)


def _contact(desk: Desk, **fields: Any) -> Contact:
    fields = {"office": desk.cast.office, "phone": "202-555-0123", **fields}
    return workflow.save_contact(actor=desk.cast.administrator, contact=Contact(**fields))


def _entries(desk: Desk) -> list[Any]:
    return [
        lambda actor: workflow.save_office(actor=actor, office=_office()),
        lambda actor: workflow.save_contact(actor=actor, contact=Contact(office=desk.cast.office, phone="1")),
        lambda actor: workflow.save_topic(actor=actor, topic=Topic(name="Pilots", slug="pilots")),
        lambda actor: workflow.save_identity(actor=actor, newsroom=Newsroom(name="Port")),
        lambda actor: workflow.remove_contact(actor=actor, contact=Contact.objects.create(office=desk.cast.office)),
    ]


@pytest.mark.parametrize("role", ["writer", "approver", "publisher"])
def test_only_administrators_change_it(desk: Desk, role: str) -> None:
    for save in _entries(desk):
        with pytest.raises(workflow.Refused, match="Only an administrator"):
            save(getattr(desk.cast, role))
    assert not Event.objects.exists()


def test_an_administrator_who_left_changes_nothing(desk: Desk) -> None:
    desk.cast.administrator.is_active = False
    for save in _entries(desk):
        with pytest.raises(workflow.Refused):
            save(desk.cast.administrator)


def test_an_administrator_of_one_office_does_not_change_the_directory_of_all(desk: Desk) -> None:
    ida = person("Ida", "administrator", office=desk.cast.office)
    for save in _entries(desk):
        with pytest.raises(workflow.Refused, match="Only an administrator"):
            save(ida)


def test_each_change_leaves_an_event_and_moves_the_generation(desk: Desk) -> None:
    for number, save in enumerate(_entries(desk), start=1):
        save(desk.cast.administrator)
        assert Generation.objects.get().number == number
    assert list(Event.objects.order_by("pk").values_list("what", flat=True)) == [
        "office_saved",
        "contact_saved",
        "topic_saved",
        "newsroom_saved",
        "contact_removed",
    ]


def test_an_event_names_the_fields_and_never_what_they_hold(desk: Desk) -> None:
    contact = _contact(desk)
    contact.phone, contact.staff_notes = "202-555-0999", "Private."
    workflow.save_contact(actor=desk.cast.administrator, contact=contact)
    event = Event.objects.latest("pk")
    assert sorted(event.detail["fields"]) == ["phone", "staff_notes"]
    assert "202-555-0999" not in str(event.detail)


def test_a_save_that_changes_nothing_leaves_no_trace(desk: Desk) -> None:
    contact = _contact(desk)
    events, generation = Event.objects.count(), Generation.objects.get().number
    workflow.save_contact(actor=desk.cast.administrator, contact=Contact.objects.get(pk=contact.pk))
    assert (Event.objects.count(), Generation.objects.get().number) == (events, generation)


def test_nothing_is_kept_that_a_feed_cannot_carry(desk: Desk) -> None:
    assert _save_office(desk, _office(name="Pilots\x01 Office")).name == "Pilots Office"


def test_there_is_one_newsroom(desk: Desk) -> None:
    workflow.save_identity(actor=desk.cast.administrator, newsroom=Newsroom(pk=7, name="Port Authority"))
    assert Newsroom.objects.get().name == "Port Authority"


# --- Releases keep what they printed ---


def test_an_edition_keeps_the_name_its_office_had(desk: Desk) -> None:
    release = desk.live()
    desk.cast.office.name = "Renamed"
    _save_office(desk, desk.cast.office)
    assert Edition.objects.get(release=release).lead_office["name"] == "Office of the Press Secretary"


# --- Addresses of offices ---


def test_a_past_address_is_kept_and_leads_on(desk: Desk) -> None:
    office = _save_office(desk, _office("pilots"))
    office.slug = "pilotage"
    _save_office(desk, office)
    assert OfficeSlug.objects.get(slug="pilots").office == office


def test_an_office_may_go_back_to_an_address_it_had(desk: Desk) -> None:
    office = _save_office(desk, _office("pilots"))
    for slug in ("pilotage", "pilots"):
        office.slug = slug
        _save_office(desk, office)
    assert list(OfficeSlug.objects.values_list("slug", flat=True)) == ["pilotage"]


def test_no_office_takes_an_address_at_which_another_still_answers(desk: Desk) -> None:
    office = _save_office(desk, _office("pilots"))
    office.slug = "pilotage"
    _save_office(desk, office)
    with pytest.raises(workflow.Refused, match="still answers there") as refused:
        _save_office(desk, _office("pilots"))
    assert refused.value.reasons[0].field == "slug"


def test_no_office_takes_the_address_of_another(desk: Desk) -> None:
    with pytest.raises(workflow.Refused, match="Another office has this address") as refused:
        _save_office(desk, _office("press-office"))
    assert refused.value.reasons[0].field == "slug"


@pytest.mark.parametrize(("name", "slug", "field"), [("Pilots", "other", "name"), ("Other", "pilots", "slug")])
def test_no_topic_takes_the_name_or_the_address_of_another(desk: Desk, name: str, slug: str, field: str) -> None:
    workflow.save_topic(actor=desk.cast.administrator, topic=Topic(name="Pilots", slug="pilots"))
    with pytest.raises(workflow.Refused, match="such a topic already") as refused:
        workflow.save_topic(actor=desk.cast.administrator, topic=Topic(name=name, slug=slug))
    assert refused.value.reasons[0].field == field


def test_an_office_is_no_part_of_itself_however_many_steps_between(desk: Desk) -> None:
    top = _save_office(desk, _office("top"))
    middle = _save_office(desk, _office("middle", parent=top))
    bottom = _save_office(desk, _office("bottom", parent=middle))
    top.parent = bottom
    with pytest.raises(workflow.Refused, match="part of itself"):
        _save_office(desk, top)


# --- What the public sees of it ---


def _public_offices() -> set[str]:
    return set(Office.objects.public(clock.now()).values_list("slug", flat=True))


def test_an_office_is_public_when_it_is_listed_or_has_published(desk: Desk) -> None:
    assert _public_offices() == set()
    desk.scheduled()
    desk.approved()
    assert _public_offices() == set()
    desk.live()
    assert _public_offices() == {"press-office"}
    _save_office(desk, _office("listed", is_listed=True))
    assert _public_offices() == {"press-office", "listed"}


def test_an_office_that_only_published_what_is_gone_is_not_public(desk: Desk) -> None:
    desk.withdrawn(keep_text=False)
    assert _public_offices() == set()
    desk.withdrawn(keep_text=True)
    assert _public_offices() == {"press-office"}


def test_a_joint_office_is_public_with_the_statement(desk: Desk) -> None:
    joint = _save_office(desk, _office("joint"))
    release = desk.draft(joint_offices=(joint.pk,))
    assert _public_offices() == set()
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    workflow.publish(actor=desk.cast.publisher, release_id=release.pk)
    assert _public_offices() == {"press-office", "joint"}


def test_an_office_named_only_by_an_earlier_edition_is_not_public_any_more(desk: Desk) -> None:
    joint = _save_office(desk, _office("joint"))
    release = desk.live(joint_offices=(joint.pk,))
    desk.corrected(release, joint_offices=())
    assert _public_offices() == {"press-office"}


def test_a_topic_is_public_when_it_is_listed_or_a_listed_edition_carries_it(desk: Desk) -> None:
    drafted, used, _listed = (
        Topic.objects.create(name=name, slug=name, is_listed=name == "listed") for name in ("no", "used", "listed")
    )
    desk.draft(topics=(drafted.pk,))
    desk.live(topics=(used.pk,))
    assert set(Topic.objects.public(clock.now()).values_list("slug", flat=True)) == {"used", "listed"}


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"is_listed": True, "phone_is_public": True}, True),
        ({"is_listed": False, "phone_is_public": True}, False),
        ({"is_listed": True, "phone_is_public": False}, False),
        ({"is_listed": True, "phone": "", "phone_is_public": True}, False),
        ({"is_listed": True, "email": "press@port.example", "email_is_public": True}, True),
        ({"is_listed": True, "after_hours": "202-555-0124", "after_hours_is_public": True}, True),
    ],
)
def test_a_contact_is_public_when_it_is_listed_and_has_a_public_number(
    desk: Desk, fields: dict[str, Any], shown: bool
) -> None:
    desk.cast.office.is_listed = True
    _save_office(desk, desk.cast.office)
    _contact(desk, **fields)
    assert Contact.objects.public().exists() == shown


def test_a_contact_of_an_office_that_is_not_listed_is_not_public(desk: Desk) -> None:
    _contact(desk, is_listed=True, phone_is_public=True)
    desk.live()
    assert not Contact.objects.public().exists()


def test_what_a_contact_prints_are_its_public_numbers(desk: Desk) -> None:
    contact = _contact(desk, name="Ida", email="ida@port.example", email_is_public=True, after_hours="2")
    assert contact.as_printed == {
        "name": "Ida",
        "role": "",
        "phone": "",
        "email": "ida@port.example",
        "after_hours": "",
    }


def test_contacts_stand_in_the_order_of_their_offices_and_places(desk: Desk) -> None:
    other = _save_office(desk, _office("a", name="A first office"))
    made = [_contact(desk, position=2, name="C"), _contact(desk, position=1, name="B"), _contact(desk, office=other)]
    assert list(Contact.objects.all().in_order()) == [made[2], made[1], made[0]]
