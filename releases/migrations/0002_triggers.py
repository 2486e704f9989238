"""Puts in place what the database itself refuses."""

from django.db import migrations

from releases import triggers


class Migration(migrations.Migration):
    dependencies = [("releases", "0001_schema")]

    operations = [migrations.RunPython(triggers.install, migrations.RunPython.noop)]
