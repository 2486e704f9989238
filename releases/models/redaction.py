"""Redactions: the one lawful exception to frozen content, asked for by one person and done by another."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.desk_gate import BehindTheDeskGate
from releases.models.content import PRINTED_FIELDS


class Redaction(models.Model):
    """One field of one release. The triggers let the content change to the mark only under a confirmed row."""

    release = models.ForeignKey("releases.Release", models.PROTECT, related_name="redactions")
    field = models.CharField(max_length=20, choices=[(name, name) for name in PRINTED_FIELDS])
    ground = models.TextField(_("legal ground"))
    public_mark = models.CharField(_("note for readers"), max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)
    event = models.ForeignKey("releases.Event", models.PROTECT, related_name="+", null=True)

    objects: ClassVar[BehindTheDeskGate] = BehindTheDeskGate.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None, confirmed_at=None, event=None)
                | (
                    models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False, event__isnull=False)
                    & ~models.Q(confirmed_by=models.F("asked_by"))
                ),
                name="redaction_by_two",
            ),
            models.CheckConstraint(condition=models.Q(field__in=PRINTED_FIELDS), name="redaction_field_known"),
        ]

    def __str__(self) -> str:
        return f"{self.release_id} {self.field}"
