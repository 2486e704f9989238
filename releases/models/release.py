"""The working document that staff edit. The public never reads these tables."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.desk_gate import ReleaseQuerySet
from releases.embargo import Terms
from releases.models.content import Content, EmbargoTerms, embargo_whole
from releases.states import EmbargoKind, Status


class Release(Content, EmbargoTerms):
    """Written only by `workflow`. `revision_number` is the saved state it now holds."""

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    lead_office = models.ForeignKey(
        "releases.Office",
        models.PROTECT,
        related_name="led_releases",
        verbose_name=_("lead office"),
        help_text=_("Issues the release. It brings its time zone, contacts, city and boilerplate."),
    )
    slug = models.SlugField(
        _("address"),
        max_length=80,
        blank=True,
        allow_unicode=True,
        help_text=_("The last part of the page's address. Left empty, it is made from the headline."),
    )
    translation_group = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    revision_number = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(_("last change"), editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    is_limited = models.BooleanField(_("limited to named people"), default=False, editable=False)

    objects: ClassVar[ReleaseQuerySet] = ReleaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        indexes: ClassVar = [
            models.Index(fields=["-changed_at", "id"], name="release_by_change"),
            models.Index(fields=["status", "-changed_at"], name="release_by_status"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="release_status_known"),
            embargo_whole("none", "by_hand", "question"),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def terms(self) -> Terms:
        return Terms(EmbargoKind(self.embargo_kind), self.embargo_wall, self.embargo_zone, self.embargo_at)


class ReleaseOffice(models.Model):
    """An office that issues the release together with the lead office, in order."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="joint_offices")
    office = models.ForeignKey("releases.Office", models.PROTECT, related_name="+", verbose_name=_("office"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("joint office")
        verbose_name_plural = _("issued together with")
        constraints: ClassVar = [models.UniqueConstraint(fields=["release", "office"], name="release_office_once")]

    def __str__(self) -> str:
        return str(self.office_id)


class ContactLine(models.Model):
    """A contact as this release prints it. Every number is staff-only until its own flag says otherwise."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="contact_lines")
    contact = models.ForeignKey(
        "releases.Contact",
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("from the directory"),
        help_text=_("Optional. Fills what you leave empty; the release keeps what it printed."),
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=150, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    phone_is_public = models.BooleanField(_("public"), default=False)
    email = models.EmailField(_("e-mail"), blank=True)
    email_is_public = models.BooleanField(_("public"), default=False)
    after_hours = models.CharField(_("after hours"), max_length=60, blank=True)
    after_hours_is_public = models.BooleanField(_("public"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("media contacts, as printed")

    def __str__(self) -> str:
        return self.name or self.role or self.phone or self.email


class Speaker(models.Model):
    """Somebody whose words the release carries: the secretary who makes the statement, the speaker of remarks."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="speakers")
    name = models.CharField(_("name"), max_length=150)
    title = models.CharField(_("title"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")

    def __str__(self) -> str:
        return self.name


class ReleaseTopic(models.Model):
    """A topic of the release, in order."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey("releases.Topic", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("topic of a release")
        verbose_name_plural = _("topics of a release")
        constraints: ClassVar = [models.UniqueConstraint(fields=["release", "topic"], name="release_topic_once")]

    def __str__(self) -> str:
        return str(self.topic_id)


class AccessLimit(models.Model):
    """A person named on a release that is limited to named people."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="access_limits")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        verbose_name = _("named person")
        verbose_name_plural = _("named people")
        constraints: ClassVar = [models.UniqueConstraint(fields=["release", "person"], name="access_limit_once")]

    def __str__(self) -> str:
        return str(self.person_id)
