"""Puts in place what the database itself refuses, and the two rows of which there is always one."""

from typing import Any

from django.db import migrations

from releases import triggers


def fill(apps: Any, _schema_editor: Any) -> None:
    apps.get_model("releases", "Newsroom").objects.get_or_create(pk=1, defaults={"name": "Newsroom"})
    apps.get_model("releases", "Generation").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("releases", "0001_schema")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
