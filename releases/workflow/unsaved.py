"""What people are typing and where they are at work: kept for them alone, and no part of any record."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from releases import clock, permissions
from releases.models import Buffer, Person, Presence, Release
from releases.models.buffer import TYPING_LASTS
from releases.models.presence import PRESENCE_LASTS
from releases.states import Move
from releases.workflow.redaction import redacted_since
from releases.workflow.refusal import Reason, Refused
from releases.workflow.turn import lock

log = logging.getLogger(__name__)

TYPING_MAX: Final = 1_000_000  # characters
# Of one person at one release (or at new ones); each window that is open keeps one.
OPENINGS_MAX: Final = 10


def keep_typing(
    *,
    actor: Person,
    key: UUID,
    release_id: UUID | None,
    content: Sequence[tuple[str, str]],
    revision_number: int,
    opened_at: datetime,
) -> Buffer:
    """Keep what stands in a form that was opened at `opened_at`; the same key again replaces it.

    Raises Refused, Release.DoesNotExist when the person may not know of the release, and Buffer.DoesNotExist when
    the key is somebody else's.
    """
    with transaction.atomic():
        release = _held(actor, release_id)
        reasons = _reasons_against(actor, release, opened_at)
        if sum(len(name) + len(value) for name, value in content) > TYPING_MAX:
            reasons.append(Reason(_("This is too long to be kept on the side. Save it.")))
        if reasons:
            raise Refused(reasons)
        at = clock.now()
        there = Buffer.objects.filter(pk=key).first()
        if there is not None and (there.person_id, there.release_id) != (actor.pk, release_id):
            raise Buffer.DoesNotExist
        buffer, is_new = Buffer.objects.update_or_create(
            pk=key,
            defaults={
                "person": actor,
                "release": release,
                "content": [list(pair) for pair in content],
                "revision_number": revision_number,
                "kept_at": at,
            },
        )
        if is_new:
            _tidy(actor, release_id, at)
        return buffer


def forget_typing(*, actor: Person, key: UUID) -> bool:
    """Throw away what was kept under this key, if it is the actor's; return whether anything was."""
    deleted, _by_table = Buffer.objects.filter(pk=key, person=actor).delete()
    return bool(deleted)


def note_presence(*, actor: Person, release_id: UUID) -> None:
    """Note that the actor has the release's form open. Raises Refused, Release.DoesNotExist."""
    release = Release.objects.visible_to(actor).get(pk=release_id)
    if not permissions.may(actor, Move.EDIT, release):
        raise Refused([Reason(_("You do not write for this office."))])
    at = clock.now()
    there = Presence.objects.filter(release=release, person=actor)
    if not there.filter(heard_at__gt=at - PRESENCE_LASTS).update(heard_at=at):
        with transaction.atomic():
            Presence.objects.filter(release=release, heard_at__lte=at - PRESENCE_LASTS).delete()
            there.get_or_create(release=release, person=actor, defaults={"since": at, "heard_at": at})


def note_opening(*, actor: Person, release_id: UUID) -> None:
    """Note that the actor opened the release's form, as far as that can be done: no page fails over it."""
    try:
        with transaction.atomic():
            note_presence(actor=actor, release_id=release_id)
    except (DatabaseError, Refused, Release.DoesNotExist):  # read-only, locked, or somebody else's since a moment ago
        log.warning("Nobody is told that %s has a release open", actor.pk, exc_info=True)


def _held(actor: Person, release_id: UUID | None) -> Release | None:
    """The release, its row locked: a redaction that is under way must find this typing, or be found by it."""
    if release_id is None:
        return None
    lock(release_id)
    found: Release = Release.objects.visible_to(actor).select_related("lead_office").get(pk=release_id)
    return found


def _reasons_against(actor: Person, release: Release | None, opened_at: datetime) -> list[Reason]:
    may = permissions.may(actor, Move.EDIT, release) if release else permissions.may_start(actor)
    if not may:
        return [Reason(_("You do not write for this office any more, so your typing is not kept."))]
    return redacted_since(release, opened_at) if release else []


def _tidy(actor: Person, release_id: UUID | None, at: datetime) -> None:
    """Delete what is too old, whoever's it was, and the oldest of too many openings: nobody has to schedule this."""
    Buffer.objects.filter(kept_at__lte=at - TYPING_LASTS).delete()
    openings = Buffer.objects.filter(person=actor, release=release_id).order_by("-kept_at", "id")
    Buffer.objects.filter(pk__in=list(openings.values_list("pk", flat=True)[OPENINGS_MAX:])).delete()
