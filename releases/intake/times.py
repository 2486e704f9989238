"""Finds times of day in a short text: 9:00 A.M., 4PM, 00:01 hrs, 16 h 30, 午後3時, noon, midnight."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from releases.intake.calendar_words import AFTER_NOON, BEFORE_NOON, MIDNIGHT, NOON
from releases.intake.dates import plain_digits
from releases.intake.sentence import NOTHING, Sentence, _


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time as printed. `doubt` says why a reader could take it otherwise; midnight is hour 24."""

    start: int
    end: int
    hour: int
    minute: int
    doubt: Sentence = NOTHING
    is_word: bool = False  # “noon”, “midnight”


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


# Day parts that follow the hour; "am" and "pm" have a rule of their own for their many dots and blanks.
_LATE = tuple(word for word in AFTER_NOON if len(word) > 2)
_EARLY = tuple(word for word in BEFORE_NOON if len(word) > 3 or word in ("утра", "ночи", "sáng"))
_PART = rf"(?:\s{{0,2}}(?:(?P<late>{_any(_LATE)})|(?P<early>{_any(_EARLY)})|(?P<arabic>[صم](?!\w))))?"
_LEAD = r"(?:(?P<before>午前|上午|오전)|(?P<after>午後|下午|오후))?\s{0,2}"
_FLAGS = re.IGNORECASE

NAMED = re.compile(
    rf"(?:(?:12|twelve|00|0)(?:[:.]00)?\s{{0,2}})?(?<!\w)(?:(?P<noon>{_any(NOON)})|"
    rf"(?P<midnight>{_any(MIDNIGHT)}))(?!\w)",
    _FLAGS,
)
# The word before a clock time in "noon" lists, and what must not be taken for a time: prices, dates, phones.
PATTERNS = tuple(
    re.compile(pattern, _FLAGS)
    for pattern in (
        # 9:00 A.M., 4PM, 11 06 a m, 12.01 am
        r"(?<![\d.:$€£\-])(?<!\d/)(?P<hour>\d{1,2})(?:[:.;h ]\s?(?P<minute>[0-5]\d))?\s{0,3}"
        r"(?P<half>[ap])\.?\s{0,2}m\b\.?",
        # 0001 hrs, 1500 GMT, 1200 hours, 1800 Uhr
        r"(?<![\d.:/$€£\-])(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)\s{0,2}"
        r"(?=hrs?\b|hours?\b|h\b|uhr\b|gmt\b|utc\b|bst\b|[ecmpa][sd]?t\b|ae[sd]t\b|cet\b|z\b|"
        r"local\b|[a-z]{2,10}\s(?:eastern\s)?time\b)(?!at\b)(?:hrs?\b\.?|hours?\b|h\b|uhr\b)?",
        # "until 0001 Tuesday", "embargo 0930 21/4/26": four figures between such a word and a day
        r"(?:(?<=until\s)|(?<=before\s)|(?<=till\s)|(?<=embargo\s)|(?<=embargo:\s))(?P<hour>[01]\d|2[0-4])"
        r"(?P<minute>[0-5]\d)(?=,?\s{1,3}(?:on\s)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b|"
        r"\d{1,2}(?:st|nd|rd|th)?[\s/.]))",
        # 00:01 hrs, 16:30, 10.30 Uhr, 16h00, 16 h 30, 午後3時30分, 10 giờ 30
        rf"{_LEAD}(?<![\d.:/$€£\-])(?P<hour>[01]?\d|2[0-4])\s?(?:[:：]\s?|\s?h\s?|\.|時\s?|시\s?|点\s?|"
        rf"點\s?|\s?giờ\s?)"
        rf"(?P<minute>[0-5]\d)(?![\d.:/%])(?:[:：][0-5]\d(?!\d))?(?:\s?(?:分|분|phút|min\b|m\b))?"
        rf"(?:\s{{0,2}}(?:hrs?\b\.?|hours\b|heures\b|horas\b|uhr\b|ore\b|часов|h\b))?{_PART}",
        # 15 Uhr, 16 h, 10 heures, 10 horas, 15 часов, 10 giờ, 午後3時
        rf"{_LEAD}(?<![\d.:/$€£\-])(?P<hour>[01]?\d|2[0-4])\s{{0,2}}"
        rf"(?:uhr\b|h\b|hs\b|heures?\b|horas?\b|hrs\b|hours\b|o'clock|o’clock|часов|часа|час\b|giờ|時|시|"
        rf"点|點|ore\b){_PART}",
        # 10 de la mañana, 9 утра, الساعة 10 صباحا
        rf"(?:\bالساعة\s{{1,3}})?(?<![\d.:/$€£\-])(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?"
        rf"\s{{1,2}}(?:(?P<late>{_any(_LATE)})|(?P<early>{_any(_EARLY)})|(?P<arabic>[صم](?!\w)))",
        rf"\bالساعة\s{{1,3}}(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?(?!\d){_PART}",
        r"\b(?:at|um|a las|à|às|в)\s{1,2}(?P<hour>[01]?\d|2[0-3])(?=\s{0,2}(?:[,.]|$|GMT\b|UTC\b|Z\b|"
        r"[A-Z]{2,4}T\b))",
    )
)
_BESIDE = 15  # characters from the beginning of a time to that of one that repeats it
_DOTTED_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}|\d{1,2}\.\d{1,2}\.(?!\d)")


def find_times(text: str) -> list[FoundTime]:
    """Every time of day in the text, in order; the longest reading where two overlap."""
    text = plain_digits(text[:2_000])
    dates = [match.span() for match in _DOTTED_DATE.finditer(text)]
    found = [_named(match) for match in NAMED.finditer(text)]
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            reading = _read(match)
            if reading and not any(start < reading.end and reading.start < end for start, end in dates):
                found.append(reading)
    found.sort(key=lambda one: (one.start, one.start - one.end))
    kept: list[FoundTime] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
            continue
        kept.append(one)
    return _without_repeats(kept)


def _without_repeats(found: list[FoundTime]) -> list[FoundTime]:
    """ "00:00 (midnight)": the word repeats the figure beside it, but what it leaves in doubt it leaves in doubt."""
    kept = []
    for one in found:
        beside = [other for other in found if other.is_word != one.is_word and _is_same(one, other)]
        if not beside:
            kept.append(one)
        elif not one.is_word:
            kept.append(replace(one, doubt=one.doubt or beside[0].doubt))
    return kept


def _is_same(one: FoundTime, other: FoundTime) -> bool:
    same_hour = (one.hour % 24, one.minute) == (other.hour % 24, other.minute)
    return same_hour and abs(one.start - other.start) < _BESIDE


def _named(match: re.Match[str]) -> FoundTime:
    if match.group("noon"):
        return FoundTime(match.start(), match.end(), 12, 0, is_word=True)
    return FoundTime(match.start(), match.end(), 24, 0, _("Midnight may begin the day or end it."), is_word=True)


def _read(match: re.Match[str]) -> FoundTime | None:
    groups = match.groupdict()
    hour, minute = int(groups["hour"]), int(groups.get("minute") or 0)
    half = (groups.get("half") or "").casefold()
    late = bool(groups.get("late") or groups.get("after") or half == "p" or groups.get("arabic") == "م")
    early = bool(groups.get("early") or groups.get("before") or half == "a" or groups.get("arabic") == "ص")
    doubt = NOTHING
    if (late or early) and hour == 12 and minute == 0 and half:
        doubt = _("12 p.m. is read as noon.") if late else _("12 a.m. is read as midnight, the start of the day.")
    if hour > 12 and early:
        return None
    if late and hour < 12:
        hour += 12
    elif early and hour == 12:
        hour = 0
    if hour > 24 or (hour == 24 and minute):
        return None
    if hour == 24:
        doubt = _("24:00 is read as the end of the day.")
    return FoundTime(match.start(), match.end(), hour, minute, doubt)
