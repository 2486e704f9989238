"""Bundles: releases that lift together or not at all."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.desk_gate import BehindTheDeskGate


class BundleQuerySet(models.QuerySet[Any]):
    """Bundles are reached by a release: who may know of none of the members never comes to one."""

    def of(self, *release_ids: uuid.UUID) -> Self:
        """The bundles that these releases are in."""
        return self.filter(members__release__in=release_ids).distinct().order_by("id")


class Bundle(models.Model):
    """Written only by `workflow`; never of fewer than two releases.

    `ordered_by`: the publisher who said that all go out as soon as the last is approved.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(
        _("working name"), max_length=80, blank=True, help_text=_("Optional, for the staff: “Budget day”.")
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    ordered_at = models.DateTimeField(null=True)

    objects: ClassVar[BundleQuerySet] = BundleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("bundle")
        verbose_name_plural = _("bundles")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ordered_by=None, ordered_at=None)
                | models.Q(ordered_by__isnull=False, ordered_at__isnull=False),
                name="bundle_order_whole",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class BundleMember(models.Model):
    """A release of the bundle, in order. A release is in one bundle at the most."""

    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="members")
    release = models.OneToOneField("releases.Release", models.CASCADE, related_name="bundled")
    position = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[BehindTheDeskGate] = BehindTheDeskGate.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("release of a bundle")
        verbose_name_plural = _("releases of a bundle")

    def __str__(self) -> str:
        return str(self.release_id)
