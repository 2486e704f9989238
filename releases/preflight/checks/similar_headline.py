"""A headline much like that of another recent release."""

import re
from collections.abc import Iterator
from typing import Final

from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Subject

_WORD: Final = re.compile(r"\w{1,60}")
_FEWEST: Final = 4
_ALIKE: Final = 0.8


def similar_headline(subject: Subject) -> Iterator[Finding]:
    """A headline like that of another recent release that the person may know of."""
    headline = subject.texts.get("headline", "")
    ours = _words(headline)
    if len(ours) < _FEWEST:
        return
    sentence = gettext_noop("Another recent release is called “%(other)s”. Make sure that this is not a second copy.")
    for other in subject.headlines:
        theirs = _words(other)
        if theirs and len(ours & theirs) / len(ours | theirs) >= _ALIKE:
            yield subject.find(Level.ADVISORY, "similar_headline", "headline", 0, len(headline), sentence, other=other)
            return


def _words(headline: str) -> set[str]:
    return set(_WORD.findall(headline.casefold()))
