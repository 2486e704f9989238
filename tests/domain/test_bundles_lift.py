"""All that is put together goes out at one instant, is held and moved as one, or nothing of it is."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

import pytest
import time_machine

from releases import clock, workflow
from releases.embargo import Terms
from releases.models import Bundle, Edition, Event, Membership, Notice, Office, Person, Release, Role
from releases.states import EmbargoKind, Status
from tests.cast import Desk, person
from tests.domain.test_bundles import noon

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def tied(desk: Desk, *releases: Release) -> tuple[Release, ...]:
    workflow.bundle_together(actor=desk.cast.publisher, release_ids=[one.pk for one in releases])
    return releases


def approved(desk: Desk, terms: Terms, names: str = "One Two Three") -> tuple[Release, ...]:
    return tied(desk, *(desk.approved(terms=terms, headline=name, slug=name.lower()) for name in names.split()))


def scheduled(desk: Desk, terms: Terms, names: str = "One Two Three") -> tuple[Release, ...]:
    made = approved(desk, terms, names)
    workflow.publish_bundle(actor=desk.cast.publisher, release_id=made[0].pk)
    return made


def windows(releases: Iterable[Release]) -> set[datetime | None]:
    return set(Edition.objects.filter(release__in=releases).values_list("public_from", flat=True))


def statuses(releases: Iterable[Release]) -> list[str]:
    return [Release.objects.get(pk=one.pk).status for one in releases]


def approve(desk: Desk, release: Release, actor: Person | None = None, **more: Any) -> Edition:
    digest = desk.revision(release).digest
    return workflow.approve(actor=actor or desk.cast.approver, release_id=release.pk, digest=digest, **more)


def written(release: Release, what: str) -> list[Event]:
    return list(Event.objects.filter(release=release, what=what))


# --- Together, or not at all ---


@pytest.mark.parametrize("terms", [Terms(), Terms(EmbargoKind.BY_HAND), None])
def test_all_go_out_at_one_instant(desk: Desk, terms: Terms | None) -> None:
    terms = terms or noon()
    releases = scheduled(desk, terms)
    (instant,) = windows(releases)
    moments = {one.at for release in releases for one in written(release, "publish")}
    assert {instant} == ({terms.at} if terms.at else moments)
    assert all(written(release, "publish")[0].detail["together"] for release in releases)


def test_one_that_is_not_approved_keeps_all_back_and_every_reason_is_told(desk: Desk) -> None:
    one, draft, review = tied(
        desk, desk.approved(headline="Ready"), desk.draft(headline="Raw"), desk.submitted(headline="Read")
    )
    with pytest.raises(workflow.Refused) as refused:
        workflow.publish_bundle(actor=desk.cast.publisher, release_id=one.pk)
    assert "“Raw”: “Publish” is not open now. This is a draft" in str(refused.value)
    assert "“Read”: “Publish” is not open now. This is waiting" in str(refused.value)
    with pytest.raises(workflow.Refused, match=r"Not approved yet: “Raw” \(draft\), “Read” \(waiting for approval\)"):
        workflow.publish(actor=desk.cast.publisher, release_id=one.pk)
    assert windows([one, draft, review]) == {None}


def test_one_alone_is_not_published_though_all_are_approved(desk: Desk) -> None:
    one, *_others = approved(desk, noon())
    with pytest.raises(workflow.Refused, match="publish them together"):
        workflow.publish(actor=desk.cast.publisher, release_id=one.pk)
    with pytest.raises(workflow.Refused, match="Take it out of the bundle first"):
        workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=one.pk, reason="A flood.")


def test_what_was_not_shown_is_not_published(desk: Desk) -> None:
    one, two = approved(desk, noon(), "One Two")
    shown = {release.pk: desk.revision(release).digest for release in (one, two)}
    publish = partial(workflow.publish_bundle, actor=desk.cast.publisher, release_id=one.pk)
    with pytest.raises(workflow.Refused, match="“Two”: Another text"):
        publish(digests={**shown, two.pk: "0"})
    with pytest.raises(workflow.Refused, match="Other releases go out together"):
        publish(digests={one.pk: shown[one.pk]})
    with pytest.raises(workflow.Refused, match="“One”: The embargo was changed"):
        publish(digests=shown, release_line="FOR IMMEDIATE RELEASE")
    publish(digests=shown, release_line=noon().line)
    assert windows([one, two]) == {desk.fresh(one).embargo_at}


def test_a_publisher_of_one_office_publishes_nothing_of_another(desk: Desk) -> None:
    office = Office.objects.create(name="Marine Survey", slug="marine-survey", time_zone="America/New_York")
    mo = person("Mo", Role.PUBLISHER, office=office)
    here, theirs = tied(desk, desk.approved(headline="Known"), desk.approved(headline="Hidden", lead_office=office.pk))
    publish = partial(workflow.publish_bundle, actor=mo, release_id=theirs.pk)
    with pytest.raises(workflow.Refused, match=r"not yours to see.* Ask Petra\.") as refused:
        publish()
    assert "Known" not in str(refused.value)
    here.joint_offices.create(office=office)
    with pytest.raises(workflow.Refused, match="“Known”: Publish needs the role"):
        publish()


# --- What is scheduled ---


def test_a_better_text_of_one_takes_its_place_among_those_that_are_scheduled(desk: Desk) -> None:
    terms = noon()
    one, two = scheduled(desk, terms, "One Two")
    desk.edit(one, body="<p>Better words.</p>")
    workflow.submit(actor=desk.cast.writer, release_id=one.pk)
    desk.approve(one)
    workflow.publish(actor=desk.cast.publisher, release_id=one.pk)
    assert windows([one, two]) == {None, terms.at}
    with time_machine.travel(terms.at, tick=False):
        bodies = {edition.release_id: edition.body for edition in Edition.objects.public(clock.now())}
    assert "Better" in bodies[one.pk]
    assert two.pk in bodies


def test_holding_one_holds_all(desk: Desk) -> None:
    releases = scheduled(desk, noon())
    workflow.hold(actor=desk.cast.publisher, release_id=releases[1].pk, reason="The minister is ill.")
    assert windows(releases) == {None}
    assert [written(one, "hold")[0].reason for one in releases] == ["The minister is ill."] * 3
    workflow.publish_bundle(actor=desk.cast.publisher, release_id=releases[0].pk)


def test_holding_one_alone_lets_the_others_go_out(desk: Desk) -> None:
    terms = noon()
    one, two, three = scheduled(desk, terms)
    workflow.hold(actor=desk.cast.publisher, release_id=one.pk, alone=True)
    assert windows([one]) == {None}
    assert windows([two, three]) == {terms.at}
    assert set(Bundle.objects.get().members.values_list("release", flat=True)) == {two.pk, three.pk}


def test_all_are_moved_later_by_a_publisher_and_none_alone(desk: Desk) -> None:
    releases, later = scheduled(desk, noon()), noon(4)
    with pytest.raises(workflow.Refused, match="share one embargo"):
        workflow.reschedule(actor=desk.cast.publisher, release_id=releases[0].pk, terms=later)
    move = partial(workflow.reschedule_bundle, release_id=releases[0].pk)
    with pytest.raises(workflow.Refused, match="“Two”: Reschedule needs the role"):
        move(actor=desk.cast.approver, terms=later)
    with pytest.raises(workflow.Refused, match="“Three”: That is earlier"):
        move(actor=desk.cast.publisher, terms=noon(1))
    assert windows(releases) == {desk.fresh(releases[0]).embargo_at}
    move(actor=desk.cast.publisher, terms=later)
    assert windows(releases) == {later.at}


def test_another_embargo_voids_the_approvals_unless_a_publisher_moves_it_later(desk: Desk) -> None:
    ready, raw = tied(desk, desk.approved(terms=noon()), desk.draft())
    move = partial(workflow.reschedule_bundle, release_id=raw.pk)
    move(actor=desk.cast.publisher, terms=noon(4))
    assert statuses([ready, raw]) == [Status.APPROVED, Status.DRAFT]
    move(actor=desk.cast.writer, terms=noon(5))
    assert statuses([ready, raw]) == [Status.DRAFT, Status.DRAFT]
    assert {desk.fresh(one).terms for one in (ready, raw)} == {noon(5)}
    with pytest.raises(workflow.Refused, match="That time has passed"):
        move(actor=desk.cast.writer, terms=noon(-1))


def test_after_the_lift_each_goes_its_own_way(desk: Desk) -> None:
    one, two = scheduled(desk, Terms(), "One Two")
    desk.corrected(one)
    desk.withdrawn(two)
    with pytest.raises(workflow.Refused, match="went out together already"):
        workflow.leave_bundle(actor=desk.cast.publisher, release_id=one.pk)
    desk.correction_approved(one, body="<p>Once more.</p>", terms=noon())
    workflow.correct(actor=desk.cast.publisher, release_id=one.pk)
    workflow.hold(actor=desk.cast.publisher, release_id=one.pk)


# --- The last approval ---


def ordered(desk: Desk, actor: Person | None = None, terms: Terms | None = None) -> tuple[Release, Release]:
    one, last = tied(desk, *(make(terms=terms or noon(), headline="Kept") for make in (desk.approved, desk.submitted)))
    workflow.order_bundle(actor=actor or desk.cast.publisher, release_id=one.pk)
    return one, last


def test_the_last_approval_schedules_all_if_a_publisher_ordered_it(desk: Desk) -> None:
    one, last = ordered(desk)
    approve(desk, last)
    assert windows([one, last]) == {desk.fresh(one).embargo_at}
    assert {written(release, "publish")[0].actor for release in (one, last)} == {desk.cast.publisher}
    told = Notice.objects.get(event__what="bundle_carried_out")
    assert (told.person, told.kind) == (desk.cast.publisher, "scheduled")
    assert Bundle.objects.get().ordered_by is None


@pytest.mark.parametrize("gone", ["left", "no role", "cannot see"])
def test_an_order_that_no_longer_holds_schedules_nothing_and_the_approval_stands(desk: Desk, gone: str) -> None:
    paul = person("Paul", Role.PUBLISHER)
    one, last = ordered(desk, paul)
    if gone == "left":
        Person.objects.filter(pk=paul.pk).update(is_active=False)
    elif gone == "no role":
        Membership.objects.filter(person=paul).update(role=Role.APPROVER)
    else:
        other = Office.objects.create(name="Other", slug="other", time_zone="America/New_York")
        Membership.objects.filter(person=paul).update(office=other)
        last.joint_offices.create(office=other)
    approve(desk, last)
    assert windows([one, last]) == {None}
    assert statuses([one, last]) == [Status.APPROVED] * 2
    (lapsed,) = written(last, "bundle_order_lapsed")
    assert "Paul had ordered it" in lapsed.reason
    assert "Kept" not in lapsed.reason
    assert Notice.objects.filter(person=paul, event=lapsed).exists() == (gone != "left")
    assert Bundle.objects.get().ordered_by is None


def test_an_order_falls_when_what_it_was_given_for_changes(desk: Desk) -> None:
    one, last = ordered(desk)
    tied(desk, one, third := desk.submitted(terms=desk.fresh(one).terms))
    approve(desk, third)
    approve(desk, last)
    assert windows([one, last, third]) == {None}
    for change in (
        partial(workflow.reschedule_bundle, actor=desk.cast.publisher, terms=noon(9)),
        partial(workflow.recall_bundle_order, actor=desk.cast.writer),
    ):
        desk.edit(last, body=f"<p>{change.func.__name__}</p>")
        workflow.order_bundle(actor=desk.cast.publisher, release_id=one.pk)
        change(release_id=one.pk)
        assert Bundle.objects.get().ordered_by is None


def test_who_may_not_publish_all_orders_nothing(desk: Desk) -> None:
    one, last = tied(desk, desk.approved(), desk.submitted())
    order = partial(workflow.order_bundle, release_id=one.pk)
    with pytest.raises(workflow.Refused, match="Publish needs the role"):
        order(actor=desk.cast.approver)
    approve(desk, last)
    with pytest.raises(workflow.Refused, match="Publish them together now"):
        order(actor=desk.cast.publisher)
    by_hand = Terms(EmbargoKind.BY_HAND)
    one, last = tied(desk, desk.approved(terms=by_hand), desk.submitted(terms=by_hand))
    with pytest.raises(workflow.Refused, match="released by hand"):
        workflow.order_bundle(actor=desk.cast.publisher, release_id=one.pk)


def test_an_approver_who_is_a_publisher_too_approves_the_last_and_publishes_all(desk: Desk) -> None:
    one, last = tied(desk, *(make(terms=noon()) for make in (desk.approved, desk.submitted)))
    with pytest.raises(workflow.Refused, match="Publish needs the role"):
        approve(desk, last, and_all=True)
    assert statuses([last]) == [Status.SUBMITTED]
    approve(desk, last, desk.cast.publisher, and_all=True)
    assert windows([one, last]) == {desk.fresh(one).embargo_at}
