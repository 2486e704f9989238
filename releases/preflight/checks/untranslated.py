"""What a translation was begun with, and nobody has written over."""

from collections.abc import Iterator

from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Subject


def untranslated(subject: Subject) -> Iterator[Finding]:
    """A translation whose headline is still the one it was begun with, which names the original's."""
    headline = subject.texts.get("headline", "")
    if subject.begun_with and headline == subject.begun_with:
        sentence = gettext_noop("The headline still waits for its translation. Write it.")
        yield subject.find(Level.BLOCKING, "untranslated", "headline", 0, len(headline), sentence)
