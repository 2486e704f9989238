"""Machines disagree about the time; the database's clock decides. These are real processes on one PostgreSQL."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import connection

from releases import clock, workflow
from releases.models import Edition, Release
from tests.cast import Desk, until
from tests.public.places import path_of

pytestmark = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite runs inside the process: there is one clock, the machine's"
)

ROOT: Final = Path(__file__).resolve().parents[2]
FIVE: Final = 5.0


class Process:
    """Another process of the same newsroom, on a clock of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def tell(self, words: str) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(words + "\n")
        self.process.stdin.flush()
        told: dict[str, Any] = json.loads(self.process.stdout.readline())
        return {
            name: datetime.fromisoformat(value) if isinstance(value, str) else value for name, value in told.items()
        }

    def look(self, path: str) -> dict[str, Any]:
        return self.tell(f"look {path}")


@contextmanager
def _wrong_by(seconds: float) -> Iterator[Process]:
    settings = connection.settings_dict
    address = f"postgres://{settings['USER']}@/{settings['HOST']}/{settings['NAME']}"
    if not settings["HOST"].startswith("/"):
        address = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{settings['NAME']}"
    with subprocess.Popen(
        [sys.executable, "-m", "tests.database.other_clock", str(seconds)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": address, "NEWSROOM_ENV": "laptop"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield Process(process)
        finally:
            process.terminate()


@pytest.fixture
def fast(committed: Desk) -> Iterator[Process]:
    with _wrong_by(FIVE) as process:
        yield process


@pytest.fixture
def slow(committed: Desk) -> Iterator[Process]:
    with _wrong_by(-FIVE) as process:
        yield process


def _lifting_soon(desk: Desk) -> tuple[datetime, Release]:
    """A lift that is still ahead when the release is ready, however busy this machine is."""
    for ahead in (2, 5, 15, 45):
        lift = clock.now() + timedelta(seconds=ahead)
        with suppress(workflow.Refused):  # the lift came before the publisher did
            release = desk.scheduled_as(until(lift))
            if lift - clock.now() > timedelta(seconds=1):
                return lift, release
    raise TimeoutError("this machine is too busy to schedule anything")


def _watch(process: Process, path: str) -> list[dict[str, Any]]:
    """Look until the release is there, and three times more."""
    answers: list[dict[str, Any]] = []
    give_up = time.monotonic() + 90
    while time.monotonic() < give_up and [one["status"] for one in answers[-4:]] != [200] * 4:
        answers.append(process.look(path))
    return answers


def test_a_process_whose_clock_is_fast_shows_nothing_early_by_the_databases(committed: Desk, fast: Process) -> None:
    fast.look("/")
    lift, release = _lifting_soon(committed)
    answers = _watch(fast, path_of(release))
    assert [one for one in answers if one["status"] == 404 and one["own"] >= lift], "by its own clock it was time"
    shown = [one["database"] for one in answers if one["status"] == 200]
    assert shown
    assert min(shown) >= lift


def test_its_very_first_answer_is_not_early_either(committed: Desk, fast: Process) -> None:
    lift = clock.now() + timedelta(seconds=3600)
    release = committed.scheduled_as(until(lift))
    fast.tell("step 3600")
    first = fast.look(path_of(release))
    assert first["own"] > lift
    assert first["status"] == 404


def test_a_process_whose_clock_is_slow_is_not_late(committed: Desk, slow: Process) -> None:
    lift, release = _lifting_soon(committed)
    answers = _watch(slow, path_of(release))
    shown = [one for one in answers if one["status"] == 200]
    assert min(one["database"] for one in shown) >= lift
    assert min(one["own"] for one in shown) < lift, "its own clock would have waited"


def test_clocks_that_step_to_and_fro_unpublish_nothing_and_publish_nothing(committed: Desk, fast: Process) -> None:
    out, coming = committed.live(), committed.scheduled_as(until(clock.now() + timedelta(minutes=30)))
    for step in (0, -30, 60, 3600, -7200):
        fast.tell(f"step {step}")
        assert fast.look(path_of(out))["status"] == 200
        assert fast.look(path_of(coming))["status"] == 404


def test_what_a_fast_desk_publishes_now_is_public_now(committed: Desk, fast: Process, slow: Process) -> None:
    release = committed.approved()
    told = fast.tell(f"publish {release.pk} {committed.cast.publisher.pk}")
    answer = slow.look(path_of(release))
    assert answer["status"] == 200
    assert told["public_from"] <= answer["database"]
    assert Edition.objects.public(clock.now()).filter(release_id=release.pk).exists()


def test_hearing_the_database_costs_no_query(committed: Desk, fast: Process) -> None:
    path = path_of(committed.live())
    first, second = fast.look(path), fast.look(path)
    assert second["queries"] <= 5
    assert first["queries"] == second["queries"] + 1, "only a new process asks first"
