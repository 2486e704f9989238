"""Releases that lift together or not at all: put together under one embargo, and taken apart again."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest

from releases import clock, workflow
from releases.embargo import Terms
from releases.models import Bundle, Event, Office, Person, Release, Role
from tests.cast import Cast, Desk, person, until

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


# Read once, so that no test sees the minute turn.
TODAY = clock.now().replace(second=0, microsecond=0)


def noon(days: int = 2) -> Terms:
    return until(TODAY + timedelta(days=days))


def put_together(desk: Desk, *releases: Release, actor: Person | None = None, name: str = "") -> Bundle:
    ids = [one.pk for one in releases]
    return workflow.bundle_together(actor=actor or desk.cast.publisher, release_ids=ids, name=name)


def why_not(desk: Desk, *releases: Release, actor: Person | None = None) -> str:
    with pytest.raises(workflow.Refused) as refused:
        put_together(desk, *releases, actor=actor)
    return str(refused.value)


def members(release: Release) -> list[Any]:
    bundle = Bundle.objects.of(release.pk).first()
    return list(bundle.members.order_by("position").values_list("release_id", flat=True)) if bundle else []


def lines(release: Release, *what: str) -> list[Event]:
    return list(Event.objects.filter(release=release, what__in=what).order_by("pk"))


def elsewhere(cast: Cast) -> tuple[Office, Person]:
    """Another office, and a publisher for it alone."""
    office = Office.objects.create(name="Marine Survey", slug="marine-survey", time_zone="America/New_York")
    return office, person("Mo", Role.PUBLISHER, office=office)


def test_releases_are_put_together_and_each_record_says_so(desk: Desk) -> None:
    terms = noon()
    one, two = desk.draft(terms=terms), desk.approved(terms=terms, headline="The second")
    bundle = put_together(desk, one, two, name="  Budget\nday ")
    assert (bundle.name, members(one)) == ("Budget day", [one.pk, two.pk])
    assert [lines(each, "bundled")[0].detail["bundle"] for each in (one, two)] == [str(bundle.pk)] * 2


def test_a_third_joins_the_bundle_that_one_is_in(desk: Desk) -> None:
    one, two, three = desk.draft(), desk.draft(), desk.draft()
    bundle = put_together(desk, one, two)
    assert put_together(desk, three, two) == bundle
    assert members(one) == [one.pk, two.pk, three.pk]
    assert len(lines(two, "bundled")) == 1


def test_a_draft_without_an_embargo_takes_that_of_the_others(desk: Desk) -> None:
    terms = noon()
    one, two = desk.draft(), desk.approved(terms=terms)
    put_together(desk, one, two)
    assert desk.fresh(one).terms == terms
    assert desk.fresh(one).revision_number == 2
    assert desk.fresh(two).revision_number == 1


def test_a_text_that_is_in_review_or_has_another_embargo_is_left_as_it_is(desk: Desk) -> None:
    planned = desk.approved(terms=noon())
    for other in (desk.submitted(), desk.draft(terms=noon(3))):
        assert "Its embargo is another" in why_not(desk, planned, other)
    assert not Bundle.objects.exists()


def test_what_cannot_go_together_is_told_of_every_release_at_once(desk: Desk) -> None:
    live, scheduled, draft = desk.live(headline="Out"), desk.scheduled(headline="Planned"), desk.draft()
    said = why_not(desk, live, scheduled, draft)
    assert "“Out”: It is out already" in said
    assert "“Planned”: One is scheduled and another is not" in said
    assert "at least one other" in why_not(desk, draft)
    pair = [desk.draft(), desk.draft()]
    put_together(desk, *pair)
    others = [desk.draft(), desk.draft()]
    put_together(desk, *others)
    assert "two bundles" in why_not(desk, pair[0], others[0])


def test_what_is_scheduled_for_one_instant_may_go_together(desk: Desk) -> None:
    lift = clock.now() + timedelta(hours=3)
    one, two = desk.scheduled(lift), desk.scheduled(lift)
    put_together(desk, one, two)
    assert members(one) == [one.pk, two.pk]
    assert "not, or for another time" in why_not(desk, one, desk.approved(terms=desk.fresh(one).terms))


def test_who_puts_releases_together_writes_for_each_and_knows_of_each(desk: Desk) -> None:
    office, mo = elsewhere(desk.cast)
    here = desk.draft()
    theirs = desk.draft(lead_office=office.pk)
    with pytest.raises(Release.DoesNotExist):
        put_together(desk, theirs, here, actor=mo)
    here.joint_offices.create(office=office)
    assert "needs the role “writer”" in why_not(desk, theirs, here, actor=mo)


def test_a_limited_release_goes_only_with_those_that_name_the_same_people(desk: Desk) -> None:
    def limit(release: Release, *people: Person) -> None:
        workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[one.pk for one in people])

    secret, other, plain = desk.draft(), desk.draft(), desk.draft()
    approver, publisher = desk.cast.approver, desk.cast.publisher
    limit(secret, approver, publisher)
    assert "the same people are named" in why_not(desk, secret, plain)
    limit(other, approver, publisher)
    put_together(desk, secret, other)
    with pytest.raises(workflow.Refused, match="take it out of the bundle first"):
        limit(secret, approver)
    with pytest.raises(workflow.Refused, match="take it out of the bundle first"):
        workflow.lift_access_limit(actor=publisher, release_id=secret.pk, reason="No longer market-sensitive.")


def test_one_is_taken_out_and_of_two_nothing_is_left(desk: Desk) -> None:
    one, two, three = desk.draft(), desk.draft(), desk.draft()
    put_together(desk, one, two, three)
    workflow.leave_bundle(actor=desk.cast.writer, release_id=one.pk)
    assert members(two) == [two.pk, three.pk]
    workflow.leave_bundle(actor=desk.cast.writer, release_id=two.pk)
    assert not Bundle.objects.exists()
    assert [len(lines(each, "unbundled")) for each in (one, two, three)] == [1, 1, 1]
    with pytest.raises(workflow.Refused, match="in no bundle"):
        workflow.leave_bundle(actor=desk.cast.writer, release_id=three.pk)


def test_only_a_publisher_takes_out_what_is_scheduled(desk: Desk) -> None:
    lift = clock.now() + timedelta(hours=3)
    one, two = desk.scheduled(lift), desk.scheduled(lift)
    put_together(desk, one, two)
    with pytest.raises(workflow.Refused, match="only a publisher"):
        workflow.leave_bundle(actor=desk.cast.writer, release_id=one.pk)
    workflow.leave_bundle(actor=desk.cast.publisher, release_id=one.pk)
    assert not members(one)


def the_embargo_of(releases: Iterable[Release]) -> set[Terms]:
    return {Release.objects.get(pk=one.pk).terms for one in releases}


def test_no_member_changes_its_embargo_alone(desk: Desk) -> None:
    terms = noon()
    one, two = desk.draft(terms=terms), desk.draft(terms=terms, headline="The second")
    put_together(desk, one, two)
    with pytest.raises(workflow.Refused, match="share one embargo") as refused:
        desk.edit(one, terms=noon(5))
    assert [reason.field for reason in refused.value.reasons] == ["embargo"]
    assert "“The second”" in str(refused.value)
    desk.edit(one, body="<p>Other words.</p>")
    assert the_embargo_of([one, two]) == {terms}
