"""The mark that closes a story: ###, -30-, -end-, ENDS, (FIN), 以上, * * *."""

from __future__ import annotations

import re

from releases.intake import labels
from releases.intake.phrases import any_of, every, opener
from releases.intake.shapes import is_prose
from releases.intake.source import Document

_DECOR = r"[\s\-–—*#(（\[{=_~.<>/|]{0,12}"
_CLOSE = r"[\s\-–—*#)）\]}=_~.<>/|]{0,12}"
HASHES = re.compile(r"\s{0,4}(?:#\s{0,4}){1,12}")
THIRTY = re.compile(r"\s{0,4}[-–—*#(\s]{1,6}30(?:[-–—\s]{1,4}30){0,4}[-–—*#)\s]{1,6}")
WORDS = re.compile(
    rf"{_DECOR}{any_of(word for word in labels.END_WORDS if not word.isdigit())}{_CLOSE}"
    rf"|[-–—]{{1,4}}\s?[0oO]{{2,4}}\s?[-–—]{{1,4}}|{_DECOR}[-–—]\s?0\s?[-–—]{_CLOSE}|{_DECOR}ends?\s?(?:\d{{1,2}}:\d{{2}})\s?[ap]\.?m\.?.{{0,8}}",
    re.IGNORECASE,
)
UNDER = opener((*every(labels.CONTACT), *labels.NOTES_HEADS, *(phrase.strip() for phrase in labels.ABOUT)))
STARS = re.compile(r"\s{0,4}(?:[*•~+]\s{0,6}){3,12}|o0o|\*{3,40}")


def mark(document: Document) -> int | None:
    """Give the closing line its role; its index, or None where the story just stops."""
    lines = document.lines
    begun = _first_prose(document)
    stars = None
    for index, line in enumerate(lines):
        if index <= begun or len(line.text) > 60 or line.role or "mail-header" in line.hints:
            continue
        if HASHES.fullmatch(line.text) or THIRTY.fullmatch(line.text) or WORDS.fullmatch(line.text):
            line.role = "end"
            return index
        if STARS.fullmatch(line.text):
            stars = index
    after = lines[stars + 1 :] if stars is not None else []
    if stars is not None and (not any(is_prose(line.text) for line in after) or UNDER.match(after[0].text[:120])):
        lines[stars].role = "end"
        return stars
    return None


def _first_prose(document: Document) -> int:
    """Nothing can end before it has begun: in the head, ### is decoration."""
    for index, line in enumerate(document.lines):
        if is_prose(line.text) or (len(line.text) > 45 and line.text[:1].isupper() and index > 3):
            return index
    return 0
