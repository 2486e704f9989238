"""A preview link opens the text that was given, not whatever is being written by now."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def open_what_is_there(apps: Any, schema_editor: Any) -> None:
    """Links given before this open the text of today, as they did."""
    links, releases = apps.get_model("releases", "PreviewLink"), apps.get_model("releases", "Release")
    number = releases.objects.filter(pk=OuterRef("release_id")).values("revision_number")
    links.objects.update(revision_number=Subquery(number))


class Migration(migrations.Migration):
    dependencies = [("releases", "0003_search")]

    operations = [
        migrations.AddField(
            "previewlink", "revision_number", models.PositiveIntegerField(default=0), preserve_default=False
        ),
        migrations.RunPython(open_what_is_there, migrations.RunPython.noop),
    ]
