"""The release's own number: "RELEASE: 93-76", "No. 17-123", "#1506", "MPS 9/89", "第12号"."""

from __future__ import annotations

import re

from releases.intake import labels
from releases.intake.dates import find_dates
from releases.intake.phrases import any_of
from releases.intake.shapes import phones
from releases.intake.source import Line, tidy

NUMBER_WORDS = ("no", "nr", "number", "num", "nº", "n°", "no.", "№")
VALUE = r"(?P<value>[A-ZА-ЯĐ]{0,8}[-–.\s]?\d[\w./()\-–]{0,18}(?:\s?/\s?[A-ZĐ\-]{1,12})?)"
LABELLED = re.compile(
    rf"[\s*(\[]{{0,4}}{any_of(labels.NUMBER_LABELS)}(?:\s{{0,2}}{any_of(NUMBER_WORDS)})?"
    rf"[\s.:#]{{0,4}}(?:№\s?)?{VALUE}[\s)\].]{{0,4}}",
    re.IGNORECASE,
)
CODE = re.compile(
    r"\s{0,3}(?:#\s?(?P<hash>\d{1,6})|"
    r"(?P<code>[A-Z]{1,8}[\s\-]{0,2}\d{1,5}(?:[/-]\d{1,5}){0,2}|"
    r"\d{1,5}[/-]\d{1,5}(?:[/-][A-Z]{1,4})?|[a-z]{2,4}\s?\d{1,5}/\d{2}))\s{0,3}"
)
JAPANESE = re.compile(r".{0,6}(?P<value>第\s?\d{1,5}\s?号).{0,4}")
LABEL_ALONE = re.compile(
    r"(?i)\s{0,3}(?:press|news|media)?\s?release\s(?:number|no\.?|nr\.?)\s?:?\s{0,3}|"
    r"número de (?:comunicado|nota)\s?:?|numéro\s?:?|reference\s?(?:number)?\s?:"
)


def printed_number(line: Line, before: Line | None = None) -> tuple[str, int, int] | None:
    """The number a line gives and where it stands in the document; `before` may be its label."""
    text = line.text
    if len(text) > 80:
        return None
    if before is not None and len(before.text) < 50 and LABEL_ALONE.fullmatch(before.text) and re.search(r"\d", text):
        return tidy(text), line.start, line.end
    for pattern in (LABELLED, JAPANESE):
        match = pattern.fullmatch(text)
        if match and not _is_something_else(match.group("value"), text):
            return _found(line, match.start("value"), match.end("value"))
    match = CODE.fullmatch(text)
    if match and not _is_something_else(text, text):
        group = "hash" if match.group("hash") else "code"
        return _found(line, match.start(group), match.end(group))
    return None


def has_number(text: str) -> bool:
    """Whether the text is nothing but a number, with or without its label."""
    return any(pattern.fullmatch(text) for pattern in (LABELLED, CODE, JAPANESE))


def _found(line: Line, start: int, end: int) -> tuple[str, int, int]:
    return tidy(line.text[start:end]), line.start + start, line.start + end


def _is_something_else(value: str, text: str) -> bool:
    dates = find_dates(text)
    return (
        bool(dates and dates[0].year)
        or bool(phones(value))
        or re.fullmatch(r"(?:19|20)\d\d", value.strip()) is not None
    )
