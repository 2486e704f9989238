"""Putting releases together, so that they lift together or not at all, and taking one out again."""

from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from releases import permissions, richtext
from releases.bundled import Bundled, all_terms
from releases.embargo import Terms
from releases.models import Bundle, BundleMember, Person, Release
from releases.situation import Situation
from releases.states import EmbargoKind, Move, Status
from releases.workflow.bundle_record import drop_order, note, note_each
from releases.workflow.company import must_know_all, settle_all
from releases.workflow.drafts import set_terms
from releases.workflow.refusal import Reason, Refused
from releases.workflow.turn import Turn, turn, turns

# One move holds the rows of all of them, and one page lists them.
MOST: Final = 20
_NAME: Final = 80


def bundle_together(*, actor: Person, release_ids: Sequence[UUID], name: str = "") -> Bundle:
    """Put these releases together, or add them to the bundle that one of them is in; return the bundle.

    The actor must write for each of them. They share one embargo: a draft that has none takes that of the others.
    They may all be unscheduled, or all scheduled for one instant. An order to publish all falls, since it was given
    for fewer. Raises Refused with every reason, and Release.DoesNotExist for one the actor may not know of.
    """
    ids = list(dict.fromkeys(release_ids))
    with turns(Move.EDIT, actor=actor, release_ids=ids) as chosen:
        bundles = list(Bundle.objects.of(*ids))
        if len(bundles) > 1:
            raise Refused([Reason(_("These are in two bundles already. Take them out of one first."))])
        before = Bundled.read(bundles[0], chosen[0].at) if bundles else None
        if before:
            must_know_all(next(one for one in chosen if one.release.pk in before.ids), before)
        inside = before.ids if before else []
        joining = [one for one in chosen if one.release.pk not in inside]
        members = (*(before.members if before else ()), *(one.situation for one in joining))
        _check(joining, members, before, name)
        settle_all(chosen)
        for one in joining:
            if one.release.terms != (terms := _shared(before, members)):
                set_terms(one, terms)
        bundle = before.bundle if before else Bundle.objects.create(created_by=actor, created_at=chosen[0].at)
        if said := _tidy(name):
            bundle.name = said
            bundle.save(update_fields=["name"])
        BundleMember.objects.bulk_create(
            BundleMember(bundle=bundle, release=one.release, position=position)
            for position, one in enumerate(joining, start=len(inside))
        )
        for one in joining:
            note("bundled", one, bundle)
        if joining and before:
            drop_order(before, next(one for one in chosen if one.release.pk in before.ids))
        return bundle


def leave_bundle(*, actor: Person, release_id: UUID) -> Release:
    """Take the release out of its bundle; it keeps its embargo, and its lift if it is scheduled.

    A writer may, and a publisher alone once the lift is ahead. What would be left of two is no bundle any more.
    """
    with turn(Move.EDIT, actor=actor, release_id=release_id) as held:
        found = Bundled.of(release_id, held.at)
        if found is None:
            held.stop(_("This release is in no bundle."))
        if found.is_out:
            held.refuse(_("They went out together already. From now on each is corrected and withdrawn by itself."))
        elif found.is_scheduled and not permissions.may(actor, Move.PUBLISH, held.release):
            held.refuse(_("They are scheduled, so only a publisher may take one out."))
        held.settle()
        take_out(held, found)
        return held.release


def take_out(held: Turn, found: Bundled) -> None:
    """Take the release of this turn out of its bundle, in whatever move it is done."""
    drop_order(found, held)
    BundleMember.objects.filter(release=held.release).delete()
    left = found.besides(held.release.pk)
    parted = found.members if len(left) == 1 else [one for one in found.members if one not in left]
    note_each("unbundled", held, found, parted)
    if len(left) == 1:
        found.bundle.delete()


def _check(joining: Iterable[Turn], members: Sequence[Situation], before: Bundled | None, name: str) -> None:
    """Gather at each of those who join why it cannot; raise what is so of all of them."""
    reasons = []
    if len(members) < 2:
        reasons.append(Reason(_("Choose at least one other release that it should go out together with."), "with"))
    if len(members) > MOST:
        reasons.append(Reason(_("At most %(most)d releases go out together.") % {"most": MOST}, "with"))
    if len(_tidy(name)) > _NAME:
        reasons.append(Reason(_("Shorten the working name to %(limit)d characters.") % {"limit": _NAME}, "name"))
    if before and before.is_out:
        reasons.append(Reason(_("They went out together already, so nothing more can go with them.")))
    if reasons:
        raise Refused(reasons)
    limits = {_named(one.release) for one in members}
    shared = _shared(before, members)
    scheduled = {one.coming.public_from if one.coming else None for one in members}
    for one in joining:
        if one.was_public_before:
            one.refuse(_("It is out already. A correction goes out by itself."))
            continue
        if len(limits) > 1:
            one.refuse(_("Releases limited to named people go together only where the same people are named."))
        if not _can_take(one, shared):
            one.refuse(
                _("Its embargo is another (%(line)s). Give all of them the same first.")
                % {"line": one.release.terms.line},
                "with",
            )
        if len(scheduled) > 1:
            one.refuse(_("One is scheduled and another is not, or for another time. Hold what is scheduled first."))


def _shared(before: Bundled | None, members: Sequence[Situation]) -> Terms:
    """The embargo of the bundle; of a new one, the first that any of them has."""
    if before:
        return before.terms
    found = [one.release.terms for one in members]
    return next((terms for terms in found if terms.kind != EmbargoKind.NONE), Terms())


def _can_take(held: Turn, shared: Terms) -> bool:
    """Whether it has this embargo already, or is a draft that has none yet."""
    theirs = all_terms([held.situation])
    if theirs == {shared}:
        return True
    return held.release.status == Status.DRAFT and theirs == {Terms()}


def _named(release: Release) -> frozenset[UUID] | None:
    if not release.is_limited:
        return None
    return frozenset(release.access_limits.values_list("person_id", flat=True))


def _tidy(name: str) -> str:
    return " ".join(richtext.plain(name).split())
