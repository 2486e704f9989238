"""Whatever the clocks of a place do, the form says so: a gap with both neighbours, an overlap with both turns."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from releases import embargo
from releases.admin.embargo_field import EmbargoFields, initial_of, zone_choices
from releases.embargo import Terms
from tests.zones import STRANGE_ZONES, changes, edges

NEW_YORK = "America/New_York"
OFFERED = [name for name, _label in zone_choices() if name]


def _form(wall: datetime, zone: str, turn: str = "") -> EmbargoFields:
    day, hour = wall.strftime("%Y-%m-%d %H:%M").split()
    typed: dict[str, Any] = {"embargo_kind": "until", "embargo_date": day, "embargo_time": hour, "embargo_zone": zone}
    form = EmbargoFields({**typed, "embargo_turn": turn})
    assert form.is_valid(), form.errors
    return form


def _check(zone: str, years: range) -> None:
    for change in changes(zone, years):
        begin, end, is_gap = edges(change, zone)
        typed = begin + (end - begin) // 2
        typed = typed.replace(second=0)
        form = _form(typed, zone)
        assert form.read_terms(office_zone=NEW_YORK) is None
        if is_gap:
            ((said,),) = form.errors.values()
            before = begin - timedelta(minutes=1)
            for neighbour in (before, end):
                if before.date() != end.date():
                    assert embargo.day_label(neighbour.date()) in said
                assert f"{embargo.wall_label(neighbour)} " in said, (zone, typed, said)
                assert _form(neighbour, zone, turn="first").read_terms(office_zone=NEW_YORK)
            continue
        assert list(form.errors) == ["embargo_turn"]
        asked = [label for _turn, label in form.fields["embargo_turn"].choices]  # type: ignore[attr-defined]
        assert len(set(asked)) == 2, (zone, typed)
        for turn, at in zip(("first", "second"), embargo.instants(typed, zone), strict=True):
            answered = _form(typed, zone, turn).read_terms(office_zone=NEW_YORK)
            assert answered == Terms.until(typed, zone, second=turn == "second")
            assert answered
            assert answered.at == at
            assert f"{embargo.time_label(at, zone)} ({turn})" in asked
            again = initial_of(answered, office_zone=NEW_YORK)
            assert (again["embargo_date"], again["embargo_time"]) == (typed.date(), typed.time())
            assert again["embargo_turn"] == turn


@pytest.fixture(autouse=True)
def _long_ago() -> Any:
    """So that no embargo has passed."""
    with time_machine.travel(datetime(1999, 1, 1, tzinfo=UTC), tick=False):
        yield


@pytest.mark.parametrize("zone", [NEW_YORK, *STRANGE_ZONES])
def test_the_form_offers_what_there_is_around_each_change(zone: str) -> None:
    _check(zone, range(2009, 2017))


@pytest.mark.long
@pytest.mark.parametrize("zone", OFFERED)
def test_the_form_offers_what_there_is_around_every_change_of_every_zone(zone: str) -> None:
    _check(zone, range(2000, 2051))
