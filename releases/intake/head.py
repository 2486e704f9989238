"""Everything above the story: where the story begins, and which line over it is what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from releases.intake import labels
from releases.intake.date_lines import DATE_LABEL, only_date
from releases.intake.datelines import alone, opening
from releases.intake.dates import FoundDate, find_dates
from releases.intake.end_marks import STARS
from releases.intake.furniture import RULE, is_address
from releases.intake.kinds import FIVE_WS, label_kind
from releases.intake.numbers import printed_number
from releases.intake.offices import is_letterhead
from releases.intake.paragraphs import BULLET, LONG, TURN, Paragraph, build
from releases.intake.phrases import any_of
from releases.intake.shapes import CJK, TIME_ONLY, is_caps, is_name, is_prose, is_title_case, phones
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
SALUTATION = re.compile(
    r"(?i)(?:ladies and gentlemen|my lords|dear\s|mr\.? (?:chair\w*|speaker|president)|m[ae]dam\s|friends|colleagues|"
    r"excellenc|distinguished|mesdames|messieurs|meine (?:sehr )?(?:damen|herren)|sehr geehrte|señor[ae]s|senhor[ae]s|"
    r"queridos|уважаемые|дорогие|皆様|皆さん|kính thưa|السادة|أيها)"
)
JOINING = frozenset(
    [
        "and",
        "or",
        "of",
        "for",
        "in",
        "to",
        "the",
        "a",
        "an",
        "with",
        "on",
        "at",
        "from",
        "by",
        "as",
        "into",
        "over",
        "under",
        "during",
        "amid",
        "after",
        "before",
        "against",
        "about",
        "de",
        "la",
        "le",
        "les",
        "du",
        "des",
        "et",
        "à",
        "au",
        "aux",
        "pour",
        "sur",
        "en",
        "y",
        "el",
        "los",
        "las",
        "del",
        "para",
        "por",
        "con",
        "e",
        "da",
        "do",
        "das",
        "dos",
        "com",
        "und",
        "der",
        "die",
        "das",
        "für",
        "mit",
        "von",
        "im",
        "zum",
        "zur",
        "auf",
        "e",
        "di",
        "della",
    ]
)
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


def read_head(document: Document) -> Head:
    head = Head()
    lines = document.lines
    top = next((line for line in lines[:FURTHEST] if line.tag == "h1" and not line.role), None) or _hinted(lines)
    plain = {id(line): role for index, line in enumerate(lines[:FURTHEST]) if (role := _plain_role(document, index))}
    head.body = _begin(document, plain, top)
    for index, line in enumerate(lines[: head.body]):
        if not line.role and id(line) in plain:
            line.role = plain[id(line)]
        if line.role == "number" and head.number is None:
            head.number = printed_number(line, lines[index - 1] if index else None)
            if head.number and head.label is None and (kind := label_kind(line.text[: head.number[1] - line.start])):
                head.label, head.label_kind = line, kind
        if line.role == "label":
            kind = label_kind(line.text)
            if head.label is None or (head.label_kind == "press_release" and kind != "press_release"):
                head.label, head.label_kind = line, kind
        if line.role in ("date", "placedate") or "date" in line.hints:
            rank = 0 if "date" in line.hints else 1
            head.dates.extend((found, line, rank) for found in find_dates(line.text, language=document.language)[:1])
    head.lines = lines[: head.body]
    _take_lead_in(document, head, headings=False)
    _headline(document, head, top)
    _take_lead_in(document, head, headings=True)
    return head


def _take_lead_in(document: Document, head: Head, *, headings: bool) -> None:
    """What leads in to the first full paragraph belongs to the story, when it is not the release's subhead."""
    lines = document.lines
    while head.body and not lines[head.body - 1].role and _leads_in(lines, head.body - 1, headings=headings):
        head.body -= 1
    head.lines = lines[: head.body]


def _leads_in(lines: list[Line], index: int, *, headings: bool) -> bool:
    """A heading, a greeting, a question or "The minister said:" straight over the first full paragraph."""
    line = lines[index]
    text = line.text.rstrip()
    if TURN.match(text[:44]) and index + 1 < len(lines) and TURN.match(lines[index + 1].text[:44]):
        return True
    if line.hints & {"subhead", "headline"} or "mail-header" in line.hints:
        return False
    if line.tag[:1] == "h":
        return headings and line.tag in ("h2", "h3", "h4")
    if line.short and SALUTATION.match(text) and text[-1:] in ",.:;！、，":
        return True
    return text.endswith(":") and len(text.split()) >= 3 and not is_title_case(text) and not is_caps(text)


def _hinted(lines: list[Line]) -> Line | None:
    return next(
        (
            line
            for line in lines[:FURTHEST]
            if "headline" in line.hints
            and line.tag not in ("td", "th", "li")
            and not line.role
            and len(line.text.split()) > 2
        ),
        None,
    )


def _plain_role(document: Document, index: int) -> str:
    """What a line is by itself, before anything is known of the lines around it."""
    line = document.lines[index]
    text = line.text
    if line.role or "mail-header" in line.hints or line.tag == "h1" or len(text) > 200:
        return ""
    if "caption" in line.hints or (len(text) < 500 and CAPTION.search(text) and not opening(text)):
        return "caption"
    if line.tag == "title":
        return "page-title"
    if only_date(text, document.language):
        return "date"
    if alone(text):
        return "placedate"
    before = document.lines[index - 1] if index else None
    if printed_number(line, before):
        return "number"
    if label_kind(text) or ("label" in line.hints and len(text) < 60):
        return "label"
    if DATE_LABEL.fullmatch(text) and text.rstrip()[-1:] in ":：":
        return "label-alone"
    if TIME_ONLY.fullmatch(text):
        return "time"
    if is_address(text) or (phones(text) and len(text) < 120 and not is_prose(text)):
        return "letterhead"
    return ""


def _begin(document: Document, plain: dict[int, str], top: Line | None) -> int:
    """The index of the line that opens the story: the first dateline or running text under the headline."""
    lines = document.lines
    given = [(line, line.role) for line in lines[:FURTHEST] if id(line) in plain and not line.role]
    for line, _ in given:
        line.role = plain[id(line)]
    paragraphs = build(document, lines[:FURTHEST])
    for line, role in given:
        line.role = role
    place = {id(line): index for index, line in enumerate(lines[:FURTHEST])}
    after = place.get(id(top), -1) if top else -1
    under = [
        one
        for one in paragraphs
        if place[id(one.lines[0])] > after and "mail-header" not in one.lines[0].hints and one.lines[0] is not top
    ]
    for number, one in enumerate(under):
        if _opens(one, under, number, seen_top=top is not None) and not (
            one.bulleted and _day_below(lines, place[id(one.lines[-1])], plain)
        ):
            return place[id(one.lines[0])]
    if after >= 0:
        return place[id(under[0].lines[0])] if under else after + 1
    rest = [one for one in under if not is_caps(one.text()) and len(one.text().split()) > 5]
    if len(rest) > 1:
        return place[id(rest[1].lines[0])]
    return place[id(under[1].lines[0])] if len(under) > 1 else min(len(lines), FURTHEST)


def _opens(one: Paragraph, under: list[Paragraph], number: int, *, seen_top: bool) -> bool:
    first = one.lines[0]
    if first.hints & {"subhead", "caption", "label"} or first.tag in ("h1", "h2", "h3", "title"):
        return False
    text = one.text()
    if (
        "lost-breaks" in first.hints
        and number
        and len(text.split()) >= 8
        and not (is_title_case(text) or is_caps(text))
    ):
        return True
    if opening(text) and (len(text.split()) > 8 or is_prose(text)):
        return True
    if FIVE_WS.match(text) or (re.match(r"^[A-Z][A-Z. ]{3,40}:\s", text) and is_prose(text)):
        return True
    if STARS.fullmatch(text) or RULE.fullmatch(text):
        return False
    if (seen_top and first.tag == "li") or (number and one.bulleted and len(text.split()) > 3):
        return True
    return is_prose(text) and not (number == 0 and not seen_top and _headline_like(one, under))


def _day_below(lines: list[Line], index: int, plain: dict[int, str]) -> bool:
    """Points over a line with the place and the day are a subhead of many lines."""
    for line in lines[index + 1 : index + 10]:
        if id(line) in plain or line.role:
            return plain.get(id(line)) in ("date", "placedate")
        if not BULLET.match(line.text[:16]) and is_prose(line.text):
            return opening(line.text) is not None
    return False


def _headline_like(one: Paragraph, under: list[Paragraph]) -> bool:
    """A long first paragraph that is itself the headline: no full stop, and a longer one follows."""
    text = one.text()
    return (
        len(under) > 1
        and text[-1:].isalnum()
        and len(text.split()) < 35
        and len(one.lines) <= 4
        and is_prose(under[1].text())
    )


def _headline(document: Document, head: Head, top: Line | None) -> None:
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


def best_date(
    head: Head, *, near: list[date], month_first: bool | None
) -> tuple[date | None, tuple[int, int] | None, str]:
    """The day of issue, where it stands, and a doubt about it."""
    for found, line, _ in sorted(head.dates, key=lambda one: one[2]):
        place = (line.start + found.start, line.start + found.end)
        if found.year and found.day_printed:
            day, doubt = settle(found, near=near, month_first=month_first)
            return day, place, doubt
    return None, None, ""


def settle(found: FoundDate, *, near: list[date], month_first: bool | None) -> tuple[date | None, str]:
    """3/4/2026 as a day of issue: what the other dates of the text speak for, and a note."""
    first, second = found.day_printed, found.other
    if not second or not first:
        return first, ""
    for one, other in ((first, second), (second, first)):
        if any(abs((one - day).days) <= 20 for day in near) and not any(abs((other - day).days) <= 20 for day in near):
            return one, f"The day of issue can be read as {first.isoformat()} or {second.isoformat()}."
    day = second if month_first else first
    return day, f"The day of issue can be read as {first.isoformat()} or {second.isoformat()}."
