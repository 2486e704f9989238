"""Whoever wrote part of a text cannot approve it, and what is approved is the text that was read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from releases import clock, workflow
from releases.document import decompose, stored_terms
from releases.models import Edition, Person, Release
from releases.seals import broken, digest
from releases.states import Status
from tests.cast import SWITCHBOARD, Desk, until

pytestmark = pytest.mark.django_db


def _edit_as(desk: Desk, person: Person, release: Release, **changes: object) -> Release:
    release = desk.fresh(release)
    content = {**desk.revision(release).content, "embargo": stored_terms(release.terms)}
    return workflow.save_draft(
        actor=person,
        release_id=release.pk,
        draft=replace(decompose(content), **changes),  # type: ignore[arg-type]
        expected_revision=release.revision_number,
    ).release


def test_somebody_who_changed_a_contact_cannot_approve() -> None:
    desk = Desk()
    release = desk.draft()
    _edit_as(desk, desk.cast.approver, release, contacts=(replace(SWITCHBOARD, name="Somebody"),))
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    with pytest.raises(workflow.Refused, match="somebody else must approve"):
        desk.approve(release)


def test_a_restored_text_counts_as_writing_and_is_a_draft() -> None:
    desk = Desk()
    release = desk.edit(desk.draft(), headline="Second headline")
    restored = workflow.restore(actor=desk.cast.approver, release_id=release.pk, number=1, expected_revision=2)
    assert restored.release.status == Status.DRAFT
    assert restored.release.headline == "Harbour opens new pilot station"
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    with pytest.raises(workflow.Refused):
        desk.approve(release)


def test_who_wrote_before_the_last_approval_may_approve_the_next_text() -> None:
    desk = Desk()
    second = desk.cast.publisher
    release = desk.draft()
    _edit_as(desk, second, release, headline="By the publisher")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    _edit_as(desk, desk.cast.writer, release, headline="By the writer")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    workflow.approve(actor=second, release_id=release.pk, digest=desk.revision(release).digest)


def test_an_approval_of_a_text_that_changed_is_refused() -> None:
    desk = Desk()
    release = desk.submitted()
    read = desk.revision(release).digest
    desk.edit(release, headline="Changed after it was opened")
    with pytest.raises(workflow.Stale):
        workflow.approve(actor=desk.cast.approver, release_id=release.pk, digest=read)
    assert not Edition.objects.exists()


def test_a_save_that_changes_nothing_voids_nothing() -> None:
    desk = Desk()
    release = desk.approved()
    desk.edit(release)
    assert desk.fresh(release).status == Status.APPROVED
    assert desk.fresh(release).revision_number == 1


def test_a_staff_only_number_changes_no_approval() -> None:
    desk = Desk()
    release = desk.approved()
    desk.edit(release, contacts=(replace(SWITCHBOARD, after_hours="202-555-0199"),))
    assert desk.fresh(release).status == Status.APPROVED
    assert desk.fresh(release).revision_number == 2


def test_a_changed_embargo_needs_approval_again() -> None:
    desk = Desk()
    release = desk.approved()
    desk.edit(release, terms=until(clock.now().replace(second=0, microsecond=0) + timedelta(hours=5)))
    assert desk.fresh(release).status == Status.DRAFT


def test_what_goes_out_is_byte_for_byte_what_was_approved() -> None:
    desk = Desk()
    release = desk.live()
    edition = Edition.objects.get(release=release)
    assert not broken(edition.content, edition.seals)
    assert digest(edition.seals) == edition.digest == desk.revision(release).digest
    assert broken({**edition.content, "headline": "Another"}, edition.seals) == ["headline"]


def test_staff_only_numbers_are_in_no_edition() -> None:
    desk = Desk()
    desk.live(contacts=(replace(SWITCHBOARD, after_hours="202-555-0199"),))
    assert "202-555-0199" not in str(Edition.objects.values())


def test_an_emergency_is_reviewed_by_somebody_else() -> None:
    desk = Desk()
    release = desk.draft()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="A flood.")
    with pytest.raises(workflow.Refused):
        workflow.review_emergency(actor=desk.cast.publisher, release_id=release.pk)
    edition = workflow.review_emergency(actor=desk.cast.approver, release_id=release.pk)
    assert edition.reviewed_by == desk.cast.approver
