"""A folder of documents: each file an item for intake to read, known by what is in it and not by its name."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Final

from releases.importing.item import MOST, Item

_READ: Final = frozenset({".txt", ".html", ".htm", ".eml", ".docx"})
_CANONICAL: Final = re.compile(
    rb"""<link\b[^<>]{0,500}?\brel\s{0,3}=\s{0,3}["']?canonical["']?[^<>]{0,500}>""", re.IGNORECASE
)
_HREF: Final = re.compile(rb"""\bhref\s{0,3}=\s{0,3}["']([^"'<>]{1,500})["']""", re.IGNORECASE)
_HEAD: Final = 65_536


def read_folder(folder: Path, *, served_at: str = "") -> Iterator[Item]:
    """Yield the files, folder by folder, in the order of their names.

    `served_at` is the path at which the old site served this folder: it makes a file's place its old address. A page
    that names its own address (`rel=canonical`) has that one as well.
    """
    count = max(sum(1 for _path in _files(folder)), 1)
    for number, path in enumerate(_files(folder), start=1):
        place = path.relative_to(folder).as_posix()
        if reason := _unfit(path):
            yield Item(identity="", place=place, progress=number / count, unfit=reason)
            continue
        content = path.read_bytes()
        addresses = [f"{served_at.rstrip('/')}/{place}"] if served_at else []
        if path.suffix.lower() in {".html", ".htm"}:
            addresses += _canonical(content[:_HEAD])
        yield Item(
            identity=f"file:{hashlib.sha256(content).hexdigest()}",
            place=place,
            progress=number / count,
            file=content,
            filename=path.name,
            addresses=tuple(addresses),
        )


def _files(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path))
        else:
            yield Path(entry.path)


def _unfit(path: Path) -> str:
    if path.is_symlink():
        return "It is a link to another place, and is not followed."
    if not path.is_file():
        return "It is no file."
    if path.suffix.lower() not in _READ:
        return "Only .txt, .html, .eml and .docx are read."
    if path.stat().st_size > MOST:
        return "It is larger than 16 MB, which no release is."
    return ""


def _canonical(head: bytes) -> list[str]:
    link = _CANONICAL.search(head)
    address = _HREF.search(link.group()) if link else None
    return [unescape(address.group(1).decode("utf-8", "replace"))] if address else []
