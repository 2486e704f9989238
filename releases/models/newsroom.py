"""The newsroom itself: its identity, and the number that moves when what the public sees may have changed."""

from typing import Any, ClassVar

from django.db import connections, models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from releases import clock
from releases.models.logo import Logo
from releases.palette import Palette


class NewsroomQuerySet(models.QuerySet[Any]):
    """Reads the one row, and the database's clock in the same breath."""

    def identity(self) -> "Newsroom":
        """Return the newsroom. A page reads it anyway; where the database has a clock of its own, that is heard too."""
        asked = clock.counter()
        row = self.select_related("logo", "logo_dark").defer("logo__data", "logo_dark__data")
        found: Newsroom = row.annotate(**clock.columns(connections[self.db])).get()
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
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        help_text=_("For the name, links and buttons: # and six digits, as in #14345a. Empty: the standard blue."),
    )
    accent_dark = models.CharField(
        _("accent colour on dark pages"),
        max_length=7,
        blank=True,
        help_text=_("For readers whose device is set to dark. Empty: worked out from the one above."),
    )
    band = models.CharField(
        _("colour behind the head"),
        max_length=7,
        blank=True,
        help_text=_(
            "A band behind name and ways, in light and dark; the words in it turn black or white. Empty: none."
        ),
    )
    links = models.JSONField(_("elsewhere"), default=list, blank=True)
    logo = models.ForeignKey(
        Logo, models.PROTECT, null=True, editable=False, related_name="stands_for", verbose_name=_("logo")
    )
    logo_dark = models.ForeignKey(
        Logo,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="stands_in_the_dark_for",
        verbose_name=_("logo on dark pages"),
    )
    logo_alt = models.CharField(_("logo in words"), max_length=150, blank=True, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[NewsroomQuerySet] = NewsroomQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("newsroom")
        verbose_name_plural = _("newsroom")
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="newsroom_one_row")]

    def __str__(self) -> str:
        return self.name

    @property
    def palette(self) -> Palette:
        return Palette(self.accent, self.accent_dark, self.band)

    @property
    def sheet_path(self) -> str:
        """The address of the style sheet of the newsroom's own colours; empty where there are none."""
        digest = self.palette.digest
        return reverse("public:identity_sheet", args=[digest]) if digest else ""

    @property
    def logo_words(self) -> str:
        """What is read out in the place of the logo."""
        return self.logo_alt or self.name


class Generation(models.Model):
    """One row: bumped in the transaction of every change of a window, the directory or the identity."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="generation_one_row")]

    def __str__(self) -> str:
        return str(self.number)
