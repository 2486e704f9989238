"""Offices by the word in their address, present or past, and the offices around one."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from releases.models import Contact, Office, OfficeSlug


class Around(NamedTuple):
    """The public offices that an office's page names."""

    parent: Office | None
    successor: Office | None
    children: list[Office]


def at_slug(slug: str, at: datetime) -> tuple[Office, bool]:
    """Return the public office that answers at `slug`, and whether it has moved since; Http404 if there is none."""
    public = Office.objects.public(at)
    found = public.filter(slug=slug).first()
    if found is not None:
        return found, False
    past = OfficeSlug.objects.filter(slug=slug, office__in=public).select_related("office").first()
    if past is None:
        raise Http404
    return past.office, True


def around(office: Office, at: datetime) -> Around:
    """Return what stands above, after and below an office: only what the public may know of, in one query."""
    related = list(
        Office.objects.public(at)
        .filter(Q(parent=office) | Q(pk=office.parent_id) | Q(pk=office.successor_id))
        .order_by("name", "id")
    )
    return Around(
        parent=next((one for one in related if one.pk == office.parent_id), None),
        successor=next((one for one in related if one.pk == office.successor_id), None),
        children=[one for one in related if one.parent_id == office.pk],
    )


def first_contacts() -> list[Contact]:
    """Return the first listed contact of every open office, by office: whom a journalist calls first."""
    listed = Contact.objects.public().in_order().filter(office__is_historical=False).select_related("office")
    first: dict[UUID, Contact] = {}
    for contact in listed:
        first.setdefault(contact.office_id, contact)
    return list(first.values())
