"""Which release is the translation of which, and up to which revision of the original it says the same."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from releases.desk_gate import BehindTheDeskGate
from releases.models.person import Person
from releases.models.release import Release
from releases.models.revision import Revision


class TranslationQuerySet(BehindTheDeskGate):
    """Translations, as far as somebody may know of both texts."""

    def visible_to(self, person: Person) -> Self:
        """Whoever may not know of the original does not learn from its translation that there is one."""
        return super().visible_to(person).filter(original_id__in=Release.objects.visible_to(person).values("pk"))

    def compared(self) -> Self:
        """Annotate `done_digest`, of what the translation says, and `now_digest`, of what the original says now.

        And `changed_by` and `changed_at`: who saved, and when, the first revision of what the original says now.
        """
        of_original = Revision.objects.filter(release_id=OuterRef("original_id"))
        since = of_original.filter(number__gt=OuterRef("of_revision"), digest=OuterRef("now_digest"))
        first = since.order_by("number")
        return self.annotate(
            done_digest=Subquery(of_original.filter(number=OuterRef("of_revision")).values("digest")),
            now_digest=Subquery(of_original.filter(number=OuterRef("original__revision_number")).values("digest")),
        ).annotate(changed_by=Subquery(first.values("author_name")[:1]), changed_at=Subquery(first.values("at")[:1]))

    def behind(self) -> Self:
        """Those whose original says something else to readers by now; annotated as by `compared`."""
        return self.compared().exclude(done_digest=F("now_digest"))


class Translation(models.Model):
    """Written only by `workflow`. `of_revision` is the number of the original's revision that the text renders."""

    release = models.OneToOneField("releases.Release", models.PROTECT, related_name="translation")
    original = models.ForeignKey("releases.Release", models.PROTECT, related_name="translations")
    of_revision = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    objects: ClassVar[TranslationQuerySet] = TranslationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(release=F("original")), name="translation_of_another"),
            models.CheckConstraint(condition=models.Q(of_revision__gte=1), name="translation_of_a_revision"),
        ]

    def __str__(self) -> str:
        return str(self.release_id)
