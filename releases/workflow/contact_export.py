"""The directory given out as a file, with the numbers that are for staff only: who took it is in the record."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from releases import clock
from releases.contact_changes import export
from releases.models import Contact, Person
from releases.workflow.record import record
from releases.workflow.refusal import Reason, Refused


def export_contacts(*, actor: Person, form: str) -> list[dict[str, Any]]:
    """Return the rows of the whole directory for a file of this form ("csv", "vcards"), and note who took how many.

    Raises Refused where the actor is not on the desk any more.
    """
    with transaction.atomic():
        if not actor.is_staff:
            raise Refused([Reason(_("The directory is for the people of the desk."))])
        rows: list[dict[str, Any]] = list(export(Contact.objects.in_order().select_related("office")))
        record(what="contacts_exported", actor=actor, at=clock.now(), detail={"form": form, "contacts": len(rows)})
        return rows
