"""`rebuild_search`: make the search index anew from the editions."""

from typing import Any

from django.core.management.base import BaseCommand

from releases import workflow


class Command(BaseCommand):
    """For a restore that left the index out, and after a redaction: the old index's pages are given back."""

    help = "Make the search index anew from the editions."

    def handle(self, *args: Any, **options: Any) -> None:
        count = workflow.rebuild_search()
        self.stdout.write(self.style.SUCCESS(f"The search index has {count} editions."))
