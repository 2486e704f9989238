"""Translations: begun beside their original, and said to be up to date with one of its revisions."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from releases import clock, permissions
from releases.document import Draft, Voice, decompose
from releases.embargo import Terms
from releases.models import Newsroom, Person, Release, Revision, Translation
from releases.models.content import HEADLINE_MAX, LANGUAGES
from releases.situation import Situation
from releases.states import Move
from releases.workflow.access import limit_access
from releases.workflow.bundles import bundle_together
from releases.workflow.counterparts import language_taken
from releases.workflow.drafts import Saved, save_draft, start_draft
from releases.workflow.freeze import current_revision_of
from releases.workflow.original_changed import put_away
from releases.workflow.record import record_beside
from releases.workflow.refusal import Reason, Refused
from releases.workflow.turn import lock, turn

BEGUN: Final = "translation_begun"
MARKED: Final = "translation_marked"


def begin_translation(*, actor: Person, original_id: UUID, language: str, together: bool = True) -> Saved:
    """Begin a translation: a draft with what is no text (offices, contacts, speakers, topics, number, embargo).

    Its text is empty, so that none goes out untranslated, and its headline says that it waits to be written. One of
    a limited release is limited to the same people. `together`: the two go out together, if `can_go_together`.
    Raises Refused; Release.DoesNotExist as every move does.
    """
    Newsroom.objects.set_clock()
    with transaction.atomic():
        group = Release.objects.visible_to(actor).values_list("translation_group", flat=True).get(pk=original_id)
        # So that two people who begin translations of one text do so one after the other.
        lock(*Release.objects.filter(translation_group=group).values_list("pk", flat=True))
        original = Release.objects.visible_to(actor).select_related("lead_office").get(pk=original_id)
        reasons = language_taken(actor=actor, group=original.translation_group, language=language)
        if language not in dict(LANGUAGES):
            reasons.append(Reason(_("Choose the language of the translation."), "language"))
        if not permissions.may_start(actor, original.lead_office_id):
            reasons.append(Reason(_("Only who writes for the lead office of the original begins its translation.")))
        if reasons:
            raise Refused(reasons)
        at = clock.now()
        revision = current_revision_of(original)
        saved = start_draft(
            actor=actor,
            draft=carried_over(original=original, revision=revision, language=language, at=at),
            translation_of=original.pk,
            closed_office=original.lead_office_id,
        )
        if original.is_limited:
            named = original.access_limits.values_list("person_id", flat=True)
            limit_access(actor=actor, release_id=saved.release.pk, people=list(named))
        Translation.objects.create(
            release=saved.release, original=original, of_revision=revision.number, by=actor, by_name=str(actor), at=at
        )
        said = {"of": str(original.pk), "revision": revision.number}
        record_beside(what=BEGUN, actor=actor, at=at, release=saved.release, detail=said)
        if together and can_go_together(situation=Situation.read(original, at)):
            bundle_together(actor=actor, release_ids=[original.pk, saved.release.pk])
        return saved


def can_go_together(*, situation: Situation) -> bool:
    """Return whether a translation begun now can be put together with its original: nothing of that is out or due.

    What is scheduled already lets nothing join that is not approved; its translation has the same embargo all the same.
    """
    return not situation.was_public and situation.coming is None


def carried_over(*, original: Release, revision: Revision, language: str, at: datetime) -> Draft:
    """Return what a translation into `language` begins with: all of the original but its sentences.

    An embargo is carried over while nothing of the original is out; once it is, there is nothing to wait for.
    """
    whole = decompose(revision.content)
    waits = f"[{dict(LANGUAGES)[language]}] {whole.headline}"
    return replace(
        whole,
        language=language,
        headline=waits[:HEADLINE_MAX],
        speakers=tuple(Voice(voice.name) for voice in whole.speakers),
        terms=Terms() if Situation.read(original, at).was_public else original.terms,
        subhead="",
        summary="",
        body="",
        boilerplate="",
        correction_note="",
        correction_is_minor=False,
        slug="",
    )


def save_translation(
    *,
    actor: Person,
    release_id: UUID,
    draft: Draft,
    expected_revision: int,
    of_revision: int,
    release_line: str | None = None,
    opened_at: datetime | None = None,
) -> Saved:
    """Save the text and say, in one, that it is up to date with this revision of its original.

    Raises as `save_draft` and `mark_up_to_date`; an original that the actor may not know of any more is passed over.
    """
    with transaction.atomic():
        saved = save_draft(
            actor=actor,
            release_id=release_id,
            draft=draft,
            expected_revision=expected_revision,
            release_line=release_line,
            opened_at=opened_at,
        )
        with suppress(Release.DoesNotExist):
            mark_up_to_date(actor=actor, release_id=release_id, of_revision=of_revision)
        return saved


def mark_up_to_date(*, actor: Person, release_id: UUID, of_revision: int) -> Translation:
    """Say that a translation renders this revision of its original; an approval of it stands.

    Saying it of an earlier revision than somebody said already changes nothing. Raises Refused; Release.DoesNotExist
    where there is no translation whose original the actor may know of.
    """
    with turn(Move.EDIT, actor=actor, release_id=release_id) as held:
        visible = Translation.objects.visible_to(actor).select_related("original")
        found: Translation | None = visible.filter(release=held.release).first()
        if found is None:
            raise Release.DoesNotExist
        if not 1 <= of_revision <= found.original.revision_number:
            held.refuse(_("The original has no such revision. Open the page again, and look at the latest."))
        held.settle()
        if of_revision > found.of_revision:
            found.of_revision, found.by, found.by_name, found.at = of_revision, actor, str(actor), held.at
            found.save(update_fields=["of_revision", "by", "by_name", "at"])
            if of_revision == found.original.revision_number:
                put_away(release=held.release, at=held.at)
            said = {"of": str(found.original_id), "revision": of_revision}
            record_beside(what=MARKED, actor=actor, at=held.at, release=held.release, detail=said)
        return found
