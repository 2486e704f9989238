"""Opening and emptying windows: the only place where what the public sees, and when, is written.

The generation is bumped before anything else: its one row queues up the moves of all releases, so that two
of them cannot give away one address.
"""

from datetime import datetime, timedelta
from typing import Any

from releases.models import Edition, EditionOffice, EditionTopic
from releases.workflow.addresses import newsroom_day, release_reservation, reserve
from releases.workflow.index import index_edition
from releases.workflow.record import bump_generation
from releases.workflow.turn import Turn


def go_out(held: Turn, edition: Edition, **detail: Any) -> None:
    """Publish `edition` in this turn: now, or at its embargo if that is still to come."""
    starts = max(held.at, edition.embargo_at) if edition.embargo_at else held.at
    open_window(held, edition, starts)
    held.write()
    held.record(edition=edition, lift=starts.isoformat(), **detail)


def open_window(held: Turn, edition: Edition, starts: datetime) -> None:
    """Give `edition` the release's one open-ended window from `starts`, and close its predecessor's there.

    Whatever was scheduled before is replaced: its window is emptied, as if it had never been.
    """
    bump_generation()
    replaced = empty_coming(held)
    current = held.situation.current
    if current is not None:
        # Two moves in one microsecond: the earlier text was public for that long.
        starts = max(starts, (current.public_from or starts) + timedelta(microseconds=1))
        _set_window(current, current.public_from, starts)
    issued_at = _first_issue(held) or starts
    edition.issued_at, edition.issued_on = issued_at, newsroom_day(issued_at)
    _set_window(edition, starts, None)
    reserve(held, edition, starts)
    if replaced is not None:
        held.still_ahead(replaced)


def empty_coming(held: Turn) -> datetime | None:
    """Empty the window that has not opened yet, restore its predecessor's end; return the lift that is off."""
    coming = held.situation.coming
    if coming is None:
        return None
    bump_generation()
    lift = coming.public_from
    predecessor = next((one for one in held.situation.editions if one.public_until == lift), None)
    coming.issued_at = coming.issued_on = None
    _set_window(coming, None, None)
    if predecessor is not None:
        _set_window(predecessor, predecessor.public_from, None)
    if not held.was_public_before:
        release_reservation(held)
    return lift


def move_coming(held: Turn, edition: Edition, starts: datetime) -> None:
    """Shift a window that has not opened, and with it the end of its predecessor's and the reserved address."""
    bump_generation()
    predecessor = next((one for one in held.situation.editions if one.public_until == edition.public_from), None)
    if not held.was_public_before:
        edition.issued_at, edition.issued_on = starts, newsroom_day(starts)
    if predecessor is not None:
        _set_window(predecessor, predecessor.public_from, starts)
    _set_window(edition, starts, None)
    reserve(held, edition, starts)


def _first_issue(held: Turn) -> datetime | None:
    """When this release was first public; None while it never was."""
    seen = [one.issued_at for one in held.situation.editions if one.public_from and one.public_from <= held.at]
    return min((moment for moment in seen if moment), default=None)


def _set_window(edition: Edition, public_from: datetime | None, public_until: datetime | None) -> None:
    edition.public_from, edition.public_until = public_from, public_until
    edition.save(update_fields=["public_from", "public_until", "issued_at", "issued_on"])
    for link in (EditionOffice, EditionTopic):
        link.objects.filter(edition=edition).exclude(issued_at=edition.issued_at).update(issued_at=edition.issued_at)
    index_edition(edition)
