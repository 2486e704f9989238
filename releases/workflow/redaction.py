"""Redaction, by two people and on a legal ground: the named field is blanked everywhere it was kept."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from releases import richtext
from releases.models import Address, Buffer, Event, Person, Redaction, Release, Remark, Revision
from releases.models.content import REDACTED
from releases.models.event import KEPT_REASONS
from releases.states import Move
from releases.triggers import REDACTABLE_LISTS, REDACTABLE_TEXT
from releases.workflow.addresses import newsroom_day, path_of, random_word
from releases.workflow.index import index_edition
from releases.workflow.record import bump_generation
from releases.workflow.refusal import Reason
from releases.workflow.sources import blank_sources
from releases.workflow.turn import Turn, turn

_MARK_MAX: Final = Redaction._meta.get_field("public_mark").max_length or 0


def ask_redaction(*, actor: Person, release_id: UUID, field: str, reason: str, public_mark: str) -> Redaction:
    """Ask that `field` be blanked in every edition and revision of the release.

    `reason` is the legal ground (a court's order, a minor's name, a private number); `public_mark` is the note
    readers get. Nothing changes until a second person confirms.
    """
    public_mark = " ".join(richtext.plain(public_mark).split())
    with turn(Move.ASK_REDACTION, actor=actor, release_id=release_id, reason=reason) as held:
        if field not in (*REDACTABLE_TEXT, *REDACTABLE_LISTS):
            held.refuse(_("Choose the field to redact."), "field")
        if not public_mark:
            held.refuse(_("Write the note that readers will see in its place."), "public_mark")
        if len(public_mark) > _MARK_MAX:
            held.refuse(
                _("The note has %(length)d characters, and %(limit)d fit. Shorten it.")
                % {"length": len(public_mark), "limit": _MARK_MAX},
                "public_mark",
            )
        held.settle()
        asked: Redaction = Redaction.objects.create(
            release=held.release,
            field=field,
            ground=reason.strip(),
            public_mark=public_mark,
            asked_by=actor,
            asked_at=held.at,
        )
        held.write()
        held.record(reason=reason, field=field)
        return asked


def redact(*, actor: Person, release_id: UUID, redaction_id: int) -> Redaction:
    """Confirm, as a second person, and carry out what was asked. It can't be undone; the digests still verify."""
    with turn(Move.REDACT, actor=actor, release_id=release_id) as held:
        asked: Redaction | None = Redaction.objects.filter(
            release=held.release, pk=redaction_id, confirmed_at=None
        ).first()
        if asked is None:
            held.stop(_("This redaction was carried out already, or never asked for."))
        if asked.asked_by_id == actor.pk:
            held.refuse(_("You asked for this redaction, so somebody else must confirm it."))
        held.settle()
        bump_generation()  # first: it queues up whoever else gives away addresses
        asked.event = held.record(reason=asked.ground, field=asked.field)
        asked.confirmed_by, asked.confirmed_at = actor, held.at
        asked.save(update_fields=["event", "confirmed_by", "confirmed_at"])
        _blank_editions(held, asked)
        _blank_revisions(held, asked)
        _blank_release(held, asked)
        # What is being typed is in nobody's record: it goes whole.
        Buffer.objects.filter(release=held.release).delete()
        blank_sources(held.release)
        _blank_remarks(held)
        _blank_reasons(held)
        return asked


def redacted_since(release: Release, opened_at: datetime | None) -> list[Reason]:
    """Say so if words were taken out after a page was opened (None: don't ask): it still holds them."""
    if opened_at is None or not Redaction.objects.filter(release=release, confirmed_at__gte=opened_at).exists():
        return []
    said = _("Words of this release were redacted after you opened this page, which still holds them. Open it again.")
    return [Reason(said)]


def _mark(field: str) -> Any:
    return [] if field in REDACTABLE_LISTS else REDACTED


def _unsalted(seals: dict[str, Any], field: str) -> dict[str, Any]:
    return {**seals, field: {**seals[field], "salt": ""}}


def _blank_editions(held: Turn, asked: Redaction) -> None:
    for edition in held.situation.editions:
        if not getattr(edition, asked.field):
            continue
        setattr(edition, asked.field, _mark(asked.field))
        edition.seals = _unsalted(edition.seals, asked.field)
        edition.is_redacted = True
        edition.redaction_mark = asked.public_mark
        edition.save(update_fields=[asked.field, "seals", "is_redacted", "redaction_mark"])
        index_edition(edition)
    if asked.field == "headline":
        _leave_the_old_address(held)


def _leave_the_old_address(held: Turn) -> None:
    """The old address spells the headline. Links to it must work, but nothing shows it any more."""
    current = Address.objects.filter(release=held.release, is_canonical=True).first()
    if current is None:
        return
    first = next(edition for edition in held.situation.editions if edition.issued_at)
    Address.objects.filter(pk=current.pk).update(is_canonical=False)
    Address.objects.create(
        path=path_of(newsroom_day(first.issued_at or held.at), random_word()),
        release=held.release,
        is_canonical=True,
        reserved_at=held.at,
    )


def _blank_revisions(held: Turn, asked: Redaction) -> None:
    for revision in Revision.objects.filter(release=held.release):
        if not revision.content[asked.field]:
            continue
        revision.content = {**revision.content, asked.field: _mark(asked.field)}
        if asked.field == "headline":
            revision.content["slug"] = ""
        revision.seals = _unsalted(revision.seals, asked.field)
        revision.save(update_fields=["content", "seals"])


def _blank_release(held: Turn, asked: Redaction) -> None:
    release = held.release
    if asked.field == "contacts":
        release.contact_lines.all().delete()
        held.write()
    elif asked.field == "speakers":
        release.speakers.all().delete()
        held.write()
    elif asked.field == "headline":
        held.write(headline=REDACTED, slug="")
    else:
        held.write(**({asked.field: REDACTED} if getattr(release, asked.field) else {}))


def _blank_remarks(held: Turn) -> None:
    """All that was said up to now: which remarks repeat the words, perhaps in other words, no machine can tell."""
    said = Remark.objects.filter(release=held.release)
    said.exclude(text="").update(text=REDACTED, before="", after="")
    said.exclude(quote="").update(quote=REDACTED, before="", after="")


def _blank_reasons(held: Turn) -> None:
    """Why things were done, as people wrote it: who did what, and when, stays in the record.

    A reason for leaving what preflight found goes with its mark, which is a hash of words: preflight asks anew.
    """
    said = Event.objects.filter(release=held.release).exclude(what__in=KEPT_REASONS)
    said.exclude(reason="").update(reason=REDACTED)
    for event in said.filter(detail__has_key="overrides"):
        event.detail = {name: value for name, value in event.detail.items() if name != "overrides"}
        event.save(update_fields=["detail"])
    for edition in held.situation.editions:
        if edition.emergency_reason:
            edition.emergency_reason = REDACTED
            edition.save(update_fields=["emergency_reason"])
