"""Remarks on a release or on a passage of it: made, answered, resolved, reopened; never changed, never deleted."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from releases import clock, desk_gate, remarked, richtext
from releases.models import Event, Newsroom, NoticeKind, Person, Release, Remark
from releases.passages import Passage
from releases.workflow.mentions import addressed, mentioned
from releases.workflow.record import record_beside
from releases.workflow.refusal import Reason, Refused
from releases.workflow.telling import leave_for
from releases.workflow.turn import lock

LONGEST: Final = 4000
# A button pressed twice is one remark.
_TWICE: Final = timedelta(seconds=30)


@dataclass(slots=True)
class _Held:
    """The release of a remark, its row held, and what speaks against making it."""

    actor: Person
    release: Release
    at: datetime
    reasons: list[Reason] = field(default_factory=list)

    def refuse(self, text: str, at_field: str = "") -> None:
        self.reasons.append(Reason(text, at_field))

    def settle(self) -> None:
        if self.reasons:
            raise Refused(self.reasons)

    def record(self, what: str, **detail: object) -> Event:
        return record_beside(what=what, actor=self.actor, at=self.at, release=self.release, detail=detail)


def remark(
    *,
    actor: Person,
    release_id: UUID,
    text: str,
    words: Passage | None = None,
    reply_to: int | None = None,
    tell: Iterable[UUID] = (),
) -> Remark:
    """Say something about the release, about these words of its present text, or in answer to another remark.

    Whoever may know of the release may. Those whom `tell` names are mentioned, as are those named by `@username`;
    Refused if one of them may not know of it. Raises Release.DoesNotExist as every move does.
    """
    with _hold(actor, release_id) as held:
        said = richtext.plain(text).replace("\r\n", "\n").strip()
        people = list(desk_gate.knowing(held.release))
        said = addressed(said, _chosen(held, tell, people)) if said else said
        _check_text(held, said)
        _check_names(held, said, people)
        passage, name = _passage(held, words) if words else (None, "")
        thread = _thread(held, reply_to) if reply_to else None
        held.settle()
        before = _said_already(held, said, passage, thread)
        if before is not None:
            return before
        event = held.record("remarked", field=name, reply_to=thread.pk if thread else None)
        made: Remark = Remark.objects.create(
            release=held.release,
            event=event,
            author=actor,
            author_name=str(actor),
            at=held.at,
            text=said,
            reply_to=thread,
            field=name,
            quote=passage.quote if passage else "",
            before=passage.before if passage else "",
            after=passage.after if passage else "",
        )
        named, _unknown = mentioned(said, people)
        leave_for(
            event=event,
            release=held.release,
            concerned={NoticeKind.MENTION: {person.pk for person in named} | _speakers(thread)},
        )
        return made


def remark_sending_back(*, actor: Person, release: Release, event: Event) -> Remark:
    """Keep the reason of a text that was sent back among the remarks, where it can be answered and resolved."""
    made: Remark = Remark.objects.create(
        release=release, event=event, author=actor, author_name=event.actor_name, at=event.at
    )
    return made


def resolve_remark(*, actor: Person, release_id: UUID, remark_id: int) -> Remark:
    """Say that a remark is dealt with. Whoever may know of the release may; it can be reopened."""
    with _hold(actor, release_id) as held:
        found = _found(held, remark_id)
        if found.is_resolved:
            held.refuse(_("This remark is resolved already."))
        held.settle()
        return _set_resolved(held, found, by=actor, at=held.at, what="remark_resolved")


def reopen_remark(*, actor: Person, release_id: UUID, remark_id: int) -> Remark:
    """Say that a resolved remark is not dealt with after all."""
    with _hold(actor, release_id) as held:
        found = _found(held, remark_id)
        if not found.is_resolved:
            held.refuse(_("This remark is open already."))
        held.settle()
        return _set_resolved(held, found, by=None, at=None, what="remark_reopened")


@contextmanager
def _hold(actor: Person, release_id: UUID) -> Iterator[_Held]:
    Newsroom.objects.set_clock()
    with transaction.atomic():
        lock(release_id)
        release = Release.objects.visible_to(actor).select_related("lead_office").get(pk=release_id)
        yield _Held(actor, release, clock.now())


def _check_text(held: _Held, said: str) -> None:
    if not said:
        held.refuse(_("Write the remark first."), "text")
    elif len(said) > LONGEST:
        held.refuse(
            _("The remark has %(length)d characters, and %(limit)d fit. Shorten it, or make two of it.")
            % {"length": len(said), "limit": LONGEST},
            "text",
        )


def _check_names(held: _Held, said: str, people: Iterable[Person]) -> None:
    """Whoever may not know of the release and whoever never was get the same sentence."""
    _people, unknown = mentioned(said, people)
    for name in unknown:
        held.refuse(
            _(
                "“@%(name)s” is nobody who can be told of this release. Choose from “Tell”, or leave a space after "
                "the @ if no person is meant."
            )
            % {"name": name},
            "text",
        )


def _chosen(held: _Held, tell: Iterable[UUID], people: Iterable[Person]) -> list[Person]:
    asked = set(tell)
    chosen = [person for person in people if person.pk in asked]
    if len(chosen) < len(asked):
        held.refuse(_("Somebody you chose cannot be told of this release. Choose again."), "tell")
    return chosen


def _passage(held: _Held, words: Passage) -> tuple[Passage | None, str]:
    """The passage that the words are, as the text has them, and the name of its field."""
    words = Passage(*(richtext.plain(one) for one in (words.quote, words.before, words.after)))
    texts = remarked.texts_of(held.release)
    times = sum(text.count(words.quote) for text in texts.values())
    if not times:
        held.refuse(
            _("These words do not stand in the text as it is now. Copy them from it, or leave this empty."), "words"
        )
        return None, ""
    if times > 1 and not (words.before.strip() or words.after.strip()):
        held.refuse(_("These words stand in the text more than once. Take a few more around them."), "words")
        return None, ""
    name = max(texts, key=lambda one: texts[one].nearness(words))
    return texts[name].take(words), name


def _thread(held: _Held, reply_to: int) -> Remark | None:
    """The remark that is answered; an answer to an answer belongs to the same one."""
    found: Remark | None = Remark.objects.filter(release=held.release, pk=reply_to).select_related("reply_to").first()
    if found is None:
        held.refuse(_("The remark that you answer is not one of this release."))
        return None
    return found.reply_to or found


def _speakers(thread: Remark | None) -> set[UUID]:
    """Those who have spoken in the exchange that a remark answers."""
    if thread is None:
        return set()
    return {thread.author_id, *thread.replies.values_list("author_id", flat=True)}


def _found(held: _Held, remark_id: int) -> Remark:
    found: Remark | None = Remark.objects.filter(release=held.release, pk=remark_id, reply_to=None).first()
    if found is None:
        raise Refused([Reason(_("There is no such remark."))])
    return found


def _said_already(held: _Held, said: str, passage: Passage | None, thread: Remark | None) -> Remark | None:
    last: Remark | None = (
        Remark.objects.filter(release=held.release, author=held.actor, at__gt=held.at - _TWICE)
        .order_by("-at", "-id")
        .first()
    )
    same = last is not None and (last.text, last.passage, last.reply_to_id) == (
        said,
        passage or Passage(""),
        thread.pk if thread else None,
    )
    return last if same else None


def _set_resolved(held: _Held, found: Remark, *, by: Person | None, at: datetime | None, what: str) -> Remark:
    found.resolved_by, found.resolved_at = by, at
    found.save(update_fields=["resolved_by", "resolved_at"])
    held.record(what, remark=found.pk)
    return found
