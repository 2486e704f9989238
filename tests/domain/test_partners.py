"""What is offered to go out together with a release is what can be put together with it, and nothing else."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.db import transaction

from releases import clock, workflow
from releases.embargo import Terms
from releases.models import Person, Release
from releases.states import EmbargoKind
from tests.cast import Desk
from tests.domain.test_bundles import elsewhere, noon, put_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def limited(desk: Desk, *people: Person) -> Release:
    release = desk.draft(headline=f"For {len(people)}", terms=noon())
    cast = desk.cast
    named = [person.pk for person in (cast.writer, cast.approver, *people)]
    workflow.limit_access(actor=cast.publisher, release_id=release.pk, people=named)
    return desk.fresh(release)


def every_kind(desk: Desk) -> list[Release]:
    """Releases that differ in all that decides whether two can be put together."""
    office, mo = elsewhere(desk.cast)
    lift = clock.now() + timedelta(hours=3)
    tied = [desk.draft(headline="Tied", terms=noon()), desk.draft(headline="Tied too", terms=noon())]
    put_together(desk, *tied, actor=desk.cast.writer)
    joint = desk.draft(headline="Led by others", lead_office=office.pk, terms=noon())
    joint.joint_offices.create(office=desk.cast.office)
    return [
        *tied,
        joint,
        *(make(headline="No embargo") for make in (desk.draft, desk.submitted, desk.approved)),
        *(make(headline="Noon", terms=noon()) for make in (desk.draft, desk.submitted, desk.approved)),
        desk.draft(headline="Another day", terms=noon(5)),
        desk.draft(headline="By hand", terms=Terms(EmbargoKind.BY_HAND)),
        *(desk.scheduled(lift, headline="Due") for _each in range(2)),
        desk.scheduled(lift + timedelta(hours=1), headline="Due later"),
        *(limited(desk) for _each in range(2)),
        limited(desk, mo),
        desk.live(headline="Out"),
    ]


def can_be(desk: Desk, actor: Person, release: Release, other: Release) -> bool:
    try:
        with transaction.atomic():
            put_together(desk, release, other, actor=actor)
            transaction.set_rollback(True)
    except (workflow.Refused, Release.DoesNotExist):
        return False
    return True


def offered(actor: Person, release: Release) -> Iterable[Release]:
    return set(workflow.partners(actor=actor, release=release, at=clock.now()))


def test_each_release_that_can_be_put_together_is_offered_and_no_other(desk: Desk) -> None:
    releases = [desk.fresh(one) for one in every_kind(desk)]
    inside = releases[:2]
    desk.cast.writer.memberships.update(office=desk.cast.office)
    writer = Person.objects.get(pk=desk.cast.writer.pk)
    found = 0
    for one in releases:
        # What stands in a bundle already is neither added again nor moved from one to another.
        others = [other for other in releases if other != one and other not in inside]
        able = {other for other in others if can_be(desk, writer, one, other)}
        assert offered(writer, one) == able, one.headline
        found += len(able)
    assert found > 20


def test_who_does_not_see_all_of_a_bundle_is_offered_nothing_to_add(desk: Desk) -> None:
    office, mo = elsewhere(desk.cast)
    theirs, ours = desk.draft(lead_office=office.pk), desk.draft()
    desk.draft(lead_office=office.pk, headline="Free")
    assert offered(mo, theirs)
    put_together(desk, theirs, ours)
    assert not offered(mo, theirs)
    assert offered(desk.cast.publisher, theirs)
