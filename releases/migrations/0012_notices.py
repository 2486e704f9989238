"""What people are told of, how soon, and up to when the lifts have been told."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def start(apps: Any, _schema_editor: Any) -> None:
    """Empty: what is out when the sender first runs is no news."""
    apps.get_model("releases", "LiftsTold").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("releases", "0011_remarks")]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("emergency", "Emergency publication"),
                            ("withdrawn", "Withdrawn"),
                            ("waiting", "Something waits for you"),
                            ("sent_back", "Sent back"),
                            ("mention", "You are mentioned or answered"),
                            ("held", "Held"),
                            ("approved", "Approved"),
                            ("scheduled", "Scheduled or rescheduled"),
                            ("lifted", "Gone out"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "mail",
                    models.CharField(
                        choices=[("waits", "Waits"), ("sent", "Sent"), ("none", "None is sent")],
                        default="waits",
                        max_length=5,
                    ),
                ),
                ("mailed_at", models.DateTimeField(null=True)),
                ("claim", models.UUIDField(null=True)),
                ("claimed_at", models.DateTimeField(null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="releases.edition"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="releases.event"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="releases.release"
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "indexes": [
                    models.Index(fields=["person", "-at", "-id"], name="notice_of_person"),
                    models.Index(condition=models.Q(("seen_at", None)), fields=["person"], name="notice_unseen"),
                    models.Index(
                        condition=models.Q(("mail", "waits")), fields=["person", "at", "id"], name="notice_to_mail"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "event"), name="notice_of_event_once"),
                    models.UniqueConstraint(fields=("person", "edition"), name="notice_of_lift_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edition__isnull", False), ("event", None), ("kind", "lifted")),
                            models.Q(
                                ("edition", None), ("event__isnull", False), models.Q(("kind", "lifted"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="notice_of_event_or_lift",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mail", "sent"), ("mailed_at__isnull", False)),
                            models.Q(("mailed_at", None), models.Q(("mail", "sent"), _negated=True)),
                            _connector="OR",
                        ),
                        name="notice_sent_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("emergency", "Emergency publication"),
                            ("withdrawn", "Withdrawn"),
                            ("waiting", "Something waits for you"),
                            ("sent_back", "Sent back"),
                            ("mention", "You are mentioned or answered"),
                            ("held", "Held"),
                            ("approved", "Approved"),
                            ("scheduled", "Scheduled or rescheduled"),
                            ("lifted", "Gone out"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "pace",
                    models.CharField(
                        choices=[("at_once", "At once"), ("daily", "Once a day"), ("never", "Not by e-mail")],
                        max_length=7,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "choice of notices",
                "verbose_name_plural": "choices of notices",
                "constraints": [
                    models.UniqueConstraint(fields=("person", "kind"), name="notice_choice_once"),
                    models.CheckConstraint(
                        condition=models.Q(("pace__in", ["at_once", "daily", "never"])), name="notice_choice_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LiftsTold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("began", models.DateTimeField(null=True)),
                ("until", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="lifts_told_one_row")],
            },
        ),
        migrations.RunPython(start, migrations.RunPython.noop),
    ]
