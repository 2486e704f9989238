"""One item of an archive as its reader found it: nothing is judged here, and nothing is left out in silence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST: Final = 16 * 1024 * 1024  # characters or bytes of one item; intake reads no more either


class Unreadable(Exception):
    """The archive cannot be read (any further); the message is a sentence for the person who imports it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What one file, row, object or entry says. What it doesn't say is empty.

    Either `file` holds a document that intake is to read whole, or `html` holds a text that the archive has already
    taken apart. `identity` is the archive's own name for it: the same in every copy and at every run.
    `other_dates` stand beside `published` under other names; whatever they mean, they must have passed as well.
    """

    identity: str
    place: str
    progress: float = 0.0
    unfit: str = ""
    remarks: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    file: bytes = b""
    filename: str = ""
    headline: str = ""
    subhead: str = ""
    summary: str = ""
    html: str = ""
    dateline: str = ""
    boilerplate: str = ""
    number: str = ""
    speaker: str = ""
    kind: str = ""
    language: str = ""
    office: str = ""
    topics: tuple[str, ...] = ()
    published: str = ""
    other_dates: tuple[str, ...] = ()
    embargo: str = ""
