"""Straight and curly quotation marks in one text."""

import re
from collections.abc import Iterator
from typing import Final

from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Subject

# Not behind a digit, where it means inches or seconds.
_STRAIGHT: Final = re.compile(r"(?<!\d)\"[^\"\n]{0,60}")
_CURLY: Final = re.compile(r"[“”„«»]")
_FIELDS: Final = ("headline", "subhead", "summary", "body", "boilerplate")


def quotation_marks(subject: Subject) -> Iterator[Finding]:
    """Straight and curly quotation marks in one text."""
    if not any(_CURLY.search(subject.texts.get(name, "")) for name in _FIELDS):
        return
    sentence = gettext_noop("Elsewhere the quotation marks are curly, and here one is straight. Use one kind.")
    for name in _FIELDS:
        match = _STRAIGHT.search(subject.texts.get(name, ""))
        if match:
            yield subject.find(Level.ADVISORY, "quotation_marks", name, *match.span(), sentence)
