"""A kind of notice: the original of a translation changed."""

from django.db import migrations, models

KINDS = [
    ("emergency", "Emergency publication"),
    ("withdrawn", "Withdrawn"),
    ("waiting", "Something waits for you"),
    ("sent_back", "Sent back"),
    ("mention", "You are mentioned or answered"),
    ("original", "The original of a translation changed"),
    ("held", "Held"),
    ("approved", "Approved"),
    ("scheduled", "Scheduled or rescheduled"),
    ("lifted", "Gone out"),
]


class Migration(migrations.Migration):
    """The words of choices alone: no table is built anew, and no trigger lost."""

    dependencies = [("releases", "0018_person_language")]

    operations = [
        migrations.AlterField("notice", "kind", models.CharField(choices=KINDS, max_length=12)),
        migrations.AlterField("noticechoice", "kind", models.CharField(blank=True, choices=KINDS, max_length=12)),
    ]
