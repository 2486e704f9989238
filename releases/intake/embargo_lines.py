"""Finds the words that hold a text back, and tells them from embargoes that are somebody else's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from releases.intake import embargo_words
from releases.intake.dates import find_dates, find_weekday
from releases.intake.phrases import any_of, every, finder, opener
from releases.intake.source import Document, Line, tidy
from releases.intake.times import find_times
from releases.intake.when import says_when, spans
from releases.intake.zones import find_zones

EMBARGO_HEAD = opener(every(embargo_words.EMBARGO))
EMBARGO_ANYWHERE = re.compile(
    r"(?<!\w)(?:embargoed|under (?:strict )?embargo|strict embargo|embargo(?=\s?(?:until|till|til|:|"
    r"to\b|for\b|ends|lifts))|"
    r"hold for release|sperrfrist|embargado|embargada|bajo embargo|sob embargo|sous embargo|"
    r"под эмбарго|эмбарго до|sotto embargo|"
    r"embargo (?:hasta|até|jusqu|bis|fino)|not for (?:publication|release|broadcast|"
    r"use)[\w ]{0,30}?(?:before|until))"
    r"|解禁|エンバーゴ|محظور النشر|يحظر النشر|حظر النشر",
    re.IGNORECASE,
)
# Nouns that are also politics: "embargo" alone needs a sign that it is about publishing.
BARE = re.compile(
    any_of(
        (
            "embargo",
            "эмбарго",
            "gesperrt",
            "解禁",
            "新聞",
            "報道は",
            "エンバーゴ",
            "embargado",
            "embargada",
            "advance for",
            "held until",
            "hold until",
            "hold for",
            "ラジオ・テレビ・インターネット",
            "expected",
            "not for distribution",
            "not for use",
            "ne pas diffuser",
            "ne pas publier",
            "release after",
        )
    )
    + r"\Z",
    re.IGNORECASE,
)
UNTIL = finder(
    (
        "until",
        "till",
        "til",
        "before",
        "not before",
        "hasta",
        "jusqu'au",
        "jusqu'à",
        "jusqu’au",
        "jusqu’à",
        "avant",
        "bis",
        "até",
        "antes",
        "до",
        "ранее",
        "まで",
        "以降",
        "より",
        "trước",
        "đến",
        "cho đến",
        "حتى",
        "قبل",
        "fino",
        "prima",
        "ab",
    )
)
POLITICS = re.compile(
    r"\s{0,3}(?:on|against|of|contre|sur|sobre|contra|gegen|на|к|against|imposed|to|act|al|del|a)\s"
    r"(?!publication|release|use|broadcast|publishing|reporting|\d|delivery|the\s(?:release|"
    r"publication|use))",
    re.IGNORECASE,
)
RELEASE_AT = re.compile(
    r"[\s*\-–—_#(\[]{0,8}(?:(?:for|per)\s{1,3}(?:press\s|media\s|news\s)?(?:release|publication|use|"
    r"broadcast)s?"
    r"|release\s(?:at|on|time|date and time)|to be released|hold to|diffusion le|publication le"
    r"|à diffuser le|freigabe|veröffentlichung|a partir d|à partir d|не ранее)\b[\s:.,\-–—]{0,5}",
    re.IGNORECASE,
)
BY_HAND = finder(every(embargo_words.BY_HAND))
NO_EMBARGO = finder(embargo_words.NO_EMBARGO)
IMMEDIATE = finder(every(embargo_words.IMMEDIATE))
STEM = re.compile("|".join(re.escape(stem) for stem in embargo_words.EMBARGO_STEMS), re.IGNORECASE)
OURS = finder(embargo_words.OURS)
ELSEWHERE = re.compile(
    r"\b(?:was|were|had been|by the journal|the study|the paper|the journal|lancet|nature|oil|"
    r"arms|trade|"
    r"weapons|cuba|russian?|iran|waffen|armes|armas|petr[oó]leo)\b",
    re.IGNORECASE,
)
FILLER = re.compile(
    r"(?i)\b(?:until|till|on|at|the|of|and|or|a|le|la|les|à|au|de|del|el|las|los|den|der|dem|um|uhr|às|"
    r"as|em|hrs|hours|time|local|"
    r"not|before|from|de la|du|h|в|года|г|ngày|lúc|giờ|vào|هـ|الساعة|يوم|في|for|release|publication|"
    r"broadcast|use|noon|us|am|pm|heure|hora|horas)\b"
)
SENTENCE_BEFORE = re.compile(r"(?<![ap.]m)[.!?][\s\"”’)]|\n\s{0,40}\n|[。！？؟]")
SENTENCE_AFTER = re.compile(r"\n\s{0,40}\n|(?<![ap]\.m)(?<![ap.\s]m)[.!?](?=\s{1,3}[A-Z\"“])|[。！？؟]")
SUBJECT = re.compile(r"(?i)(?:subject|keywords):\s{0,4}")
MOST_LINES = 40
MOST_MENTIONS = 200


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


def find_lines(document: Document) -> tuple[list[EmbargoLine], list[str]]:
    """Every embargo that is this text's own, and the words of those that seem to be somebody else's."""
    found: list[EmbargoLine] = []
    lines = document.lines
    taken: set[int] = set()
    for index in document.edges():
        line = lines[index]
        if len(found) >= MOST_LINES:
            break
        if index in taken or line.role in ("furniture", "release") or not _may_speak(lines, index):
            continue
        one = _own_line(document, index)
        if one:
            found.append(one)
            taken |= {position for position, other in enumerate(lines[index : index + 6], index) if other in one.lines}
    others: list[str] = []
    for one in _sentences(document, found, others):
        found.append(one)
    return found, others


def _may_speak(lines: list[Line], index: int) -> bool:
    """Not the middle of a wrapped paragraph: there a line begins with whatever word came next."""
    line = lines[index]
    if "junk" in line.hints:
        return False
    if index == 0 or lines[index - 1].block != line.block or lines[index - 1].row == line.row:
        return True
    before = lines[index - 1].text.rstrip()
    if before[-1:] in ".:;!?。：」)]*_-" or before.isupper() or lines[index - 1].role:
        return True
    words = before.split()
    wordy = sum(word[:1].islower() for word in words) * 2 >= len(words)
    return not (len(before) >= 40 and wordy)


def _own_line(document: Document, index: int) -> EmbargoLine | None:
    line = document.lines[index]
    text = line.text[:400]
    subject = "mail-header" in line.hints
    if subject and not SUBJECT.match(text):
        return None
    if NO_EMBARGO.search(text):
        return None
    by_hand = BY_HAND.search(text)
    if by_hand and len(line.text) <= 200 and not _prose(line.text):
        return _extend(document, index, by_hand=True)
    if subject or (len(line.text) <= 200 and not _prose(line.text)):
        anywhere = EMBARGO_ANYWHERE.search(text)
        if anywhere and not POLITICS.match(text, anywhere.end()) and _labels(text[: anywhere.start()]):
            return _extend(document, index, place="subject" if subject else "line")
    head = EMBARGO_HEAD.match(text)
    if head and _about_publishing(line, head, text):
        return _extend(document, index)
    dated = RELEASE_AT.match(text)
    if dated and len(line.text) <= 160 and not IMMEDIATE.search(text) and says_when(text[dated.end() :]):
        return _extend(document, index, release_at=True)
    return None


def _labels(before: str) -> bool:
    """Whether the words before "embargoed" are those of a label, or speak of this very text."""
    if OURS.search(before):
        return True
    return not ELSEWHERE.search(before) and sum(word[:1].islower() for word in before.split()) < 3


def _about_publishing(line: Line, head: re.Match[str], text: str) -> bool:
    label, rest = head.group("label"), text[head.end() :]
    if POLITICS.match(text, head.end("label")):
        return False
    colon = text[head.end("label") : head.end()].strip()[-1:] in (":", "：")
    if BARE.fullmatch(label):
        signed = colon or bool(UNTIL.match(rest.strip()[:40])) or bool(UNTIL.search(rest[:60]) and says_when(rest))
        return signed or (says_when(rest) and len(line.text) <= 120) or len(text.split()) <= 3 or "。" in text[-2:]
    return len(line.text) <= 200 or colon or bool(UNTIL.search(rest[:80]))


def _prose(text: str) -> bool:
    """A sentence of the story rather than a label: long, mostly small letters, with a full stop."""
    words = text.split()
    small = sum(word[:1].islower() for word in words)
    return len(words) > 14 and small * 2 > len(words) and text.rstrip()[-1:] in '.。"”’'


def _extend(
    document: Document, index: int, *, place: str = "line", by_hand: bool = False, release_at: bool = False
) -> EmbargoLine:
    """Take in the neighbouring lines that hold nothing but the day, the hour or the zone it still lacks."""
    lines = document.lines
    taken = [lines[index]]
    if place == "line":
        for nearby in lines[index + 1 : index + 5]:
            same_row = nearby.row == taken[-1].row
            close = same_row or nearby.block == taken[-1].block or nearby.row - taken[-1].row <= 2
            if not close or len(nearby.text) > 90 or not _only_when(nearby.text) or not _lacks(taken, nearby):
                break
            taken.append(nearby)
        if len(taken) == 1 and not says_when(lines[index].text) and index and not by_hand:
            before = lines[index - 1]
            if before.block == lines[index].block and len(before.text) <= 90 and _only_when(before.text):
                taken.insert(0, before)
    start, end = taken[0].start, taken[-1].end
    if place == "subject":
        start += len(SUBJECT.match(lines[index].text).group())  # type: ignore[union-attr]
        end = start + (_when_end(document.text[start:end]) or end - start)
    return EmbargoLine(start, end, document.text[start:end], place, by_hand, release_at, tuple(taken))


def _lacks(taken: list[Line], nearby: Line) -> bool:
    have = " ".join(line.text for line in taken)
    if not find_times(have) and find_times(nearby.text):
        return True
    if not find_dates(have) and find_dates(nearby.text):
        return True
    return (bool(find_zones(nearby.text)) and nearby.text.strip()[:1] in "(/") or (
        not find_dates(have) and find_weekday(have) is None and find_weekday(nearby.text) is not None
    )


def _only_when(text: str) -> bool:
    """Nothing is left of the line once dates, hours, zones and small words are taken out."""
    if not says_when(text) and not find_zones(text):
        return False
    rest = list(text)
    for start, end in spans(find_dates(text), find_times(text), find_zones(text)):
        rest[start:end] = " " * (min(end, len(rest)) - start)
    left = FILLER.sub(" ", "".join(rest))
    names = re.sub(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", " ", left)
    return sum(character.isalnum() for character in names) <= 3


def _sentences(document: Document, found: list[EmbargoLine], others: list[str]) -> list[EmbargoLine]:
    """Mentions inside running text: ours when the sentence says so, otherwise somebody else's."""
    own: list[EmbargoLine] = []
    text = document.text
    mentions = [match.span() for _, match in zip(range(MOST_MENTIONS), STEM.finditer(text), strict=False)]
    covered = [(one.start, one.end) for one in found]
    length = len(text)
    for start, end in mentions:
        if any(left <= start < right for left, right in covered):
            continue
        begin, finish = _sentence(text, start, end)
        before, after = text[begin:start], text[start:finish]
        if NO_EMBARGO.search(text[begin:finish]):
            continue
        ours = next(reversed(list(OURS.finditer(before))), None)
        present = (
            not ELSEWHERE.search(text[begin:finish])
            and bool(UNTIL.search(after[:80]))
            and bool(find_times(after[:160]))
        )
        at_edge = start < 1_500 or start > length - 1_500
        if ours or (OURS.search(after[:80]) and UNTIL.search(after)) or (present and at_edge):
            left = begin + ours.start() if ours else begin
            left += len(text[left:start]) - len(text[left:start].lstrip())
            right = start + max(_when_end(after), end - start)
            covered.append((left, right))
            own.append(
                EmbargoLine(
                    left,
                    right,
                    text[left:right],
                    "sentence" if ours else "unclear",
                    by_hand=bool(BY_HAND.search(text[begin:finish])),
                    release_at=False,
                )
            )
        else:
            others.append(tidy(text[max(begin, start - 60) : min(finish, end + 60)]))
    return own


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a place, never further than 200 characters away."""
    left = max(0, start - 200)
    stops = [left + match.end() for match in SENTENCE_BEFORE.finditer(text[left:start])]
    furthest = min(len(text), end + 240)
    stop = SENTENCE_AFTER.search(text, end, furthest)
    return stops[-1] if stops else left, stop.start() if stop else furthest


def _when_end(after: str) -> int:
    """Where the day, the hour and the zone beside it end."""
    last = 0
    for start, end in spans(find_dates(after), find_times(after), find_zones(after)):
        if last and start - last > 24:
            break
        last = max(last, end)
    return len(after[:last].rstrip())
