"""What links answered when they were last tried, for preflight."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0007_imported_items'),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address_hash', models.CharField(max_length=64, unique=True)),
                ('answer', models.CharField(blank=True, max_length=40)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('tried_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'answer of a link',
                'verbose_name_plural': 'answers of links',
            },
        ),
    ]
