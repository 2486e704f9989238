"""Contacts from a file: what was shown is written, all of it or nothing."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from releases import permissions
from releases.contact_changes import Plan, against_directory
from releases.models import Contact, Office, Person
from releases.workflow.directory import save_contact
from releases.workflow.refusal import Reason, Refused


class Outdated(Refused):
    """The directory is another than the one that the person was shown the changes of."""


def import_contacts(*, actor: Person, text: str, otherwise: UUID | None, shown: str) -> Plan:
    """Write what the plan with the digest `shown` says of `text`, and return that plan.

    `otherwise` is the office of lines that name none. A reason's field is the number of its line. Raises Refused, and
    Outdated when the text would by now change something else.
    """
    with transaction.atomic():
        if not permissions.is_administrator(actor):
            raise Refused([Reason(_("Only an administrator changes the directory. Ask one of yours."))])
        # By the offices one import waits for the other: no row of a contact can be locked that is not there yet.
        offices = {office.pk: office for office in Office.objects.select_for_update(no_key=True).order_by("id")}
        list(Contact.objects.select_for_update(no_key=True).order_by("id").values_list("pk"))
        plan = against_directory(text, offices.get(otherwise) if otherwise else None)
        if plan.digest != shown:
            raise Outdated([Reason(_("The directory was changed meanwhile. This is what would change now."))])
        reasons: list[Reason] = []
        for entry in plan.writes:
            try:
                save_contact(actor=actor, contact=entry.contact)
            except Refused as refused:
                reasons += [Reason(reason.text, str(entry.line)) for reason in refused.reasons]
        if reasons:
            raise Refused(reasons)
        return plan
