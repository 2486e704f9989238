"""People and roles: a ladder of three, administrators apart, and a newsroom is never left without one."""

import pytest
from django.core.exceptions import ValidationError

from releases import permissions, workflow
from releases.models import Event, Membership, Office, Person, Release, Role
from releases.models.person import check_zone
from releases.states import Move
from tests.cast import Desk, person

pytestmark = pytest.mark.django_db

LADDER = [Role.WRITER, Role.APPROVER, Role.PUBLISHER]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _fresh(who: Person) -> Person:
    """The roles of an instance are read once."""
    return Person.objects.get(pk=who.pk)


def _everywhere(*roles: Role) -> set[tuple[str, None]]:
    return {(role.value, None) for role in roles}


# --- What each role includes ---


@pytest.mark.parametrize("held", [*LADDER, Role.ADMINISTRATOR])
@pytest.mark.parametrize("needed", [*LADDER, Role.ADMINISTRATOR])
def test_each_role_includes_those_before_it_and_an_administrator_writes_nothing(held: Role, needed: Role) -> None:
    included = held == needed or (held in LADDER and needed in LADDER and LADDER.index(held) > LADDER.index(needed))
    assert permissions.has_role(person("Ida", held), needed) == included


def test_a_role_for_one_office_is_a_role_for_no_other(desk: Desk) -> None:
    other = Office.objects.create(name="Other", slug="other", time_zone="UTC")
    ida = person("Ida", Role.PUBLISHER, office=other)
    assert permissions.has_role(ida, Role.PUBLISHER, other.pk)
    assert not permissions.has_role(ida, Role.PUBLISHER, desk.cast.office.pk)
    assert permissions.has_role(ida, Role.PUBLISHER), "for one office at least"
    assert permissions.has_role(desk.cast.publisher, Role.PUBLISHER, other.pk), "a role for all offices is for each"


def test_somebody_who_left_has_no_role_and_sees_nothing(desk: Desk) -> None:
    release = desk.submitted()
    desk.cast.approver.is_active = False
    assert not permissions.may(desk.cast.approver, Move.APPROVE, release)
    assert not Release.objects.visible_to(desk.cast.approver).exists()
    assert not desk.cast.approver.is_staff


def test_somebody_without_a_role_does_not_get_in_and_sees_nothing(desk: Desk) -> None:
    desk.draft()
    nobody = person("Nobody")
    assert not nobody.is_staff
    assert not Release.objects.visible_to(nobody).exists()


def test_no_account_is_above_the_rules(desk: Desk) -> None:
    release = desk.submitted()
    root = Person.objects.create_superuser("root", "a long password", display_name="Root")
    assert not root.has_perm("releases.change_release")
    with pytest.raises(workflow.Refused, match="needs the role “approver”"):
        workflow.approve(actor=root, release_id=release.pk, digest=desk.revision(release).digest)


def test_the_holders_of_a_role_are_those_who_may_use_it_now(desk: Desk) -> None:
    other = Office.objects.create(name="Other", slug="other", time_zone="UTC")
    here, _elsewhere = person("Bo", Role.APPROVER, office=desk.cast.office), person("Cy", Role.APPROVER, office=other)
    gone = person("Di", Role.APPROVER)
    Person.objects.filter(pk=gone.pk).update(is_active=False)
    assert list(permissions.holders(Role.APPROVER, desk.cast.office.pk)) == [
        desk.cast.approver,
        here,
        desk.cast.publisher,
    ]


# --- Changing people ---


def test_only_administrators_change_people(desk: Desk) -> None:
    for actor in (desk.cast.writer, desk.cast.approver, desk.cast.publisher):
        with pytest.raises(workflow.Refused, match="Only an administrator"):
            workflow.save_person(actor=actor, person=actor, roles=_everywhere(Role.ADMINISTRATOR))


def test_an_administrator_of_one_office_is_none_of_all(desk: Desk) -> None:
    """Roles for every office could otherwise be had from any of them."""
    ida = person("Ida", Role.ADMINISTRATOR, office=desk.cast.office)
    with pytest.raises(workflow.Refused, match="Only an administrator"):
        workflow.save_person(actor=ida, person=ida, roles=_everywhere(Role.ADMINISTRATOR, Role.PUBLISHER))


def test_a_new_person_has_exactly_the_roles_given(desk: Desk) -> None:
    ida = Person(username="ida", display_name="Ida Lund")
    ida.set_unusable_password()
    roles = {(Role.WRITER.value, desk.cast.office.pk), (Role.APPROVER.value, None)}
    workflow.save_person(actor=desk.cast.administrator, person=ida, roles=roles)
    assert _fresh(ida).roles == roles
    event = Event.objects.latest("pk")
    assert (event.what, event.actor, event.detail["new"]) == ("person_saved", desk.cast.administrator, True)
    assert event.detail["granted"] == [["approver", ""], ["writer", str(desk.cast.office.pk)]]


def test_roles_that_are_not_named_any_more_are_taken(desk: Desk) -> None:
    ada = _fresh(desk.cast.approver)
    workflow.save_person(actor=desk.cast.administrator, person=ada, roles=_everywhere(Role.WRITER))
    assert _fresh(ada).roles == _everywhere(Role.WRITER)
    detail = Event.objects.latest("pk").detail
    assert (detail["granted"], detail["taken"]) == ([["writer", ""]], [["approver", ""]])


def test_a_role_that_is_kept_is_the_same_row(desk: Desk) -> None:
    kept = Membership.objects.get(person=desk.cast.approver)
    roles = _everywhere(Role.APPROVER, Role.WRITER)
    workflow.save_person(actor=desk.cast.administrator, person=_fresh(desk.cast.approver), roles=roles)
    assert Membership.objects.get(person=desk.cast.approver, role=Role.APPROVER) == kept


def test_the_last_administrator_can_neither_step_down_nor_leave(desk: Desk) -> None:
    arun = _fresh(desk.cast.administrator)
    with pytest.raises(workflow.Refused, match="last administrator"):
        workflow.save_person(actor=arun, person=arun, roles=_everywhere(Role.WRITER))
    with pytest.raises(workflow.Refused, match="last administrator"):
        workflow.save_person(actor=arun, person=arun, roles={(Role.ADMINISTRATOR.value, desk.cast.office.pk)})
    arun.is_active = False
    with pytest.raises(workflow.Refused):
        workflow.save_person(actor=_fresh(desk.cast.administrator), person=arun, roles=_everywhere(Role.ADMINISTRATOR))
    assert _fresh(arun).is_active
    assert _fresh(arun).roles == _everywhere(Role.ADMINISTRATOR)


def test_an_administrator_of_one_office_or_who_left_does_not_count_as_the_other(desk: Desk) -> None:
    person("Ida", Role.ADMINISTRATOR, office=desk.cast.office)
    gone = person("Gone", Role.ADMINISTRATOR)
    gone.is_active = False
    gone.save()
    arun = _fresh(desk.cast.administrator)
    with pytest.raises(workflow.Refused, match="last administrator"):
        workflow.save_person(actor=arun, person=arun, roles=[])


def test_with_two_administrators_one_may_go(desk: Desk) -> None:
    anna = person("Anna", Role.ADMINISTRATOR)
    arun = _fresh(desk.cast.administrator)
    workflow.save_person(actor=anna, person=arun, roles=[])
    assert not _fresh(arun).is_staff


def test_the_record_names_whoever_left(desk: Desk) -> None:
    release = desk.submitted()
    wren = _fresh(desk.cast.writer)
    wren.is_active = False
    workflow.save_person(actor=desk.cast.administrator, person=wren, roles=_everywhere(Role.WRITER))
    assert {event.actor_name for event in Event.objects.filter(release=release)} == {"Wren"}


@pytest.mark.parametrize("name", ["Europe/Nowhere", "EST5EDT4", "", "../UTC"])
def test_a_time_zone_that_nobody_knows_is_no_persons_zone(name: str) -> None:
    with pytest.raises(ValidationError):
        check_zone(name)
