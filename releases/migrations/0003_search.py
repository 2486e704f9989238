"""The search index, filled from what there is; and the indexes behind the pages of a kind and of a language."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from releases import triggers
from releases.search.engine import engine
from releases.workflow.index import fill


def create(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    for statement in engine(connection.vendor).CREATE:
        schema_editor.execute(statement, params=None)
    fill(connection, apps.get_model("releases", "Edition"))


def drop(_apps: Any, schema_editor: Any) -> None:
    for statement in engine(schema_editor.connection.vendor).DROP:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("releases", "0002_triggers")]

    operations = [
        migrations.CreateModel(
            name="Indexed",
            fields=[
                ("place", models.BigIntegerField(db_column="rowid", primary_key=True, serialize=False)),
                (
                    "edition",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="indexed",
                        to="releases.edition",
                    ),
                ),
            ],
            options={"db_table": "releases_indexed", "managed": False},
        ),
        migrations.RunPython(create, drop),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                fields=["kind", "-issued_at", "-id"],
                name="edition_of_kind",
                condition=models.Q(public_from__isnull=False),
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                fields=["language", "-issued_at", "-id"],
                name="edition_in_language",
                condition=models.Q(public_from__isnull=False),
            ),
        ),
        migrations.RemoveIndex(model_name="edition", name="edition_withdrawals"),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                fields=["-public_from", "-id"],
                name="edition_withdrawals",
                condition=models.Q(authority="withdrawal"),
            ),
        ),
        migrations.CreateModel(
            name="TopicSlug",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(allow_unicode=True, max_length=80, unique=True)),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="past_slugs", to="releases.topic"
                    ),
                ),
            ],
            options={"verbose_name": "past topic address", "verbose_name_plural": "past topic addresses"},
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
