"""Bringing in what was public before this system existed, with its own dates and its old addresses."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from releases import permissions
from releases.document import Draft, Source
from releases.models import Address, Edition, ImportedItem, Person, Role
from releases.states import EmbargoKind, Move, Status
from releases.workflow.addresses import reserve
from releases.workflow.drafts import start_draft
from releases.workflow.freeze import current_revision, freeze_import
from releases.workflow.record import bump_generation, record
from releases.workflow.refusal import Reason, Refused
from releases.workflow.turn import turn


def import_release(
    *,
    actor: Person,
    draft: Draft,
    issued_at: datetime,
    old_paths: Iterable[str] = (),
    translation_of: UUID | None = None,
    source: Source | None = None,
    item: str = "",
) -> Edition:
    """Take over a release that was public since `issued_at`, as an *imported* edition: nobody here approved it.

    `old_paths` are the addresses it had elsewhere; they redirect for ever. `item` is the key of the archive's item
    that it comes from, which is imported once. Raises Refused.
    """
    with transaction.atomic():
        if not permissions.has_role(actor, Role.PUBLISHER, draft.lead_office):
            raise Refused([Reason(_("Importing an archive needs the role “publisher” for the office."))])
        if draft.terms.kind == EmbargoKind.QUESTION:
            raise Refused(
                [Reason(_("Say which embargo it had, or none: an edition cannot leave that open."), "embargo")]
            )
        saved = start_draft(
            actor=actor,
            draft=draft,
            note=_("Imported"),
            translation_of=translation_of,
            source=source,
            closed_office=draft.lead_office,
        )
        with turn(Move.EDIT, actor=actor, release_id=saved.release.pk) as held:
            if issued_at > held.at:
                held.refuse(_("Only what was public already can be imported; this date is still to come."))
            paths = set(old_paths)
            held.reasons += [Reason(sentence, "old_paths") for sentence in _unfit(paths)]
            held.settle()
            bump_generation()  # first: it queues up whoever else gives away addresses, or imports the same archive
            if item and ImportedItem.objects.filter(key=item).exists():
                held.stop(_("This item of the archive was imported before."))
            edition = freeze_import(held, current_revision(held), issued_at=issued_at)
            reserve(held, edition, issued_at)
            paths.discard(Address.objects.get(release=held.release).path)
            Address.objects.bulk_create(
                Address(path=path, release=held.release, is_canonical=False, reserved_at=held.at)
                for path in sorted(paths)
            )
            if item:
                ImportedItem.objects.create(key=item, release=held.release)
            held.release.status = Status.APPROVED
            held.release.save(update_fields=["status"])
            record(
                what="imported",
                actor=actor,
                at=held.at,
                release=held.release,
                edition=edition,
                status_after=Status.APPROVED.value,
                digest=edition.digest,
            )
            return edition


def _unfit(paths: set[str]) -> Iterator[str]:
    """Say which old addresses can't lead here."""
    longest = Address._meta.get_field("path").max_length or 0
    for path in sorted(paths):
        if not path.startswith("/") or path.startswith("//") or len(path) > longest:
            yield _("“%(path)s” is no path. Give the part after the host, such as /releases/2009/12.html.") % {
                "path": path
            }
    for path in Address.objects.filter(path__in=paths).order_by("path").values_list("path", flat=True):
        yield _("“%(path)s” leads to another release already.") % {"path": path}
