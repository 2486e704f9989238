"""Who to ask: contact blocks before or after the story, labelled or not, shared by slashes or in columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from releases.intake import labels
from releases.intake.date_lines import only_date
from releases.intake.dates import find_dates
from releases.intake.furniture import is_address
from releases.intake.paragraphs import STOPS
from releases.intake.phrases import any_of, every, opener
from releases.intake.result import Contact
from releases.intake.shapes import EMAIL, OFFICE, ROLE, URL, is_caps, is_name, is_prose, phones
from releases.intake.source import Document, Line, tidy

LABEL = opener(every(labels.CONTACT))
ASKED = re.compile(
    r"(?i)[\s*•\d.)]{0,8}(?P<label>(?:for|to obtain)\s(?:any\s|all\s)?"
    r"(?:further\s|more\s|additional\s|media\s|press\s|other\s)?"
    r"(?:information|details|enquiries|inquiries|queries|interviews?)\b[^.:;\n]{0,70}?"
    r"\b(?:contact|call|email|e-mail|phone|telephone|ring))\b:?(?P<rest>)\s{0,4}"
)
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
FAX = re.compile(rf"(?:{any_of(labels.FAX_LABELS)})[\s.:()#]{{0,4}}$", re.IGNORECASE)
LETTERS = tuple(label for label in (*labels.PHONE_LABELS, *labels.FAX_LABELS, *labels.EMAIL_LABELS) if len(label) == 1)
FULL = tuple(label for label in (*labels.PHONE_LABELS, *labels.FAX_LABELS, *labels.EMAIL_LABELS) if len(label) > 1)
NUMBER_LABEL = re.compile(
    rf"[(\[]?(?:{any_of(FULL)})\s{{0,2}}[.:：]{{1,2}}|[(\[]?(?:{any_of(LETTERS)})\s{{0,2}}[:：]"
    rf"|[(\[](?:{any_of((*FULL, *LETTERS))})[)\]]",
    re.IGNORECASE,
)
_NUMBER_WORDS = frozenset((*FULL, *LETTERS))
BARE_WORDS = (
    *labels.FAX_LABELS, "telephone", "phone", "tel", "tel.", "ph", "mobile", "cell", "email", "e-mail", "téléphone",
    "tél", "telefon", "teléfono", "at", "on", "or", "by", "call", "via", "au", "ou", "o", "al", "unter", "oder", "and",
)  # fmt: skip
BARE_LABEL = re.compile(rf"(?:^|(?<=[\s,]))(?:{any_of(BARE_WORDS)})\s{{0,3}}$", re.IGNORECASE)
HONORIFIC = re.compile(r"(?i)^(?:(?:mr|ms|mrs|mme|mlle|m|dr|herr|frau|sr|sra)\.?\s)(?=[A-ZÀ-Ý])")
BETWEEN = re.compile(r";|\s(?:or|and|ou|o|oder|und|y|e|et)\s+(?=[A-ZÀ-Ý])|\s/\s|\s\|\s")
PART = re.compile(r"[,،]\s|　|\s[–—-]\s|\s{3,}|\s?[•|·]\s?|\s\(|\)\s?|\t|:\s|；|、|，|：|(?<=[\u3040-\u9fff]):")
LEAD = re.compile(r"(?i)^(?:please\s|contact\s|the\s|call\s|or\s|and\s|at\s|with\s|email\s|by\s|to\s)+")
AT_WORK = re.compile(
    r"(?P<name>.{4,50}?)\s(?:in|of|at|from|with)\s(?:the\s)?(?P<place>.{3,80}?)(?:\s(?:on|at|by|via|or))?"
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
            named = is_name(_first_part(line.text))
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


def read_blocks(blocks: list[Block]) -> list[Contact]:
    contacts: list[Contact] = []
    for block in blocks:
        for contact in _read(block):
            if contact not in contacts and any((contact.name, contact.phone, contact.email)):
                contacts.append(contact)
    return _merged(contacts)


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
    if weak and not (colon and (telling or is_name(_first_part(rest)) or _tells_soon(lines, index))):
        return telling and not weak
    return telling or is_name(_first_part(rest)) or (colon and _tells_soon(lines, index))


def _first_part(text: str) -> str:
    return re.split(r",\s|\s[–—(/]|\s-\s|;|\s(?:at|on|or|and|in|of)\s", LEAD.sub("", text))[0]


def _tells_soon(lines: list[Line], index: int) -> bool:
    return any(_tells(below) for below in lines[index + 1 : index + 4] if below.short)


def _tells(line: Line) -> bool:
    """A line with a number to dial or an address to write to, that is not a sentence of the story."""
    text = line.text
    if len(text) > 300 or only_date(text):
        return False
    if len(text.split()) > (9 if is_caps(text) else 18) and not LABEL.match(text[:200]):
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
        if _names(line.text):
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
        elif not _more_below(lines, index, last):
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
        block.labelled and any(_names(LABEL.sub("", line.text, count=1)) for line in block.lines)
    )


def _names(text: str) -> list[str]:
    """One name, or several that share a line."""
    plain = HONORIFIC.sub("", LEAD.sub("", tidy(text).strip(" .,;:–—-()")))
    if is_name(plain):
        return [plain]
    sides = [side.strip(" .,") for side in re.split(r"\s?[/&]\s?|\s(?:and|or|et|y|und|e)\s", plain)]
    if len(sides) > 1 and all(is_name(side) for side in sides):
        return sides
    return []


@dataclass(slots=True)
class _Draft:
    """A contact being read, or several people who share a block."""

    names: list[str] = field(default_factory=list)
    role: str = ""
    organisation: str = ""
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)

    def finish(self) -> list[Contact]:
        if not self.names:
            return [Contact("", self.role, self.organisation, _nth(self.phones, 0), _nth(self.emails, 0))]
        shared = len(self.names) > 1
        return [
            Contact(
                name,
                self.role,
                self.organisation,
                _nth(self.phones, number if shared else 0),
                self._email(name, number, shared),
            )
            for number, name in enumerate(self.names)
        ]

    def _email(self, name: str, number: int, shared: bool) -> str:
        family = name.split()[-1].casefold().strip(".,")
        for address in self.emails:
            if len(self.emails) > 1 and len(family) > 2 and family in address.casefold():
                return address
        return _nth(self.emails, number if shared else 0)


def _nth(values: list[str], number: int) -> str:
    return values[number] if number < len(values) else values[0] if values else ""


def _read(block: Block) -> list[Contact]:
    drafts = [_Draft()]
    for position, line in enumerate(block.lines):
        text = line.text
        label = ""
        match = ASKED.match(text[:200]) or LABEL.match(text[:200])
        if match and (position == 0 or text[match.end("label") : match.end()].strip()):
            label, text = match.group("label"), text[match.end() :]
        for number, chunk in enumerate(_chunks(text)):
            _chunk(chunk, drafts, label if number == 0 else "")
    return [contact for draft in drafts for contact in draft.finish()]


def _chunks(text: str) -> list[str]:
    """A row parted where one person's details end and another's begin."""
    out, begin = [], 0
    for match in BETWEEN.finditer(text):
        left, right = text[begin : match.start()], text[match.end() :]
        telling = phones(left) or EMAIL.search(left)
        if telling and (
            match.group().strip() == ";" or is_name(_first_part(right)) or OFFICE.match(_first_part(right))
        ):
            out.append(left)
            begin = match.end()
    out.append(text[begin:])
    return out


def _chunk(text: str, drafts: list[_Draft], label: str) -> None:
    emails = [match.group() for match in EMAIL.finditer(text)]
    numbers: list[str] = []
    rest = text
    for start, end in reversed(phones(text)):
        printed = text[start:end]
        if not FAX.search(text[max(0, start - 14) : start]):
            numbers.insert(0, _balanced(tidy(printed)))
        rest = rest[:start] + ", " + rest[end:]
    rest = URL.sub(", ", EMAIL.sub(", ", rest))
    nameless_label, role_here = "", False
    for part in PART.split(NUMBER_LABEL.sub(", ", rest)):
        part = LEAD.sub("", BARE_LABEL.sub("", tidy(part))).strip(' ,;:.()[]/–—-•*"')
        part = re.sub(r"(?i)^(?:in|of|from) the (?=[A-Z])", "", part)
        if len(part) < 2 or not any(character.isalpha() for character in part):
            continue
        draft = drafts[-1]
        if part.casefold() in _NUMBER_WORDS or is_address(part):
            continue
        part, place = _at_work(part)
        if names := _names(part):
            if draft.phones or draft.emails or (draft.names and (draft.organisation or draft.role)):
                drafts.append(draft := _Draft())
            draft.names.extend(names)
            draft.organisation = draft.organisation or place
        elif ROLE.search(part) and not draft.role and not _is_place_of_work(part):
            draft.role = part
            role_here = True
        elif role_here and ROLE.search(part) and not _is_place_of_work(part) and not draft.organisation:
            draft.role = f"{draft.role}, {part}"  # "Director, Marketing and Communications"
        elif not draft.organisation:
            if (draft.phones or draft.emails) and numbers and not draft.names:
                drafts.append(draft := _Draft())
            draft.organisation = part
        elif not (draft.phones or draft.emails):
            draft.organisation = f"{draft.organisation}, {part}"
        elif numbers or emails:
            drafts.append(_Draft(organisation=part))
        nameless_label = nameless_label or label
    draft = drafts[-1]
    if label and numbers and not draft.names and not draft.organisation and "office" in label.casefold():
        draft.organisation = label
    draft.phones.extend(numbers)
    draft.emails.extend(emails)


def _at_work(part: str) -> tuple[str, str]:
    """ "Sam Birch in the press office" as the name and the place."""
    match = AT_WORK.fullmatch(part)
    if (
        match
        and is_name(match.group("name"))
        and (OFFICE.search(match.group("place")) or match.group("place")[0].isupper())
    ):
        return match.group("name"), match.group("place")
    return part, ""


def _is_place_of_work(text: str) -> bool:
    """ "Office of the Press Secretary" holds a role's word but is an office."""
    return (
        re.match(
            r"(?i)(?:the\s)?(?:[\w’']+\s)?(?:office|bureau|department|division|unit|oficina|service|"
            r"press office|media unit|assessoria|délégation|direction)\b|.{1,20}[省庁局課部室院](?:\s|$)",
            text,
        )
        is not None
    )


def _balanced(printed: str) -> str:
    printed = printed.strip(" .,/-–")
    if printed.count("(") < printed.count(")"):
        printed = printed.replace(")", "", 1) if not printed.startswith("(") else printed
    return printed.rstrip("(")


def _merged(contacts: list[Contact]) -> list[Contact]:
    """The same person printed twice is one contact with all that was said."""
    out: list[Contact] = []
    for contact in contacts:
        for index, known in enumerate(out):
            same = (contact.name and contact.name.casefold() == known.name.casefold()) or (
                contact.email and not contact.name and contact.email == known.email
            )
            if same:
                out[index] = replace(
                    known,
                    role=known.role or contact.role,
                    organisation=known.organisation or contact.organisation,
                    phone=known.phone or contact.phone,
                    email=known.email or contact.email,
                )
                break
        else:
            out.append(contact)
    return out
