"""The gate: of every sort of release, what an address answers, what lists show, and what can still be read."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from releases import clock, workflow
from releases.models import Edition, Release, Topic
from tests.cast import Desk, until

pytestmark = pytest.mark.django_db

NOW = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


@pytest.fixture(autouse=True)
def clockwork() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _seen(release: Release, at: datetime | None = None) -> tuple[list[int], list[int], list[int]]:
    """The sequence numbers of what an address answers, what lists show, and what can be read of the past."""
    now = at or clock.now()
    mine = Edition.objects.filter(release=release).order_by("sequence")
    answers = Edition.objects.public(now) & mine
    return (
        [edition.sequence for edition in answers],
        [edition.sequence for edition in answers.listed()],
        [edition.sequence for edition in mine.earlier(now)],
    )


NOTHING: tuple[list[int], list[int], list[int]] = ([], [], [])


def _held(desk: Desk) -> Release:
    release = desk.scheduled()
    workflow.hold(actor=desk.cast.publisher, release_id=release.pk)
    return release


def _replaced_before_its_lift(desk: Desk) -> Release:
    release = desk.scheduled()
    desk.edit(release, body="<p>Better.</p>")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    workflow.publish(actor=desk.cast.publisher, release_id=release.pk)
    return release


def _moved_after_it_had_been_held(desk: Desk) -> Release:
    release = _held(desk)
    terms = until(NOW + timedelta(days=1))
    workflow.reschedule(actor=desk.cast.publisher, release_id=release.pk, terms=terms)
    return release


@pytest.mark.parametrize(
    "make",
    [
        Desk.draft,
        Desk.submitted,
        Desk.approved,
        Desk.scheduled,
        _held,
        _replaced_before_its_lift,
        _moved_after_it_had_been_held,
    ],
)
def test_what_was_never_public_is_nowhere(desk: Desk, make: Callable[[Desk], Release]) -> None:
    assert _seen(make(desk)) == NOTHING


def test_a_live_release_answers_and_is_listed(desk: Desk) -> None:
    assert _seen(desk.live()) == ([1], [1], [])


def test_a_corrected_release_shows_its_latest_and_keeps_its_first(desk: Desk) -> None:
    assert _seen(desk.corrected(), NOW + MOMENT) == ([2], [2], [1])


def test_a_correction_in_waiting_shows_nothing(desk: Desk) -> None:
    assert _seen(desk.correction_approved(desk.live())) == ([1], [1], [])


def test_new_words_that_are_being_written_show_nothing(desk: Desk) -> None:
    release = desk.live()
    desk.edit(release, body="<p>New.</p>", correction_note="New.")
    assert _seen(release) == ([1], [1], [])


def test_a_withdrawal_that_kept_the_text_answers_and_is_listed_under_its_notice(desk: Desk) -> None:
    assert _seen(desk.withdrawn(keep_text=True), NOW + MOMENT) == ([2], [2], [1])


def test_a_withdrawal_that_took_the_text_answers_with_the_notice_alone(desk: Desk) -> None:
    assert _seen(desk.withdrawn(keep_text=False), NOW + MOMENT) == ([2], [], [])


def test_an_emergency_is_public_like_any_other(desk: Desk) -> None:
    release = desk.draft()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="A flood.")
    assert _seen(release) == ([1], [1], [])


def test_a_lift_changes_what_is_seen_at_its_instant_and_by_nothing_but_the_clock(
    desk: Desk, clockwork: time_machine.Traveller
) -> None:
    release = desk.scheduled(NOW + timedelta(hours=1))
    rows = list(Edition.objects.values())
    for shift, seen in ((timedelta(hours=1) - MOMENT, NOTHING), (timedelta(hours=1), ([1], [1], []))):
        clockwork.move_to(NOW + shift, tick=False)
        assert _seen(release) == seen
    assert list(Edition.objects.values()) == rows


def test_a_scheduled_correction_hands_over_at_its_instant_without_a_moment_of_neither(
    desk: Desk, clockwork: time_machine.Traveller
) -> None:
    lift = NOW + timedelta(hours=1)
    release = desk.correction_approved(desk.live(), terms=until(lift))
    workflow.correct(actor=desk.cast.publisher, release_id=release.pk)
    for at, seen in ((lift - MOMENT, ([1], [1], [])), (lift, ([2], [2], [1])), (lift + MOMENT, ([2], [2], [1]))):
        clockwork.move_to(at, tick=False)
        assert _seen(release) == seen


def test_the_newsroom_of_another_moment_is_the_same_question_with_that_moment(
    desk: Desk, clockwork: time_machine.Traveller
) -> None:
    release = desk.live()
    clockwork.move_to(NOW + timedelta(hours=1), tick=False)
    desk.corrected(release)
    then = Edition.objects.public(NOW + timedelta(minutes=30)).get(release=release)
    assert then.sequence == 1
    assert not Edition.objects.earlier(NOW + timedelta(minutes=30)).exists()


# --- Orders and cursors ---


def test_lists_are_newest_first_and_a_cursor_takes_up_where_the_page_ended(
    desk: Desk, clockwork: time_machine.Traveller
) -> None:
    for minute in range(3):
        clockwork.move_to(NOW + timedelta(minutes=minute), tick=False)
        desk.live()
        desk.live()
    editions = list(Edition.objects.public(clock.now()).listed().newest_first())
    assert [edition.issued_at for edition in editions] == sorted((one.issued_at for one in editions), reverse=True)
    paged, place = [], None
    while True:
        rest = Edition.objects.public(clock.now()).listed().newest_first()
        page = list(rest.older_than(*place)[:1] if place else rest[:1])
        if not page:
            break
        paged += page
        place = (page[-1].issued_at, page[-1].pk)
    assert paged == editions


def test_an_offices_and_a_topics_list_hold_what_they_carry_in_the_same_order(
    desk: Desk, clockwork: time_machine.Traveller
) -> None:
    topic = Topic.objects.create(name="Pilots", slug="pilots")
    for minute in range(3):
        clockwork.move_to(NOW + timedelta(minutes=minute), tick=False)
        desk.live(topics=(topic.pk,))
        desk.live()
    desk.scheduled(topics=(topic.pk,))
    shown = Edition.objects.public(clock.now()).listed()
    everything = list(shown.newest_first())
    assert list(shown.of_office(desk.cast.office.pk)) == everything
    of_topic = list(shown.of_topic(topic.pk))
    assert of_topic == [edition for edition in everything if edition.topics]
    last = of_topic[0]
    assert list(shown.of_topic(topic.pk).older_than(last.issued_at, last.pk)) == of_topic[1:]


def test_days_are_those_of_the_newsroom(desk: Desk) -> None:
    edition = Edition.objects.get(release=desk.live())
    day = edition.issued_on
    assert list(Edition.objects.issued_between(day, day)) == [edition]
    assert not Edition.objects.issued_between(day + timedelta(days=1), day + timedelta(days=9)).exists()


def test_the_next_boundary_is_the_nearest_instant_at_which_anything_changes(desk: Desk) -> None:
    assert Edition.objects.next_boundary(NOW) is None
    desk.live()
    desk.scheduled(NOW + timedelta(hours=3))
    release = desk.correction_approved(desk.live(), terms=until(NOW + timedelta(hours=2)))
    workflow.correct(actor=desk.cast.publisher, release_id=release.pk)
    assert Edition.objects.next_boundary(NOW) == NOW + timedelta(hours=2)
    assert Edition.objects.next_boundary(NOW + timedelta(hours=2)) == NOW + timedelta(hours=3)
    assert Edition.objects.next_boundary(NOW + timedelta(hours=3)) is None
