"""How far an embargo line reaches: the rows that hold the day, the hour, the year or the zone it still lacks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from releases.intake import embargo_words
from releases.intake.date_lines import DATE_LABEL
from releases.intake.dates import find_dates, find_weekday
from releases.intake.look_alikes import plainly
from releases.intake.phrases import finder
from releases.intake.source import Document, Line
from releases.intake.times import find_times
from releases.intake.when import says_when, spans
from releases.intake.zones import find_zones

OURS = finder(embargo_words.OURS)
FILLER = re.compile(
    r"(?i)\b(?:until|till|on|at|the|of|and|or|a|le|la|les|à|au|de|del|el|las|los|den|der|dem|um|uhr|às|do|dia|"
    r"as|em|hrs|hours|time|local|date|details|expected|approximately|approx|scheduled|embargo|embargoed|strictly|"
    r"not|before|from|after|de la|du|h|в|года|г|ngày|lúc|giờ|vào|هـ|الساعة|يوم|في|for|release|publication|"
    r"broadcast|use|veröffentlichen|publicar|publier|media|press|noon|us|am|pm|ends?|lift(?:s|ed|ing)?|expires?|no|not|levé|heure|hora|horas|bis|hasta|jusqu|ab|ore|alle|hours?)\b"
)
FILLER_CJK = re.compile(
    "テレビ|ラジオ|新聞|インターネット|ウェブ|朝刊|夕刊|以降|から|より|頃|解禁|報道|日時|[のにはで付け（）]"
)
JOINT = re.compile(
    r"(?i)[\s*(\[–—-]{0,4}(?:until|till|on|at|for release|for publication|to|hasta|bis|at|und|and)[\s:)\]*]{0,4}"
)
SUBJECT = re.compile(r"(?i)(?:subject|keywords):\s{0,4}")


@dataclass(slots=True)
class EmbargoLine:
    """Words that speak of when the text may be used. `place`: a line of its own, a sentence, or the subject."""

    start: int
    end: int
    text: str
    place: str
    by_hand: bool = False
    release_at: bool = False
    lines: tuple[Line, ...] = ()


def extend(
    document: Document, index: int, *, place: str = "line", by_hand: bool = False, release_at: bool = False
) -> EmbargoLine:
    """Take in the neighbouring lines that hold nothing but the day, the hour or the zone it still lacks."""
    lines = document.lines
    taken = [lines[index]]
    if place == "line":
        last = taken[0]
        for nearby in lines[index + 1 : index + 7]:
            same_row = nearby.row == last.row
            close = same_row or nearby.block == last.block or nearby.row - last.row <= 2
            if not close or len(nearby.text) > 90:
                break
            if JOINT.fullmatch(nearby.text) or _completes(taken, nearby):
                taken.append(nearby)
            elif not same_row:
                break  # what shares the row in another column is passed over
            last = nearby
        for before in reversed(lines[max(0, index - 3) : index]):  # "Transmission of material in this release is"
            if before.row == taken[0].row - 1 and lines[index].text[:1].islower() and OURS.search(before.text[:200]):
                taken.insert(0, before)
                break
        if len(taken) == 1 and not says_when(lines[index].text) and index and not by_hand:
            before = lines[index - 1]
            if before.block == lines[index].block and len(before.text) <= 90 and only_when(before.text):
                taken.insert(0, before)
    start, end = taken[0].start, taken[-1].end
    if place == "subject":
        start += len(SUBJECT.match(lines[index].text).group())  # type: ignore[union-attr]
        end = start + (when_end(document.text[start:end]) or end - start)
        return EmbargoLine(start, end, document.text[start:end], place, by_hand, release_at, tuple(taken))
    text = document.text[start:end] if len(taken) == 1 else "\n".join(line.text for line in taken)
    return EmbargoLine(start, end, text, place, by_hand, release_at, tuple(taken))


def _completes(taken: list[Line], nearby: Line) -> bool:
    """A line that says little but the day, the hour, the year or the zone that is still missing."""
    have = " ".join(plainly(line.text) for line in taken)
    more = plainly(nearby.text)
    label = DATE_LABEL.match(more)  # "Release date: Thursday, May 16, at 8:30 a.m." under "Not for immediate release"
    if label and find_times(more):
        more = more[label.end() :]
    both = f"{have} {more}"
    known, known_after = _known(have), _known(both)
    if not any(after and not before for before, after in zip(known, known_after, strict=True)):
        return False
    return only_when(more) or letters_left(both) <= letters_left(have)


def _known(text: str) -> tuple[bool, bool, bool, bool]:
    """Whether an hour, a day, a year and, beside the hour, a zone are named."""
    dates, times = find_dates(text), find_times(text)
    day = bool(dates) or find_weekday(text) is not None
    return bool(times), day, any(one.year for one in dates), bool(times) and bool(find_zones(text))


def only_when(text: str) -> bool:
    """Nothing is left of the line once dates, hours, zones and small words are taken out."""
    text = plainly(text)
    return (says_when(text) or bool(find_zones(text))) and letters_left(text) <= 3


def letters_left(text: str) -> int:
    """How many letters of a line are not part of the moment it names."""
    rest = list(text)
    for start, end in spans(find_dates(text), find_times(text), find_zones(text)):
        rest[start:end] = " " * (min(end, len(rest)) - start)
    words = FILLER_CJK.sub(" ", FILLER.sub(" ", "".join(rest)))
    words = re.sub(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", " ", words)
    return sum(character.isalnum() for character in words)


def when_end(after: str) -> int:
    """Where the day, the hour and the zone beside it end."""
    last = 0
    for start, end in spans(find_dates(after), find_times(after), find_zones(after)):
        if last and start - last > 24:
            break
        last = max(last, end)
    return len(after[:last].rstrip())
