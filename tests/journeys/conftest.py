"""Servers on a database that is thrown away whole, and a real browser."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import environ
import psycopg2
import pytest

from tests.journeys.server import CHROMIUM, CHROMIUM_ARGS, free_port, load, manage, serving
from tests.journeys.window import PASSWORD


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("e2e")


@contextmanager
def new_database(folder: Path, name: str) -> Iterator[str]:
    """The address of a new database on the engine that is set: a SQLite file, or one more on the PostgreSQL server."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield f"sqlite:///{folder / f'{name}.sqlite3'}"
        return
    name = f"{name}_{os.getpid()}"
    server = environ.Env.db_url_config(address)
    words = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    connection = psycopg2.connect(**{word: server[key] for word, key in words.items() if server[key]})
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield f"{address.rpartition('/')[0]}/{name}"
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    connection.close()


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The database of the newsroom with the demonstration in it."""
    with new_database(tmp_path_factory.mktemp("journeys"), "journeys") as address:
        yield address


@pytest.fixture
def empty_newsroom(tmp_path: Path) -> Iterator[str]:
    """The address of a newsroom in which there is nothing but its first administrator, made on the server."""
    with new_database(tmp_path, "first_hour") as database:
        port = free_port()
        manage(database, port, "migrate", "--verbosity", "0")
        account = ("--username", "boss", "--display_name", "Bo Sato")
        manage(database, port, "createsuperuser", "--noinput", *account, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
        with serving(database, port) as address:
            yield address


@pytest.fixture(scope="session")
def newsroom(database: str) -> Iterator[str]:
    """The address of the newsroom that `make run` starts, with the demonstration in it."""
    port = free_port()
    load(database, port)
    with serving(database, port) as address:
        yield address


@pytest.fixture
def newsroom_at(database: str) -> Iterator[Callable[[datetime], str]]:
    """Serve the same newsroom once more, on a clock that shows the given moment now and goes on from there."""
    with ExitStack() as servers:
        yield lambda moment: servers.enter_context(serving(database, free_port(), moment))


# Not for the whole session: while Playwright runs, Django believes that this thread is asynchronous and refuses
# the database to every other test of the process.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_ARGS))
        yield started
        started.close()
