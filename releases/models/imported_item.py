"""Which items of which archives are in already, so that an import can be broken off and run again."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.desk_gate import BehindTheDeskGate


class ImportedItem(models.Model):
    """Written in the transaction that imports the release. `key` is the SHA-256 of the archive's own name for it."""

    key = models.CharField(max_length=64, unique=True)
    release = models.OneToOneField("releases.Release", models.PROTECT, related_name="imported_item")

    objects: ClassVar[BehindTheDeskGate] = BehindTheDeskGate.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("imported item")
        verbose_name_plural = _("imported items")

    def __str__(self) -> str:
        return self.key
