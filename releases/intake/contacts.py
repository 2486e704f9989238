"""Who to ask: the people of a contact block, one a line, shared by slashes or in columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from releases.intake import labels
from releases.intake.contact_blocks import Block
from releases.intake.contact_labels import ASKED, LABEL, LEAD, first_part, printed_names
from releases.intake.furniture import is_address
from releases.intake.phrases import any_of
from releases.intake.result import Contact
from releases.intake.shapes import EMAIL, OFFICE, ROLE, URL, is_name, phones
from releases.intake.source import tidy

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
BETWEEN = re.compile(r";|\s(?:or|and|ou|o|oder|und|y|e|et)\s+(?=[A-ZÀ-Ý])|\s/\s|\s\|\s")
PART = re.compile(
    r"[,،]\s|　|\s[–—-]\s|\s{3,}|\s?[•|·]\s?|\s\(|\)\s?|\t|:\s|；|、|，|：|(?<=[\u3040-\u9fff]):|(?<=[課部局室係班])\s(?=[\u3040-\u9fff]{1,4}(?<![課部局室係班])(?:\s[\u3040-\u9fff]{1,4})?(?:$|,))"
)
AT_WORK = re.compile(
    r"(?P<name>.{4,50}?)\s(?:in|of|at|from|with)\s(?:the\s)?(?P<place>.{3,80}?)(?:\s(?:on|at|by|via|or))?"
)


ABBREVIATED = re.compile(r"\b[A-Z]\.[A-Z]$")  # "Washington, D.C" lost its last point
# "Whitney Smith / Kerry": whom one of several senders' staff speaks for.
WHOSE = re.compile(r"(?P<name>[^/]{4,50}?)\s?/\s?(?P<place>[^\W\d_][\w.’'-]{2,20})")


def read_blocks(blocks: list[Block]) -> list[Contact]:
    contacts: list[Contact] = []
    for block in blocks:
        for contact in _read(block):
            if contact not in contacts and any((contact.name, contact.phone, contact.email)):
                contacts.append(contact)
    return _merged(contacts)


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
            again = LABEL.match(text[:200])  # "For further information: media contact Lisa …"
            text = text[again.end() :] if again and text[again.end() :].strip() else text
        for number, chunk in enumerate(_chunks(text)):
            _chunk(chunk, drafts, label if number == 0 else "")
    if len(drafts) == 2 and not (drafts[0].names or drafts[0].organisation or drafts[0].role):
        over, person = drafts
        if person.names and not (person.phones or person.emails):  # the number stands over the name
            person.phones, person.emails, drafts = over.phones, over.emails, [person]
    return [contact for draft in drafts for contact in draft.finish()]


def _chunks(text: str) -> list[str]:
    """A row parted where one person's details end and another's begin."""
    out, begin = [], 0
    for match in BETWEEN.finditer(text):
        left, right = text[begin : match.start()], text[match.end() :]
        telling = phones(left) or EMAIL.search(left)
        if telling and (match.group().strip() == ";" or is_name(first_part(right)) or OFFICE.match(first_part(right))):
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
        part += "." if ABBREVIATED.search(part) else ""
        part = re.sub(r"(?i)^(?:in|of|from) the (?=[A-Z])|(?<=\w)\s?担当$", "", part)
        if len(part) < 2 or not any(character.isalpha() for character in part):
            continue
        draft = drafts[-1]
        if part.casefold() in _NUMBER_WORDS or is_address(part):
            continue
        part, place = _at_work(part)
        if names := printed_names(part):
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
    match = AT_WORK.fullmatch(part) or WHOSE.fullmatch(part)
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
            r"press office|media unit|assessoria|délégation|direction)\b|.{1,20}[省庁局課部室院](?:\s|$)|"
            r".{0,60}\b(?:press|media|news)\s(?:office|desk|team|unit|cent(?:re|er)|bureau|room)$",
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
