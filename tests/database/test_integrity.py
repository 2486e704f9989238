"""`check --database default` says what is missing or suspicious in the database itself."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from releases import clock, integrity, richtext, triggers, workflow
from releases.models import Edition
from tests.cast import Desk

pytestmark = pytest.mark.django_db


def _ids(check: Any) -> list[str | None]:
    return [message.id for message in check(databases=["default"])]


def _on(table: str) -> str:
    return f" ON releases_{table}" if connection.vendor == "postgresql" else ""


def test_all_is_well_in_a_database_that_was_migrated() -> None:
    Desk().corrected()
    assert triggers.installed(connection) == triggers.expected(connection.vendor)
    call_command("check", databases=["default"])


@pytest.mark.parametrize("name", sorted(triggers.expected(connection.vendor)))
def test_any_trigger_that_is_gone_is_named(name: str) -> None:
    tables = {f"newsroom_{rule.name}": rule.table for rule in triggers.refusals(connection.vendor)}
    table = tables.get(name) or name.replace("newsroom_", "releases_").removesuffix("_truncate")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{_on(table.removeprefix('releases_'))}")
    (message,) = integrity.triggers_are_installed(databases=["default"])
    assert message.id == "releases.E001"
    assert name in message.msg


def test_a_bundle_that_would_not_go_out_at_one_instant_is_named() -> None:
    desk = Desk()
    lift = clock.now() + timedelta(hours=2)
    ids = [desk.scheduled(lift).pk, desk.scheduled(lift).pk]
    bundle = workflow.bundle_together(actor=desk.cast.publisher, release_ids=ids)
    assert not _ids(integrity.bundles_are_whole)
    Edition.objects.filter(release=ids[1]).update(public_from=None, issued_at=None, issued_on=None)
    (message,) = integrity.bundles_are_whole(databases=["default"])
    assert (message.id, str(bundle.pk) in message.msg) == ("releases.E004", True)


def test_the_command_fails_when_a_trigger_is_gone() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER newsroom_event_update{_on('event')}")
    with pytest.raises(SystemCheckError, match="newsroom_event_update"):
        call_command("check", databases=["default"])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite cannot switch a trigger off")
def test_a_trigger_that_is_switched_off_is_as_good_as_gone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE releases_event DISABLE TRIGGER newsroom_event_update")
    assert _ids(integrity.triggers_are_installed) == ["releases.E001"]


def test_a_trigger_that_is_gone_can_be_put_back_while_rows_are_there() -> None:
    Desk().corrected()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER newsroom_event_update{_on('event')}")
    with connection.schema_editor() if connection.vendor == "postgresql" else _no_schema_change() as editor:
        triggers.install(None, editor)
    assert _ids(integrity.triggers_are_installed) == []


class _no_schema_change:
    """SQLite's own schema editor refuses to start inside a test's transaction."""

    connection = connection

    def __enter__(self) -> "_no_schema_change":
        return self

    def __exit__(self, *_error: Any) -> None:
        """Nothing was opened."""

    def execute(self, statement: str, params: None = None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_database_without_our_tables_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", lambda *_cursor: [])
    assert _ids(integrity.triggers_are_installed) == _ids(integrity.editions_are_still_clean) == []


def test_without_a_database_nothing_is_asked() -> None:
    assert list(integrity.triggers_are_installed(databases=None)) == []


def test_an_edition_that_todays_allow_list_would_change_is_reported_and_left_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A tag was taken off the list after the edition had gone out."""
    desk = Desk()
    release = desk.live(body="<p>With a <sub>small</sub> word.</p>")
    assert _ids(integrity.editions_are_still_clean) == []
    monkeypatch.setattr(richtext, "TAGS", richtext.TAGS - {"sub"})
    (message,) = integrity.editions_are_still_clean(databases=["default"])
    edition = Edition.objects.get(release=release)
    assert (message.id, str(edition.pk) in message.msg) == ("releases.W001", True)
    assert "<sub>" in edition.body_html


def test_a_database_that_waits_for_its_migrations_is_not_refused_them() -> None:
    """`migrate` runs these checks first: a trigger that the new version brings cannot be there yet."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER newsroom_event_update{_on('event')}")
    recorder = MigrationRecorder(connection)
    latest = recorder.migration_qs.filter(app="releases").latest("id")
    latest.delete()
    assert _ids(integrity.triggers_are_installed) == []
    call_command("check", databases=["default"])
