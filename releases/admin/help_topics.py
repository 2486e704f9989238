"""The topics of the help, in the order in which a newcomer reads them, and which move leads to which."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from releases.states import Move


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the help: its address, which is also the name of its text, and its title."""

    slug: str
    title: str | Promise


TOPICS: Final = (
    Topic("from-draft-to-public", _("From draft to public")),
    Topic("roles", _("Roles and four eyes")),
    Topic("intake", _("A release from a text or a file")),
    Topic("two-people", _("Two people at one text")),
    Topic("preflight", _("Preflight")),
    Topic("embargoes", _("Embargoes")),
    Topic("corrections", _("Corrections")),
    Topic("withdrawals", _("Withdrawals")),
    Topic("emergencies", _("Emergency publication")),
    Topic("redactions", _("Redactions")),
    Topic("remarks-and-notices", _("Remarks and notices")),
    Topic("calendar", _("Calendar and rehearsals")),
    Topic("preview-links", _("Preview links")),
    Topic("limited-releases", _("Releases limited to named people")),
    Topic("contacts-and-offices", _("Contacts and offices")),
    Topic("keyboard-and-phone", _("Keyboard and phone")),
    Topic("never-public", _("What the public never sees")),
)
BY_SLUG: Final[Mapping[str, Topic]] = {one.slug: one for one in TOPICS}

_OF_MOVES: Final[Mapping[str, tuple[Move, ...]]] = {
    "from-draft-to-public": (Move.EDIT, Move.SUBMIT, Move.TAKE_BACK, Move.SEND_BACK, Move.APPROVE, Move.PUBLISH),
    "embargoes": (Move.HOLD, Move.RESCHEDULE),
    "corrections": (Move.CORRECT,),
    "withdrawals": (Move.WITHDRAW,),
    "emergencies": (Move.EMERGENCY, Move.REVIEW_EMERGENCY),
    "limited-releases": (Move.LIMIT, Move.UNLIMIT),
    "preview-links": (Move.GIVE_LINK, Move.REVOKE_LINK),
    "redactions": (Move.ASK_REDACTION, Move.REDACT),
}
OF_MOVE: Final[Mapping[Move, Topic]] = {move: BY_SLUG[slug] for slug, moves in _OF_MOVES.items() for move in moves}
