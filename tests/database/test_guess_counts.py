"""Two processes count guesses at the same moment: no request is lost, and one mail is sent."""

from django.core import mail
from django.test import override_settings

from newsroom.misses import Batch, Book
from releases import attempts, clock, workflow
from releases.models import Event, Guesses, GuessSalt, GuessSource
from tests.cast import Desk
from tests.database.conftest import together
from tests.public.places import path_of


@override_settings(NEWSROOM_GUESS_ALARM=30)
def test_processes_that_count_together_lose_nothing_and_ring_once(committed: Desk) -> None:
    cast = committed.cast
    type(cast.administrator).objects.filter(pk=cast.administrator.pk).update(email="arun@harbour.example")
    release = committed.scheduled(headline="Counted by two")
    attempt = attempts.read(path_of(release))
    assert attempt
    tries = {(attempt, "203.0.113.7"): 10, (attempt, "203.0.113.8"): 10}

    def count() -> int:
        return workflow.count_guesses(tries=tries, since=clock.now(), at=clock.now())

    assert together(count, count, count) == [1, 1, 1]
    row = Guesses.objects.get(release=release)
    assert (row.requests, row.sources) == (60, 2)
    assert GuessSource.objects.filter(guesses=row).count() == 2
    assert GuessSalt.objects.count() == 1
    assert Event.objects.filter(what="guess_alarm", release=release).count() == 1
    assert len(mail.outbox) == 1


def test_the_book_counts_forgets_and_leaves_no_connection_open(committed: Desk) -> None:
    release = committed.scheduled(headline="Written into the book")
    batch = Batch()
    batch.add(path_of(release), "203.0.113.7", clock.now())
    GuessSalt.objects.create(day="2001-01-01", salt="00" * 32)
    (outcome,) = together(lambda: Book()(batch))
    assert outcome is None
    assert Guesses.objects.get(release=release).requests == 1
    assert not GuessSalt.objects.filter(day="2001-01-01").exists()
