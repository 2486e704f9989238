"""Feeds and exports of any length, an entry at a time. What declares a document type or an entity is not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from releases.importing.item import MOST, Unreadable

ATOM: Final = "{http://www.w3.org/2005/Atom}"
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTRIES: Final = frozenset({"item", f"{ATOM}entry"})
_ROOTS: Final = frozenset({"rss", f"{ATOM}feed"})
_CHUNK: Final = 65_536
_DEEPEST: Final = 100
_LONGEST_MARK: Final = 1024 * 1024  # one tag, one comment: expat keeps it whole, and reads it again, until it ends
# XML 1.0 has no place for these, and exports are full of them. A byte below a blank is itself in every encoding here.
_CONTROLS: Final = bytes(code for code in range(0x20) if chr(code) not in "\t\n\r")


@dataclass(frozen=True, slots=True)
class Entry:
    """One `item` or `entry`; `node` is None where it was too long or nested too deep to be a release."""

    node: Element | None
    line: int
    progress: float
    language: str


def read_entries(path: Path) -> Iterator[Entry]:
    """Yield the entries of an RSS 2.0 or Atom file in their order, holding one at a time."""
    size = max(path.stat().st_size, 1)
    reader = _Reader()
    with path.open("rb") as stream:
        begin = stream.read(4)
        if begin[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in begin:
            raise Unreadable("The file is in UTF-16. Save it as UTF-8.")
        chunk = begin + stream.read(_CHUNK)
        fault: Unreadable | None = None
        while fault is None:
            try:
                reader.feed(chunk.translate(None, _CONTROLS), last=not chunk)
            except Unreadable as error:  # what came before it is as good as any
                fault = error
            for node, line, language in reader.taken():
                yield Entry(node, line, min(stream.tell() / size, 1.0), language)
            if not chunk:
                break
            chunk = stream.read(_CHUNK)
    if fault:
        raise fault


class _Reader:
    """Expat with handlers that build one entry at a time and stop at a declaration."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse
        self.parser.CommentHandler = self.passed
        self.parser.ProcessingInstructionHandler = self.passed
        self.path: list[str] = []
        self.done: list[tuple[Element | None, int, str]] = []
        self.builder: TreeBuilder | None = None
        self.inside = self.length = self.line = self.waiting = 0
        self.language = ""

    def feed(self, chunk: bytes, *, last: bool) -> None:
        self.waiting += len(chunk)
        try:
            self.parser.Parse(chunk, last)
        except expat.ExpatError as error:
            raise Unreadable(f"The file is not sound XML: {error}.") from error
        except (LookupError, ValueError) as error:
            raise Unreadable("The file names an encoding that is not known here. Save it as UTF-8.") from error
        if self.waiting > _LONGEST_MARK:
            raise Unreadable(f"Line {self.parser.CurrentLineNumber}: what begins there is longer than 1 MB.")

    def taken(self) -> list[tuple[Element | None, int, str]]:
        done, self.done = self.done, []
        return done

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.waiting = 0
        name, attributes = _named(name), {_named(key): value for key, value in attributes.items()}
        if not self.path and name not in _ROOTS:
            raise Unreadable("This is neither an RSS 2.0 nor an Atom file, nor an export of WordPress.")
        if self.builder is None and self.inside == 0 and name in _ENTRIES:
            self.builder, self.length, self.line = TreeBuilder(), 0, self.parser.CurrentLineNumber
        if self.inside or self.builder is not None:
            self.inside += 1
            self.length += len(name) + sum(len(key) + len(value) for key, value in attributes.items())
            if self._fits():
                self.builder.start(name, attributes)  # type: ignore[union-attr]
        elif len(self.path) < 3:
            self.language = attributes.get(LANGUAGE, self.language)
        self.path.append(name)
        if len(self.path) > 10 * _DEEPEST:
            raise Unreadable("The file is nested too deep to be a feed.")

    def end(self, name: str) -> None:
        self.waiting = 0
        self.path.pop()
        if not self.inside:
            return
        self.inside -= 1
        if self.builder is not None:
            self.builder.end(_named(name))
        if self.inside == 0:
            node = self.builder.close() if self.builder is not None else None
            self.done.append((node, self.line, self.language))
            self.builder = None

    def words(self, data: str) -> None:
        self.waiting = 0
        if self.inside:
            self.length += len(data)
            if self._fits():
                self.builder.data(data)  # type: ignore[union-attr]
        elif self.path[-2:] == ["channel", "language"]:
            self.language = (self.language + data.strip())[:20]

    def passed(self, *_said: Any) -> None:
        self.waiting = 0

    def refuse(self, *_said: Any) -> None:
        raise Unreadable("The file declares a document type or entities, which no feed needs. It was not read.")

    def _fits(self) -> bool:
        """Whether the entry is still being built; one that grows past all bounds is given up and reported."""
        if self.length > MOST or self.inside > _DEEPEST:
            self.builder = None
        return self.builder is not None


def _named(name: str) -> str:
    """Expat's `address}name` as ElementTree writes it."""
    return f"{{{name}" if "}" in name else name
