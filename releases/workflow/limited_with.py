"""What shows the words of a limited release is limited with it: its translations, and theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import permissions
from releases.bundled import Bundled
from releases.models import AccessLimit, Person, Release, Translation
from releases.permissions import Lack
from releases.states import Move
from releases.workflow.bundles import take_out
from releases.workflow.record import record_beside
from releases.workflow.turn import Turn

_NAME: Final = {
    Lack.WRITER: gettext_lazy("Name at least one person who writes for the lead office."),
    Lack.SECOND_PERSON: gettext_lazy(
        "Name somebody else who may approve, so that the text can be read by a second person."
    ),
}


@dataclass(frozen=True, slots=True)
class Along:
    """A translation that is limited with its original: who is named on it, who will be, whether the actor knows it."""

    release: Release
    before: frozenset[UUID]
    after: frozenset[UUID]
    is_known: bool
    keeps_step: bool


def lack(release: Release, named: Iterable[Person]) -> str:
    """Say whom a limit of the release to these people would not hold; empty if nobody is lacking."""
    found = permissions.lack_of(release.lead_office_id, named)
    return str(_NAME[found]) if found else ""


def shown_in(*, release_id: UUID) -> list[UUID]:
    """Return the translations of a release, whoever asks, and the translations of those."""
    found: list[UUID] = []
    ids = [release_id]
    while ids:
        rows = Translation.objects.filter(original__in=ids).exclude(release__in=found)
        ids = list(rows.order_by("release").values_list("release_id", flat=True))
        found += ids
    return found


def along(held: Turn, *, before: set[UUID], named: Iterable[Person]) -> list[Along]:
    """Return what is limited along with the release of this turn, and gather what speaks against it where it is known.

    One that has no limit gets the same people, and one that has just the same people keeps step. One with names of
    its own loses those who are taken off, and nothing else: a limit is never widened on the side.
    """
    people = {person.pk: person for person in named}
    visible = set(Release.objects.visible_to(held.actor).values_list("pk", flat=True).filter(pk__in=_ids(held)))
    found = []
    for release in Release.objects.filter(pk__in=_ids(held)).select_related("lead_office").order_by("pk"):
        own = frozenset(release.access_limits.values_list("person_id", flat=True))
        keeps_step = not release.is_limited or own == before
        after = frozenset(people) if keeps_step else own - (before - set(people))
        found.append(Along(release, own, after, release.pk in visible, keeps_step))
    for one in found:
        if one.is_known and (one.after != one.before or not one.release.is_limited):
            _object(held, one, found)
    return found


def limit_along(held: Turn, found: Iterable[Along], *, reason: str) -> None:
    """Write the names on each of these, with a line in its record; who may not know of it is not named there.

    One that goes out together with what others know of leaves that: the actor may not know that it does.
    """
    plans = list(found)
    for one in plans:
        release = one.release
        if release.is_limited and one.before == one.after:
            continue
        turn = Turn(actor=held.actor, move=Move.LIMIT, release=release, at=held.at)
        tied = Bundled.of(release.pk, held.at)
        if tied and not tied.is_out and not _stays(tied, plans):
            take_out(turn, tied)
        release.access_limits.exclude(person_id__in=one.after).delete()
        AccessLimit.objects.bulk_create(
            AccessLimit(release=release, person_id=pk, named_at=held.at) for pk in sorted(one.after - one.before)
        )
        release.is_limited = True
        release.save(update_fields=["is_limited"])
        record_beside(
            what=Move.LIMIT.value,
            actor=held.actor if one.is_known else None,
            at=held.at,
            release=release,
            standing=turn.standing_before.value,
            reason=reason if one.is_known else "",
            detail={
                "named": sorted(map(str, one.after - one.before)),
                "unnamed": sorted(map(str, one.before - one.after)),
                **({} if one.is_known else {"elsewhere": True}),
            },
        )


def refuse_to_open(held: Turn) -> None:
    """Gather a reason against lifting the limit of a translation while its original is limited."""
    found = Translation.objects.filter(release=held.release, original__in=Release.objects.limited())
    if not found.exists():
        return
    known = Translation.objects.visible_to(held.actor).filter(release=held.release).select_related("original").first()
    held.refuse(
        _("It translates “%(headline)s”, which is limited to named people. Lift that limit first.")
        % {"headline": known.original.headline}
        if known
        else _("It belongs with a text that is limited to named people, so its limit stays. You can name more people.")
    )


def _ids(held: Turn) -> list[UUID]:
    return shown_in(release_id=held.release.pk)


def _object(held: Turn, one: Along, plans: Iterable[Along]) -> None:
    said = {"headline": one.release.headline}
    if lacking := lack(one.release, Person.objects.filter(pk__in=one.after, is_active=True)):
        if one.keeps_step:
            held.refuse(_("“%(headline)s” translates it and is limited with it.") % said + f" {lacking}", "people")
        else:
            held.refuse(
                _(
                    "“%(headline)s” translates it, and whom you take off is taken off there too. Name others on that "
                    "one first, so that somebody can write it and somebody else approve it."
                )
                % said,
                "people",
            )
    tied = Bundled.of(one.release.pk, held.at)
    if tied and not tied.is_out and not _stays(tied, plans):
        held.refuse(
            _(
                "“%(headline)s” translates it and is limited with it, but goes out together with others. "
                "Take it out of the bundle first."
            )
            % said
        )


def _stays(tied: Bundled, plans: Iterable[Along]) -> bool:
    """Whether all that goes out together is limited along, to just the same people."""
    names = {one.release.pk: one.after for one in plans}
    return len({names.get(pk) for pk in tied.ids}) == 1
