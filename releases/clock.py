"""THE ONLY CLOCK. Nothing else calls `timezone.now()`; a test reads the source to keep it so.

Where the database may be another machine, its clock is the newsroom's: what it says comes along with reads that are
made anyway, and is carried on by this process's counter. docs/decisions/2026-11-24-whose-clock-it-is.md
"""

import threading
import time
from datetime import datetime, timedelta
from typing import Final, Protocol

from django.db.models.functions import Now
from django.utils import timezone

# Engines that may run on another machine. An embedded one reads the very clock that we do.
APART: Final = frozenset({"postgresql"})
# How long the counter is trusted alone before the database is asked again.
QUIET: Final = timedelta(seconds=10)
# A counter may run this much too fast while it is being disciplined (NTP slews by 500 ppm at the most).
DRIFT: Final = 0.0005
# A step back of the clock up to this is waited out. A longer one is a repair, and believed.
LONGEST_STEP: Final = timedelta(minutes=10)


class _Database(Protocol):
    @property
    def vendor(self) -> str: ...


class Hands:
    """What this process knows of the time. The instants it gives never go back by a step of the clock."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._heard: tuple[datetime, float] | None = None
        self._heard_at = 0.0
        self._latest: datetime | None = None

    def read(self) -> datetime:
        with self._lock:
            present = self._carried(counter()) or timezone.now()
            if self._latest and timedelta(0) < self._latest - present <= LONGEST_STEP:
                return self._latest
            self._latest = present
            return present

    def is_quiet(self) -> bool:
        return self._heard is None or counter() - self._heard_at > QUIET.total_seconds()

    def hear(self, said: datetime, *, asked: float) -> None:
        """Take in what the database's clock showed somewhere between `asked` and now, by the counter.

        Carried on from the later end it can only be late, never early. What is carried already stays if it lies
        between the two, for then it is nearer to the truth.
        """
        with self._lock:
            self._heard_at = counter()
            carried = self._carried(self._heard_at)
            longest = timedelta(seconds=self._heard_at - asked)
            if carried is None or not said <= carried <= said + longest:
                self._heard = said, self._heard_at

    def _carried(self, counter: float) -> datetime | None:
        if self._heard is None:
            return None
        said, since = self._heard
        return said + timedelta(seconds=(counter - since) * (1 - DRIFT))


_hands = Hands()


def now() -> datetime:
    """Return the present instant, aware, in UTC.

    A public surface calls this once a request and hands the value down as `at`; a move calls it after it
    holds the row's lock, so that waiting for the lock cannot make it believe an older time.
    """
    return _hands.read()


def columns(database: _Database) -> dict[str, Now]:
    """Return what to annotate a read with so that it brings the database's time along: `database_clock`, or nothing."""
    return {"database_clock": Now()} if database.vendor in APART else {}


def counter() -> float:
    """Return the seconds that this process counts by: no clock, and nobody sets it."""
    return time.monotonic()


def hear(said: datetime | None, *, asked: float) -> None:
    """Take in what came back as `database_clock` of a read begun at `asked`, if anything did."""
    if said is not None:
        _hands.hear(said, asked=asked)


def is_quiet(database: _Database) -> bool:
    """Whether the clock is the database's, and nothing has been heard of it lately."""
    return database.vendor in APART and _hands.is_quiet()
