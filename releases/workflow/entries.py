"""What every change of reference data has in common: administrators alone, an event, and the generation moved."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from releases import clock, permissions, richtext
from releases.models import Person
from releases.workflow.record import bump_generation, record
from releases.workflow.refusal import Reason, Refused


def only_administrators(*, actor: Person) -> None:
    """Raise Refused for everybody else."""
    if not permissions.is_administrator(actor):
        raise Refused([Reason(_("Only an administrator changes the directory. Ask one of yours."))])


def save_entry(*, actor: Person, entry: models.Model, before: models.Model | None) -> bool:
    """Save an entry and record which fields changed, never what they hold. Return whether anything did."""
    _make_printable(entry)
    changed = _changed(before, entry) if before else ["new"]
    if not changed:
        return False
    entry.save()
    record(
        what=f"{entry._meta.model_name}_saved",
        actor=actor,
        at=clock.now(),
        detail={"id": str(entry.pk), "fields": changed},
    )
    bump_generation()
    return True


def _make_printable(entry: models.Model) -> None:
    """Feeds carry these words too, and one control character would break them all."""
    for field in entry._meta.concrete_fields:
        value = field.value_from_object(entry)
        if isinstance(value, str):
            setattr(entry, field.attname, richtext.plain(value))


def _changed(before: models.Model, after: models.Model) -> list[str]:
    fields: list[Any] = [field for field in after._meta.concrete_fields if field.editable]
    return [field.name for field in fields if field.value_from_object(before) != field.value_from_object(after)]
