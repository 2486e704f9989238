"""The day of issue: which of the printed days it is, what it may be instead, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime

from releases.intake.datelines import Dateline
from releases.intake.dates import FoundDate, find_dates
from releases.intake.embargo_extent import EmbargoLine
from releases.intake.headline import Head
from releases.intake.result import Range
from releases.intake.sentence import NOTHING, Sentence, _
from releases.intake.source import Document

AMERICAN = re.compile(
    r"\b(?:U\.S\.|Washington, D\.?C|\(?\d{3}\)?[-/. ]\d{3}-\d{4}|[ECMP][SD]?T\b|Senator|"
    r"Congress|County|Texas|California|Florida)"
)
COMMONWEALTH = re.compile(
    r"\b(?:Australian?|Canberra|London|Whitehall|Home Office|UK|British|New Zealand|"
    r"Parliament House|GMT|BST|A?EST)\b"
)


@dataclass(frozen=True, slots=True)
class Issued:
    """The day, the place where it is printed unless that is another field's, and a doubt about it."""

    day: date | None = None
    place: Range | None = None
    doubt: Sentence = NOTHING


def find_issue_date(
    document: Document, head: Head, held: list[EmbargoLine], dateline: Dateline | None, *, month_first: bool | None
) -> Issued:
    """A line of its own, the dateline, a line that holds more, the line that says when it may be used, the mail's."""
    near = _near(document, held)
    for found, line, _rank in sorted(head.dates, key=lambda one: one[2]):
        if found.year and found.day_printed:
            day, doubt = _settle(found, near=near, month_first=month_first)
            return Issued(day, (line.start + found.start, line.start + found.end), doubt)
    if dateline and dateline.date:
        return Issued(dateline.date)
    for line in head.lines:
        if "mail-header" in line.hints or line.role not in ("", "letterhead", "office", "label"):
            continue
        for found in find_dates(line.text, language=document.language) if len(line.text) <= 120 else ():
            day, doubt = _settle(found, near=near, month_first=month_first) if found.year else (None, NOTHING)
            if day:
                return Issued(day, (line.start + found.start, line.start + found.end), doubt)
    for one in held:
        for found in find_dates(one.text, language=document.language):
            if found.day_printed and not found.swapped:
                return Issued(found.day_printed if one.release_at or one.by_hand else None)
    return Issued(None if held else mail_date(document))


def _near(document: Document, held: list[EmbargoLine]) -> list[date]:
    """The days that the head prints without a doubt."""
    texts = [line.text for line in document.lines[:80] if line.short] + [one.text for one in held]
    return [
        found.day_printed
        for text in texts
        for found in find_dates(text, language=document.language)
        if found.day_printed and not found.swapped
    ]


def _settle(found: FoundDate, *, near: list[date], month_first: bool | None) -> tuple[date | None, Sentence]:
    """3/4/2026 as a day of issue: what the other dates of the text speak for, and a note."""
    first, second = found.day_printed, found.other
    if not second or not first:
        return first, NOTHING
    doubt = _("The day of issue can be read as %(one)s or %(other)s.", one=first, other=second)
    for one, other in ((first, second), (second, first)):
        if any(abs((one - day).days) <= 20 for day in near) and not any(abs((other - day).days) <= 20 for day in near):
            return one, doubt
    return second if month_first else first, doubt


def mail_date(document: Document) -> date | None:
    for line in document.lines[:60]:
        if "mail-header" in line.hints and line.text[:5].casefold() == "date:":
            try:
                return parsedate_to_datetime(line.text[5:].strip()).date()
            except (ValueError, TypeError, IndexError):
                return None
    return None


def month_comes_first(document: Document, default_zone: str) -> bool | None:
    """Whether 3/4 is March here. Only a best reading hangs on it; a person is asked all the same."""
    if document.language != "en":
        return False if document.language else None
    sample = document.text[:4_000] + document.text[-1_500:]
    american, other = len(AMERICAN.findall(sample)), len(COMMONWEALTH.findall(sample))
    if american != other:
        return american > other
    return True if default_zone.startswith("America/") else None
