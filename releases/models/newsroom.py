"""The newsroom itself: its identity, and the number that moves when what the public sees may have changed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Newsroom(models.Model):
    """One row: whose newsroom this is."""

    name = models.CharField(_("name"), max_length=150, help_text=_("The organisation, as on its letterhead."))
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    about = models.TextField(_("about"), blank=True, help_text=_("A short paragraph for the foot of every page."))
    address = models.TextField(_("postal address"), blank=True, help_text=_("Printed on the letterhead."))

    class Meta:
        verbose_name = _("newsroom")
        verbose_name_plural = _("newsroom")
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="newsroom_one_row")]

    def __str__(self) -> str:
        return self.name


class Generation(models.Model):
    """One row: bumped in the transaction of every change of a window, the directory or the identity."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="generation_one_row")]

    def __str__(self) -> str:
        return str(self.number)
