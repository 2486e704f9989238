"""The panel says in one sentence where a release stands: what the public has, will have, and what the desk does."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any, Final

import pytest
import time_machine

from releases import clock, workflow
from releases.admin.standing import sentence
from releases.models import Edition, Office, Person, Release
from releases.situation import Situation
from releases.states import Authority, EmbargoKind, Standing, Status
from tests.cast import Desk, until

# A Tuesday morning, 10 o'clock on the press office's clocks.
NOW: Final = datetime(2034, 2, 14, 15, 0, tzinfo=UTC)
LIFT: Final = NOW + timedelta(hours=2, minutes=11)
# Moves of one frozen instant follow each other by microseconds.
A_MOMENT: Final = timedelta(seconds=2)


@pytest.fixture
def clockwork() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def _said(release: Release) -> str:
    fresh = Release.objects.select_related("lead_office", "changed_by").get(pk=release.pk)
    return sentence(Situation.read(fresh, clock.now() + A_MOMENT))


def _submit(desk: Desk, release: Release) -> Release:
    return workflow.submit(actor=desk.cast.writer, release_id=release.pk)


def _emergency(desk: Desk) -> Release:
    release = desk.draft()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="The gate broke.")
    return desk.fresh(release)


def _correction_to_come(desk: Desk) -> Release:
    release = desk.correction_approved(desk.live(), terms=until(LIFT))
    workflow.correct(actor=desk.cast.publisher, release_id=release.pk)
    return desk.fresh(release)


def _live_again(desk: Desk) -> Release:
    withdrawn = desk.withdrawn()
    with time_machine.travel(NOW + A_MOMENT / 2, tick=False):  # nobody makes two moves in one instant
        return desk.corrected(withdrawn)


def _changed(desk: Desk, release: Release) -> Release:
    return desk.edit(release, body="<p>Wednesday.</p>", correction_note="The day was wrong again.")


def _after_emergency(desk: Desk) -> Release:
    release = _emergency(desk)
    _changed(desk, release)
    _submit(desk, release)
    desk.approve(release)
    workflow.correct(actor=desk.cast.publisher, release_id=release.pk)
    return desk.fresh(release)


STATES: Final[dict[str, tuple[Callable[[Desk], Release], str]]] = {
    "draft": (lambda desk: desk.draft(), "Draft, last changed by Wren at 10:00 a.m. ET."),
    "submitted": (
        lambda desk: desk.submitted(),
        "Submitted, and waits for approval; last changed by Wren at 10:00 a.m. ET.",
    ),
    "approved": (
        lambda desk: desk.approved(),
        "Approved by Ada at 10:00 a.m. ET, and waits to be published.",
    ),
    "approved for a time": (
        lambda desk: desk.approved(terms=until(LIFT)),
        "Approved by Ada at 10:00 a.m. ET, and waits to be published, to go out at "
        "12:11 p.m. ET, Tuesday, Feb. 14, 2034 (in 2 h 10 min).",
    ),
    "scheduled": (
        lambda desk: desk.scheduled(LIFT),
        "Scheduled: goes out at 12:11 p.m. ET, Tuesday, Feb. 14, 2034 (in 2 h 10 min).",
    ),
    "scheduled, and changed": (
        lambda desk: desk.edit(desk.scheduled(LIFT), headline="Another"),
        "Scheduled: goes out at 12:11 p.m. ET, Tuesday, Feb. 14, 2034 (in 2 h 10 min); the text was changed "
        "since by Wren at 10:00 a.m. ET, and the change is not submitted.",
    ),
    "scheduled, and in review": (
        lambda desk: _submit(desk, desk.edit(desk.scheduled(LIFT), headline="Another")),
        "Scheduled: goes out at 12:11 p.m. ET, Tuesday, Feb. 14, 2034 (in 2 h 10 min); a changed text is in review.",
    ),
    "live": (lambda desk: desk.live(), "Live since 10:00 a.m. ET."),
    "live, a correction begun": (
        lambda desk: _changed(desk, desk.live()),
        "Live since 10:00 a.m. ET; a correction is being written, last changed by Wren at 10:00 a.m. ET.",
    ),
    "live, a correction in review": (
        lambda desk: _submit(desk, _changed(desk, desk.live())),
        "Live since 10:00 a.m. ET; a correction is in review.",
    ),
    "live, a correction approved": (
        lambda desk: desk.correction_approved(desk.live()),
        "Live since 10:00 a.m. ET; a correction is approved, and waits to be published.",
    ),
    "live, a correction to come": (
        _correction_to_come,
        "Live since 10:00 a.m. ET; a correction goes out at 12:11 p.m. ET, Tuesday, Feb. 14, 2034 (in 2 h 10 min).",
    ),
    "live, a correction to come, another begun": (
        lambda desk: _changed(desk, _correction_to_come(desk)),
        "Live since 10:00 a.m. ET; a correction goes out at 12:11 p.m. ET, Tuesday, Feb. 14, 2034 (in 2 h 10 min); "
        "another correction is being written, last changed by Wren at 10:00 a.m. ET.",
    ),
    "corrected": (lambda desk: desk.corrected(), "Live since 10:00 a.m. ET, corrected at 10:00 a.m. ET."),
    "withdrawn": (
        lambda desk: desk.withdrawn(),
        "Withdrawn since 10:00 a.m. ET; its text stays readable under the notice.",
    ),
    "gone": (
        lambda desk: desk.withdrawn(keep_text=False),
        "Withdrawn since 10:00 a.m. ET, its text taken away.",
    ),
    "withdrawn, a new text in review": (
        lambda desk: _submit(desk, _changed(desk, desk.withdrawn())),
        "Withdrawn since 10:00 a.m. ET; its text stays readable under the notice; a new text is in review.",
    ),
    "live again": (_live_again, "Live again since 10:00 a.m. ET, after it was withdrawn."),
    "emergency": (
        _emergency,
        "Live since 10:00 a.m. ET, published in emergency by Petra, and nobody else has reviewed it yet.",
    ),
    "corrected after an emergency that nobody reviewed": (
        _after_emergency,
        "Live since 10:00 a.m. ET, corrected at 10:00 a.m. ET; what Petra published in emergency at "
        "10:00 a.m. ET has been reviewed by nobody else.",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
def test_the_sentence_of(state: str, clockwork: time_machine.Traveller) -> None:
    build, expected = STATES[state]
    assert _said(build(Desk())) == expected


@pytest.mark.django_db
def test_yesterday_is_said_with_its_date(clockwork: time_machine.Traveller) -> None:
    desk = Desk()
    release = desk.live()
    clockwork.shift(timedelta(days=1))
    assert _said(release) == "Live since 10:00 a.m. ET, Tuesday, Feb. 14, 2034."


@pytest.mark.django_db
def test_today_is_a_day_in_the_offices_zone(clockwork: time_machine.Traveller) -> None:
    desk = Desk()
    clockwork.move_to(datetime(2034, 2, 15, 4, 59, tzinfo=UTC))  # 11:59 p.m. of the 14th there
    release = desk.live()
    clockwork.shift(timedelta(minutes=2))
    assert _said(release) == "Live since 11:59 p.m. ET, Tuesday, Feb. 14, 2034."


@pytest.mark.django_db
def test_an_embargo_that_passed_unpublished_is_said_plainly(clockwork: time_machine.Traveller) -> None:
    desk = Desk()
    release = desk.approved(terms=until(LIFT))
    clockwork.shift(timedelta(hours=3))
    assert _said(release) == (
        "Approved by Ada at 10:00 a.m. ET, and is not published although its embargo ended at "
        "12:11 p.m. ET, Tuesday, Feb. 14, 2034."
    )


@pytest.mark.django_db
def test_a_lift_is_said_in_the_zone_it_was_typed_in(clockwork: time_machine.Traveller) -> None:
    desk = Desk()
    release = desk.scheduled_as(until(LIFT, "Europe/Paris"))
    assert "6:11 p.m. CET, Tuesday, Feb. 14, 2034" in release.terms.line
    assert "goes out at 6:11 p.m. CET, Tuesday, Feb. 14, 2034 (in 2 h 10 min)" in _said(release)


_PERSON: Final = Person(display_name="Petra")
_WORDS: Final = {
    Status.DRAFT: ("Draft, last", "changed"),
    Status.SUBMITTED: ("Submitted, and", "in review"),
    Status.APPROVED: ("Approved", "approved, and"),
}


def _edition(number: int, **fields: Any) -> Edition:
    return Edition(
        sequence=number, authorised_by=_PERSON, recorded_at=NOW, offices=[{"zone": "America/New_York"}], **fields
    )


def _current(kind: str) -> list[Edition]:
    past = {"public_from": NOW - timedelta(hours=1), "issued_at": NOW - timedelta(hours=1)}
    return {
        "none": [],
        "live": [_edition(1, authority=Authority.APPROVED, **past)],
        "corrected": [_edition(1, authority=Authority.APPROVED, correction_note="The day.", **past)],
        "emergency": [_edition(1, authority=Authority.EMERGENCY, emergency_reason="Now.", **past)],
        "withdrawn": [_edition(1, authority=Authority.WITHDRAWAL, withdrawal_notice="Wrong.", **past)],
        "gone": [_edition(1, authority=Authority.WITHDRAWAL, withdrawal_notice="Wrong.", is_gone=True, **past)],
    }[kind]


def test_no_combination_lacks_its_words() -> None:
    """Every combination of status, standing, coming, waiting and unreviewed is one sentence, with each part said."""
    kinds = ("none", "live", "corrected", "emergency", "withdrawn", "gone")
    for combination in product(Status, kinds, (False, True), (None, *EmbargoKind), (False, True)):
        _has_its_words(*combination)


def _has_its_words(
    status: Status, kind: str, has_coming: bool, waits: EmbargoKind | None, older_emergency: bool
) -> None:
    editions = _current(kind)
    if older_emergency:
        long_ago = NOW - timedelta(days=2)
        older = _edition(0, authority=Authority.EMERGENCY, emergency_reason="Then.", issued_at=long_ago)
        older.public_from, older.public_until = long_ago, NOW - timedelta(hours=1)
        editions.insert(0, older)
    if has_coming:
        editions.append(_edition(2, authority=Authority.APPROVED, public_from=LIFT, issued_at=LIFT))
    if waits is not None:
        at = LIFT if waits == EmbargoKind.UNTIL else None
        editions.append(_edition(3, authority=Authority.APPROVED, embargo_kind=waits, embargo_at=at))
    office = Office(name="Press Office", time_zone="America/New_York")
    release = Release(status=status, lead_office=office, changed_by=_PERSON, changed_at=NOW)
    situation = Situation.of(release, editions, NOW + A_MOMENT)
    said = sentence(situation)

    assert said.endswith(".")
    assert ".." not in said
    assert "%(" not in said
    assert said[0].isupper()
    assert ("Scheduled: goes out" in said) == (situation.standing == Standing.SCHEDULED)
    assert said.startswith("Live") == (situation.standing == Standing.LIVE)
    assert said.startswith("Withdrawn") == (situation.standing == Standing.WITHDRAWN)
    assert ("in 2 h 10 min" in said) == (has_coming or (situation.waiting is not None and waits == EmbargoKind.UNTIL))
    alone, beside = _WORDS[status]
    never = situation.standing == Standing.NEVER
    if status != Status.APPROVED or situation.waiting:
        assert (alone if never else beside) in said
    if situation.waiting and waits == EmbargoKind.BY_HAND:
        assert "waits to be released by hand" in said
    if not never:
        assert ("nobody else" in said) == (situation.unreviewed is not None)
