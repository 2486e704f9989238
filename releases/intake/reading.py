"""The order in which a source is understood; each step leaves the lines it has placed to no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from releases.intake import contact_blocks, contacts, cover, end_marks, forwarded, furniture, kinds, offices, splits
from releases.intake import embargo as embargoes
from releases.intake.body import Piece, render
from releases.intake.contact_sentences import in_sentences
from releases.intake.datelines import Dateline, alone, opening
from releases.intake.embargo_extent import EmbargoLine
from releases.intake.embargo_lines import find_lines
from releases.intake.embargo_sentences import find_sentences
from releases.intake.head import read_head
from releases.intake.headline import Head
from releases.intake.issue_date import find_issue_date, mail_date, month_comes_first
from releases.intake.language import detect_in
from releases.intake.paragraphs import TURN, build, joined
from releases.intake.result import Contact, Note, ParsedRelease, Range
from releases.intake.shapes import EMAIL, phones
from releases.intake.source import Document, Line, tidy
from releases.intake.tail import Tail, read_tail
from releases.intake.when import AUSTRALIAN, Setting


@dataclass(slots=True)
class _Reading:
    """What is known so far."""

    document: Document
    spans: dict[str, list[Range]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def took(self, name: str, *ranges: Range) -> None:
        self.spans.setdefault(name, []).extend(ranges)

    def took_lines(self, name: str, lines: Sequence[Line]) -> None:
        self.took(name, *((line.start, line.end) for line in lines))


def read(
    document: Document, *, encoding: str, default_zone: str, today: date | None, offices_known: Sequence[str]
) -> ParsedRelease:
    reading = _Reading(document)
    document.language = detect_in(document)
    forwarded.set_aside(document)
    splits.split(document)
    end_mark = end_marks.mark(document)
    furniture.set_aside(document)
    held = find_lines(document)
    own, others = find_sentences(document, held)
    held += own
    for one in held:
        for line in one.lines:
            line.role = "embargo"
    blocks = contact_blocks.find_blocks(document, end_mark=end_mark)
    head = read_head(document)
    tail = read_tail(document, head.body, end_mark)
    blocks = _without_sender(document, blocks, end_mark)
    people = contacts.read_blocks(blocks)
    office, office_ranges = offices.printed_office(head.lines, document)
    _lone_letterhead_phone(head, people)
    pieces = _story(document, head, tail)
    dateline = _dateline(reading, pieces, tail)
    month_first = month_comes_first(document, default_zone)
    issued = find_issue_date(document, head, held, dateline, month_first=month_first)
    reading.took("issue_date", *([issued.place] if issued.place else []))
    reading.notes.extend([Note("issue_date", issued.doubt)] if issued.doubt else [])
    release = [line for line in document.lines if line.role == "release"]
    immediate = tidy(release[0].text) if release else ""
    verdict = embargoes.decide(
        held,
        others,
        immediate=immediate,
        setting=Setting(
            default_zone,
            document.language,
            issued.day or mail_date(document),
            today,
            month_first,
            AUSTRALIAN.search(document.text[:3_000]) is not None,
        ),
    )
    reading.notes.extend(verdict.notes)
    issue_date = issued.day
    if issue_date is None and verdict.embargo.wall and verdict.embargo.until:
        issue_date = verdict.embargo.wall.date()
    paragraphs = tuple(text for piece in pieces if (text := piece.text))
    people = people or _from_sentences(reading, paragraphs, pieces)
    headline = joined([line.text for line in head.headline]).strip(" *_")
    subhead = joined([line.text for line in head.subhead])
    kind = kinds.decide(
        label=head.label_kind,
        headline=headline,
        subhead=subhead,
        paragraphs=list(paragraphs),
        head=" ".join(line.text for line in head.lines[:40] if line.short),
    )
    number = head.number or tail.number
    _place_everything(reading, head, tail, held, release, office_ranges, pieces, number, blocks, end_mark)
    spans = {name: cover.ordered(ranges) for name, ranges in reading.spans.items() if ranges}
    notes = [*reading.notes, *(Note("source", remark) for remark in document.remarks)]
    if verdict.embargo.question:
        notes.insert(0, Note("embargo", verdict.embargo.question))
    release_line = tidy(verdict.line.text) if verdict.line else immediate
    return ParsedRelease(
        text=document.text,
        format=document.format,
        encoding=encoding,
        headline=headline,
        subhead=subhead,
        kind=kind,
        release_line=release_line,
        embargo=verdict.embargo,
        issue_date=issue_date,
        office=office or offices.from_contacts(people),
        office_match=offices.match_known(
            offices_known, office=office or offices.from_contacts(people), text=document.text
        ),
        contacts=tuple(people),
        dateline=dateline.place if dateline else "",
        dateline_date=dateline.date if dateline else None,
        language=document.language,
        number=number[0] if number else "",
        speaker=kinds.speaker(headline, kind),
        body_html=render(document, pieces),
        paragraphs=paragraphs,
        boilerplate="\n\n".join(one.text() for one in build(document, [_bare(line) for line in tail.boilerplate])),
        end_mark=tidy(document.lines[end_mark].text) if end_mark is not None else "",
        spans=spans,
        leftovers=cover.leftovers(spans, len(document.text)),
        notes=tuple(notes),
    )


def _bare(line: Line) -> Line:
    """The same line without its role, to be joined into paragraphs."""
    return Line(line.start, line.end, line.text, line.row, line.block, line.indent, line.tag, line.hints, line.cell)


def _story(document: Document, head: Head, tail: Tail) -> list[Piece]:
    paragraphs = build(document, document.lines[head.body : tail.begins])
    return [Piece(one) for one in paragraphs if not end_marks.STARS.fullmatch(one.text())]


def _dateline(reading: _Reading, pieces: list[Piece], tail: Tail) -> Dateline | None:
    """At the head of the first paragraphs, on a line of its own above them, or at the foot."""
    for piece in pieces[:2]:
        first = piece.paragraph.lines[0]
        found = opening(first.text) or opening(piece.paragraph.text()[:140])
        if found and first.text[found.place_end :].lstrip()[:1] == ":" and _turns(pieces) > 1:
            break
        if found and found.end <= len(first.text):
            piece.skip = found.end
            reading.took("dateline", (first.start + found.start, first.start + found.place_end))
            if found.end > found.place_end:
                reading.took("dateline", (first.start + found.place_end, first.start + found.end))
            return found
        if first.text.strip() and len(first.text) > 60:
            break
    for line in reading.document.lines:
        if line.role == "placedate" and (found := alone(line.text)):
            reading.took("dateline", (line.start, line.end))
            return found
    if tail.foot:
        found, line = tail.foot
        reading.took("dateline", (line.start, line.end))
        return found
    return None


def _turns(pieces: list[Piece]) -> int:
    """How many of the first paragraphs begin with a speaker's name in capitals."""
    return sum(TURN.match(piece.paragraph.lines[0].text[:44]) is not None for piece in pieces[:6])


def _without_sender(
    document: Document, blocks: list[contact_blocks.Block], end_mark: int | None
) -> list[contact_blocks.Block]:
    """The signature of whoever forwarded a message is not a contact where the release names its own."""
    sender = " ".join(
        line.text
        for line in document.lines[:60]
        if "mail-header" in line.hints and line.flat.startswith(("from:", "sender:"))
    )
    if not sender or end_mark is None or not any(block.labelled for block in blocks):
        return blocks
    end = document.lines[end_mark].start
    return [
        block
        for block in blocks
        if block.labelled
        or block.lines[0].start < end
        or not any(match.group() in sender for line in block.lines for match in EMAIL.finditer(line.text))
    ]


def _lone_letterhead_phone(head: Head, people: list[Contact]) -> None:
    """A named contact without a number, under a letterhead with exactly one."""
    if len(people) != 1 or people[0].phone or people[0].email or not people[0].name:
        return
    printed = [
        tidy(line.text[start:end])
        for line in head.lines
        if line.short and line.role != "contact" and "mail-header" not in line.hints and "fax" not in line.flat
        for start, end in phones(line.text)
    ]
    if len(set(printed)) == 1:
        only = people[0]
        people[0] = Contact(only.name, only.role, only.organisation, printed[0].strip(" .,"), only.email)


def _from_sentences(reading: _Reading, paragraphs: Sequence[str], pieces: list[Piece]) -> list[Contact]:
    found = in_sentences(list(paragraphs))
    for number, contact in found:
        if number < len(pieces):
            first = pieces[number].paragraph
            reading.took("contacts", *_where(reading.document.text, first.start, first.end, contact))
    return list(dict.fromkeys(contact for _, contact in found))


def _where(text: str, start: int, end: int, contact: Contact) -> list[Range]:
    ranges = []
    for value in (contact.name, contact.phone, contact.email):
        place = text.find(value, start, end) if value else -1
        if place >= 0:
            ranges.append((place, place + len(value)))
    return ranges


def _place_everything(
    reading: _Reading,
    head: Head,
    tail: Tail,
    held: list[EmbargoLine],
    release: list[Line],
    office_ranges: list[Range],
    pieces: list[Piece],
    number: tuple[str, int, int] | None,
    blocks: list[contact_blocks.Block],
    end_mark: int | None,
) -> None:
    reading.took_lines("headline", head.headline)
    reading.took_lines("subhead", head.subhead)
    reading.took("embargo", *((one.start, one.end) for one in held))
    reading.took_lines("release_line", release)
    reading.took("office", *office_ranges)
    if number:
        reading.took("number", number[1:])
    if head.label:
        reading.took("kind", (head.label.start, head.label.end))
    for block in blocks:
        reading.took_lines("contacts", block.lines)
    reading.took_lines("boilerplate", tail.boilerplate)
    if end_mark is not None:
        line = reading.document.lines[end_mark]
        reading.took("end_mark", (line.start, line.end))
    for piece in pieces:
        for index, line in enumerate(piece.paragraph.lines):
            reading.took("body", (line.start + (piece.skip if index == 0 else 0), line.end))
