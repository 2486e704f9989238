"""A limited release is known to those named, whatever anybody's role, and breaking in is never silent."""

import pytest
from django.core import mail
from django.test import TestCase

from releases import workflow
from releases.models import Event, Release
from tests.cast import Desk

pytestmark = pytest.mark.django_db


def test_only_those_named_know_of_it() -> None:
    desk = Desk()
    cast = desk.cast
    release = desk.draft()
    workflow.limit_access(actor=cast.writer, release_id=release.pk, people=[cast.approver.pk])
    for person in (cast.writer, cast.approver):
        assert Release.objects.visible_to(person).exists()
    for person in (cast.publisher, cast.administrator):
        assert not Release.objects.visible_to(person).exists()
        assert not Event.objects.visible_to(person).exists()


def test_a_limit_holds_a_writer_and_somebody_else_who_may_approve() -> None:
    desk = Desk()
    release = desk.draft()
    with pytest.raises(workflow.Refused, match="somebody else who may approve"):
        workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[])
    assert not desk.fresh(release).is_limited


def test_an_administrator_breaks_in_with_a_reason_and_everybody_named_is_told() -> None:
    desk = Desk()
    cast = desk.cast
    cast.writer.email = "wren@harbour.example"
    cast.writer.save()
    release = desk.draft()
    workflow.limit_access(actor=cast.writer, release_id=release.pk, people=[cast.approver.pk])
    with pytest.raises(workflow.Refused):
        workflow.break_access_limit(actor=cast.publisher, release_id=release.pk, reason="Curious.")
    with pytest.raises(workflow.Refused):
        workflow.break_access_limit(actor=cast.administrator, release_id=release.pk, reason=" ")
    with TestCase.captureOnCommitCallbacks(execute=True):
        workflow.break_access_limit(actor=cast.administrator, release_id=release.pk, reason="Both are ill.")
    assert Release.objects.visible_to(cast.administrator).exists()
    assert Event.objects.filter(what="limit_broken", reason="Both are ill.").exists()
    assert [message.to for message in mail.outbox] == [["wren@harbour.example"]]
    assert "pilot station" not in mail.outbox[0].subject + mail.outbox[0].body
