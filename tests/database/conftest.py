"""For tests that commit: a copy of the empty test database, because the triggers let nobody empty one."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.db import connections


@pytest.fixture
def copied_database(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    """Every connection, in every thread, goes to a database of this test's own."""
    with django_db_blocker.unblock():
        connection = connections["default"]
        settings = connection.settings_dict
        original = settings["NAME"]
        connection.close()
        copy = str(tmp_path / "copy.sqlite3") if connection.vendor == "sqlite" else f"{original}_copy"
        if connection.vendor == "sqlite":
            shutil.copy(original, copy)
        else:
            _on_the_server(settings, f'CREATE DATABASE "{copy}" TEMPLATE "{original}"')
        settings["NAME"] = copy
        try:
            yield
        finally:
            connections.close_all()
            settings["NAME"] = original
            if connection.vendor == "postgresql":
                _on_the_server(settings, f'DROP DATABASE "{copy}" WITH (FORCE)')


def _on_the_server(settings: dict[str, Any], statement: str) -> None:
    given = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"]}
    server = psycopg2.connect(dbname="postgres", **{name: value for name, value in given.items() if value})
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(statement)
    server.close()
