"""One person's turn at a release: lock, read the clock, re-read, check; then write and record."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final, NoReturn
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import clock, permissions, triggers
from releases.embargo import Terms
from releases.models import BundleMember, Edition, Event, Newsroom, Person, Release
from releases.situation import Situation
from releases.states import RULES, Move, Standing, Status
from releases.workflow.original_changed import tell_translators
from releases.workflow.record import record
from releases.workflow.refusal import Reason, Refused, Stale
from releases.workflow.telling import leave

# What a commit may take on a busy machine. Until it is done the public sees the old window, and a text that somebody
# saw lift must never be called held.
TO_COMMIT: Final = timedelta(milliseconds=100)
_WHY_CLOSED = {
    Status.DRAFT: gettext_lazy("This is a draft: it must be submitted and approved first."),
    Status.SUBMITTED: gettext_lazy("This is waiting for approval."),
    Status.APPROVED: gettext_lazy("This text is already approved."),
}


class Turn:
    """What a move knows once it holds the row, and the reasons against it that it has gathered."""

    def __init__(self, *, actor: Person, move: Move, release: Release, at: datetime) -> None:
        self.actor, self.move, self.release, self.at = actor, move, release, at
        self.situation = Situation.read(release, at)
        self.status_before = Status(release.status)
        self.standing_before = self.situation.standing
        self.was_public_before = self.situation.was_public
        self.reasons: list[Reason] = []

    def refuse(self, text: str, field: str = "") -> None:
        """Gather a reason; `settle` raises them together."""
        self.reasons.append(Reason(text, field))

    def stop(self, text: str, field: str = "") -> NoReturn:
        """Gather a last reason and raise them all: without what is missing, the move can't be thought further."""
        self.refuse(text, field)
        raise Refused(self.reasons)

    def settle(self) -> None:
        """Raise Refused if any reason was gathered."""
        if self.reasons:
            raise Refused(self.reasons)

    def must_show(self, revision_number: int | None) -> None:
        """Refuse with Stale if the person was shown another revision than the release holds (None: don't ask)."""
        if revision_number is not None and revision_number != self.release.revision_number:
            raise Stale(
                [
                    Reason(
                        _("%(name)s changed this release after you opened the page. Look at the change first.")
                        % {"name": self.release.changed_by}
                    )
                ],
                revision_number=self.release.revision_number,
            )

    def must_say(self, release_line: str | None, terms: Terms) -> None:
        """Refuse with Stale if the person read another release line than `terms` have (None: don't ask).

        The embargo is outside the digest, so that it may be moved; nobody vouches for one they did not read.
        """
        if release_line is not None and release_line != terms.line:
            raise Stale(
                [
                    Reason(
                        _("The embargo was changed after you opened the page. The release line is now: %(line)s.")
                        % {"line": terms.line}
                    )
                ],
                revision_number=self.release.revision_number,
            )

    def still_ahead(self, lift: datetime) -> None:
        """The last act of a move that shifts a coming window: refuse if it opened while we worked, or may yet."""
        if lift <= clock.now() + TO_COMMIT:
            raise Refused([Reason(too_late(self.move))])

    def write(self, **fields: Any) -> None:
        """Set the status that the table gives, and `fields`, on the release."""
        fields["status"] = RULES[self.move].becomes[self.status_before]
        for name, value in fields.items():
            setattr(self.release, name, value)
        self.release.save(update_fields=list(fields))

    def record(self, *, reason: str = "", edition: Edition | None = None, digest: str = "", **detail: Any) -> Event:
        """Leave the line in the record, and a notice of it for those whom it concerns."""
        event = record(
            what=self.move.value,
            actor=self.actor,
            at=self.at,
            release=self.release,
            edition=edition,
            status_before=self.status_before.value,
            status_after=str(self.release.status),
            standing_before=self.standing_before.value,
            reason=reason,
            digest=digest or (edition.digest if edition else ""),
            detail=detail,
        )
        leave(event=event, situation=self.situation)
        tell_translators(event=event, situation=self.situation)
        return event

    def check(self, reason: str) -> None:
        """Gather what the table, the roles and four eyes say against the move."""
        rule = RULES[self.move]
        if self.status_before not in rule.becomes:
            self.refuse(
                _("“%(move)s” is not open now. %(why)s")
                % {"move": self.move.label, "why": _WHY_CLOSED[self.status_before]}
            )
        elif self.standing_before not in rule.standings:
            self.refuse(wrong_standing(self.move, self.standing_before))
        for sentence in permissions.refusals(self.actor, self.move, self.situation):
            self.refuse(sentence)
        if rule.needs_reason and not reason.strip():
            self.refuse(_("Say why: the reason is kept in the record."), "reason")


def wrong_standing(move: Move, standing: Standing) -> str:
    """Say why a move is closed by what the public has."""
    if standing in {Standing.LIVE, Standing.WITHDRAWN} and move == Move.PUBLISH:
        return _("This is already out. Publish the new text as a correction.")
    if move == Move.CORRECT:
        return _("Nothing is out yet, so there is nothing to correct. Publish it instead.")
    if move == Move.WITHDRAW:
        return _("Nothing is out, so there is nothing to withdraw.")
    return _("Nothing is scheduled.")


@contextmanager
def turn(
    move: Move, *, actor: Person, release_id: UUID, reason: str = "", joined: Callable[[], Iterable[UUID]] = tuple
) -> Iterator[Turn]:
    """Hold the release for one move, and the rows of what is `joined` to it, as that is once they are held.

    Raises Release.DoesNotExist when the person may not know of the release. Reasons gathered on entry are
    raised by the move's own `settle`, together with those it adds.
    """
    with turns(move, actor=actor, release_ids=[release_id], reason=reason, joined=joined) as (held,):
        yield held


@contextmanager
def turns(
    move: Move,
    *,
    actor: Person,
    release_ids: Sequence[UUID],
    reason: str = "",
    joined: Callable[[], Iterable[UUID]] = tuple,
) -> Iterator[list[Turn]]:
    """Hold several releases for one move, all at the same moment; else as `turn`."""
    Newsroom.objects.set_clock()
    try:
        with transaction.atomic():
            lock(*release_ids, joined=joined)
            yield turns_now(move, actor=actor, release_ids=release_ids, reason=reason)
    except IntegrityError as error:
        if triggers.OPENED not in str(error):
            raise
        # The database's own clock saw the lift before `still_ahead` could.
        raise Refused([Reason(too_late(move))]) from error


def turns_now(
    move: Move, *, actor: Person, release_ids: Sequence[UUID], reason: str = "", at: datetime | None = None
) -> list[Turn]:
    """Return a turn at each of these releases, whose rows are held already: now, or at the move's own moment."""
    visible = Release.objects.visible_to(actor).select_related("lead_office", "changed_by")
    found = {release.pk: release for release in visible.filter(pk__in=release_ids)}
    if not found.keys() >= set(release_ids):
        raise Release.DoesNotExist
    at = at or clock.now()
    held = [Turn(actor=actor, move=move, release=found[pk], at=at) for pk in release_ids]
    for one in held:
        one.check(reason)
    return held


class _Grown(Exception):
    """A release was put together with others, or translated, while we waited for its row."""


def lock(*release_ids: UUID, joined: Callable[[], Iterable[UUID]] = tuple) -> None:
    """Hold the rows of these releases, of what is `joined` to them, and of all that go out together with any of them.

    Until the transaction ends.

    Always in the order of their keys, so that no two moves wait for each other. Nothing of them is read yet: what
    PostgreSQL returns after a wait is the new row beside joins and subqueries of before the wait, so that a release
    whose `changed_by` is another person by now would not be found. `no_key`: a line in the record of another release
    must not wait for this one.
    """
    wanted = _all_of(release_ids, joined)
    while True:
        try:
            with transaction.atomic():
                rows = Release.objects.select_for_update(no_key=True).filter(pk__in=wanted)
                list(rows.order_by("pk").values_list("pk"))
                now = _all_of(release_ids, joined)
                if not now <= wanted:
                    raise _Grown
                return
        except _Grown:
            wanted |= now


def _all_of(release_ids: Sequence[UUID], joined: Callable[[], Iterable[UUID]]) -> set[UUID]:
    release_ids = [*release_ids, *joined()]
    together = BundleMember.objects.filter(bundle__members__release__in=release_ids)
    return {*release_ids, *together.values_list("release_id", flat=True)}


def too_late(move: Move) -> str:
    """Say that a window opened while the move was at work."""
    if move in {Move.HOLD, Move.RESCHEDULE}:
        return _("It is out. Withdraw instead.")
    return _("What was scheduled went out this moment. Look at it, then decide again.")
