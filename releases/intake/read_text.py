"""Plain text to lines and blocks; every offset is into the text exactly as it was given."""

from __future__ import annotations

import re

from releases.intake.source import Document, Line, blank

ROW = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
COLUMNS = re.compile(r"\t+[ \t]*| {4,}")
LOST_BREAKS = re.compile(r"\s{6,}")
BULLET = re.compile(r"[^\w\s(\"“«]{1,2}|\(?(?:\d{1,2}|[a-z])[.)]")
LONG_ROW = 500
TAB = 8


def read_text(text: str) -> Document:
    lines: list[Line] = []
    add_text(lines, text, 0, len(text))
    return Document(text, lines, "text")


def add_text(lines: list[Line], text: str, start: int, end: int) -> None:
    """Append the lines of text[start:end]; blank rows part the blocks."""
    row = lines[-1].row + 1 if lines else 0
    block = lines[-1].block + 1 if lines else 0
    begun = len(lines)
    quoted = _quoted(text[start:end])
    for left, right in _rows(text, start, end):
        if quoted:
            left += len(text[left:right]) - len(text[left:right].lstrip("> "))
        if blank(text[left:right]):
            if len(lines) > begun:
                block = lines[-1].block + 1
        elif right - left > LONG_ROW:
            block = _long_row(lines, text, left, right, row, block)
        else:
            _columns(lines, text, left, right, row, block)
        row = max(row + 1, lines[-1].row + 1 if len(lines) > begun else 0)


def _rows(text: str, start: int, end: int) -> list[tuple[int, int]]:
    rows, left = [], start
    for match in ROW.finditer(text, start, end):
        rows.append((left, match.start()))
        left = match.end()
    rows.append((left, end))
    return rows


def _quoted(text: str) -> bool:
    """Most rows begin with ">": a forwarded or answered message."""
    head = [row for row in text[:20_000].splitlines() if row.strip()]
    return len(head) > 3 and sum(row.startswith(">") for row in head) * 2 > len(head)


def _long_row(lines: list[Line], text: str, left: int, right: int, row: int, block: int) -> int:
    """A row as long as a page: where an archive lost its line ends, wide gaps are what is left of them."""
    place, begun = left, len(lines)
    for match in LOST_BREAKS.finditer(text, left, right):
        if _columns(lines, text, place, match.start(), row, block):
            row, block = row + 1, block + 1
        place = match.end()
    _columns(lines, text, place, right, row, block)
    if len(lines) > begun + 1:
        for line in lines[begun:]:
            line.hints |= {"lost-breaks"}
    return block


def _columns(lines: list[Line], text: str, left: int, right: int, row: int, block: int) -> bool:
    """One row as one line, or as several where tabs or wide gaps stand inside it."""
    printed = text[left:right]
    body = printed.strip()
    if blank(body):
        return False
    lead = printed[: len(printed) - len(printed.lstrip())].expandtabs(TAB)
    begin = left + len(printed) - len(printed.lstrip())
    finish = begin + len(body)
    place, indent = begin, len(lead)
    gaps = list(COLUMNS.finditer(text, begin, finish)) if finish - begin <= LONG_ROW else []
    for match in gaps:
        if BULLET.fullmatch(text, place, match.start()):
            continue
        if not blank(text[place : match.start()]):
            lines.append(Line(place, match.start(), text[place : match.start()], row, block, indent))
        indent += match.end() - place
        place = match.end()
    lines.append(Line(place, finish, text[place:finish], row, block, indent))
    return True
