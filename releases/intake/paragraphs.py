"""Joins wrapped lines into the paragraphs their writer meant, whatever the line ends have been through."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import quantiles

from releases.intake.datelines import opening
from releases.intake.phrases import UNSPACED
from releases.intake.shapes import is_caps, is_title_case
from releases.intake.source import Document, Line, tidy

BULLET = re.compile(
    r"(?:[•·▪●◦‣∙■□○◆◇★☆※*»]|[-–—](?=\s{1,8}[^\W\d])|\(?\d{1,2}[.)](?=\s)|\(?[a-z][.)](?=\s)|"
    r"[ivx]{1,4}[.)](?=\s)|o(?=\s{2}))\s{0,8}"
)
STOPS = '.!?:;…。！？؟”"’»)*'
TURN = re.compile(r"(?:[A-Z][A-Z.'’\- ]{1,40}|[QA]|Q\.|A\.)\s?:\s")
LABELLED = re.compile(r"[A-Z][A-Z’' ]{1,16}:")
LONG = 130  # a row as long as this was never wrapped


@dataclass(slots=True)
class Paragraph:
    lines: list[Line] = field(default_factory=list)

    @property
    def tag(self) -> str:
        return self.lines[0].tag

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def bulleted(self) -> bool:
        return self.tag == "li" or BULLET.match(self.lines[0].text[:16]) is not None

    def text(self) -> str:
        return joined([line.text for line in self.lines])


def joined(texts: list[str]) -> str:
    """Lines as one: a hyphen at the end of a line stays and takes no blank, nor do Chinese and Japanese."""
    out = ""
    for text in texts:
        words = tidy(text)
        if not out:
            out = words
        elif (out.endswith("-") and out[-2:-1].isalpha() and words[:1].isalpha()) or (
            UNSPACED.match(out[-1:]) and UNSPACED.match(words[:1])
        ):
            out += words
        else:
            out += f" {words}"
    return out


def build(document: Document, lines: list[Line]) -> list[Paragraph]:
    """Paragraphs of these lines, in order; lines with a role are passed over, and only page furniture
    may stand inside a paragraph."""
    width = _width(lines)
    out: list[Paragraph] = []
    broken = True
    for line in lines:
        if line.role and line.role != "body":
            broken = broken or line.role != "furniture"
            continue
        last = out[-1] if out else None
        if last is None or broken or _parts(last, line, width, marked_up=document.marked_up):
            out.append(Paragraph([line]))
        else:
            last.lines.append(line)
        broken = False
    return _rejoin(out)


def _width(lines: list[Line]) -> int:
    """How far the rows of running text reach."""
    rows = [line.indent + len(line.text) for line in lines if 40 <= len(line.text) <= LONG]
    return int(quantiles(rows, n=10)[8]) if len(rows) >= 4 else max(rows, default=0)


def _parts(last: Paragraph, line: Line, width: int, *, marked_up: bool) -> bool:
    """Whether a new paragraph begins at this line."""
    before = last.lines[-1]
    if before.row == line.row and before.block == line.block:
        return False
    if before.block != line.block:
        return True
    if line.tag != "p" or marked_up:
        return False  # a line break inside one block of a page
    if max(len(before.text), len(line.text)) > LONG or not width:
        return True
    if BULLET.match(line.text[:16]) or TURN.match(line.text[:44]):
        return True
    if LABELLED.match(last.lines[0].text[:24]) and line.indent > last.lines[0].indent:
        return False
    if opening(line.text) or _after_headline(last, line, width):
        return True
    if line.indent >= before.indent + 2 and not (len(last.lines) == 1 and last.bulleted) and not _centred(before, line):
        return True
    first_word = line.text.split(None, 1)[0] if line.text.split() else ""
    room = width - before.indent - len(before.text) - 1 - len(first_word)
    ended = before.text.rstrip()[-1:] in STOPS
    if ended and room > max(3, width * 0.06):
        return True
    return room > width * 0.45 and line.text[:1].isupper()


def _after_headline(last: Paragraph, line: Line, width: int) -> bool:
    """Capitals, or a headline's capital letters, give way to running text."""
    indented = line.indent < last.lines[-1].indent <= 8  # the first line of a paragraph
    if len(last.lines) > 4 or is_caps(line.text) or indented:
        return False
    text = last.text()
    if is_caps(text):
        return len(text) > 12
    short = len(last.lines[-1].text) < width * 0.85 and len(line.text) > width * 0.7
    return short and is_title_case(text) and text[-1:] not in ",;" and not is_title_case(line.text)


def _centred(before: Line, line: Line) -> bool:
    return before.indent > 8 and abs((before.indent + len(before.text) / 2) - (line.indent + len(line.text) / 2)) < 6


def _rejoin(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """A sentence that a page end or a stray blank line has cut in two."""
    out: list[Paragraph] = []
    for one in paragraphs:
        last = out[-1] if out else None
        if last and _continues(last, one):
            last.lines.extend(one.lines)
        else:
            out.append(one)
    return out


def _continues(last: Paragraph, one: Paragraph) -> bool:
    if last.tag != "p" or one.tag != "p" or one.bulleted or "caption" in one.lines[0].hints:
        return False
    head, tail = one.lines[0].text[:1], last.lines[-1].text.rstrip()
    return head.islower() and len(tail) > 35 and tail[-1:].isalpha() | (tail[-1:] in ",-–") and not tail.isupper()
