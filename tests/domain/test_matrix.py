"""Every move in every status and standing: what the table opens works, what it closes is refused and writes nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from releases import clock, workflow
from releases.models import Event, Person, Release
from releases.situation import Situation
from releases.states import RULES, Move, Standing, Status
from tests.cast import Desk, until

pytestmark = pytest.mark.django_db


def _standing(desk: Desk, standing: Standing) -> Release:
    reach: dict[Standing, Callable[[], Release]] = {
        Standing.NEVER: desk.approved,
        Standing.SCHEDULED: desk.scheduled,
        Standing.LIVE: desk.live,
        Standing.WITHDRAWN: desk.withdrawn,
    }
    return reach[standing]()


def _reach(desk: Desk, status: Status, standing: Standing) -> Release:
    release = _standing(desk, standing)
    if status == Status.APPROVED:
        return release
    note = "The day was wrong." if standing in {Standing.LIVE, Standing.WITHDRAWN} else ""
    release = desk.edit(release, body="<p>It opened on Wednesday.</p>", correction_note=note)
    if status == Status.SUBMITTED:
        release = workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    return release


def _make(desk: Desk, move: Move, release: Release) -> Any:
    cast, pk = desk.cast, release.pk
    calls: dict[Move, Callable[[], Any]] = {
        Move.EDIT: lambda: desk.edit(release, headline="Another headline"),
        Move.SUBMIT: lambda: workflow.submit(actor=cast.writer, release_id=pk),
        Move.TAKE_BACK: lambda: workflow.take_back(actor=cast.writer, release_id=pk),
        Move.SEND_BACK: lambda: workflow.send_back(actor=cast.approver, release_id=pk, reason="A typing error."),
        Move.APPROVE: lambda: desk.approve(release),
        Move.PUBLISH: lambda: workflow.publish(actor=cast.publisher, release_id=pk),
        Move.CORRECT: lambda: workflow.correct(actor=cast.publisher, release_id=pk),
        Move.HOLD: lambda: workflow.hold(actor=cast.publisher, release_id=pk),
        Move.RESCHEDULE: lambda: workflow.reschedule(
            actor=cast.publisher, release_id=pk, terms=until(clock.now().replace(second=0) + timedelta(days=9))
        ),
        Move.WITHDRAW: lambda: workflow.withdraw(
            actor=cast.publisher, release_id=pk, reason="Sent in error.", keep_text=False
        ),
        Move.EMERGENCY: lambda: workflow.publish_in_emergency(
            actor=cast.publisher, release_id=pk, reason="It cannot wait."
        ),
        Move.REVIEW_EMERGENCY: lambda: workflow.review_emergency(actor=cast.approver, release_id=pk),
        Move.LIMIT: lambda: workflow.limit_access(actor=cast.writer, release_id=pk, people=[cast.approver.pk]),
        Move.UNLIMIT: lambda: workflow.lift_access_limit(actor=cast.publisher, release_id=pk, reason="It is out."),
        Move.GIVE_LINK: lambda: workflow.give_preview_link(
            actor=cast.approver, release_id=pk, reader="A lawyer", lasts=timedelta(hours=1)
        ),
        Move.REVOKE_LINK: lambda: workflow.revoke_preview_link(
            actor=cast.writer, release_id=pk, link_id=cast.office.pk
        ),
        Move.ASK_REDACTION: lambda: workflow.ask_redaction(
            actor=cast.administrator, release_id=pk, field="subhead", reason="A court's order.", public_mark="Removed."
        ),
        Move.REDACT: lambda: workflow.redact(actor=cast.approver, release_id=pk, redaction_id=0),
    }
    return calls[move]()


# Open by the table, and still refused here for a fact that status and standing do not carry.
_NEEDS_MORE = {Move.REVIEW_EMERGENCY, Move.UNLIMIT, Move.REVOKE_LINK, Move.REDACT}


def _expected(move: Move, status: Status, standing: Standing) -> bool:
    if move in _NEEDS_MORE or not RULES[move].allows(status=status, standing=standing):
        return False
    nothing_waits = status == Status.APPROVED and standing != Standing.NEVER
    if move in {Move.PUBLISH, Move.CORRECT}:
        return not nothing_waits
    if move == Move.SEND_BACK and status == Status.APPROVED:
        return not nothing_waits
    if move == Move.HOLD:
        return standing == Standing.SCHEDULED
    if move == Move.RESCHEDULE:
        return standing == Standing.SCHEDULED or (status == Status.APPROVED and not nothing_waits)
    if move == Move.EMERGENCY and status == Status.APPROVED and standing == Standing.LIVE:
        return False
    return not (move == Move.EMERGENCY and status == Status.APPROVED and standing == Standing.WITHDRAWN)


CELLS = [(status, standing, move) for status in Status for standing in Standing for move in Move]


@pytest.mark.parametrize(("status", "standing"), [(status, standing) for status in Status for standing in Standing])
def test_each_move_does_what_the_table_says(status: Status, standing: Standing) -> None:
    desk = Desk()
    for move in Move:
        release = _reach(desk, status, standing)
        before = Situation.read(release, clock.now())
        assert (before.release.status, before.standing) == (status, standing)
        events = Event.objects.count()
        if _expected(move, status, standing):
            _make(desk, move, release)
            assert desk.fresh(release).status == RULES[move].becomes[status], (status, standing, move)
            event = Event.objects.order_by("pk").last()
            assert event is not None
            assert (event.what, event.status_before, event.standing_before) == (move, status, standing)
        else:
            with pytest.raises(workflow.Refused) as refusal:
                _make(desk, move, release)
            assert all(len(reason.text) > 10 for reason in refusal.value.reasons)
            assert desk.fresh(release).status == status
            assert Event.objects.count() == events


@pytest.mark.parametrize("role", ["writer", "approver", "publisher", "administrator"])
def test_each_role_makes_its_own_moves_and_no_others(role: str) -> None:
    desk = Desk()
    person: Person = getattr(desk.cast, role)
    ladder = ["writer", "approver", "publisher"]
    needed = {Move.SUBMIT: "writer", Move.SEND_BACK: "approver", Move.PUBLISH: "publisher"}
    calls = {
        Move.SUBMIT: lambda: workflow.submit(actor=person, release_id=desk.draft().pk),
        Move.SEND_BACK: lambda: workflow.send_back(actor=person, release_id=desk.submitted().pk, reason="Not yet."),
        Move.PUBLISH: lambda: workflow.publish(actor=person, release_id=desk.approved().pk),
    }
    for move, call in calls.items():
        if role in ladder and ladder.index(role) >= ladder.index(needed[move]):
            call()
        else:
            with pytest.raises(workflow.Refused, match="needs the role"):
                call()


def test_a_release_of_another_office_does_not_exist_for_a_stranger() -> None:
    from releases.models import Office
    from tests.cast import person

    desk = Desk()
    other = Office.objects.create(name="Other", slug="other", time_zone="Europe/Paris")
    stranger = person("Stan", "publisher", office=other)
    release = desk.submitted()
    with pytest.raises(Release.DoesNotExist):
        workflow.submit(actor=stranger, release_id=release.pk)
    assert not Release.objects.visible_to(stranger).exists()
