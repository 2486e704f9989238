"""Sentences that are hard to take in."""

from collections.abc import Iterator
from typing import Final

from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.speech import sentences
from releases.preflight.subject import Subject

_MOST: Final = 45
_SHOWN: Final = 80


def long_sentences(subject: Subject) -> Iterator[Finding]:
    """A sentence of more than 45 words."""
    sentence = gettext_noop("This sentence has %(count)d words. Make two of it.")
    for passage in subject.passages("summary", "body"):
        for start, end in sentences(passage.text):
            count = len(passage.text[start:end].split())
            if count > _MOST:
                last = passage.text.rfind(" ", start, min(end, start + _SHOWN))
                yield subject.find(
                    Level.ADVISORY,
                    "long_sentences",
                    passage.field,
                    passage.start + start,
                    passage.start + (last if last > start else end),
                    sentence,
                    count=count,
                )
