"""The language of the text, against its field."""

from collections.abc import Iterator
from typing import Final

from releases.intake.language import detect
from releases.intake.sentence import Language
from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Subject

_FEWEST_LETTERS: Final = 120
_SHOWN: Final = 80


def text_language(subject: Subject) -> Iterator[Finding]:
    """A text in another language than its field says: voices read it, and lists file it, by that field."""
    text = subject.texts.get("body", "")
    letters = [one for one in text if one.isalpha()]
    is_latin = sum(one < "\u0250" for one in letters) * 2 > len(letters)
    # Chinese says in one sign what takes four letters elsewhere.
    if len(letters) < (_FEWEST_LETTERS if is_latin else _FEWEST_LETTERS // 4):
        return
    half = len(text) // 2
    # Both halves must say so: a long quotation is in one of them.
    found = {detect(text), detect(text[:half]), detect(text[half:])}
    if len(found) == 1 and "" not in found and subject.language not in found:
        sentence = gettext_noop(
            "The text reads as “%(found)s”, and its language is set to “%(set)s”. Set the right one."
        )
        yield subject.find(
            Level.RECOMMENDED,
            "text_language",
            "body",
            0,
            min(_SHOWN, len(text)),
            sentence,
            found=Language(found.pop()),
            set=Language(subject.language),
        )
