"""A row of the front page, and those of one bundle under a heading: no word of what one may not know of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from releases import embargo
from releases.admin import bundle_words
from releases.models import BundleMember, Person, Release

Ties = Mapping[UUID, BundleMember]


@dataclass(frozen=True, slots=True)
class Row:
    """One release in one of the lists: what is to be done, and why it stands there."""

    release: Release
    notes: tuple[str, ...]
    action: str = ""
    action_url: str = ""
    urgent: str = ""
    until: datetime | None = None
    order: tuple[Any, ...] = field(default=(), compare=False)

    @property
    def url(self) -> str:
        return reverse("admin:releases_release_change", args=[self.release.pk])


@dataclass(frozen=True, slots=True)
class Part:
    """A row, or those of one bundle with what stands above them."""

    rows: tuple[Row, ...]
    title: str = ""
    notes: tuple[str, ...] = ()
    url: str = ""


def ties(rows: Iterable[Row], person: Person, at: datetime) -> Ties:
    """Return, by release, what ties those that are not out to others: one query, and none where nothing is tied.

    The releases must be read with `bundled`. What went out together is history, and stands alone.
    """
    tied = {row.release.pk for row in rows if hasattr(row.release, "bundled")}
    if not tied:
        return {}
    visible = Release.objects.visible_to(person)
    hidden = BundleMember.objects.filter(bundle=OuterRef("bundle")).exclude(release__in=visible.values("pk"))
    ahead = visible.never_public(at).filter(pk__in=tied)
    found = BundleMember.objects.filter(release__in=ahead.values("pk")).annotate(has_hidden=Exists(hidden))
    return {one.release_id: one for one in found.select_related("bundle")}


def gathered(rows: Iterable[Row], tied: Ties) -> list[Row]:
    """Return the rows in their order, those of one bundle where the first of them stands."""
    return [row for part in _runs(rows, tied) for row in part]


def parts(rows: Sequence[Row], tied: Ties) -> list[Part]:
    """Return the rows with a heading over those of a bundle."""
    return [_part(run, tied.get(run[0].release.pk)) for run in _runs(rows, tied)]


def _runs(rows: Iterable[Row], tied: Ties) -> Iterable[list[Row]]:
    runs: dict[Any, list[Row]] = {}
    for number, row in enumerate(rows):
        tie = tied.get(row.release.pk)
        runs.setdefault(tie.bundle_id if tie else number, []).append(row)
    return runs.values()


def _part(run: list[Row], tie: Any) -> Part:
    if tie is None:
        return Part(tuple(run))
    release = run[0].release
    # The working name is that of all of them, and may say what the others are about.
    name = "" if tie.has_hidden else tie.bundle.name
    lift, zone = release.embargo_at, release.embargo_zone or release.lead_office.time_zone
    return Part(
        rows=tuple(run),
        title=name or _("Goes out together with others"),
        notes=tuple(filter(None, (name and _("goes out together"), embargo.label(lift, zone) if lift else ""))),
        url=bundle_words.page(release),
    )
