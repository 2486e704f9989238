"""What a move will do, in words: what happens, when, and who sees it; and what has happened afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from releases import embargo
from releases.admin import bundle_words, colleagues, moments, translating_words
from releases.models import Edition, Person
from releases.situation import Situation
from releases.states import EmbargoKind, Move


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the confirmation page says before the move is made."""

    what: tuple[str, ...]
    when: str
    who: str


def outlook(move: Move, situation: Situation, person: Person) -> Outlook:
    """Return what this move will do if this person makes it now."""
    return _OUTLOOKS[move](situation, person)


def button(move: Move, situation: Situation) -> str:
    """Return what the button says that makes the move: what it does, in a verb."""
    waiting = situation.waiting
    if move in {Move.PUBLISH, Move.CORRECT} and waiting and waiting.embargo_at and waiting.embargo_at > situation.at:
        return _("Publish at its embargo")
    if move == Move.EMERGENCY:
        return _("Publish it now")
    return str(move.label)


def done(move: Move, situation: Situation) -> str:
    """Return the one sentence that tells the person what has happened. It never carries a headline."""
    coming = situation.coming
    if move in {Move.PUBLISH, Move.CORRECT, Move.RESCHEDULE} and coming and coming.public_from:
        lift = moments.ahead(coming.public_from, moments.zone_of_lift(coming), situation.at)
        return _("It goes out at %(when)s.") % {"when": lift}
    said = {
        Move.SUBMIT: _("Submitted. It waits for approval."),
        Move.TAKE_BACK: _("Taken back. It is a draft again."),
        Move.SEND_BACK: _("Sent back with your reason."),
        Move.APPROVE: _("Approved. It waits to be published."),
        Move.PUBLISH: _("It is out."),
        Move.CORRECT: _("The correction is out."),
        Move.HOLD: _("Held. Nobody outside has seen it; the approval stands."),
        Move.RESCHEDULE: _("The new time is set."),
        Move.WITHDRAW: _("Withdrawn. The notice is public."),
        Move.EMERGENCY: _("It is out, on your word alone. Somebody else must review it."),
        Move.REVIEW_EMERGENCY: _("Reviewed."),
        Move.LIMIT: _("Only the people named know of it now."),
        Move.UNLIMIT: _("It is known again to everybody whose office it is."),
        Move.ASK_REDACTION: _("Asked for. A second person must carry it out."),
        Move.REDACT: _("Redacted everywhere it was kept."),
    }
    return said[move]


def _submit(situation: Situation, person: Person) -> Outlook:
    able = colleagues.who_could(Move.APPROVE, situation, besides=person)
    office = situation.release.lead_office.name
    asked = (
        _("It waits for somebody of %(office)s who wrote none of it: %(names)s.") % {"office": office, "names": able}
        if able
        else _("Nobody else of %(office)s may approve it. Ask an administrator before you submit.") % {"office": office}
    )
    return Outlook((asked, _("You can take it back until it is approved.")), _at_once(), _nobody())


def _take_back(situation: Situation, person: Person) -> Outlook:
    return Outlook((_("It is a draft again and leaves the approvers' list."),), _at_once(), _nobody())


def _send_back(situation: Situation, person: Person) -> Outlook:
    what = [_("It is a draft again. Your reason stands on top of it, and on the desk of those who wrote it.")]
    if situation.waiting:
        what.append(_("The approval falls: the text must be approved again."))
    return Outlook(tuple(what), _at_once(), _nobody())


def _approve(situation: Situation, person: Person) -> Outlook:
    line = situation.release.terms.line
    vouched = _("You vouch for the text below, word for word, and for its release line: %(line)s.") % {"line": line}
    due = bundle_words.order_due(situation)
    if due is None:
        return Outlook((vouched, _("It is frozen as you see it, and waits for a publisher.")), _at_once(), _nobody())
    said = {"name": due.publisher}
    if not due.holds:
        lapses = _("%(name)s had ordered that all are published with it, and may not publish all of them any more.")
        waits = _("It is frozen as you see it, and all of them wait for a publisher.")
        return Outlook((vouched, waits, lapses % said), _at_once(), _nobody())
    last = _("It is the last to be approved, so it does not wait: with it all are published, as %(name)s has ordered.")
    lift = due.terms.at
    if lift is None or lift <= situation.at:
        return Outlook((vouched, last % said, _("They go out now.")), _at_once(), _everybody())
    when = moments.ahead(lift, due.terms.zone, situation.at)
    who = _("Until then nobody outside. From then on everybody.")
    return Outlook((vouched, last % said, _("Until then each of them can be held.")), when, who)


def _publish(situation: Situation, person: Person) -> Outlook:
    edition = situation.waiting
    if edition is None:
        return _NOTHING
    what = _opening(situation, edition)
    if situation.was_public:
        what.append(_("Readers see at the same address what changed: “%(note)s”") % {"note": edition.correction_note})
        if edition.correction_is_minor:
            what.append(_("It is marked as minor: feeds do not announce it."))
    what += _replaced(situation, _("It takes the place of what is scheduled for %(when)s."))
    if edition.embargo_at and edition.embargo_at > situation.at:
        lift = moments.ahead(edition.embargo_at, moments.zone_of_lift(edition), situation.at)
        who = _("Until then nobody outside, not even that it exists. From then on everybody.")
        return Outlook(tuple(what), lift, who)
    return Outlook(tuple(what), _at_once(), _everybody())


def _opening(situation: Situation, edition: Edition) -> list[str]:
    office = {"office": edition.lead_office.get("name", "")}
    if edition.embargo_at and edition.embargo_at > situation.at:
        return [
            _("It goes out by itself at its embargo: on the public site, on the page of %(office)s and in RSS.")
            % office,
            _("Until then you can hold it, or move it to a later time."),
        ]
    what = [_("It goes out now, on the public site, on the page of %(office)s and in RSS.") % office]
    if edition.embargo_kind == EmbargoKind.BY_HAND:
        what.insert(0, _("This releases it by hand. Check that it was delivered, and as it was written."))
    elif edition.embargo_at:
        ended = embargo.label(edition.embargo_at, moments.zone_of_lift(edition))
        what.insert(0, _("Its embargo ended at %(when)s.") % {"when": ended})
    return what


def _hold(situation: Situation, person: Person) -> Outlook:
    coming = situation.coming
    if coming is None or coming.public_from is None:
        return _NOTHING
    readers = (
        _("Everybody keeps what is public now. Nobody outside will know that something was scheduled.")
        if situation.current
        else _("Nobody outside: it was never public, and no trace of it shows.")
    )
    lift = moments.ahead(coming.public_from, moments.zone_of_lift(coming), situation.at)
    what = (
        _("It does not go out at %(when)s.") % {"when": lift},
        _("The approval stands. Published again, it waits for its embargo as before."),
    )
    return Outlook(what, _at_once(), readers)


def _reschedule(situation: Situation, person: Person) -> Outlook:
    edition = situation.coming or situation.waiting
    if edition is None:
        return _NOTHING
    what = [
        _("The release line says now: %(line)s.") % {"line": edition.terms.line},
        _("You may move it to a later time. Earlier needs a second person, or the emergency door."),
    ]
    if situation.coming is None:
        what.append(_("It still has to be published: this alone schedules nothing."))
    return Outlook(
        tuple(what),
        _("At the time that you give below."),
        _("Until then nobody outside. From then on everybody."),
    )


def _withdraw(situation: Situation, person: Person) -> Outlook:
    what = [_("Whoever opens the address reads your notice, with its date. Feeds carry the withdrawal.")]
    if situation.current and situation.current.is_withdrawn:
        what.append(_("It is withdrawn already: this replaces the notice, and takes the text away."))
    what += _replaced(situation, _("What is scheduled for %(when)s does not go out."))
    what.append(_("Copies and clippings stay with those who have them."))
    return Outlook(tuple(what), _at_once(), _("Everybody sees the notice."))


def _emergency(situation: Situation, person: Person) -> Outlook:
    able = colleagues.who_could(Move.REVIEW_EMERGENCY, situation, besides=person)
    what = [_("The text below goes out on your word alone. Nobody else has approved it.")]
    terms = situation.release.terms
    if terms.kind != EmbargoKind.NONE:
        what.append(_("Its embargo falls: “%(line)s” no longer holds.") % {"line": terms.line})
    what.append(
        _("It shows on every desk as not reviewed until somebody else has read it: %(names)s.") % {"names": able}
        if able
        else _("It shows on every desk as not reviewed, and nobody else may review it now: tell an administrator.")
    )
    what += _replaced(situation, _("What is scheduled for %(when)s does not go out."))
    return Outlook(tuple(what), _at_once(), _everybody())


def _review(situation: Situation, person: Person) -> Outlook:
    edition = situation.unreviewed
    if edition is None or edition.public_from is None:
        return _NOTHING
    zone = situation.release.lead_office.time_zone
    what = (
        _("You say that you have read what %(name)s put out alone at %(when)s, and that it may stand.")
        % {"name": edition.authorised_by, "when": embargo.label(edition.public_from, zone)},
        _("The reason given was: “%(reason)s”") % {"reason": edition.emergency_reason},
        _("If it may not stand, go back, and have it corrected or withdrawn."),
    )
    return Outlook(what, _at_once(), _("For readers nothing changes."))


def _limit(situation: Situation, person: Person) -> Outlook:
    what = (
        _("For everybody else it does not exist: not in lists, searches, counts, messages or mails."),
        _("An administrator can break the limit with a reason; everybody named is told."),
        *translating_words.limited_along(situation.release, person),
    )
    return Outlook(what, _at_once(), _("You and those you name below."))


def _unlimit(situation: Situation, person: Person) -> Outlook:
    what = (_("The names are taken off. Everybody with a role for its offices knows of it again."),)
    return Outlook(what, _at_once(), _("The staff of its offices. For readers nothing changes."))


def _give_link(situation: Situation, person: Person) -> Outlook:
    what = (
        _("The link opens the text below, as it is now, and nothing else. Each opening is recorded."),
        _("If the text changes, the copy says so and stays as it is; a new text needs a new link."),
        _("You see its address once, on the next page. You can revoke it at any time."),
    )
    when = _("At once, until the time that you choose, or until the lift if that is sooner.")
    return Outlook(what, when, _("One person outside: whoever holds the link."))


def _ask_redaction(situation: Situation, person: Person) -> Outlook:
    able = colleagues.who_could(Move.REDACT, situation, besides=person)
    what = [
        _("Nothing changes yet. A second person must read what you ask for and carry it out."),
        _("Then the field is blanked in every edition, in every revision and in the working text, for good."),
    ]
    if able:
        what.insert(1, _("%(names)s can do it.") % {"names": able})
    who = _("Everybody who opens the page sees your note, and nothing or a mark in the field's place.")
    return Outlook(tuple(what), _("When the second person carries it out."), who)


def _redact(situation: Situation, person: Person) -> Outlook:
    what = (_("Everything listed below is blanked for good. Nobody can undo it."),)
    who = _("Everybody who opens the page sees the note, and nothing or a mark in the field's place.")
    return Outlook(what, _at_once(), who)


def _replaced(situation: Situation, sentence: str) -> list[str]:
    coming = situation.coming
    if coming is None or coming.public_from is None:
        return []
    return [sentence % {"when": embargo.label(coming.public_from, moments.zone_of_lift(coming))}]


def _at_once() -> str:
    return _("At once.")


def _nobody() -> str:
    return _("Nobody outside.")


def _everybody() -> str:
    return _("Everybody.")


_NOTHING: Final = Outlook((), "", "")
_OUTLOOKS: Final[Mapping[Move, Callable[[Situation, Person], Outlook]]] = {
    Move.SUBMIT: _submit,
    Move.TAKE_BACK: _take_back,
    Move.SEND_BACK: _send_back,
    Move.APPROVE: _approve,
    Move.PUBLISH: _publish,
    Move.CORRECT: _publish,
    Move.HOLD: _hold,
    Move.RESCHEDULE: _reschedule,
    Move.WITHDRAW: _withdraw,
    Move.EMERGENCY: _emergency,
    Move.REVIEW_EMERGENCY: _review,
    Move.LIMIT: _limit,
    Move.UNLIMIT: _unlimit,
    Move.GIVE_LINK: _give_link,
    Move.ASK_REDACTION: _ask_redaction,
    Move.REDACT: _redact,
}
