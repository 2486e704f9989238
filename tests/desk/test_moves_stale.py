"""Nobody vouches for, or publishes, what they were not shown: neither another text nor another embargo."""

from datetime import timedelta
from typing import Any, Final

import pytest
from django.urls import reverse

from releases import clock, workflow
from releases.models import Edition, Event, Release
from releases.states import Status
from tests.cast import Desk, until
from tests.desk.pages import fields_of, opened, signed_in

pytestmark = pytest.mark.django_db

FORM: Final = "move_form"


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


def _page(release: Release, move: str) -> str:
    return reverse("admin:releases_release_move", args=[release.pk, move])


def _words(changes: Any, kind: str) -> str:
    return "".join(
        piece.text
        for change in changes
        for passage in change.passages
        for piece in passage.pieces
        if piece.kind == kind
    )


def test_the_approver_reads_what_changed_meanwhile_and_then_it_takes_one_more_click() -> None:
    desk = Desk()
    release = desk.submitted()
    client = signed_in(desk.cast.approver)
    read = opened(client, _page(release, "approve"), FORM)
    desk.edit(release, headline="Harbour opens second pilot station")
    stale = client.post(_page(release, "approve"), read)
    assert stale.status_code == 409
    assert "Wren changed the text after you opened it" in stale.text
    assert _words(stale.context["since"], "removed") == "new"
    assert _words(stale.context["since"], "added") == "second"
    assert not Edition.objects.exists()
    again = client.post(_page(release, "approve"), fields_of(stale.text, FORM))
    assert again.status_code == 302
    assert Edition.objects.get().headline == "Harbour opens second pilot station"


def test_an_embargo_changed_meanwhile_is_shown_and_then_approved() -> None:
    desk = Desk()
    release = desk.submitted()
    client = signed_in(desk.cast.approver)
    read = opened(client, _page(release, "approve"), FORM)
    desk.edit(release, terms=until(clock.now().replace(second=0, microsecond=0) + timedelta(hours=5)))
    stale = client.post(_page(release, "approve"), read)
    assert stale.status_code == 409
    assert [change.field for change in stale.context["since"]] == ["embargo"]
    assert _words(stale.context["since"], "removed").startswith("FOR IMMEDIATE")
    assert client.post(_page(release, "approve"), fields_of(stale.text, FORM)).status_code == 302
    assert Edition.objects.get().terms == desk.fresh(release).terms


def test_a_second_stale_look_is_stale_again() -> None:
    desk = Desk()
    release = desk.submitted()
    client = signed_in(desk.cast.approver)
    read = opened(client, _page(release, "approve"), FORM)
    desk.edit(release, headline="Second")
    first = client.post(_page(release, "approve"), read)
    desk.edit(release, headline="Third")
    second = client.post(_page(release, "approve"), fields_of(first.text, FORM))
    assert second.status_code == 409
    assert _words(second.context["since"], "removed") == "Second"
    assert _words(second.context["since"], "added") == "Third"
    assert not Edition.objects.exists()


def test_a_forged_or_missing_identity_approves_nothing() -> None:
    desk = Desk()
    release = desk.submitted()
    client = signed_in(desk.cast.approver)
    for typed in ({}, {"digest": "0" * 64, "revision_number": "1"}, {"digest": "x" * 65}, {"revision_number": "many"}):
        assert client.post(_page(release, "approve"), typed).status_code in {409, 422}
    assert desk.fresh(release).status == Status.SUBMITTED


@pytest.mark.parametrize("move", ["submit", "approve", "publish", "review_emergency", "emergency"])
def test_a_post_that_does_not_say_what_was_shown_makes_no_move(move: str) -> None:
    desk = Desk()
    builders = {"submit": desk.draft, "emergency": desk.draft, "approve": desk.submitted, "publish": desk.approved}
    release = builders.get(move, desk.draft)()
    if move == "review_emergency":
        workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="It cannot wait.")
    who = {"submit": desk.cast.writer, "publish": desk.cast.publisher, "emergency": desk.cast.publisher}
    before = Event.objects.count()
    bare = {"reason": "Because.", "sure": "on"}
    assert signed_in(who.get(move, desk.cast.approver)).post(_page(release, move), bare).status_code == 409
    assert Event.objects.count() == before


def test_a_text_changed_after_the_writer_opened_the_page_is_not_submitted_unseen() -> None:
    desk = Desk()
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    read = opened(client, _page(release, "submit"), FORM)
    desk.edit(release, headline="By somebody else")
    assert client.post(_page(release, "submit"), read).status_code == 409
    assert desk.fresh(release).status == Status.DRAFT


def test_an_emergency_text_changed_meanwhile_does_not_go_out_and_the_reason_is_kept() -> None:
    desk = Desk()
    release = desk.draft()
    client = signed_in(desk.cast.publisher)
    read = opened(client, _page(release, "emergency"), FORM, reason="The gate broke.", sure="on")
    desk.edit(release, headline="By somebody else")
    stale = client.post(_page(release, "emergency"), read)
    assert stale.status_code == 409
    assert fields_of(stale.text, FORM)["reason"] == "The gate broke."
    assert client.post(_page(release, "emergency"), fields_of(stale.text, FORM)).status_code == 302
    assert Edition.objects.get().headline == "By somebody else"
