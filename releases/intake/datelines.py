"""The place, and often the day, that open the story: "WASHINGTON, May 5 – ", "(DALLAS) – ", "東京 5月5日 – "."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from releases.intake.dates import FoundDate, find_dates, nearest_year
from releases.intake.shapes import OFFICE, PARTICLES, is_caps
from releases.intake.source import tidy

FURTHEST = 110
DASH = re.compile(r"\s{0,3}(?:[–—]|--+|[-‐‑](?=\s)|:(?=\s)|\.[-–—]|/(?=\s))\s{0,4}")
PARENTHESISED = re.compile(r"[(\[【（](?P<place>[^()\[\]【】（）]{2,60})[)\]】）]\s{0,3}(?:[–—:]|--?)?\s{0,3}")
PLACE_WORD = re.compile(
    r"(?:[A-ZÀ-ÝĐ][\w'’.\-]*|[А-ЯЁ][\w.\-]*|[\u0600-\u06ff]{2,}|"
    r"[\u4e00-\u9fff\u3040-\u30ff]{1,8})[,.]?"
)
JOINING = PARTICLES | frozenset(["of", "the", "au", "sur", "en", "upon", "ob"])
NOT_PLACES = frozenset(
    [
        "the",
        "president",
        "question",
        "answer",
        "note",
        "who",
        "what",
        "when",
        "where",
        "why",
        "how",
        "contact",
        "background",
        "summary",
        "update",
        "minister",
        "secretary",
        "media",
        "journalist",
        "reporter",
        "interviewer",
        "presenter",
        "compere",
        "moderator",
        "premier",
        "senator",
        "speaker",
        "host",
        "press",
        "news",
        "photo",
        "video",
        "remarks",
        "statement",
        "updated",
        "posted",
        "published",
        "issued",
        "released",
        "dated",
        "modified",
        "revised",
    ]
)
WITH_DAY = re.compile(
    r"(?P<place>[^()\d]{2,40}?)\s?\((?P<day>[^()]{4,40})\)\s{0,2}(?:[.:]|[–—]|--?)\s{1,3}(?=[^\W\d_a-zß-ÿ]|[«“„\"¿¡])"
)
FULL_STOP = re.compile(r"\.\s{1,3}(?=[^\W\d_a-zß-ÿ]|[«“„\"¿¡])")
WIRE = re.compile(r"\(?[A-Z][A-Za-z .]{1,24}\)?\s?(?:--|[–—])\s?")
AGENCY = re.compile(r"\s{0,2}[(/][A-ZА-ЯЁ .]{2,25}[)/]\s{0,2}$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """`end` is where the story begins, counted in the paragraph's text."""

    place: str
    start: int
    place_end: int
    end: int
    date: date | None = None


def opening(text: str, *, near: date | None = None) -> Dateline | None:
    """The dateline at the head of a paragraph, if one stands there."""
    head = text[:FURTHEST]
    lead = len(head) - len(head.lstrip(" *\u00a0"))
    match = PARENTHESISED.match(head, lead)
    if match:
        found = _place(
            head[match.start("place") : match.end("place")], match.start("place"), match.end(), near, sure=True
        )
        rest = text[match.end() : match.end() + 1]
        if found and (rest.isupper() or rest in "“\"«‘'" or not rest.islower()) and rest and _is_dash(match.group()):
            return found
    for dash in DASH.finditer(head, lead):
        if dash.start() == lead:
            continue
        before = head[lead : dash.start()]
        after = text[dash.end() : dash.end() + 1]
        mark = dash.group().strip()
        if len(before) > 90:
            return None
        if not after or after.islower() or after.isdigit() or after.isspace():
            continue
        if (
            mark in (":", "/")
            and not (is_caps(before) and find_dates(before))
            and not (mark == ":" and _bare_city(before))
        ):
            continue
        found = _place(before, lead, dash.end(), near, sure=mark not in ("-", ":"))
        if found:
            wire = WIRE.match(text, found.end) if text[found.end : found.end + 1] == "(" else None
            return replace(found, end=wire.end()) if wire else found
        if mark in ("–", "—", "--"):
            return None
    return _with_full_stop(text, head, lead, near)


def _with_full_stop(text: str, head: str, lead: int, near: date | None) -> Dateline | None:
    """ "Kiel, 15. September 2021. Every third child …": the day ends the dateline, and no dash follows."""
    match = WITH_DAY.match(head, lead)  # "Kiel (15. September 2021). Every third child …"
    if match and any(found.year for found in find_dates(match.group("day"))):
        return _place(match.group("place") + " (" + match.group("day"), lead, match.end(), near, sure=True)
    dates = find_dates(head[lead:])
    if not dates or not dates[0].year:
        return None
    place_end, end = lead + dates[0].start, lead + dates[0].end
    stop = FULL_STOP.match(text, end)
    if not stop or "," not in head[lead:place_end] or place_end - lead > 40:
        return None
    return _place(head[lead:end], lead, stop.end(), near, sure=True)


def alone(text: str, *, near: date | None = None) -> Dateline | None:
    """A line that is nothing but a place and a day: "Paris, le 19 avril 2019", "Miami (October 7, 2024)"."""
    plain = text.strip().rstrip(".:–—-) ")
    dates = find_dates(text)
    if len(text) > 80 or len(dates) != 1 or not dates[0].year:
        return None
    found = dates[0]
    if len(plain) - found.end > 3:
        return None
    before = text[: found.start]
    place = re.sub(
        r"[\s,(（]+(?:le|on|den|el|em|a|ngày|в|في|,)?[\s,(（]*$", "", before.rstrip(), flags=re.IGNORECASE
    ).strip(" ,(")
    if not place or len(place.split()) > 4 or not _looks_like_place(place):
        return None
    begin = text.index(place)
    return Dateline(tidy(place), begin, begin + len(place), len(text), _day(found, near))


def _is_dash(printed: str) -> bool:
    return printed.rstrip()[-1:] in "–—-:】" or printed.rstrip()[-2:] == "--"


def _place(before: str, start: int, end: int, near: date | None, *, sure: bool) -> Dateline | None:
    agency = AGENCY.search(before)
    core = before[: agency.start()] if agency else before
    dates = find_dates(core)
    day = None
    if dates:
        day = _day(dates[0], near)
        core = core[: dates[0].start]
        core = re.sub(r"[\s,(]+(?:le|on|den|el|em|a|ngày|в|في)?[\s,(]*$", "", core, flags=re.IGNORECASE)
    place = core.strip(" ,،、*\u00a0")
    place = re.sub(r",\s?\(?$", "", place)
    if not _looks_like_place(place):
        return None
    if not sure and not (is_caps(place) or "," in place or day or len(place.split()) <= 2):
        return None
    begin = start + before.index(place[:1]) if place else start
    return Dateline(tidy(place), begin, begin + len(place), end, day)


def _looks_like_place(place: str) -> bool:
    words = tidy(place).split()
    if not 1 <= len(words) <= 8 or len(place) < 2:
        return False
    if any(word.casefold().strip(".,:") in NOT_PLACES for word in words) or any(
        character in place for character in '?!;“”"=@'
    ):
        return False
    if OFFICE.search(place) and len(words) > 1 and not re.search(r"(?i)\bcity\b", place):
        return False
    if re.search(r"(?i)\b(?:mr|ms|mrs|dr|sen|rep|gen)\.", place):
        return False
    return all(PLACE_WORD.fullmatch(word) or word.casefold() in JOINING or word in ("&", "/") for word in words)


def _bare_city(before: str) -> bool:
    return is_caps(before) and len(before.split()) <= 2 and _looks_like_place(before) and "." not in before


def _day(found: FoundDate, near: date | None) -> date | None:
    if found.swapped:
        return None
    return found.day_printed or (nearest_year(found, near) if near else None)
