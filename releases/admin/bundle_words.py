"""What goes out together, in words: on the panel, on the pages of moves, and in the lists of the desk."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from releases import permissions
from releases.admin import moments
from releases.bundled import Bundled
from releases.embargo import Terms
from releases.models import Edition, Event, Person, Release
from releases.situation import Situation
from releases.states import EmbargoKind, Move, Status

# Whoever makes one of these should know that others hang on it.
_CONCERNED: Final = frozenset(
    {Move.SUBMIT, Move.APPROVE, Move.SEND_BACK, Move.PUBLISH, Move.HOLD, Move.RESCHEDULE, Move.EMERGENCY, Move.LIMIT}
)


@dataclass(frozen=True, slots=True)
class Company:
    """What the panel says: the other members that the person may know of, and whether there are more."""

    label: str
    others: tuple[Release, ...]
    has_more: bool
    url: str


@dataclass(frozen=True, slots=True)
class Due:
    """An order that the last approval meets: whose it is, whether they may still publish all, and for when."""

    publisher: str
    holds: bool
    terms: Terms


def page(release: Release) -> str:
    """Return the address of the page of what goes out together with a release."""
    return reverse("admin:releases_release_together", args=[release.pk])


def found(release: Release, at: datetime) -> Bundled | None:
    """Return the bundle of a release that was read with its membership: without a query where it is in none."""
    member = getattr(release, "bundled", None)
    return Bundled.read(member.bundle, at) if member else None


def company(tied: Bundled | None, release: Release, person: Person) -> Company | None:
    """Return what the panel says. What went out together is history: of that only what the person may know is said."""
    if tied is None:
        return None
    known = [one.release for one in tied.known_to(person)]
    others = tuple(one for one in known if one.pk != release.pk)
    has_more = len(known) < len(tied.members) and not tied.is_out
    if not others and not has_more:
        return None
    label = _("Went out together with:") if tied.is_out else _("Goes out together with:")
    return Company(label, others, has_more, page(release))


def for_all(tied: Bundled | None) -> frozenset[Move]:
    """The moves that are made for all of them, on their page."""
    if tied is None or tied.is_out:
        return frozenset()
    return frozenset({Move.RESCHEDULE} if tied.is_scheduled else {Move.RESCHEDULE, Move.PUBLISH})


def closed(tied: Bundled | None) -> frozenset[Move]:
    """The moves that nobody makes while it is in the bundle, or while others are not approved."""
    if tied is None or tied.is_out:
        return frozenset()
    alone = {Move.EMERGENCY, Move.LIMIT, Move.UNLIMIT}
    return frozenset(alone if tied.is_scheduled or tied.is_ready else {*alone, Move.PUBLISH})


def mark(release: Release) -> str:
    """Say in a list that a release which is not out does not go alone; `bundled` must be read with it."""
    return _("together with others") if getattr(release, "bundled", None) else ""


def sentences(move: Move, situation: Situation, person: Person) -> list[str]:
    """What the page of a move says before it is made."""
    release = situation.release
    tied = found(release, situation.at)
    if tied is None or tied.is_out or move not in _CONCERNED:
        return []
    return [_("It goes out together with %(others)s.") % {"others": tied.others(release.pk, person)}]


def order_due(situation: Situation) -> Due | None:
    """Return the order that approving this text carries out, or let lapse; nothing where others still wait."""
    tied = found(situation.release, situation.at)
    if tied is None or tied.is_out or tied.bundle.ordered_by is None or not is_last(tied, situation.release):
        return None
    publisher = tied.bundle.ordered_by
    return Due(str(publisher), _may_publish(tied, publisher), tied.terms)


def may_publish_all(situation: Situation, person: Person) -> Bundled | None:
    """Return the bundle if this text is the last to be approved, nobody ordered what follows, and the person may."""
    tied = found(situation.release, situation.at)
    if tied is None or tied.is_out or tied.is_scheduled or tied.bundle.ordered_by:
        return None
    by_itself = tied.terms.kind in {EmbargoKind.NONE, EmbargoKind.UNTIL}
    if not by_itself or not is_last(tied, situation.release):
        return None
    return tied if _may_publish(tied, person) else None


def _may_publish(tied: Bundled, person: Person) -> bool:
    """Whether the person may know of all of them, and publish each."""
    lacking = (permissions.refusals(person, Move.PUBLISH, one) for one in tied.members)
    return tied.is_known_whole_to(person) and not any(lacking)


def is_last(tied: Bundled, release: Release) -> bool:
    """Whether every other member is approved, and this one alone waits to be."""
    return release.status == Status.SUBMITTED and [one.release.pk for one in tied.unapproved] == [release.pk]


def done(move: Move, made: Any, situation: Situation) -> str:
    """Say what an approval has brought about beside itself; empty where that was nothing."""
    if move != Move.APPROVE or not isinstance(made, Edition):
        return ""
    what = ("bundle_carried_out", "bundle_order_lapsed")
    event = Event.objects.filter(release=situation.release, what__in=what, at=made.recorded_at).first()
    if event is None:
        return ""
    if event.what == "bundle_order_lapsed":
        return _("Approved, but nothing was published. %(why)s") % {"why": event.reason}
    coming = situation.coming
    if coming is None or coming.public_from is None:
        return _("Approved. It was the last: all of them are out.")
    lift = moments.ahead(coming.public_from, moments.zone_of_lift(coming), situation.at)
    return _("Approved. It was the last: all of them go out at %(when)s.") % {"when": lift}
