"""What a word processor leaves in pasted text: tracked changes, comments, broken fields."""

import re
from collections.abc import Iterator
from typing import Final

from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Subject

_CERTAIN: Final = re.compile(
    r"\bComment(?:ed|aire|ario)? ?\[[A-Za-zÀ-ÿ]{1,5}\d{1,3}\]:?|"
    r"Error! (?:Reference source|Bookmark|Hyperlink reference) not (?:found|defined|valid)\.?|"
    r"^(?:Formatted|Field Code Changed|Formatiert|Mis en forme):?\s"
    r"(?:Font|List|Indent|Schriftart|Police|Space|Normal|Header|Left|Right|Centered)|"
    r"\{\s?HYPERLINK\s[^{}\n]{0,300}\}|\bMERGEFIELD\b|\bMERGEFORMAT\b"
)
_LIKELY: Final = re.compile(
    r"^(?:Deleted|Inserted|Moved \((?:insertion|deletion)\)(?: \[\d{1,3}\])?): ?|\[[A-Z]{2,4}\d{1,3}\]"
)


def word_leftovers(subject: Subject) -> Iterator[Finding]:
    """Tracked changes, comments and broken fields of a word processor that came along with the text."""
    for level, pattern, sentence in (
        (
            Level.BLOCKING,
            _CERTAIN,
            gettext_noop(
                "A comment or a change of a word processor came along. Accept the changes there, and take this out."
            ),
        ),
        (
            Level.RECOMMENDED,
            _LIKELY,
            gettext_noop("This looks like a tracked change or the mark of a comment. Take it out if it is one."),
        ),
    ):
        for passage in subject.passages():
            for match in pattern.finditer(passage.text):
                if level == Level.RECOMMENDED and _CERTAIN.match(passage.text, max(0, match.start() - 10)):
                    continue
                start, end = passage.start + match.start(), passage.start + match.end()
                yield subject.find(level, "word_leftovers", passage.field, start, end, sentence)
