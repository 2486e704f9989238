"""What happens to a bundle, in the record of each member: nobody reads there whose the others are."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from releases.bundled import Bundled
from releases.models import Bundle, Event
from releases.situation import Situation
from releases.workflow.record import record_beside
from releases.workflow.turn import Turn


def note(what: str, held: Turn, bundle: Bundle, **detail: Any) -> Event:
    """Leave a line about the bundle in the record of this turn's release, with its standing from before the turn."""
    return record_beside(
        what=what,
        actor=held.actor,
        at=held.at,
        release=held.release,
        detail={**detail, "bundle": str(bundle.pk)},
        standing=held.standing_before.value,
    )


def note_each(
    what: str,
    held: Turn,
    found: Bundled,
    members: Iterable[Situation] | None = None,
    reason: str = "",
    **detail: Any,
) -> dict[UUID, Event]:
    """Leave a line in the record of each of these members (None: of all), as `found` read them; return it by release.

    Who acts at one member and may not know of another is not named in the record of that: a name tells an office.
    """
    known = {one.release.pk for one in found.known_to(held.actor)}
    return {
        one.release.pk: record_beside(
            what=what,
            actor=held.actor if one.release.pk in known else None,
            at=held.at,
            release=one.release,
            detail={
                **detail,
                "bundle": str(found.bundle.pk),
                **({} if one.release.pk in known else {"elsewhere": True}),
            },
            standing=one.standing.value,
            reason=reason,
        )
        for one in (found.members if members is None else members)
    }


def drop_order(found: Bundled, held: Turn, *, what: str = "bundle_order_fell") -> None:
    """An order to publish all was given for what they were then: it falls, and each record says so."""
    if found.bundle.ordered_by_id is None:
        return
    clear_order(found.bundle)
    note_each(what, held, found)


def clear_order(bundle: Bundle) -> None:
    """Write that nothing is ordered any more; whoever calls says in the record why."""
    bundle.ordered_by = bundle.ordered_at = None
    bundle.save(update_fields=["ordered_by", "ordered_at"])
