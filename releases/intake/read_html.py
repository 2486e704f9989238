"""HTML, from a page, an e-mail, Word or Google Docs, to the text a reader sees, its blocks and its marks."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3

from releases.intake.html_tags import (
    ATTRIBUTES,
    BLOCKS,
    CLOSE_THEMSELVES,
    INLINE,
    JUNK_TAGS,
    KEPT,
    NEVER_SHOWN,
    TELLING,
)
from releases.intake.page_hints import LIST_STYLES, hints_of
from releases.intake.read_text import add_text
from releases.intake.sentence import Sentence, _
from releases.intake.source import Document, Line, Mark, blank

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})")
ANY_TAG = re.compile(r"<[^<>]{0,5000}>")
EXECUTABLE = re.compile(r"(?i)<\s{0,3}(?:script|iframe|object|embed)\b")
AMPERSAND = "\ue0a6"  # stands for "&" while the sanitiser works: it takes quadratic time over entities
DEEPEST = 120
HINTED = 700  # a container longer than this is the page, not a field


def read_html(html: str) -> Document:
    remarks: list[Sentence] = []
    scripts = len(EXECUTABLE.findall(html))
    if scripts:
        remarks.append(_("%(count)s scripts or embedded objects of the page were left out.", count=scripts))
    if _too_deep(html):
        remarks.append(_("The page is nested too deep to be a release; only its words were read."))
        html = "<pre>" + ANY_TAG.sub("\n", html).replace("<", "&lt;") + "</pre>"
    sound = nh3.clean(
        html.replace(AMPERSAND, "\ufffd").replace("&", AMPERSAND),
        tags=set(KEPT),
        attributes=ATTRIBUTES,
        clean_content_tags=set(NEVER_SHOWN),
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    page = _Page()
    page.feed(sound.replace(AMPERSAND, "&"))
    page.close()
    return page.document(remarks)


def _too_deep(html: str) -> bool:
    """Counted before parsing: a tree builder takes quadratic time over a staircase of open tags."""
    depth = 0
    for match in TAG.finditer(html):
        if match.group(2).lower() in CLOSE_THEMSELVES:
            continue
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        if depth > DEEPEST:
            return True
    return False


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.place = 0
        self.lines: list[Line] = []
        self.marks: list[Mark] = []
        self.row = self.block = 0
        self.begun = -1  # where the line being written begins
        self.fresh = True  # the block being written has no words yet
        self.stack: list[tuple[str, frozenset[str], int]] = []
        self.inline: list[tuple[str, str, str, int]] = []
        self.hinted: list[tuple[int, int, frozenset[str]]] = []
        self.preformatted = self.ignored = 0
        self.table = self.table_row = self.column = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        style = given.get("style", "").casefold()
        if tag == "br":
            self._end_line()
            return
        if tag in BLOCKS:
            self._end_block()
            self._place_cell(tag)
            hints = hints_of(tag, given)
            if tag in JUNK_TAGS or given.get("role") in ("navigation", "banner", "contentinfo", "search"):
                hints |= {"junk"}
            if tag == "hr":
                return
            self.stack.append((tag, hints, len(self.lines)))
            self.preformatted += tag == "pre"
        else:
            kind, href = INLINE.get(tag, ""), ""
            if tag == "b" and re.search(r"font-weight:\s?(?:normal|400)", style):
                kind = ""
            elif tag in ("span", "font"):
                kind = _style_mark(style)
            elif tag == "a":
                kind, href = ("a", given["href"]) if given.get("href") else ("", "")
            if "mso-list:ignore" in style.replace(" ", ""):
                kind, self.ignored = "ignore", self.ignored + 1
            self.inline.append((tag, kind, href, self.place))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end_block()
            if any(open_tag == tag for open_tag, _, _ in reversed(self.stack)):
                while self.stack:
                    open_tag, hints, first = self.stack.pop()
                    self.preformatted -= open_tag == "pre"
                    if hints:
                        self.hinted.append((first, len(self.lines), hints))
                    if open_tag == tag:
                        break
            return
        for index in range(len(self.inline) - 1, max(-1, len(self.inline) - 50), -1):
            if self.inline[index][0] == tag:
                _, kind, href, start = self.inline.pop(index)
                if kind == "ignore":
                    self.ignored -= 1
                elif kind and start < self.place:
                    self.marks.append(Mark(start, self.place, kind, href))
                return

    def handle_data(self, data: str) -> None:
        if self.ignored:
            return
        if self.preformatted > 0:
            self._end_block()
            self._write(data)
            rows: list[Line] = []
            add_text(rows, data, 0, len(data))
            for line in rows:
                line.start, line.end = line.start + self.place - len(data), line.end + self.place - len(data)
                line.row, line.block = line.row + self.row, line.block + self.block
            self.lines += rows
            if self.lines:
                self.row, self.block = self.lines[-1].row + 1, self.lines[-1].block + 1
            self._write("\n")
            return
        words = re.sub(r"[ \t\r\n\x0c]+", " ", data.replace("\u2028", " ").replace("\u2029", " "))
        if self.begun < 0:
            words = words.lstrip(" ")
            if not words:
                return
            self.begun = self.place
        elif self.parts and self.parts[-1].endswith(" "):
            words = words.lstrip(" ")
        if words:
            self._write(words)

    def _write(self, words: str) -> None:
        self.parts.append(words)
        self.place += len(words)

    def _end_line(self) -> None:
        if self.begun < 0:
            return
        text = "".join(self.parts[self._since(self.begun) :])
        start, self.begun = self.begun, -1
        body = text.rstrip()
        if not blank(body):
            lead = len(body) - len(body.lstrip())
            tag, extra = self._meaning()
            cell = (self.table, self.table_row, self.column) if tag in ("td", "th") else None
            self.lines.append(
                Line(start + lead, start + len(body), body.strip(), self.row, self.block, 0, tag, extra, cell)
            )
            self.fresh = False
        self.row += 1
        self._write("\n")

    def _since(self, place: int) -> int:
        """The index of the part that begins at `place`; parts of one line are few."""
        index, at = len(self.parts), self.place
        while index and at > place:
            index -= 1
            at -= len(self.parts[index])
        return index

    def _end_block(self) -> None:
        self._end_line()
        if not self.fresh:
            self.block += 1
            self.fresh = True
            self._write("\n")

    def _meaning(self) -> tuple[str, frozenset[str]]:
        """The tag that says what a block is, and what its list and quotation add."""
        tag, extra = "p", set()
        for open_tag, hints, _begins in reversed(self.stack[-40:]):
            if open_tag in TELLING and tag == "p":
                tag = open_tag
            if tag == "p" and hints & LIST_STYLES:
                tag = "li"
            if open_tag in ("ol", "ul", "blockquote"):
                extra.add(open_tag)
            if open_tag in ("td", "th"):
                tag = open_tag
                break
        return tag, frozenset(extra)

    def _place_cell(self, tag: str) -> None:
        if tag == "table":
            self.table, self.table_row, self.column = self.table + 1, 0, 0
        elif tag == "tr":
            self.table_row, self.column = self.table_row + 1, 0
        elif tag in ("td", "th"):
            self.column += 1

    def document(self, remarks: list[Sentence]) -> Document:
        self._end_block()
        text = "".join(self.parts)
        for first, last, hints in self.hinted:
            few = last - first <= 6 and sum(line.end - line.start for line in self.lines[first:last]) <= HINTED
            given = hints if few else hints & {"junk"}
            if given:
                for line in self.lines[first:last]:
                    line.hints |= given
        junk = sum(line.end - line.start for line in self.lines if "junk" in line.hints)
        if junk * 10 > len(text) * 8:
            for line in self.lines:
                line.hints -= {"junk"}
        self.marks.sort(key=lambda mark: (mark.start, -mark.end))
        return Document(text, self.lines, "html", self.marks, remarks, marked_up=True)


def _style_mark(style: str) -> str:
    if re.search(r"font-weight:\s?(?:bold|[6-9]00)", style):
        return "strong"
    if re.search(r"font-style:\s?italic", style):
        return "em"
    if re.search(r"vertical-align:\s?super", style):
        return "sup"
    return ""
