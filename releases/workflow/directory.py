"""The directory: reference data that goes live at once, so each change leaves an event."""

from django.db import transaction
from django.utils.translation import gettext as _

from releases import clock
from releases.models import Contact, Office, OfficeSlug, Person, Topic, TopicSlug
from releases.workflow.entries import only_administrators, save_entry
from releases.workflow.record import bump_generation, record
from releases.workflow.refusal import Reason, Refused


def save_office(*, actor: Person, office: Office) -> Office:
    """Save a new or changed office; a changed address keeps redirecting. Raises Refused."""
    with transaction.atomic():
        only_administrators(actor=actor)
        before = Office.objects.filter(pk=office.pk).first()
        if Office.objects.filter(slug=office.slug).exclude(pk=office.pk).exists():
            raise Refused([Reason(_("Another office has this address. Choose another."), "slug")])
        if OfficeSlug.objects.filter(slug=office.slug).exclude(office=office).exists():
            raise Refused(
                [Reason(_("Another office had this address and still answers there. Choose another."), "slug")]
            )
        if _is_circular(office):
            raise Refused([Reason(_("An office cannot be part of itself, however many steps between."), "parent")])
        save_entry(actor=actor, entry=office, before=before)
        if before is not None and before.slug != office.slug:
            OfficeSlug.objects.filter(slug=office.slug).delete()
            OfficeSlug.objects.get_or_create(slug=before.slug, office=office)
        return office


def save_contact(*, actor: Person, contact: Contact) -> Contact:
    """Save a new or changed contact of the directory; releases keep what they printed."""
    with transaction.atomic():
        only_administrators(actor=actor)
        save_entry(actor=actor, entry=contact, before=Contact.objects.filter(pk=contact.pk).first())
        return contact


def remove_contact(*, actor: Person, contact: Contact) -> None:
    """Take a contact out of the directory; releases keep what they printed."""
    with transaction.atomic():
        only_administrators(actor=actor)
        pk = str(contact.pk)
        contact.delete()
        record(what="contact_removed", actor=actor, at=clock.now(), detail={"id": pk})
        bump_generation()


def save_topic(*, actor: Person, topic: Topic) -> Topic:
    """Save a new or changed topic; a changed address keeps redirecting. Raises Refused."""
    with transaction.atomic():
        only_administrators(actor=actor)
        for field in ("name", "slug"):
            if Topic.objects.filter(**{field: getattr(topic, field)}).exclude(pk=topic.pk).exists():
                raise Refused([Reason(_("There is such a topic already. Use it, or choose another word."), field)])
        if TopicSlug.objects.filter(slug=topic.slug).exclude(topic=topic).exists():
            raise Refused(
                [Reason(_("Another topic had this address and still answers there. Choose another."), "slug")]
            )
        before = Topic.objects.filter(pk=topic.pk).first()
        save_entry(actor=actor, entry=topic, before=before)
        if before is not None and before.slug != topic.slug:
            TopicSlug.objects.filter(slug=topic.slug).delete()
            TopicSlug.objects.get_or_create(slug=before.slug, topic=topic)
        return topic


def _is_circular(office: Office) -> bool:
    seen, above = {office.pk}, office.parent
    while above is not None:
        if above.pk in seen:
            return True
        seen.add(above.pk)
        above = above.parent
    return False
