"""Lines that hold a date and nothing else but its label."""

from __future__ import annotations

import re

from releases.intake import labels
from releases.intake.dates import find_dates
from releases.intake.kinds import label_kind
from releases.intake.phrases import opener
from releases.intake.times import FoundTime, find_times
from releases.intake.zones import FoundZone, find_zones

DATE_LABEL = opener(labels.DATE_LABELS)
SEPARATORS = re.compile(r"[\s|•·/,\-–—:()\[\]*.]+")


def only_date(text: str, language: str = "") -> bool:
    """A date with at most a label before it, and separators or a label of the kind beside it."""
    if len(text) > 120:
        return False
    dates = find_dates(text, language=language)
    if not dates:
        return False
    rest = text
    for start, end in [(dates[0].start, dates[-1].end), *((one.start, one.end) for one in _hours(text))]:
        rest = f"{rest[:start]}{' ' * (end - start)}{rest[end:]}"
    label = DATE_LABEL.match(rest)
    rest = rest[label.end() :] if label else rest
    parts = [part for part in re.split(r"[|•·/\-–—]", rest) if part.strip()]
    if len(parts) <= 1 and all(label_kind(part) for part in parts):
        return True
    return len(SEPARATORS.sub("", rest)) <= 4


def _hours(text: str) -> list[FoundTime | FoundZone]:
    """The hour beside a date, and its zone."""
    times = find_times(text)
    return [*times, *find_zones(text)] if times else []
