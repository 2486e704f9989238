"""Saving and restoring working text: every change is a revision, and a save that changes nothing is none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from releases import clock, permissions
from releases.document import (
    LINE_WORDS,
    Draft,
    Source,
    compose,
    decompose,
    headline_fault,
    printed,
    stored_terms,
    typed,
)
from releases.embargo import Terms
from releases.models import (
    ContactLine,
    Office,
    Person,
    Release,
    ReleaseOffice,
    ReleaseTopic,
    Revision,
    Speaker,
)
from releases.models.content import LANGUAGES, PLAIN_FIELDS, Kind
from releases.seals import digest, seal
from releases.states import EmbargoKind, Move, Status
from releases.workflow.company import refuse_alone
from releases.workflow.counterparts import language_taken
from releases.workflow.record import record
from releases.workflow.redaction import redacted_since
from releases.workflow.refusal import Reason, Refused
from releases.workflow.sources import keep, source_fault
from releases.workflow.turn import Turn, turn


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did. `revision` is the state the release now holds; `changed` tells whether it is new."""

    release: Release
    revision: Revision
    changed: bool


def start_draft(
    *,
    actor: Person,
    draft: Draft,
    note: str = "",
    translation_of: UUID | None = None,
    source: Source | None = None,
    closed_office: UUID | None = None,
) -> Saved:
    """Make a new release, and keep the words that it was read from, if it was. Raises Refused.

    `closed_office` may lead it although it is closed: what an archive holds was issued while it was open.
    """
    with transaction.atomic():
        reasons = [*_reasons_against(draft, actor, lead_before=closed_office), *source_fault(source)]
        if reasons:
            raise Refused(reasons)
        at = clock.now()
        content = compose(draft)
        release = Release(**_columns(content, draft), created_at=at, changed_at=at, changed_by=actor, revision_number=1)
        if translation_of:
            original = Release.objects.visible_to(actor).get(pk=translation_of)
            release.translation_group = original.translation_group
        release.save(force_insert=True)
        revision = _write(release, draft, content, actor=actor, at=at, note=note)
        if source:
            keep(source, release=release, actor=actor, at=at)
        record(
            what=Move.EDIT.value,
            actor=actor,
            at=at,
            release=release,
            status_after=Status.DRAFT.value,
            digest=revision.digest,
            detail={"revision": 1, "fields": ["new"], **({"read_from": source.media_type} if source else {})},
        )
        return Saved(release, revision, changed=True)


def save_draft(
    *,
    actor: Person,
    release_id: UUID,
    draft: Draft,
    expected_revision: int,
    release_line: str | None = None,
    opened_at: datetime | None = None,
    note: str = "",
) -> Saved:
    """Save the whole working text: fields, offices, contact lines, speakers, topics and embargo at once.

    `expected_revision` is the number the form carried, and `release_line` what it said of the embargo (None: don't
    ask); Stale is raised if the release holds another, since a save would put back what was rescheduled. A form that
    was opened before a redaction is refused, since it holds what was taken out. Editing
    an approved text makes it a draft again; editing a submitted one leaves it submitted, and the approver
    is shown the change. Raises Refused, Stale, Release.DoesNotExist.
    """
    with turn(Move.EDIT, actor=actor, release_id=release_id) as held:
        if draft.terms != held.release.terms:
            refuse_alone(held, _("They share one embargo: change the time for all of them, on their page."), "embargo")
        held.reasons += redacted_since(held.release, opened_at)
        if draft.language != held.release.language:
            group, own = held.release.translation_group, held.release.pk
            held.reasons += language_taken(actor=actor, group=group, language=draft.language, besides=own)
        return save_held(held, draft, expected_revision=expected_revision, release_line=release_line, note=note)


def save_held(
    held: Turn, draft: Draft, *, expected_revision: int | None = None, release_line: str | None = None, note: str = ""
) -> Saved:
    """Save as `save_draft` does, in a turn to edit that is held already."""
    actor = held.actor
    held.reasons += _reasons_against(draft, actor, lead_before=held.release.lead_office_id)
    held.settle()
    latest = Revision.objects.get(release=held.release, number=held.release.revision_number)
    content = compose(draft)
    fields = _changed_fields(held, latest.content, content, draft.terms)
    if not fields:
        return Saved(held.release, latest, changed=False)
    held.must_show(expected_revision)
    held.must_say(release_line, held.release.terms)
    number = held.release.revision_number + 1
    columns = _columns(content, draft)
    revision = _write(held.release, draft, content, actor=actor, at=held.at, note=note, after=latest, number=number)
    voids = revision.digest != latest.digest or draft.terms != held.release.terms
    held.write(**columns, revision_number=number, changed_at=held.at, changed_by=actor)
    if not voids and held.release.status != held.status_before:
        # Only what readers never get has changed, such as a staff-only number: the approval stands.
        held.release.status = held.status_before
        held.release.save(update_fields=["status"])
    held.record(digest=revision.digest, revision=number, fields=fields)
    return Saved(held.release, revision, changed=True)


def set_terms(held: Turn, terms: Terms, *, note: str = "") -> Saved:
    """Give the working text another embargo and nothing else, in a turn to edit that is held already."""
    latest = Revision.objects.get(release=held.release, number=held.release.revision_number)
    return save_held(held, decompose({**latest.content, "embargo": stored_terms(terms)}), note=note)


def restore(*, actor: Person, release_id: UUID, number: int, expected_revision: int) -> Saved:
    """Make an earlier revision the working text again: a new draft by this person, never an approved text.

    Its embargo is not restored; the terms in force stay. Raises as `save_draft`, and Revision.DoesNotExist.
    """
    release = Release.objects.visible_to(actor).get(pk=release_id)
    earlier = Revision.objects.get(release=release, number=number)
    return save_draft(
        actor=actor,
        release_id=release_id,
        draft=decompose({**earlier.content, "embargo": stored_terms(release.terms)}),
        expected_revision=expected_revision,
        note=_("Restored from revision %(number)d") % {"number": number},
    )


def _changed_fields(held: Turn, before: dict[str, Any], after: dict[str, Any], terms: Terms) -> list[str]:
    old, new = typed(before), typed(after)
    changed = [name for name in new if new[name] != old[name]]
    # Once a correction is out, the form offers an empty note for the next one: that alone is no change.
    published = held.status_before == Status.APPROVED and held.situation.waiting is None
    if published and set(changed) <= {"correction_note", "correction_is_minor"} and not after["correction_note"]:
        changed = []
    if terms != held.release.terms:
        changed.append("embargo")
    return changed


def _reasons_against(draft: Draft, actor: Person, lead_before: UUID | None = None) -> list[Reason]:
    """What no draft may be, whatever it still lacks."""
    reasons = []
    if not draft.headline.strip():
        reasons.append(Reason(_("Give the release a headline; it can be changed until it is approved."), "headline"))
    if fault := headline_fault(draft.headline):
        reasons.append(Reason(fault, "headline"))
    reasons += _too_long(draft)
    if draft.kind not in Kind.values:
        reasons.append(Reason(_("Choose what kind of document this is."), "kind"))
    if draft.language not in dict(LANGUAGES):
        reasons.append(Reason(_("Choose the language of the text."), "language"))
    if not permissions.may_start(actor, draft.lead_office):
        reasons.append(Reason(_("You do not write for this office. Choose one that you do."), "lead_office"))
    if draft.lead_office != lead_before and Office.objects.filter(pk=draft.lead_office, is_historical=True).exists():
        reasons.append(Reason(_("This office is closed. Choose the office that does its work now."), "lead_office"))
    if draft.lead_office in draft.joint_offices:
        reasons.append(Reason(_("The lead office is named twice. Remove it from the joint offices."), "lead_office"))
    if draft.terms.kind == EmbargoKind.UNTIL and draft.terms.at is None:
        reasons.append(Reason(_("Give the embargo a date and a time."), "embargo"))
    return reasons


def _too_long(draft: Draft) -> Iterator[Reason]:
    """What no column holds: PostgreSQL would refuse it without a sentence, SQLite would keep it."""
    values: list[tuple[type[Model], str, str, str]] = [
        (Release, name, getattr(draft, name), name)
        for name in ("subhead", "summary", "dateline", "number", "correction_note", "slug")
    ]
    for line in draft.contacts:
        values += [(ContactLine, name, getattr(line, name), "contacts") for name in LINE_WORDS]
    for voice in draft.speakers:
        values += [(Speaker, name, getattr(voice, name), "speakers") for name in ("name", "title")]
    for model, name, value, at_field in values:
        column: Any = model._meta.get_field(name)
        if len(value) > column.max_length:
            yield Reason(
                _("“%(field)s” has %(length)d characters, and %(limit)d fit. Shorten it.")
                % {"field": column.verbose_name, "length": len(value), "limit": column.max_length},
                at_field,
            )


def _columns(content: dict[str, Any], draft: Draft) -> dict[str, Any]:
    return {
        **{name: content[name] for name in PLAIN_FIELDS},
        "lead_office_id": draft.lead_office,
        "slug": content["slug"],
        **draft.terms.columns(),
    }


def _write(
    release: Release,
    draft: Draft,
    content: dict[str, Any],
    *,
    actor: Person,
    at: datetime,
    note: str,
    after: Revision | None = None,
    number: int = 1,
) -> Revision:
    """Replace the release's rows of lines and write the revision."""
    if after:
        _remove_lines(release)
    _add_lines(release, draft, content)
    like = (printed(after.content), after.seals) if after else None
    seals = seal(printed(content), like=like)
    return Revision.objects.create(
        release=release,
        number=number,
        author=actor,
        author_name=str(actor),
        at=at,
        content=content,
        seals=seals,
        digest=digest(seals),
        note=note,
    )


def _remove_lines(release: Release) -> None:
    for lines in (release.joint_offices, release.contact_lines, release.speakers, release.topic_links):
        lines.all().delete()


def _add_lines(release: Release, draft: Draft, content: dict[str, Any]) -> None:
    ReleaseOffice.objects.bulk_create(
        ReleaseOffice(release=release, office_id=office, position=position)
        for position, office in enumerate(dict.fromkeys(draft.joint_offices))
    )
    ContactLine.objects.bulk_create(
        ContactLine(
            release=release,
            position=position,
            contact_id=line["contact"],
            **{name: value for name, value in line.items() if name != "contact"},
        )
        for position, line in enumerate(content["contacts"])
    )
    Speaker.objects.bulk_create(
        Speaker(release=release, position=position, **voice) for position, voice in enumerate(content["speakers"])
    )
    ReleaseTopic.objects.bulk_create(
        ReleaseTopic(release=release, topic_id=topic["id"], position=position)
        for position, topic in enumerate(content["topics"])
    )
