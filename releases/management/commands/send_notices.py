"""`send_notices`: mail staff what is due. A timer runs it every minute."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import ngettext

from releases import workflow


class Command(BaseCommand):
    """Says in one line what it did; fails, so that a monitor sees it, if a letter could not be sent."""

    help = "Find the lifts since the last run, and mail staff the notices that are due. Run it every minute."

    def handle(self, *args: Any, **options: Any) -> None:
        sent = workflow.send_notices()
        line = ", ".join(
            [
                ngettext("%d letter", "%d letters", sent.letters) % sent.letters,
                ngettext("%d notice", "%d notices", sent.notices) % sent.notices,
                ngettext("%d lift", "%d lifts", sent.lifts) % sent.lifts,
                ngettext("%d letter failed", "%d letters failed", sent.failed) % sent.failed,
            ]
        )
        if sent.removed:
            line += ", " + ngettext("%d old notice removed", "%d old notices removed", sent.removed) % sent.removed
        if sent.failed:
            raise CommandError(line)
        self.stdout.write(line)
