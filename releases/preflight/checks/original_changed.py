"""The original of a translation, against the revision that the translation renders."""

from collections.abc import Iterator

from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Subject


def original_changed(subject: Subject) -> Iterator[Finding]:
    """A translation whose original has changed since: bring it up to date, or say why it stays."""
    original = subject.original
    if original is None or not original.has_changed:
        return
    sentence = gettext_noop(
        "The original changed since this was translated (revision %(done)d → %(now)d). Bring the text up to date."
    )
    values = {"done": original.done, "now": original.now}
    yield Finding(Level.RECOMMENDED, "original_changed", "body", sentence, values=values)
