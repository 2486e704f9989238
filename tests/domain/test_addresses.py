"""Addresses: reserved when a lift is set, fixed when it happens, kept for ever, and they betray nothing before."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import override_settings

from releases import clock, workflow
from releases.models import Address, Edition, Event, Release
from releases.states import Move
from releases.workflow.addresses import newsroom_day, path_of, slug_for
from tests.cast import Desk, until

pytestmark = pytest.mark.django_db

NOW = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
DAY = "/news/2031/02/14/"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture(autouse=True)
def morning() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def _path(release: Release) -> str:
    return Address.objects.get(release=release, is_canonical=True).path


# --- The word ---


@pytest.mark.parametrize(
    ("headline", "word"),
    [
        ("Harbour opens new pilot station", "harbour-opens-new-pilot-station"),
        ("Port d’Été – 50 % more!", "port-dété-50-more"),
        ("港湾局、新しい水先案内所を開設", "港湾局新しい水先案内所を開設"),
        ("افتتاح محطة", "افتتاح-محطة"),
        ("Straße_Größe", "straße_größe"),
        ("-- Yes --", "yes"),
    ],
)
def test_a_headline_becomes_a_word_in_its_own_script(headline: str, word: str) -> None:
    assert slug_for(headline) == word


@pytest.mark.parametrize("headline", ["!!!", "…", "🚢", "--", ""])
def test_a_headline_that_cannot_be_spelled_gets_a_word_at_random(headline: str) -> None:
    first, second = slug_for(headline), slug_for(headline)
    assert len(first) == 5
    assert first.isalpha()
    assert first != second
    assert not set(first) & set("aeiouy")


def test_a_long_headline_is_cut_at_the_end_of_a_word() -> None:
    slug = slug_for("harbour " * 30)
    assert len(slug) <= 80
    assert set(slug.split("-")) == {"harbour"}
    assert len(slug_for("x" * 200)) == 80


def test_the_longest_address_fits_its_column(desk: Desk) -> None:
    release = desk.live(headline="港" * 250)
    assert len(_path(release)) <= 255


def test_a_word_typed_by_staff_is_used(desk: Desk) -> None:
    assert _path(desk.live(slug="pilots")) == f"{DAY}pilots/"


# --- The day ---


def test_the_day_is_the_newsrooms_and_not_the_offices(desk: Desk) -> None:
    """The office is in New York, the newsroom's setting decides."""
    late = datetime(2031, 2, 15, 4, 59, 59, tzinfo=UTC)
    with override_settings(NEWSROOM_TIME_ZONE="America/New_York"):
        assert (newsroom_day(late).day, newsroom_day(late + timedelta(seconds=1)).day) == (14, 15)
    with override_settings(NEWSROOM_TIME_ZONE="Asia/Tokyo"):
        edition = Edition.objects.get(release=desk.live())
        assert str(edition.issued_on) == "2031-02-15"
        assert _path(edition.release).startswith("/news/2031/02/15/")


def test_the_day_of_a_scheduled_release_is_that_of_its_lift(desk: Desk) -> None:
    assert _path(desk.scheduled(NOW + timedelta(days=2))).startswith("/news/2031/02/16/")


def test_a_lift_that_is_moved_to_another_day_moves_the_reserved_address(desk: Desk) -> None:
    release = desk.scheduled(NOW + timedelta(hours=1))
    workflow.reschedule(actor=desk.cast.publisher, release_id=release.pk, terms=until(NOW + timedelta(days=3, hours=1)))
    assert Address.objects.get(release=release).path.startswith("/news/2031/02/17/")


@override_settings(NEWSROOM_TIME_ZONE="America/New_York")
def test_the_night_of_daylight_saving_has_its_own_day(desk: Desk) -> None:
    before_gap = datetime(2031, 3, 9, 4, 59, tzinfo=UTC)
    assert path_of(newsroom_day(before_gap), "x") == "/news/2031/03/08/x/"
    assert path_of(newsroom_day(before_gap + timedelta(minutes=1)), "x") == "/news/2031/03/09/x/"


# --- Reserved, yielded, kept ---


def test_nothing_has_an_address_before_it_is_published(desk: Desk) -> None:
    desk.approved()
    desk.submitted()
    assert not Address.objects.exists()


def test_a_hold_frees_the_address_and_the_next_publication_reserves_anew(desk: Desk) -> None:
    release = desk.scheduled()
    workflow.hold(actor=desk.cast.publisher, release_id=release.pk)
    assert not Address.objects.exists()
    assert _path(desk.live()) == f"{DAY}harbour-opens-new-pilot-station/"
    workflow.publish(actor=desk.cast.publisher, release_id=release.pk)
    assert _path(release) != f"{DAY}harbour-opens-new-pilot-station/"


def test_a_public_release_takes_the_address_that_a_later_one_reserved_and_its_desk_is_told(desk: Desk) -> None:
    later = desk.scheduled(NOW + timedelta(hours=2))
    wanted = _path(later)
    sooner = desk.live()
    assert _path(sooner) == wanted
    moved = Event.objects.get(what="address_moved")
    assert (moved.release, moved.actor) == (later, None)
    assert moved.detail == {"from": wanted, "to": _path(later)}
    assert _path(later).startswith(wanted.rstrip("/") + "-")


def test_the_record_of_a_moved_address_tells_of_no_other_release(desk: Desk) -> None:
    """The other may be limited to named people: its desk, its headline and that it exists are theirs alone."""
    waiting = desk.scheduled(headline="One headline")
    desk.live(headline="One headline")
    moved = Event.objects.get(what="address_moved", release=waiting)
    assert "other" not in moved.reason
    assert set(moved.detail) == {"from", "to"}


def test_of_two_scheduled_the_earlier_lift_has_the_plain_address(desk: Desk) -> None:
    late = desk.scheduled(NOW + timedelta(hours=3))
    early = desk.scheduled(NOW + timedelta(hours=2))
    latest = desk.scheduled(NOW + timedelta(hours=4))
    assert _path(early) == f"{DAY}harbour-opens-new-pilot-station/"
    assert len({_path(late), _path(early), _path(latest)}) == 3


def test_of_two_with_one_lift_the_first_to_reserve_keeps_it(desk: Desk) -> None:
    first, second = desk.scheduled(NOW + timedelta(hours=2)), desk.scheduled(NOW + timedelta(hours=2))
    assert _path(first) == f"{DAY}harbour-opens-new-pilot-station/"
    assert _path(second) != _path(first)


def test_a_lift_a_breath_away_does_not_yield_any_more(desk: Desk, morning: time_machine.Traveller) -> None:
    """It may have happened by the time that the other move commits, and then the address is its for ever."""
    lift = NOW + timedelta(hours=2)
    near = desk.scheduled(lift)
    wanted = _path(near)
    morning.move_to(lift - timedelta(milliseconds=500), tick=False)
    assert _path(desk.live()) != wanted
    assert _path(near) == wanted


def test_a_public_release_yields_to_nobody(desk: Desk) -> None:
    first = desk.live()
    path = _path(first)
    assert _path(desk.live()) != path
    desk.withdrawn(first, keep_text=False)
    assert _path(desk.live()) != path
    assert _path(first) == path


def test_every_release_of_one_headline_has_an_address_of_its_own(desk: Desk) -> None:
    paths = {_path(desk.live()) for _number in range(6)}
    assert len(paths) == 6


def test_neither_a_new_headline_nor_a_new_word_moves_a_public_address(desk: Desk) -> None:
    release = desk.live()
    path = _path(release)
    desk.corrected(release, headline="Another headline", slug="another")
    assert Address.objects.get(release=release).path == path


def test_a_word_changed_before_publication_is_used_although_the_text_stays_approved(desk: Desk) -> None:
    release = desk.edit(desk.approved(), slug="pilots")
    workflow.publish(actor=desk.cast.publisher, release_id=release.pk)
    assert _path(release) == f"{DAY}pilots/"


def test_a_reserved_address_answers_nothing_before_the_lift(desk: Desk) -> None:
    release = desk.scheduled()
    lift = release.embargo_at
    assert lift is not None
    for at, shown in ((lift - timedelta(microseconds=1), False), (lift, True)):
        assert Edition.objects.public(at).at_path(_path(release)).exists() == shown


def test_an_emergency_keeps_the_address_that_was_reserved_for_the_day(desk: Desk) -> None:
    release = desk.scheduled(NOW + timedelta(days=2))
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="A leak.")
    assert Address.objects.get(release=release).path == f"{DAY}harbour-opens-new-pilot-station/"
    assert Event.objects.filter(release=release, what=Move.EMERGENCY).exists()
    assert clock.now() == NOW


def test_who_types_the_word_of_a_hidden_release_is_told_nothing(desk: Desk) -> None:
    """Until the lift the word is free for everybody: neither the form nor the address says that somebody has it."""
    desk.scheduled(NOW + timedelta(hours=2), slug="merger", headline="Hidden")
    assert _path(desk.live(slug="merger")) == f"{DAY}merger/"
