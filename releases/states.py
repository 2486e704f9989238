"""Statuses, standings and the table of moves. Data only: the code, the diagram and the test matrix read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Of the working text only, and stored with it."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for approval")
    APPROVED = "approved", _("Approved")


class Standing(models.TextChoices):
    """What the public has. Read from the editions at a moment, never stored."""

    NEVER = "never", _("Never public")
    SCHEDULED = "scheduled", _("Scheduled")
    LIVE = "live", _("Live")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Move(models.TextChoices):
    """Everything that can be done to a release."""

    EDIT = "edit", _("Edit")
    SUBMIT = "submit", _("Submit for approval")
    TAKE_BACK = "take_back", _("Take back")
    SEND_BACK = "send_back", _("Send back")
    APPROVE = "approve", _("Approve")
    PUBLISH = "publish", _("Publish")
    CORRECT = "correct", _("Publish correction")
    HOLD = "hold", _("Hold")
    RESCHEDULE = "reschedule", _("Reschedule")
    WITHDRAW = "withdraw", _("Withdraw")
    EMERGENCY = "emergency", _("Emergency publication")
    REVIEW_EMERGENCY = "review_emergency", _("Review emergency publication")
    LIMIT = "limit", _("Limit to named people")
    UNLIMIT = "unlimit", _("Lift the limit to named people")
    GIVE_LINK = "give_link", _("Give a preview link")
    REVOKE_LINK = "revoke_link", _("Revoke a preview link")
    ASK_REDACTION = "ask_redaction", _("Ask for redaction")
    REDACT = "redact", _("Carry out redaction")


@dataclass(frozen=True, slots=True)
class Rule:
    """When a move is open: the keys of `becomes` are the statuses it starts from, its values where they end."""

    move: Move
    becomes: Mapping[Status, Status]
    standings: frozenset[Standing]
    needs_reason: bool = False

    def allows(self, *, status: Status, standing: Standing) -> bool:
        return status in self.becomes and standing in self.standings


_D, _S, _A = Status.DRAFT, Status.SUBMITTED, Status.APPROVED
_SAME = {_D: _D, _S: _S, _A: _A}
_ANY = frozenset(Standing)
_NOT_OUT = frozenset({Standing.NEVER, Standing.SCHEDULED})
_OUT = frozenset({Standing.LIVE, Standing.WITHDRAWN})
_COMING = frozenset({Standing.SCHEDULED, Standing.LIVE, Standing.WITHDRAWN})

# A cell open here can still be refused for a fact the two words do not carry, such as a scheduled
# correction that must exist before it can be held; the move itself says so in a sentence.
RULES: Mapping[Move, Rule] = {
    rule.move: rule
    for rule in (
        Rule(Move.EDIT, {_D: _D, _S: _S, _A: _D}, _ANY),
        Rule(Move.SUBMIT, {_D: _S}, _ANY),
        Rule(Move.TAKE_BACK, {_S: _D}, _ANY),
        Rule(Move.SEND_BACK, {_S: _D, _A: _D}, _ANY, needs_reason=True),
        Rule(Move.APPROVE, {_S: _A}, _ANY),
        Rule(Move.PUBLISH, {_A: _A}, _NOT_OUT),
        Rule(Move.CORRECT, {_A: _A}, _OUT),
        Rule(Move.HOLD, _SAME, _COMING),
        Rule(Move.RESCHEDULE, _SAME, _ANY),
        Rule(Move.WITHDRAW, _SAME, _OUT, needs_reason=True),
        Rule(Move.EMERGENCY, {_D: _A, _S: _A, _A: _A}, _ANY, needs_reason=True),
        Rule(Move.REVIEW_EMERGENCY, _SAME, _ANY),
        Rule(Move.LIMIT, _SAME, _ANY),
        Rule(Move.UNLIMIT, _SAME, _ANY, needs_reason=True),
        Rule(Move.GIVE_LINK, _SAME, _ANY),
        Rule(Move.REVOKE_LINK, _SAME, _ANY),
        Rule(Move.ASK_REDACTION, _SAME, _ANY, needs_reason=True),
        Rule(Move.REDACT, _SAME, _ANY),
    )
}


class Authority(models.TextChoices):
    """By what right an edition exists. The database refuses an edition that cannot show one."""

    APPROVED = "approved", _("Approved by a second person")
    EMERGENCY = "emergency", _("Emergency, one person")
    WITHDRAWAL = "withdrawal", _("Withdrawal notice")
    IMPORTED = "imported", _("Imported from an archive")


class EmbargoKind(models.TextChoices):
    """How long the text must wait once it is approved.

    `question`: the text it came from has an embargo, or may have one, that nobody has answered for yet. Only
    working text can stand so; it cannot be submitted, and the database has no edition of it.
    """

    NONE = "none", _("None: for immediate release")
    UNTIL = "until", _("Until a date and time")
    BY_HAND = "by_hand", _("Until released by hand (check against delivery)")
    QUESTION = "question", _("Not decided yet")
