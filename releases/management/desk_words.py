"""What commands that write share: the person they act for, the office, and the sentences when there is none."""

from pathlib import PurePath
from typing import Final

from django.core.management.base import CommandError

from releases import permissions
from releases.models import Office, Person, Role

_TYPES: Final = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".eml": "message/rfc822",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def person_named(username: str, role: Role) -> Person:
    """Return the person the command acts for; they hold the role somewhere."""
    if not username:
        raise CommandError("Say who does this: --as USERNAME. The record keeps the name.")
    person = Person.objects.filter(username=username).first()
    if person is None:
        raise CommandError(f"There is nobody called “{username}” at the desk.")
    if not person.is_active:
        raise CommandError(f"{person} has left: the account “{username}” is closed.")
    if not permissions.has_role(person, role):
        raise CommandError(f"{person} holds no role that includes “{role.label.lower()}”.")
    return person


def office_named(slug: str, person: Person, role: Role) -> Office | None:
    """Return the office of that address, or the only one that the person holds the role for.

    None where they hold it for several and named none.
    """
    office = Office.objects.filter(slug=slug).first() if slug else _only_one(person, role)
    if office is None and slug:
        known = ", ".join(Office.objects.order_by("slug").values_list("slug", flat=True)[:20])
        raise CommandError(
            f"There is no office “{slug}”. " + (f"There are: {known}." if known else "There is none yet.")
        )
    if office and not permissions.has_role(person, role, office.pk):
        raise CommandError(f"{person} does not hold the role “{role.label.lower()}” for {office.name}.")
    return office


def media_type(filename: str) -> str:
    """Return the type of a document by its name."""
    return _TYPES.get(PurePath(filename).suffix.lower(), "text/plain")


def _only_one(person: Person, role: Role) -> Office | None:
    open_ones = Office.objects.filter(is_historical=False).order_by("slug")
    theirs = [office for office in open_ones if permissions.has_role(person, role, office.pk)]
    return theirs[0] if len(theirs) == 1 else None
