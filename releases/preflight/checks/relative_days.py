"""Days that are told from the day of writing, in a text that is first read on another."""

import re
from collections.abc import Iterator
from typing import Final

from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.speech import is_inside, quoted
from releases.preflight.subject import Subject

_DAYS: Final = {
    "en": r"today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening)",
    "es": r"hoy|ayer|esta (?:mañana|tarde|noche)",
    "fr": r"aujourd[’']hui|hier|demain|ce (?:matin|soir)|cet après-midi",
    "de": r"heute|gestern",
}
_WEEKS: Final = {
    "en": r"(?:last|this|next) week",
    "es": r"la semana pasada|esta semana|la próxima semana",
    "fr": r"la semaine (?:dernière|prochaine)|cette semaine",
    "de": r"(?:letzte|vergangene|diese|kommende|nächste) Woche",
}
_SAME_WHENEVER: Final = frozenset({"today", "tonight", "hoy", "heute", "aujourd’hui", "aujourd'hui"})


def relative_days(subject: Subject) -> Iterator[Finding]:
    """“today”, “yesterday” or “last week” in a text whose embargo lifts on another day than it is written."""
    pattern = _pattern(subject)
    if pattern is None:
        return
    sentence = gettext_noop("This is first read on another day than today. Name the day, or make sure of it.")
    for passage in subject.passages("headline", "subhead", "summary", "body"):
        # What somebody said is theirs, and is printed as they said it.
        speech = quoted(passage.text)
        for match in pattern.finditer(passage.text):
            if is_inside(match.start(), speech) or _is_the_day_itself(subject, match[0]):
                continue
            start, end = passage.start + match.start(), passage.start + match.end()
            yield subject.find(Level.RECOMMENDED, "relative_days", passage.field, start, end, sentence)


def _pattern(subject: Subject) -> re.Pattern[str] | None:
    if subject.embargo not in {"until", "by_hand"} or subject.kind == "remarks":
        return None
    words = []
    if subject.lifts_at is None or subject.lift_day != subject.today:
        words.append(_DAYS.get(subject.language, ""))
    if subject.lifts_at is None or subject.lift_day.isocalendar()[:2] != subject.today.isocalendar()[:2]:
        words.append(_WEEKS.get(subject.language, ""))
    alternatives = "|".join(word for word in words if word)
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE) if alternatives else None


def _is_the_day_itself(subject: Subject, word: str) -> bool:
    """Whether the word means the day of a delivery by hand, whichever that will be."""
    return subject.lifts_at is None and word.casefold() in _SAME_WHENEVER
