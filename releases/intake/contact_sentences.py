"""People named inside a sentence: "inquiries should be directed to Peter Carr at 202 514-2007"."""

from __future__ import annotations

import re

from releases.intake.result import Contact
from releases.intake.shapes import EMAIL, is_name, phones
from releases.intake.source import tidy

ASKING = re.compile(
    r"(?i)\b(?:contact|inquir|enquir|directed to|rsvp|accredit|reporters|further information|"
    r"more information"
    r"|journalists|media who|call|contacter|contactar|kontakt|contatar)"
)
PERSON = re.compile(
    r"(?:contact|directed to|to|call|e-?mail|reach|with|from|contacter|contactar(?: con)?|or|"
    r"at)\s+"
    r"(?P<name>(?:[A-ZÀ-Ý][\w.'’\-]{0,20}\s){1,3}[A-ZÀ-Ý][\w'’\-]{1,20})"
)
WORKPLACE = re.compile(
    r"(?:,?\s(?:in|of|from|with|at)\s(?:the\s)?)(?P<office>[A-Z][\w’'&]*(?:\s(?:of|the|and|for|"
    r"[A-Z][\w’'&]*)){1,7})"
)
LONGEST = 1_500


def in_sentences(paragraphs: list[str]) -> list[tuple[int, Contact]]:
    """Contacts in running text, with the number of their paragraph. Only a named person counts."""
    found = []
    for number, text in enumerate(paragraphs):
        if len(text) > LONGEST or not ASKING.search(text):
            continue
        for match in PERSON.finditer(text):
            name = match.group("name")
            after = text[match.end() : match.end() + 160]
            email = EMAIL.search(after)
            dial = phones(after)
            if not is_name(name) or not (email or dial):
                continue
            stop = min([email.start()] if email else [200], default=200)
            office = WORKPLACE.match(after[: min(stop, dial[0][0] if dial else stop)])
            found.append(
                (
                    number,
                    Contact(
                        name=tidy(name),
                        organisation=tidy(office.group("office")) if office else "",
                        phone=tidy(after[dial[0][0] : dial[0][1]]).strip(" .,") if dial else "",
                        email=email.group() if email else "",
                    ),
                )
            )
    return found
