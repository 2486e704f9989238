"""The weekday beside a date, against the calendar."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from releases.intake.dates import FoundDate, find_dates
from releases.intake.sentence import Weekday
from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Passage, Subject

# Words of every day in small letters: “it sat May 5”.
_ALSO_WORDS: Final = ("sat", "sun", "wed", "mar")


def weekday_date(subject: Subject) -> Iterator[Finding]:
    """A weekday that is not that of the date beside it; a date without a year is taken for the nearest one."""
    for passage in subject.passages():
        for found in find_dates(passage.text, language=subject.language):
            day = _day(found, subject.lift_day)
            if found.weekday is None or day is None or found.swapped or day.weekday() == found.weekday:
                continue
            if passage.text[found.start : found.end].startswith(_ALSO_WORDS):
                continue
            yield _finding(subject, passage, found, day)


def _day(found: FoundDate, near: date) -> date | None:
    if found.year:
        return found.in_year(found.year)
    days = [day for year in range(near.year - 1, near.year + 2) if (day := found.in_year(year))]
    return min(days, key=lambda day: abs(day - near), default=None)


def _finding(subject: Subject, passage: Passage, found: FoundDate, day: date) -> Finding:
    sentence = gettext_noop("%(date)s is a %(weekday)s. Correct the weekday or the date.")
    start, end = passage.start + found.start, passage.start + found.end
    weekday = Weekday(day.weekday())
    return subject.find(
        Level.RECOMMENDED, "weekday_date", passage.field, start, end, sentence, date=day, weekday=weekday
    )
