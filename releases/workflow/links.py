"""Preview links: given to one named outsider, opened, revoked; dead at the lift and with the giver's right."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from releases import clock, permissions, richtext
from releases.models import Event, Person, PreviewLink, Release
from releases.situation import Situation
from releases.states import Move
from releases.workflow.record import record
from releases.workflow.turn import turn

LONGEST: Final = timedelta(days=14)
TOKEN_BYTES: Final = 32
_READER_MAX: Final = PreviewLink._meta.get_field("reader").max_length or 0


@dataclass(frozen=True, slots=True)
class Given:
    """A new link, with the only sight there will ever be of its token."""

    link: PreviewLink
    token: str


def give_preview_link(
    *, actor: Person, release_id: UUID, reader: str, lasts: timedelta, revision_number: int | None = None
) -> Given:
    """Make a personal link for `reader` that lasts at most `lasts` (14 days at the most), or until the lift.

    It opens the working text as it is now. `revision_number` is the one that the giver was shown; Stale is raised
    if the text has changed since.
    """
    reader = " ".join(richtext.plain(reader).split())
    with turn(Move.GIVE_LINK, actor=actor, release_id=release_id) as held:
        if not reader:
            held.refuse(_("Say who the link is for: the name stands on the copy."), "reader")
        if len(reader) > _READER_MAX:
            held.refuse(_("The name is too long; %(limit)d characters fit.") % {"limit": _READER_MAX}, "reader")
        if not timedelta(0) < lasts <= LONGEST:
            held.refuse(_("Choose how long the link lasts, at most %(days)d days.") % {"days": LONGEST.days}, "lasts")
        held.settle()
        held.must_show(revision_number)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        link = PreviewLink(
            release=held.release,
            reader=reader,
            revision_number=held.release.revision_number,
            token_hash=hashed(token),
            given_by=actor,
            given_at=held.at,
            expires_at=held.at + lasts,
        )
        link.save(force_insert=True)
        held.write()
        held.record(
            link=str(link.pk),
            reader=link.reader,
            revision=link.revision_number,
            expires=link.expires_at.isoformat(),
        )
        return Given(link, token)


def revoke_preview_link(*, actor: Person, release_id: UUID, link_id: UUID) -> PreviewLink:
    """Make a link dead from the next request on."""
    with turn(Move.REVOKE_LINK, actor=actor, release_id=release_id) as held:
        link: PreviewLink | None = PreviewLink.objects.filter(release=held.release, pk=link_id).first()
        if link is None:
            held.stop(_("There is no such link."))
        if link.revoked_at is not None:
            held.refuse(_("This link is revoked already."))
        held.settle()
        link.revoked_at = held.at
        link.save(update_fields=["revoked_at"])
        held.write()
        held.record(link=str(link.pk), reader=link.reader)
        return link


def live_link(token: str, *, at: datetime) -> PreviewLink | None:
    """Return the link of this token if it opens anything at `at`; whatever is wrong with it, the answer is None.

    It is dead once revoked or expired, once anything of the release has gone out or been withdrawn since it was
    given, and while its giver may not give it: no role, no longer active, or not named on a limited release.
    """
    link = (
        PreviewLink.objects.select_related("release__lead_office", "given_by")
        .filter(token_hash=hashed(token), given_at__lte=at)
        .first()
    )
    return link if link is not None and is_open(link=link, situation=Situation.read(link.release, at)) else None


def is_open(*, link: PreviewLink, situation: Situation) -> bool:
    """Whether the link opens anything as its release stands in `situation`; the desk's list says the same."""
    at = situation.at
    if link.revoked_at is not None or link.expires_at <= at:
        return False
    if not permissions.may(link.given_by, Move.GIVE_LINK, link.release):
        return False
    if not Release.objects.visible_to(link.given_by).filter(pk=link.release_id).exists():
        return False
    went_out = (edition.public_from for edition in situation.editions if edition.public_from)
    return not any(link.given_at < opened <= at for opened in went_out)


def record_opening(link: PreviewLink) -> Event:
    """Leave a line in the record that the reader opened their copy."""
    with transaction.atomic():
        return record(
            what="link_opened",
            actor=None,
            at=clock.now(),
            release=link.release,
            detail={"link": str(link.pk), "reader": link.reader},
        )


def hashed(token: str) -> str:
    """Return what is kept of a token: its SHA-256, which 256 random bits make impossible to reverse."""
    return hashlib.sha256(token.encode()).hexdigest()
