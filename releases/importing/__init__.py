"""Archives of other systems, read item by item: no database, no settings, nothing held but the item at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from releases.importing.csv_rows import read_csv, unread_columns
from releases.importing.feeds import read_feed
from releases.importing.folder import read_folder
from releases.importing.item import Item, Unreadable
from releases.importing.json_lines import read_json_lines

__all__ = ["Item", "Unreadable", "read_archive", "unread_columns"]

_SAMPLE: Final = 4_096


def read_archive(source: Path, *, served_at: str = "") -> Iterator[Item]:
    """Yield the items of a folder or a file, in an order that is the same each time.

    Raises Unreadable, at once or on the way: what was yielded before stays true.
    """
    if source.is_dir():
        return read_folder(source, served_at=served_at)
    with source.open("rb") as stream:
        begin = stream.read(_SAMPLE).removeprefix(b"\xef\xbb\xbf").lstrip()
    if begin.startswith(b"<"):
        return read_feed(source)
    if source.suffix.lower() in {".jsonl", ".ndjson", ".json"} or begin.startswith(b"{"):
        return read_json_lines(source)
    if source.suffix.lower() in {".csv", ".tsv"}:
        return read_csv(source)
    raise Unreadable(
        "This is no archive that can be read. Give a folder, or a file of CSV (.csv), JSON Lines (.jsonl), "
        "RSS, Atom or a WordPress export (.xml)."
    )
