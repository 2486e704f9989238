"""A headline in capitals."""

import re
from collections.abc import Iterator
from typing import Final

from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Subject

_WORD: Final = re.compile(r"[^\W\d_]{2,60}")
_FEWEST: Final = 4


def capital_headline(subject: Subject) -> Iterator[Finding]:
    """A headline in capitals: hard to read, and feeds, mail and readers' voices get it as it is."""
    headline = subject.texts.get("headline", "")
    words = _WORD.findall(headline)
    if len(words) >= _FEWEST and headline.isupper():
        sentence = gettext_noop("The headline is in capitals. Write it as a sentence; the page sets it large.")
        yield subject.find(Level.RECOMMENDED, "capital_headline", "headline", 0, len(headline), sentence)
