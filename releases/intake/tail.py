"""Everything under the story: where it ends, the "About …" part, notes, and what a page prints below."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from releases.intake import labels
from releases.intake.date_lines import only_date
from releases.intake.datelines import Dateline, alone
from releases.intake.furniture import is_address
from releases.intake.numbers import printed_number
from releases.intake.phrases import any_of
from releases.intake.shapes import END_OF_SENTENCE, URL, is_caps, is_prose
from releases.intake.source import Document, Line

AFTER_BODY = re.compile(rf"[\s*|•]{{0,6}}{any_of(labels.AFTER_BODY_LABELS)}\s{{0,2}}[:：]?\s{{0,3}}", re.IGNORECASE)
FIELDS = (
    "component(s)", "components", "component", "press release number", "topic(s)", "topics", "topic", "tags", "updated",
    "last updated", "attachment(s)", "related links", "filed under", "categories",
)  # fmt: skip
AFTER_BODY_HEAD = re.compile(rf"{any_of(FIELDS)}\s{{0,2}}[:：]", re.IGNORECASE)
NOTES = re.compile(
    rf"[\s*\-–—_\[(#]{{0,8}}{any_of(labels.NOTES_HEADS)}[\s*\])]{{0,4}}[:：.]?[\s*_\-–—]{{0,6}}", re.IGNORECASE
)
EXPLICIT_NOTES = re.compile(r"(?i)editors?\b|redakt|rédac|редактор|編集者|biên tập|محررين")
ABOUT = re.compile(rf"[\s*\-–—_#]{{0,8}}{any_of(phrase.strip() for phrase in labels.ABOUT)}\s", re.IGNORECASE)
ABOUT_CJK = re.compile(r"[\s■□●【]{0,4}.{2,30}(?:について|概要)[】\s]{0,3}")
NAMED = re.compile(r"[^\W\d_a-zß-ÿ][^:：]{2,80}[:：]\s")
SIGNATURE = re.compile(r"--\s?")
TRAILING = re.compile(
    r"\s{0,3}(?:\d{1,6}|contact|home|top|print|share|back|©.{0,80}|copyright.{0,80})\s{0,3}", re.IGNORECASE
)


@dataclass(slots=True)
class Tail:
    begins: int = 0  # index of the first line that is not story
    boilerplate: list[Line] = field(default_factory=list)
    number: tuple[str, int, int] | None = None
    foot: tuple[Dateline, Line] | None = None


def read_tail(document: Document, begin: int, end_mark: int | None) -> Tail:
    lines = document.lines
    stop = end_mark if end_mark is not None else len(lines)
    while end_mark is not None and stop > begin + 1 and lines[stop - 1].row == lines[end_mark].row:
        stop -= 1  # a number that shares the row of the end mark
    tail = Tail(begins=stop)
    words = sum(line.end - line.start for line in lines[begin:stop]) or 1
    seen = 0
    for index in range(begin, stop):
        line = lines[index]
        seen += line.end - line.start
        if index == begin or line.role not in ("", "boilerplate"):
            continue
        late = seen / words
        if _closes(line, late, lines, index):
            tail.begins = index
            break
    _trim(lines, begin, tail, document.format)
    _read_rest(document, tail, stop)
    return tail


def _closes(line: Line, late: float, lines: list[Line], index: int) -> bool:
    """A head of notes, of an "About …" part or of a page's own fields: the story is over."""
    text = line.text
    if late > 0.35 and _about_in_a_line(line, lines, index):
        return True
    if len(text) > 200:
        return False
    if "boilerplate" in line.hints and late > 0.4:
        return True
    if AFTER_BODY_HEAD.match(text) or (AFTER_BODY.fullmatch(text) and late > 0.3 and line.tag not in ("h2", "h3")):
        return True
    if NOTES.fullmatch(text):
        return bool(EXPLICIT_NOTES.search(text)) or late > 0.55
    notes = NOTES.match(text)
    if notes and EXPLICIT_NOTES.search(notes.group()) and late > 0.5:
        return True
    if SIGNATURE.fullmatch(text):
        return True
    return late > 0.35 and _about(line, lines, index)


def _about(line: Line, lines: list[Line], index: int) -> bool:
    text = line.text.strip()
    if len(text) > 110 or END_OF_SENTENCE.search(text) or not (ABOUT.match(text) or ABOUT_CJK.fullmatch(text)):
        return False
    starts_block = index == 0 or lines[index - 1].block != line.block or len(lines[index - 1].text) < 60
    following = next((below for below in lines[index + 1 : index + 3]), None)
    named = len(text.split()) <= 7 or (
        len(text.split()) <= 10
        and (text.endswith(":") or text.isupper() or any(word[:1].isupper() for word in text.split()[1:]))
    )
    return starts_block and (named or bool(ABOUT_CJK.fullmatch(text))) and following is not None


def _about_in_a_line(line: Line, lines: list[Line], index: int) -> bool:
    """ "About the Harbour Agency: it keeps the ports …" at the head of a paragraph."""
    match = ABOUT.match(line.text[:60])
    starts_block = index == 0 or lines[index - 1].block != line.block or lines[index - 1].role != ""
    return starts_block and match is not None and NAMED.match(line.text[match.end() : match.end() + 90]) is not None


def _stray_capitals(text: str) -> bool:
    """A place, a library's stamp or the head of a page that follows no more."""
    return is_caps(text) and len(text.split()) <= 7 and text[-1:].isalpha()


def _trim(lines: list[Line], begin: int, tail: Tail, document_form: str) -> None:
    """Menu words, addresses and a bare signature at the very foot are not story."""
    while tail.begins > begin + 1:
        line = lines[tail.begins - 1]
        text = line.text
        if (
            line.role in ("", "letterhead")
            and len(text) <= 200
            and (
                TRAILING.fullmatch(text)
                or (URL.fullmatch(text.strip()) and lines[tail.begins - 2].role == "contact")
                or AFTER_BODY.fullmatch(text)
                or (is_address(text) and not is_prose(text) and line.tag != "td")
            )
            and not text.rstrip().endswith((".”", '."'))
        ) or (line.role == "" and document_form == "text" and _stray_capitals(text)):
            tail.begins -= 1
        elif line.role == "" and only_date(text):
            line.role = "date"
            above = lines[tail.begins - 2]
            if tail.foot is None and not above.role and (found := alone(f"{above.text}, {text}")):
                above.role = "foot"  # the place and the day on two lines
                tail.foot = (found, line)
            tail.begins -= 1
        elif line.role == "" and tail.foot is None and (found := alone(text)):
            line.role = "foot"
            tail.foot = (found, line)
            tail.begins -= 1
        elif line.role and line.role != "body":
            tail.begins -= 1
        else:
            return


def _read_rest(document: Document, tail: Tail, stop: int) -> None:
    """The "About …" part and notes; the number a page prints below; a place and day at the foot."""
    lines = document.lines
    taking = False
    for index in range(tail.begins, len(lines)):
        line = lines[index]
        if line.role:
            taking = taking and line.role in ("furniture", "contact")
            continue
        if number := printed_number(line, lines[index - 1] if index else None):
            labelled = re.search(r"(?i)number|no\.", lines[index - 1].text + line.text)
            if tail.number is None and (labelled or index <= stop + 3):
                tail.number = number
                line.role = "number"
            continue
        if (AFTER_BODY.match(line.text) and len(line.text) < 60) or SIGNATURE.fullmatch(line.text):
            taking = False
        elif (
            "boilerplate" in line.hints
            or (NOTES.match(line.text) and len(line.text) < 120)
            or _about(line, lines, index)
            or _about_in_a_line(line, lines, index)
        ):
            taking = True
        if taking:
            line.role = "boilerplate"
            tail.boilerplate.append(line)
