"""The guess alarm counts who asks for what is not out, keeps nobody's address, and rings once a day."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
import time_machine
from django.core import mail
from django.test import TestCase, override_settings

from releases import attempts, clock, workflow
from releases.models import Event, Guesses, GuessSalt, GuessSource, Person, Release
from tests.cast import Desk
from tests.desk.pages import change, signed_in
from tests.public.places import path_of

pytestmark = pytest.mark.django_db

NOW: Final = datetime(2031, 2, 14, 10, 16, tzinfo=UTC)
VISITOR: Final = "203.0.113.7"


@pytest.fixture(autouse=True)
def traveller() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as moving:
        yield moving


@pytest.fixture
def desk() -> Desk:
    return Desk()


def ask(path: str, *, times: int = 1, visitor: str = VISITOR) -> int:
    attempt = attempts.read(path)
    assert attempt
    with TestCase.captureOnCommitCallbacks(execute=True):
        return workflow.count_guesses(tries={(attempt, visitor): times}, since=clock.now(), at=clock.now())


def row(release: Release) -> tuple[int, int]:
    found = Guesses.objects.get(release=release)
    return found.requests, found.sources


def test_the_release_shows_how_often_and_since_when(desk: Desk, traveller: Any) -> None:
    release = desk.scheduled(headline="Harbor bank seeks a merger")
    ask(path_of(release), times=41)
    traveller.shift(60)
    ask(path_of(release), times=3, visitor="203.0.113.8")
    said = "44 requests for an address of this release since 5:16 a.m. ET, from 2 sources; the latest at 5:17 a.m. ET."
    assert said in signed_in(desk.cast.writer).get(change(release)).text


def test_one_request_is_said_as_one(desk: Desk) -> None:
    release = desk.scheduled()
    ask(path_of(release))
    page = signed_in(desk.cast.writer).get(change(release)).text
    assert "1 request for an address of this release since 5:16 a.m. ET, from 1 source;" in page


def test_every_text_that_was_never_out_is_watched_and_none_that_was(desk: Desk) -> None:
    hidden = [
        desk.draft(headline="The first of the hidden"),
        desk.submitted(headline="The second of the hidden"),
        desk.approved(headline="The third of the hidden"),
        desk.scheduled(headline="The fourth of the hidden"),
        desk.draft(headline="Anything", slug="its-own-fifth-word"),
    ]
    held = desk.scheduled(headline="The sixth of the hidden")
    workflow.hold(actor=desk.cast.publisher, release_id=held.pk)
    words = ["the-first-of-the-hidden", "the-second-of-the-hidden", "the-third-of-the-hidden"]
    words += ["the-fourth-of-the-hidden", "its-own-fifth-word", "the-sixth-of-the-hidden"]
    for release, word in zip([*hidden, held], words, strict=True):
        ask(f"/news/2031/02/14/{word}/")
        assert row(release) == (1, 1)
    public = [desk.live(headline="A live release of today"), desk.withdrawn(desk.live(headline="A gone one of today"))]
    for release in public:
        assert ask(path_of(release).replace("/14/", "/13/")) == 0
        assert ask(f"/files/{release.pk}") == 0


def test_the_ids_of_a_release_and_of_its_editions_are_watched(desk: Desk) -> None:
    release = desk.scheduled()
    ask(f"/releases/{release.pk}")
    ask(f"/releases/{release.editions.get().pk}")
    assert row(release) == (2, 1)


def test_what_went_out_while_the_miss_waited_is_counted_as_what_it_was(desk: Desk, traveller: Any) -> None:
    release = desk.scheduled(NOW + timedelta(seconds=104))
    attempt = attempts.read(path_of(release))
    assert attempt
    traveller.shift(150)
    tries = {(attempt, VISITOR): 1}
    workflow.count_guesses(tries=tries, since=NOW, at=clock.now())
    assert row(release) == (1, 1)
    assert workflow.count_guesses(tries=tries, since=clock.now(), at=clock.now()) == 0


def test_noise_writes_nothing(desk: Desk, django_assert_num_queries: Any) -> None:
    desk.scheduled()
    with django_assert_num_queries(2):
        assert ask("/news/2031/02/14/some-other-thing/") == 0
    assert not Guesses.objects.exists()
    assert not GuessSalt.objects.exists()


def test_no_address_is_kept_and_a_hash_means_nothing_the_next_day(desk: Desk, traveller: Any) -> None:
    release = desk.scheduled(NOW + timedelta(days=9))
    ask(path_of(release))
    first = GuessSource.objects.get()
    assert VISITOR not in str(vars(first))
    salt = GuessSalt.objects.get()
    traveller.shift(timedelta(days=1))
    ask(path_of(release))
    workflow.forget_guesses(at=clock.now())
    second = GuessSource.objects.get()
    assert second.source != first.source
    assert GuessSalt.objects.get().salt != salt.salt
    assert row(release) == (2, 2), "the total stays; nobody can tell that it was one source on two days"


def test_a_total_that_nobody_adds_to_is_forgotten(desk: Desk, traveller: Any) -> None:
    release = desk.draft()
    ask("/news/2031/02/14/harbour-opens-new-pilot-station/")
    traveller.shift(timedelta(days=89))
    workflow.forget_guesses(at=clock.now())
    assert row(release) == (1, 1)
    traveller.shift(timedelta(days=2))
    workflow.forget_guesses(at=clock.now())
    assert not Guesses.objects.exists()


def test_few_rows_whoever_asks(desk: Desk) -> None:
    release = desk.scheduled()
    attempt = attempts.read(path_of(release))
    assert attempt
    tries = {(attempt, f"198.51.100.{number}"): 2 for number in range(120)}
    for _twice in range(2):
        workflow.count_guesses(tries=tries, since=NOW, at=NOW)
    assert row(release) == (480, 50)
    assert GuessSource.objects.count() == 51


@override_settings(NEWSROOM_GUESS_ALARM=5)
def test_past_the_threshold_an_administrator_gets_one_mail_a_day(desk: Desk, traveller: Any) -> None:
    Person.objects.filter(pk=desk.cast.administrator.pk).update(email="arun@harbour.example")
    Person.objects.filter(pk=desk.cast.writer.pk).update(email="wren@harbour.example")
    release = desk.scheduled(NOW + timedelta(days=9), headline="Harbor bank seeks a merger")
    ask(path_of(release), times=4)
    assert not mail.outbox
    for _more in range(3):
        ask(path_of(release))
    (letter,) = mail.outbox
    assert letter.to == ["arun@harbour.example"]
    assert "there were 5 requests for an address" in letter.body
    assert letter.body.rstrip().endswith(change(release))
    said = letter.subject + letter.body
    assert "merger" not in said.lower()
    assert VISITOR not in said
    event = Event.objects.get(what="guess_alarm")
    assert (event.release_id, event.detail) == (release.pk, {"requests": 5, "sources": 1})
    traveller.shift(timedelta(days=1))
    ask(path_of(release), times=4)
    assert len(mail.outbox) == 1, "a new day counts from nothing"
    ask(path_of(release))
    assert len(mail.outbox) == 2


@override_settings(NEWSROOM_GUESS_ALARM=1)
def test_an_alarm_for_a_limited_release_tells_those_named_and_leads_nobody_else_to_it(desk: Desk) -> None:
    for name in ("administrator", "approver", "publisher"):
        Person.objects.filter(pk=getattr(desk.cast, name).pk).update(email=f"{name}@harbour.example")
    release = desk.scheduled()
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.approver.pk])
    ask(path_of(release))
    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    assert set(letters) == {"administrator@harbour.example", "approver@harbour.example"}
    assert change(release) in letters["approver@harbour.example"]
    assert str(release.pk) not in letters["administrator@harbour.example"]
    assert letters["administrator@harbour.example"].rstrip().endswith("/desk/releases/release/limits/")


@override_settings(NEWSROOM_GUESS_ALARM=0)
def test_an_alarm_that_is_switched_off_counts_and_writes_to_nobody(desk: Desk) -> None:
    release = desk.scheduled()
    ask(path_of(release), times=1000)
    assert row(release) == (1000, 1)
    assert not Event.objects.filter(what="guess_alarm").exists()


def test_who_may_not_know_of_the_release_sees_no_count(desk: Desk) -> None:
    release = desk.scheduled()
    ask(path_of(release))
    assert Guesses.objects.visible_to(desk.cast.writer).exists()
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.approver.pk])
    assert not Guesses.objects.visible_to(desk.cast.publisher).exists()
