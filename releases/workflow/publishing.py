"""Publish, correct, hold, reschedule and the emergency door: what gives an edition its window, or takes it."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from releases.embargo import Terms
from releases.models import Edition, Person, Release
from releases.states import Authority, EmbargoKind, Move
from releases.workflow.bundles import take_out
from releases.workflow.company import ahead, must_go_together, must_know_all, refuse_alone, settle_all
from releases.workflow.freeze import current_revision, freeze
from releases.workflow.record import in_our_words
from releases.workflow.refusal import Reason, Stale
from releases.workflow.review import gaps
from releases.workflow.turn import Turn, turn, turns_now
from releases.workflow.windows import empty_coming, go_out, move_coming, open_window


def publish(*, actor: Person, release_id: UUID, digest: str = "", release_line: str | None = None) -> Edition:
    """Give the approved edition its window: now, or at its embargo if that is still to come.

    `digest` and `release_line` are those the publisher was shown; Stale is raised if another text has been
    approved or its embargo moved since.
    """
    return _publish_as(Move.PUBLISH, actor=actor, release_id=release_id, digest=digest, release_line=release_line)


def correct(*, actor: Person, release_id: UUID, digest: str = "", release_line: str | None = None) -> Edition:
    """Publish the approved correction of a release that is live or withdrawn, at its address; else as `publish`."""
    return _publish_as(Move.CORRECT, actor=actor, release_id=release_id, digest=digest, release_line=release_line)


def hold(*, actor: Person, release_id: UUID, reason: str = "", alone: bool = False) -> Release:
    """Take away the window that has not opened yet: nobody will have seen it. The approval stays.

    All that goes out together with it is held too; `alone`, it leaves them, and they go out as scheduled.
    """
    with turn(Move.HOLD, actor=actor, release_id=release_id) as held:
        found = ahead(held)
        members = [held]
        if found and found.is_scheduled and not alone:
            must_know_all(held, found)
            members = turns_now(Move.HOLD, actor=actor, release_ids=found.ids, at=held.at)
            settle_all(members)
        held.settle()
        lifts = [_take_away(one, reason) for one in members]
        if found and alone:
            take_out(held, found)
        lift = min(lifts)
        held.still_ahead(lift)
        return held.release


def reschedule(*, actor: Person, release_id: UUID, terms: Terms, reason: str = "") -> Edition:
    """Move a lift that has not happened to a later time.

    One publisher may move it later; earlier, or to no embargo at all, needs a second person (change the
    embargo in the release and have it approved again) or the emergency door.
    """
    with turn(Move.RESCHEDULE, actor=actor, release_id=release_id) as held:
        refuse_alone(held, _("They share one embargo: change the time for all of them, on their page."), "embargo")
        coming, waiting = held.situation.coming, held.situation.waiting
        if coming is None and waiting is None:
            held.stop(_("Nothing is scheduled or waiting to be published."))
        # A better text that waits to replace the scheduled one must not come out before it.
        check_later(held, [one for one in (coming, waiting) if one is not None], terms)
        held.settle()
        lift = coming.public_from if coming else None
        edition = move_lift(held, terms, reason)
        if lift is not None:
            held.still_ahead(lift)
        return edition


def publish_in_emergency(
    *, actor: Person, release_id: UUID, reason: str, revision_number: int | None = None
) -> Edition:
    """Put the working text out now on one publisher's word; it shows as unreviewed until a second one looks."""
    with turn(Move.EMERGENCY, actor=actor, release_id=release_id, reason=reason) as held:
        revision = current_revision(held)
        is_open = held.release.embargo_kind == EmbargoKind.QUESTION
        held.reasons += [gap for gap in gaps(held.situation, revision) if gap.field != "embargo" or is_open]
        refuse_alone(held, _("Take it out of the bundle first: what goes out alone goes out without them."))
        held.settle()
        held.must_show(revision_number)
        edition = freeze(held, revision, authority=Authority.EMERGENCY, emergency_reason=reason.strip())
        open_window(held, edition, held.at)
        held.write(**Terms().columns())
        held.record(edition=edition, reason=reason, revision=revision.number)
        return edition


def _publish_as(move: Move, *, actor: Person, release_id: UUID, digest: str, release_line: str | None) -> Edition:
    with turn(move, actor=actor, release_id=release_id) as held:
        must_go_together(held)
        held.settle()
        edition = held.situation.waiting
        if edition is None:
            held.stop(_("The approved text is scheduled or out already; nothing waits to be published."))
        if move == Move.CORRECT and not edition.correction_note:
            held.stop(
                _(
                    "This text was approved before the other went out, so it does not tell readers what was "
                    "corrected. Say so in the release, and have it approved again."
                ),
                "correction_note",
            )
        if digest and digest != edition.digest:
            raise Stale(
                [Reason(_("Another text has been approved since you opened this page. Look at it first."))],
                revision_number=held.release.revision_number,
            )
        held.must_say(release_line, edition.terms)
        go_out(held, edition)
        return edition


def _take_away(held: Turn, reason: str) -> datetime:
    """Empty the window that lies ahead; return the lift that is off."""
    coming = held.situation.coming
    lift = empty_coming(held)
    if lift is None:
        held.stop(_("Nothing is scheduled. What is out can be withdrawn."))
    held.write()
    held.record(edition=coming, reason=reason, lift=lift.isoformat())
    return lift


def move_lift(held: Turn, terms: Terms, reason: str) -> Edition:
    """Give what is scheduled, what waits to be published, and the working text these terms; `check_later` came before.

    Raises ValueError where nothing is scheduled or waits.
    """
    both = [one for one in (held.situation.coming, held.situation.waiting) if one is not None]
    if not both:
        raise ValueError(held.release.pk)
    edition = both[0]
    before, lift = edition.terms, edition.public_from
    held.write(**terms.columns())
    for one in both:
        for name, value in terms.columns().items():
            setattr(one, name, value)
        one.save(update_fields=list(terms.columns()))
    if lift is not None and terms.at is not None:
        move_coming(held, edition, terms.at)
    lines = {"embargo_before": in_our_words(lambda: before.line), "embargo": in_our_words(lambda: terms.line)}
    held.record(edition=edition, reason=reason, **lines)
    return edition


def check_later(held: Turn, editions: list[Edition], terms: Terms) -> None:
    """Gather what stands against moving these to `terms`: one person may only move a lift to later."""
    approved = max((one.terms for one in editions), key=lambda one: one.at or held.at)
    if terms.kind != EmbargoKind.UNTIL or terms.at is None:
        held.refuse(_("Give the new date and time of the lift."), "embargo")
    elif terms.at <= held.at:
        held.refuse(_("That time has passed. Give a later one."), "embargo")
    elif approved.at and terms.at < approved.at:
        held.refuse(
            _(
                "That is earlier than what was approved (%(line)s), which needs a second person: change the "
                "embargo in the release and have it approved again, or use the emergency publication."
            )
            % {"line": approved.line},
            "embargo",
        )
