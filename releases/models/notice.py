"""Notices: what happened that a person should hear of, and how each person wishes to hear of it by e-mail."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.desk_gate import BehindTheDeskGate
from releases.models.person import Person
from releases.models.translation import Translation


class NoticeKind(models.TextChoices):
    """In the order in which they matter: whom one event concerns twice is told once, of the first of these."""

    EMERGENCY = "emergency", _("Emergency publication")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    WAITING = "waiting", _("Something waits for you")
    SENT_BACK = "sent_back", _("Sent back")
    MENTION = "mention", _("You are mentioned or answered")
    ORIGINAL = "original", _("The original of a translation changed")
    HELD = "held", _("Held")
    APPROVED = "approved", _("Approved")
    SCHEDULED = "scheduled", _("Scheduled or rescheduled")
    LIFTED = "lifted", _("Gone out")


class Pace(models.TextChoices):
    """How soon a person is mailed."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")
    NEVER = "never", _("Not by e-mail")


class MailState(models.TextChoices):
    """What became of the mail about a notice."""

    WAITS = "waits", _("Waits")
    SENT = "sent", _("Sent")
    NONE = "none", _("None is sent")


class NoticeQuerySet(BehindTheDeskGate):
    """Notices, as far as somebody may know of what they tell."""

    def visible_to(self, person: Person) -> Self:
        """One that speaks of an original is for those who may know of that too."""
        of_both = Translation.objects.visible_to(person).values("release_id")
        tells_of_one = ~models.Q(kind=NoticeKind.ORIGINAL)
        return super().visible_to(person).filter(tells_of_one | models.Q(release_id__in=of_both))


class Notice(models.Model):
    """One event or one lift, for one person. Written in the move's own transaction; a lift's by the sender.

    `claimed_at` is when a sender took it up: another leaves it alone until that is long ago.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=12, choices=NoticeKind)
    release = models.ForeignKey("releases.Release", models.PROTECT, related_name="+")
    event = models.ForeignKey("releases.Event", models.PROTECT, related_name="+", null=True)
    edition = models.ForeignKey("releases.Edition", models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=5, choices=MailState, default=MailState.WAITS)
    mailed_at = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)

    objects: ClassVar[NoticeQuerySet] = NoticeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes: ClassVar = [
            models.Index(fields=["person", "-at", "-id"], name="notice_of_person"),
            models.Index(fields=["person"], name="notice_unseen", condition=models.Q(seen_at=None)),
            models.Index(fields=["person", "at", "id"], name="notice_to_mail", condition=models.Q(mail="waits")),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "event"], name="notice_of_event_once"),
            models.UniqueConstraint(fields=["person", "edition"], name="notice_of_lift_once"),
            models.CheckConstraint(
                condition=models.Q(event=None, edition__isnull=False, kind="lifted")
                | (models.Q(event__isnull=False, edition=None) & ~models.Q(kind="lifted")),
                name="notice_of_event_or_lift",
            ),
            models.CheckConstraint(
                condition=models.Q(mail="sent", mailed_at__isnull=False)
                | (models.Q(mailed_at=None) & ~models.Q(mail="sent")),
                name="notice_sent_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class NoticeChoice(models.Model):
    """How soon a person is mailed about one kind of notice; an empty kind is about all that have no row."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=12, blank=True, choices=NoticeKind)
    pace = models.CharField(max_length=7, choices=Pace)

    class Meta:
        verbose_name = _("choice of notices")
        verbose_name_plural = _("choices of notices")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind"], name="notice_choice_once"),
            models.CheckConstraint(condition=models.Q(pace__in=Pace.values), name="notice_choice_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind or 'all'}: {self.pace}"


class LiftsTold(models.Model):
    """One row: from which moment on, and up to which, the lifts have been told; empty until the sender first ran."""

    began = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="lifts_told_one_row")]

    def __str__(self) -> str:
        return str(self.until)
