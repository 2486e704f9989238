"""Makes the project an app of its own, so that its start-up checks are registered like any other."""

from django.apps import AppConfig
from django.core import checks


class NewsroomConfig(AppConfig):
    name = "newsroom"
    label = "newsroom_project"
    verbose_name = "Newsroom project"

    def ready(self) -> None:
        from newsroom import checks as ours

        for check in (ours.production_is_safe, ours.time_zone_exists, ours.preflight_can_run, ours.editor_is_fenced):
            checks.register(check, ours.TAG)
