"""Two people act on what goes out together, at one moment: all of it is so afterwards, or none."""

import time
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import connections, transaction

from releases import clock, workflow
from releases.embargo import Terms
from releases.models import Bundle, Edition, Release, Role
from releases.states import EmbargoKind
from releases.workflow.turn import lock
from tests.cast import Desk, person
from tests.database.conftest import overlapping, together


def _tie(desk: Desk, *releases: Release) -> tuple[Release, ...]:
    workflow.bundle_together(actor=desk.cast.publisher, release_ids=[one.pk for one in releases])
    return releases


def _windows(releases: Iterable[Release]) -> set[datetime | None]:
    return set(Edition.objects.filter(release__in=releases).values_list("public_from", flat=True))


def test_two_publishers_publish_all_from_two_of_them(committed: Desk) -> None:
    """Each comes by another release, so that rows taken in the order of the pages would wait for each other."""
    releases = _tie(committed, *(committed.approved() for _number in range(4)))
    who = committed.cast.publisher, person("Paul", Role.PUBLISHER)
    by = zip(who, (releases[0], releases[-1]), strict=True)
    outcomes = together(*(partial(workflow.publish_bundle, actor=one, release_id=release.pk) for one, release in by))
    refused = [one for one in outcomes if not isinstance(one, Bundle)]
    assert len(refused) == 1, outcomes
    assert isinstance(refused[0], workflow.Refused), refused
    assert len(_windows(releases)) == 1


def test_one_is_put_together_while_another_move_waits_for_it(committed: Desk) -> None:
    """Whoever waited for the row holds all rows then, and is told of the bundle that they did not know."""
    one, two = committed.approved(), committed.draft()
    _bundle, published = overlapping(
        partial(workflow.bundle_together, actor=committed.cast.writer, release_ids=[one.pk, two.pk]),
        partial(workflow.publish, actor=committed.cast.publisher, release_id=one.pk),
    )
    assert "Not approved yet" in str(published)
    assert _windows([one]) == {None}


def test_a_move_that_waited_holds_the_rows_of_the_new_bundle(committed: Desk) -> None:
    """It learns of the bundle only once it has the first row; the second is another move's as long as it needs it."""
    one, two = sorted((committed.draft(), committed.draft()), key=lambda release: release.pk)

    def hold_both() -> bool:
        with transaction.atomic():
            lock(one.pk)
            with closing(connections.create_connection("default")) as other:
                return not _is_free(other, two)

    made, holds = overlapping(
        partial(workflow.bundle_together, actor=committed.cast.writer, release_ids=[one.pk, two.pk]), hold_both
    )
    assert isinstance(made, Bundle)
    assert holds is True


def _is_free(other: Any, release: Release) -> bool:
    """Whether another connection could take the row now. On SQLite there is one writer at a time, of everything."""
    if other.vendor == "sqlite":
        return False
    with other.cursor() as cursor:
        cursor.execute("SELECT 1 FROM releases_release WHERE id = %s FOR UPDATE SKIP LOCKED", [release.pk])
        return cursor.fetchone() is not None


def test_the_last_two_approvals_at_one_moment_carry_the_order_out_once(committed: Desk) -> None:
    releases = _tie(committed, *(committed.submitted(headline=f"Part {number}") for number in range(2)))
    workflow.order_bundle(actor=committed.cast.publisher, release_id=releases[0].pk)
    also = person("Abel", Role.APPROVER)
    by = zip((committed.cast.approver, also), releases, strict=True)
    outcomes = together(
        *(
            partial(workflow.approve, actor=one, release_id=release.pk, digest=committed.revision(release).digest)
            for one, release in by
        )
    )
    assert all(isinstance(one, Edition) for one in outcomes), outcomes
    (instant,) = _windows(releases)
    assert instant is not None


def _about_to_lift(desk: Desk) -> tuple[tuple[Release, ...], datetime]:
    """All scheduled a good moment before the lift, however slow the machine is."""
    for seconds in (0.8, 2, 5, 12):
        at = clock.now() + timedelta(seconds=seconds)
        terms = Terms(EmbargoKind.UNTIL, at.strftime("%Y-%m-%dT%H:%M"), "UTC", at)
        try:
            releases = _tie(desk, *(desk.approved(terms=terms) for _number in range(3)))
            workflow.publish_bundle(actor=desk.cast.publisher, release_id=releases[0].pk)
        except workflow.Refused:  # it took so long that the embargo had passed
            continue
        if at - clock.now() > timedelta(seconds=0.2):
            return releases, at
    raise AssertionError("nothing can be scheduled in twelve seconds")


def test_a_hold_against_the_lift_holds_all_or_none(committed: Desk) -> None:
    def hold_late(release: Release, lift: datetime, early: float) -> Any:
        while (clock.now() - lift).total_seconds() < -early:
            time.sleep(0.0005)
        return workflow.hold(actor=committed.cast.publisher, release_id=release.pk)

    for early in (0.2, 0.12, 0.1, 0.0):
        releases, lift = _about_to_lift(committed)
        (outcome,) = together(partial(hold_late, releases[1], lift, early))
        assert isinstance(outcome, (Release, workflow.Refused)), outcome
        assert _windows(releases) == ({lift} if isinstance(outcome, workflow.Refused) else {None}), (early, outcome)
