"""JSON Lines archives: an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from releases.importing import columns
from releases.importing.item import Item, Unreadable
from releases.importing.lines import lines_of


def read_json_lines(path: Path) -> Iterator[Item]:
    """Yield the objects; a line that is none is an item that cannot be imported."""
    with path.open("rb") as stream:
        lines = lines_of(path, stream)
        for line in lines:
            place = f"line {lines.number}"
            if line.strip():
                if lines.number == 1 and line.lstrip().startswith("["):
                    raise Unreadable("This is one JSON list. Write one object a line, as jq -c '.[]' does.")
                yield _item(line, place=place, progress=lines.progress)
            lines.begin()


def _item(line: str, *, place: str, progress: float) -> Item:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        return Item(identity="", place=place, progress=progress, unfit="The line is not an object of JSON.")
    return columns.item_of(row, place=place, progress=progress)
