"""Keeping the words that a draft was read from, and asking again what they left open."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from releases import richtext, sentences
from releases.document import Source
from releases.models import IntakeSource, Person, Release
from releases.models.content import REDACTED
from releases.states import EmbargoKind
from releases.workflow.refusal import Reason

MOST_CHARACTERS: Final = 1_000_000
_NAME_MAX: Final = IntakeSource._meta.get_field("name").max_length or 0
_TYPE_MAX: Final = IntakeSource._meta.get_field("media_type").max_length or 0


def source_fault(source: Source | None) -> list[Reason]:
    """What no source may be."""
    if source is None or len(source.text) <= MOST_CHARACTERS:
        return []
    return [
        Reason(
            _("The text has %(length)d characters, and %(limit)d are kept with a draft. Paste the release alone.")
            % {"length": len(source.text), "limit": MOST_CHARACTERS}
        )
    ]


def keep(source: Source, *, release: Release, actor: Person, at: datetime) -> None:
    """Write the source of a new draft. What has no place in the text any more is left out of the spans."""
    length = len(source.text)
    IntakeSource.objects.create(
        release=release,
        # File names come from anywhere, by any path.
        name=richtext.plain(source.name).replace("\\", "/").rsplit("/", 1)[-1].strip()[:_NAME_MAX],
        media_type=source.media_type[:_TYPE_MAX],
        text=source.text,
        sha256=source.sha256,
        spans=[list(span) for span in source.spans if 0 <= span[1] < span[2] <= length],
        notes=[[field, sentences.kept(sentence)] for field, sentence in source.notes],
        added_by=actor,
        added_by_name=str(actor),
        added_at=at,
    )


def blank_sources(release: Release) -> None:
    """Blank every source of the release: a field's words may stand anywhere in it, under other labels."""
    for source in IntakeSource.objects.filter(release=release).exclude(sha256=""):
        source.text, source.name, source.sha256, source.spans, source.notes = REDACTED, "", "", [], []
        source.save(update_fields=["text", "name", "sha256", "spans", "notes"])


def open_question(*, release: Release) -> str:
    """Return what a person must still answer about the embargo, or nothing."""
    if release.embargo_kind != EmbargoKind.QUESTION:
        return ""
    notes = IntakeSource.objects.filter(release=release).order_by("-pk").values_list("notes", flat=True).first() or ()
    asked = " ".join(sentences.said(sentences.read(held)) for field, held in notes if field == "embargo")
    return asked or _("The text that this was read from does not say for certain when it may be used.")
