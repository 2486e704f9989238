"""Nobody vouches for, or publishes, what they were not shown: neither another text nor another embargo."""

from datetime import timedelta

import pytest

from releases import clock, workflow
from releases.models import Edition
from releases.states import Status
from tests.cast import Desk, until

pytestmark = pytest.mark.django_db


def test_an_embargo_changed_after_the_approver_read_it_is_not_approved() -> None:
    desk = Desk()
    release = desk.submitted()
    read = desk.revision(release)
    desk.edit(release, terms=until(clock.now().replace(second=0, microsecond=0) + timedelta(hours=5)))
    assert desk.revision(release).digest == read.digest, "the embargo is outside the digest"
    with pytest.raises(workflow.Stale, match="EMBARGOED UNTIL"):
        workflow.approve(
            actor=desk.cast.approver,
            release_id=release.pk,
            digest=read.digest,
            release_line="FOR IMMEDIATE RELEASE",
        )
    assert desk.fresh(release).status == Status.SUBMITTED
    assert not Edition.objects.exists()


def test_a_lift_moved_after_the_publisher_read_it_is_not_published() -> None:
    desk = Desk()
    lift = clock.now().replace(second=0, microsecond=0) + timedelta(hours=5)
    release = desk.correction_approved(desk.live(), terms=until(lift))
    line = release.terms.line
    later = until(lift + timedelta(hours=1))
    workflow.reschedule(actor=desk.cast.publisher, release_id=release.pk, terms=later)
    with pytest.raises(workflow.Stale):
        workflow.correct(actor=desk.cast.publisher, release_id=release.pk, release_line=line)
    assert Edition.objects.latest("sequence").public_from is None
    workflow.correct(actor=desk.cast.publisher, release_id=release.pk, release_line=later.line)
    assert Edition.objects.latest("sequence").public_from == later.at


def test_an_emergency_that_was_not_shown_is_not_reviewed() -> None:
    desk = Desk()
    release = desk.draft()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="It cannot wait.")
    with pytest.raises(workflow.Stale):
        workflow.review_emergency(actor=desk.cast.approver, release_id=release.pk, digest="another")
    edition = Edition.objects.get()
    assert edition.reviewed_by is None
    workflow.review_emergency(actor=desk.cast.approver, release_id=release.pk, digest=edition.digest)
