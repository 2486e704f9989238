"""Calendar links: made by a person for themselves, revoked, and dead with their last role."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from releases import clock, richtext
from releases.models import CalendarLink, Office, Person
from releases.workflow.links import TOKEN_BYTES, hashed
from releases.workflow.record import record
from releases.workflow.refusal import Reason, Refused

# Enough for every device; few enough to be looked through.
MOST: Final = 10
_LABEL_MAX: Final = CalendarLink._meta.get_field("label").max_length or 0


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A new link, with the only sight there will ever be of its token."""

    link: CalendarLink
    token: str


def make_calendar_link(*, actor: Person, label: str, office: Office | None = None) -> Subscribed:
    """Make a link under which a calendar program reads what `actor` may know of, of one office or of all."""
    label = " ".join(richtext.plain(label).split())
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=actor.pk)
        at = clock.now()
        reasons = []
        if not person.is_staff:
            reasons.append(Reason(_("A calendar is for people with a role on the desk.")))
        if not label:
            reasons.append(Reason(_("Say where you read it, so that you know later which one to revoke."), "label"))
        if len(label) > _LABEL_MAX:
            reasons.append(Reason(_("That is too long; %(limit)d characters fit.") % {"limit": _LABEL_MAX}, "label"))
        if person.calendar_links.filter(revoked_at=None).count() >= MOST:
            reasons.append(Reason(_("You have %(most)d links already. Revoke one first.") % {"most": MOST}))
        if reasons:
            raise Refused(reasons)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        link = CalendarLink(person=person, label=label, office=office, token_hash=hashed(token), made_at=at)
        link.save(force_insert=True)
        record(what="calendar_link_made", actor=person, at=at, detail={"link": str(link.pk)})
        return Subscribed(link, token)


def revoke_calendar_link(*, actor: Person, link_id: UUID) -> CalendarLink:
    """Make one of the actor's own links dead from the next request on; raises CalendarLink.DoesNotExist."""
    with transaction.atomic():
        link: CalendarLink = CalendarLink.objects.select_for_update().get(pk=link_id, person=actor)
        at = clock.now()
        if link.revoked_at is None:
            link.revoked_at = at
            link.save(update_fields=["revoked_at"])
            record(what="calendar_link_revoked", actor=actor, at=at, detail={"link": str(link.pk)})
        return link


def live_calendar_link(*, token: str, at: datetime) -> CalendarLink | None:
    """Return the link of this token if it opens anything at `at`; whatever is wrong with it, the answer is None."""
    found = CalendarLink.objects.select_related("person", "office").filter(token_hash=hashed(token), revoked_at=None)
    link: CalendarLink | None = found.filter(made_at__lte=at).first()
    return link if link is not None and link.person.is_staff else None
