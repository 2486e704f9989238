"""Remarks: what staff say to each other about a release or about a passage of it. Never public."""

from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.desk_gate import BehindTheDeskGate
from releases.passages import Passage

# The fields of a release whose words a remark may be about, in the order in which they are looked for.
REMARKABLE: Final = ("body", "headline", "subhead", "summary", "boilerplate")


class Remark(models.Model):
    """Append-only: it can be resolved and reopened, never changed or deleted; a redaction blanks its words.

    `field` is empty where it is about the whole release. Its passage is found again by quotation. The words of
    one that sent a text back are its event's reason, kept once.
    """

    release = models.ForeignKey("releases.Release", models.PROTECT, related_name="remarks")
    event = models.OneToOneField("releases.Event", models.PROTECT, related_name="remark")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=150)
    at = models.DateTimeField()
    text = models.TextField(_("remark"), blank=True)
    reply_to = models.ForeignKey("self", models.PROTECT, related_name="replies", null=True)
    field = models.CharField(max_length=20, blank=True, choices=[(name, name) for name in REMARKABLE])
    quote = models.TextField(blank=True)
    before = models.CharField(max_length=100, blank=True)
    after = models.CharField(max_length=100, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    resolved_at = models.DateTimeField(null=True)

    objects: ClassVar[BehindTheDeskGate] = BehindTheDeskGate.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        indexes: ClassVar = [models.Index(fields=["release", "at", "id"], name="remark_of_release")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(field="", quote="", before="", after="")
                | (models.Q(field__in=REMARKABLE) & ~models.Q(quote="")),
                name="remark_on_words_or_on_all",
            ),
            models.CheckConstraint(
                condition=models.Q(resolved_by=None, resolved_at=None)
                | models.Q(resolved_by__isnull=False, resolved_at__isnull=False),
                name="remark_resolved_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(reply_to=None) | models.Q(field="", resolved_at=None), name="remark_reply_is_plain"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def said(self) -> str:
        """The words; with `event` selected this runs no query."""
        return self.text or self.event.reason

    @property
    def passage(self) -> Passage:
        return Passage(self.quote, self.before, self.after)

    @property
    def is_resolved(self) -> bool:
        return self.resolved_at is not None
