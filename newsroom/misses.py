"""Notes addresses that answered 404, after the answer has gone out, for the guess alarm: in memory, in bounds, later.

The only part of it that a visitor's request passes through puts two words into a queue once the server has closed
the answer. A thread empties the queue every few seconds. What is in it when the process ends is lost, and that is
all right: an alarm counts many.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import connections

from newsroom.headers import address_in
from releases import attempts, clock, workflow
from releases.attempts import Attempt

log = logging.getLogger(__name__)

# A staff page that is missing to one of the staff is no public address.
NOT_PUBLIC: Final = ("/desk/", "/preview/", "/static/")
_WAITING_AT_MOST: Final = 1000
_DISTINCT_AT_MOST: Final = 1000
_GATHERED_FOR: Final = 5.0

Application = Callable[..., Iterable[bytes]]
Miss = tuple[str, str, datetime]


class Misses:
    """A WSGI application around the newsroom's: the same bytes, and a note of each 404 when it has been closed."""

    def __init__(self, application: Application, tally: "Tally") -> None:
        self.application, self.tally = application, tally

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        statuses: list[str] = []

        def noting(status: str, *rest: Any) -> Any:
            statuses.append(status)
            return start_response(status, *rest)

        raw = environ.get("PATH_INFO", "")  # Django puts its own reading of it in its place
        answer = self.application(environ, noting)
        if not statuses or not statuses[-1].startswith("404 "):
            return answer
        return _Closing(answer, lambda: self._note(raw, environ))

    def _note(self, raw: str, environ: dict[str, Any]) -> None:
        path = raw.encode("latin-1", "replace").decode("utf-8", "replace")
        if len(path) <= attempts.LONGEST and not path.startswith(NOT_PUBLIC):
            self.tally.note(path, address_in(environ))


class _Closing:
    """An answer that says when it has been sent."""

    def __init__(self, answer: Iterable[bytes], sent: Callable[[], None]) -> None:
        self.answer, self.sent = answer, sent

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.answer)

    def close(self) -> None:
        try:
            close = getattr(self.answer, "close", None)
            if close is not None:
                close()
        finally:
            self.sent()


@dataclass
class Batch:
    """What was asked for within a few seconds, with how often; addresses of visitors go no further than the count."""

    tries: dict[tuple[Attempt, str], int] = field(default_factory=dict)
    since: datetime | None = None

    def add(self, path: str, address: str, at: datetime) -> None:
        attempt = attempts.read(path)
        key = (attempt, address)
        if attempt is None or (key not in self.tries and len(self.tries) >= _DISTINCT_AT_MOST):
            return
        self.tries[attempt, address] = self.tries.get((attempt, address), 0) + 1
        self.since = min(self.since or at, at)


class Tally:
    """A bounded queue, and the thread that empties it: one for each process, made by the first miss it sees."""

    def __init__(self, count: Callable[[Batch], None]) -> None:
        self.waiting: queue.Queue[Miss] = queue.Queue(maxsize=_WAITING_AT_MOST)
        self.dropped = 0
        self._count = count
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def note(self, path: str, address: str) -> None:
        """Put a miss into the queue if there is room. Never waits, and never fails."""
        try:
            self.waiting.put_nowait((path, address, clock.now()))
        except queue.Full:
            self.dropped += 1
        self._see_to_the_thread()

    def gather(self, patience: float = _GATHERED_FOR) -> Batch:
        """Wait for a miss, then take what comes within the time."""
        batch = Batch()
        batch.add(*self.waiting.get())
        until = time.monotonic() + patience
        while True:
            try:
                batch.add(*self.waiting.get(timeout=max(until - time.monotonic(), 0)))
            except queue.Empty:
                return batch

    def count(self, batch: Batch) -> None:
        """Have a batch counted. Whatever goes wrong is logged and forgotten: no visitor may notice."""
        dropped, self.dropped = self.dropped, 0
        if dropped:
            log.warning("The guess alarm was too busy for %d misses.", dropped)
        try:
            self._count(batch)
        except Exception:  # a database that is away now is there again for the next batch
            log.exception("The guess alarm could not count.")

    def _see_to_the_thread(self) -> None:
        """Start it where it does not run: at the first miss, and in a process that was forked from this one."""
        if self._thread is not None and self._thread.is_alive():
            return
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="guess alarm", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            self.count(self.gather())


class Book:
    """Writes batches through the workflow, and every hour forgets what need not be known any longer."""

    def __init__(self) -> None:
        self.forgot_in = ""

    def __call__(self, batch: Batch) -> None:
        at = clock.now()
        try:
            hour = f"{at:%Y-%m-%d %H}"
            if self.forgot_in != hour:
                workflow.forget_guesses(at=at)
                self.forgot_in = hour
            if batch.tries:
                workflow.count_guesses(tries=batch.tries, since=batch.since or at, at=at)
        finally:
            connections.close_all()
