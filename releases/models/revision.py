"""Every saved state of a release: who wrote it, when, and all it held."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.desk_gate import BehindTheDeskGate


class Revision(models.Model):
    """Frozen when written. `content` holds the staff-only numbers too; `seals` and `digest` cover what prints."""

    release = models.ForeignKey("releases.Release", models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=150)
    at = models.DateTimeField()
    content = models.JSONField()
    seals = models.JSONField()
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=200, blank=True)

    objects: ClassVar[BehindTheDeskGate] = BehindTheDeskGate.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints: ClassVar = [models.UniqueConstraint(fields=["release", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return f"{self.release_id} r{self.number}"
