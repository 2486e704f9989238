"""The panel on top of a release: where it stands in one sentence, and the moves this person may make now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from releases import clock, embargo, permissions
from releases.models import Address, Event, Guesses, Person, Redaction, Release
from releases.situation import Situation
from releases.states import RULES, EmbargoKind, Move, Standing, Status

# In the order in which they are likely wanted; the first one offered is the primary one.
ORDER: Final = (
    Move.REVIEW_EMERGENCY,
    Move.APPROVE,
    Move.PUBLISH,
    Move.CORRECT,
    Move.SUBMIT,
    Move.SEND_BACK,
    Move.TAKE_BACK,
    Move.RESCHEDULE,
    Move.HOLD,
    Move.WITHDRAW,
    Move.GIVE_LINK,
    Move.LIMIT,
    Move.UNLIMIT,
    Move.REDACT,
    Move.ASK_REDACTION,
    Move.EMERGENCY,
)
_PRIMARY: Final = frozenset({Move.REVIEW_EMERGENCY, Move.APPROVE, Move.PUBLISH, Move.CORRECT, Move.SUBMIT})


@dataclass(frozen=True, slots=True)
class Offer:
    """A move that is open to this person now."""

    move: Move
    url: str
    is_primary: bool

    @property
    def label(self) -> str:
        return str(self.move.label)


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything the panel shows."""

    sentence: str
    offers: tuple[Offer, ...]
    why_not: tuple[str, ...]
    preview_url: str
    public_url: str
    record_url: str
    compare_url: str
    release_line: str
    recent: tuple[Event, ...]
    guesses: str


def panel_for(request: HttpRequest, release: Release, at: datetime) -> Panel:
    """Work out the panel of a release for the person who asks, at this moment."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - the desk admits nobody else
    situation = Situation.read(release, at)
    moves = [move for move in ORDER if is_open(move, situation)]
    offered = [move for move in moves if not permissions.refusals(person, move, situation)]
    first = next((move for move in offered if move in _PRIMARY), None)
    return Panel(
        sentence=sentence(situation),
        offers=tuple(Offer(move, move_url(release, move), move == first) for move in offered),
        why_not=() if first else _why_not(person, moves, situation),
        preview_url=reverse("preview:working", args=[release.pk]),
        public_url=_public_url(situation),
        record_url=reverse("admin:releases_release_record", args=[release.pk]),
        compare_url=_compare_url(situation),
        release_line=release.terms.line,
        recent=tuple(Event.objects.filter(release=release).order_by("-at", "-id")[:5]),
        guesses=_guesses(release),
    )


def move_url(release: Release, move: Move) -> str:
    """Return the address of a move's page."""
    return reverse("admin:releases_release_move", args=[release.pk, move.value])


def is_open(move: Move, situation: Situation) -> bool:
    """Return whether the table and the facts allow the move, whoever makes it."""
    release = situation.release
    if not RULES[move].allows(status=Status(release.status), standing=situation.standing):
        return False
    if move in {Move.PUBLISH, Move.CORRECT}:
        return situation.waiting is not None
    if move == Move.SEND_BACK:
        return release.status == Status.SUBMITTED or situation.waiting is not None
    if move == Move.HOLD:
        return situation.coming is not None
    if move == Move.RESCHEDULE:
        return bool(situation.coming or situation.waiting)
    if move == Move.WITHDRAW:
        return situation.current is not None and not situation.current.is_gone
    if move == Move.REVIEW_EMERGENCY:
        return situation.unreviewed is not None
    if move == Move.UNLIMIT:
        return release.is_limited
    if move == Move.REDACT:
        return Redaction.objects.filter(release=release, confirmed_at=None).exists()
    if move == Move.EMERGENCY:
        # What is out already, word for word, needs no emergency.
        return not (situation.standing == Standing.LIVE and text_is_out(release, situation))
    return True


def sentence(situation: Situation) -> str:
    """Say in one sentence where the release stands."""
    zone = situation.release.lead_office.time_zone
    said = _standing_said(situation, zone)
    working = _working_said(situation)
    return f"{said}; {working}." if working else f"{said}."


def text_is_out(release: Release, situation: Situation | None = None) -> bool:
    """Return whether the working text is the one that is public or scheduled: nothing of it waits."""
    if release.status != Status.APPROVED:
        return False
    return (situation or Situation.read(release, clock.now())).waiting is None


def has_been_public(release: Release) -> bool:
    """Return whether the release was ever public, so that what follows is a correction."""
    return Situation.read(release, clock.now()).was_public


def _standing_said(situation: Situation, zone: str) -> str:
    current, coming = situation.current, situation.coming
    if current and current.is_gone:
        return _("Withdrawn, its text gone, since %(when)s") % {"when": _when(current.public_from, zone, situation.at)}
    if current and current.is_withdrawn:
        return _("Withdrawn since %(when)s; its text stays readable under the notice") % {
            "when": _when(current.public_from, zone, situation.at)
        }
    if current:
        said = _("Live since %(when)s") % {"when": _when(current.issued_at, zone, situation.at)}
        if current.is_correction and current.public_from:
            said += ", " + _("corrected %(when)s") % {"when": _when(current.public_from, zone, situation.at)}
        if situation.unreviewed:
            said += "; " + _("published in emergency and not reviewed by anybody else yet")
        if coming and coming.public_from:
            said += "; " + _("a correction goes out at %(when)s") % {"when": embargo.label(coming.public_from, zone)}
        return said
    if coming and coming.public_from:
        return _("Scheduled: goes out at %(when)s") % {"when": embargo.label(coming.public_from, zone)}
    return _("Never public")


def _working_said(situation: Situation) -> str:
    release, out = situation.release, situation.standing != Standing.NEVER
    if release.status == Status.DRAFT:
        if situation.coming:
            return _("its text has been changed since it was approved, and the change is not submitted")
        return _("a correction is being written") if out else _("the text is a draft")
    if release.status == Status.SUBMITTED:
        return _("a correction is in review") if situation.was_public else _("the text waits for approval")
    if situation.waiting is None:
        return ""
    if situation.was_public:
        return _("a correction is approved and waits to be published")
    if release.embargo_kind == EmbargoKind.BY_HAND:
        return _("approved, and waits to be released by hand")
    return _("approved, and waits to be published")


def _when(moment: datetime | None, zone: str, at: datetime) -> str:
    """The time alone for today, the whole date otherwise."""
    if moment is None:
        return ""
    place = embargo.zone_of(zone)
    if moment.astimezone(place).date() == at.astimezone(place).date():
        return embargo.time_label(moment, zone)
    return embargo.label(moment, zone)


def _why_not(person: Person, moves: list[Move], situation: Situation) -> tuple[str, ...]:
    """Why the obvious next move is not this person's."""
    for move in moves:
        if move in _PRIMARY:
            return tuple(permissions.refusals(person, move, situation))
    return ()


def _public_url(situation: Situation) -> str:
    if situation.current is None:
        return ""
    address = Address.objects.filter(release=situation.release, is_canonical=True).first()
    return address.path if address else ""


def _compare_url(situation: Situation) -> str:
    last, release = situation.last_approved, situation.release
    if last is None or last.revision_number in (None, release.revision_number):
        return ""
    base = reverse("admin:releases_release_compare", args=[release.pk])
    return f"{base}?before={last.revision_number}&after={release.revision_number}"


def _guesses(release: Release) -> str:
    row = Guesses.objects.filter(release=release).first()
    if row is None:
        return ""
    zone = release.lead_office.time_zone
    return _("%(requests)d requests for an address of this release since %(since)s") % {
        "requests": row.requests,
        "since": embargo.time_label(row.since, zone),
    }
