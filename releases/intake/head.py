"""Everything above the story: where the story begins, and which line over it is what."""

from __future__ import annotations

import re

from releases.intake.date_lines import DATE_LABEL, only_date
from releases.intake.datelines import alone, opening
from releases.intake.dates import find_dates
from releases.intake.end_marks import STARS
from releases.intake.furniture import RULE, is_address
from releases.intake.headline import CAPTION, FURTHEST, Head, find_headline
from releases.intake.kinds import FIVE_WS, label_kind
from releases.intake.numbers import printed_number
from releases.intake.paragraphs import BULLET, TURN, Paragraph, build
from releases.intake.shapes import TIME_ONLY, is_caps, is_prose, is_title_case, phones
from releases.intake.source import Document, Line

SALUTATION = re.compile(
    r"(?i)(?:ladies and gentlemen|my lords|dear\s|mr\.? (?:chair\w*|speaker|president)|m[ae]dam\s|friends|colleagues|"
    r"excellenc|distinguished|mesdames|messieurs|meine (?:sehr )?(?:damen|herren)|sehr geehrte|señor[ae]s|senhor[ae]s|"
    r"queridos|уважаемые|дорогие|皆様|皆さん|kính thưa|السادة|أيها)"
)
SAYING = re.compile(
    r"(?<=[\w,] )(?:said|says|added|commented|stated|explained|continued|dijo|señaló|afirmó|déclaré|déclare|disse|"
    r"afirmou|sagte|sagt|erklärte|erklärt|заявил[аи]?|сказал[аи]?)\s?:$"
)


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
    find_headline(document, head, top)
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
    below = lines[index + 1] if index + 1 < len(lines) else None
    if below and TURN.match(text[:44]) and TURN.match(below.text[:44]) and not SAYING.search(below.text.rstrip()):
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
    if SAYING.search(text):
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
