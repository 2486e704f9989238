"""The desk's front page: what waits for this person, what goes out next, what is live and what is unreviewed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext as _

from releases import clock, differences, embargo, permissions
from releases.admin import (
    bundle_words,
    drift,
    first_hour,
    limit_words,
    moments,
    overview_rows,
    panel,
    translating_words,
    unsaved,
)
from releases.admin.overview_rows import Row
from releases.admin.record_words import status_changes
from releases.models import Edition, Event, Person, Redaction, Release, Revision, Role
from releases.situation import Situation
from releases.states import Authority, Move, Status

MOST: Final = 25
_LIVE: Final = 6
# Read more than are shown: some of what the database finds is, on a closer look, not this person's to do.
_READ: Final = 4 * MOST
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the lists read of releases, fetched together: how they stand, and how they became what they are."""

    person: Person
    at: datetime
    situations: dict[UUID, Situation]
    changes: dict[UUID, Event]
    written: dict[UUID, list[int]]


def overview_context(request: HttpRequest) -> dict[str, Any]:
    """Gather the lists for the person who asks, in a fixed number of queries."""
    person = request.user
    if not isinstance(person, Person):
        return {}
    at = clock.now()
    visible = Release.objects.visible_to(person).select_related("lead_office", "changed_by", "bundled")
    visible = visible.defer("body", "boilerplate")
    submitted = list(visible.filter(status=Status.SUBMITTED).order_by("changed_at", "id")[:_READ])
    approved = list(_approved_unused(visible).order_by("changed_at", "id")[:_READ])
    coming = list(_coming(visible, at)[: MOST + 1])
    unreviewed = list(_unreviewed(visible).order_by("changed_at", "id")[: MOST + 1])
    drafts = list(_drafts(visible, person).order_by("-changed_at", "id")[:_READ])
    known = _known(person, at, [*submitted, *approved, *coming, *unreviewed], [*submitted, *drafts])
    sent_back = [one for one in drafts if _was_sent_back(one, known)]
    late = translating_words.behind(person)
    waiting = [
        *_to_approve(submitted, known),
        *_to_publish(approved, known),
        *_to_rewrite(sent_back, known),
        *_to_redact(visible, known),
        *_to_bring_up_to_date(late, known),
    ]
    waiting = sorted(translating_words.noted(waiting, late), key=lambda row: row.order)
    next_out = [row for one in coming for row in _next_out(one, known)]
    mine = translating_words.noted([_draft(one, known) for one in drafts if one not in sent_back], late)
    tied = overview_rows.ties([*waiting, *next_out, *mine], person, at)
    live = _live(visible, at)
    return {
        "at": at,
        "first_hour": None if live else first_hour.guide(person, at),
        "waiting": _cut(waiting, tied),
        "next_out": _cut(next_out, tied),
        "drifted": _cut(_drifted(visible, person, at)),
        "unreviewed": _cut([row for one in unreviewed for row in _not_reviewed(one, known)]),
        "drafts": _cut(mine, tied),
        "live": live,
        "broken": _cut([Row(*one) for one in limit_words.broken_lately(visible, person, at, most=MOST + 1)]),
        **_limits_of_others(person),
        "may_start": permissions.may_start(person),
        # Of a release that is there the form itself offers it; a new one has no page yet where one would look.
        "typing": unsaved.waiting(request, None),
        "typed_elsewhere": unsaved.elsewhere(person),
    }


def _limits_of_others(person: Person) -> dict[str, Any]:
    """For who keeps the people: the way to the limits, and how many have nobody left to go on with the text."""
    if not permissions.is_administrator(person):
        return {}
    return {"keeps_limits": True, "stuck_limits": limit_words.stuck()}


def _cut(rows: Sequence[Row], tied: overview_rows.Ties | None = None) -> dict[str, Any]:
    tied = tied or {}
    shown = overview_rows.gathered(rows, tied)[:MOST]
    return {"rows": shown, "parts": overview_rows.parts(shown, tied), "has_more": len(rows) > MOST}


def _approved_unused(visible: QuerySet[Release]) -> QuerySet[Release]:
    unused = Edition.objects.unused().filter(authority=Authority.APPROVED)
    return visible.filter(status=Status.APPROVED, pk__in=unused.values("release_id"))


def _coming(visible: QuerySet[Release], at: datetime) -> QuerySet[Release]:
    ahead = Edition.objects.coming(at)
    lift = ahead.filter(release_id=OuterRef("pk")).order_by("public_from").values("public_from")[:1]
    found = visible.filter(pk__in=ahead.values("release_id"))
    return found.annotate(lift=Subquery(lift)).order_by("lift", "bundled__bundle", "bundled__position", "id")


def _unreviewed(visible: QuerySet[Release]) -> QuerySet[Release]:
    alone = Edition.objects.unreviewed()
    return visible.filter(pk__in=alone.values("release_id"))


def _drafts(visible: QuerySet[Release], person: Person) -> QuerySet[Release]:
    mine = Revision.objects.filter(release_id=OuterRef("pk"), author=person)
    return visible.filter(Exists(mine), status=Status.DRAFT)


def _known(person: Person, at: datetime, situated: list[Release], changed: list[Release]) -> _Known:
    editions: dict[UUID, list[Edition]] = {}
    light = Edition.objects.filter(release__in=situated).select_related("authorised_by")
    for edition in light.defer("body", "boilerplate", "seals", "contacts"):
        editions.setdefault(edition.release_id, []).append(edition)
    latest = status_changes().filter(release_id=OuterRef("pk")).values("pk")[:1]
    rows = Release.objects.filter(pk__in=[one.pk for one in changed]).annotate(latest=Subquery(latest))
    events = Event.objects.in_bulk(rows.values_list("latest", flat=True))
    written: dict[UUID, list[int]] = {}
    for pk, number in Revision.objects.filter(release__in=situated, author=person).values_list("release_id", "number"):
        written.setdefault(pk, []).append(number)
    return _Known(
        person=person,
        at=at,
        situations={one.pk: Situation.of(one, editions.get(one.pk, ()), at) for one in situated},
        changes={event.release_id: event for event in events.values() if event.release_id},
        written=written,
    )


def _to_approve(releases: Iterable[Release], known: _Known) -> Iterable[Row]:
    for release in releases:
        situation = known.situations[release.pk]
        vouched = permissions.vouched_before(situation, release.revision_number)
        wrote = any(number > vouched for number in known.written.get(release.pk, ()))
        if permissions.may(known.person, Move.APPROVE, release) and not wrote:
            submitted = known.changes.get(release.pk)
            since = submitted.at if submitted else release.changed_at
            note = _("submitted by %(name)s, waits since %(when)s") % {
                "name": submitted.actor_name if submitted else release.changed_by,
                "when": _said(since, release, known),
            }
            yield _to_do(release, Move.APPROVE, _("Approve"), note, since, known)


def _to_publish(releases: Iterable[Release], known: _Known) -> Iterable[Row]:
    for release in releases:
        situation = known.situations[release.pk]
        edition = situation.waiting
        if edition and permissions.may(known.person, Move.PUBLISH, release):
            move = Move.CORRECT if situation.was_public else Move.PUBLISH
            note = _("approved by %(name)s, waits since %(when)s") % {
                "name": edition.authorised_by,
                "when": _said(edition.recorded_at, release, known),
            }
            row = _to_do(release, move, str(move.label), note, edition.recorded_at, known)
            if bundle_words.mark(release) and not situation.was_public:
                row = replace(row, action=_("See all of them"), action_url=bundle_words.page(release))
            yield row


def _to_rewrite(releases: Iterable[Release], known: _Known) -> Iterable[Row]:
    for release in releases:
        event = known.changes[release.pk]
        note = _("sent back by %(name)s, waits since %(when)s: “%(reason)s”") % {
            "name": event.actor_name,
            "when": _said(event.at, release, known),
            "reason": event.reason,
        }
        yield Row(release, (note,), urgent=_needed(release, known), order=_order(release, event.at, known))


def _to_redact(visible: QuerySet[Release], known: _Known) -> Iterable[Row]:
    pending = Redaction.objects.filter(confirmed_at=None, release__in=visible.values("pk"))
    for asked in pending.exclude(asked_by=known.person).select_related(
        "release__lead_office", "release__bundled", "asked_by"
    )[:MOST]:
        if permissions.may(known.person, Move.REDACT, asked.release):
            note = _("%(name)s asks for a redaction (%(field)s) since %(when)s") % {
                "name": asked.asked_by,
                "field": differences.label(asked.field),
                "when": _said(asked.asked_at, asked.release, known),
            }
            yield _to_do(asked.release, Move.REDACT, str(Move.REDACT.label), note, asked.asked_at, known)


def _to_bring_up_to_date(late: Iterable[Any], known: _Known) -> Iterable[Row]:
    for one in translating_words.left_behind(late, known.person):
        url, order = translating_words.page_url(one.release), _order(one.release, one.changed_at, known)
        yield Row(one.release, (), _("Bring up to date"), url, urgent=_needed(one.release, known), order=order)


def _to_do(release: Release, move: Move, action: str, note: str, since: datetime, known: _Known) -> Row:
    return Row(
        release,
        (note,),
        action,
        panel.move_url(release, move),
        urgent=_needed(release, known),
        order=_order(release, since, known),
    )


def _next_out(release: Release, known: _Known) -> Iterable[Row]:
    situation = known.situations[release.pk]
    coming = situation.coming
    if coming and coming.public_from:
        notes = [embargo.label(coming.public_from, moments.zone_of_lift(coming))]
        if situation.was_public:
            notes.insert(0, _("a correction"))
        off = moments.off(coming.public_from, known.at)
        yield Row(release, tuple(notes), urgent=off, until=coming.public_from)


def _drifted(visible: QuerySet[Release], person: Person, at: datetime) -> list[Row]:
    """Embargoes whose zone changed its rules, for those who could move them; mostly two queries that find nothing."""
    if not permissions.has_role(person, Role.PUBLISHER):
        return []
    found = drift.ids(visible, at)
    rows = []
    for release in visible.filter(pk__in=found).order_by("embargo_at", "id")[: MOST + 1] if found else ():
        situation = Situation.read(release, at)
        may = panel.is_open(Move.RESCHEDULE, situation) and permissions.may(person, Move.RESCHEDULE, release)
        note = drift.sentence(situation, may_reschedule=may)
        url = panel.move_url(release, Move.RESCHEDULE) if may else ""
        rows.append(Row(release, (note,), _("Reschedule") if may else "", url))
    return rows


def _not_reviewed(release: Release, known: _Known) -> Iterable[Row]:
    edition = known.situations[release.pk].unreviewed
    if edition and edition.public_from:
        note = _("published by %(name)s alone at %(when)s: “%(reason)s”") % {
            "name": edition.authorised_by,
            "when": _said(edition.public_from, release, known),
            "reason": edition.emergency_reason,
        }
        # Four eyes are asked again, with all they need to know, by the page itself.
        theirs = edition.authorised_by_id != known.person.pk
        may = theirs and permissions.may(known.person, Move.REVIEW_EMERGENCY, release)
        url = panel.move_url(release, Move.REVIEW_EMERGENCY) if may else ""
        yield Row(release, (note,), _("Review") if may else "", url)


def _draft(release: Release, known: _Known) -> Row:
    note = _("last changed by %(name)s at %(when)s") % {
        "name": release.changed_by,
        "when": _said(release.changed_at, release, known),
    }
    return Row(release, (note,), urgent=_needed(release, known))


def _was_sent_back(release: Release, known: _Known) -> bool:
    event = known.changes.get(release.pk)
    return event is not None and event.what == Move.SEND_BACK


def _needed(release: Release, known: _Known) -> str:
    if release.embargo_at is None:
        return ""
    said = embargo.label(release.embargo_at, release.embargo_zone or release.lead_office.time_zone)
    if release.embargo_at <= known.at:
        return _("its embargo ended at %(when)s") % {"when": said}
    return _("needed by %(when)s (%(off)s)") % {"when": said, "off": moments.off(release.embargo_at, known.at)}


def _order(release: Release, since: datetime, known: _Known) -> tuple[Any, ...]:
    """What is needed soonest first, then what has waited longest."""
    return (release.embargo_at or _NEVER, since, str(release.pk))


def _said(moment: datetime, release: Release, known: _Known) -> str:
    return moments.said(moment, release.lead_office.time_zone, known.at)


def _live(visible: QuerySet[Release], at: datetime) -> list[Edition]:
    listed = Edition.objects.public(at).listed().filter(release__in=visible.values("pk"))
    return list(listed.with_path().newest_first().defer("body", "boilerplate", "seals")[:_LIVE])
