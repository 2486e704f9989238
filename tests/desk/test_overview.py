"""The desk's front page asks of each person what they, by four eyes too, can do."""

import pytest
from django.test import Client
from django.urls import reverse

from releases import workflow
from releases.models import Release
from tests.cast import Desk

pytestmark = pytest.mark.django_db


def _waits_for_me(client: Client) -> set[Release]:
    return {row.release for row in client.get(reverse("admin:index")).context["waiting"]["rows"]}


def test_a_text_waits_for_those_who_may_approve_it_and_not_for_who_wrote_part_of_it(client: Client) -> None:
    desk = Desk()
    theirs, mine = desk.submitted(), desk.edit(desk.draft(), headline="Another headline")
    workflow.restore(actor=desk.cast.approver, release_id=mine.pk, number=1, expected_revision=2)
    workflow.submit(actor=desk.cast.writer, release_id=mine.pk)
    client.force_login(desk.cast.approver)
    assert _waits_for_me(client) == {theirs}
    client.force_login(desk.cast.publisher)
    assert _waits_for_me(client) == {theirs, mine}


def test_who_wrote_before_the_last_approval_is_asked_again(client: Client) -> None:
    desk = Desk()
    release = desk.edit(desk.draft(), headline="Another headline")
    workflow.restore(actor=desk.cast.approver, release_id=release.pk, number=1, expected_revision=2)
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    digest = desk.revision(release).digest
    workflow.approve(actor=desk.cast.publisher, release_id=release.pk, digest=digest)
    desk.edit(release, headline="A third headline")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    client.force_login(desk.cast.approver)
    assert _waits_for_me(client) == {release}
