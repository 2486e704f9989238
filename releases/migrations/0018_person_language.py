"""The language in which the desk speaks to a person; empty for the newsroom's own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("releases", "0017_redacted_reasons")]

    operations = [
        migrations.AddField(
            "person", "language", models.CharField(blank=True, max_length=10, verbose_name="language of the desk")
        )
    ]
