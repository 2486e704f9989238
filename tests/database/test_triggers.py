# ruff: noqa: S608 - the names in this SQL are the test's own
"""What the database itself refuses, asked with raw SQL on whichever engine the suite runs.

Every trigger has its act here. The act is refused with the trigger's own sentence, and succeeds once that one
trigger is gone: so it is that trigger which refuses, and none is there for nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from releases import clock, triggers, workflow
from releases.document import Source
from releases.models import (
    Edition,
    EditionOffice,
    EditionTopic,
    Event,
    Person,
    Redaction,
    Release,
    Revision,
    Role,
    Topic,
)
from releases.passages import Passage
from releases.triggers import REDACTABLE_LISTS, REDACTABLE_TEXT
from tests.cast import Desk, draft_for, person

pytestmark = pytest.mark.django_db

REFUSALS = {refusal.name: refusal for refusal in triggers.refusals(connection.vendor)}
Act = Callable[[], None]
ACTS: dict[str, Callable[[Desk], Act]] = {}


def trips(*names: str) -> Callable[[Callable[[Desk], Act]], Callable[[Desk], Act]]:
    """Register how to trip these triggers: the function prepares, and returns the act."""

    def register(prepare: Callable[[Desk], Act]) -> Callable[[Desk], Act]:
        for name in names:
            ACTS[name] = prepare
        return prepare

    return register


def sql(statement: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [_adapted(one) for one in params])


def _adapted(value: Any) -> Any:
    if isinstance(value, (Release, Edition, Revision, Redaction, Person)):
        value = value.pk
    if connection.vendor == "sqlite" and hasattr(value, "hex") and not isinstance(value, (int, float, str)):
        return value.hex
    if hasattr(value, "isoformat"):
        return connection.ops.adapt_datetimefield_value(value)
    return str(value) if hasattr(value, "hex") and not isinstance(value, (int, float)) else value


# --- Never deleted, never emptied ---

for _table in triggers._KEPT_ROWS:

    @trips(f"{_table}_delete")
    def _delete(desk: Desk, table: str = _table) -> Act:
        topic = Topic.objects.create(name="Pilots", slug="pilots")
        release = desk.live(topics=(topic.pk,))
        _asked(desk, release)
        _read_from_text(desk)
        workflow.remark(actor=desk.cast.writer, release_id=release.pk, text="Good.")
        return lambda: sql(f"DELETE FROM releases_{table}")


@trips("address_delete")
def _address_delete(desk: Desk) -> Act:
    desk.live()
    return lambda: sql("DELETE FROM releases_address")


@trips("address_update")
def _address_update(desk: Desk) -> Act:
    desk.live()
    return lambda: sql("UPDATE releases_address SET path = '/elsewhere/'")


@trips("event_update")
def _event_update(desk: Desk) -> Act:
    desk.draft()
    return lambda: sql("UPDATE releases_event SET actor_name = 'Nobody'")


# --- Frozen ---


@trips("edition_frozen")
def _edition_frozen(desk: Desk) -> Act:
    desk.live()
    return lambda: sql("UPDATE releases_edition SET kind = 'readout'")


for _field in REDACTABLE_TEXT:

    @trips(f"edition_frozen_{_field}")
    def _frozen_text(desk: Desk, field: str = _field) -> Act:
        desk.live()
        return lambda: sql(f"UPDATE releases_edition SET {field} = 'Forged'")


for _field in REDACTABLE_LISTS:

    @trips(f"edition_frozen_{_field}")
    def _frozen_list(desk: Desk, field: str = _field) -> Act:
        desk.live()
        return lambda: sql(f"UPDATE releases_edition SET {field} = %s", '[{"name": "Forged"}]')


@trips("edition_seals")
def _edition_seals(desk: Desk) -> Act:
    desk.live()
    return lambda: sql("UPDATE releases_edition SET redaction_mark = 'Removed.'")


@trips("editionoffice_frozen")
def _office_link(desk: Desk) -> Act:
    desk.live()
    return lambda: sql("UPDATE releases_editionoffice SET position = 9")


@trips("editiontopic_frozen")
def _topic_link(desk: Desk) -> Act:
    topic = Topic.objects.create(name="Pilots", slug="pilots")
    desk.live(topics=(topic.pk,))
    return lambda: sql("UPDATE releases_editiontopic SET position = 9")


@trips("revision_frozen")
def _revision_frozen(desk: Desk) -> Act:
    desk.draft()
    return lambda: sql("UPDATE releases_revision SET author_name = 'Nobody'")


@trips("source_frozen")
def _source_frozen(desk: Desk) -> Act:
    _read_from_text(desk)
    return lambda: sql("UPDATE releases_intakesource SET text = 'Forged'")


@trips("redaction_update")
def _redaction_update(desk: Desk) -> Act:
    _asked(desk, desk.live())
    return lambda: sql("UPDATE releases_redaction SET ground = 'Another'")


@trips("remark_frozen")
def _remark_frozen(desk: Desk) -> Act:
    workflow.remark(actor=desk.cast.writer, release_id=desk.live().pk, text="Good.")
    return lambda: sql("UPDATE releases_remark SET text = 'Forged'")


# --- Windows ---


@trips("edition_window_opened")
def _window_opened(desk: Desk) -> Act:
    desk.live()
    return lambda: sql("UPDATE releases_edition SET public_from = %s", clock.now() + timedelta(days=1))


@trips("edition_embargo_passed")
def _embargo_passed(desk: Desk) -> Act:
    desk.live()
    return lambda: sql("UPDATE releases_edition SET embargo_kind = 'by_hand'")


@trips("edition_window_closed")
def _window_closed(desk: Desk) -> Act:
    desk.corrected()
    tomorrow = clock.now() + timedelta(days=1)
    return lambda: sql("UPDATE releases_edition SET public_until = %s WHERE sequence = 1", tomorrow)


@trips("edition_backdated_public_from")
def _opened_in_the_past(desk: Desk) -> Act:
    desk.approved()
    yesterday = clock.now() - timedelta(days=1)
    return lambda: sql(
        "UPDATE releases_edition SET public_from = %s, issued_at = %s, issued_on = '2026-01-01'", yesterday, yesterday
    )


@trips("edition_backdated_public_until")
def _closed_in_the_past(desk: Desk) -> Act:
    long_ago = clock.now() - timedelta(days=9)
    workflow.import_release(actor=desk.cast.publisher, draft=draft_for(desk.cast.office), issued_at=long_ago)
    return lambda: sql("UPDATE releases_edition SET public_until = %s", long_ago + timedelta(days=1))


@trips("edition_insert_window")
def _made_with_a_window(desk: Desk) -> Act:
    edition = Edition.objects.get(release=desk.live())
    now = clock.now()
    closed = {"public_from": now, "public_until": now + timedelta(days=1), "issued_at": now, "issued_on": now.date()}
    return lambda: _insert_copy(edition, **closed)


# --- Authority ---


@trips("edition_four_eyes")
def _approved_by_its_writer(desk: Desk) -> Act:
    edition = Edition.objects.get(release=desk.approved())
    return lambda: _insert_copy(edition, authorised_by=desk.cast.writer)


@trips("edition_is_a_revision")
def _of_no_revision(desk: Desk) -> Act:
    edition = Edition.objects.get(release=desk.approved())
    return lambda: _insert_copy(edition, digest="0" * 64)


@trips("edition_insert_reviewed")
def _reviewed_before_it_was_made(desk: Desk) -> Act:
    release = desk.draft()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="A flood.")
    edition = Edition.objects.get(release=release)
    empty = {"public_from": None, "public_until": None, "issued_at": None, "issued_on": None}
    return lambda: _insert_copy(edition, reviewed_by=desk.cast.approver, reviewed_at=clock.now(), **empty)


@trips("edition_review")
def _reviewed_by_its_writer(desk: Desk) -> Act:
    release = desk.draft()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="A flood.")
    return lambda: sql(
        "UPDATE releases_edition SET reviewed_by_id = %s, reviewed_at = %s", desk.cast.writer, clock.now()
    )


def _insert_copy(edition: Edition, **changes: Any) -> None:
    copy = Edition.objects.get(pk=edition.pk)
    for name, value in {"pk": uuid4(), "sequence": 99, **_WITHOUT_A_WINDOW, **changes}.items():
        setattr(copy, name, value)
    copy.save(force_insert=True)


_WITHOUT_A_WINDOW = {"public_from": None, "public_until": None, "issued_at": None, "issued_on": None}


def _read_from_text(desk: Desk) -> None:
    workflow.start_draft(
        actor=desk.cast.writer, draft=draft_for(desk.cast.office), source=Source(text="Harbour opens", name="a.txt")
    )


def _asked(desk: Desk, release: Release, field: str = "body") -> Redaction:
    return workflow.ask_redaction(
        actor=desk.cast.administrator, release_id=release.pk, field=field, reason="An order.", public_mark="Removed."
    )


# --- Each is tripped ---


def test_every_trigger_has_an_act_here() -> None:
    assert set(ACTS) == set(REFUSALS)


def refused(act: Act, sentence: str) -> None:
    with pytest.raises(DatabaseError, match=sentence), transaction.atomic():
        act()


@contextmanager
def without(name: str) -> Iterator[None]:
    with transaction.atomic():
        if connection.vendor == "postgresql":
            sql("SET CONSTRAINTS ALL IMMEDIATE")
            sql("SET CONSTRAINTS ALL DEFERRED")
        sql(
            f"DROP TRIGGER newsroom_{name}"
            + (f" ON {REFUSALS[name].table}" if connection.vendor == "postgresql" else "")
        )
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted(REFUSALS))
def test_it_is_refused_and_by_this_trigger(name: str) -> None:
    act = ACTS[name](Desk())
    refused(act, REFUSALS[name].message)
    with without(name):
        act()


# --- Column by column ---

# What may still change: a review and a confirmation, each once, and the index that follows a window.
CHANGEABLE: dict[type[Model], set[str]] = {
    Edition: {"reviewed_by", "reviewed_at"},
    EditionOffice: {"issued_at"},
    EditionTopic: {"issued_at"},
    Event: set(),
    Redaction: {"confirmed_by", "confirmed_at", "event"},
    Revision: set(),
}


def _another(field: Any, value: Any) -> Any:
    """A value that the column could hold and does not."""
    kind = field.target_field if field.is_relation else field
    match kind.get_internal_type():
        case "UUIDField":
            return uuid4()
        case "BooleanField":
            return not value
        case "DateTimeField":
            return clock.now() + timedelta(days=9)
        case "DateField":
            return clock.now().date() + timedelta(days=9)
        case "JSONField":
            return ["forged"]
        case "CharField" | "TextField":
            return "forged"
        case _:
            return 99


@pytest.mark.parametrize("model", CHANGEABLE, ids=lambda model: model.__name__)
def test_no_column_of_what_is_frozen_can_be_changed(model: type[Model]) -> None:
    desk = Desk()
    topic = Topic.objects.create(name="Pilots", slug="pilots")
    release = desk.corrected(desk.live(topics=(topic.pk,)))
    _asked(desk, release)
    row: Any = model._default_manager.order_by("pk").first()
    if model is Edition:
        row = Edition.objects.get(release=release, sequence=1)  # its window has opened, and closed
    sentences = "|".join({refusal.message for refusal in REFUSALS.values()})
    for field in model._meta.concrete_fields:
        if field.name not in CHANGEABLE[model]:
            changed = {field.attname: _another(field, getattr(row, field.attname))}
            refused(lambda changed=changed: model._default_manager.filter(pk=row.pk).update(**changed), sentences)


# --- What the rules let through, and no further ---


@pytest.mark.parametrize(
    "table",
    ["address", "edition", "editionoffice", "editiontopic", "event", "intakesource", "redaction", "revision"],
)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE; its DELETE fires the triggers")
def test_no_table_of_the_record_is_ever_emptied(table: str) -> None:
    refused(lambda: sql(f"TRUNCATE releases_{table} CASCADE"), "never emptied")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a way of writing that only SQLite has")
@pytest.mark.parametrize("table", ["event", "revision", "edition", "redaction", "editionoffice"])
def test_replacing_a_row_is_deleting_it(table: str) -> None:
    desk = Desk()
    _asked(desk, desk.live())
    statement = f"INSERT OR REPLACE INTO releases_{table} SELECT * FROM releases_{table}"
    refused(lambda: sql(statement), r"never deleted|made first and published afterwards")


def test_the_mark_of_a_redaction_is_refused_until_two_people_have_confirmed_it() -> None:
    desk = Desk()
    release = desk.live()
    asked = _asked(desk, release)
    for statement in (
        "UPDATE releases_edition SET body = '[redacted]'",
        "UPDATE releases_edition SET is_redacted = TRUE",
        "UPDATE releases_edition SET seals = '{}'",
    ):
        refused(lambda statement=statement: sql(statement), "frozen")
    workflow.redact(actor=desk.cast.approver, release_id=release.pk, redaction_id=asked.pk)
    refused(lambda: sql("UPDATE releases_edition SET body = 'Forged'"), "frozen")
    refused(lambda: sql("UPDATE releases_edition SET headline = '[redacted]'"), "frozen")
    refused(lambda: sql("UPDATE releases_edition SET contacts = '[]'"), "frozen")


def test_a_redaction_lets_a_remark_and_the_reason_of_sending_back_be_blanked_and_nothing_else() -> None:
    desk = Desk()
    release = desk.live()
    desk.edit(release, summary="More.", correction_note="More.")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    workflow.send_back(actor=desk.cast.approver, release_id=release.pk, reason="Shorter.")
    workflow.remark(actor=desk.cast.writer, release_id=release.pk, text="How much?", words=Passage("on Monday"))
    blank = (
        "UPDATE releases_event SET reason = '[redacted]' WHERE what = 'send_back'",
        "UPDATE releases_remark SET quote = '[redacted]', before = '', after = '' WHERE quote <> ''",
    )
    for statement in blank:
        refused(lambda statement=statement: sql(statement), "append-only|never changed")
    asked = _asked(desk, release)
    workflow.redact(actor=desk.cast.approver, release_id=release.pk, redaction_id=asked.pk)
    for statement in (
        "UPDATE releases_event SET reason = 'Forged' WHERE what = 'send_back'",
        "UPDATE releases_event SET reason = '[redacted]' WHERE what = 'ask_redaction'",
        "UPDATE releases_event SET reason = '[redacted]', actor_name = 'Nobody' WHERE what = 'send_back'",
        "UPDATE releases_event SET reason = '[redacted]' WHERE what = 'approve'",
        "UPDATE releases_event SET detail = '{}' WHERE what = 'submit'",
        "UPDATE releases_edition SET emergency_reason = '[redacted]'",
        "UPDATE releases_remark SET text = 'Forged'",
        "UPDATE releases_remark SET author_name = 'Nobody'",
    ):
        refused(lambda statement=statement: sql(statement), "append-only|never changed|frozen")


def test_a_redaction_lets_a_revision_lose_that_field_and_no_other() -> None:
    desk = Desk()
    release = desk.live(subhead="One")
    asked = _asked(desk, release, "subhead")
    workflow.redact(actor=desk.cast.approver, release_id=release.pk, redaction_id=asked.pk)
    revision = desk.revision(release)
    for forged in ({"headline": "Forged"}, {"subhead": "Forged"}, {"headline": "[redacted]"}):
        content = {**revision.content, "slug": "x", **forged}
        refused(lambda content=content: Revision.objects.filter(pk=revision.pk).update(content=content), "frozen")


def test_a_redacted_headline_lets_the_address_word_be_emptied_and_not_be_another() -> None:
    desk = Desk()
    release = desk.live(slug="pilots")
    asked = _asked(desk, release, "headline")
    workflow.redact(actor=desk.cast.approver, release_id=release.pk, redaction_id=asked.pk)
    revision = desk.revision(release)
    content = {**revision.content, "slug": "forged"}
    refused(lambda: Revision.objects.filter(pk=revision.pk).update(content=content), "frozen")


def test_a_redaction_of_one_release_opens_no_other() -> None:
    desk = Desk()
    first, second = desk.live(), desk.live()
    workflow.redact(actor=desk.cast.approver, release_id=first.pk, redaction_id=_asked(desk, first).pk)
    refused(lambda: Edition.objects.filter(release=second).update(body="[redacted]"), "frozen")


def test_a_confirmed_redaction_is_not_touched_again() -> None:
    desk = Desk()
    release = desk.live()
    asked = _asked(desk, release)
    workflow.redact(actor=desk.cast.approver, release_id=release.pk, redaction_id=asked.pk)
    refused(lambda: Redaction.objects.update(confirmed_at=clock.now()), "only be confirmed, once")


def test_a_review_is_made_once_and_not_taken_back() -> None:
    desk = Desk()
    release = desk.draft()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="A flood.")
    workflow.review_emergency(actor=desk.cast.approver, release_id=release.pk)
    other = person("Abel", Role.APPROVER)
    for values in ({"reviewed_by": other}, {"reviewed_by": None, "reviewed_at": None}):
        refused(lambda values=values: Edition.objects.update(**values), "reviewed once")


def test_who_wrote_before_the_last_approval_may_vouch_for_the_next_also_by_the_databases_rule() -> None:
    desk = Desk()
    release = desk.draft()
    desk.edit_as(desk.cast.publisher, release, headline="By the publisher")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    desk.edit(release, headline="By the writer")
    revision = desk.revision(release)
    edition = Edition.objects.get(release=release)
    changes = {"revision_number": revision.number, "digest": revision.digest}
    refused(lambda: _insert_copy(edition, authorised_by=desk.cast.writer, **changes), "cannot approve")
    _insert_copy(edition, authorised_by=desk.cast.publisher, **changes)


def test_an_emergency_that_nobody_has_reviewed_is_no_approval_also_by_the_databases_rule() -> None:
    desk = Desk()
    release = desk.draft()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="A flood.")
    desk.edit_as(desk.cast.approver, release, headline="By another", correction_note="The headline was wrong.")
    revision = desk.revision(release)
    changes = {"authority": "approved", "revision_number": revision.number, "digest": revision.digest}
    emergency = Edition.objects.get(release=release)
    refused(lambda: _insert_copy(emergency, authorised_by=desk.cast.writer, **changes), "cannot approve")
    _insert_copy(emergency, authorised_by=person("Abel", Role.APPROVER), **changes)


def test_the_address_of_a_release_that_nobody_has_seen_may_still_be_freed_and_changed() -> None:
    Desk().scheduled()
    sql("UPDATE releases_address SET path = '/news/elsewhere/'")
    sql("DELETE FROM releases_address")


def test_a_window_that_is_still_ahead_may_be_moved_and_emptied() -> None:
    Desk().scheduled()
    tomorrow = clock.now() + timedelta(days=1)
    sql("UPDATE releases_edition SET public_from = %s, issued_at = %s", tomorrow, tomorrow)
    sql("UPDATE releases_edition SET public_from = NULL, issued_at = NULL, issued_on = NULL")


def test_a_window_that_is_open_may_be_given_its_end() -> None:
    Desk().live()
    sql("UPDATE releases_edition SET public_until = %s", clock.now() + timedelta(days=1))
