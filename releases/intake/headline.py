"""The headline and the subhead: of the lines over the story, those that read like one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from releases.intake import labels
from releases.intake.dates import FoundDate
from releases.intake.furniture import is_address
from releases.intake.kinds import label_kind
from releases.intake.offices import is_letterhead
from releases.intake.paragraphs import LONG
from releases.intake.phrases import any_of
from releases.intake.shapes import CJK, TIME_ONLY, is_caps, is_name, is_prose, is_title_case
from releases.intake.source import Document, Line, tidy

CAPTION = re.compile(
    r"(?i)\b(?:photo|image|picture|photograph)?\s?credits?\s?:|^(?:photo|image|foto|bild|file photo|"
    r"pictured)\b.{0,40}:|\(photo by\b"
    r"|\b[A-Z]{2,8}/[A-Z][a-z]+ [A-Z][\w’']+\s*$|\bphoto by\b|^crédit photo|©"
)
SUBJECT = re.compile(r"(?i)subject:\s{0,4}(?:(?:re|fwd?|aw|wg|tr|rv)\s?:\s{0,3}){0,4}")
SUBJECT_LABEL = re.compile(
    rf"(?i)^(?:\[?(?:{any_of([*labels.KINDS['press_release'], *labels.KINDS['media_advisory']])})\]?\s?[:\-–—]\s|"
    rf""
    r"\[?(?:strictly\s)?(?:embargo(?:ed)?|embargado|sperrfrist)\b[^:\]]{0,60}(?:\]:?|:\s)|"
    r"for immediate release\s?[:\-–—]\s){1,2}\s{0,3}"
)
PLACE_LINE = re.compile(r"\s{0,3}[A-Z][\w.’' ]{1,30},\s[A-Z][\w.]{1,14}\s{0,3}")
FIELD = re.compile(r"(?P<label>[A-Z][\w#’'/]{1,20}(?:\s[\w#’'/]{1,20}){0,2})\s?:\s+")
JOINING = frozenset([
    "and", "or", "of", "for", "in", "to", "the", "a", "an", "with", "on", "at", "from", "by", "as", "into", "over",
    "under", "during", "amid", "after", "before", "against", "about", "de", "la", "le", "les", "du", "des", "et",
    "à", "au", "aux", "pour", "sur", "en", "y", "el", "los", "las", "del", "para", "por", "con", "e", "da", "do",
    "das", "dos", "com", "und", "der", "die", "für", "mit", "von", "im", "zum", "zur", "auf", "di", "della",
])  # fmt: skip
FURTHEST = 160  # lines: no head is longer


@dataclass(slots=True)
class Head:
    headline: list[Line] = field(default_factory=list)
    subhead: list[Line] = field(default_factory=list)
    number: tuple[str, int, int] | None = None
    dates: list[tuple[FoundDate, Line, int]] = field(default_factory=list)  # with a rank, best first
    label: Line | None = None
    label_kind: str = ""
    lines: list[Line] = field(default_factory=list)
    body: int = 0  # index of the story's first line


def find_headline(document: Document, head: Head, top: Line | None) -> None:
    longest = max((len(line.text) for line in document.lines[head.body : head.body + 40]), default=0)
    groups = _groups(head, longest, marked_up=document.marked_up)
    chosen = max(range(len(groups)), key=lambda one: _score(groups, one, head, top), default=None)
    if chosen is None or _score(groups, chosen, head, top) < 0:
        _from_elsewhere(document, head)
        chosen = None
    else:
        head.headline = groups[chosen]
        if tidy(groups[chosen][-1].text).endswith(":") and chosen + 1 < len(groups) and top is None:
            head.headline = groups[chosen] + groups[chosen + 1]
            chosen += 1
    while chosen is not None and chosen + 1 < len(groups) and _runs_on(groups[chosen], groups[chosen + 1], top):
        head.headline = [*head.headline, *groups[chosen + 1]]
        chosen += 1
    for line in head.headline:
        line.role = "headline"
    hinted = [line for line in head.lines if "subhead" in line.hints and not line.role]
    if hinted:
        head.subhead = [line for line in hinted if line.block == hinted[0].block]
    elif chosen is not None:
        head.subhead = next((group for group in groups[chosen + 1 : chosen + 3] if _is_subhead(group)), [])
    for line in head.subhead:
        line.role = "subhead"


def _groups(head: Head, longest: int, *, marked_up: bool) -> list[list[Line]]:
    """Lines of the head that nothing else has claimed, those that belong together as one."""
    groups: list[list[Line]] = []
    for line in head.lines:
        if line.role or "mail-header" in line.hints:
            continue
        last = groups[-1][-1] if groups else None
        unwrapped = not marked_up and longest > LONG and len(last.text) < 90 if last else False
        if last and unwrapped and is_caps(last.text) and is_caps(line.text):
            unwrapped = is_letterhead(last.text) or is_letterhead(line.text)
        if last and last.block == line.block and line.row - last.row <= 1 and line.tag == last.tag and not unwrapped:
            if PLACE_LINE.fullmatch(line.text) or PLACE_LINE.fullmatch(last.text):
                groups.append([line])
                continue
            same_shape = is_caps(last.text) == is_caps(line.text) or len(line.text) < 14
            begun = any(other.role == "release" and other.row == groups[-1][0].row for other in head.lines)
            if begun or (
                same_shape and not (is_letterhead(last.text) and not is_letterhead(line.text) and last.indent <= 8)
            ):
                groups[-1].append(line)
                continue
        groups.append([line])
    return groups


def _runs_on(group: list[Line], below: list[Line], top: Line | None) -> bool:
    """A headline cut between two paragraphs: it ends, or the next begins, with a word that joins."""
    text, more = _text(group), _text(below)
    if not text.split() or not more.split():  # nothing but characters that are not seen
        return False
    if top is not None or below[0].row - group[-1].row > 2 or is_prose(more) or is_name(more):
        return False
    if is_caps(text) != is_caps(more):
        return False
    last, first = text.split()[-1].casefold(), more.split()[0].casefold()
    return last in JOINING or text[-1:] in ",–—&" or (first in JOINING and len(more.split()) > 1) or more[:1].islower()


def _text(group: list[Line]) -> str:
    return tidy(" ".join(line.text for line in group))


def _score(groups: list[list[Line]], index: int, head: Head, top: Line | None) -> float:
    group = groups[index]
    text = _text(group)
    count = len(CJK.findall(text)) / 2 or len(text.split())
    if top is not None and top in group:
        return 20
    score = 2.0 if count >= 4 else -1.5 if count < 3 else 0.0
    score += 1 if is_caps(text) or is_title_case(text) else 0
    score += 1 if any(line.role == "release" and line.row == group[0].row for line in head.lines) else 0
    before = [
        line
        for line in head.lines
        if line.role in ("release", "number", "embargo", "label", "date") and line.start < group[0].start
    ]
    score += 0.5 if before else 0
    score += 0.6 if group[0].indent > 8 or group[0].tag in ("h2", "h3") else 0
    score -= 4 if is_name(text) or TIME_ONLY.fullmatch(text) else 0
    score -= 3 if is_address(text) or "page-head" in group[0].hints else 0
    if all(is_letterhead(line.text) or is_name(line.text) for line in group) or (
        is_letterhead(group[0].text) and all(len(line.text.split()) <= 4 for line in group[1:])
    ):
        score -= 4
    elif is_letterhead(text):
        score -= 2.2
    score -= 3 if all(_is_field(line.text) for line in group) else 0
    score -= 1 if text.endswith(":") and count < 3 else 0
    score -= 4 if count > 60 else 0
    return score - index * 0.01


def _is_field(text: str) -> bool:
    """ "Coverage: England and Wales", "Released by: Lt. Karen Dietz": a form's field, not a headline."""
    match = FIELD.match(text)
    if not match or label_kind(match.group("label")):
        return False
    value = text[match.end() :]
    return len(value.split()) <= 4 or is_name(value.split(",")[0])


def _is_subhead(group: list[Line]) -> bool:
    text = _text(group)
    return (
        4 <= len(text.split()) <= 60
        and not is_name(text)
        and not is_letterhead(text)
        and not is_address(text)
        and not TIME_ONLY.fullmatch(text)
        and not text.endswith(":")
        and not CAPTION.search(text)
    )


def _from_elsewhere(document: Document, head: Head) -> None:
    """A headline that only the subject of the message, or the title of the page, carries."""
    for line in document.lines[:FURTHEST]:
        match = SUBJECT.match(line.text) if "mail-header" in line.hints else None
        if match or line.tag == "title":
            start = match.end() if match else 0
            label = SUBJECT_LABEL.match(line.text[start:])
            start += label.end() if label else 0
            words = line.text[start:].rstrip()
            if words:
                head.headline = [Line(line.start + start, line.start + start + len(words), words, line.row, line.block)]
                line.role = "headline"
                return
