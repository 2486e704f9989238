"""How often somebody asked for an address that an unreleased text would have."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.querysets import BehindTheDeskGate


class Guesses(models.Model):
    """One row a release, a running total since `since`. Who asked is not kept: `sources` is only how many."""

    release = models.OneToOneField("releases.Release", models.CASCADE, related_name="guesses")
    since = models.DateTimeField()
    latest_at = models.DateTimeField()
    requests = models.PositiveIntegerField(default=0)
    sources = models.PositiveIntegerField(default=0)
    alarmed_at = models.DateTimeField(null=True)

    objects: ClassVar[BehindTheDeskGate] = BehindTheDeskGate.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("guesses at an address")
        verbose_name_plural = _("guesses at addresses")

    def __str__(self) -> str:
        return f"{self.release_id}: {self.requests}"
