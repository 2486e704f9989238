"""What staff say to each other about a release or a passage of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from releases import triggers


class Migration(migrations.Migration):
    dependencies = [("releases", "0010_buffers")]

    operations = [
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("author_name", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
                ("text", models.TextField(blank=True, verbose_name="remark")),
                (
                    "field",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("body", "body"),
                            ("headline", "headline"),
                            ("subhead", "subhead"),
                            ("summary", "summary"),
                            ("boilerplate", "boilerplate"),
                        ],
                        max_length=20,
                    ),
                ),
                ("quote", models.TextField(blank=True)),
                ("before", models.CharField(blank=True, max_length=100)),
                ("after", models.CharField(blank=True, max_length=100)),
                ("resolved_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="remark", to="releases.event"
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="remarks", to="releases.release"
                    ),
                ),
                (
                    "reply_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="releases.remark",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "remark",
                "verbose_name_plural": "remarks",
                "indexes": [models.Index(fields=["release", "at", "id"], name="remark_of_release")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("after", ""), ("before", ""), ("field", ""), ("quote", "")),
                            models.Q(
                                ("field__in", ("body", "headline", "subhead", "summary", "boilerplate")),
                                models.Q(("quote", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="remark_on_words_or_on_all",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resolved_at", None), ("resolved_by", None)),
                            models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="remark_resolved_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reply_to", None), models.Q(("field", ""), ("resolved_at", None)), _connector="OR"
                        ),
                        name="remark_reply_is_plain",
                    ),
                ],
            },
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
