"""Editions: frozen copies made at approval, and the windows in which the public can read them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from releases import richtext
from releases.embargo import Terms
from releases.models.content import PRINTED_FIELDS, Content, EmbargoTerms, Kind, embargo_whole
from releases.querysets import EditionQuerySet
from releases.states import Authority, EmbargoKind


class Edition(Content, EmbargoTerms):
    """What its release's address answers while `public_from <= at < public_until`. Its content never changes.

    Offices, contacts, speakers and topics are frozen as they print (only public numbers are copied in):
    `offices` [{id, name, short_name, slug, zone, city}], the lead office first; `contacts` [{name, role,
    organisation, phone, email, after_hours, contact}]; `speakers` [{name, title}]; `topics` [{id, name, slug}].
    """

    # What the gate annotates: `with_path`, `with_public_number`, `with_updated` and `matching`.
    path: str
    place: int
    public_number: int
    updated_at: datetime
    updated_note: str

    release = models.ForeignKey("releases.Release", models.PROTECT, related_name="editions")
    sequence = models.PositiveIntegerField()
    revision_number = models.PositiveIntegerField(null=True)
    offices = models.JSONField(default=list)
    contacts = models.JSONField(default=list)
    speakers = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    translation_group = models.UUIDField()

    seals = models.JSONField()
    digest = models.CharField(max_length=64)
    authority = models.CharField(max_length=10, choices=Authority)
    authorised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    emergency_reason = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    reviewed_at = models.DateTimeField(null=True)
    withdrawal_notice = models.TextField(blank=True)
    is_gone = models.BooleanField(default=False)
    is_redacted = models.BooleanField(default=False)
    redaction_mark = models.TextField(blank=True)

    public_from = models.DateTimeField(null=True)
    public_until = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)
    issued_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()

    objects: ClassVar[EditionQuerySet] = EditionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        indexes: ClassVar = [
            models.Index(
                fields=["-issued_at", "-id"],
                name="edition_newest",
                condition=models.Q(public_from__isnull=False),
            ),
            models.Index(
                fields=["-issued_on", "-issued_at", "-id"],
                name="edition_by_day",
                condition=models.Q(public_from__isnull=False),
            ),
            models.Index(
                fields=["kind", "-issued_at", "-id"],
                name="edition_of_kind",
                condition=models.Q(public_from__isnull=False),
            ),
            models.Index(
                fields=["language", "-issued_at", "-id"],
                name="edition_in_language",
                condition=models.Q(public_from__isnull=False),
            ),
            models.Index(fields=["public_from"], name="edition_opens"),
            models.Index(fields=["public_until"], name="edition_closes"),
            models.Index(
                fields=["-public_from", "-id"], name="edition_withdrawals", condition=models.Q(authority="withdrawal")
            ),
            models.Index(fields=["translation_group"], name="edition_translations"),
        ]
        constraints: ClassVar = [
            embargo_whole("none", "by_hand"),
            models.UniqueConstraint(fields=["release", "sequence"], name="edition_sequence_once"),
            models.UniqueConstraint(
                fields=["release"],
                condition=models.Q(public_from__isnull=False, public_until=None),
                name="edition_one_open_window",
            ),
            models.CheckConstraint(
                condition=models.Q(public_until=None)
                | models.Q(public_from__isnull=False, public_from__lt=models.F("public_until")),
                name="edition_window_forward",
            ),
            models.CheckConstraint(
                condition=models.Q(public_from=None, issued_at=None, issued_on=None)
                | models.Q(public_from__isnull=False, issued_at__isnull=False, issued_on__isnull=False),
                name="edition_window_dated",
            ),
            models.CheckConstraint(
                condition=models.Q(authority="approved", revision_number__isnull=False)
                | models.Q(authority="imported", revision_number__isnull=False)
                | (models.Q(authority="emergency", revision_number__isnull=False) & ~models.Q(emergency_reason=""))
                | (models.Q(authority="withdrawal") & ~models.Q(withdrawal_notice="")),
                name="edition_authority_shown",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_by=None, reviewed_at=None)
                | (
                    models.Q(reviewed_by__isnull=False, reviewed_at__isnull=False, authority="emergency")
                    & ~models.Q(reviewed_by=models.F("authorised_by"))
                ),
                name="edition_review_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(is_gone=False) | models.Q(authority="withdrawal"),
                name="edition_gone_by_withdrawal",
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        """The page's address; the gate brings it along (`with_path`), previews have none."""
        return getattr(self, "path", "") or ""

    @property
    def body_html(self) -> SafeString:
        """The text as stored, the dateline run in before its first words."""
        return richtext.trusted(richtext.run_in(self.dateline, self.body))

    @property
    def direction(self) -> str:
        return "rtl" if self.language in settings.LANGUAGES_BIDI else "ltr"

    @property
    def lead(self) -> str:
        """What lists and feeds say of it: the summary, or else the first paragraph."""
        return self.summary or richtext.text_of(self.body).split("\n\n")[0]

    @property
    def contact_lines(self) -> list[str]:
        """Each contact in one line: name, role, organisation, then the public numbers."""
        lines = []
        for one in self.contacts:
            late = gettext("%(number)s (after hours)") % {"number": one["after_hours"]} if one["after_hours"] else ""
            words = [one["name"], one["role"], one["organisation"], one["phone"], one["email"], late]
            lines.append(", ".join(word for word in words if word))
        return lines

    @property
    def content(self) -> Mapping[str, Any]:
        """Every field a reader gets, as it was sealed."""
        return {field: getattr(self, field) for field in PRINTED_FIELDS}

    @property
    def terms(self) -> Terms:
        return Terms(EmbargoKind(self.embargo_kind), self.embargo_wall, self.embargo_zone, self.embargo_at)

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def lead_office(self) -> Mapping[str, Any]:
        return self.offices[0] if self.offices else {}

    @property
    def zone(self) -> str:
        """The lead office's time zone as it was when this was approved: the release line uses it."""
        return str(self.lead_office.get("zone") or settings.NEWSROOM_TIME_ZONE)

    @property
    def is_withdrawn(self) -> bool:
        return self.authority == Authority.WITHDRAWAL

    @property
    def is_correction(self) -> bool:
        return bool(self.correction_note) and not self.is_withdrawn

    def is_ahead(self, at: datetime) -> bool:
        """Its window has not opened at `at`: nobody outside has seen it."""
        return self.public_from is None or self.public_from > at

    @property
    def is_unreviewed_emergency(self) -> bool:
        return self.authority == Authority.EMERGENCY and self.reviewed_by_id is None


class EditionOffice(models.Model):
    """Which offices an edition carries: the index behind an office's page. `issued_at` follows the edition's."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="office_links")
    office = models.ForeignKey("releases.Office", models.PROTECT, related_name="edition_links")
    position = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["office", "-issued_at", "-edition"], name="edition_office_newest")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "office"], name="edition_office_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.office_id}"


class EditionTopic(models.Model):
    """Which topics an edition carries: the index behind a topic's page. `issued_at` follows the edition's."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="topic_links")
    topic = models.ForeignKey("releases.Topic", models.PROTECT, related_name="edition_links")
    position = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["topic", "-issued_at", "-edition"], name="edition_topic_newest")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "topic"], name="edition_topic_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.topic_id}"
