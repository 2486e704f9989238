"""Who may do what: roles, offices and four eyes. Every `has_*_permission` and every move asks here."""

from collections.abc import Iterable, Mapping
from enum import Enum, auto
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from releases.models import Person, Release, Revision, Role
from releases.situation import Situation
from releases.states import Authority, Move

# The roles that are enough where one is needed: each includes those before it, except that an administrator
# keeps people and directory and writes nothing.
_ENOUGH_FOR: Final[Mapping[str, frozenset[str]]] = {
    Role.WRITER: frozenset({Role.WRITER, Role.APPROVER, Role.PUBLISHER}),
    Role.APPROVER: frozenset({Role.APPROVER, Role.PUBLISHER}),
    Role.PUBLISHER: frozenset({Role.PUBLISHER}),
    Role.ADMINISTRATOR: frozenset({Role.ADMINISTRATOR}),
}

NEEDED: Final[Mapping[Move, Role]] = {
    Move.EDIT: Role.WRITER,
    Move.SUBMIT: Role.WRITER,
    Move.TAKE_BACK: Role.WRITER,
    Move.SEND_BACK: Role.APPROVER,
    Move.APPROVE: Role.APPROVER,
    Move.PUBLISH: Role.PUBLISHER,
    Move.CORRECT: Role.PUBLISHER,
    Move.HOLD: Role.PUBLISHER,
    Move.RESCHEDULE: Role.PUBLISHER,
    Move.WITHDRAW: Role.PUBLISHER,
    Move.EMERGENCY: Role.PUBLISHER,
    Move.REVIEW_EMERGENCY: Role.APPROVER,
    Move.LIMIT: Role.WRITER,
    Move.UNLIMIT: Role.PUBLISHER,
    Move.GIVE_LINK: Role.APPROVER,
    Move.REVOKE_LINK: Role.WRITER,
    Move.ASK_REDACTION: Role.ADMINISTRATOR,
    Move.REDACT: Role.APPROVER,
}


def has_role(person: Person, role: Role, office_id: UUID | None = None) -> bool:
    """Return whether the person holds the role (or one that includes it) for the office, or, if None, anywhere."""
    if not person.is_active:
        return False
    enough = _ENOUGH_FOR[role]
    return any(
        held in enough and (office_id is None or place is None or place == office_id) for held, place in person.roles
    )


def holders(role: Role, office_id: UUID) -> QuerySet[Person]:
    """Return the active people who hold the role (or one that includes it) for the office, by name."""
    place = Q(memberships__office=None) | Q(memberships__office=office_id)
    found = Person.objects.filter(place, memberships__role__in=_ENOUGH_FOR[role], is_active=True)
    return found.distinct().order_by("display_name", "username")


def led_for(person: Person, role: Role) -> Q:
    """Return which releases are led by an office for which the person holds the role (or one that includes it)."""
    places = {place for held, place in person.roles if held in _ENOUGH_FOR[role]} if person.is_active else set()
    return Q() if None in places else Q(lead_office__in=places)


def is_administrator(person: Person) -> bool:
    """Return whether the person keeps the directory, the identity and the people: those of every office.

    Whoever keeps people can give any role; an administrator of one office must not give themselves all others.
    """
    return person.is_active and (Role.ADMINISTRATOR.value, None) in person.roles


def may(person: Person, move: Move, release: Release) -> bool:
    """Return whether the person's roles allow the move on this release; four eyes come on top.

    An administrator who is named on a limited release, or broke its limit, may name people who go on with it.
    """
    if move == Move.LIMIT and release.is_limited and is_administrator(person):
        return True
    return has_role(person, NEEDED[move], release.lead_office_id)


def may_start(person: Person, office_id: UUID | None = None) -> bool:
    """Return whether the person may start a release for the office, or, if None, for any."""
    return has_role(person, Role.WRITER, office_id)


class Lack(Enum):
    """Whom an access limit does not hold, so that the text can't go on as long as nobody else is named."""

    WRITER = auto()
    SECOND_PERSON = auto()


def lack_of(office_id: UUID, named: Iterable[Person]) -> Lack | None:
    """Return whom these people lack for a release of the office: a writer, or somebody else who may approve."""
    people = list(named)
    writers = [person for person in people if has_role(person, Role.WRITER, office_id)]
    approvers = [person for person in people if has_role(person, Role.APPROVER, office_id)]
    if not writers:
        return Lack.WRITER
    if not any(approver != writer for approver in approvers for writer in writers):
        return Lack.SECOND_PERSON
    return None


def refusals(person: Person, move: Move, situation: Situation) -> list[str]:
    """Return, in sentences, every reason of role or of four eyes why this person may not make the move."""
    release = situation.release
    reasons = []
    if not may(person, move, release):
        reasons.append(
            _("%(move)s needs the role “%(role)s” for %(office)s.")
            % {"move": move.label, "role": NEEDED[move].label.lower(), "office": release.lead_office.name}
        )
    if move == Move.APPROVE and wrote_since_last_approval(person, situation):
        reasons.append(_("You wrote part of this text, so somebody else must approve it. Ask another approver."))
    if move == Move.REVIEW_EMERGENCY and situation.unreviewed:
        edition = situation.unreviewed
        if edition.authorised_by_id == person.pk or wrote_before(person, situation, edition.revision_number or 0):
            reasons.append(
                _("You wrote or published this text, so somebody else must review it. Ask another approver.")
            )
    return reasons


def wrote_since_last_approval(person: Person, situation: Situation) -> bool:
    """Return whether the person wrote a revision that no one has vouched for yet."""
    return wrote_before(person, situation, situation.release.revision_number)


def wrote_before(person: Person, situation: Situation, revision_number: int) -> bool:
    """Return whether the person wrote a revision up to this one and after the last vouched-for one before it."""
    return Revision.objects.filter(
        release=situation.release,
        author=person,
        number__gt=vouched_before(situation, revision_number),
        number__lte=revision_number,
    ).exists()


def vouched_before(situation: Situation, revision_number: int) -> int:
    """Return the number of the last revision before this one that a second person answers for; 0 if none does."""
    vouched = [
        edition.revision_number or 0
        for edition in situation.editions
        if (edition.revision_number or 0) < revision_number
        and (edition.authority in {Authority.APPROVED, Authority.IMPORTED} or edition.reviewed_by_id)
    ]
    return max(vouched, default=0)
