"""A limited release is known to those named, whatever anybody's role, and breaking in is never silent."""

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import TestCase

from releases import workflow
from releases.models import AccessLimit, Event, Office, Person, Release, Revision, Role
from tests.cast import Desk, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _limited(desk: Desk, *people: Person) -> Release:
    named = people or (desk.cast.approver,)
    release = desk.draft()
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[one.pk for one in named])
    return desk.fresh(release)


def _named(release: Release) -> set[Person]:
    return {limit.person for limit in AccessLimit.objects.filter(release=release)}


def test_only_those_named_know_of_it(desk: Desk) -> None:
    _limited(desk)
    for one in (desk.cast.writer, desk.cast.approver):
        assert Release.objects.visible_to(one).exists()
        assert Event.objects.visible_to(one).exists()
        assert Revision.objects.visible_to(one).exists()
    for one in (desk.cast.publisher, desk.cast.administrator, person("Everything", *Role)):
        assert not Release.objects.visible_to(one).exists()
        assert not Event.objects.visible_to(one).exists()
        assert not Revision.objects.visible_to(one).exists()


def test_a_name_without_a_role_is_not_enough(desk: Desk) -> None:
    nobody = person("Nobody")
    release = _limited(desk, desk.cast.approver, nobody)
    assert nobody in _named(release)
    assert not Release.objects.visible_to(nobody).exists()


def test_a_name_and_a_role_for_another_office_are_not_enough(desk: Desk) -> None:
    elsewhere = Office.objects.create(name="Elsewhere", slug="elsewhere", time_zone="Europe/Paris")
    felix = person("Felix", Role.PUBLISHER, office=elsewhere)
    assert felix in _named(_limited(desk, desk.cast.approver, felix))
    assert not Release.objects.visible_to(felix).exists()


def test_whoever_limits_it_is_always_among_those_named(desk: Desk) -> None:
    assert _named(_limited(desk)) == {desk.cast.writer, desk.cast.approver}


def test_a_limit_holds_a_writer_and_somebody_else_who_may_approve(desk: Desk) -> None:
    release = desk.draft()
    for people in ([], [desk.cast.administrator.pk], [person("Wim", "writer").pk]):
        with pytest.raises(workflow.Refused, match="somebody else who may approve") as refused:
            workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=people)
        assert refused.value.reasons[0].field == "people"
    assert not desk.fresh(release).is_limited


def test_those_named_can_be_changed_and_the_record_says_who_came_and_went(desk: Desk) -> None:
    release = _limited(desk)
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.publisher.pk])
    assert _named(release) == {desk.cast.writer, desk.cast.publisher}
    detail = Event.objects.latest("pk").detail
    assert detail == {"named": [str(desk.cast.publisher.pk)], "unnamed": [str(desk.cast.approver.pk)]}
    assert not Release.objects.visible_to(desk.cast.approver).exists()


def test_lifting_it_makes_it_known_again(desk: Desk) -> None:
    release = _limited(desk, desk.cast.approver, desk.cast.publisher)
    workflow.lift_access_limit(actor=desk.cast.publisher, release_id=release.pk, reason="The market is closed.")
    assert Release.objects.visible_to(desk.cast.administrator).get() == release
    assert not AccessLimit.objects.exists()


def test_an_administrator_breaks_in_with_a_reason_and_everybody_named_is_told(desk: Desk) -> None:
    cast = desk.cast
    Person.objects.filter(pk=cast.writer.pk).update(email="wren@harbour.example")
    release = _limited(desk)
    with TestCase.captureOnCommitCallbacks(execute=True):
        workflow.break_access_limit(actor=cast.administrator, release_id=release.pk, reason="Both are ill.")
    assert Release.objects.visible_to(cast.administrator).exists()
    event = Event.objects.get(what="limit_broken")
    assert (event.actor, event.reason) == (cast.administrator, "Both are ill.")
    (message,) = mail.outbox
    assert message.to == ["wren@harbour.example"]
    assert "Both are ill." in message.body
    assert "pilot station" not in message.subject + message.body


def test_nobody_is_told_before_the_commit(desk: Desk) -> None:
    """What is undone after all was never told."""
    Person.objects.filter(pk=desk.cast.writer.pk).update(email="wren@harbour.example")
    release = _limited(desk)
    with TestCase.captureOnCommitCallbacks() as waiting:
        workflow.break_access_limit(actor=desk.cast.administrator, release_id=release.pk, reason="Both are ill.")
        assert not mail.outbox
    assert len(waiting) == 1


def test_breaking_in_twice_tells_once(desk: Desk) -> None:
    release = _limited(desk)
    for _twice in range(2):
        workflow.break_access_limit(actor=desk.cast.administrator, release_id=release.pk, reason="Both are ill.")
    assert Event.objects.filter(what="limit_broken").count() == 1


def test_nobody_else_breaks_in_and_nobody_without_a_reason(desk: Desk) -> None:
    release = _limited(desk)
    of_one_office = person("Ida", "administrator", office=desk.cast.office)
    for actor, reason in (
        (desk.cast.publisher, "Curious."),
        (of_one_office, "Curious."),
        (desk.cast.administrator, " \n"),
    ):
        with pytest.raises(workflow.Refused):
            workflow.break_access_limit(actor=actor, release_id=release.pk, reason=reason)
    assert len(_named(release)) == 2


def test_breaking_asks_for_the_roles_of_this_moment(desk: Desk) -> None:
    release = _limited(desk)
    boss = desk.cast.administrator
    assert boss.is_staff, "the roles have been read"
    boss.memberships.all().delete()
    with pytest.raises(workflow.Refused, match="Only an administrator"):
        workflow.break_access_limit(actor=boss, release_id=release.pk, reason="Both are ill.")


def test_who_broke_in_stays_named_until_somebody_named_says_otherwise(desk: Desk) -> None:
    release = _limited(desk)
    workflow.break_access_limit(actor=desk.cast.administrator, release_id=release.pk, reason="Both are ill.")
    assert desk.cast.administrator in _named(release)
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.approver.pk])
    assert not Release.objects.visible_to(desk.cast.administrator).exists()
    assert Event.objects.latest("pk").detail["unnamed"] == [str(desk.cast.administrator.pk)]


def test_who_broke_in_names_people_who_go_on_and_writes_nothing(desk: Desk) -> None:
    cast = desk.cast
    release = _limited(desk)
    with pytest.raises(Release.DoesNotExist):
        workflow.limit_access(actor=cast.administrator, release_id=release.pk, people=[cast.publisher.pk])
    workflow.break_access_limit(actor=cast.administrator, release_id=release.pk, reason="Both have left.")
    second = person("Wim", Role.WRITER)
    with pytest.raises(workflow.Refused, match="somebody else who may approve"):
        workflow.limit_access(actor=cast.administrator, release_id=release.pk, people=[second.pk])
    workflow.limit_access(actor=cast.administrator, release_id=release.pk, people=[second.pk, cast.publisher.pk])
    assert _named(release) == {cast.administrator, second, cast.publisher}
    with pytest.raises(workflow.Refused, match="needs the role"):
        workflow.submit(actor=cast.administrator, release_id=release.pk)
    with pytest.raises(workflow.Refused, match="needs the role"):
        workflow.limit_access(actor=cast.administrator, release_id=desk.draft().pk, people=[second.pk])


@pytest.mark.parametrize("how", ["role taken away", "deactivated"])
def test_a_limit_outlives_its_people_and_lets_nobody_else_in(desk: Desk, how: str) -> None:
    """The release stays limited and its lift stays what it was: whoever comes in must break the limit."""
    release = _limited(desk)
    for one in (desk.cast.writer, desk.cast.approver):
        one.is_active = how != "deactivated"
        roles = [] if how == "role taken away" else one.roles
        workflow.save_person(actor=desk.cast.administrator, person=one, roles=roles)
    everybody = Person.objects.all()
    assert not [one for one in everybody if Release.objects.visible_to(one).filter(pk=release.pk).exists()]
    assert desk.fresh(release).is_limited
    workflow.break_access_limit(actor=desk.cast.administrator, release_id=release.pk, reason="Both have left.")
    workflow.limit_access(
        actor=desk.cast.administrator,
        release_id=release.pk,
        people=[person("Wim", Role.WRITER).pk, desk.cast.publisher.pk],
    )
    assert Release.objects.visible_to(desk.cast.publisher).get() == release


def test_what_is_not_limited_cannot_be_broken_into_and_tells_nobody_that_it_exists(desk: Desk) -> None:
    with pytest.raises(Release.DoesNotExist):
        workflow.break_access_limit(actor=desk.cast.administrator, release_id=desk.draft().pk, reason="Curious.")


def test_a_mail_server_that_is_down_undoes_no_move(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_arguments: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", down)
    Person.objects.filter(pk=desk.cast.writer.pk).update(email="wren@harbour.example")
    release = _limited(desk)
    with TestCase.captureOnCommitCallbacks(execute=True):
        workflow.break_access_limit(actor=desk.cast.administrator, release_id=release.pk, reason="Both are ill.")
    assert desk.cast.administrator in _named(release)
