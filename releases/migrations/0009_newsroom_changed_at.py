"""When the newsroom's identity was last changed, for readers of its feed that ask by date."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("releases", "0008_preflight")]

    operations = [migrations.AddField("newsroom", "changed_at", models.DateTimeField(editable=False, null=True))]
