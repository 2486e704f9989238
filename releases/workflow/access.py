"""Access limits: a market-sensitive release is known to named people only, whatever anybody's role."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from releases import clock, permissions
from releases.models import AccessLimit, Person, Release
from releases.situation import Situation
from releases.states import Move
from releases.workflow.company import refuse_alone
from releases.workflow.limited_with import along, lack, limit_along, refuse_to_open, shown_in
from releases.workflow.notice import tell
from releases.workflow.record import record
from releases.workflow.refusal import Reason, Refused
from releases.workflow.turn import lock, turn


def limit_access(*, actor: Person, release_id: UUID, people: Iterable[UUID], reason: str = "") -> Release:
    """Limit a release to exactly these people (the actor is always one of them), or change who they are.

    Refused unless they include somebody who writes for the lead office and somebody else who may approve. Its
    translations show its words: they are limited with it.
    """
    with turn(Move.LIMIT, actor=actor, release_id=release_id, joined=partial(shown_in, release_id=release_id)) as held:
        refuse_alone(held, _("The same people know of all of them: take it out of the bundle first."))
        named = list(Person.objects.filter(pk__in={*people, actor.pk}, is_active=True))
        if lacking := lack(held.release, named):
            held.refuse(lacking, "people")
        before = set(held.release.access_limits.values_list("person_id", flat=True))
        translations = along(held, before=before, named=named)
        held.settle()
        after = {person.pk for person in named}
        held.release.access_limits.exclude(person_id__in=after).delete()
        AccessLimit.objects.bulk_create(
            AccessLimit(release=held.release, person_id=pk, named_at=held.at) for pk in after - before
        )
        held.write(is_limited=True)
        held.record(reason=reason, named=_ids(after - before), unnamed=_ids(before - after))
        limit_along(held, translations, reason=reason)
        return held.release


def lift_access_limit(*, actor: Person, release_id: UUID, reason: str) -> Release:
    """Make a limited release known again to everybody whose office it is."""
    with turn(Move.UNLIMIT, actor=actor, release_id=release_id, reason=reason) as held:
        if not held.release.is_limited and not held.reasons:
            held.refuse(_("This release is not limited."))
        refuse_to_open(held)
        refuse_alone(held, _("The same people know of all of them: take it out of the bundle first."))
        held.settle()
        before = set(held.release.access_limits.values_list("person_id", flat=True))
        held.release.access_limits.all().delete()
        held.write(is_limited=False)
        held.record(reason=reason, unnamed=_ids(before))
        return held.release


def break_access_limit(*, actor: Person, release_id: UUID, reason: str) -> Release:
    """Let an administrator in who was not named: with a reason, an event and a notice to everybody who was.

    This is the one move made on a release the person may not see; only the release's id is needed, and sight
    comes with the event. Raises Refused; Release.DoesNotExist where there is nothing limited to break.
    """
    with transaction.atomic():
        lock(release_id)
        # Roles as they are now, and before anything is looked up: nobody else learns whether there is a limit.
        if not permissions.is_administrator(Person.objects.get(pk=actor.pk)):
            raise Refused([Reason(_("Only an administrator may break an access limit."))])
        if not reason.strip():
            raise Refused([Reason(_("Say why: everybody named on the release will read it."), "reason")])
        release: Release = Release.objects.get(pk=release_id, is_limited=True)
        at = clock.now()
        named = list(Person.objects.filter(pk__in=release.access_limits.values("person_id")))
        if actor not in named:
            AccessLimit.objects.create(release=release, person=actor, named_at=at)
            record(
                what="limit_broken",
                actor=actor,
                at=at,
                release=release,
                status_before=release.status,
                status_after=release.status,
                standing_before=Situation.read(release, at).standing.value,
                reason=reason,
            )
            tell(
                [person for person in named if person.is_active],
                subject=lambda: _("An access limit was broken"),
                text=lambda: _broken(actor, reason.strip()),
                release=release,
            )
        return release


def _broken(actor: Person, reason: str) -> str:
    who = _("%(name)s, an administrator, has opened a release that is limited to you and others.") % {"name": actor}
    return who + "\n\n" + _("The reason given: %(reason)s") % {"reason": reason}


def _ids(people: set[UUID]) -> list[str]:
    return sorted(map(str, people))
