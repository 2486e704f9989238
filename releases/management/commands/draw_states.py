"""`draw_states`: print the table of moves and the diagram of statuses, read from `states.py`."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from releases.permissions import NEEDED
from releases.states import RULES, Standing, Status


class Command(BaseCommand):
    """The documents hold this command's output; a test compares them."""

    help = "Print docs/states.md."

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            self.stdout.write("\n".join(lines()))


def lines() -> Iterator[str]:
    """Yield the lines of docs/states.md."""
    yield from ("# Moves", "", "Written by `python manage.py draw_states` from `releases/states.py`.", "")
    yield from ("```mermaid", "stateDiagram-v2", "    [*] --> draft: start")
    for rule in RULES.values():
        for before, after in rule.becomes.items():
            if before != after:
                yield f"    {before} --> {after}: {rule.move.label.lower()}"
    yield from ("```", "", "| move | from status | with standing | role | reason |", "|---|---|---|---|---|")
    for rule in RULES.values():
        statuses = "any" if len(rule.becomes) == len(Status) else ", ".join(rule.becomes)
        order = [one.value for one in Standing if one in rule.standings]
        standings = "any" if len(order) == len(Standing) else ", ".join(order)
        reason = "needed" if rule.needs_reason else ""
        yield f"| {rule.move.label} | {statuses} | {standings} | {NEEDED[rule.move].label.lower()} | {reason} |"
