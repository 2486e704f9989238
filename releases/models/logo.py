"""The pictures that stand for the newsroom: made clean and small by the workflow, served by their digest."""

from typing import Any, ClassVar, Final, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# The room that the head of a page has, in CSS pixels; the picture has up to three pixels for each.
WIDTH: Final = 320
HEIGHT: Final = 64
ENDINGS: Final = {"image/png": "png", "image/jpeg": "jpg"}


class LogoQuerySet(models.QuerySet[Any]):
    """A picture is public while the newsroom shows it, and no longer."""

    def shown(self) -> Self:
        return self.filter(models.Q(stands_for__isnull=False) | models.Q(stands_in_the_dark_for__isnull=False))


class Logo(models.Model):
    """One picture. Other pixels are another row; `digest` is that of the bytes."""

    digest = models.CharField(primary_key=True, max_length=32, editable=False)
    media_type = models.CharField(max_length=16)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    data = models.BinaryField()

    objects: ClassVar[LogoQuerySet] = LogoQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logos")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(media_type__in=list(ENDINGS)), name="logo_media_type_known"),
            models.CheckConstraint(
                condition=models.Q(width__range=(1, 960), height__range=(1, 192)), name="logo_small"
            ),
        ]

    def __str__(self) -> str:
        return self.digest

    def get_absolute_url(self) -> str:
        return reverse("public:logo", args=[self.digest, self.ending])

    @property
    def ending(self) -> str:
        return ENDINGS[self.media_type]

    @property
    def shown_width(self) -> int:
        """In CSS pixels, in the head of a page."""
        return self.fitted(WIDTH, HEIGHT)[0]

    @property
    def shown_height(self) -> int:
        """In CSS pixels, in the head of a page."""
        return self.fitted(WIDTH, HEIGHT)[1]

    def fitted(self, width: int, height: int) -> tuple[int, int]:
        """Return the picture's size where it has so much room: the same shape, and never larger than it is."""
        scale = min(1, width / self.width, height / self.height)
        return max(1, round(self.width * scale)), max(1, round(self.height * scale))
