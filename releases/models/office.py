"""Offices: the desks of the organisation that issue releases."""

import uuid
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from releases.models.person import check_zone
from releases.querysets import OfficeQuerySet


class Office(models.Model):
    """Reference data, changed through the workflow; what a release printed stays as it was issued."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=200, help_text=_("In full: “Office of the Press Secretary”."))
    short_name = models.CharField(
        _("short name"), max_length=60, blank=True, help_text=_("For lists, where the full name is too long.")
    )
    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        allow_unicode=True,
        help_text=_("The last part of the office's page address. Old addresses keep working."),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("succeeded by"),
        help_text=_("For an office that no longer exists: who does its work now."),
    )
    city = models.CharField(
        _("city"),
        max_length=100,
        blank=True,
        help_text=_("As in a dateline: WASHINGTON. Offered to new releases."),
    )
    time_zone = models.CharField(
        _("time zone"), max_length=64, validators=[check_zone], help_text=_("Embargo times are typed in it.")
    )
    boilerplate = models.TextField(
        _("boilerplate"),
        blank=True,
        help_text=_("The “About …” paragraph at the foot of a release. Plain text; offered to new releases."),
    )
    is_listed = models.BooleanField(
        _("listed"),
        default=False,
        help_text=_("Show the office and its listed contacts in public even before it has published anything."),
    )
    is_historical = models.BooleanField(
        _("historical"),
        default=False,
        help_text=_("Closed or merged: its page stays, new releases cannot name it."),
    )

    objects: ClassVar[OfficeQuerySet] = OfficeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(successor=None) | ~models.Q(successor=models.F("id")),
                name="office_not_own_successor",
            ),
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("id")),
                name="office_not_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("public:office", args=[self.slug])

    @property
    def label(self) -> str:
        return self.short_name or self.name


class OfficeSlug(models.Model):
    """An address the office's page used to have; it redirects for ever."""

    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="past_slugs")

    class Meta:
        verbose_name = _("past office address")
        verbose_name_plural = _("past office addresses")

    def __str__(self) -> str:
        return self.slug
