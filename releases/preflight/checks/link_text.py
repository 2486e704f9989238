"""The words of links."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from releases.preflight.body import Link
from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Subject

_EMPTY: Final = frozenset(
    "here|click|click here|this|this link|link|more|read more|learn more|see here|find out more|go|aquí|haga clic aquí|"
    "más|leer más|ici|cliquez ici|lire la suite|en savoir plus|hier|hier klicken|mehr".split("|")
)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S{3,2000}", re.IGNORECASE)


def link_text(subject: Subject) -> Iterator[Finding]:
    """A link that does not say where it leads: “click here”, a bare address, or the address of another place."""
    for link in subject.body.links:
        words = subject.texts["body"][link.start : link.end].strip()
        found = _fault(link, words)
        if found:
            level, sentence = found
            yield subject.find(level, "link_text", "body", link.start, link.end, sentence)


def _fault(link: Link, words: str) -> tuple[Level, str] | None:
    if " ".join(words.casefold().strip(" .:…»>→").split()) in _EMPTY:
        return Level.RECOMMENDED, gettext_noop(
            "This link does not say where it leads. Link the words that name the place."
        )
    if not _ADDRESS.fullmatch(words):
        return None
    if _host(words) != _host(link.href):
        return Level.RECOMMENDED, gettext_noop("This link shows one address and leads to another. Make both the same.")
    return Level.ADVISORY, gettext_noop("A bare address is hard to read aloud. Link the words that name the place.")


def _host(address: str) -> str:
    try:
        host = urlsplit(address if "://" in address else f"https://{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
