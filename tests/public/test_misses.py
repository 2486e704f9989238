"""A miss is noted after its answer has gone out, in a queue that cannot grow, and no visitor ever notices."""

import io
import threading
from collections.abc import Iterator
from typing import Any, Final
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom import misses, wsgi
from newsroom.misses import Batch, Misses, Tally
from releases import workflow
from releases.models import Guesses, GuessSource
from tests.cast import Desk
from tests.public.places import path_of

pytestmark = pytest.mark.django_db

PATIENCE: Final = 10.0


class Notebook(Tally):
    """A tally without a thread: what it was told stands in its queue."""

    def __init__(self) -> None:
        super().__init__(lambda batch: None)

    def _see_to_the_thread(self) -> None:
        """The tests empty it themselves."""

    @property
    def noted(self) -> list[tuple[str, str]]:
        return [(path, address) for path, address, _at in list(self.waiting.queue)]


def ask(application: Any, path: str, **environ: Any) -> tuple[str, list[tuple[str, str]], bytes, Any]:
    """Ask as a server does, and hand back the answer before it is closed."""
    asked = {"PATH_INFO": path, "REMOTE_ADDR": "203.0.113.7", "HTTP_HOST": "localhost", "wsgi.input": io.BytesIO()}
    asked |= environ
    setup_testing_defaults(asked)
    started: list[Any] = []
    answer = application(asked, lambda *words: started.append(words))
    return started[-1][0], started[-1][1], b"".join(answer), answer


@pytest.fixture(autouse=True)
def _connection_stays() -> Iterator[None]:
    """The server's side of Django closes old connections with each answer; this one is in the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


def test_the_door_that_servers_come_in_by_notes_misses() -> None:
    assert isinstance(wsgi.application, Misses)
    assert isinstance(wsgi.application.tally, Tally)


@pytest.mark.parametrize("path", ["/", "/news/2031/01/01/nonsense/", "/wp-login.php", "/robots.txt", "/desk/"])
def test_the_answer_is_the_same_to_the_byte(notebook: Notebook, path: str) -> None:
    Desk()
    django = wsgi.application.application
    plain, noted = ask(django, path), ask(Misses(django, notebook), path)
    assert noted[:3] == plain[:3]


def test_nothing_is_looked_up_for_the_alarm_until_the_answer_is_away(notebook: Notebook) -> None:
    hidden = path_of(Desk().scheduled())
    django = wsgi.application.application
    for path in (hidden, "/news/2031/01/01/nonsense/"):
        asked = []
        for application in (django, Misses(django, notebook)):
            with CaptureQueriesContext(connection) as queries:
                ask(application, path)[3].close()
            asked.append([query["sql"] for query in queries])
        assert len(asked[0]) == len(asked[1]) > 0


def test_a_miss_is_noted_when_the_answer_has_been_closed_and_not_before(notebook: Notebook) -> None:
    _status, _headers, body, answer = ask(Misses(wsgi.application.application, notebook), "/no-such-page/")
    assert body
    assert not notebook.noted
    answer.close()
    assert notebook.noted == [("/no-such-page/", "203.0.113.7")]


def test_only_misses_on_the_public_surface_are_noted(notebook: Notebook) -> None:
    application = Misses(wsgi.application.application, notebook)
    assert all(reverse(name).startswith(misses.NOT_PUBLIC) for name in ("admin:index", "admin:login"))
    assert reverse("preview:copy", args=["x"]).startswith(misses.NOT_PUBLIC)
    for path in ("/", "/feed.rss", "/desk/", "/preview/copy/guess/", "/desk/nothing/", "/static/none.css"):
        answer = ask(application, path)[3]
        getattr(answer, "close", lambda: None)()
    assert not notebook.noted


@override_settings(NEWSROOM_PROXIES=1)
def test_the_source_is_the_address_that_the_outermost_trusted_proxy_saw(notebook: Notebook) -> None:
    forwarded = {"HTTP_X_FORWARDED_FOR": "invented, 198.51.100.4"}
    ask(Misses(wsgi.application.application, notebook), "/miss/", **forwarded)[3].close()
    assert notebook.noted == [("/miss/", "198.51.100.4")]


def test_a_path_of_any_bytes_and_length_is_survived(notebook: Notebook) -> None:
    application = Misses(wsgi.application.application, notebook)
    for path in ("/\xff\xfe", "/\x00", "/" + "a" * 5000, "/news/2031/01/01/\xd8\xa7/"):
        ask(application, path)[3].close()
    assert [path for path, _address in notebook.noted] == ["/\ufffd\ufffd", "/\x00", "/news/2031/01/01/ا/"]


def test_the_queue_is_bounded_and_drops_what_does_not_fit(notebook: Notebook) -> None:
    for number in range(1500):
        notebook.note(f"/miss/{number}", "203.0.113.7")
    assert len(notebook.noted) == 1000
    assert notebook.dropped == 500


def test_a_batch_is_bounded_however_many_ask() -> None:
    batch, notebook = Batch(), Notebook()
    notebook.note("/x", "y")
    at = notebook.waiting.get()[2]
    for number in range(1500):
        batch.add("/news/2031/01/01/one-of-the-words/", f"source {number}", at)
        batch.add(f"/wp-login{number}.php", "203.0.113.7", at)
    assert len(batch.tries) == 1000


def test_a_burst_of_ten_thousand_misses_writes_few_rows(notebook: Notebook) -> None:
    release = Desk().scheduled()
    path = path_of(release)
    for _burst in range(10):
        for number in range(500):
            notebook.note(path, f"203.0.113.{number % 4}")
            notebook.note(f"/noise/{number}.php", "203.0.113.7")
        batch = notebook.gather(patience=0)
        assert batch.since
        with CaptureQueriesContext(connection) as queries:
            workflow.count_guesses(tries=batch.tries, since=batch.since, at=batch.since)
        assert len(queries) < 30, "as for a handful"
    assert Guesses.objects.get(release=release).requests == 5000
    assert GuessSource.objects.count() == 4


def test_a_counter_that_fails_is_tried_again_and_noticed_by_nobody() -> None:
    counted, fails = threading.Event(), iter([True, True, False])

    def count(batch: Batch) -> None:
        if next(fails):
            raise ConnectionError("the database is away")
        counted.set()

    tally = Quick(count)
    application = Misses(wsgi.application.application, tally)
    for _time in range(3):
        status, _headers, body, answer = ask(application, "/no-such-page/")
        answer.close()
        assert status.startswith("404")
        assert body
        tally.wait_for_a_count()
    assert counted.wait(PATIENCE)


def test_a_counter_that_hangs_keeps_no_visitor_waiting() -> None:
    hanging, release = threading.Event(), threading.Event()

    def count(batch: Batch) -> None:
        hanging.set()
        release.wait(PATIENCE)

    tally = Quick(count)
    application = Misses(wsgi.application.application, tally)
    ask(application, "/no-such-page/")[3].close()
    assert hanging.wait(PATIENCE)
    for _many in range(1100):
        tally.note("/no-such-page/", "203.0.113.7")
    status, _headers, body, answer = ask(application, "/no-such-page/")
    answer.close()
    assert (status, bool(body)) == ("404 Not Found", True)
    assert tally.dropped == 101, "the queue is full, and the visitor has been answered"
    release.set()


def test_a_thread_that_is_gone_is_started_again() -> None:
    """So it is in a worker that was forked from the process that loaded the application."""
    tally = Quick(lambda batch: None)
    tally.note("/one/", "203.0.113.7")
    tally.wait_for_a_count()
    first = tally._thread
    tally._thread = threading.Thread(target=lambda: None)
    tally.note("/two/", "203.0.113.7")
    tally.wait_for_a_count()
    assert tally._thread is not first
    assert tally._thread.is_alive()


class Quick(Tally):
    """A tally whose thread counts at once, and says when it has."""

    def __init__(self, count: Any) -> None:
        super().__init__(count)
        self.counts = threading.Semaphore(0)

    def gather(self, patience: float = 0) -> Batch:
        return super().gather(0)

    def count(self, batch: Batch) -> None:
        super().count(batch)
        self.counts.release()

    def wait_for_a_count(self) -> None:
        assert self.counts.acquire(timeout=PATIENCE)
