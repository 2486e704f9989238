"""Who works on a translation hears that its original says something else, once the original's writers stand by it."""

from datetime import datetime
from typing import Final

from releases import desk_gate
from releases.models import Event, Notice, NoticeKind, Release, Translation
from releases.situation import Situation
from releases.states import Move
from releases.workflow.record import record
from releases.workflow.telling import awaited, leave_for, writers

CHANGED: Final = "original_changed"
# A save is no news yet, since the next may take it back. The first of these that comes tells of a text.
_STOOD_BY: Final = (Move.SUBMIT.value, Move.APPROVE.value, Move.EMERGENCY.value)


def tell_translators(*, event: Event, situation: Situation) -> None:
    """Leave a line and notices at each translation that does not say what this move on its original stands by.

    Told are those who wrote the translation and those for whom it waits, as far as they may know of the original too;
    once for each text of the original.
    """
    if event.what not in _STOOD_BY:
        return
    original = situation.release
    late = Translation.objects.filter(original=original).behind().select_related("release__lead_office")
    for one in late.order_by("pk"):
        if Event.objects.filter(release=one.release, what=CHANGED, digest=event.digest).exists():
            continue
        translated = Situation.read(one.release, event.at)
        noted = record(
            what=CHANGED,
            actor=event.actor,
            at=event.at,
            release=one.release,
            status_before=one.release.status,
            status_after=one.release.status,
            standing_before=translated.standing.value,
            digest=event.digest,
            detail={"of": str(original.pk), "done": one.of_revision, "revision": original.revision_number},
        )
        knowing = set(desk_gate.knowing(original).values_list("pk", flat=True))
        concerned = (writers(one.release) | awaited(translated)) & knowing
        leave_for(event=noted, release=one.release, concerned={NoticeKind.ORIGINAL: concerned})


def put_away(*, release: Release, at: datetime) -> None:
    """Nobody is told any more that its original changed: the translation says the same again."""
    Notice.objects.filter(release=release, kind=NoticeKind.ORIGINAL, seen_at=None).update(seen_at=at)
