"""Contacts that readers cannot reach."""

from collections.abc import Iterator

from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Subject


def contact_reach(subject: Subject) -> Iterator[Finding]:
    """A contact printed with a name and no public number or e-mail. (Without any public one, submit refuses.)"""
    sentence = gettext_noop(
        "%(name)s is printed without a number or an e-mail. Tick one “public”, or take the line out."
    )
    text = subject.texts.get("contacts", "")
    for contact in subject.contact_lines:
        if contact.name and not contact.reachable:
            start = text.find(contact.name)
            if start >= 0:
                yield subject.find(
                    Level.ADVISORY,
                    "contact_reach",
                    "contacts",
                    start,
                    start + len(contact.name),
                    sentence,
                    name=contact.name,
                )
