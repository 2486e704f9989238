"""What a move will do, in words: what happens, when, and who sees it; and what has happened afterwards."""

from django.utils.translation import gettext as _

from releases import embargo
from releases.models import Release
from releases.situation import Situation
from releases.states import EmbargoKind, Move


def consequences(move: Move, situation: Situation) -> list[str]:
    """Return the sentences that the confirmation page shows before the move is made."""
    release = situation.release
    zone = release.lead_office.time_zone
    if move == Move.SUBMIT:
        return [
            _("An approver of %(office)s reads it next; anybody who wrote part of it cannot approve it.")
            % {"office": release.lead_office.name},
            _("Nothing becomes public. You can take it back until it is approved."),
        ]
    if move == Move.TAKE_BACK:
        return [_("It is a draft again and leaves the approvers' list. Nothing becomes public.")]
    if move == Move.SEND_BACK:
        return [_("It is a draft again. Your reason stands on the desk of those who wrote it. Nothing becomes public.")]
    if move == Move.APPROVE:
        return [
            _("You vouch for the text below, word for word, and for its release line: %(line)s.")
            % {"line": release.terms.line},
            _("It is frozen as you see it. Nothing becomes public until a publisher publishes it."),
        ]
    if move in {Move.PUBLISH, Move.CORRECT}:
        return _publishing(move, situation, zone)
    if move == Move.HOLD:
        return _holding(situation, zone)
    if move == Move.RESCHEDULE:
        return [
            _("It now says: %(line)s.") % {"line": (situation.coming or situation.waiting or release).terms.line},
            _("You may move it later. Earlier, or to no embargo, needs a second person or the emergency door."),
        ]
    if move == Move.WITHDRAW:
        return [
            _("At once, everybody who opens the address reads your notice instead; feeds carry the withdrawal."),
            _("What was public cannot be made unread: copies and clippings stay with those who have them."),
        ]
    if move == Move.EMERGENCY:
        return [
            _("The working text goes out now, to everybody, on your word alone, whatever its embargo says."),
            _("It shows on every desk as not reviewed until somebody else has read it."),
        ]
    return _others(move)


def done(move: Move, release: Release, situation: Situation) -> str:
    """Return the one sentence that tells the person what has happened. It never carries a headline."""
    zone = release.lead_office.time_zone
    if move in {Move.PUBLISH, Move.CORRECT, Move.RESCHEDULE} and situation.coming and situation.coming.public_from:
        return _("It goes out at %(when)s.") % {"when": embargo.label(situation.coming.public_from, zone)}
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


def _publishing(move: Move, situation: Situation, zone: str) -> list[str]:
    edition = situation.waiting
    if edition is None:
        return []
    sentences = []
    if edition.embargo_at and edition.embargo_at > situation.at:
        sentences.append(_("It goes out at %(when)s.") % {"when": embargo.label(edition.embargo_at, zone)})
        sentences.append(_("Until then nobody outside sees anything, not even that it exists. You can hold it."))
    else:
        if edition.embargo_kind == EmbargoKind.BY_HAND:
            sentences.append(_("This releases it by hand. Check that it has been delivered."))
        if edition.embargo_at:
            sentences.append(_("Its embargo has passed."))
        sentences.append(_("It goes out now, to everybody: the front page, its own page, its office's page, feeds."))
    if move == Move.CORRECT:
        note = edition.correction_note
        sentences.append(_("Readers see at the same address what changed: “%(note)s”") % {"note": note})
    if situation.coming and situation.coming.public_from:
        sentences.append(
            _("What is scheduled for %(when)s is replaced by this text.")
            % {"when": embargo.label(situation.coming.public_from, zone)}
        )
    return sentences


def _holding(situation: Situation, zone: str) -> list[str]:
    coming = situation.coming
    if coming is None or coming.public_from is None:
        return []
    stays = (
        _("What is public now stays.") if situation.current else _("Nobody outside will know that it was scheduled.")
    )
    return [
        _("It does not go out at %(when)s.") % {"when": embargo.label(coming.public_from, zone)},
        stays,
        _("The approval stands: it can be published again, or given a later time."),
    ]


def _others(move: Move) -> list[str]:
    said = {
        Move.REVIEW_EMERGENCY: [_("You confirm that you have read what one publisher put out alone. It stays public.")],
        Move.LIMIT: [
            _("For everybody else it does not exist: not in lists, searches, counts, messages or mails."),
            _("An administrator can break the limit with a reason; everybody named is told."),
        ],
        Move.UNLIMIT: [_("Everybody with a role for its offices sees it again.")],
        Move.GIVE_LINK: [
            _("The link opens this release's working text and nothing else, for one person outside."),
            _("You see it once, on the next page. Each opening is recorded. You can revoke it at any time."),
        ],
        Move.ASK_REDACTION: [
            _("Nothing changes yet. When a second person agrees, the field is blanked in every edition and revision."),
            _("It cannot be undone. Readers see the note and the date."),
        ],
        Move.REDACT: [
            _("The field is blanked in every edition, in every revision and in the working text."),
            _("It cannot be undone."),
        ],
    }
    return said.get(move, [])
