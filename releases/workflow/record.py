"""The append-only record and the generation number: what every write leaves behind."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import translation

from releases.models import Edition, Event, Generation, Person, Release


def record(
    *,
    what: str,
    actor: Person | None,
    at: datetime,
    release: Release | None = None,
    edition: Edition | None = None,
    status_before: str = "",
    status_after: str = "",
    standing_before: str = "",
    reason: str = "",
    digest: str = "",
    detail: dict[str, Any] | None = None,
) -> Event:
    """Write one line: who (and the name they have today), when, what, from where to where, why, which digest."""
    return Event.objects.create(
        what=what,
        actor=actor,
        actor_name=str(actor) if actor else "",
        at=at,
        release=release,
        edition=edition,
        status_before=status_before,
        status_after=status_after,
        standing_before=standing_before,
        reason=reason.strip(),
        digest=digest,
        detail=detail or {},
    )


def record_beside(
    *,
    what: str,
    actor: Person | None,
    at: datetime,
    release: Release,
    detail: dict[str, Any],
    standing: str = "",
    reason: str = "",
) -> Event:
    """Write one line about a release whose status stays as it is."""
    status = str(release.status)
    return record(
        what=what,
        actor=actor,
        at=at,
        release=release,
        status_before=status,
        status_after=status,
        standing_before=standing,
        reason=reason,
        detail=detail,
    )


def in_our_words(say: Callable[[], str]) -> str:
    """Return words for the record in the newsroom's own language: whoever reads it may not share the actor's."""
    with translation.override(settings.LANGUAGE_CODE):
        return say()


def bump_generation() -> None:
    """Say, in this transaction, that what the public sees has changed or will change at another moment."""
    Generation.objects.filter(pk=1).update(number=F("number") + 1)
