"""An embargo is a comparison: not a second early, not a second late, and what never opened was never public."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from releases import clock, workflow
from releases.embargo import Terms
from releases.models import Address, Edition, EditionOffice, EditionTopic, Event, Generation, Release, Topic
from releases.situation import Situation
from releases.states import EmbargoKind, Standing, Status
from releases.workflow.turn import TO_COMMIT
from tests.cast import Desk, until

pytestmark = pytest.mark.django_db

NOW = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
LIFT = NOW + timedelta(hours=1)
MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def clockwork() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(clockwork: time_machine.Traveller) -> Desk:
    return Desk()


def _only(release: Release) -> Edition:
    return Edition.objects.get(release=release)


def _reschedule(desk: Desk, release: Release, terms: Terms) -> Edition:
    return workflow.reschedule(actor=desk.cast.publisher, release_id=release.pk, terms=terms)


# --- The instant ---


def test_an_embargoed_release_shows_from_its_instant_and_not_a_microsecond_before(
    desk: Desk, clockwork: time_machine.Traveller, client: Client
) -> None:
    path = Address.objects.get(release=desk.scheduled(LIFT)).path
    for offset, status in ((-1.0, 404), (-0.000001, 404), (0.0, 200), (1.0, 200)):
        clockwork.move_to(LIFT + timedelta(seconds=offset), tick=False)
        assert client.get(path).status_code == status, offset
        shown = "pilot station" in client.get("/feed.rss").content.decode()
        assert shown == (status == 200)


def test_microseconds_are_kept_on_the_way_to_the_database_and_back(desk: Desk) -> None:
    at = LIFT + timedelta(microseconds=123_456)
    release = desk.scheduled_as(Terms(EmbargoKind.UNTIL, "2031-02-14T16:00", "UTC", at))
    assert _only(release).public_from == at
    assert not Edition.objects.public(at - MICROSECOND).exists()
    assert Edition.objects.public(at).exists()


def test_an_immediate_release_is_public_from_the_moment_of_the_move(desk: Desk) -> None:
    release = desk.live()
    edition = _only(release)
    assert (edition.public_from, edition.issued_at, edition.public_until) == (NOW, NOW, None)
    assert Edition.objects.public(NOW).get() == edition
    assert not Edition.objects.public(NOW - MICROSECOND).exists()


def test_two_moves_in_one_microsecond_leave_each_text_its_window(desk: Desk) -> None:
    first, second = Edition.objects.of_release(desk.corrected().pk)
    assert first.public_from < first.public_until == second.public_from


@pytest.mark.parametrize(
    ("wall", "second", "instant"),
    [
        ("2031-03-09T01:59", None, "2031-03-09T06:59"),
        ("2031-03-09T03:00", None, "2031-03-09T07:00"),
        ("2031-11-02T01:30", False, "2031-11-02T05:30"),
        ("2031-11-02T01:30", True, "2031-11-02T06:30"),
    ],
)
def test_on_daylight_saving_nights_it_lifts_at_the_hour_that_was_meant(
    desk: Desk, wall: str, second: bool | None, instant: str
) -> None:
    terms = Terms.until(datetime.fromisoformat(wall), "America/New_York", second=second)
    release = desk.scheduled_as(terms)
    lift = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert Situation.read(release, lift - MICROSECOND).standing == Standing.SCHEDULED
    assert Situation.read(release, lift).standing == Standing.LIVE
    assert _only(release).embargo_wall == wall


def test_the_same_wall_time_in_two_zones_is_two_instants(desk: Desk) -> None:
    typed = datetime.fromisoformat("2031-06-01T10:00")
    lifts = [
        _only(desk.scheduled_as(Terms.until(typed, zone))).public_from for zone in ("Asia/Tokyo", "America/New_York")
    ]
    assert lifts[1] - lifts[0] == timedelta(hours=13)


def test_a_text_embargoed_by_hand_waits_for_a_hand(desk: Desk) -> None:
    release = desk.approved(terms=Terms(EmbargoKind.BY_HAND))
    assert Situation.read(release, NOW + timedelta(days=99)).standing == Standing.NEVER
    workflow.publish(actor=desk.cast.publisher, release_id=release.pk)
    assert _only(release).public_from == NOW


def test_the_narrow_index_follows_the_window(desk: Desk) -> None:
    topic = Topic.objects.create(name="Pilots", slug="pilots")
    release = desk.scheduled(LIFT, topics=(topic.pk,))
    for link in (EditionOffice, EditionTopic):
        assert link.objects.get(edition__release=release).issued_at == LIFT
    workflow.hold(actor=desk.cast.publisher, release_id=release.pk)
    for link in (EditionOffice, EditionTopic):
        assert link.objects.get(edition__release=release).issued_at is None


# --- Held and replaced ---


def test_what_was_held_was_never_public_and_can_be_published_again(desk: Desk) -> None:
    release = desk.scheduled(LIFT)
    workflow.hold(actor=desk.cast.publisher, release_id=release.pk, reason="The minister is ill.")
    edition = _only(release)
    assert (edition.public_from, edition.issued_at, edition.issued_on) == (None, None, None)
    assert Situation.read(release, LIFT + timedelta(days=9)).standing == Standing.NEVER
    assert workflow.publish(actor=desk.cast.publisher, release_id=release.pk).public_from == LIFT


def test_a_text_replaced_before_its_lift_was_never_public(desk: Desk) -> None:
    release = desk.scheduled(LIFT)
    desk.edit(release, body="<p>Better words.</p>")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    workflow.publish(actor=desk.cast.publisher, release_id=release.pk)
    first, second = Edition.objects.of_release(release.pk)
    assert (first.public_from, first.public_until, first.issued_at) == (None, None, None)
    assert second.public_from == LIFT
    later = LIFT + timedelta(days=1)
    assert Edition.objects.public(later).with_public_number().get().public_number == 1
    assert not Edition.objects.earlier(later).exists()


def test_a_draft_that_is_edited_leaves_the_scheduled_text_alone(desk: Desk) -> None:
    release = desk.scheduled(LIFT)
    desk.edit(release, body="<p>Better words.</p>", terms=until(LIFT + timedelta(hours=5)))
    assert _only(release).public_from == LIFT
    assert Situation.read(release, LIFT).standing == Standing.LIVE


def test_what_is_held_keeps_the_status_of_its_text(desk: Desk) -> None:
    release = desk.scheduled(LIFT)
    desk.edit(release, body="<p>Better words.</p>")
    assert workflow.hold(actor=desk.cast.publisher, release_id=release.pk).status == Status.DRAFT


# --- Moved ---


def test_a_lift_can_be_moved_later_by_one_publisher_and_again_back_to_no_earlier_than_that(desk: Desk) -> None:
    release = desk.scheduled(LIFT)
    edition = _reschedule(desk, release, until(LIFT + timedelta(hours=5)))
    assert edition.public_from == edition.issued_at == edition.embargo_at == LIFT + timedelta(hours=5)
    assert desk.fresh(release).embargo_at == LIFT + timedelta(hours=5)
    with pytest.raises(workflow.Refused, match="needs a second person"):
        _reschedule(desk, release, until(LIFT))


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (until(LIFT - timedelta(minutes=1)), "earlier than what was approved"),
        (until(NOW), "That time has passed"),
        (until(NOW - timedelta(days=1)), "That time has passed"),
        (Terms(), "Give the new date and time"),
        (Terms(EmbargoKind.BY_HAND), "Give the new date and time"),
    ],
)
def test_a_lift_is_neither_moved_earlier_nor_away_by_one_person(desk: Desk, terms: Terms, words: str) -> None:
    release = desk.scheduled(LIFT)
    with pytest.raises(workflow.Refused, match=words) as refused:
        _reschedule(desk, release, terms)
    assert [reason.field for reason in refused.value.reasons] == ["embargo"]
    assert _only(release).public_from == LIFT


def test_a_better_text_that_waits_is_not_moved_before_the_lift_it_was_approved_with(desk: Desk) -> None:
    release = desk.scheduled(LIFT)
    desk.edit(release, terms=until(LIFT + timedelta(hours=4)))
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    with pytest.raises(workflow.Refused, match="earlier than what was approved"):
        _reschedule(desk, release, until(LIFT + timedelta(hours=2)))
    assert Edition.objects.get(release=release, sequence=1).public_from == LIFT


def test_a_second_person_can_let_it_lift_earlier(desk: Desk) -> None:
    release = desk.scheduled(LIFT)
    desk.edit(release, terms=until(NOW + timedelta(minutes=10)))
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    edition = workflow.publish(actor=desk.cast.publisher, release_id=release.pk)
    assert edition.public_from == NOW + timedelta(minutes=10)


def test_a_text_that_waits_can_be_given_a_later_lift_before_it_is_published(desk: Desk) -> None:
    release = desk.approved()
    _reschedule(desk, release, until(LIFT))
    assert _only(release).public_from is None
    assert workflow.publish(actor=desk.cast.publisher, release_id=release.pk).public_from == LIFT


def test_the_record_tells_from_which_line_to_which_it_was_moved(desk: Desk) -> None:
    release = desk.scheduled(LIFT)
    _reschedule(desk, release, until(LIFT + timedelta(hours=1)))
    detail = Event.objects.latest("pk").detail
    assert "11:00 a.m. ET" in detail["embargo_before"]
    assert "12:00 p.m. ET" in detail["embargo"]


# --- Too late ---


def _replacement(desk: Desk, release: Release) -> None:
    desk.edit(release, body="<p>Better words.</p>")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)


def _correction_scheduled(desk: Desk) -> Release:
    release = desk.correction_approved(desk.live(), terms=until(LIFT))
    workflow.correct(actor=desk.cast.publisher, release_id=release.pk)
    return desk.fresh(release)


def _act(desk: Desk, name: str) -> tuple[Release, Callable[[], Any]]:
    """A release with a lift at LIFT, and a move that would close or shift it."""
    publisher = desk.cast.publisher
    release = _correction_scheduled(desk) if name in {"withdraw", "emergency"} else desk.scheduled(LIFT)
    if name == "publish":
        _replacement(desk, release)
    if name == "emergency":
        desk.edit(release, body="<p>At once.</p>", correction_note="At once.")
    moves: dict[str, Callable[[], Any]] = {
        "hold": lambda: workflow.hold(actor=publisher, release_id=release.pk),
        "reschedule": lambda: _reschedule(desk, release, until(LIFT + timedelta(hours=2))),
        "publish": lambda: workflow.publish(actor=publisher, release_id=release.pk),
        "withdraw": lambda: workflow.withdraw(actor=publisher, release_id=release.pk, reason="Wrong.", keep_text=False),
        "emergency": lambda: workflow.publish_in_emergency(actor=publisher, release_id=release.pk, reason="A flood."),
    }
    return release, moves[name]


ACTS = ["hold", "reschedule", "publish", "withdraw", "emergency"]


@pytest.mark.parametrize("name", ACTS)
def test_a_move_that_the_lift_overtakes_is_undone_and_says_so(
    desk: Desk, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock is read under the lock, a moment before the lift; when it is read again, it has struck."""
    release, act = _act(desk, name)
    windows = list(Edition.objects.of_release(release.pk).values())
    events, generation = Event.objects.count(), Generation.objects.get().number
    readings = chain([LIFT - MICROSECOND], repeat(LIFT))
    monkeypatch.setattr(clock, "now", lambda: next(readings))
    with pytest.raises(workflow.Refused, match=r"It is out. Withdraw instead.|went out this moment"):
        act()
    assert list(Edition.objects.of_release(release.pk).values()) == windows
    assert (Event.objects.count(), Generation.objects.get().number) == (events, generation)
    assert desk.fresh(release).embargo_at == LIFT


@pytest.mark.parametrize("name", ACTS)
def test_a_move_is_in_time_while_there_is_time_for_its_commit(
    desk: Desk, name: str, clockwork: time_machine.Traveller
) -> None:
    release, act = _act(desk, name)
    lifting = Situation.read(release, NOW + MICROSECOND).coming
    clockwork.move_to(LIFT - TO_COMMIT, tick=False)
    with pytest.raises(workflow.Refused, match=r"It is out. Withdraw instead.|went out this moment"):
        act()
    clockwork.move_to(LIFT - TO_COMMIT - MICROSECOND, tick=False)
    act()
    assert lifting is not None
    assert Edition.objects.get(pk=lifting.pk).public_from != LIFT


@pytest.mark.parametrize("name", ["hold", "reschedule"])
def test_a_move_after_the_lift_is_told_that_nothing_is_scheduled(
    desk: Desk, name: str, clockwork: time_machine.Traveller
) -> None:
    release, act = _act(desk, name)
    clockwork.move_to(LIFT, tick=False)
    with pytest.raises(workflow.Refused, match=r"Nothing is scheduled"):
        act()
    assert Situation.read(release, LIFT).standing == Standing.LIVE


@pytest.mark.parametrize("act", ["hold", "reschedule", "withdraw"])
def test_a_lift_that_only_the_database_has_seen_is_told_in_a_sentence(act: str) -> None:
    """The application's clock is five seconds slow; by the database's own the text is out."""
    now = clock.now()
    with time_machine.travel(now - timedelta(seconds=5), tick=False):
        desk = Desk()
        terms = Terms(EmbargoKind.UNTIL, now.strftime("%Y-%m-%dT%H:%M"), "UTC", now - timedelta(seconds=2))
        if act == "withdraw":
            release = desk.correction_approved(desk.live(), terms=terms)
            workflow.correct(actor=desk.cast.publisher, release_id=release.pk)
        else:
            release = desk.scheduled_as(terms)
        publisher, later = desk.cast.publisher, until(now.replace(second=0, microsecond=0) + timedelta(hours=1))
        calls: dict[str, Callable[[], Any]] = {
            "hold": lambda: workflow.hold(actor=publisher, release_id=release.pk),
            "reschedule": lambda: _reschedule(desk, release, later),
            "withdraw": lambda: workflow.withdraw(
                actor=publisher, release_id=release.pk, reason="Wrong.", keep_text=False
            ),
        }
        with pytest.raises(workflow.Refused, match=r"It is out|went out this moment"):
            calls[act]()
    assert Edition.objects.of_release(release.pk).last().public_from == terms.at


# --- What is told to those who keep rendered pages ---


@pytest.mark.parametrize("name", ACTS)
def test_every_change_of_a_window_moves_the_generation(desk: Desk, name: str) -> None:
    _release, act = _act(desk, name)
    before = Generation.objects.get().number
    act()
    assert Generation.objects.get().number > before


def test_every_publication_moves_the_generation_also_where_nothing_was_scheduled(
    desk: Desk, clockwork: time_machine.Traveller
) -> None:
    release = desk.approved()
    publisher = {"actor": desk.cast.publisher, "release_id": release.pk}
    acts: list[Callable[[], object]] = [
        lambda: workflow.publish(**publisher),
        lambda: workflow.correct(**publisher),
        lambda: workflow.withdraw(**publisher, reason="Sent in error.", keep_text=True),
        lambda: workflow.publish_in_emergency(**publisher, reason="A flood."),
    ]
    for number, act in enumerate(acts):
        clockwork.shift(60)
        if number == 1:
            desk.correction_approved(release)
        before = Generation.objects.get().number
        act()
        assert Generation.objects.get().number > before, number


def test_what_the_public_cannot_see_moves_no_generation(desk: Desk) -> None:
    release = desk.live()
    before = Generation.objects.get().number
    desk.correction_approved(release)
    workflow.send_back(actor=desk.cast.approver, release_id=release.pk, reason="Not yet.")
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.approver.pk])
    assert Generation.objects.get().number == before


def test_the_day_of_issue_is_the_newsrooms(desk: Desk, clockwork: time_machine.Traveller, settings: Any) -> None:
    settings.NEWSROOM_TIME_ZONE = "America/New_York"
    midnight = datetime(2031, 2, 15, tzinfo=ZoneInfo("America/New_York"))
    for at, day in ((midnight - MICROSECOND, 14), (midnight, 15)):
        clockwork.move_to(at, tick=False)
        assert _only(desk.live()).issued_on.day == day
