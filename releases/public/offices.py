"""The offices around one, and whom to call first at each."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from releases.models import Contact, Office


class Around(NamedTuple):
    """The public offices that an office's page names."""

    parent: Office | None
    successor: Office | None
    children: list[Office]


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
