"""What was to be filled in later: TK, XX, [ ], lorem ipsum, INSERT NAME."""

import re
from collections.abc import Iterator
from typing import Final

from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Subject

_THING: Final = (
    r"(?:name|names|date|day|time|title|place|location|city|quote|number|phone|text|link|url|headline|contact)"
)
_NEVER: Final = re.compile(
    rf"lorem ipsum|\bTKTK(?:TK)*\b|\bINSERT (?:YOUR )?{_THING.upper()}\b|"
    rf"[\[<{{](?:insert|add|enter)\s[^\[\]<>{{}}\n]{{1,60}}[\]>}}]|"
    rf"[\[<{{](?:your |the )?(?:{_THING}|tbd|tbc|tba|tk|xx+|placeholder|todo)(?: here| to come| tk)?[\]>}}]",
    re.IGNORECASE,
)
_PERHAPS: Final = re.compile(
    # [ ] and [__] but not the […] of a quotation
    r"\[[\s_]{0,10}\]|_{4,}|"
    # TK, but not TK Elevator
    r"\bTK\b(?!\s?[A-Z][a-z])|"
    # 555-XXXX, $XX, XX.X%
    r"[$€£#]\s?X{2,}|\d[-–.]X{2,}|\b(?:X{2,4}[/.:–-]X{1,4}|X[/.:–-]X{2,4})\b|\bX{2,}(?=\s?%)|\bX{4,}\b"
)
# Roman twenty and thirty are left alone: Super Bowl XXX, siglo XX, John XX.
_NUMBER: Final = re.compile(r"(?<![\w.$])X{2,3}(?= (?!century|chromosome)[a-z])")
_INSERT: Final = re.compile(r"INSERT", re.IGNORECASE)


def placeholders(subject: Subject) -> Iterator[Finding]:
    """Something to be filled in later: TK, XX, [ ], lorem ipsum, INSERT NAME."""
    certain = gettext_noop("This was to be filled in. Write what belongs here.")
    likely = gettext_noop("This looks like something to be filled in. Write what belongs here.")
    for passage in subject.passages():
        taken = []
        for match in _NEVER.finditer(passage.text):
            if match[0][0] not in "[<{" and _INSERT.match(match[0]) and not match[0].isupper():
                continue  # “insert text” in prose
            taken.append(match.span())
            start, end = passage.start + match.start(), passage.start + match.end()
            yield subject.find(Level.BLOCKING, "placeholders", passage.field, start, end, certain)
        doubtful = [*_PERHAPS.finditer(passage.text)]
        if subject.language == "en":
            doubtful += (match for match in _NUMBER.finditer(passage.text) if _counts(passage.text, match.start()))
        for match in doubtful:
            if any(first < match.end() and match.start() < last for first, last in taken):
                continue
            taken.append(match.span())
            start, end = passage.start + match.start(), passage.start + match.end()
            yield subject.find(Level.RECOMMENDED, "placeholders", passage.field, start, end, likely)


def _counts(text: str, place: int) -> bool:
    """Whether what stands before is no name, which would make a Roman number of it."""
    before = text[max(0, place - 30) : place].split()
    return not before or before[-1].islower()
