"""What the public has is worked out in two ways, for one release and for a list; they never disagree."""

import random
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from releases import clock, workflow
from releases.embargo import Terms
from releases.models import Edition, Release
from releases.situation import Situation
from releases.states import Standing
from tests.cast import Desk, until

pytestmark = pytest.mark.django_db

START = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
A_LITTLE = timedelta(microseconds=1)


def _wander(desk: Desk, seed: int) -> Release:
    """Make some moves at random, most of them open, while the clock goes on in leaps."""
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    release = desk.draft(headline=f"Release {seed}")
    publisher = desk.cast.publisher
    with time_machine.travel(START, tick=False) as traveller:
        for step in range(seed):
            lift = clock.now() + timedelta(hours=dice.choice([1, 2, 5]))
            terms = dice.choice([Terms(), until(lift)])
            was_public = Situation.read(release, clock.now()).was_public
            note = f"Step {step}." if was_public else ""
            acts = [
                lambda terms=terms, note=note, step=step: desk.edit(
                    release, body=f"<p>{step}</p>", correction_note=note, terms=terms
                ),
                lambda: workflow.submit(actor=desk.cast.writer, release_id=release.pk),
                lambda: desk.approve(release),
                lambda: workflow.publish(actor=publisher, release_id=release.pk),
                lambda: workflow.correct(actor=publisher, release_id=release.pk),
                lambda: workflow.hold(actor=publisher, release_id=release.pk),
                lambda lift=lift: workflow.reschedule(actor=publisher, release_id=release.pk, terms=until(lift)),
                lambda: desk.withdrawn(release, keep_text=dice.random() < 0.5),
                lambda: workflow.publish_in_emergency(actor=publisher, release_id=release.pk, reason="A flood."),
            ]
            # Writing, submitting, approving and publishing come in a row more often than not.
            for act in [*acts[:5], dice.choice(acts[5:])] if dice.random() < 0.6 else [dice.choice(acts)]:
                with suppress(workflow.Refused):
                    act()
            traveller.shift(timedelta(minutes=dice.choice([1, 30, 90, 240])))
    return desk.fresh(release)


def _moments(release: Release) -> list[datetime]:
    bounds = {
        moment
        for window in Edition.objects.of_release(release.pk).values_list("public_from", "public_until")
        for moment in window
        if moment
    }
    around = {moment + offset for moment in bounds for offset in (-A_LITTLE, timedelta(0), A_LITTLE)}
    return sorted(around | {START - timedelta(days=1), START + timedelta(days=99)})


def test_one_release_and_a_list_tell_the_same_standing_at_every_instant() -> None:
    desk, met = Desk(), set()
    for seed in range(10):
        release = _wander(desk, seed)
        met |= _check(release)
    assert met == set(Standing), "the wandering must get everywhere, or it proves little"


def _check(release: Release) -> set[Standing]:
    met, seen_before = set(), False
    for at in _moments(release):
        situation = Situation.read(release, at)
        told = Release.objects.with_standing(at).get(pk=release.pk)
        coming = situation.coming
        assert told.standing == situation.standing, at
        assert told.next_lift == (coming.public_from if coming else None), at
        public = Edition.objects.public(at).filter(release=release)
        assert list(public) == ([situation.current] if situation.current else []), at
        assert (situation.standing in {Standing.LIVE, Standing.WITHDRAWN}) == public.exists(), at
        seen = Edition.objects.of_release(release.pk).filter(public_from__lte=at)
        assert situation.was_public == seen.exists(), at
        assert situation.was_public >= seen_before, "what was public once is answered for ever"
        assert bool(situation.current) == situation.was_public, at
        seen_before = situation.was_public
        met.add(situation.standing)
    return met


def test_what_comes_next_is_told_by_its_time_and_not_by_when_it_was_made() -> None:
    """Seen from the past: the correction was approved before the withdrawal, and went out after it."""
    desk = Desk()
    release = desk.correction_approved(desk.live())
    before = clock.now()
    desk.withdrawn(release)
    workflow.correct(actor=desk.cast.publisher, release_id=release.pk)
    _check(release)
    assert Situation.read(release, before).coming.is_withdrawn
