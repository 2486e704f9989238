"""Registers the application and its system checks."""

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class ReleasesConfig(AppConfig):
    """The app; database checks are registered here because Django has no other place for them."""

    name = "releases"
    verbose_name = _("Newsroom")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from releases import integrity

        checks.register(integrity.triggers_are_installed, checks.Tags.database)
        checks.register(integrity.editions_are_still_clean, checks.Tags.database)
        checks.register(integrity.search_is_complete, checks.Tags.database)
        checks.register(integrity.bundles_are_whole, checks.Tags.database)
        checks.register(integrity.limits_hold_for_translations, checks.Tags.database)
        checks.register(integrity.embargoes_still_hold, checks.Tags.database)
