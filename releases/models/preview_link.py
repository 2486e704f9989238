"""Preview links: one named outsider's personal copy of one unreleased text."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.desk_gate import BehindTheDeskGate


class PreviewLink(models.Model):
    """Only the SHA-256 of the token is kept: the address is shown once, to the person who asked for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey("releases.Release", models.PROTECT, related_name="preview_links")
    reader = models.CharField(
        _("who it is for"), max_length=150, help_text=_("Name and house: it stands on the copy itself.")
    )
    # The text that was given: what is written afterwards nobody has decided to show.
    revision_number = models.PositiveIntegerField()
    token_hash = models.CharField(max_length=64, unique=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar[BehindTheDeskGate] = BehindTheDeskGate.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        indexes: ClassVar = [models.Index(fields=["release", "-given_at"], name="preview_link_of_release")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("given_at")), name="preview_link_expires_later"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
