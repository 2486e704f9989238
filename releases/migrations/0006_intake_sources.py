"""Keeps the words that a draft was read from, and lets its embargo be an open question."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from releases import triggers


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0005_guess_sources'),
    ]

    operations = [
        migrations.CreateModel(
            name='IntakeSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('media_type', models.CharField(max_length=100, verbose_name='media type')),
                ('text', models.TextField(verbose_name='text')),
                ('sha256', models.CharField(blank=True, db_index=True, max_length=64)),
                ('spans', models.JSONField(default=list)),
                ('notes', models.JSONField(default=list)),
                ('added_by_name', models.CharField(max_length=150)),
                ('added_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
            },
        ),
        migrations.RemoveConstraint(
            model_name='release',
            name='release_embargo_whole',
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('embargo_at__isnull', False), ('embargo_kind', 'until'), models.Q(('embargo_wall', ''), _negated=True), models.Q(('embargo_zone', ''), _negated=True)), models.Q(('embargo_at', None), ('embargo_kind__in', ['none', 'by_hand', 'question']), ('embargo_wall', ''), ('embargo_zone', '')), _connector='OR'), name='release_embargo_whole'),
        ),
        migrations.AddField(
            model_name='intakesource',
            name='added_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='intakesource',
            name='release',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sources', to='releases.release'),
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
