"""SQLite rebuilds a table to change it and drops its triggers without a word: that is noticed, and mended."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor

from releases import integrity, triggers

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL changes tables in place")


def _missing() -> set[str]:
    return triggers.expected(connection.vendor) - triggers.installed(connection)


def test_a_rebuilt_table_has_lost_its_triggers_until_the_migration_puts_them_back(transactional_db: None) -> None:
    state = MigrationExecutor(connection).loader.project_state()
    longer = migrations.AlterField("Event", "what", models.CharField(max_length=41))
    longer.state_forwards("releases", after := state.clone())
    with connection.schema_editor() as editor:
        longer.database_forwards("releases", editor, state, after)
    assert _missing() == {"newsroom_event_update", "newsroom_event_delete"}
    (message,) = integrity.triggers_are_installed(databases=["default"])
    assert message.id == "releases.E001"
    with connection.schema_editor() as editor:
        triggers.install(None, editor)
    assert _missing() == set()
