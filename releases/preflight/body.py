"""The words of a cleaned body with the places of its blocks and links: offsets into one plain text."""

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

_BREAKS: Final = frozenset(
    {"p", "h2", "h3", "blockquote", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "hr"}
)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or cell. `tag` is the element that the words stand in."""

    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """One link, and where its words stand."""

    href: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a body: a line a block."""

    text: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()


def read_body(html: str) -> Body:
    """Read cleaned HTML; whatever else it is given, it answers with some text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.body()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[str] = []
        self._length = 0
        self._now: list[str] = []
        self._now_length = 0
        self._ends_blank = True
        self._tag = "p"
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._links_now: list[Link] = []
        self._href: str | None = None
        self._link_start = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self._flush(tag)
        elif tag == "br":
            self._add("\n")
        elif tag == "a":
            self._end_link()
            self._href, self._link_start = dict(attrs).get("href"), self._now_length

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self._flush("p")
        elif tag == "a":
            self._end_link()

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if not words:
            if data and not self._ends_blank:
                self._add(" ")
            return
        if data[0].isspace() and not self._ends_blank:
            self._add(" ")
        self._add(words)
        if data[-1].isspace():
            self._add(" ")

    def body(self) -> Body:
        self._flush("p")
        return Body("".join(self._done).rstrip("\n"), tuple(self._blocks), tuple(self._links))

    def _add(self, text: str) -> None:
        self._now.append(text)
        self._now_length += len(text)
        self._ends_blank = text[-1].isspace()

    def _end_link(self) -> None:
        if self._href is not None and self._now_length > self._link_start:
            self._links_now.append(Link(self._href, self._link_start, self._now_length))
        self._href = None

    def _flush(self, tag: str) -> None:
        href = self._href
        self._end_link()
        text = "".join(self._now).rstrip()
        if text.strip():
            start = self._length
            self._blocks.append(Block(self._tag, start, start + len(text)))
            self._links += [
                Link(one.href, start + one.start, start + min(one.end, len(text)))
                for one in self._links_now
                if one.start < len(text)
            ]
            self._done.append(f"{text}\n")
            self._length += len(text) + 1
        self._now, self._now_length, self._ends_blank, self._tag = [], 0, True, tag
        # A link that goes on over the end of a block is a second link in the next one.
        self._links_now, self._href, self._link_start = [], href, 0
