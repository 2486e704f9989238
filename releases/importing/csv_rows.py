"""CSV archives: a row an item, the first row the names of the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from releases.importing import columns
from releases.importing.item import MOST, Item, Unreadable
from releases.importing.lines import lines_of


def read_csv(path: Path) -> Iterator[Item]:
    """Yield the rows. A quotation mark that is out of place ends the reading: what follows could be anything."""
    csv.field_size_limit(MOST)
    with path.open("rb") as stream:
        lines = lines_of(path, stream)
        rows = iter(lines)
        first = next(rows, "")
        delimiter = max(",;\t", key=first.count)
        try:
            names = next(csv.reader([first], delimiter=delimiter, strict=True), [])
            if columns.unknown(names) == names:
                raise Unreadable("The first row of the table must name its columns, such as headline, date and body.")
            lines.begin()
            for row in csv.reader(rows, delimiter=delimiter, strict=True):
                place = f"line {lines.number}"
                if len(row) > len(names):
                    yield Item(
                        identity="",
                        place=place,
                        progress=lines.progress,
                        unfit=f"It has {len(row)} values, and the first row names {len(names)} columns.",
                    )
                elif row:
                    yield columns.item_of(dict(zip(names, row, strict=False)), place=place, progress=lines.progress)
                lines.begin()
        except csv.Error as error:
            raise Unreadable(f"Line {lines.number} is not sound CSV ({error}).") from error


def unread_columns(path: Path) -> list[str]:
    """The columns that no field is made of: they are reported once, not with every row."""
    with path.open("rb") as stream:
        first = next(iter(lines_of(path, stream)), "")
    return columns.unknown(next(csv.reader([first], delimiter=max(",;\t", key=first.count)), []))
