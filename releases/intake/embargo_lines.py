"""Finds the lines that hold a text back: by their words, by where they stand, and by saying little but when."""

from __future__ import annotations

import re

from releases.intake import embargo_words, immediate
from releases.intake.embargo_extent import OURS, SUBJECT, EmbargoLine, extend, letters_left, only_when
from releases.intake.immediate import UNTIL
from releases.intake.look_alikes import plainly
from releases.intake.paragraphs import LONG, build
from releases.intake.phrases import any_of, every, finder, opener
from releases.intake.shapes import is_caps, is_prose
from releases.intake.source import EDGE, Document, Line
from releases.intake.times import find_times
from releases.intake.when import says_when

HEAD = opener(every(embargo_words.EMBARGO))
# "do not use before", "may not be published or broadcast until": a negation, a verb of publishing, and until.
FORBIDS = re.compile(
    rf"[\s*\-–—_#>(\[«\"“]{{0,12}}(?:[\w’']+\s){{0,4}}?(?P<label>(?:{'|'.join(embargo_words.NEVER)})\s"
    rf"(?:to\s|for\s|be\s){{0,2}}(?:{'|'.join(embargo_words.PUBLISHING)})\b[\w\s,/]{{0,40}}?"
    r"\b(?:before|until|till|prior to|earlier than)\b)",
    re.IGNORECASE,
)
ANYWHERE = re.compile(
    r"(?<!\w)(?:embargoed|under (?:strict )?embargo|strict embargo|embargo(?=\s?(?:until|till|til|:|"
    r"to\b|for\b|ends|lifts|lifted|expires))|"
    r"hold for release|sperrfrist|embargado|embargada|bajo embargo|sob embargo|sous embargo|"
    r"под эмбарго|эмбарго до|sotto embargo|"
    r"embargo (?:hasta|até|jusqu|bis|fino)|not for (?:publication|release|broadcast|"
    r"use)[\w ]{0,30}?(?:before|until))"
    r"|(?:報道|情報|公開|発表)の?解禁|解禁(?:日時?|時[間刻])|【解禁】|エンバーゴ|محظور النشر|يحظر النشر|يُحظر النشر",
    re.IGNORECASE,
)
STAMP = re.compile(any_of(embargo_words.STAMPS) + r"\Z", re.IGNORECASE)
WEAK = re.compile(any_of(embargo_words.WEAK) + r"\Z", re.IGNORECASE)
POLITICS = re.compile(
    r"\s{0,3}(?:on|against|of|contre|sur|sobre|contra|gegen|на|к|against|imposed|to|act|al|del?|a|d[aou]s?|des)\s"
    r"(?!publication|release|use|broadcast|publishing|reporting|presse|prensa|imprensa|\d|delivery|"
    r"the\s(?:release|publication|use))",
    re.IGNORECASE,
)
RELEASE_AT = re.compile(
    r"[\s*\-–—_#(\[]{0,8}(?:(?:for|per)\s{1,3}(?:press\s|media\s|news\s|wire\s)?(?:release|publication|use|"
    r"transmission|broadcast)s?"
    r"|release\s(?:at|on|time|date and time)|time\s(?:of|for)\srelease|publication(?=\s?:)|to be released|hold to|diffusion le|publication le"
    r"|à diffuser le|freigabe|veröffentlichung|a partir d|à partir d|не ранее)\b[\s:.,\-–—]{0,5}",
    re.IGNORECASE,
)
# Papers and programmes of a part of the day: a hold that names no hour.
EDITIONS = re.compile(
    r"(?i)[\s*\-–—_#(\[]{0,8}(?:hold\s)?(?:for\s|to\s)(?:release\s)?(?:(?:in|to|by|the)\s){0,2}"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?\s|morning\s|evening\s|afternoon\s|weekend\s|daily\s){0,2}"
    r"(?:[ap]\.?m\.?['’]?s?(?!\w)\s{0,2}(?:release|papers|editions|newspapers)?|(?:news)?papers|editions)"
)
STAMPS_APART = re.compile(r"\s[–—|/-]\s|;\s")
BY_HAND = finder(every(embargo_words.BY_HAND))
SPOKEN = finder(embargo_words.SPOKEN)
TEXTS = finder((*embargo_words.TEXTS, *embargo_words.OURS))
ELSEWHERE = re.compile(
    r"\b(?:was|were|had been|will be|by the journal|the study|the paper|the journal|lancet|nature|oil|"
    r"arms|trade|cargo|goods|ship|fue|fueron|foi|foram|wurde|wurden|bienes|cuentas?|obra|"
    r"weapons|cuba|russian?|iran|waffen|armes|armas|petr[oó]leo)\b",
    re.IGNORECASE,
)
MOST_LINES = 40
NEAR_TOP = 12


def find_lines(document: Document) -> list[EmbargoLine]:
    """Every line that is this text's own embargo."""
    found: list[EmbargoLine] = []
    lines = document.lines
    taken: set[int] = set()
    story = _Story(document)
    for index in document.edges():
        line = lines[index]
        if len(found) >= MOST_LINES:
            break
        if index in taken or line.role in ("furniture", "release") or not _may_speak(lines, index):
            continue
        one = _own_line(document, index, story)
        if one:
            found.append(one)
            taken |= {position for position, other in enumerate(lines[index : index + 8], index) if other in one.lines}
    return found


class _Story:
    """Where the running text stands, by a first rough look: labels belong over and under it."""

    def __init__(self, document: Document) -> None:
        lines = document.lines
        near = [*lines[:EDGE], *lines[max(EDGE, len(lines) - EDGE) :]]
        plain = [line for line in near if not line.role and "mail-header" not in line.hints]
        prose = [one for one in build(document, plain) if is_prose(one.text()) and not is_caps(one.text())]
        self.rows = {id(line) for one in prose for line in one.lines}
        self.begins = prose[0].start if prose else len(document.text)
        self.ends = prose[-1].end if prose else 0

    def holds(self, line: Line) -> bool:
        """Whether the line is part of a sentence, or stands alone between two paragraphs of the story."""
        return id(line) in self.rows or self.begins < line.start < self.ends


def _may_speak(lines: list[Line], index: int) -> bool:
    """Not the middle of a wrapped paragraph: there a line begins with whatever word came next."""
    line = lines[index]
    if "junk" in line.hints:
        return False
    if index == 0 or lines[index - 1].block != line.block or lines[index - 1].row == line.row:
        return True
    before = lines[index - 1].text.rstrip()
    if len(before) > LONG or before[-1:] in ".:;!?。：」)]*_-" or before.isupper() or lines[index - 1].role:
        return True
    if OURS.search(before):
        return True
    words = before.split()
    wordy = sum(word[:1].islower() for word in words) * 2 >= len(words)
    return not (len(before) >= 40 and wordy)


def _own_line(document: Document, index: int, story: _Story) -> EmbargoLine | None:
    line = document.lines[index]
    text = plainly(line.text[:400])
    subject = "mail-header" in line.hints
    if (subject and not SUBJECT.match(text)) or immediate.denies(text):
        return None
    if len(line.text) > 200 or _prose(text):
        return None
    inside = not subject and story.holds(line)
    sentence = id(line) in story.rows
    if _ends_by_hand(text) and not (sentence and is_prose(text) and not SPOKEN.search(text)):
        return extend(document, index, by_hand=True)
    if immediate.but_later(text):
        return extend(document, index, place="both")
    if _speaks(text, inside=inside, beside=3 if sentence else 24):
        return extend(document, index, place="subject" if subject else "line")
    dated = RELEASE_AT.match(text)
    if inside and index < NEAR_TOP and dated and find_times(text) and letters_left(text[dated.end() :]) <= 3:
        return extend(document, index, release_at=True)  # where no blank line parts it from the story
    if inside or subject:
        return None
    if EDITIONS.match(text) and not is_prose(text):
        return extend(document, index, release_at=True)
    if dated and len(line.text) <= 160 and not immediate.ANYWHERE.search(text):
        if says_when(text[dated.end() :]) and letters_left(text[dated.end() :]) <= 40:
            return extend(document, index, release_at=True)
        below = document.lines[index + 1] if index + 1 < len(document.lines) else None
        if dated.end() == len(text.rstrip(" :")) and below and below.row - line.row <= 2 and only_when(below.text):
            return extend(document, index, release_at=True)
    return None


def _ends_by_hand(text: str) -> bool:
    """ "Check against delivery"; "until delivery" in a line that holds something back."""
    if SPOKEN.search(text):
        return True
    return bool(
        BY_HAND.search(text)
        and (HEAD.match(text) or ANYWHERE.search(text) or RELEASE_AT.match(text) or re.search(r"(?i)\bhold\b", text))
    )


def _speaks(text: str, *, inside: bool, beside: int) -> bool:
    """Whether the words hold the text back. In the story they must say when, with few letters `beside` it."""
    anywhere = ANYWHERE.search(text)
    if anywhere and not POLITICS.match(text, anywhere.end()) and _labels(text[: anywhere.start()], anywhere.group()):
        rest = text[anywhere.end() :]
        if not inside or (letters_left(rest) <= beside and (says_when(rest) or OURS.search(text))):
            return True
    head = HEAD.match(text) or FORBIDS.match(text)
    if not head:
        *_, last = STAMPS_APART.split(text)  # "DRAFT – NOT FOR PUBLICATION"
        return last != text and not inside and is_caps(text) and _speaks(last, inside=inside, beside=beside)
    label, rest = head.group("label"), text[head.end() :]
    only_when = says_when(rest) and letters_left(rest) <= 3
    if inside or only_when:
        return only_when
    if WEAK.fullmatch(label):
        return not POLITICS.match(text, head.end("label")) and _signed(text, head)
    return bool(UNTIL.search(text)) or not is_prose(text)


def _signed(text: str, head: re.Match[str]) -> bool:
    """An ordinary word that a colon, an "until" or its standing alone makes a stamp on the page."""
    label, rest = head.group("label"), text[head.end() :]
    held = bool(UNTIL.search(label) or UNTIL.match(rest.strip()[:40])) or bool(
        UNTIL.search(rest[:60]) and says_when(rest)
    )
    if held and is_caps(text):
        return True
    colon = text[head.end("label") : head.end()].strip()[-1:] in (":", "：")
    return bool(STAMP.fullmatch(label)) and (colon or held or len(text.split()) <= 3) and not is_prose(text)


def _labels(before: str, word: str) -> bool:
    """Whether the words before "embargoed" are those of a label, or speak of this very text."""
    if OURS.search(before):
        return True
    if word.casefold() in ("embargado", "embargada") and re.search(r"\w", before):
        return bool(TEXTS.search(before)) and not ELSEWHERE.search(before)
    return not ELSEWHERE.search(before) and sum(word[:1].islower() for word in before.split()) < 3


def _prose(text: str) -> bool:
    """A sentence of the story rather than a label: long, mostly small letters, with a full stop."""
    words = text.split()
    small = sum(word[:1].islower() for word in words)
    return len(words) > 14 and small * 2 > len(words) and text.rstrip()[-1:] in '.。"”’'
