"""The newsroom's colours, its logo, and where else it is found."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0015_translations'),
    ]

    operations = [
        migrations.AddField(
            model_name='newsroom',
            name='accent',
            field=models.CharField(blank=True, help_text='For the name, links and buttons: # and six digits, as in #14345a. Empty: the standard blue.', max_length=7, verbose_name='accent colour'),
        ),
        migrations.AddField(
            model_name='newsroom',
            name='accent_dark',
            field=models.CharField(blank=True, help_text='For readers whose device is set to dark. Empty: worked out from the one above.', max_length=7, verbose_name='accent colour on dark pages'),
        ),
        migrations.AddField(
            model_name='newsroom',
            name='band',
            field=models.CharField(blank=True, help_text='A band behind name and ways, in light and dark; the words in it turn black or white. Empty: none.', max_length=7, verbose_name='colour behind the head'),
        ),
        migrations.AddField(
            model_name='newsroom',
            name='links',
            field=models.JSONField(blank=True, default=list, verbose_name='elsewhere'),
        ),
        migrations.AddField(
            model_name='newsroom',
            name='logo_alt',
            field=models.CharField(blank=True, editable=False, max_length=150, verbose_name='logo in words'),
        ),
        migrations.CreateModel(
            name='Logo',
            fields=[
                ('digest', models.CharField(editable=False, max_length=32, primary_key=True, serialize=False)),
                ('media_type', models.CharField(max_length=16)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('data', models.BinaryField()),
            ],
            options={
                'verbose_name': 'logo',
                'verbose_name_plural': 'logos',
                'constraints': [models.CheckConstraint(condition=models.Q(('media_type__in', ['image/png', 'image/jpeg'])), name='logo_media_type_known'), models.CheckConstraint(condition=models.Q(('height__range', (1, 192)), ('width__range', (1, 960))), name='logo_small')],
            },
        ),
        migrations.AddField(
            model_name='newsroom',
            name='logo',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stands_for', to='releases.logo', verbose_name='logo'),
        ),
        migrations.AddField(
            model_name='newsroom',
            name='logo_dark',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stands_in_the_dark_for', to='releases.logo', verbose_name='logo on dark pages'),
        ),
    ]
