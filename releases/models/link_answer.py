"""What the links of releases answered when they were last tried."""

import hashlib
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

# These are said once and meant; anything else may be a bad night, and is tried again.
GONE: Final = frozenset({"404", "410"})
_TRIES: Final = 2


class LinkAnswer(models.Model):
    """One row an address, by its SHA-256: words of an unreleased text are copied nowhere."""

    address_hash = models.CharField(max_length=64, unique=True)
    answer = models.CharField(max_length=40, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer of a link")
        verbose_name_plural = _("answers of links")

    def __str__(self) -> str:
        return f"{self.address_hash[:12]}: {self.answer or 'ok'}"

    @property
    def is_dead(self) -> bool:
        return self.failures >= _TRIES or (self.failures > 0 and self.answer in GONE)


def address_hash(address: str) -> str:
    """Return the name under which an address is kept."""
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()
