"""Parts a row in which two fields share the line: "May 10, 2019 Contact: Ann Lee", "For Immediate Release: …"."""

from __future__ import annotations

import re
from itertools import pairwise

from releases.intake import immediate, labels
from releases.intake.dates import find_dates
from releases.intake.numbers import has_number
from releases.intake.phrases import any_of, every
from releases.intake.shapes import is_prose, is_title_case
from releases.intake.source import Document, Line, blank
from releases.intake.times import find_times

NONE_HEAD = re.compile(rf"[\s*\-–—_#(\[]{{0,8}}{immediate.NO_EMBARGO.pattern}", re.IGNORECASE)
AFTER_IMMEDIATE = re.compile(r"\s{0,4}[:：\-–—|,/.•]{0,3}\s{0,4}")
CONTACT_INSIDE = re.compile(
    rf"(?<=[\s|"
    rf"])(?:{any_of(phrase for phrase in every(labels.CONTACT) if len(phrase) > 6)})\s?(?:\(s\))?\s?[:：]",
    re.IGNORECASE,
)
NUMBER_INSIDE = re.compile(
    r"(?i)(?<=\s)(?:release\s{0,2})?(?:no|nr|num|number|№|nº|"
    r"n°)\.?\s?[:#]?\s?\d[\d/\-A-Z]{0,10}$|(?<=\s)#\s?\d{1,6}$"
)
BEGINNING = 400


def split(document: Document) -> None:
    """Cut such lines in place; only short lines near the top and the bottom can be shared."""
    count = len(document.lines)
    out: list[Line] = []
    for index, line in enumerate(document.lines):
        if len(line.text) <= BEGINNING and (index < 60 or index > count - 60):
            out.extend(_parts(document.text, line))
        else:
            out.append(line)
    document.lines = out


def _parts(text: str, line: Line) -> list[Line]:
    cuts: list[int] = []
    roles: dict[int, str] = {}
    if len(line.text) < 80 and NONE_HEAD.match(line.text) and immediate.denies(line.text):
        line.role = "release"
        return [line]
    if immediate.but_later(line.text):
        return [line]
    match = immediate.HEAD.match(line.text)
    if match:
        roles[0] = "release"
        rest = AFTER_IMMEDIATE.match(line.text, match.end())
        place = rest.end() if rest else match.end()
        if place < len(line.text):
            if line.text[place:][:1].islower():
                return [line]  # "immediate release of the prisoners"
            cuts.append(place)
    dates = find_dates(line.text[:40])
    if dates and dates[0].start == 0 and dates[0].year and _headline_follows(line.text[dates[0].end :]):
        cuts.append(dates[0].end)
    contact = CONTACT_INSIDE.search(line.text)
    if contact and contact.start() > 2 and _stands_before_contact(line.text[: contact.start()]):
        cuts.append(contact.start())
    if len(line.text) < 60 and (code := _number_beside_date(line)):
        cuts.append(code)
    number = NUMBER_INSIDE.search(line.text)
    if number and number.start() > 2 and find_dates(line.text[: number.start()]) and len(line.text) < 90:
        cuts.append(number.start())
    edges = [0, *sorted(set(cuts)), len(line.text)]
    parts = []
    for left, right in pairwise(edges):
        piece = line.text[left:right]
        if blank(piece):
            continue
        start = line.start + left
        end = start + len(piece.rstrip())
        if left in roles:
            end = start + (match.end() if match else len(piece))
        parts.append(
            Line(
                start,
                end,
                text[start:end],
                line.row,
                line.block,
                line.indent,
                line.tag,
                line.hints,
                line.cell,
                roles.get(left, ""),
            )
        )
    return parts or [line]


def _number_beside_date(line: Line) -> int:
    """Where "B45/93  12 October 1993" is to be cut; 0 where it is not that."""
    dates = find_dates(line.text)
    if len(dates) != 1 or not dates[0].year:
        return 0
    found = dates[0]
    before, after = line.text[: found.start].strip(" ,|"), line.text[found.end :].strip(" ,|")
    if before and not after and has_number(before):
        return found.start
    return found.end if after and not before and has_number(after) else 0


def _headline_follows(text: str) -> bool:
    """A title set straight after the date, with only a blank between them."""
    if find_times(text[:14]):
        return False
    return text[:1].isspace() and is_title_case(text) and len(text.split()) >= 4 and not is_prose(text)


def _stands_before_contact(text: str) -> bool:
    """A date, a release line or a rule before "Contact:", rather than the words of a sentence."""
    return len(text) < 90 and (bool(find_dates(text)) or bool(immediate.HEAD.match(text)) or text.rstrip()[-1:] in "|•")
