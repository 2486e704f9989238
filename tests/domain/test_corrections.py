"""A correction stands at the same address, says what it corrects, and leaves the earlier text readable."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
import time_machine

from releases import clock, workflow
from releases.embargo import Terms
from releases.models import Address, Edition, Release
from releases.situation import Situation
from releases.states import Standing
from tests.cast import SWITCHBOARD, Desk, until

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture(autouse=True)
def _one_minute() -> None:
    """A minute that turns in the middle of a test moves nothing of what it means."""
    _in.cache_clear()


@cache
def _in(hours: float) -> Any:
    return clock.now().replace(second=0, microsecond=0) + timedelta(hours=hours)


def _editions(release: Release) -> list[Edition]:
    return list(Edition.objects.of_release(release.pk))


def _correct(desk: Desk, release: Release) -> Edition:
    return workflow.correct(actor=desk.cast.publisher, release_id=release.pk)


def _scheduled_correction(desk: Desk, hours: float = 3) -> Release:
    release = desk.correction_approved(desk.live(), terms=until(_in(hours)))
    _correct(desk, release)
    return desk.fresh(release)


def test_a_correction_keeps_its_place_in_lists_and_its_address(desk: Desk) -> None:
    release = desk.live()
    path = Address.objects.get(release=release).path
    desk.corrected(release, headline="Another headline altogether")
    first, second = _editions(release)
    assert (second.issued_at, second.issued_on) == (first.issued_at, first.issued_on)
    assert first.public_until == second.public_from
    assert Address.objects.get(release=release).path == path
    assert list(second.office_links.values_list("issued_at", flat=True)) == [first.issued_at]


def test_issued_at_stays_through_many_corrections_and_a_withdrawal(desk: Desk) -> None:
    release = desk.live()
    for number in range(3):
        desk.corrected(release, body=f"<p>Version {number}.</p>", correction_note=f"Version {number}.")
    desk.withdrawn(release)
    desk.corrected(release, body="<p>Last.</p>", correction_note="Set right.")
    assert len({edition.issued_at for edition in _editions(release)}) == 1


def test_the_windows_of_a_release_meet_without_a_gap_or_an_overlap(desk: Desk) -> None:
    release = desk.live()
    for number in range(3):
        desk.corrected(release, body=f"<p>Version {number}.</p>", correction_note=f"Version {number}.")
    editions = _editions(release)
    for earlier, later in pairwise(editions):
        assert earlier.public_until == later.public_from
    assert editions[-1].public_until is None


def test_a_correction_must_say_what_was_corrected(desk: Desk) -> None:
    release = desk.edit(desk.live(), body="<p>It opened on Tuesday.</p>")
    with pytest.raises(workflow.Refused, match="Say in “What was corrected”") as refused:
        workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    assert [reason.field for reason in refused.value.reasons] == ["correction_note"]


def test_a_first_publication_corrects_nothing(desk: Desk) -> None:
    release = desk.draft(correction_note="The day was wrong.")
    with pytest.raises(workflow.Refused, match="nothing to correct"):
        workflow.submit(actor=desk.cast.writer, release_id=release.pk)


def test_the_text_that_is_out_is_no_correction_of_itself(desk: Desk) -> None:
    release = desk.corrected()
    desk.edit(release, contacts=(replace(SWITCHBOARD, after_hours="202-555-0199"),), terms=until(_in(3)))
    with pytest.raises(workflow.Refused, match="the public has already"):
        workflow.submit(actor=desk.cast.writer, release_id=release.pk)


def test_a_text_approved_before_the_first_went_out_is_no_silent_correction(desk: Desk) -> None:
    """Written without a note, because nothing was out; by the time somebody publishes it, readers have the first."""
    lift = _in(1)
    release = desk.scheduled(lift)
    desk.edit(release, body="<p>Better words.</p>")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    with time_machine.travel(lift + timedelta(minutes=1), tick=False):
        with pytest.raises(workflow.Refused, match="does not tell readers what was corrected"):
            _correct(desk, release)
        desk.correction_approved(release, terms=Terms())
        assert _correct(desk, release).correction_note == "The day was wrong."


def test_a_scheduled_correction_ends_the_first_text_at_its_own_lift(desk: Desk) -> None:
    release = _scheduled_correction(desk)
    first, second = _editions(release)
    assert first.public_until == second.public_from == release.embargo_at
    before, after = second.public_from - timedelta(microseconds=1), second.public_from
    assert Situation.read(release, before).current == first
    assert Situation.read(release, after).current == second


def test_a_held_correction_was_never_public_and_the_first_text_goes_on(desk: Desk) -> None:
    release = _scheduled_correction(desk)
    workflow.hold(actor=desk.cast.publisher, release_id=release.pk)
    first, second = _editions(release)
    assert first.public_until is None
    assert (second.public_from, second.issued_at, second.issued_on) == (None, None, None)
    assert not Edition.objects.earlier(_in(99)).exists()
    assert Situation.read(release, _in(99)).current == first
    assert Address.objects.filter(release=release).count() == 1


def test_a_held_correction_can_still_be_published_and_waits_for_its_embargo(desk: Desk) -> None:
    release = _scheduled_correction(desk)
    workflow.hold(actor=desk.cast.publisher, release_id=release.pk)
    assert _correct(desk, release).public_from == release.embargo_at


def test_an_immediate_correction_replaces_the_one_that_was_scheduled(desk: Desk) -> None:
    release = _scheduled_correction(desk)
    desk.correction_approved(release, terms=Terms(), body="<p>At once.</p>")
    _correct(desk, release)
    first, second, third = _editions(release)
    assert (second.public_from, second.public_until, second.issued_at) == (None, None, None)
    assert first.public_until == third.public_from <= clock.now()
    assert third.public_until is None


def test_a_correction_scheduled_in_place_of_another_takes_over_its_window(desk: Desk) -> None:
    release = _scheduled_correction(desk, hours=3)
    desk.correction_approved(release, terms=until(_in(2)), body="<p>Sooner.</p>")
    _correct(desk, release)
    first, second, third = _editions(release)
    assert second.public_from is None
    assert first.public_until == third.public_from == _in(2)


def test_moving_a_scheduled_correction_moves_the_end_of_the_first_text(desk: Desk) -> None:
    release = _scheduled_correction(desk)
    workflow.reschedule(actor=desk.cast.publisher, release_id=release.pk, terms=until(_in(5)))
    first, second = _editions(release)
    assert first.public_until == second.public_from == _in(5)
    assert second.issued_at == first.issued_at


def test_a_better_text_that_waits_moves_with_the_one_it_replaces(desk: Desk) -> None:
    """Otherwise the publisher moves the lift to the afternoon, and the better text goes out in the morning."""
    release = desk.scheduled(_in(1))
    desk.edit(release, body="<p>Better words.</p>")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    workflow.reschedule(actor=desk.cast.publisher, release_id=release.pk, terms=until(_in(5)))
    edition = workflow.publish(actor=desk.cast.publisher, release_id=release.pk)
    assert edition.public_from == _in(5)


def test_a_minor_correction_is_listed_like_any_other(desk: Desk) -> None:
    release = desk.corrected(correction_is_minor=True)
    assert Edition.objects.public(clock.now()).get(release=release).is_correction
    assert Edition.objects.earlier(clock.now()).get(release=release).sequence == 1


def test_the_public_number_counts_what_was_public_and_has_no_gap(desk: Desk) -> None:
    release = desk.live()
    for note in ("First.", "Second."):
        desk.correction_approved(release, correction_note=note, body=f"<p>{note}</p>")
        if note == "First.":
            continue
        _correct(desk, release)
    now = clock.now()
    numbers = Edition.objects.readable(now).with_public_number().order_by("public_from")
    assert list(numbers.values_list("sequence", "public_number")) == [(1, 1), (3, 2)]


def test_nothing_is_told_of_a_correction_that_waits(desk: Desk) -> None:
    release = desk.live()
    before = list(Edition.objects.public(clock.now()).values())
    desk.correction_approved(release)
    assert list(Edition.objects.public(clock.now()).values()) == before
    assert Situation.read(release, clock.now()).standing == Standing.LIVE
