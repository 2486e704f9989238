"""Public addresses: `/news/2017/02/13/<slug>/`, reserved at publish, fixed at the lift, never reused."""

import secrets
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from releases import clock
from releases.models import Address, Edition
from releases.workflow.record import in_our_words, record
from releases.workflow.turn import Turn

_SLUG_MAX: Final = 80
# A lift so near may have happened by the time that we commit, and then its address is its own for ever.
_AS_GOOD_AS_OUT: Final = timedelta(seconds=1)
# No vowels, so that no word is spelled by accident; no digits that look like letters.
_LETTERS: Final = "bcdfghjkmnpqrstvwxz"


def newsroom_day(at: datetime) -> date:
    """Return the date that an instant has in the newsroom's own zone: it stands in addresses and archives."""
    return at.astimezone(ZoneInfo(settings.NEWSROOM_TIME_ZONE)).date()


def slug_for(headline: str) -> str:
    """Return the address word of a headline, cut at a word's end; a random word where nothing can be spelled."""
    words = slugify(headline, allow_unicode=True)
    if len(words) > _SLUG_MAX:
        words = words[:_SLUG_MAX].rsplit("-", 1)[0] or words[:_SLUG_MAX]
    return words.strip("-_") or random_word()


def path_of(day: date, slug: str) -> str:
    """Return the path of a release's page."""
    return f"/news/{day:%Y/%m/%d}/{slug}/"


def reserve(held: Turn, edition: Edition, lift: datetime) -> None:
    """Give the release its address, unless it was ever public and so has it for ever.

    A path that a later lift has reserved is taken over, and that release yields; a path that another release
    has or will have by then is left, and this one gets a word more.
    """
    if held.was_public_before:
        return
    release = held.release
    slug = release.slug or slug_for(edition.headline)
    day = newsroom_day(lift)
    path = path_of(day, slug)
    Address.objects.filter(release=release).delete()
    taken = Address.objects.filter(path=path).first()
    if taken is not None:
        if _yields(taken, max(lift, clock.now() + _AS_GOOD_AS_OUT)):
            _move(taken, day, slug, held)
        else:
            path = path_of(day, _longer(slug))
    Address.objects.create(path=path, release=release, is_canonical=True, reserved_at=held.at)


def release_reservation(held: Turn) -> None:
    """Free the address of a release that was never public, as if it had never been reserved."""
    Address.objects.filter(release=held.release).delete()


def _yields(address: Address, lift: datetime) -> bool:
    """Whether the holder of the address becomes public only after `lift`, which has not passed."""
    first = (
        Edition.objects.of_release(address.release_id)
        .filter(public_from__isnull=False)
        .order_by("public_from")
        .values_list("public_from", flat=True)
        .first()
    )
    return first is None or first > lift


def _move(address: Address, day: date, slug: str, held: Turn) -> None:
    Address.objects.filter(pk=address.pk).delete()
    moved = Address.objects.create(
        path=path_of(day, _longer(slug)),
        release_id=address.release_id,
        is_canonical=True,
        reserved_at=held.at,
    )
    record(
        what="address_moved",
        actor=None,
        at=held.at,
        release=moved.release,
        # Not why: the other release may be one that this one's desk must not know of.
        reason=in_our_words(lambda: _("A reserved address is not final before the lift.")),
        detail={"from": address.path, "to": moved.path},
    )


def _longer(slug: str) -> str:
    return f"{slug[: _SLUG_MAX - 6].rstrip('-')}-{random_word()}"


def random_word() -> str:
    """Return a word that means nothing, for an address that must not say anything."""
    return "".join(secrets.choice(_LETTERS) for _letter in range(5))
