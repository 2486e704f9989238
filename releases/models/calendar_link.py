"""Calendar links: one person's own address under which a calendar program reads what that person may know of."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarLink(models.Model):
    """Only the SHA-256 of the token is kept: the address is shown once. It never knows more than its person does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendar_links")
    label = models.CharField(
        _("where you read it"), max_length=80, help_text=_("So that you know which one to revoke: phone, office PC.")
    )
    office = models.ForeignKey(
        "releases.Office", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("office")
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("calendar link")
        verbose_name_plural = _("calendar links")
        indexes: ClassVar = [models.Index(fields=["person", "-made_at"], name="calendar_link_of_person")]

    def __str__(self) -> str:
        return str(self.pk)
