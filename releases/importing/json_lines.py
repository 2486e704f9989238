"""JSON Lines archives: an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from releases.importing import columns
from releases.importing.item import Item, Unreadable
from releases.importing.lines import lines_of

_MOST_NAMES: Final = 1_000


def read_json_lines(path: Path) -> Iterator[Item]:
    """Yield the objects; a line that is none is an item that cannot be imported."""
    with path.open("rb") as stream:
        lines = lines_of(path, stream)
        unread: set[str] = set()
        for line in lines:
            place = f"line {lines.number}"
            if line.strip():
                if lines.number == 1 and line.lstrip().startswith("["):
                    raise Unreadable("This is one JSON list. Write one object a line, as jq -c '.[]' does.")
                yield _item(line, place=place, progress=lines.progress, unread=unread)
            lines.begin()


def _item(line: str, *, place: str, progress: float, unread: set[str]) -> Item:
    """Make the item. A key that is not read is named with the first object that has it, and kept in `unread`."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        return Item(identity="", place=place, progress=progress, unfit="The line is not an object of JSON.")
    item = columns.item_of(row, place=place, progress=progress)
    new = [name for name in columns.unknown(list(row)) if name not in unread] if len(unread) < _MOST_NAMES else []
    unread |= set(new)
    return replace(item, remarks=(f"Keys that are not read: {', '.join(new)[:500]}.",)) if new else item
