"""The record is readable: who did what, when, why, from where to where; and any two texts can be compared."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from releases import clock, workflow
from releases.models import Event, Release, Revision
from releases.states import Status
from tests.cast import SWITCHBOARD, Desk, person, until
from tests.desk.pages import change, messages, signed_in

pytestmark = pytest.mark.django_db

RECORD: Final = "admin:releases_release_record"
COMPARE: Final = "admin:releases_release_compare"
RESTORE: Final = "admin:releases_release_restore"


def _record(desk: Desk, release: Release) -> Any:
    return signed_in(desk.cast.writer).get(reverse(RECORD, args=[release.pk]))


def _compare(desk: Desk, release: Release, **sides: Any) -> Any:
    return signed_in(desk.cast.writer).get(reverse(COMPARE, args=[release.pk]), sides)


def test_each_line_says_who_did_what_when_and_why() -> None:
    desk = Desk()
    release = desk.submitted()
    workflow.send_back(actor=desk.cast.approver, release_id=release.pk, reason="The day is wrong.")
    desk.edit(release, body="<p>On Tuesday.</p>")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    workflow.publish(actor=desk.cast.publisher, release_id=release.pk)
    response = _record(desk, release)
    said = [(line.who, line.what, line.became) for line in response.context["lines"]]
    assert [(who, became) for who, _what, became in said] == [
        ("Petra", "before: never public"),
        ("Ada", "Waiting for approval → Approved"),
        ("Wren", "Draft → Waiting for approval"),
        ("Wren", ""),
        ("Ada", "Waiting for approval → Draft"),
        ("Wren", "Draft → Waiting for approval"),
        ("Wren", ""),
    ]
    assert said[1][1] == "Approved revision 2, FOR IMMEDIATE RELEASE"
    assert said[3][1] == "Saved revision 2: text"
    assert said[6][1] == "Started (revision 1)"
    assert "The day is wrong." in response.text
    assert desk.revision(release).digest[:12] in response.text
    assert " ET, " in response.context["lines"][0].when


def test_the_record_stands_in_place_of_the_stock_history() -> None:
    desk = Desk()
    release = desk.draft()
    history = signed_in(desk.cast.writer).get(reverse("admin:releases_release_history", args=[release.pk]))
    assert history.status_code == 302
    assert history["Location"] == reverse(RECORD, args=[release.pk])


def test_every_event_of_a_long_life_has_words() -> None:
    desk = Desk()
    cast = desk.cast
    release = desk.scheduled()
    pk = release.pk
    later = until(clock.now().replace(second=0, microsecond=0) + timedelta(days=3))
    workflow.reschedule(actor=cast.publisher, release_id=pk, terms=later, reason="They asked.")
    workflow.hold(actor=cast.publisher, release_id=pk, reason="Wait.")
    workflow.limit_access(actor=cast.writer, release_id=pk, people=[cast.approver.pk, cast.publisher.pk])
    workflow.lift_access_limit(actor=cast.publisher, release_id=pk, reason="Known.")
    given = workflow.give_preview_link(actor=cast.approver, release_id=pk, reader="A lawyer", lasts=timedelta(hours=1))
    workflow.record_opening(given.link)
    workflow.revoke_preview_link(actor=cast.approver, release_id=pk, link_id=given.link.pk)
    workflow.publish_in_emergency(actor=cast.publisher, release_id=pk, reason="Now.")
    workflow.review_emergency(actor=cast.approver, release_id=pk)
    desk.edit(release, body="<p>Other.</p>", correction_note="The day.")
    workflow.submit(actor=cast.writer, release_id=pk)
    workflow.take_back(actor=cast.writer, release_id=pk)
    workflow.withdraw(actor=cast.publisher, release_id=pk, reason="Wrong.", keep_text=True)
    asked = workflow.ask_redaction(
        actor=cast.administrator, release_id=pk, field="headline", reason="Order.", public_mark="Removed."
    )
    workflow.redact(actor=cast.approver, release_id=pk, redaction_id=asked.pk)
    lines = _record(desk, release).context["lines"]
    assert len(lines) == Event.objects.filter(release=release).count()
    for line in lines:
        assert line.what[0].isupper()
        assert "_" not in line.what
        assert line.who
    opened = next(line for line in lines if line.what == "Opened the preview link")
    assert opened.who == "A lawyer"


def test_any_two_revisions_are_compared_in_one_column_or_side_by_side() -> None:
    desk = Desk()
    release = desk.edit(desk.edit(desk.draft(), headline="Second"), headline="Third", slug="third")
    response = _compare(desk, release, before=1, after=3)
    assert {change.field for change in response.context["changes"]} == {"headline", "slug"}
    sides = _compare(desk, release, before=1, after=3, **{"as": "sides"})
    assert sides.text.index("Harbour opens new pilot station</del>") < sides.text.index("Third</ins>")
    backwards = _compare(desk, release, before=3, after=1)
    assert "Third</del>" in backwards.text


def test_staff_only_numbers_and_the_embargo_are_compared_between_revisions() -> None:
    desk = Desk()
    release = desk.draft()
    lift = until(clock.now().replace(second=0, microsecond=0) + timedelta(days=3))
    desk.edit(release, contacts=(replace(SWITCHBOARD, after_hours="202-555-0199"),), terms=lift)
    response = _compare(desk, release, before=1, after=2)
    assert {change.field for change in response.context["changes"]} == {"contacts", "embargo"}
    assert "202-555-0199 (staff only)" in response.text
    assert lift.line.split()[-1] in response.text


def test_the_working_text_is_compared_with_what_is_live_in_one_click() -> None:
    desk = Desk()
    release = desk.live(contacts=(SWITCHBOARD,))
    desk.edit(release, body="<p>On Tuesday.</p>", correction_note="The day.")
    shown = signed_in(desk.cast.writer).get(change(release)).context["panel"]
    url = next(link.url for link in shown.links if link.label == "Compare with what is live")
    response = signed_in(desk.cast.writer).get(url)
    assert {change.field for change in response.context["changes"]} == {"body", "correction_note"}


@pytest.mark.parametrize(
    "sides",
    [
        {},
        {"before": "1"},
        {"before": "1", "after": "99"},
        {"before": "one", "after": "1"},
        {"before": "-1", "after": "1"},
        {"before": "9" * 400, "after": "1"},
        {"before": "٣", "after": "1"},
        {"before": "live", "after": "1"},
        {"before": "approved", "after": "1"},
    ],
)
def test_sides_that_do_not_exist_are_not_found(sides: dict[str, str]) -> None:
    desk = Desk()
    assert _compare(desk, desk.draft(), **sides).status_code == 404


def test_an_earlier_text_is_restored_as_a_draft_by_who_may_write() -> None:
    desk = Desk()
    release = desk.approved()
    desk.edit(release, headline="Second")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    client = signed_in(desk.cast.writer)
    url = reverse(RESTORE, args=[release.pk, 1])
    asked = client.get(url)
    assert "must be approved like any other text" in asked.text
    assert "The present approval falls." in asked.text
    assert {change.field for change in asked.context["changes"]} == {"headline"}
    assert desk.fresh(release).revision_number == 2
    done = client.post(url, {"revision": "2"}, follow=True)
    assert "must be approved like any other" in messages(done)[0]
    fresh = desk.fresh(release)
    assert (fresh.headline, fresh.status) == ("Harbour opens new pilot station", Status.DRAFT)
    assert Revision.objects.get(release=release, number=3).note == "Restored from revision 1"


def test_a_restore_that_comes_too_late_or_from_the_wrong_person_changes_nothing() -> None:
    desk = Desk()
    release = desk.edit(desk.draft(), headline="Second")
    url = reverse(RESTORE, args=[release.pk, 1])
    writer = signed_in(desk.cast.writer)
    desk.edit(release, headline="Third")
    late = writer.post(url, {"revision": "2"})
    assert late.status_code == 409
    assert "Wren changed this release" in late.text
    assert writer.post(url, {}).status_code == 409
    assert writer.post(url, {"revision": "²"}).status_code == 409
    wrong = signed_in(desk.cast.administrator)
    assert wrong.get(url).status_code == 403
    assert wrong.post(url, {"revision": "3"}).status_code == 409
    assert desk.fresh(release).headline == "Third"
    assert writer.get(reverse(RESTORE, args=[release.pk, 77])).status_code == 404
    assert writer.delete(url).status_code == 405


def test_the_record_shows_nothing_to_who_may_not_know_and_is_only_read() -> None:
    desk = Desk()
    release = desk.edit(desk.draft(), headline="Second")
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.approver.pk])
    stranger = signed_in(person("Stranger", "publisher", "administrator"))
    writer = signed_in(desk.cast.writer)
    for url in (
        reverse(RECORD, args=[release.pk]),
        reverse(COMPARE, args=[release.pk]) + "?before=1&after=2",
        reverse(RESTORE, args=[release.pk, 1]),
    ):
        assert stranger.get(url).status_code == 404
        assert writer.get(url).status_code == 200
        assert writer.put(url).status_code == 405


def test_the_record_costs_the_same_whatever_its_length() -> None:
    desk = Desk()
    release = desk.corrected()
    client = signed_in(desk.cast.writer)
    url = reverse(RECORD, args=[release.pk])

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    count()
    short = count()
    for day in ("Monday", "Wednesday"):
        desk.corrected(release, body=f"<p>On {day}.</p>")
    assert count() == short


def test_what_is_live_is_one_press_away_from_every_other_text() -> None:
    desk = Desk()
    client = signed_in(desk.cast.approver)
    release = desk.edit(desk.live(), subhead="One more line", correction_note="A line was missing.")
    there = reverse(COMPARE, args=[release.pk]) + "?before=live&amp;after=2"
    previews = [reverse("preview:working", args=[release.pk]), reverse("preview:revision", args=[release.pk, 1])]
    record = reverse(RECORD, args=[release.pk])
    shown = [there in client.get(page).text for page in (change(release), record, *previews)]
    assert shown == [True, True, True, False], "the last is what is live"
