"""The story as clean HTML: paragraphs, subheads, lists, quotations, tables and links, and nothing else."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from releases.intake import safe_html
from releases.intake.paragraphs import BULLET, Paragraph
from releases.intake.phrases import UNSPACED
from releases.intake.shapes import EMAIL, END_OF_SENTENCE, URL, is_prose
from releases.intake.source import Document, Mark, tidy

NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s")
LONGEST_SUBHEAD = 90


@dataclass(slots=True)
class Piece:
    """One paragraph of the body; `skip` characters at its head belong to the dateline."""

    paragraph: Paragraph
    skip: int = 0

    @property
    def text(self) -> str:
        """What a reader reads, without the dateline; a list item without its bullet."""
        first = self.paragraph.lines[0]
        text = self.paragraph.text()
        if self.skip:
            text = tidy(Paragraph([*self.paragraph.lines]).text())[len(tidy(first.text[: self.skip])) :].strip()
        return text


def render(document: Document, pieces: list[Piece]) -> str:
    marks = _Marks(document.marks)
    out: list[str] = []
    open_list = ""
    table = 0
    for index, piece in enumerate(pieces):
        paragraph = piece.paragraph
        kind = _list_kind(paragraph)
        cell = paragraph.lines[0].cell
        if open_list and kind != open_list:
            out.append(f"</{open_list}>")
            open_list = ""
        if table and (cell is None or cell[0] != table):
            out.append("</td></tr></table>")
            table = 0
        inner = _inner(document, piece, marks, strip_bullet=bool(kind))
        if cell is not None:
            out.append(_cell(cell, pieces[index - 1].paragraph.lines[0].cell if index and table else None, inner))
            table = cell[0]
        elif kind:
            if not open_list:
                out.append(f"<{kind}>")
                open_list = kind
            out.append(f"<li>{inner}</li>")
        elif is_subhead(document, pieces, index):
            out.append(f"<h2>{inner}</h2>")
        elif "blockquote" in paragraph.lines[0].hints or paragraph.tag == "blockquote":
            out.append(f"<blockquote><p>{inner}</p></blockquote>")
        else:
            out.append(f"<p>{inner}</p>")
    out.append(f"</{open_list}>" if open_list else "")
    out.append("</td></tr></table>" if table else "")
    return safe_html.clean(
        "\n".join(part for part in out if part).replace("\n</td>", "</td>").replace("\n<br>", "<br>")
    ).replace("</blockquote>\n<blockquote>", "")


def is_subhead(document: Document, pieces: list[Piece], index: int) -> bool:
    """A heading of a page, or a short line without a full stop that running text follows."""
    paragraph = pieces[index].paragraph
    if paragraph.tag in ("h2", "h3", "h4", "h5", "h6"):
        return True
    text = pieces[index].text
    if index + 1 >= len(pieces) or paragraph.bulleted or len(text) > LONGEST_SUBHEAD or len(paragraph.lines) > 1:
        return False
    if (
        END_OF_SENTENCE.search(text)
        or text[-1:] in ",:;"
        or not text[:1].isupper()
        or URL.search(text)
        or EMAIL.search(text)
    ):
        return False
    if paragraph.tag != "p" or len(text.split()) > 12 or re.search(r"^\W*\w+\s?:\s", text):
        return False
    return is_prose(pieces[index + 1].text) and index > 0


def _list_kind(paragraph: Paragraph) -> str:
    if paragraph.lines[0].cell is not None or not paragraph.bulleted:
        return ""
    hints = paragraph.lines[0].hints
    if "ol" in hints or (paragraph.tag != "li" and NUMBERED.match(paragraph.lines[0].text)):
        return "ol"
    return "ul"


def _cell(cell: tuple[int, int, int], before: tuple[int, int, int] | None, inner: str) -> str:
    if before is None or before[0] != cell[0]:
        return f"<table><tr><td>{inner}"
    if before[1] != cell[1]:
        return f"</td></tr><tr><td>{inner}"
    return f"<br>{inner}" if before[2] == cell[2] else f"</td><td>{inner}"


def _inner(document: Document, piece: Piece, marks: _Marks, *, strip_bullet: bool) -> str:
    """The paragraph's words with their links and emphasis; a line break of a page stays one."""
    lines = piece.paragraph.lines
    out = ""
    for number, line in enumerate(lines):
        start = line.start + (piece.skip if number == 0 else 0)
        if number == 0 and strip_bullet and piece.paragraph.tag != "li":
            bullet = BULLET.match(line.text)
            start += bullet.end() if bullet else 0
        words = (
            marks.render(document.text, start, line.end) if document.marks else _plain(document.text[start : line.end])
        )
        if not out:
            out = words
        elif document.marked_up and line.row != lines[number - 1].row and line.block == lines[0].block:
            out += f"<br>{words}"
        elif (out.endswith("-") and out[-2:-1].isalpha() and words[:1].isalpha()) or (
            UNSPACED.match(out[-1:]) and UNSPACED.match(words[:1])
        ):
            out += words
        else:
            out += f" {words}"
    return out


def _plain(text: str) -> str:
    """Escaped words; addresses in plain text become links."""
    words = tidy(text)
    out, place = [], 0
    for match in URL.finditer(words[:20_000]):
        printed = match.group().rstrip(".,;:!?")
        if not printed.lower().startswith(("http://", "https://", "www.")):
            continue
        href = printed if printed.lower().startswith("http") else f"https://{printed}"
        out.append(safe_html.text(words[place : match.start()]))
        out.append(f'<a href="{safe_html.attribute(href)}">{safe_html.text(printed)}</a>')
        place = match.start() + len(printed)
    out.append(safe_html.text(words[place:]))
    return "".join(out)


class _Marks:
    """The marks of a document, found by place."""

    def __init__(self, marks: list[Mark]) -> None:
        self.marks = [mark for mark in marks if mark.tag != "a" or safe_html.allowed_link(mark.href)]
        self.starts = [mark.start for mark in self.marks]
        self.longest = max((mark.end - mark.start for mark in self.marks), default=0)

    def render(self, text: str, start: int, end: int) -> str:
        edges: dict[int, list[tuple[int, str]]] = {}
        first = bisect_left(self.starts, start - min(self.longest, 5_000))
        for mark in self.marks[first : bisect_left(self.starts, end)]:
            left, right = max(start, mark.start), min(end, mark.end)
            if left >= right:
                continue
            opened = f'<a href="{safe_html.attribute(mark.href)}">' if mark.tag == "a" else f"<{mark.tag}>"
            edges.setdefault(left, []).append((1, opened))
            edges.setdefault(right, []).insert(0, (0, f"</{mark.tag}>"))
        out, place = [], start
        for edge in sorted(edges):
            out.append(safe_html.text(re.sub(r"\s+", " ", text[place:edge])))
            out.extend(tag for _, tag in sorted(edges[edge], key=lambda one: one[0]))
            place = edge
        out.append(safe_html.text(re.sub(r"\s+", " ", text[place:end])))
        return "".join(out).strip()
