"""`check_links`: try the links of texts that are not out yet, for preflight; a timer runs it."""

from collections import Counter
from time import monotonic
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandParser

from releases import clock, outside, workflow

_MOST: Final = 100
_MINUTES: Final = 5


class Command(BaseCommand):
    """One link after the other, each asked for its head alone. It prints numbers and no address."""

    help = "Try the links of releases that are not out yet; preflight says which of them led nowhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--most", type=int, default=_MOST, help=f"how many links at the most ({_MOST})")

    def handle(self, *args: Any, **options: Any) -> None:
        end = monotonic() + _MINUTES * 60
        said: Counter[str] = Counter()
        for address in workflow.links_to_try(at=clock.now(), most=max(0, options["most"])):
            if monotonic() > end:
                break
            answer = outside.ask(address)
            is_tried = answer != outside.NOT_TRIED
            said["not tried" if not is_tried else "led nowhere" if answer else "led somewhere"] += 1
            workflow.record_link(address=address, answer=answer if is_tried else "", at=clock.now())
        summary = ", ".join(f"{count} {what}" for what, count in sorted(said.items()))
        self.stdout.write(f"Links: {summary or 'none was due'}.")
