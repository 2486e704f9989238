"""What is approved is the text that was read, whole and fit to go out; any later change that readers get voids it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from releases import clock, workflow
from releases.embargo import Terms
from releases.models import Edition, Event
from releases.states import EmbargoKind, Status
from tests.cast import SWITCHBOARD, Desk, until

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _soon(hours: float) -> datetime:
    return clock.now().replace(second=0, microsecond=0) + timedelta(hours=hours)


# --- Fit to go out ---


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"body": ""}, "body", "The text is empty"),
        ({"body": "<p>&nbsp;</p><p><br></p>"}, "body", "The text is empty"),
        ({"contacts": ()}, "contacts", "No media contact has a public phone number or e-mail"),
        ({"contacts": (replace(SWITCHBOARD, phone_is_public=False),)}, "contacts", "tick “public”"),
        ({"contacts": (replace(SWITCHBOARD, phone="", name="Ida"),)}, "contacts", "tick “public”"),
        ({"correction_note": "The day."}, "correction_note", "nothing to correct"),
        ({"terms": until(datetime(2026, 1, 1, 12, 0, tzinfo=UTC))}, "embargo", "The embargo has passed"),
    ],
)
def test_a_gap_is_named_at_its_field_when_the_text_is_submitted(
    desk: Desk, changes: dict[str, Any], field: str, words: str
) -> None:
    release = desk.draft(**changes)
    with pytest.raises(workflow.Refused, match=words) as refused:
        workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    assert [reason.field for reason in refused.value.reasons] == [field]
    assert desk.fresh(release).status == Status.DRAFT


def test_an_e_mail_address_is_contact_enough(desk: Desk) -> None:
    line = replace(SWITCHBOARD, phone="", email="press@port.example", email_is_public=True)
    assert desk.approved(contacts=(line,)).status == Status.APPROVED


def test_a_gap_made_after_the_submission_is_found_by_the_approval(desk: Desk) -> None:
    release = desk.edit(desk.submitted(), contacts=())
    with pytest.raises(workflow.Refused, match="No media contact"):
        desk.approve(release)


def test_an_embargo_that_passed_while_the_text_waited_is_found_by_the_approval(desk: Desk) -> None:
    lift = _soon(1)
    release = desk.submitted(terms=until(lift))
    with time_machine.travel(lift, tick=False), pytest.raises(workflow.Refused, match="The embargo has passed"):
        desk.approve(release)


def test_an_embargo_that_passed_after_the_approval_holds_nothing_up(desk: Desk) -> None:
    """Somebody was at lunch: the text is vouched for and its time has come."""
    lift = _soon(1)
    release = desk.approved(terms=until(lift))
    with time_machine.travel(lift + timedelta(minutes=5), tick=False):
        edition = workflow.publish(actor=desk.cast.publisher, release_id=release.pk)
        assert edition.public_from == clock.now()


def test_a_text_is_submitted_as_it_was_shown(desk: Desk) -> None:
    release = desk.edit(desk.draft(), headline="Changed meanwhile")
    with pytest.raises(workflow.Stale, match="Wren changed"):
        workflow.submit(actor=desk.cast.writer, release_id=release.pk, revision_number=1)
    workflow.submit(actor=desk.cast.writer, release_id=release.pk, revision_number=2)


# --- The text that was read ---


def test_the_approval_of_a_text_that_changed_is_refused_and_names_who_changed_it(desk: Desk) -> None:
    release = desk.submitted()
    read = desk.revision(release).digest
    desk.edit(release, headline="Changed after it was opened")
    with pytest.raises(workflow.Stale, match="Wren changed the text") as stale:
        workflow.approve(actor=desk.cast.approver, release_id=release.pk, digest=read)
    assert stale.value.revision_number == 2
    assert not Edition.objects.exists()
    assert desk.fresh(release).status == Status.SUBMITTED


def test_a_text_that_was_changed_and_changed_back_is_another_approval(desk: Desk) -> None:
    """Its seals are new, so that an approver who read the first is shown that somebody was at work."""
    release = desk.submitted()
    read = desk.revision(release).digest
    desk.edit(release, headline="Changed")
    desk.edit(release, headline="Harbour opens new pilot station")
    with pytest.raises(workflow.Stale):
        workflow.approve(actor=desk.cast.approver, release_id=release.pk, digest=read)


def test_an_embargo_that_was_changed_after_it_was_read_is_not_approved(desk: Desk) -> None:
    """It is outside the digest, and on the approver's form."""
    release = desk.submitted()
    read = desk.revision(release).digest
    desk.edit(release, terms=until(_soon(5)))
    approve = {"actor": desk.cast.approver, "release_id": release.pk, "digest": read}
    with pytest.raises(workflow.Stale, match="The embargo was changed"):
        workflow.approve(**approve, release_line="FOR IMMEDIATE RELEASE")
    workflow.approve(**approve, release_line=desk.fresh(release).terms.line)


def test_an_embargo_that_was_moved_after_it_was_read_is_not_published(desk: Desk) -> None:
    release = desk.approved(terms=until(_soon(5)))
    line = release.terms.line
    workflow.reschedule(actor=desk.cast.publisher, release_id=release.pk, terms=until(_soon(6)))
    with pytest.raises(workflow.Stale, match="The embargo was changed"):
        workflow.publish(actor=desk.cast.publisher, release_id=release.pk, release_line=line)


@pytest.mark.parametrize("digest", ["", "0" * 64, "’"])
def test_an_approval_without_the_digest_is_refused(desk: Desk, digest: str) -> None:
    release = desk.submitted()
    with pytest.raises(workflow.Stale):
        workflow.approve(actor=desk.cast.approver, release_id=release.pk, digest=digest)


def test_a_staff_only_number_changed_meanwhile_does_not_disturb_the_approver(desk: Desk) -> None:
    release = desk.submitted()
    read = desk.revision(release).digest
    desk.edit(release, contacts=(replace(SWITCHBOARD, after_hours="202-555-0199"),))
    assert workflow.approve(actor=desk.cast.approver, release_id=release.pk, digest=read).revision_number == 2


def test_the_text_that_is_published_is_the_one_that_was_shown(desk: Desk) -> None:
    release = desk.approved()
    shown = Edition.objects.get(release=release).digest
    desk.edit(release, headline="Another")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    with pytest.raises(workflow.Stale, match="Another text has been approved"):
        workflow.publish(actor=desk.cast.publisher, release_id=release.pk, digest=shown)
    assert not Edition.objects.filter(public_from__isnull=False).exists()


def test_the_record_keeps_who_approved_which_digest_under_which_line(desk: Desk) -> None:
    lift = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
    release = desk.approved(terms=until(lift))
    event = Event.objects.get(release=release, what="approve")
    assert (event.actor_name, event.digest) == ("Ada", Edition.objects.get(release=release).digest)
    assert event.detail["embargo"] == "EMBARGOED UNTIL 10:00 a.m. ET, Friday, Feb. 14, 2031"


# --- What voids an approval ---


@pytest.mark.parametrize(
    "changes",
    [
        {"headline": "Another"},
        {"contacts": (SWITCHBOARD, replace(SWITCHBOARD, phone="202-555-0111"))},
        {"contacts": (replace(SWITCHBOARD, after_hours="1", after_hours_is_public=True),)},
        {"language": "es"},
        {"terms": Terms(EmbargoKind.BY_HAND)},
        {"terms": until(datetime(2031, 2, 14, 15, 0, tzinfo=UTC))},
    ],
    ids=str,
)
def test_what_readers_get_and_when_voids_it(desk: Desk, changes: dict[str, Any]) -> None:
    release = desk.edit(desk.approved(), **changes)
    assert release.status == Status.DRAFT
    with pytest.raises(workflow.Refused):
        workflow.publish(actor=desk.cast.publisher, release_id=release.pk)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"headline": " Harbour  opens new pilot station"},
        {"body": "<p>The Harbour Authority opened its new pilot station on Monday.</p>\n<script>x</script>"},
        {"contacts": (replace(SWITCHBOARD, after_hours="202-555-0199"),)},
        {"contacts": (SWITCHBOARD, replace(SWITCHBOARD, phone="202-555-0111", phone_is_public=False))},
        {"slug": "pilots"},
    ],
    ids=str,
)
def test_what_readers_never_get_voids_nothing(desk: Desk, changes: dict[str, Any]) -> None:
    release = desk.edit(desk.approved(), **changes)
    assert release.status == Status.APPROVED
    workflow.publish(actor=desk.cast.publisher, release_id=release.pk)


def test_an_approved_text_that_was_sent_back_does_not_go_out(desk: Desk) -> None:
    release = desk.approved()
    workflow.send_back(actor=desk.cast.approver, release_id=release.pk, reason="On second thoughts.")
    with pytest.raises(workflow.Refused, match="submitted and approved first"):
        workflow.publish(actor=desk.cast.publisher, release_id=release.pk)


def test_of_two_approved_texts_the_latest_goes_out(desk: Desk) -> None:
    release = desk.approved()
    desk.edit(release, headline="Another")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    assert workflow.publish(actor=desk.cast.publisher, release_id=release.pk).headline == "Another"


def test_an_older_approval_does_not_go_out_after_an_emergency(desk: Desk) -> None:
    release = desk.approved()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="A flood.")
    with pytest.raises(workflow.Refused, match="nothing waits to be published"):
        workflow.correct(actor=desk.cast.publisher, release_id=release.pk)
