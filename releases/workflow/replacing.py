"""A contact who leaves is replaced in the drafts that print them; no other text is touched."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from releases.document import Line, decompose, line_of, stored_terms
from releases.models import Contact, Person, Release, Revision
from releases.states import Status
from releases.workflow.drafts import save_draft
from releases.workflow.refusal import Reason, Refused
from releases.workflow.turn import lock


@dataclass(frozen=True, slots=True)
class Replaced:
    """What became of one draft: nothing was written where there are reasons."""

    release: Release
    reasons: tuple[Reason, ...] = ()


def replace_contact(*, actor: Person, leaving: UUID, by: UUID, drafts: Mapping[UUID, int]) -> list[Replaced]:
    """Put one contact in the place of another in these drafts, each given with the revision that was looked at.

    Every draft is a revision of its own, by `actor`, and is refused on its own. Drafts the person may not know of are
    passed over in silence. Raises Contact.DoesNotExist.
    """
    went, came = Contact.objects.get(pk=leaving), Contact.objects.get(pk=by)
    known = Release.objects.visible_to(actor).filter(pk__in=drafts).latest_change_first()
    done = []
    for release in known:
        try:
            with transaction.atomic():
                _replace(actor=actor, release_id=release.pk, went=went, came=came, expected_revision=drafts[release.pk])
        except Refused as refused:
            done.append(Replaced(release, refused.reasons))
        else:
            done.append(Replaced(release))
    return done


def _replace(*, actor: Person, release_id: UUID, went: Contact, came: Contact, expected_revision: int) -> None:
    lock(release_id)
    release = Release.objects.get(pk=release_id)
    if release.status != Status.DRAFT:
        raise Refused([Reason(_("This is no draft any more, so it was left as it is."))])
    content = Revision.objects.get(release=release, number=release.revision_number).content
    draft = decompose({**content, "embargo": stored_terms(release.terms)})
    save_draft(
        actor=actor,
        release_id=release_id,
        draft=replace(draft, contacts=_lines(draft.contacts, went, came)),
        expected_revision=expected_revision,
        note=_("%(went)s replaced by %(came)s as a contact") % {"went": went, "came": came},
    )


def _lines(lines: tuple[Line, ...], went: Contact, came: Contact) -> tuple[Line, ...]:
    """Whoever comes is printed as the directory has them now, with the organisation of the line; and only once."""
    is_there = any(line.contact == came.pk for line in lines)
    result: list[Line] = []
    for line in lines:
        if line.contact != went.pk:
            result.append(line)
        elif not is_there:
            result.append(replace(line_of(came), organisation=line.organisation))
            is_there = True
    return tuple(result)
