"""The words that a draft was read from, kept with it for staff."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.desk_gate import BehindTheDeskGate


class IntakeSource(models.Model):
    """Frozen when written; only a redaction blanks it, and then all of it.

    `text` is what intake read, not the file: a Word file carries comments, deleted words and names that nobody
    looked at. `spans` are [field, start, end] in it, `notes` are [field, sentence], as `releases.sentences` keeps one.
    """

    release = models.ForeignKey("releases.Release", models.PROTECT, related_name="sources")
    name = models.CharField(_("name"), max_length=200, blank=True)
    media_type = models.CharField(_("media type"), max_length=100)
    text = models.TextField(_("text"))
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    spans = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_by_name = models.CharField(max_length=150)
    added_at = models.DateTimeField()

    objects: ClassVar[BehindTheDeskGate] = BehindTheDeskGate.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_blanked(self) -> bool:
        return not self.sha256
