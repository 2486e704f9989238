"""Sets aside what belongs to the paper rather than the text: rules, page numbers, running feet, junk."""

from __future__ import annotations

import re
from collections import Counter

from releases.intake import labels
from releases.intake.kinds import label_kind
from releases.intake.phrases import any_of
from releases.intake.source import Document, Line

RULE = re.compile(r"[\s\-–—_=~.*•·|/\\+<>]{3,}|[_=\-–—~]{2,}|[|•·*~]")
STARS = re.compile(r"[\s*]+")
PAGE = re.compile(
    r"(?i)[\s\-–—(\[]{0,6}(?:page|pg\.?|p\.|seite|página|pagina|стр\.?|"
    r"trang)?\s{0,2}\d{1,3}\s{0,2}(?:(?:of|/|de|von|sur|из)\s{0,2}\d{1,3})?"
    r"[\s\-–—)\]]{0,6}|[ivx]{1,5}"
)
TURN = re.compile(
    rf"[\s\-–—(\[.*/#]{{0,8}}{any_of(labels.PAGE_FURNITURE)}(?:\s{{1,3}}\d{{1,3}})?[\s\-–—)\].*/#]{{0,8}}",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"(?i)(?:\b(?:street|st\.|avenue|ave\.|blvd|boulevard|road|rd\.|suite|floor|p\.?o\.? box|drive|"
    r"square|building|parliament house|"
    r"place|rue|calle|avenida|platz|straße|strasse|rua|praça|lane|"
    r"way)\b.{0,80}\b[A-Z]{0,2}\d{4,6}(?:-\d{4})?\b"
    r"|\b[A-Z]{2}\s{1,3}\d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s\d[A-Z]{2}\b|\bCEDEX\b)"
)


MOST_PAGES = 60


def set_aside(document: Document) -> None:
    repeated = _running(document)
    turned = False  # the page has just been turned: a running head may follow
    for line in document.lines:
        if line.role:
            continue
        if "junk" in line.hints or "updated" in line.hints:
            line.role = "furniture"
        elif len(line.text) <= 160 and (_is_furniture(line, repeated) or (turned and label_kind(line.text))):
            line.role = "furniture"
            turned = TURN.fullmatch(line.text.strip()) is not None or (turned and line.role == "furniture")
            continue
        turned = False


def is_address(text: str) -> bool:
    return len(text) <= 240 and ADDRESS.search(text) is not None


def _is_furniture(line: Line, repeated: frozenset[str]) -> bool:
    text = line.text.strip()
    if RULE.fullmatch(text) and not STARS.fullmatch(text):
        return True
    if (
        PAGE.fullmatch(text)
        and not _is_fraction(text)
        and line.tag not in ("td", "th", "dd", "li")
        and not (text.isdigit() and int(text) > 99)
    ):
        return "30" not in text  # - 30 - is an end mark
    if TURN.fullmatch(text):
        return True
    if line.flat in repeated:
        return True
    return line.flat.startswith(("[email", "skip to ", "you need javascript"))


def _is_fraction(text: str) -> bool:
    """ "84/112" is a release's number; "3/4" at the foot is a page of so many."""
    part, slash, whole = text.partition("/")
    return bool(slash) and part.strip().isdigit() and whole.strip().isdigit() and int(whole) > MOST_PAGES


def _running(document: Document) -> frozenset[str]:
    """Heads and feet of pages: the same short line again and again, apart from the first."""
    lines = [line for line in document.lines if len(line.text) <= 160]
    counts = Counter(line.flat for line in lines if len(line.text) > 12)
    return frozenset(
        text for text, count in counts.items() if (count >= 2 and is_address(text)) or (count >= 3 and text.isupper())
    )
