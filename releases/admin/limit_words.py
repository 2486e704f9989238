"""An access limit in words: who is named, who broke it, and whether those named can still go on with the text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import permissions
from releases.admin import moments
from releases.models import AccessLimit, Event, Person, Release
from releases.permissions import Lack

# So long a broken limit stands on the desk of those named; it stands on the release for good.
_TOLD_FOR: Final = timedelta(days=7)
_LACKING: Final = {
    Lack.WRITER: gettext_lazy("Nobody who is named writes for the lead office any more."),
    Lack.SECOND_PERSON: gettext_lazy("Of those named, no second person may approve it any more."),
}


@dataclass(frozen=True, slots=True)
class LimitWords:
    """What the panel of a limited release says about its limit."""

    who: str
    lack: str
    broken: tuple[str, ...]


def words(release: Release, at: datetime) -> LimitWords | None:
    """Say who is named on a release, and what came of the limit; None where there is none."""
    if not release.is_limited:
        return None
    people = named_on([release.pk]).get(release.pk, [])
    lack = lack_sentence(release.lead_office_id, people)
    seeing = [str(one) for one in people if Release.objects.visible_to(one).filter(pk=release.pk).exists()]
    return LimitWords(
        who=str(get_text_list(seeing, _("and"))),
        lack=lack and _("%(lack)s Name somebody who may, or ask an administrator to break the limit.") % {"lack": lack},
        broken=tuple(broken_sentence(event, release, at) for event in breaks().filter(release=release)),
    )


def lack_sentence(office_id: UUID, named: Iterable[Person]) -> str:
    """Say what nobody who is named can do any more; empty while the limit holds whom it must."""
    people = list(named)
    if not any(person.is_staff for person in people):
        return _("Nobody who is named can sign in any more.")
    lack = permissions.lack_of(office_id, people)
    return str(_LACKING[lack]) if lack else ""


def breaks() -> QuerySet[Event]:
    """Return the events of limits that were broken by somebody who is among those named since; the latest first."""
    named = AccessLimit.objects.filter(release=OuterRef("release_id"), person=OuterRef("actor_id"))
    found: QuerySet[Event] = Event.objects.filter(Exists(named), what="limit_broken")
    return found.order_by("-at", "-id")


def broken_sentence(event: Event, release: Release, at: datetime) -> str:
    """Say who broke the limit, when and why."""
    return _("%(name)s, an administrator, broke the limit at %(when)s: “%(reason)s”") % {
        "name": event.actor_name,
        "when": moments.said(event.at, release.lead_office.time_zone, at),
        "reason": event.reason,
    }


def broken_lately(
    visible: QuerySet[Release], person: Person, at: datetime, *, most: int
) -> Iterable[tuple[Release, tuple[str]]]:
    """Yield limits that somebody else broke lately, on releases that this person is named on, with a sentence each."""
    known = breaks().filter(release__in=visible.values("pk"), at__gt=at - _TOLD_FOR).exclude(actor=person)
    for event in known.select_related("release__lead_office")[:most]:
        if event.release is not None:
            yield event.release, (broken_sentence(event, event.release, at),)


def named_on(releases: Iterable[UUID]) -> dict[UUID, list[Person]]:
    """Return who is named on each of these releases, by name and with their roles, in two queries."""
    found: dict[UUID, list[Person]] = {}
    rows = AccessLimit.objects.filter(release_id__in=list(releases)).select_related("person")
    for row in rows.prefetch_related("person__memberships").order_by("person__display_name", "person__username"):
        found.setdefault(row.release_id, []).append(row.person)
    return found


def stuck(naming: Person | None = None) -> int:
    """Count the limits that no longer hold whom they must: all of them, or those that name this person."""
    releases = Release.objects.limited()
    if naming is not None:
        releases = releases.filter(pk__in=AccessLimit.objects.filter(person=naming).values("release_id"))
    offices = dict(releases.values_list("pk", "lead_office_id"))
    named = named_on(offices)
    return sum(bool(lack_sentence(office, named.get(pk, ()))) for pk, office in offices.items())
