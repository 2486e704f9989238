"""Remembers which items of an archive are in, so that an import can be run again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0006_intake_sources'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('release', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='imported_item', to='releases.release')),
            ],
            options={
                'verbose_name': 'imported item',
                'verbose_name_plural': 'imported items',
            },
        ),
    ]
