"""What a release's page shows besides the edition itself: its history, its translations, its contacts today."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import Http404

from releases.models import Contact, Edition


def path_of(*, year: int, month: int, day: int, slug: str) -> str:
    """Return the path that these parts of an address spell; raise Http404 for a day that never was."""
    try:
        on = date(year, month, day)
    except ValueError as error:
        raise Http404 from error
    return f"/news/{on:%Y/%m/%d}/{slug}/"


def text_path(path: str) -> str:
    """Return the address of the plain-text form."""
    return f"{path.rstrip('/')}.txt"


def context_of(edition: Edition, at: datetime) -> dict[str, Any]:
    """Gather, in three queries at the most, what stands around a public edition."""
    history = list(
        Edition.objects.readable(at)
        .filter(release_id=edition.release_id)
        .with_public_number()
        .order_by("-public_from")
        .defer("body", "boilerplate", "seals")
    )
    translations = (
        Edition.objects.public(at)
        .listed()
        .filter(translation_group=edition.translation_group)
        .exclude(release_id=edition.release_id)
        .with_path()
        .order_by("language", "id")
        .defer("body", "boilerplate", "seals")
    )
    return {
        "edition": edition,
        "contacts": contacts_of(edition),
        "corrections": [one for one in history if one.is_correction and not edition.is_gone],
        "earlier": [one for one in history if one.pk != edition.pk and not edition.is_gone],
        "translations": [] if edition.is_gone else list(translations),
        "text_path": text_path(edition.get_absolute_url()),
    }


def contacts_of(edition: Edition) -> list[Mapping[str, Any]]:
    """Return the contact lines as issued, each with what the directory says `now` where that differs."""
    ids = [line["contact"] for line in edition.contacts if line.get("contact")]
    directory = {str(row.pk): row for row in Contact.objects.public().filter(pk__in=ids)} if ids else {}
    return [{**line, "now": _differing(line, directory.get(line.get("contact") or ""))} for line in edition.contacts]


def _differing(line: Mapping[str, Any], contact: Contact | None) -> Mapping[str, str] | None:
    if contact is None:
        return None
    now = {"name": contact.name, "phone": contact.public_phone, "email": contact.public_email}
    return now if any(now[word] and now[word] != line[word] for word in now) else None
