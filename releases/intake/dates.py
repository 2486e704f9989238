"""Finds dates in a short text. Reports what is printed: a day without a year, or both readings of 3/4/2026."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from releases.intake.calendar_words import ERAS, KANJI_WEEKDAYS, MONTHS, WEEKDAYS

WINDOW = 2_000  # no line with a date in it is looked at further than this


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date as printed. `year` 0 is not printed; `swapped` is the other reading of a numeric date."""

    start: int
    end: int
    year: int
    month: int
    day: int
    weekday: int | None = None
    swapped: bool = False

    @property
    def day_printed(self) -> date | None:
        return self.in_year(self.year) if self.year else None

    @property
    def other(self) -> date | None:
        """The reading with day and month exchanged, where both are possible."""
        return _day(self.year, self.day, self.month) if self.swapped else None

    def in_year(self, year: int) -> date | None:
        return _day(year, self.month, self.day)

    @property
    def weekday_fits(self) -> bool:
        return self.weekday is None or self.day_printed is None or self.day_printed.weekday() == self.weekday


def _table(words: dict[str, tuple[str, ...]]) -> dict[str, int]:
    table: dict[str, int] = {}
    for language, rows in words.items():
        for number, row in enumerate(rows):
            names = [row] if language == "vi" else row.split(" ")
            for name in names:
                table.setdefault(name.replace("\u00a0", " "), number)
    return table


def _alternatives(names: dict[str, int]) -> str:
    return "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True))


MONTH_NUMBER = {name: number + 1 for name, number in _table(MONTHS).items()}
WEEKDAY_NUMBER = _table(WEEKDAYS) | {name: number for number, name in enumerate(KANJI_WEEKDAYS)}
_LONG_WEEKDAYS = {name: number for name, number in WEEKDAY_NUMBER.items() if name not in KANJI_WEEKDAYS}
_MONTH = rf"(?P<month>{_alternatives(MONTH_NUMBER)})"
_WEEKDAY = rf"(?P<weekday>{_alternatives(_LONG_WEEKDAYS)})"
_LEAD = rf"(?:\b{_WEEKDAY}\b\.?[,،]?\s{{0,4}}(?:the\s|le\s|den\s|dem\s|dia\s|día\s|el\s|\(|ngày\s)?\s{{0,2}})?"
_TRAIL = rf"(?:\s{{0,3}}[,(（]\s{{0,2}}(?P<after>{_alternatives(WEEKDAY_NUMBER)})\.?[)）]?(?!\w))?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
_FLAGS = re.IGNORECASE

PATTERNS = tuple(
    re.compile(pattern, _FLAGS)
    for pattern in (
        # 2024年5月5日, 令和6年5月5日, 5月5日
        rf"(?:(?P<era>{'|'.join(ERAS)})?\s{{0,2}}(?P<year>\d{{1,4}}|元)\s?[年년]\s{{0,2}})?"
        rf"(?P<number>\d{{1,2}})\s?[月월]\s{{0,2}}{_DAY}\s?[日일]"
        rf"(?:\s?[(（]?(?P<after>[{KANJI_WEEKDAYS}])(?:曜日?)?[)）])?",
        # ngày 5 tháng 5 năm 2024
        rf"{_LEAD}(?:ngày\s{{1,2}})?{_DAY}\s{{1,2}}tháng\s{{1,2}}(?P<number>\d{{1,2}})"
        rf"(?:[,\s]{{1,3}}năm\s{{1,2}}{_YEAR})?",
        # Friday, May 10, 2019; May 10; FEB. 14th 2019
        rf"{_LEAD}\b{_MONTH}\b\.?\s{{0,3}}{_DAY}(?!\d|[:.]\d)(?:st|nd|rd|th)?"
        rf"(?:\s{{0,3}},?\s{{0,4}}{_YEAR}(?!\d))?{_TRAIL}",
        # Sunday 16 November 1980; 22ND JANUARY 1989; 5. Mai 2024; 5 de mayo de 2024; 1er mars
        rf"{_LEAD}(?<![\d.:])\b{_DAY}(?:st|nd|rd|th|er|º|ª|-го|\.)?\s{{0,3}}(?:of\s|de\s|do\s|-|/)?\s{{0,2}}"
        rf"{_MONTH}\b\.?(?:[,\s\-/]{{0,4}}(?:del?\s{{1,2}})?{_YEAR}(?!\d))?(?:\s?(?:года|г\.))?{_TRAIL}",
        # 2024-05-05, 2024/5/5
        rf"{_LEAD}(?<!\d){_YEAR}[-/.](?P<number>\d{{1,2}})[-/.]{_DAY}(?!\d)",
        # 5.5.2024, 05/06/2024, 5-6-24
        rf"{_LEAD}(?:\bngày\s{{1,2}})?(?<![\d/.\-])(?P<first>\d{{1,2}})\s?(?P<mark>[./\-])\s?(?P<second>\d{{1,2}})"
        rf"(?P=mark)\s?(?P<year>\d{{4}}|\d{{2}})(?![\d/])",
        # "08 12 2005": an archive that lost its punctuation
        r"(?<!\d)(?<!\d\s)(?P<first>\d{2})(?P<mark>\s)(?P<second>\d{2})\s(?P<year>(?:19|20)\d{2})(?!\d)",
    )
)
_DIGITS = {
    ord(character): str(value)
    for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９")
    for value, character in enumerate(row)
}


def plain_digits(text: str) -> str:
    """The same text, character for character, with Arabic and full-width digits as ASCII."""
    return text if text.isascii() else text.translate(_DIGITS)


def find_dates(text: str, *, language: str = "") -> list[FoundDate]:
    """Every date in the text, in order, longest reading first where two overlap."""
    return list(_find_dates(text[:WINDOW], language))


@lru_cache(maxsize=1_024)  # every rule asks again about the same lines
def _find_dates(text: str, language: str) -> tuple[FoundDate, ...]:
    text = plain_digits(text)
    if not any(character.isdigit() for character in text):
        return ()
    found = [
        reading
        for pattern in PATTERNS
        for match in pattern.finditer(text)
        if (reading := _read(match, language)) is not None
    ]
    found.sort(key=lambda one: (one.start, one.start - one.end))
    kept: list[FoundDate] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            if (one.end - one.start) > (kept[-1].end - kept[-1].start) + 2 and one.year and not kept[-1].year:
                kept[-1] = one
            continue
        kept.append(one)
    return tuple(kept)


def find_weekday(text: str) -> int | None:
    """The first weekday named in the text, Monday being 0."""
    match = re.search(rf"(?<!\w){_WEEKDAY}(?!\w)", text[:WINDOW], _FLAGS)
    return WEEKDAY_NUMBER[match.group("weekday").casefold()] if match else None


def nearest_year(found: FoundDate, near: date) -> date | None:
    """The day in the year that brings it closest to `near`; where the weekday is named, one that fits."""
    days = [day for year in range(near.year - 1, near.year + 2) if (day := found.in_year(year))]
    fitting = [day for day in days if found.weekday is None or day.weekday() == found.weekday]
    return min(fitting or days, key=lambda day: abs(day - near), default=None)


def next_weekday(weekday: int, after: date) -> date:
    """The first such day on or after `after`."""
    return after + timedelta(days=(weekday - after.weekday()) % 7)


def _read(match: re.Match[str], language: str) -> FoundDate | None:
    groups = match.groupdict()
    weekday_name = (groups.get("weekday") or groups.get("after") or "").casefold()
    weekday = WEEKDAY_NUMBER.get(weekday_name)
    year = _year(groups.get("year"), groups.get("era"))
    if "first" in groups:
        return _numeric(match, groups, year, weekday, language)
    month = int(groups["number"]) if groups.get("number") else MONTH_NUMBER[groups["month"].casefold()]
    day = int(groups["day"])
    if _day(year or 2024, month, day) is None or (year and not 1800 <= year <= 2200):
        return None
    return FoundDate(match.start(), match.end(), year, month, day, weekday)


def _numeric(
    match: re.Match[str], groups: dict[str, str | None], year: int, weekday: int | None, language: str
) -> FoundDate | None:
    """Dots mean day first everywhere, and so do slashes outside English; in English nobody can tell."""
    first, second = int(groups["first"] or 0), int(groups["second"] or 0)
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    settled = groups["mark"] == "." or language in ("fr", "es", "de", "pt", "it", "ru", "vi", "ar", "nl")
    if settled and day_first:
        month_first = None
    options = [day for day in (day_first, month_first) if day]
    if weekday is not None and any(day.weekday() == weekday for day in options):
        options = [day for day in options if day.weekday() == weekday]
    if not options:
        return None
    best = options[0]
    ambiguous = len(options) == 2 and options[0] != options[1]
    return FoundDate(match.start(), match.end(), best.year, best.month, best.day, weekday, ambiguous)


def _year(printed: str | None, era: str | None) -> int:
    if not printed:
        return 0
    number = 1 if printed == "元" else int(printed)
    if era:
        return ERAS[era] + number
    if len(printed) == 2:
        return number + (1900 if number >= 70 else 2000)
    return number


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
