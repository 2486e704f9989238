"""Contacts as files that other programs read and write: pure, and bounded. What a file means for the directory is
`contact_changes`' business."""

from releases.contact_files.cards import read_cards, write_cards
from releases.contact_files.row import (
    FLAGS,
    MOST_CHARACTERS,
    MOST_ROWS,
    NUMBERS,
    WORDS,
    Contents,
    Fault,
    Row,
    printable,
    tidy,
)
from releases.contact_files.table import read_table, write_table

__all__ = [
    "FLAGS",
    "MOST_CHARACTERS",
    "MOST_ROWS",
    "NUMBERS",
    "WORDS",
    "Contents",
    "Fault",
    "Row",
    "read",
    "read_cards",
    "read_table",
    "tidy",
    "write_cards",
    "write_table",
]


def read(text: str) -> Contents:
    """Read a file of contacts, whichever of the two kinds it is. Never fails: what is not understood is said."""
    text = printable(text)
    is_cards = text.lstrip()[:11].upper() == "BEGIN:VCARD"
    return read_cards(text) if is_cards else read_table(text)
