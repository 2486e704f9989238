"""One act moves the embargo of all that goes out together."""

from uuid import UUID

from django.utils.translation import gettext as _

from releases import permissions
from releases.embargo import Terms
from releases.models import Bundle, Person
from releases.situation import Situation
from releases.states import EmbargoKind, Move
from releases.workflow.bundle_lift import still_together
from releases.workflow.bundle_record import drop_order
from releases.workflow.company import must_know_all, settle_all
from releases.workflow.drafts import set_terms
from releases.workflow.publishing import check_later, move_lift
from releases.workflow.turn import Turn, turn, turns_now


def reschedule_bundle(*, actor: Person, release_id: UUID, terms: Terms, reason: str = "") -> Bundle:
    """Give all that goes out together with this release another embargo; all get it, or none.

    What is scheduled is moved as by `reschedule`: later, by a publisher. So is what is approved; where that does
    not allow it, the embargo is changed as by a save, and the approval falls. So it is with what is not approved.
    """
    with turn(Move.EDIT, actor=actor, release_id=release_id) as held:
        found = still_together(held)
        must_know_all(held, found)
        if terms == found.terms:
            held.refuse(_("That is the embargo that they have."), "embargo")
        if terms.kind == EmbargoKind.QUESTION or (terms.kind == EmbargoKind.UNTIL and terms.at is None):
            held.refuse(_("Give the embargo a date and a time."), "embargo")
        elif terms.at is not None and terms.at <= held.at:
            held.refuse(_("That time has passed. Give a later one."), "embargo")
        held.settle()
        turns = [_turn_at(one, held, terms) for one in found.members]
        settle_all(turns)
        lifts = [one.situation.coming.public_from for one in turns if one.situation.coming]
        drop_order(found, held)
        for one in turns:
            if one.move == Move.RESCHEDULE:
                move_lift(one, terms, reason)
            else:
                set_terms(one, terms, note=reason)
        for lift in lifts:
            if lift is not None:
                held.still_ahead(lift)
        return found.bundle


def _turn_at(one: Situation, held: Turn, terms: Terms) -> Turn:
    """A turn at one member, for the move by which its embargo changes."""
    editions = [edition for edition in (one.coming, one.waiting) if edition is not None]
    move = Move.RESCHEDULE if editions else Move.EDIT
    if one.coming is None and not _may_move(held.actor, one, terms):
        move = Move.EDIT
    (made,) = turns_now(move, actor=held.actor, release_ids=[one.release.pk], at=held.at)
    if move == Move.RESCHEDULE:
        check_later(made, editions, terms)
    return made


def _may_move(actor: Person, one: Situation, terms: Terms) -> bool:
    """Whether an approved text keeps its approval under the new embargo: a publisher may move it later."""
    before = one.waiting.terms.at if one.waiting else None
    is_later = terms.at is not None and before is not None and terms.at > before
    return is_later and permissions.may(actor, Move.RESCHEDULE, one.release)
