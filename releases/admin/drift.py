"""What the desk says of an embargo whose zone changed its rules after it was set: wall time and instant disagree."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from releases import embargo
from releases.embargo import WALL_FORMAT, Terms
from releases.models import Edition, Release
from releases.situation import Situation
from releases.states import EmbargoKind


def sentence(situation: Situation, *, may_reschedule: bool) -> str:
    """Say what clocks will show when this lifts, and what was typed; nothing while the two agree."""
    terms = situation.drifted
    if terms is None or terms.at is None or terms.shown is None:
        return ""
    said = {"zone": terms.zone.replace("_", " "), "typed": _typed(terms), "shown": embargo.label(terms.at, terms.zone)}
    if embargo.is_known(terms.zone):
        what = _(
            "The rules of the zone %(zone)s changed: when this lifts, clocks will show %(shown)s, "
            "not %(typed)s as typed."
        )
    else:
        what = _("The zone %(zone)s, in which %(typed)s was typed, is not known any more: this lifts at %(shown)s.")
    if may_reschedule:
        then = _("The moment stays what was approved. Reschedule it, or keep it.")
    else:
        then = _("The moment stays as it was saved until somebody sets another.")
    return f"{what % said} {then}"


def ids(visible: QuerySet[Release], at: datetime) -> set[UUID]:
    """Return which of the releases have such an embargo ahead, in two narrow queries however many there are."""
    columns = ("embargo_wall", "embargo_zone", "embargo_at")
    ahead = Edition.objects.coming(at).filter(release__in=visible.values("pk")).values_list("release_id", *columns)
    coming = {pk: rest for pk, *rest in ahead}
    others = visible.filter(embargo_at__gt=at).order_by().values_list("pk", *columns)
    return set(_drifted({**{pk: rest for pk, *rest in others}, **coming}.items(), at))


def _drifted(rows: Iterable[tuple[UUID, list[object]]], at: datetime) -> Iterable[UUID]:
    for pk, (wall, zone, instant) in rows:
        if not isinstance(instant, datetime) or instant <= at:
            continue
        if not Terms(EmbargoKind.UNTIL, str(wall), str(zone), instant).holds:
            yield pk


def _typed(terms: Terms) -> str:
    """The time that was typed, with its day where that is another one now."""
    typed = datetime.strptime(terms.wall, WALL_FORMAT)  # noqa: DTZ007 - a wall time is naive
    if terms.shown and typed.date() == terms.shown.date() and embargo.is_known(terms.zone):
        return embargo.wall_label(typed)
    return f"{embargo.wall_label(typed)}, {embargo.day_label(typed.date(), weekday=True)}"
