"""The issuing office: what a label, a letterhead or the contact block says it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from releases.intake import labels, working_words
from releases.intake.phrases import any_of, opener
from releases.intake.result import Contact, Range
from releases.intake.shapes import EMAIL, OFFICE, ROLE, TITLES, is_caps, is_name, is_prose, is_title_case
from releases.intake.source import Document, Line, tidy

FROM = opener(labels.OFFICE_LABELS, colon=True)
LEAD = re.compile(r"(?i)^(?:from\s(?:the\s)?|issued by\s(?:the\s)?|news from\s(?:the\s)?|office of(?=\s))")
OF = re.compile(
    rf"(?i)^(?:.{{0,60}}\s)?{any_of(working_words.OFFICE_WORDS)}\s"
    rf"(?:(?:of|for|on|de|du|des|del|für|der|do|da|dos|di|по|внутренних|иностранных)(?!\w)|d['’])"
)
CLOSING = re.compile(
    rf"(?i)(?<!\bfor\s)(?<!\bin\s)(?<!\bto\s)(?<!\bof\s)(?<!\binto\s){any_of(working_words.OFFICE_WORDS)}[.,]?$"
)
OPENING = re.compile(
    r"(?i)^(?:the\s)?(?:ministère|ministerio|ministério|bundesministerium|министерство|bộ\s|وزارة|"
    r"prefeitura|governo|gouvernement|senatsverwaltung|"
    r"bundesamt|secretaría|secretaria|fiscalía|oficina|embassy|consulate|state of|city of|county of|"
    r"white house|the white house|"
    r"(?:senator|sen\.|rep\.|congress(?:wo)?man|congress)(?=(?:\s\S+){1,3}$)|مكتب|هيئة|رئاسة|"
    r"prime minister|premier ministre|auswärtiges amt|cabinet)"
)
# "Umweltbundesamt", "Landeskriminalamt Hessen": German writes the office into the word.
COMPOUND = re.compile(
    r"[A-ZÄÖÜ][\wäöüß-]*(?:amt|ministerium|behörde|präsidium|zentrale|kanzlei|verwaltung|gericht|anwaltschaft|polizei|"
    r"agentur|regierung)(?:\s|$)"
)
DEBRIS = re.compile(r"^[^\w(\[\"“«¿¡]{1,6}(?=\w)")
VERB = re.compile(rf"(?i)\b(?:{'|'.join(working_words.HEADLINE_VERBS)})\b")


def is_letterhead(text: str) -> bool:
    """A line that names an office and says nothing about it; what a scanner saw before the words is not asked."""
    plain = DEBRIS.sub("", tidy(text)).rstrip(".")
    if len(plain) > 140 or len(plain.split()) > 16 or VERB.search(plain) or is_prose(text):
        return False
    few, caps = len(plain.split()) <= 4, is_caps(plain)
    opens = OPENING.match(plain)
    if not (few or caps or is_title_case(plain, share=0.6 if opens else 0.7)):
        return False
    return bool(
        OF.match(plain)
        or (few and COMPOUND.match(plain))
        or (len(plain.split()) <= 9 and CLOSING.search(plain))
        or ((few or caps) and opens)
    )


def printed_office(lines: list[Line], document: Document) -> tuple[str, list[Range]]:
    """From the head's lines: the labelled office, the one a page marks as such, or the letterhead."""
    for index, line in enumerate(lines):
        match = FROM.match(line.text[:100])
        if not match or _of_a_message(line) or line.role in ("contact", "headline"):
            continue
        rest = line.text[match.end() :].strip()
        if is_name(rest.split(",")[0]) and (TITLES.match(rest) or ("," in rest and ROLE.search(rest))):
            continue  # "Released by: Lt. Karen Dietz" is a person
        if rest and len(rest) < 140:
            return tidy(rest), [(line.end - len(rest), line.end)]
        if not rest and index + 1 < len(lines) and not lines[index + 1].role and len(lines[index + 1].text) < 140:
            below = lines[index + 1]
            below.role = "office"
            return tidy(below.text), [(below.start, below.end)]
    marked = [line for line in lines if "office" in line.hints and not line.role]
    heads = marked or [
        line
        for line in lines
        if line.role in ("", "letterhead") and "mail-header" not in line.hints and is_letterhead(line.text)
    ]
    return _together(heads[:6])


def _of_a_message(line: Line) -> bool:
    """The sender of a message; a memo's "FROM: Office of Harbour Affairs" is the office all the same."""
    return "forwarded" in line.hints or (
        "mail-header" in line.hints and (EMAIL.search(line.text) is not None or not OFFICE.search(line.text))
    )


def _together(heads: list[Line]) -> tuple[str, list[Range]]:
    """Neighbouring letterhead lines are one office: "THE WHITE HOUSE, Office of the Press Secretary"."""
    if not heads:
        return "", []
    run = [heads[0]]
    for line in heads[1:]:
        if line.row - run[-1].row <= 4 and len(run) < 2:
            run.append(line)
    for line in run:
        line.role = "office"
    name = ", ".join(
        (words if "OFFICE OF" in words.upper() else LEAD.sub("", words)).rstrip(".,")
        for words in (DEBRIS.sub("", tidy(line.text)) for line in run)
    )
    return name, [(line.start, line.end) for line in run]


def from_contacts(contacts: Sequence[Contact]) -> str:
    """Where no letterhead is, the office that the first contact works in."""
    for contact in contacts:
        plain = contact.organisation
        if (
            plain
            and OFFICE.search(plain)
            and re.search(
                r"(?i)office|department|ministry|oficina|ministère|ministerium|"
                r"departamento|secretar|fiscal|ministério|министерств|agency|commission",
                plain,
            )
        ):
            return plain
    return ""


def match_known(offices: Sequence[str], *, office: str, text: str) -> str:
    """The newsroom's own office that the text names: by the office printed, then by the head and foot."""
    flat = _flat(office)
    by_length = sorted(offices, key=len, reverse=True)
    for name in by_length:
        if flat and (_flat(name) == flat):
            return name
    for name in by_length:
        if flat and (_flat(name) in flat):
            return name
    edges = _flat(text[:1_500] + " " + text[-800:])
    return next((name for name in by_length if len(_flat(name)) > 5 and _flat(name) in edges), "")


def _flat(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
