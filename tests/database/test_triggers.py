# ruff: noqa: S608 - the names in this SQL are the test's own
"""What the database itself refuses, asked with raw SQL on whichever engine the suite runs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from releases import clock, triggers, workflow
from releases.models import Address, Edition, EditionOffice, Event, Redaction, Release, Revision
from tests.cast import Desk, until

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _sql(statement: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def _refused(act: Callable[[], Any], message: str) -> None:
    with pytest.raises(DatabaseError, match=message), transaction.atomic():
        act()


def test_every_trigger_is_there() -> None:
    assert triggers.installed(connection) == triggers.expected(connection.vendor)


def test_a_missing_trigger_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    table = "" if connection.vendor == "sqlite" else " ON releases_event"
    _sql(f"DROP TRIGGER newsroom_event_update{table}")
    with pytest.raises(Exception, match="newsroom_event_update"):
        call_command("check", databases=["default"])


@pytest.mark.parametrize("table", ["event", "revision", "edition", "editionoffice"])
def test_nothing_of_the_record_is_ever_deleted(desk: Desk, table: str) -> None:
    desk.corrected()
    _refused(lambda: _sql(f"DELETE FROM releases_{table}"), "never deleted")


def test_the_record_is_append_only(desk: Desk) -> None:
    desk.draft()
    _refused(lambda: _sql("UPDATE releases_event SET reason = 'x'"), "append-only")


@pytest.mark.parametrize(
    "column", ["headline", "subhead", "summary", "dateline", "body", "boilerplate", "number", "correction_note"]
)
def test_the_words_of_an_edition_are_frozen(desk: Desk, column: str) -> None:
    desk.live()
    _refused(lambda: _sql(f"UPDATE releases_edition SET {column} = 'x'"), "frozen")
    _refused(lambda: _sql(f"UPDATE releases_edition SET {column} = '[redacted]'"), "frozen")


@pytest.mark.parametrize("column", ["contacts", "speakers", "offices", "topics", "seals"])
def test_the_lists_of_an_edition_are_frozen(desk: Desk, column: str) -> None:
    desk.live()
    _refused(lambda: _sql(f"UPDATE releases_edition SET {column} = '[1]'"), "frozen")


@pytest.mark.parametrize("column", ["digest", "authority", "language", "kind"])
def test_the_facts_of_an_edition_are_frozen(desk: Desk, column: str) -> None:
    desk.live()
    _refused(lambda: _sql(f"UPDATE releases_edition SET {column} = 'imported'"), "frozen")


def test_a_revision_is_frozen(desk: Desk) -> None:
    desk.draft()
    _refused(lambda: _sql("UPDATE releases_revision SET digest = 'x'"), "frozen")
    _refused(lambda: Revision.objects.update(content={"headline": "x"}), "frozen")


def test_the_index_rows_of_an_edition_are_frozen(desk: Desk) -> None:
    desk.live()
    _refused(lambda: EditionOffice.objects.update(position=9), "frozen")


def test_a_window_that_has_opened_is_not_moved(desk: Desk) -> None:
    desk.live()
    ahead = clock.now() + timedelta(days=1)
    _refused(lambda: Edition.objects.update(public_from=ahead), "it is public")
    _refused(lambda: Edition.objects.update(embargo_kind="by_hand"), "it is public")


def test_a_window_that_has_closed_is_history(desk: Desk) -> None:
    release = desk.corrected()
    first = Edition.objects.filter(release=release, sequence=1)
    _refused(lambda: first.update(public_until=clock.now() + timedelta(days=1)), "history")


def test_no_window_is_opened_or_closed_in_the_past(desk: Desk) -> None:
    release = desk.approved()
    long_ago = clock.now() - timedelta(days=2)
    waiting = Edition.objects.filter(release=release)
    _refused(lambda: waiting.update(public_from=long_ago, issued_at=long_ago, issued_on=long_ago.date()), "in the past")
    imported = workflow.import_release
    from tests.cast import draft_for

    old = imported(actor=desk.cast.publisher, draft=draft_for(desk.cast.office), issued_at=clock.now() - timedelta(9))
    _refused(lambda: Edition.objects.filter(pk=old.pk).update(public_until=long_ago), "in the past")


def _copy(edition: Edition, **changes: Any) -> Edition:
    edition.pk = None
    edition._state.adding = True
    for name, value in {"id": Edition().id, "sequence": 9, **changes}.items():
        setattr(edition, name, value)
    edition.save(force_insert=True)
    return edition


def test_who_wrote_a_text_cannot_approve_it_past_the_workflow(desk: Desk) -> None:
    release = desk.approved()
    edition = Edition.objects.get(release=release)
    _refused(lambda: _copy(edition, authorised_by=desk.cast.writer), "cannot approve")


def test_an_edition_is_made_first_and_published_afterwards(desk: Desk) -> None:
    edition = Edition.objects.get(release=desk.live())
    _refused(lambda: _copy(edition), "published afterwards")


def test_an_edition_is_a_copy_of_a_revision(desk: Desk) -> None:
    edition = Edition.objects.get(release=desk.approved())
    _refused(lambda: _copy(edition, digest="0" * 64), "copy of one revision")


def test_a_review_comes_later_once_and_from_somebody_else(desk: Desk) -> None:
    release = desk.draft()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="A flood.")
    now = clock.now()
    mine = Edition.objects.filter(release=release)
    _refused(lambda: mine.update(reviewed_by=desk.cast.writer, reviewed_at=now), "reviewed once")
    workflow.review_emergency(actor=desk.cast.approver, release_id=release.pk)
    _refused(lambda: mine.update(reviewed_by=desk.cast.administrator, reviewed_at=now), "reviewed once")
    fresh = desk.draft()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=fresh.pk, reason="A flood.")
    made = Edition.objects.get(release=fresh)
    dates = {"public_from": None, "public_until": None, "issued_at": None, "issued_on": None}
    _refused(lambda: _copy(made, reviewed_by=desk.cast.approver, reviewed_at=now, **dates), "comes after")


def test_an_address_that_was_public_stays(desk: Desk) -> None:
    desk.live()
    _refused(lambda: _sql("DELETE FROM releases_address"), "for ever")
    _refused(lambda: Address.objects.update(path="/elsewhere/"), "does not change")


def test_a_redaction_is_confirmed_once_and_by_another(desk: Desk) -> None:
    release = desk.live()
    asked = workflow.ask_redaction(
        actor=desk.cast.administrator, release_id=release.pk, field="body", reason="An order.", public_mark="Removed."
    )
    _refused(lambda: Redaction.objects.update(ground="x"), "only be confirmed")
    _refused(
        lambda: Redaction.objects.update(
            confirmed_by=F("asked_by"), confirmed_at=clock.now(), event=Event.objects.first()
        ),
        "redaction_by_two",
    )
    workflow.redact(actor=desk.cast.approver, release_id=release.pk, redaction_id=asked.pk)
    _refused(lambda: Redaction.objects.update(confirmed_at=clock.now()), "only be confirmed")
    _refused(lambda: _sql("DELETE FROM releases_redaction"), "never deleted")


def test_one_open_window_a_release(desk: Desk) -> None:
    release = desk.live()
    desk.correction_approved(release)
    now = clock.now()
    second = Edition.objects.filter(release=release, sequence=2)
    _refused(
        lambda: second.update(public_from=now, issued_at=now, issued_on=now.date()),
        "UNIQUE|unique|edition_one_open_window",
    )


def test_a_window_ahead_may_still_be_moved(desk: Desk) -> None:
    release = desk.scheduled()
    later = until(clock.now().replace(second=0, microsecond=0) + timedelta(days=3))
    workflow.reschedule(actor=desk.cast.publisher, release_id=release.pk, terms=later)
    assert Edition.objects.get(release=release).public_from == later.at


def test_the_protected_tables_are_never_emptied() -> None:
    if connection.vendor == "postgresql":
        _refused(lambda: _sql("TRUNCATE releases_event CASCADE"), "never emptied")
    assert Release.objects.count() == 0
