"""One clock that never goes back by a step, and that believes the database where the database has one of its own."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
import time_machine
from django.test import Client

from releases import clock
from tests.cast import Desk
from tests.public.places import path_of

NOW: Final = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
LIFT: Final = NOW + timedelta(hours=1)
SECOND: Final = timedelta(seconds=1)


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> clock.Hands:
    """The clock of a process that has just begun, as it is outside the tests."""
    monkeypatch.setattr(clock, "LONGEST_STEP", timedelta(minutes=10))
    monkeypatch.setattr(clock, "_hands", clock.Hands())
    return clock._hands


@pytest.fixture
def traveller(hands: clock.Hands) -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


# --- Stepped back ---


@pytest.mark.django_db
def test_a_clock_stepped_back_unpublishes_nothing(traveller: Any, client: Client) -> None:
    desk = Desk()
    path = path_of(desk.scheduled(LIFT))
    later = path_of(desk.scheduled(LIFT + timedelta(minutes=2)))
    pages = (path, path.rstrip("/") + ".txt", "/", "/feed.rss", "/sitemaps/2031.xml")
    traveller.move_to(LIFT)
    before = {page: client.get(page).content for page in pages}
    for back in (0.000001, 1, 5, 599):
        traveller.move_to(LIFT - timedelta(seconds=back))
        assert {page: client.get(page).content for page in pages} == before, back
        assert client.get(later).status_code == 404
    traveller.move_to(LIFT + timedelta(minutes=2))
    assert client.get(later).status_code == 200


@pytest.mark.django_db
def test_what_is_published_while_a_clock_is_being_waited_for_is_public_at_once(traveller: Any, client: Client) -> None:
    desk = Desk()
    traveller.move_to(LIFT)
    client.get("/")
    traveller.move_to(LIFT - 5 * SECOND)
    release = desk.live()
    assert client.get(path_of(release)).status_code == 200
    desk.withdrawn(release, keep_text=False)
    traveller.shift(6)
    assert client.get(path_of(release)).status_code == 410


def test_a_repair_of_a_clock_that_was_far_ahead_is_believed(traveller: Any) -> None:
    traveller.move_to(NOW + timedelta(days=365))
    clock.now()
    traveller.move_to(NOW)
    assert clock.now() == NOW


# --- The database's clock ---


def test_until_something_is_heard_the_machines_own_clock_counts(traveller: Any) -> None:
    assert clock.now() == NOW


@pytest.mark.parametrize("wrong", [-5 * SECOND, 5 * SECOND, timedelta(days=-3650), timedelta(days=3650)])
def test_what_the_database_says_counts_more_than_the_machines_clock(hands: clock.Hands, wrong: timedelta) -> None:
    truth = datetime.now(UTC)
    with time_machine.travel(truth + wrong, tick=True):
        began = time.monotonic()
        hands.hear(truth, asked=began)
        passed = timedelta(seconds=time.monotonic() - began)
        assert truth <= hands.read() <= truth + passed + SECOND / 100


def test_it_is_never_ahead_of_the_database_however_long_the_answer_took(hands: clock.Hands) -> None:
    said = NOW
    hands.hear(said, asked=time.monotonic() - 3)
    assert hands.read() < said + SECOND, "by then the database shows three seconds more, or none: nobody knows"


def test_a_slow_answer_does_not_spoil_a_better_one(hands: clock.Hands) -> None:
    hands.hear(NOW, asked=time.monotonic())
    hands.hear(NOW - 2 * SECOND, asked=time.monotonic() - 4)
    assert hands.read() >= NOW


def test_a_later_answer_corrects_an_earlier_one_both_ways(hands: clock.Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "LONGEST_STEP", timedelta(0))
    for said in (NOW, NOW + 5 * SECOND, NOW - 5 * SECOND):
        hands.hear(said, asked=time.monotonic())
        assert said <= hands.read() < said + SECOND


def test_a_database_whose_clock_steps_back_unpublishes_nothing(hands: clock.Hands) -> None:
    """The standby that took over may be some seconds behind."""
    hands.hear(NOW, asked=time.monotonic())
    shown = hands.read()
    hands.hear(NOW - 5 * SECOND, asked=time.monotonic())
    assert hands.read() == shown
