"""Whoever wrote part of a text cannot vouch for it, however they wrote it and whatever roles they hold."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from releases import clock, permissions, workflow
from releases.document import Line, Voice
from releases.models import Contact, Edition, Person, Release, Role, Topic
from releases.situation import Situation
from tests.cast import SWITCHBOARD, Desk, person, until

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _approve(desk: Desk, release: Release, who: Person) -> Edition:
    return workflow.approve(actor=who, release_id=release.pk, digest=desk.revision(release).digest)


def _submit(desk: Desk, release: Release) -> Release:
    return workflow.submit(actor=desk.cast.writer, release_id=release.pk)


def _cannot_approve(desk: Desk, release: Release, who: Person) -> None:
    with pytest.raises(workflow.Refused, match="You wrote part of this text") as refused:
        _approve(desk, release, who)
    assert len(refused.value.reasons) == 1


# --- What counts as writing ---


def test_a_publisher_cannot_approve_what_they_started(desk: Desk) -> None:
    desk.cast = replace(desk.cast, writer=desk.cast.publisher)
    _cannot_approve(desk, desk.submitted(), desk.cast.publisher)


@pytest.mark.parametrize(
    "changes",
    [
        {"body": "<p>Another body.</p>"},
        {"number": "17-042"},
        {"contacts": (replace(SWITCHBOARD, name="Ida Lund"),)},
        {"contacts": (replace(SWITCHBOARD, after_hours="202-555-0199"),)},
        {"contacts": (SWITCHBOARD, Line(name="Nobody", phone="1"))},
        {"speakers": (Voice("Ada Reyes"),)},
        {"slug": "another-word"},
        {"terms": until(clock.now().replace(second=0, microsecond=0) + timedelta(hours=5))},
    ],
    ids=lambda changes: "-".join(changes),
)
def test_any_change_counts_as_writing(desk: Desk, changes: dict[str, Any]) -> None:
    release = desk.draft()
    desk.edit_as(desk.cast.approver, release, **changes)
    _cannot_approve(desk, _submit(desk, release), desk.cast.approver)


def test_a_topic_or_a_contact_of_the_directory_counts_as_writing(desk: Desk) -> None:
    topic = Topic.objects.create(name="Pilots", slug="pilots")
    contact = Contact.objects.create(office=desk.cast.office, phone="1", phone_is_public=True)
    for changes in ({"topics": (topic.pk,)}, {"contacts": (SWITCHBOARD, Line(contact=contact.pk))}):
        release = desk.draft()
        desk.edit_as(desk.cast.approver, release, **changes)
        _cannot_approve(desk, _submit(desk, release), desk.cast.approver)


def test_restoring_counts_as_writing_although_every_word_is_anothers(desk: Desk) -> None:
    release = desk.edit(desk.draft(), headline="Second headline")
    workflow.restore(actor=desk.cast.approver, release_id=release.pk, number=1, expected_revision=2)
    _cannot_approve(desk, _submit(desk, release), desk.cast.approver)


def test_writing_counts_although_somebody_else_wrote_it_all_anew(desk: Desk) -> None:
    release = desk.draft()
    desk.edit_as(desk.cast.approver, release, headline="By the approver")
    desk.edit(release, headline="By the writer", body="<p>All new.</p>")
    _cannot_approve(desk, _submit(desk, release), desk.cast.approver)


def test_a_correction_typed_while_the_text_waits_counts_as_writing(desk: Desk) -> None:
    release = desk.submitted()
    desk.edit_as(desk.cast.approver, release, headline="A comma, only")
    _cannot_approve(desk, release, desk.cast.approver)


def test_reading_submitting_and_sending_back_do_not_count_as_writing(desk: Desk) -> None:
    release = desk.draft()
    workflow.submit(actor=desk.cast.approver, release_id=release.pk)
    workflow.send_back(actor=desk.cast.approver, release_id=release.pk, reason="Not yet.")
    workflow.submit(actor=desk.cast.approver, release_id=release.pk)
    assert _approve(desk, release, desk.cast.approver).authorised_by == desk.cast.approver


def test_a_save_that_changed_nothing_does_not_count_as_writing(desk: Desk) -> None:
    release = desk.submitted()
    desk.edit_as(desk.cast.approver, release)
    assert _approve(desk, release, desk.cast.approver)


def test_no_combination_of_roles_replaces_the_second_person(desk: Desk) -> None:
    everything = person("Eve", *Role)
    desk.cast = replace(desk.cast, writer=everything)
    _cannot_approve(desk, desk.submitted(), everything)


# --- Until when it counts ---


def test_who_wrote_before_the_last_approval_may_approve_the_next_text(desk: Desk) -> None:
    release = desk.draft()
    desk.edit_as(desk.cast.publisher, release, headline="By the publisher")
    _submit(desk, release)
    desk.approve(release)
    desk.edit(release, headline="By the writer")
    _submit(desk, release)
    assert _approve(desk, release, desk.cast.publisher)


def test_an_approval_that_was_sent_back_does_not_let_its_own_writers_approve_the_same_text(desk: Desk) -> None:
    release = desk.draft()
    desk.edit_as(desk.cast.publisher, release, headline="By the publisher")
    _submit(desk, release)
    desk.approve(release)
    workflow.send_back(actor=desk.cast.approver, release_id=release.pk, reason="On second thoughts.")
    _submit(desk, release)
    _cannot_approve(desk, release, desk.cast.publisher)


def test_writing_after_an_approval_counts_for_the_next(desk: Desk) -> None:
    release = desk.approved()
    desk.edit_as(desk.cast.approver, release, headline="One word more")
    _cannot_approve(desk, _submit(desk, release), desk.cast.approver)


def test_a_staff_only_number_changed_after_the_approval_counts_for_the_next(desk: Desk) -> None:
    release = desk.approved()
    desk.edit_as(desk.cast.approver, release, contacts=(replace(SWITCHBOARD, after_hours="202-555-0199"),))
    desk.edit(release, headline="Another headline")
    _cannot_approve(desk, _submit(desk, release), desk.cast.approver)


def test_what_one_publisher_put_out_alone_is_no_approval_until_it_is_reviewed(desk: Desk) -> None:
    """The publisher wrote it and published it in an emergency: they cannot build the next approval on that."""
    release = desk.draft()
    desk.edit_as(desk.cast.publisher, release, headline="By the publisher")
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="A flood.")
    desk.edit(release, headline="By the writer", correction_note="A word.")
    _submit(desk, release)
    _cannot_approve(desk, release, desk.cast.publisher)
    workflow.review_emergency(actor=desk.cast.approver, release_id=release.pk)
    assert _approve(desk, release, desk.cast.publisher)


def test_a_withdrawal_is_no_approval(desk: Desk) -> None:
    release = desk.live()
    desk.edit_as(desk.cast.approver, release, body="<p>New.</p>", correction_note="New.")
    desk.withdrawn(release)
    _cannot_approve(desk, _submit(desk, release), desk.cast.approver)


# --- The emergency door ---


def test_one_publisher_may_publish_what_they_wrote_and_it_shows_as_unreviewed(desk: Desk) -> None:
    desk.cast = replace(desk.cast, writer=desk.cast.publisher)
    release = desk.draft()
    edition = workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason=" A flood. ")
    assert (edition.is_unreviewed_emergency, edition.emergency_reason) == (True, "A flood.")
    assert Situation.read(release, clock.now()).unreviewed == edition


def test_neither_the_publisher_nor_a_writer_of_the_text_reviews_it(desk: Desk) -> None:
    writer = person("Ann", Role.APPROVER)
    release = desk.draft()
    desk.edit_as(writer, release, headline="By Ann")
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="A flood.")
    for who in (desk.cast.publisher, writer):
        with pytest.raises(workflow.Refused, match="You wrote or published this text"):
            workflow.review_emergency(actor=who, release_id=release.pk)
    edition = workflow.review_emergency(actor=desk.cast.approver, release_id=release.pk)
    assert (edition.reviewed_by, edition.is_unreviewed_emergency) == (desk.cast.approver, False)


def test_each_emergency_is_reviewed_by_itself_the_oldest_first(desk: Desk) -> None:
    release = desk.draft()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="A flood.")
    desk.edit(release, body="<p>Worse.</p>", correction_note="Worse.")
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="Worse.")
    reviewed = [workflow.review_emergency(actor=desk.cast.approver, release_id=release.pk) for _round in range(2)]
    assert [edition.sequence for edition in reviewed] == [1, 2]
    assert Situation.read(release, clock.now()).unreviewed is None


def test_an_emergency_that_was_not_shown_is_not_reviewed(desk: Desk) -> None:
    release = desk.draft()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="A flood.")
    with pytest.raises(workflow.Stale, match="Another text waits for review"):
        workflow.review_emergency(actor=desk.cast.approver, release_id=release.pk, digest="0" * 64)
    shown = Edition.objects.get(release=release).digest
    workflow.review_emergency(actor=desk.cast.approver, release_id=release.pk, digest=shown)


def test_an_emergency_replaces_what_was_scheduled_and_clears_the_embargo(desk: Desk) -> None:
    release = desk.scheduled()
    edition = workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="A leak.")
    assert edition.public_from <= clock.now()
    assert Edition.objects.of_release(release.pk).first().public_from is None
    assert desk.fresh(release).terms.line == "FOR IMMEDIATE RELEASE"


def test_an_emergency_publishes_the_revision_that_was_shown(desk: Desk) -> None:
    release = desk.edit(desk.draft(), headline="Changed meanwhile")
    with pytest.raises(workflow.Stale):
        workflow.publish_in_emergency(
            actor=desk.cast.publisher, release_id=release.pk, reason="A flood.", revision_number=1
        )


def test_an_empty_text_is_no_emergency(desk: Desk) -> None:
    release = desk.draft(body="", contacts=())
    with pytest.raises(workflow.Refused) as refused:
        workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="A flood.")
    assert {reason.field for reason in refused.value.reasons} == {"body", "contacts"}


# --- What the panel asks is what the move does ---


def test_what_may_be_asked_beforehand_agrees_with_the_move(desk: Desk) -> None:
    release = desk.submitted()
    desk.edit_as(desk.cast.approver, release, headline="By the approver")
    for who in (desk.cast.approver, desk.cast.publisher):
        wrote = permissions.wrote_since_last_approval(who, Situation.read(desk.fresh(release), clock.now()))
        assert wrote == (who == desk.cast.approver)
