"""THE ONLY CLOCK. Nothing else calls `timezone.now()`; a test reads the source to keep it so."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """Return the present instant, aware, in UTC.

    A public surface calls this once a request and hands the value down as `at`; a move calls it after it
    holds the row's lock, so that waiting for the lock cannot make it believe an older time.
    """
    return timezone.now()
