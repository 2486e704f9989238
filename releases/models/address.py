"""Public addresses of releases: reserved at publish, fixed at the lift, answered for ever."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Address(models.Model):
    """One path of one release. Editions at it pass the gate; a reserved path of a hidden release answers 404."""

    path = models.CharField(max_length=255, unique=True)
    release = models.ForeignKey("releases.Release", models.PROTECT, related_name="addresses")
    is_canonical = models.BooleanField(default=True)
    reserved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["release"], condition=models.Q(is_canonical=True), name="address_one_canonical"
            ),
            models.CheckConstraint(condition=models.Q(path__startswith="/"), name="address_path_absolute"),
        ]

    def __str__(self) -> str:
        return self.path
