"""What one person can put together with a release: the rules of `bundles`, asked of all releases in one question."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from releases import permissions
from releases.bundled import Bundled
from releases.embargo import Terms
from releases.models import AccessLimit, Person, Release, Role
from releases.situation import Situation
from releases.states import Move, Status
from releases.workflow.bundles import MOST


def partners(*, actor: Person, release: Release, at: datetime) -> QuerySet[Release]:
    """Return the releases that can be put together with this one, each by itself; none where this one can't join any.

    For choosing from. `bundle_together` holds the rows and asks again.
    """
    visible: Any = Release.objects.visible_to(actor)
    tied = Bundled.of(release.pk, at)
    members = tied.members if tied else (Situation.read(release, at),)
    if not _takes_more(actor, release, members, tied):
        return visible.none()  # type: ignore[no-any-return]
    free = visible.never_public(at).filter(bundled=None).exclude(pk=release.pk)
    written = free.filter(permissions.led_for(actor, Role.WRITER), _same_people(actor, release))
    lift = members[0].coming.public_from if members[0].coming else None
    due = Q(next_lift=lift) if lift else Q(next_lift=None)
    found: QuerySet[Release] = written.with_standing(at).filter(due, _same_embargo(members, is_tied=tied is not None))
    return found


def _takes_more(actor: Person, release: Release, members: Sequence[Situation], tied: Bundled | None) -> bool:
    sees_all = tied is None or tied.is_known_whole_to(actor)
    is_ahead = not any(one.was_public for one in members)
    return permissions.may(actor, Move.EDIT, release) and sees_all and is_ahead and len(members) < MOST


def _same_people(actor: Person, release: Release) -> Q:
    """Limited to just the same people, or like this one to nobody."""
    if not release.is_limited:
        return Q(is_limited=False)
    rows = AccessLimit.objects.filter(release__in=Release.objects.visible_to(actor).limited())
    named: dict[UUID, set[UUID]] = {}
    for release_id, person_id in rows.values_list("release_id", "person_id"):
        named.setdefault(release_id, set()).add(person_id)
    return Q(pk__in=[pk for pk, people in named.items() if people == named.get(release.pk)])


def _same_embargo(members: Sequence[Situation], *, is_tied: bool) -> Q:
    """One that has theirs, or a draft that has none; a draft that has none and is in no bundle takes any."""
    theirs, none = members[0].release.terms, Q(**Terms().columns())
    if theirs == Terms() and not is_tied and members[0].release.status == Status.DRAFT:
        return Q()
    return Q(**theirs.columns()) | (none & Q(status=Status.DRAFT))
