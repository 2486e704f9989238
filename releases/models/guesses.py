"""How often somebody asked for an address that an unreleased text would have."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.desk_gate import BehindTheDeskGate


class Guesses(models.Model):
    """One row a release, a running total since `since`. Who asked is not kept: `sources` is only how many.

    A source that comes on two days counts twice, because nothing tells one day's sources from another's.
    """

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


class GuessSalt(models.Model):
    """What the addresses of one day's visitors are hashed with: random, and thrown away when the day is over."""

    day = models.DateField(unique=True)
    salt = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("salt of a day")
        verbose_name_plural = _("salts of days")

    def __str__(self) -> str:
        return f"{self.day}"


class GuessSource(models.Model):
    """Today's requests from one source: a hash that nobody can read backwards once its day's salt is gone.

    The empty source stands for all that came after the first few, so that a release has few rows whoever asks.
    """

    guesses = models.ForeignKey(Guesses, models.CASCADE, related_name="today")
    day = models.DateField()
    source = models.CharField(max_length=32, blank=True)
    requests = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("source of guesses")
        verbose_name_plural = _("sources of guesses")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["guesses", "day", "source"], name="guess_source_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.source or '…'}: {self.requests}"
