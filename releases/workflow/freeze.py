"""Making editions: the frozen copy of one revision, or the notice of a withdrawal."""

from datetime import datetime
from typing import Any

from releases.document import edition_of
from releases.models import Edition, EditionOffice, EditionTopic, Release, Revision
from releases.models.content import PRINTED_FIELDS
from releases.seals import digest, seal
from releases.states import Authority
from releases.workflow.addresses import newsroom_day
from releases.workflow.index import index_edition
from releases.workflow.turn import Turn


def current_revision(held: Turn) -> Revision:
    """Return the saved state that the release holds."""
    return current_revision_of(held.release)


def current_revision_of(release: Release) -> Revision:
    """Return the saved state that a release holds, for whoever shows it."""
    revision: Revision = Revision.objects.get(release=release, number=release.revision_number)
    return revision


def freeze(held: Turn, revision: Revision, *, authority: Authority, emergency_reason: str = "") -> Edition:
    """Copy a revision into an edition with an empty window, byte for byte what was previewed."""
    edition = _copy(held, revision)
    edition.emergency_reason = emergency_reason
    return _insert(held, edition, authority)


def freeze_import(held: Turn, revision: Revision, *, issued_at: datetime) -> Edition:
    """Copy a revision of an imported release, with the window it has had since `issued_at`."""
    edition = _copy(held, revision)
    edition.public_from = edition.issued_at = issued_at
    edition.issued_on = newsroom_day(issued_at)
    return _insert(held, edition, Authority.IMPORTED)


def freeze_notice(held: Turn, *, notice: str, keep_text: bool) -> Edition:
    """Make the edition that stands in place of a withdrawn one: its text under the notice, or the notice alone."""
    current = held.situation.current
    if current is None:  # the table lets nobody come here; a caller that does has a bug
        raise ValueError("nothing is public")
    content: dict[str, Any] = dict(current.content)
    if not keep_text:
        blank = Edition()
        # Who issued it and in which language stays: feeds and office pages must be able to say it is gone.
        content |= {
            name: getattr(blank, name) for name in PRINTED_FIELDS if name not in {"offices", "language", "kind"}
        }
    edition = Edition(
        release=held.release,
        translation_group=held.release.translation_group,
        withdrawal_notice=notice,
        is_gone=not keep_text,
        is_redacted=current.is_redacted,
        redaction_mark=current.redaction_mark,
        seals=seal(content),
        **content,
    )
    edition.digest = digest(edition.seals)
    return _insert(held, edition, Authority.WITHDRAWAL)


def _copy(held: Turn, revision: Revision) -> Edition:
    edition = edition_of(held.release, revision.content)
    edition.revision_number = revision.number
    edition.seals, edition.digest = revision.seals, revision.digest
    return edition


def _insert(held: Turn, edition: Edition, authority: Authority) -> Edition:
    edition.authority = authority
    edition.authorised_by = held.actor
    edition.sequence = len(held.situation.editions) + 1
    edition.recorded_at = held.at
    edition.save(force_insert=True)
    EditionOffice.objects.bulk_create(
        EditionOffice(edition=edition, office_id=office["id"], position=position, issued_at=edition.issued_at)
        for position, office in enumerate(edition.offices)
    )
    EditionTopic.objects.bulk_create(
        EditionTopic(edition=edition, topic_id=topic["id"], position=position, issued_at=edition.issued_at)
        for position, topic in enumerate(edition.topics)
    )
    if edition.public_from is not None:
        index_edition(edition)
    return edition
