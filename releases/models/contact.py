"""The directory of contacts: who answers the press now, apart from what any release printed."""

import uuid
from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.models.office import Office
from releases.querysets import ContactQuerySet


class Contact(models.Model):
    """A person, a switchboard or a duty line. Each number is staff-only until its own flag says otherwise."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="contacts", verbose_name=_("office"))
    name = models.CharField(
        _("name"), max_length=150, blank=True, help_text=_("Leave empty for a switchboard or a duty line.")
    )
    role = models.CharField(_("role"), max_length=150, blank=True, help_text=_("“Press officer”, “Media line” …"))
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    phone_is_public = models.BooleanField(_("phone is public"), default=False)
    email = models.EmailField(_("e-mail"), blank=True)
    email_is_public = models.BooleanField(_("e-mail is public"), default=False)
    after_hours = models.CharField(_("after-hours number"), max_length=60, blank=True)
    after_hours_is_public = models.BooleanField(_("after-hours number is public"), default=False)
    staff_notes = models.TextField(_("staff notes"), blank=True, help_text=_("Never shown to the public."))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_listed = models.BooleanField(
        _("listed"), default=False, help_text=_("Show on the public contacts page, with its public numbers.")
    )

    objects: ClassVar[ContactQuerySet] = ContactQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return self.name or self.role or self.phone or self.email

    @property
    def public_phone(self) -> str:
        return self.phone if self.phone_is_public else ""

    @property
    def public_email(self) -> str:
        return self.email if self.email_is_public else ""

    @property
    def public_after_hours(self) -> str:
        return self.after_hours if self.after_hours_is_public else ""

    @property
    def as_printed(self) -> Mapping[str, str]:
        """The line as the public reads it: only public numbers are in it."""
        return {
            "name": self.name,
            "role": self.role,
            "phone": self.public_phone,
            "email": self.public_email,
            "after_hours": self.public_after_hours,
        }
