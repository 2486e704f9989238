"""Two people at the same moment, each with a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from releases import clock, workflow
from releases.models import Edition, Membership, Revision, Role
from tests.cast import Desk, draft_for, person, until

committing = pytest.mark.usefixtures("copied_database")


def _together(*calls: Callable[[], Any]) -> list[Any]:
    """Make the calls at once, each in a thread with its own connection; return results or refusals."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        barrier.wait(timeout=10)
        try:
            return call()
        except workflow.Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def _refusals(results: list[Any]) -> list[workflow.Refused]:
    return [result for result in results if isinstance(result, workflow.Refused)]


@pytest.mark.django_db
def test_the_database_that_is_copied_is_empty() -> None:
    assert not Revision.objects.exists()


@committing
def test_two_people_approve_at_once_and_there_is_one_edition() -> None:
    desk = Desk()
    release = desk.submitted()
    digest = desk.revision(release).digest
    people = (desk.cast.approver, desk.cast.publisher)
    results = _together(
        *(lambda who=who: workflow.approve(actor=who, release_id=release.pk, digest=digest) for who in people)
    )
    assert len(_refusals(results)) == 1
    assert Edition.objects.count() == 1


@committing
def test_two_publishers_publish_at_once_and_it_goes_out_once() -> None:
    desk = Desk()
    release = desk.approved()
    second = person("Paul", Role.PUBLISHER)
    results = _together(
        *(lambda who=who: workflow.publish(actor=who, release_id=release.pk) for who in (desk.cast.publisher, second))
    )
    assert len(_refusals(results)) == 1
    assert Edition.objects.filter(public_from__isnull=False).count() == 1


@committing
def test_two_writers_save_at_once_and_the_second_is_shown_the_first() -> None:
    desk = Desk()
    release = desk.draft()
    people = (desk.cast.writer, desk.cast.approver)
    results = _together(
        *(
            lambda who=who: workflow.save_draft(
                actor=who,
                release_id=release.pk,
                draft=draft_for(desk.cast.office, headline=f"By {who}"),
                expected_revision=1,
            )
            for who in people
        )
    )
    assert [type(one) for one in _refusals(results)] == [workflow.Stale]
    assert Revision.objects.filter(release=release).count() == 2


@committing
def test_a_hold_against_the_lift_is_one_or_the_other_and_never_both() -> None:
    desk = Desk()
    lift = clock.now() + timedelta(milliseconds=400)
    release = desk.approved(terms=until(lift))
    workflow.publish(actor=desk.cast.publisher, release_id=release.pk)

    def hold_late() -> Any:
        while clock.now() < lift - timedelta(milliseconds=3):
            pass
        return workflow.hold(actor=desk.cast.publisher, release_id=release.pk)

    results = _together(hold_late, hold_late)
    edition = Edition.objects.get(release=release)
    held = len(_refusals(results)) < 2
    assert (edition.public_from is None) == held


@committing
def test_the_last_two_administrators_cannot_remove_each_other() -> None:
    desk = Desk()
    first, second = desk.cast.administrator, person("Bea", Role.ADMINISTRATOR)
    results = _together(
        lambda: workflow.save_person(actor=first, person=second, roles=[]),
        lambda: workflow.save_person(actor=second, person=first, roles=[]),
    )
    assert len(_refusals(results)) >= 1
    assert Membership.objects.filter(role=Role.ADMINISTRATOR).exists()
