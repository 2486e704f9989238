"""The newsroom itself: its identity, and the number that moves when what the public sees may have changed."""

from typing import Any, ClassVar

from django.db import connections, models
from django.utils.translation import gettext_lazy as _

from releases import clock


class NewsroomQuerySet(models.QuerySet[Any]):
    """Reads the one row, and the database's clock in the same breath."""

    def identity(self) -> "Newsroom":
        """Return the newsroom. A page reads it anyway; where the database has a clock of its own, that is heard too."""
        asked = clock.counter()
        found: Newsroom = self.annotate(**clock.columns(connections[self.db])).get()
        clock.hear(getattr(found, "database_clock", None), asked=asked)
        return found

    def set_clock(self) -> None:
        """Hear what time it is, if no read has said so lately: a new process, or one that nobody asked anything."""
        if clock.is_quiet(connections[self.db]):
            self.identity()


class Newsroom(models.Model):
    """One row: whose newsroom this is."""

    name = models.CharField(_("name"), max_length=150, help_text=_("The organisation, as on its letterhead."))
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    about = models.TextField(_("about"), blank=True, help_text=_("A short paragraph for the foot of every page."))
    address = models.TextField(_("postal address"), blank=True, help_text=_("Printed on the letterhead."))
    changed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[NewsroomQuerySet] = NewsroomQuerySet.as_manager()  # type: ignore[assignment]

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
