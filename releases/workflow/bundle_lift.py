"""All of a bundle goes out in one transaction, at one instant: now, or once the last is approved if that is ordered."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import permissions
from releases.bundled import Bundled
from releases.models import Bundle, NoticeKind, Person, Release
from releases.states import EmbargoKind, Move
from releases.workflow.bundle_record import clear_order, drop_order, note_each
from releases.workflow.company import must_know_all, settle_all
from releases.workflow.record import in_our_words
from releases.workflow.telling import leave_for
from releases.workflow.turn import Turn, turn, turns_now
from releases.workflow.windows import go_out

_NO_ORDER: Final = {
    EmbargoKind.BY_HAND: gettext_lazy("They are released by hand, so somebody must be there: publish them then."),
    EmbargoKind.QUESTION: gettext_lazy("Their embargo is not decided yet. Decide it first."),
}


def publish_bundle(
    *,
    actor: Person,
    release_id: UUID,
    digests: Mapping[UUID, str] | None = None,
    release_line: str | None = None,
) -> Bundle:
    """Publish all that goes out together with this release, at one instant: now, or at their embargo.

    `digests`, by release, and `release_line` are those that the publisher was shown (None: don't ask). Whatever one
    of them is refused for, none goes out, and every reason of every member is told.
    """
    with turn(Move.PUBLISH, actor=actor, release_id=release_id) as held:
        found = still_together(held)
        must_know_all(held, found)
        members = turns_now(Move.PUBLISH, actor=actor, release_ids=found.ids, at=held.at)
        if digests is not None and set(digests) != set(found.ids):
            held.stop(_("Other releases go out together since you opened this page. Look at them first."))
        for one in members:
            edition = one.situation.waiting
            if edition is None:
                if not one.reasons:
                    one.refuse(_("Nothing of it waits to be published."))
            elif digests is not None and digests[one.release.pk] != edition.digest:
                one.refuse(_("Another text of it has been approved since you opened this page. Look at it first."))
            elif release_line is not None and release_line != edition.terms.line:
                one.refuse(_("The embargo was changed after you opened the page. Look at it first."))
        settle_all(members)
        _open_all(members)
        drop_order(found, held)
        return found.bundle


def order_bundle(*, actor: Person, release_id: UUID) -> Bundle:
    """Say beforehand, as a publisher for every member, that all are published as soon as the last is approved."""
    with turn(Move.EDIT, actor=actor, release_id=release_id) as held:
        found = still_together(held)
        check_order(held, found)
        if found.is_ready:
            held.refuse(_("All of them are approved. Publish them together now."))
        held.settle()
        give_order(held, found)
        return found.bundle


def recall_bundle_order(*, actor: Person, release_id: UUID) -> Bundle:
    """Take that back: once the last is approved, all wait for a publisher."""
    with turn(Move.EDIT, actor=actor, release_id=release_id) as held:
        found = still_together(held)
        if found.bundle.ordered_by_id is None:
            held.refuse(_("Nobody has ordered that they are published when the last is approved."))
        held.settle()
        drop_order(found, held, what="bundle_order_withdrawn")
        return found.bundle


def still_together(held: Turn) -> Bundled:
    """Return the bundle of the release of this turn; refuse where there is none, or none any more."""
    found = Bundled.of(held.release.pk, held.at)
    if found is None:
        held.stop(_("This release is in no bundle."))
    if found.is_out:
        held.stop(_("They went out together already. From now on each is corrected and withdrawn by itself."))
    return found


def check_order(held: Turn, found: Bundled) -> None:
    """Gather what stands against an order by this person, who must know of every member and may publish each."""
    must_know_all(held, found)
    if found.is_scheduled:
        held.refuse(_("They are scheduled already."))
    if found.terms.kind in _NO_ORDER:
        held.refuse(str(_NO_ORDER[found.terms.kind]))
    lacking = (permissions.refusals(held.actor, Move.PUBLISH, one) for one in found.members)
    for sentence in dict.fromkeys(one for reasons in lacking for one in reasons):
        held.refuse(sentence)


def give_order(held: Turn, found: Bundled) -> None:
    """Write the order of this turn's actor down, with a line in the record of each member."""
    found.bundle.ordered_by, found.bundle.ordered_at = held.actor, held.at
    found.bundle.save(update_fields=["ordered_by", "ordered_at"])
    note_each("bundle_ordered", held, found)


def carry_out(held: Turn) -> None:
    """After an approval: publish all, if this was the last and somebody ordered it who may still do so.

    Otherwise the approval stands, nothing is published, and both are told why.
    """
    found = Bundled.of(held.release.pk, held.at)
    if found is None or found.bundle.ordered_by_id is None or not found.is_ready:
        return
    publisher = Person.objects.get(pk=found.bundle.ordered_by_id)
    members = _turns_of(publisher, found, held)
    clear_order(found.bundle)
    if not members or any(one.reasons for one in members):
        # No word of which release and which office: who approves one need not know of the others.
        why = in_our_words(
            lambda: _("%(name)s had ordered it, and may not publish all of them any more. All wait for a publisher.")
        )
        noted = note_each("bundle_order_lapsed", held, found, reason=why % {"name": publisher})
        event = noted[held.release.pk]
        leave_for(event=event, release=held.release, concerned={NoticeKind.WAITING: {publisher.pk}})
        return
    _open_all(members)
    lift = max(held.at, found.terms.at or held.at)
    event = note_each("bundle_carried_out", held, found, lift=lift.isoformat())[held.release.pk]
    leave_for(event=event, release=held.release, concerned={NoticeKind.SCHEDULED: {publisher.pk}})


def _turns_of(publisher: Person, found: Bundled, held: Turn) -> list[Turn]:
    """A turn of theirs at every member, at the moment of the approval; none where they may not know of all."""
    try:
        return turns_now(Move.PUBLISH, actor=publisher, release_ids=found.ids, at=held.at)
    except Release.DoesNotExist:
        return []


def _open_all(members: Iterable[Turn]) -> None:
    for one in members:
        edition = one.situation.waiting
        if edition is None:  # asked before; a window for some of them only must never be
            raise ValueError(one.release.pk)
        go_out(one, edition, together=True)
