"""The desk's front page: what waits for me, what goes out next, what nobody reviewed, my drafts. And no more."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from releases import clock, workflow
from releases.models import Person, Release
from tests.cast import Desk, draft_for, person, until
from tests.desk.pages import signed_in

pytestmark = pytest.mark.django_db


def _overview(somebody: Person) -> Any:
    return signed_in(somebody).get(reverse("admin:index"))


def _listed(response: Any, name: str) -> list[Release]:
    return [row.release for row in response.context[name]["rows"]]


def _row(response: Any, name: str) -> Any:
    [row] = response.context[name]["rows"]
    return row


def test_a_submitted_text_waits_for_those_who_may_approve_it_and_wrote_none_of_it() -> None:
    desk = Desk()
    release = desk.submitted()
    row = _row(_overview(desk.cast.approver), "waiting")
    assert row.release == release
    assert (row.action, row.action_url) == (
        "Approve",
        reverse("admin:releases_release_move", args=[release.pk, "approve"]),
    )
    assert row.notes[0].startswith("submitted by Wren, waits since ")
    assert not _listed(_overview(desk.cast.writer), "waiting")
    mine = workflow.start_draft(actor=desk.cast.approver, draft=draft_for(desk.cast.office, headline="Mine")).release
    workflow.submit(actor=desk.cast.approver, release_id=mine.pk)
    assert mine not in _listed(_overview(desk.cast.approver), "waiting")
    assert mine in _listed(_overview(desk.cast.publisher), "waiting")


def test_an_approved_text_waits_for_a_publisher_with_when_it_is_needed() -> None:
    desk = Desk()
    lift = clock.now().replace(second=0, microsecond=0) + timedelta(hours=3)
    release = desk.approved(terms=until(lift))
    row = _row(_overview(desk.cast.publisher), "waiting")
    assert (row.release, row.action) == (release, "Publish")
    assert row.notes[0].startswith("approved by Ada, waits since ")
    assert row.urgent.startswith("needed by ")
    assert "in 2 h 5" in row.urgent or "in 3 h" in row.urgent
    assert not _listed(_overview(desk.cast.approver), "waiting")


def test_a_countdown_is_given_the_instants_and_says_the_rest_without_scripts() -> None:
    desk = Desk()
    lift = clock.now().replace(second=0, microsecond=0) + timedelta(hours=3)
    desk.scheduled(lift)
    page = _overview(desk.cast.writer)
    assert f'data-now="{page.context["at"].isoformat(timespec="seconds")}"' in page.text
    assert f'datetime="{lift.isoformat()}" data-countdown' in page.text
    assert f">{_row(page, 'next_out').urgent}</time>" in page.text
    assert "desk/countdown.js" in page.text


def test_what_is_needed_soonest_comes_first() -> None:
    desk = Desk()
    now = clock.now().replace(second=0, microsecond=0)
    whenever = desk.submitted(headline="Whenever")
    later = desk.submitted(headline="Later", terms=until(now + timedelta(days=2)))
    soon = desk.approved(headline="Soon", terms=until(now + timedelta(hours=2)))
    assert _listed(_overview(desk.cast.publisher), "waiting") == [soon, later, whenever]


def test_a_text_sent_back_waits_for_its_writer_with_the_reason() -> None:
    desk = Desk()
    release = desk.submitted()
    workflow.send_back(actor=desk.cast.approver, release_id=release.pk, reason="The day is wrong.")
    row = _row(_overview(desk.cast.writer), "waiting")
    assert row.release == release
    assert row.notes[0].startswith("sent back by Ada, waits since ")
    assert "“The day is wrong.”" in row.notes[0]
    assert not _listed(_overview(desk.cast.writer), "drafts")
    assert not _listed(_overview(desk.cast.approver), "waiting")


def test_a_redaction_waits_for_somebody_else() -> None:
    desk = Desk()
    release = desk.live()
    both = person("Both", "administrator", "approver")
    workflow.ask_redaction(
        actor=both, release_id=release.pk, field="headline", reason="A court's order.", public_mark="Removed."
    )
    assert not _listed(_overview(both), "waiting")
    row = _row(_overview(desk.cast.approver), "waiting")
    assert row.notes[0].startswith("Both asks for a redaction (headline) since ")


def test_what_goes_out_next_stands_soonest_first_in_words() -> None:
    desk = Desk()
    now = clock.now().replace(second=0, microsecond=0)
    second = desk.scheduled(now + timedelta(days=3, hours=1), headline="Second")
    first = desk.scheduled(now + timedelta(hours=2), headline="First")
    response = _overview(desk.cast.writer)
    assert _listed(response, "next_out") == [first, second]
    rows = response.context["next_out"]["rows"]
    assert rows[0].notes == (first.terms.line.removeprefix("EMBARGOED UNTIL "),)
    assert rows[0].urgent.startswith("in 1 h 5")
    assert rows[1].urgent == "in 3 days"


def test_an_emergency_is_on_every_desk_until_somebody_else_reviews_it() -> None:
    desk = Desk()
    release = desk.draft()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="The gate broke.")
    for somebody in (desk.cast.writer, desk.cast.approver, desk.cast.publisher):
        row = _row(_overview(somebody), "unreviewed")
        assert row.notes[0].startswith("published by Petra alone at ")
        assert "The gate broke." in row.notes[0]
        assert bool(row.action) == (somebody == desk.cast.approver)
    workflow.review_emergency(actor=desk.cast.approver, release_id=release.pk)
    assert not _listed(_overview(desk.cast.writer), "unreviewed")


def test_what_is_on_the_site_is_listed_with_its_address() -> None:
    desk = Desk()
    desk.draft(headline="Hidden")
    release = desk.live()
    response = _overview(desk.cast.writer)
    assert [edition.release_id for edition in response.context["live"]] == [release.pk]
    assert response.context["live"][0].get_absolute_url() in response.text


def test_an_empty_desk_says_so_in_plain_words() -> None:
    response = _overview(Desk().cast.writer)
    for words in ("Nothing waits for you.", "Nothing is scheduled.", "You have no drafts.", "Nothing is public yet."):
        assert words in response.text
    assert "reviewed by nobody else" not in response.text
    assert "Media contacts" in response.text or "Contacts" in response.text, "the stock list stays, below"


def test_a_limited_release_and_another_offices_are_on_no_list() -> None:
    desk = Desk()
    stranger = person("Stranger", "publisher")
    for release in (desk.submitted(), desk.approved(), desk.scheduled(), desk.live()):
        workflow.limit_access(
            actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.writer.pk, desk.cast.approver.pk]
        )
    response = _overview(stranger)
    assert "pilot station" not in response.text
    for name in ("waiting", "next_out", "unreviewed", "drafts"):
        assert not _listed(response, name)
    assert not response.context["live"]


def test_a_redaction_of_a_limited_release_waits_for_those_named_on_it_alone() -> None:
    desk = Desk()
    release, cast = desk.live(), desk.cast
    workflow.limit_access(actor=cast.writer, release_id=release.pk, people=[cast.approver.pk, cast.administrator.pk])
    workflow.ask_redaction(
        actor=cast.administrator, release_id=release.pk, field="headline", reason="An order.", public_mark="Removed."
    )
    assert _listed(_overview(cast.approver), "waiting") == [release]
    assert not _listed(_overview(person("Abel", "approver")), "waiting")


def test_the_number_of_queries_does_not_grow_with_what_is_listed() -> None:
    desk = Desk()

    def everything() -> None:
        desk.draft()
        sent = desk.submitted()
        workflow.send_back(actor=desk.cast.approver, release_id=sent.pk, reason="Again.")
        desk.submitted()
        desk.approved()
        desk.scheduled()
        pair = [desk.submitted().pk, desk.draft().pk]
        workflow.bundle_together(actor=desk.cast.publisher, release_ids=pair)
        desk.correction_approved(desk.live())
        alone = desk.draft()
        workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=alone.pk, reason="Now.")

    def count(somebody: Person) -> int:
        client = signed_in(somebody)
        client.get(reverse("admin:index"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("admin:index")).status_code == 200
        return len(queries)

    everything()
    people = (desk.cast.writer, desk.cast.publisher)
    few = [count(somebody) for somebody in people]
    for _more in range(4):
        everything()
    assert [count(somebody) for somebody in people] == few
    assert max(few) <= 24


def test_more_than_fit_are_said_to_be_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("releases.admin.overview.MOST", 2)
    desk = Desk()
    for _each in range(3):
        desk.submitted()
    response = _overview(desk.cast.approver)
    assert len(_listed(response, "waiting")) == 2
    assert "There are more" in response.text
