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
