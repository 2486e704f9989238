"""The directory and the newsroom's identity: reference data that goes live at once, so each change leaves an event."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from releases import clock, permissions, richtext
from releases.models import Contact, Newsroom, Office, OfficeSlug, Person, Topic, TopicSlug
from releases.workflow.record import bump_generation, record
from releases.workflow.refusal import Reason, Refused


def save_office(*, actor: Person, office: Office) -> Office:
    """Save a new or changed office; a changed address keeps redirecting. Raises Refused."""
    with transaction.atomic():
        _only_administrators(actor)
        before = Office.objects.filter(pk=office.pk).first()
        if Office.objects.filter(slug=office.slug).exclude(pk=office.pk).exists():
            raise Refused([Reason(_("Another office has this address. Choose another."), "slug")])
        if OfficeSlug.objects.filter(slug=office.slug).exclude(office=office).exists():
            raise Refused(
                [Reason(_("Another office had this address and still answers there. Choose another."), "slug")]
            )
        if _is_circular(office):
            raise Refused([Reason(_("An office cannot be part of itself, however many steps between."), "parent")])
        _save(office, before, actor)
        if before is not None and before.slug != office.slug:
            OfficeSlug.objects.filter(slug=office.slug).delete()
            OfficeSlug.objects.get_or_create(slug=before.slug, office=office)
        return office


def save_contact(*, actor: Person, contact: Contact) -> Contact:
    """Save a new or changed contact of the directory; releases keep what they printed."""
    with transaction.atomic():
        _only_administrators(actor)
        _save(contact, Contact.objects.filter(pk=contact.pk).first(), actor)
        return contact


def remove_contact(*, actor: Person, contact: Contact) -> None:
    """Take a contact out of the directory; releases keep what they printed."""
    with transaction.atomic():
        _only_administrators(actor)
        pk = str(contact.pk)
        contact.delete()
        record(what="contact_removed", actor=actor, at=clock.now(), detail={"id": pk})
        bump_generation()


def save_topic(*, actor: Person, topic: Topic) -> Topic:
    """Save a new or changed topic; a changed address keeps redirecting. Raises Refused."""
    with transaction.atomic():
        _only_administrators(actor)
        for field in ("name", "slug"):
            if Topic.objects.filter(**{field: getattr(topic, field)}).exclude(pk=topic.pk).exists():
                raise Refused([Reason(_("There is such a topic already. Use it, or choose another word."), field)])
        if TopicSlug.objects.filter(slug=topic.slug).exclude(topic=topic).exists():
            raise Refused(
                [Reason(_("Another topic had this address and still answers there. Choose another."), "slug")]
            )
        before = Topic.objects.filter(pk=topic.pk).first()
        _save(topic, before, actor)
        if before is not None and before.slug != topic.slug:
            TopicSlug.objects.filter(slug=topic.slug).delete()
            TopicSlug.objects.get_or_create(slug=before.slug, topic=topic)
        return topic


def save_identity(*, actor: Person, newsroom: Newsroom) -> Newsroom:
    """Save whose newsroom this is, and when that changed."""
    with transaction.atomic():
        _only_administrators(actor)
        newsroom.pk, newsroom.changed_at = 1, clock.now()
        _save(newsroom, Newsroom.objects.filter(pk=1).first(), actor)
        return newsroom


def _only_administrators(actor: Person) -> None:
    if not permissions.is_administrator(actor):
        raise Refused([Reason(_("Only an administrator changes the directory. Ask one of yours."))])


def _save(entry: models.Model, before: models.Model | None, actor: Person) -> None:
    _make_printable(entry)
    changed = _changed(before, entry) if before else ["new"]
    if not changed:
        return
    entry.save()
    record(
        what=f"{entry._meta.model_name}_saved",
        actor=actor,
        at=clock.now(),
        detail={"id": str(entry.pk), "fields": changed},
    )
    bump_generation()


def _make_printable(entry: models.Model) -> None:
    """Feeds carry these words too, and one control character would break them all."""
    for field in entry._meta.concrete_fields:
        value = field.value_from_object(entry)
        if isinstance(value, str):
            setattr(entry, field.attname, richtext.plain(value))


def _changed(before: models.Model, after: models.Model) -> list[str]:
    fields: list[Any] = [field for field in after._meta.concrete_fields if field.editable]
    return [field.name for field in fields if field.value_from_object(before) != field.value_from_object(after)]


def _is_circular(office: Office) -> bool:
    seen, above = {office.pk}, office.parent
    while above is not None:
        if above.pk in seen:
            return True
        seen.add(above.pk)
        above = above.parent
    return False
