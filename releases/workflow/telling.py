"""Whom an event concerns: the notices that a move leaves in its own transaction, and what each person wants of them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from releases import clock, desk_gate, permissions
from releases.models import Edition, Event, Notice, NoticeChoice, NoticeKind, Pace, Person, Release, Revision, Role
from releases.models.event import LEFT_IN_OTHERS
from releases.situation import Situation
from releases.states import Authority, Move, Status
from releases.workflow.mentions import mentioned
from releases.workflow.refusal import Reason, Refused

Concerned = Mapping[NoticeKind, Iterable[UUID]]
# Told by the move itself, or no news at all.
_NO_LIFT: Final = (Authority.EMERGENCY, Authority.WITHDRAWAL, Authority.IMPORTED)


def leave(*, event: Event, situation: Situation) -> None:
    """Leave a notice of a move for everybody whom it concerns; the actor knows. What waited for it waits no more."""
    _put_away(event)
    concerns = _CONCERNS.get(event.what)
    if concerns is not None:
        leave_for(event=event, release=situation.release, concerned=concerns(event, situation))


def leave_for(*, event: Event, release: Release, concerned: Concerned) -> None:
    """Leave one notice of the event for each of these who may know of the release, of the first kind that fits."""
    ids = {kind: set(people) - {event.actor_id} for kind, people in concerned.items()}
    if not any(ids.values()):
        return
    kinds: dict[UUID, NoticeKind] = {}
    knowing = set(desk_gate.knowing(release).values_list("pk", flat=True))
    for kind in NoticeKind:
        for pk in ids.get(kind, set()) & knowing:
            kinds.setdefault(pk, kind)
    Notice.objects.bulk_create(
        Notice(person_id=pk, kind=kind, release=release, event=event, at=event.at) for pk, kind in sorted(kinds.items())
    )


def leave_of_lifts(*, since: datetime, at: datetime) -> int:
    """Leave a notice of each lift after `since` and up to `at` that has none yet; return how many lifts they are."""
    told = Notice.objects.filter(edition_id=OuterRef("pk"))
    opened = Edition.objects.opened_between(since, at).filter(~Exists(told))
    count = 0
    for edition in opened.exclude(authority__in=_NO_LIFT).select_related("release"):
        people = _concerned_by_lift(edition)
        Notice.objects.bulk_create(
            Notice(
                person_id=pk,
                kind=NoticeKind.LIFTED,
                release=edition.release,
                edition=edition,
                at=edition.public_from or at,
            )
            for pk in sorted(people)
        )
        count += bool(people)
    return count


def see_notices(*, actor: Person, notices: Iterable[int]) -> int:
    """Mark these of the person's own notices as seen; return how many were not before."""
    return Notice.objects.filter(person=actor, pk__in=list(notices), seen_at=None).update(seen_at=clock.now())


def choose_notices(*, actor: Person, paces: Mapping[str, str]) -> None:
    """Set how soon the person is mailed: for all kinds under the empty name, for single ones under theirs.

    A kind that is not named, or whose pace is empty, follows the choice for all.
    """
    chosen = {kind: pace for kind, pace in paces.items() if pace}
    if not set(chosen) <= {"", *NoticeKind.values} or not set(chosen.values()) <= set(Pace.values):
        raise Refused([Reason(_("Choose how soon you are mailed."))])
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).filter(pk=actor.pk).values_list("pk").first()
        NoticeChoice.objects.filter(person=actor).delete()
        NoticeChoice.objects.bulk_create(
            NoticeChoice(person=actor, kind=kind, pace=pace) for kind, pace in sorted(chosen.items())
        )


def paces_of(*, person: Person) -> dict[str, str]:
    """Return how soon the person is mailed of each kind, and under the empty name what holds for the rest."""
    chosen = dict(NoticeChoice.objects.filter(person=person).values_list("kind", "pace"))
    overall = chosen.get("", Pace.AT_ONCE.value)
    return {"": overall, **{kind: chosen.get(kind, overall) for kind in NoticeKind.values}}


def _put_away(event: Event) -> None:
    """Nobody is told any more that something waits for them which has been done, or taken back."""
    over: tuple[Move, ...] = ()
    if event.status_before != event.status_after or event.what in {Move.PUBLISH, Move.CORRECT}:
        over = (Move.SUBMIT, Move.APPROVE)
    elif event.what == Move.REDACT:
        over = (Move.ASK_REDACTION,)
    if over:
        waiting = Notice.objects.filter(release=event.release_id, kind=NoticeKind.WAITING, seen_at=None)
        waiting.filter(event__what__in=over).update(seen_at=event.at)


def _involved(release: Release, *, up_to: datetime | None = None, moves: Iterable[str] = ()) -> set[UUID]:
    """Those who have done anything to the release, or one of these moves."""
    # Who brought these about worked on another.
    events = Event.objects.filter(release=release, actor__isnull=False).exclude(what__in=LEFT_IN_OTHERS)
    if up_to is not None:
        events = events.filter(at__lte=up_to)
    if moves:
        events = events.filter(what__in=list(moves))
    return set(events.order_by().values_list("actor_id", flat=True).distinct())


def writers(release: Release) -> set[UUID]:
    """Return those who wrote it."""
    return _involved(release, moves=(Move.EDIT.value, Move.SUBMIT.value))


def _holders(role: Role, release: Release) -> set[UUID]:
    return set(permissions.holders(role, release.lead_office_id).values_list("pk", flat=True))


def awaited(situation: Situation) -> set[UUID]:
    """Return those for whom the text waits as it stands: to approve it, by four eyes too, or to publish it."""
    release = situation.release
    if release.status == Status.SUBMITTED:
        vouched = permissions.vouched_before(situation, release.revision_number)
        wrote = Revision.objects.filter(release=release, number__gt=vouched).values_list("author_id", flat=True)
        return _holders(Role.APPROVER, release) - set(wrote)
    return _holders(Role.PUBLISHER, release) if situation.waiting else set()


def _submitted(_event: Event, situation: Situation) -> Concerned:
    return {NoticeKind.WAITING: awaited(situation)}


def _approved(_event: Event, situation: Situation) -> Concerned:
    release = situation.release
    return {NoticeKind.WAITING: _holders(Role.PUBLISHER, release), NoticeKind.APPROVED: writers(release)}


def _sent_back(event: Event, situation: Situation) -> Concerned:
    named, _unknown = mentioned(event.reason, desk_gate.knowing(situation.release))
    return {
        NoticeKind.SENT_BACK: writers(situation.release),
        NoticeKind.MENTION: {person.pk for person in named},
    }


def _published(event: Event, situation: Situation) -> Concerned:
    """What goes out at once is told as gone out."""
    is_ahead = datetime.fromisoformat(event.detail["lift"]) > event.at
    return {NoticeKind.SCHEDULED: _involved(situation.release) if is_ahead else ()}


def _rescheduled(_event: Event, situation: Situation) -> Concerned:
    return {NoticeKind.SCHEDULED: _involved(situation.release)}


def _held(_event: Event, situation: Situation) -> Concerned:
    return {NoticeKind.HELD: _involved(situation.release)}


def _withdrawn(_event: Event, situation: Situation) -> Concerned:
    return {NoticeKind.WITHDRAWN: _involved(situation.release) | _holders(Role.PUBLISHER, situation.release)}


def _in_emergency(_event: Event, situation: Situation) -> Concerned:
    return {NoticeKind.EMERGENCY: _involved(situation.release) | _holders(Role.APPROVER, situation.release)}


def _redaction_asked(_event: Event, situation: Situation) -> Concerned:
    return {NoticeKind.WAITING: _holders(Role.APPROVER, situation.release)}


def _concerned_by_lift(edition: Edition) -> set[UUID]:
    """Those who were involved by then; who pressed the button of an immediate publication saw it happen."""
    people = _involved(edition.release, up_to=edition.public_from)
    pressed = Event.objects.filter(
        edition=edition, what__in=[Move.PUBLISH.value, Move.CORRECT.value], at__gte=edition.public_from
    )
    people -= set(pressed.values_list("actor_id", flat=True))
    return people & set(desk_gate.knowing(edition.release).values_list("pk", flat=True))


_CONCERNS: Final[Mapping[str, Callable[[Event, Situation], Concerned]]] = {
    Move.SUBMIT.value: _submitted,
    Move.APPROVE.value: _approved,
    Move.SEND_BACK.value: _sent_back,
    Move.PUBLISH.value: _published,
    Move.CORRECT.value: _published,
    Move.RESCHEDULE.value: _rescheduled,
    Move.HOLD.value: _held,
    Move.WITHDRAW.value: _withdrawn,
    Move.EMERGENCY.value: _in_emergency,
    Move.ASK_REDACTION.value: _redaction_asked,
}
