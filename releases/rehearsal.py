"""A rehearsal: the gate asked about another moment by one person. The gate alone reads it, and it ends with its `with`.

Of what the person may not know, a rehearsal shows what everybody sees: time stops at the present there.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q


@dataclass(frozen=True, slots=True)
class _Rehearsal:
    known: Any
    readable: Any
    present: datetime


_held: ContextVar[_Rehearsal | None] = ContextVar("rehearsal", default=None)


@contextmanager
def rehearsing(*, known: Any, readable: Any, present: datetime) -> Iterator[None]:
    """Hold a rehearsal: `known` are the ids of the releases that the person may know of, `readable` those of the
    editions that everybody can read at the `present`."""
    token = _held.set(_Rehearsal(known, readable, present))
    try:
        yield
    finally:
        _held.reset(token)


def seen(question: Callable[[datetime], Q], at: datetime, prefix: str = "") -> Q:
    """Return the question about an edition asked at `at`; in a rehearsal, split by what the person may know of."""
    held = _held.get()
    if held is None:
        return question(at)
    known = Q(**{f"{prefix}release_id__in": held.known})
    public_to_all = Q(**{f"{prefix}pk__in": held.readable}) & question(min(at, held.present))
    return (known & question(at)) | (~known & public_to_all)
