"""A database of its own for the tests that commit, and two people who act in it at the same moment.

Triggers refuse to delete and to empty, so nothing that was committed can be cleared away: each file of such
tests gets a copy of the migrated test database, and the whole copy is thrown away.
"""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections, transaction
from pytest_django.plugin import DjangoDbBlocker

from releases.models import Membership, Office
from tests.cast import Desk, cast

PATIENCE = 10.0


@pytest.fixture(scope="module")
def transactional_db(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Replaces pytest-django's own, which empties every table afterwards: here the tables refuse that."""
    settings = connection.settings_dict
    template = settings["NAME"]
    with django_db_blocker.unblock():
        copied = _copy(template, tmp_path_factory.mktemp("copy"))
        connection.close()
        settings["NAME"] = copied
        try:
            yield
        finally:
            connection.close()
            settings["NAME"] = template
            _drop(copied)


@pytest.fixture
def committed(transactional_db: None) -> Desk:
    """A new desk, its people the only ones with roles, whose every move is really committed."""
    Membership.objects.all().delete()
    return Desk(cast(slug=f"office-{Office.objects.count()}"))


def _copy(template: str, folder: Path) -> str:
    if connection.vendor == "sqlite":
        path = str(folder / "copy.sqlite3")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [path])
        return path
    name = f"{template}_copy"
    connection.close()  # PostgreSQL copies no database that anybody is connected to
    _server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return name


def _drop(copied: str) -> None:
    if connection.vendor == "postgresql":
        _server(f'DROP DATABASE "{copied}" WITH (FORCE)')


def _server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


Outcome = Any
Act = Callable[[], Any]


def together(*acts: Act) -> list[Outcome]:
    """Do all of these at the same moment, each on a connection of its own; return what each got or raised."""
    start = threading.Barrier(len(acts))

    def do(act: Act) -> Outcome:
        with closing(connections["default"]):
            connection.ensure_connection()
            start.wait(PATIENCE)
            return _outcome(act)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def overlapping(first: Act, second: Act) -> tuple[Outcome, Outcome]:
    """Do `first`, and `second` on another connection when `first` is done but not committed yet."""
    done, blocked = threading.Event(), threading.Event()

    def do_first() -> Outcome:
        with closing(connections["default"]), transaction.atomic():
            outcome = _outcome(first)
            done.set()
            wait_for_a_waiter(blocked)
            return outcome

    def do_second() -> Outcome:
        with closing(connections["default"]):
            connection.ensure_connection()
            assert done.wait(PATIENCE)
            try:
                return _outcome(second)
            finally:
                blocked.set()

    with ThreadPoolExecutor(2) as pool:
        running = pool.submit(do_first), pool.submit(do_second)
        return running[0].result(), running[1].result()


def wait_for_a_waiter(over: threading.Event) -> None:
    """Return when the other connection waits for a lock of ours, or has not needed one."""
    if connection.vendor == "sqlite":
        over.wait(0.05)  # SQLite tells nobody who waits; the writer's lock has been ours since BEGIN
        return
    deadline = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < deadline and not over.is_set():
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.005)


def _outcome(act: Act) -> Outcome:
    try:
        return act()
    except Exception as error:  # noqa: BLE001 - what went wrong is the result
        return error
