"""What somebody is typing and has not saved: a personal buffer, and no revision."""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.desk_gate import BehindTheDeskGate
from releases.models.release import Release

if TYPE_CHECKING:
    from releases.models.person import Person

TYPING_LASTS: Final = timedelta(days=30)


class BufferQuerySet(BehindTheDeskGate):
    """People see their own, and that only while they may know of the release."""

    def of(self, person: "Person", *, at: datetime) -> Self:
        """Return what this person can still take up at `at`, the latest first."""
        known = models.Q(release_id__in=Release.objects.visible_to(person).values("pk"))
        mine = self.filter(models.Q(release=None) | known, person=person)
        return mine.filter(kept_at__gt=at - TYPING_LASTS).order_by("-kept_at", "id")


class Buffer(models.Model):
    """One opening of a release's form, or of a new one: the key is made with the page, so two windows keep apart."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    release = models.ForeignKey("releases.Release", models.CASCADE, related_name="+", null=True)
    # The form's fields as a browser sends them, pairs of a name and a value: a form can be filled from them again.
    content = models.JSONField()
    revision_number = models.PositiveIntegerField()
    kept_at = models.DateTimeField()

    objects: ClassVar[BufferQuerySet] = BufferQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("unsaved typing")
        verbose_name_plural = _("unsaved typing")
        indexes: ClassVar = [
            models.Index(fields=["person", "release", "-kept_at"], name="buffer_of_person"),
            models.Index(fields=["kept_at"], name="buffer_by_age"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
