"""Each record tells what became of its own release, and nobody reads there whose the others are."""

import pytest

from releases import clock, workflow
from releases.admin.record_words import line_of
from releases.models import Event, Membership, Office, Person, Release, Role
from tests.cast import Desk, person
from tests.domain.test_bundles import elsewhere, noon
from tests.domain.test_bundles_lift import approve, tied

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def told(release: Release) -> list[tuple[str, str]]:
    """What the record says of the bundle, in order, and who did it."""
    events = Event.objects.filter(release=release, detail__has_key="bundle").order_by("pk")
    lines = [line_of(event, event.release, clock.now()) for event in events.select_related("release__lead_office")]
    return [(line.what.split(" when")[0], line.who) for line in lines]


def pair(desk: Desk, office: Office) -> tuple[Release, Release]:
    """One release of the house, approved, and one of another office, in review."""
    ours, theirs = tied(desk, desk.approved(terms=noon()), desk.submitted(lead_office=office.pk, terms=noon()))
    return ours, theirs


def test_an_order_and_what_becomes_of_it_stand_in_each_record(desk: Desk) -> None:
    office, _mo = elsewhere(desk.cast)
    ours, theirs = pair(desk, office)
    petra, local = desk.cast.publisher, person("Lou", Role.APPROVER, office=office)
    workflow.order_bundle(actor=petra, release_id=ours.pk)
    workflow.recall_bundle_order(actor=petra, release_id=theirs.pk)
    workflow.order_bundle(actor=petra, release_id=theirs.pk)
    approve(desk, theirs, local)
    both = [
        ("Put it together with others", "Petra"),
        ("Ordered that all are published", "Petra"),
        ("Took back the order to publish all", "Petra"),
        ("Ordered that all are published", "Petra"),
    ]
    out = "Approved the last of them, so that all were published as ordered"
    assert told(theirs) == [*both, (out, "Lou")]
    # Who approved it writes for the other office alone, so that their name would tell whose it is.
    assert told(ours) == [*both, (out, "Somebody who works on another release")]
    assert not Event.objects.filter(release=ours, actor=local).exists()


def test_an_order_that_falls_or_lapses_is_told_in_each_record_too(desk: Desk) -> None:
    office, mo = elsewhere(desk.cast)
    ours, theirs = pair(desk, office)
    workflow.order_bundle(actor=desk.cast.publisher, release_id=ours.pk)
    third = desk.submitted(terms=noon())
    tied(desk, ours, third)
    fell = "The order to publish all"
    assert [told(one)[-1] for one in (ours, theirs)] == [(fell, "Petra")] * 2
    assert [what for what, _who in told(third)] == ["Put it together with others"]
    workflow.leave_bundle(actor=desk.cast.writer, release_id=third.pk)
    paul = person("Paul", Role.PUBLISHER)
    workflow.order_bundle(actor=paul, release_id=ours.pk)
    Membership.objects.filter(person=paul).delete()
    approve(desk, theirs)
    assert {told(one)[-1][0] for one in (ours, theirs)} == {"Approved the last of them, and nothing was published"}
    workflow.leave_bundle(actor=Person.objects.get(pk=mo.pk), release_id=theirs.pk)
    left = ("Took it out of what goes out together", "Somebody who works on another release")
    assert (told(ours)[-1], told(theirs)[-1]) == (left, (left[0], "Mo"))
