"""Who has the form of a release open."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.desk_gate import BehindTheDeskGate

if TYPE_CHECKING:
    from releases.models.person import Person

# The form's script speaks up every minute; without it, opening the form is all there is.
PRESENCE_LASTS: Final = timedelta(minutes=5)


class PresenceQuerySet(BehindTheDeskGate):
    """Shown to those who may know of the release."""

    def beside(self, person: "Person", *, at: datetime) -> Self:
        """Return the others who have been heard of lately, whoever came first before the rest."""
        others = self.visible_to(person).exclude(person=person).filter(heard_at__gt=at - PRESENCE_LASTS)
        return others.select_related("person").order_by("since", "id")


class Presence(models.Model):
    """One person at one release: `since` when without a break, and when they were last heard of."""

    release = models.ForeignKey("releases.Release", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    heard_at = models.DateTimeField()

    objects: ClassVar[PresenceQuerySet] = PresenceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presence")
        constraints: ClassVar = [models.UniqueConstraint(fields=["release", "person"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.release_id}"
