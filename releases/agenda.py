"""What goes out, went out and is planned in a span of time, among what one person may know of. Only it reads that.

The desk's calendar and a personal calendar feed both start here, so that they cannot show different things.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from releases.models import Edition, Office, Person, Release, ReleaseOffice
from releases.states import Authority, Status

# More than a month of the busiest newsroom; whoever reads further is told that there is more.
MOST: Final = 1500
_HEAVY: Final = ("body", "boilerplate", "seals", "contacts", "speakers", "topics")


class Stage(StrEnum):
    """How sure it is that something happens, or happened, then."""

    PLANNED = "planned"
    SCHEDULED = "scheduled"
    LIVE = "live"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return str(_LABELS[self])


_LABELS: Final = {
    Stage.PLANNED: _("Planned"),
    Stage.SCHEDULED: _("Scheduled"),
    Stage.LIVE: _("Live"),
    Stage.CORRECTED: _("Corrected"),
    Stage.WITHDRAWN: _("Withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a calendar. `key` is its own for good; `said_at` is when this was last decided."""

    key: str
    release_id: UUID
    stage: Stage
    at: datetime
    headline: str
    language: str
    office: str
    is_limited: bool
    said_at: datetime
    bundle_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items of a span in their order; `has_more` where there were too many to be read."""

    items: tuple[Item, ...]
    has_more: bool


def agenda_of(
    person: Person, *, first: datetime, last: datetime, at: datetime, office: Office | None = None, most: int = MOST
) -> Agenda:
    """Return what this person may know of from `first` up to `last`, seen from `at`: two queries, whatever there is."""
    visible = Release.objects.visible_to(person)
    if office is not None:
        joint = ReleaseOffice.objects.filter(office=office).values("release_id")
        visible = visible.filter(Q(lead_office=office) | Q(pk__in=joint))
    found = sorted(
        (*_windows(visible, first, last, at, most), *_plans(visible, first, last, most)),
        key=lambda item: (item.at, str(item.bundle_id or ""), item.key),
    )
    return Agenda(tuple(found[:most]), has_more=len(found) > most)


def offices_of(person: Person) -> QuerySet[Office]:
    """Return the offices that issue, alone or jointly, anything this person may know of."""
    visible = Release.objects.visible_to(person)
    found: QuerySet[Office] = Office.objects.filter(
        Q(pk__in=visible.values("lead_office")) | Q(pk__in=visible.values("joint_offices__office"))
    )
    return found.order_by("name", "id")


def _windows(visible: QuerySet[Release], first: datetime, last: datetime, at: datetime, most: int) -> Iterable[Item]:
    found = Edition.objects.opening_in(first, last).filter(release__in=visible.values("pk"))
    heavy = (*_HEAVY, "release__body", "release__boilerplate")
    rows: QuerySet[Any] = found.select_related("release__lead_office", "release__bundled").defer(*heavy)
    for edition in rows[: most + 1]:
        yield Item(
            key=str(edition.pk),
            release_id=edition.release_id,
            stage=_stage(edition, at),
            at=edition.public_from,
            # What is gone carries no words of its own.
            headline=edition.headline or edition.release.headline,
            language=edition.language,
            office=edition.release.lead_office.label,
            is_limited=edition.release.is_limited,
            said_at=edition.recorded_at,
            bundle_id=_bundle_of(edition.release) if edition.is_ahead(at) and not edition.is_correction else None,
        )


def _bundle_of(release: Any) -> UUID | None:
    return release.bundled.bundle_id if hasattr(release, "bundled") else None


def _stage(edition: Edition, at: datetime) -> Stage:
    if edition.is_ahead(at):
        return Stage.SCHEDULED
    if edition.is_withdrawn:
        return Stage.WITHDRAWN
    return Stage.CORRECTED if edition.is_correction else Stage.LIVE


def _plans(visible: QuerySet[Release], first: datetime, last: datetime, most: int) -> Iterable[Item]:
    """What a text under way asks for. One that has, or had, a window so late is no plan but what became of it."""
    editions = Edition.objects.filter(release_id=OuterRef("pk"))
    came_of_it = editions.opening_from(OuterRef("embargo_at"))
    under_way = ~Q(status=Status.APPROVED) | Exists(editions.unused().filter(authority=Authority.APPROVED))
    found = visible.filter(under_way, ~Exists(came_of_it), embargo_at__gte=first, embargo_at__lt=last)
    rows = found.select_related("lead_office", "bundled").defer("body", "boilerplate")
    for release in rows.order_by("embargo_at", "id")[: most + 1]:
        if release.embargo_at is None:  # the filter has asked for one
            continue
        yield Item(
            key=f"planned-{release.pk}",
            release_id=release.pk,
            stage=Stage.PLANNED,
            at=release.embargo_at,
            headline=release.headline,
            language=release.language,
            office=release.lead_office.label,
            is_limited=release.is_limited,
            said_at=release.changed_at,
            bundle_id=_bundle_of(release),
        )
