"""The append-only record: one line for everything that was done."""

from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.desk_gate import BehindTheDeskGate

# Whose reason is the ground of a redaction itself, or a notice that readers have: no redaction takes it.
KEPT_REASONS: Final = ("ask_redaction", "redact", "withdraw")
# What one person's act at a release leaves in the records of others: its translations, what goes out together with it.
LEFT_IN_OTHERS: Final = (
    *("bundle_ordered", "bundle_order_fell", "bundle_order_withdrawn", "bundle_order_lapsed", "bundle_carried_out"),
    "original_changed",
)


class Event(models.Model):
    """Who (and the name they had), when, what, from where to where, why, and which digest. Never a headline."""

    release = models.ForeignKey("releases.Release", models.PROTECT, related_name="events", null=True)
    edition = models.ForeignKey("releases.Edition", models.PROTECT, related_name="+", null=True)
    what = models.CharField(max_length=40)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    actor_name = models.CharField(max_length=150)
    at = models.DateTimeField()
    status_before = models.CharField(max_length=10, blank=True)
    status_after = models.CharField(max_length=10, blank=True)
    standing_before = models.CharField(max_length=10, blank=True)
    reason = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    detail = models.JSONField(default=dict)

    objects: ClassVar[BehindTheDeskGate] = BehindTheDeskGate.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes: ClassVar = [models.Index(fields=["release", "at", "id"], name="event_of_release")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}"
