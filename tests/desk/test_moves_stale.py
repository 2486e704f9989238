"""Nobody vouches for, or publishes, what they were not shown: neither another text nor another embargo."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

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


def test_the_approvers_page_refuses_an_embargo_that_it_did_not_show(client: Client) -> None:
    desk = Desk()
    release = desk.submitted()
    client.force_login(desk.cast.approver)
    url = reverse("admin:releases_release_move", args=[release.pk, "approve"])
    shown = client.get(url).context["form"].initial
    later = until(clock.now().replace(second=0, microsecond=0) + timedelta(hours=5))
    desk.edit(release, terms=later)
    refused = client.post(url, shown)
    assert refused.status_code == 409
    assert later.line in refused.content.decode()
    assert not Edition.objects.exists()
    carried = refused.context["form"].data
    again = {name: carried[name] for name in ("digest", "release_line", "revision")}
    assert client.post(url, again).status_code == 302
    assert Edition.objects.get().terms == later


def test_a_post_that_does_not_say_what_was_shown_approves_and_publishes_nothing(client: Client) -> None:
    desk = Desk()
    client.force_login(desk.cast.publisher)
    for release, move in ((desk.submitted(), "approve"), (desk.approved(), "publish")):
        url = reverse("admin:releases_release_move", args=[release.pk, move])
        assert client.post(url, {}).status_code == 409
    assert not Edition.objects.filter(public_from__isnull=False).exists()


def test_who_reviews_an_emergency_reads_what_went_out_and_not_the_working_text(client: Client) -> None:
    desk = Desk()
    release = desk.draft(body="<p>What went out.</p>")
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="It cannot wait.")
    desk.edit(release, body="<p>Milder words afterwards.</p>", correction_note="Milder.")
    client.force_login(desk.cast.approver)
    page = client.get(reverse("admin:releases_release_move", args=[release.pk, "review_emergency"]))
    assert page.context["edition"].body == "<p>What went out.</p>"
    assert page.context["form"].initial["digest"] == Edition.objects.get().digest
