"""What a release in a bundle may not do alone, in sentences that name nothing the person may not know of."""

from collections.abc import Iterable, Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from releases import desk_gate, permissions
from releases.bundled import Bundled
from releases.models import Person
from releases.situation import Situation
from releases.states import Move, Status
from releases.workflow.refusal import Reason, Refused
from releases.workflow.turn import Turn

_NAMED_AT_MOST = 3


def ahead(held: Turn) -> Bundled | None:
    """Return the bundle that the release is in, unless it is in none or that went out."""
    found = Bundled.of(held.release.pk, held.at)
    return None if found is None or found.is_out else found


def refuse_alone(held: Turn, what: str, field: str = "") -> None:
    """Gather a reason against what only a release by itself may do, or all together."""
    found = ahead(held)
    if found is not None:
        held.refuse(f"{goes_with(found, held)} {what}", field)


def must_go_together(held: Turn) -> None:
    """Gather a reason against publishing one release alone, unless it takes its place among what is scheduled."""
    found = ahead(held)
    if found is None:
        return
    others = found.besides(held.release.pk)
    lift = held.release.embargo_at
    if lift is not None and all(one.coming and one.coming.public_from == lift for one in others):
        return
    known = found.known_to(held.actor)
    waits = [one for one in known if one.waiting is None and one.release.pk != held.release.pk]
    if waits:
        held.refuse(f"{goes_with(found, held)} {_not_approved(waits)}")
    elif len(known) < len(found.members):
        all_or_none = _("All are published at once, or none.")
        held.refuse(f"{goes_with(found, held)} {all_or_none}")
    else:
        now_together = _("All are approved: publish them together.")
        held.refuse(f"{goes_with(found, held)} {now_together}")


def goes_with(found: Bundled, held: Turn) -> str:
    """Say what the release goes out together with, as far as the person may know it."""
    return _("It goes out together with %(others)s.") % {"others": found.others(held.release.pk, held.actor)}


def must_know_all(held: Turn, found: Bundled) -> None:
    """Refuse now if the person may not know of every member: nobody acts on what they may not see."""
    if found.is_known_whole_to(held.actor):
        return
    sentence = _("It goes out together with others that are not yours to see, so you cannot do this for all of them.")
    able = who_could(found, held.move, held.situation, besides=held.actor)
    ask = _("Ask %(names)s.") % {"names": able}
    held.stop(f"{sentence} {ask}" if able else sentence)


def who_could(found: Bundled, move: Move, situation: Situation, *, besides: Person) -> str:
    """Return up to three of those who hold the role for this release's office, and for every other member as well.

    They are colleagues whom everybody at this release may know to hold it: no name betrays another office.
    """
    people = set(permissions.holders(permissions.NEEDED[move], situation.release.lead_office_id)) - {besides}
    for one in found.members:
        people &= set(desk_gate.knowing(one.release))
    able = [one for one in people if all(permissions.may(one, move, other.release) for other in found.members)]
    return str(get_text_list(sorted(map(str, able))[:_NAMED_AT_MOST], _("or")))


def settle_all(turns: Iterable[Turn]) -> None:
    """Raise Refused with every reason of every member, each said of its headline; the person may know of all."""
    reasons = [
        Reason(
            _("“%(headline)s”: %(reason)s") % {"headline": one.release.headline, "reason": reason.text}, reason.field
        )
        for one in turns
        for reason in one.reasons
    ]
    if reasons:
        raise Refused(reasons)


def _not_approved(waits: Sequence[Situation]) -> str:
    which = ", ".join(f"“{one.release.headline}” ({Status(one.release.status).label.lower()})" for one in waits)
    return _("Not approved yet: %(which)s.") % {"which": which}
