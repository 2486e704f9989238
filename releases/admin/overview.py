"""The desk's front page: what waits for me, what goes out next, what is live but unreviewed, my drafts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.timesince import timeuntil
from django.utils.translation import gettext as _

from releases import clock, embargo, permissions
from releases.models import Edition, Event, Person, Release, Revision
from releases.situation import Situation
from releases.states import Authority, Move, Status

MOST: Final = 25


@dataclass(frozen=True, slots=True)
class Row:
    """One release in one of the lists: why it stands there, and since or until when."""

    release: Release
    note: str
    when: datetime | None = None
    until: str = ""

    @property
    def zone(self) -> str:
        return self.release.lead_office.time_zone


def overview_context(request: HttpRequest) -> dict[str, Any]:
    """Gather the lists for the person who asks, in a fixed number of queries."""
    person = request.user
    if not isinstance(person, Person):
        return {}
    at = clock.now()
    visible = Release.objects.visible_to(person).select_related("lead_office", "changed_by").defer("body")
    releases = list(_of_interest(visible, at)[: MOST * 4])
    situations = _situations(releases, at)
    return {
        "at": at,
        "waiting": _waiting_for(person, situations),
        "next_out": _next_out(situations),
        "unreviewed": _unreviewed(situations),
        "drafts": _drafts(person, visible),
        "live": _live(visible, at),
        "may_start": permissions.may_start(person),
    }


def _of_interest(visible: QuerySet[Release], at: datetime) -> QuerySet[Release]:
    editions = Edition.objects.filter(release_id=OuterRef("pk"))
    approved_unused = editions.filter(authority=Authority.APPROVED, public_from=None)
    unreviewed = editions.filter(authority=Authority.EMERGENCY, reviewed_by=None, public_from__isnull=False)
    submitted = visible.filter(status=Status.SUBMITTED)
    return (
        submitted
        | visible.filter(Exists(approved_unused), status=Status.APPROVED)
        | visible.filter(Exists(editions.filter(public_from__gt=at)))
        | visible.filter(Exists(unreviewed))
    ).order_by("changed_at", "id")


def _situations(releases: list[Release], at: datetime) -> list[Situation]:
    editions: dict[Any, list[Edition]] = {}
    rows = Edition.objects.filter(release__in=releases).defer("body", "boilerplate", "seals", "contacts")
    for edition in rows:
        editions.setdefault(edition.release_id, []).append(edition)
    return [Situation.of(release, editions.get(release.pk, ()), at) for release in releases]


def _waiting_for(person: Person, situations: Iterable[Situation]) -> list[Row]:
    rows = []
    own = _numbers_written_by(person, [one.release for one in situations])
    for situation in situations:
        release = situation.release
        if release.status == Status.SUBMITTED and permissions.may(person, Move.APPROVE, release):
            vouched = permissions.vouched_before(situation, release.revision_number)
            if not any(number > vouched for number in own.get(release.pk, ())):
                rows.append(Row(release, _("waits for your approval"), release.changed_at, _needed_by(release)))
        elif situation.waiting is not None and permissions.may(person, Move.PUBLISH, release):
            rows.append(
                Row(
                    release,
                    _("is approved and waits to be published"),
                    situation.waiting.recorded_at,
                    _needed_by(release),
                )
            )
    return rows[:MOST]


def _needed_by(release: Release) -> str:
    return embargo.label(release.embargo_at, release.lead_office.time_zone) if release.embargo_at else ""


def _numbers_written_by(person: Person, releases: list[Release]) -> dict[Any, list[int]]:
    written: dict[Any, list[int]] = {}
    for release_id, number in Revision.objects.filter(release__in=releases, author=person).values_list(
        "release_id", "number"
    ):
        written.setdefault(release_id, []).append(number)
    return written


def _next_out(situations: Iterable[Situation]) -> list[Row]:
    coming = [(one.coming.public_from, one) for one in situations if one.coming and one.coming.public_from]
    coming.sort(key=lambda pair: pair[0])
    return [
        Row(
            one.release,
            _("a correction") if one.was_public else "",
            lift,
            _("in %(time)s") % {"time": timeuntil(lift, one.at)},
        )
        for lift, one in coming[:MOST]
    ]


def _unreviewed(situations: Iterable[Situation]) -> list[Row]:
    return [
        Row(one.release, one.unreviewed.emergency_reason, one.unreviewed.public_from)
        for one in situations
        if one.unreviewed
    ][:MOST]


def _drafts(person: Person, visible: QuerySet[Release]) -> list[Row]:
    mine = Revision.objects.filter(release_id=OuterRef("pk"), author=person)
    drafts = list(visible.filter(Exists(mine), status=Status.DRAFT).order_by("-changed_at", "id")[:MOST])
    latest: dict[Any, Event] = {}
    for event in Event.objects.filter(release__in=drafts).order_by("at", "id"):
        latest[event.release_id] = event
    rows = []
    for release in drafts:
        event = latest.get(release.pk)
        sent_back = event is not None and event.what == Move.SEND_BACK
        note = (
            _("sent back by %(name)s: %(reason)s") % {"name": event.actor_name, "reason": event.reason}
            if event is not None and sent_back
            else ""
        )
        rows.append(Row(release, note, release.changed_at))
    return rows


def _live(visible: QuerySet[Release], at: datetime) -> list[Edition]:
    listed = Edition.objects.public(at).listed().filter(release__in=visible.values("pk"))
    return list(listed.with_path().newest_first().defer("body", "boilerplate", "seals")[:6])
