"""The fields that a working release and a frozen edition share: every word a reader will get."""

import uuid
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.richtext import HtmlField

HEADLINE_MAX: Final = 250
# Named as their own readers name them; a newsroom may write in a language its interface is not translated to.
LANGUAGES: Final = [
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("ar", "العربية"),
    ("de", "Deutsch"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ru", "Русский"),
    ("tl", "Tagalog"),
    ("uk", "Українська"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
]


class Kind(models.TextChoices):
    """What sort of document this is, in the words of press practice."""

    PRESS_RELEASE = "press-release", _("Press release")
    STATEMENT = "statement", _("Statement")
    MEDIA_ADVISORY = "media-advisory", _("Media advisory")
    REMARKS = "remarks", _("Remarks")
    FACT_SHEET = "fact-sheet", _("Fact sheet")
    READOUT = "readout", _("Readout")


class Content(models.Model):
    """Abstract. Offices, contact lines, speakers and topics belong to it too, kept by each in its own way."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    language = models.CharField(_("language"), max_length=12, default="en", choices=LANGUAGES)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PRESS_RELEASE)
    headline = models.CharField(_("headline"), max_length=HEADLINE_MAX)
    subhead = models.CharField(
        _("subhead"), max_length=400, blank=True, help_text=_("One line under the headline. Optional.")
    )
    summary = models.TextField(
        _("summary"),
        max_length=600,
        blank=True,
        help_text=_("One or two sentences for lists and feeds. Left empty, the first paragraph serves."),
    )
    dateline = models.CharField(
        _("dateline"),
        max_length=120,
        blank=True,
        help_text=_("The place, as printed before the first words: WASHINGTON. A date is optional."),
    )
    body = HtmlField(_("text"), blank=True)
    boilerplate = models.TextField(
        _("boilerplate"), blank=True, help_text=_("The “About …” paragraph at the foot. Plain text.")
    )
    number = models.CharField(
        _("release number"),
        max_length=40,
        blank=True,
        help_text=_("Your own number, such as 17-042. Optional."),
    )
    correction_note = models.TextField(
        _("what was corrected"),
        max_length=1000,
        blank=True,
        help_text=_("Shown to readers with the date. Needed when a release that is already public is corrected."),
    )
    correction_is_minor = models.BooleanField(
        _("minor correction"),
        default=False,
        help_text=_("A comma or a spelling: it is listed, but feeds do not announce it and nobody is mailed."),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.headline


PLAIN_FIELDS: Final[tuple[str, ...]] = (
    "language",
    "kind",
    "headline",
    "subhead",
    "summary",
    "dateline",
    "body",
    "boilerplate",
    "number",
    "correction_note",
    "correction_is_minor",
)
LIST_FIELDS: Final[tuple[str, ...]] = ("offices", "contacts", "speakers", "topics")
PRINTED_FIELDS: Final[tuple[str, ...]] = PLAIN_FIELDS + LIST_FIELDS
REDACTED: Final = "[redacted]"


def embargo_whole(*untimed: str) -> models.CheckConstraint:
    """The rule that an embargo is either a time with its zone and instant, or one of these kinds and nothing else."""
    return models.CheckConstraint(
        condition=(
            models.Q(embargo_kind="until", embargo_at__isnull=False)
            & ~models.Q(embargo_wall="")
            & ~models.Q(embargo_zone="")
        )
        | models.Q(embargo_kind__in=[*untimed], embargo_at=None, embargo_wall="", embargo_zone=""),
        name="%(class)s_embargo_whole",
    )


class EmbargoTerms(models.Model):
    """Abstract. Wall time, zone *and* instant: a later change of a zone's rules can then be noticed."""

    embargo_kind = models.CharField(_("embargo"), max_length=8, default="none")
    embargo_wall = models.CharField(max_length=16, blank=True)
    embargo_zone = models.CharField(max_length=64, blank=True)
    embargo_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
