"""Where the contacts stand: blocks before or after the story, labelled or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from releases.intake.contact_labels import ASKED, LABEL, first_part, printed_names
from releases.intake.date_lines import only_date
from releases.intake.dates import find_dates
from releases.intake.furniture import is_address
from releases.intake.paragraphs import STOPS
from releases.intake.shapes import EMAIL, OFFICE, ROLE, URL, is_caps, is_name, is_prose, phones
from releases.intake.source import Document, Line

WEAK_PHRASES = (
    "for further information",
    "further information",
    "for information",
    "contact us",
    "weitere informationen",
    "más información",
    "mais informações",
    "para más información",
    "pour plus d'informations",
    "for more information",
    "for additional information",
    "for further details",
    "pour plus d’informations",
    "لمزيد من المعلومات",
    "للمزيد من المعلومات",
)
FOR_THE_PUBLIC = re.compile(
    r"(?i)\b(?:anyone (?:with|who)|any(?:body)? with information|members of the public|crime ?stoppers)\b"
)
LETTERHEAD = "letterhead"


@dataclass(slots=True)
class Block:
    """The lines of one contact block and the people in it."""

    lines: list[Line] = field(default_factory=list)
    labelled: bool = False


def find_blocks(document: Document, *, end_mark: int | None) -> list[Block]:
    """Every contact block; its lines get the role "contact". `end_mark` is the index of the end mark's line."""
    lines = document.lines
    blocks: list[Block] = []
    done = 0
    for index in document.edges():
        line = lines[index]
        if index < done:
            continue
        label = _label(lines, index)
        if line.role or not line.short or "mail-header" in line.hints or not (label or _tells(line)):
            continue
        block = Block(labelled=label)
        if not label:
            if _mid_sentence(lines, index):
                continue
            block.lines = _names_above(lines, index)
            named = is_name(first_part(line.text))
            after_end = end_mark is not None and index > end_mark
            if not (block.lines or named or after_end) and "contact" not in line.hints:
                if len(line.text) <= 160 and index < 25 and not _sentence(line.text):
                    line.role = LETTERHEAD if phones(line.text) else line.role
                continue
        block.lines.append(line)
        done = _take_below(lines, index + 1, block)
        if _useful(block):
            for taken in block.lines:
                taken.role = "contact"
            blocks.append(block)
    return blocks


def _label(lines: list[Line], index: int) -> bool:
    """A contact label that introduces a name, a number or a block; not a sentence that begins with the word."""
    line = lines[index]
    match = ASKED.match(line.text[:200]) or LABEL.match(line.text[:200])
    if not match or (is_prose(line.text) and not (phones(line.text) or EMAIL.search(line.text))):
        return False
    rest = line.text[match.end() :].strip()
    colon = line.text[match.end("label") : match.end()].strip()[-1:] in (":", "：")
    if rest[:1].islower() and not colon and not EMAIL.match(rest) and not ASKED.match(line.text[:200]):
        return False  # "Media inquiries should be directed to …" is a sentence
    telling = bool(phones(rest) or EMAIL.search(rest))
    weak = match.group("label").casefold() in WEAK_PHRASES or len(match.group("label")) <= 5
    if not rest:
        return any(_tells(below) or is_name(below.text) for below in lines[index + 1 : index + 5] if below.short) and (
            colon or not weak or len(line.text) > 5
        )
    if weak and not (colon and (telling or is_name(first_part(rest)) or _tells_soon(lines, index))):
        return telling and not weak
    return telling or is_name(first_part(rest)) or (colon and _tells_soon(lines, index))


def _tells_soon(lines: list[Line], index: int) -> bool:
    return any(_tells(below) for below in lines[index + 1 : index + 4] if below.short)


def _tells(line: Line) -> bool:
    """A line with a number to dial or an address to write to, that is not a sentence of the story."""
    text = line.text
    if len(text) > 300 or only_date(text):
        return False
    if len(text.split()) > (9 if is_caps(text) else 18) and not LABEL.match(text[:200]):
        return False
    if FOR_THE_PUBLIC.search(text):
        return False
    has = bool(EMAIL.search(text)) or bool(phones(text))
    return (
        has
        and not (is_prose(text) and len(text.split()) > 12)
        and not (find_dates(text) and not EMAIL.search(text) and _dated_only(text))
    )


def _mid_sentence(lines: list[Line], index: int) -> bool:
    """A wrapped sentence that happens to hold a number or an address."""
    line, before = lines[index], lines[index - 1] if index else None
    if before is None or before.block != line.block or before.role:
        return False
    if line.text[:1].isdigit() or line.text[:1] == "(":  # "… call the sheriff's office at / 330-555-0148."
        words = before.text.split()
        small = sum(word[:1].islower() for word in words) * 2 >= len(words)
        return (
            len(before.text) > 40
            and small
            and before.text.rstrip()[-1:].islower()
            and not LABEL.match(before.text[:200])
        )
    return line.text[:1].islower() and not EMAIL.match(line.text) and len(before.text) > 40


def _sentence(text: str) -> bool:
    """Running text, if short: it ends as a sentence does and is mostly small letters."""
    words = text.split()
    small = sum(word[:1].islower() for word in words)
    return is_prose(text) or (len(words) >= 5 and small * 2 >= len(words) and text.rstrip()[-1:] in '.!?”"')


def _dated_only(text: str) -> bool:
    dates = find_dates(text)
    return all(any(found.start <= start < found.end for found in dates) for start, _ in phones(text))


def _names_above(lines: list[Line], index: int) -> list[Line]:
    """The name, role and organisation printed over a number without a label."""
    above: list[Line] = []
    place, here = index - 1, lines[index]
    while place >= 0 and len(above) < 4:
        line = lines[place]
        if _passed_over(line) and here.row - line.row <= 2:
            place -= 1
            continue
        if line.role or not _could_belong(line) or here.row - line.row > 3:
            break
        above.insert(0, line)
        if printed_names(line.text):
            return above
        here, place = line, place - 1
    return []


def _passed_over(line: Line) -> bool:
    """A date or a page number beside a contact block is not part of it."""
    return line.role == "furniture" or (not line.role and only_date(line.text))


def _could_belong(line: Line) -> bool:
    text = line.text
    return (
        len(text) <= 110
        and not is_prose(text)
        and not (text.rstrip()[-1:] in STOPS and text.rstrip()[-1:] not in ".)*")
        and not (is_address(text) and not is_name(text))
        and line.tag not in ("h1", "h2", "h3")
        and "headline" not in line.hints
    )


def _take_below(lines: list[Line], index: int, block: Block) -> int:
    """What follows belongs to the block while numbers keep coming, or a role or office completes a name."""
    last = block.lines[-1]
    while index < len(lines):
        line = lines[index]
        if _passed_over(line) and line.row - last.row <= 3:
            index += 1
            continue
        if line.role or not line.short or line.row - last.row > 4 or "mail-header" in line.hints:
            break
        if _tells(line):
            pass
        elif not _could_belong(line) or (
            is_caps(line.text) and len(line.text.split()) > 5 and not OFFICE.search(line.text)
        ):
            break
        elif not _more_below(lines, index, last) and not _names_the_number(block, line):
            told = any(_tells(taken) for taken in block.lines)
            ends = (
                not told
                and line.block == last.block
                and (ROLE.search(line.text) or OFFICE.search(line.text) or URL.fullmatch(line.text.strip()))
            )
            if not ends or (is_caps(line.text) and len(line.text.split()) > 6):
                break
        block.lines.append(line)
        last = line
        index += 1
    return index


def _names_the_number(block: Block, line: Line) -> bool:
    """ "Contact: 202-456-0100" with the name of who answers straight below."""
    label = block.lines[0]
    return (
        block.labelled
        and len(block.lines) == 1
        and line.row - label.row <= 1
        and bool(phones(label.text))
        and bool(printed_names(line.text))
        and not printed_names(first_part(LABEL.sub("", label.text, count=1)))
    )


def _more_below(lines: list[Line], index: int, last: Line) -> bool:
    """A number within the next lines, with nothing but names, roles and offices on the way there."""
    for below in lines[index : index + 5]:
        if _passed_over(below):
            continue
        if below.role or not below.short or below.row - last.row > 9:
            return False
        if _tells(below):
            return True
        if not _could_belong(below):
            return False
    return False


def _useful(block: Block) -> bool:
    text = " ".join(line.text for line in block.lines)
    return bool(phones(text) or EMAIL.search(text)) or (
        block.labelled and any(printed_names(LABEL.sub("", line.text, count=1)) for line in block.lines)
    )
