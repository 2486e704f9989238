"""A word written twice."""

import re
from collections.abc import Iterator
from typing import Final

from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Subject

_TWICE: Final = re.compile(r"(?<![\w’'-])([^\W\d_]{1,40})\s{1,3}\1(?![\w’'-])")
# No sentence has these twice in a row.
_NEVER: Final = {
    "en": frozenset("the a an of and to from my our their his your its".split()),
    "es": frozenset("el la los las de y un una con por".split()),
    "fr": frozenset("le la les de et un une du des pour".split()),
}
# “He knew that that was it”, “all she had had”, and places and sounds that are called so.
_OFTEN: Final = frozenset("that had is was do did very bye no so in on nous vous die der das sie".split())


def repeated_words(subject: Subject) -> Iterator[Finding]:
    """A word written twice in a row: “the the”."""
    never = _NEVER.get(subject.language, frozenset())
    sentence = gettext_noop("The word stands twice. Take one away.")
    for passage in subject.passages():
        for match in _TWICE.finditer(passage.text):
            word = match[1]
            if not word.islower() or word in _OFTEN:
                continue
            level = Level.RECOMMENDED if word in never else Level.ADVISORY
            start, end = passage.start + match.start(), passage.start + match.end()
            yield subject.find(level, "repeated_words", passage.field, start, end, sentence)
