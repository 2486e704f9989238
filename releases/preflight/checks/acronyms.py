"""Acronyms that the text does not spell out."""

import re
from collections.abc import Iterator
from typing import Final

from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Subject

_ACRONYM: Final = re.compile(r"(?<![\w.@/&-])[A-Z]{3,6}(?![\w@/&-])")
_FIELDS: Final = ("summary", "body")
_LANGUAGES: Final = frozenset({"en", "es", "fr", "it", "pt"})
_KNOWN: Final = frozenset(
    "USA NATO NASA FBI CIA CEO CFO COO CTO GPS PDF DNA RNA HIV AIDS COVID UNESCO UNICEF WHO BBC CNN NBC CBS "
    "ABC NPR AFP FAQ HTML HTTP HTTPS VAT GDP EST EDT CST CDT MST MDT PST PDT GMT BST CET CEST UTC UNHCR OECD "
    "OPEC IMF UFO TBD TBA PIN SMS USB WIFI LED RSVP NOTE WHAT WHEN WHERE WHO WHY HOW AND THE FOR NOT BUT ALL "
    "ALSO MEDIA ONU OTAN OMS UE XXX".split()
)


def acronyms(subject: Subject) -> Iterator[Finding]:
    """An acronym that the text never spells out: “(ABC)” beside its words, at its first use."""
    if subject.language not in _LANGUAGES:
        return
    explained = _explained(subject)
    sentence = gettext_noop("Is “%(acronym)s” known to every reader? Spell it out at its first use.")
    for passage in subject.passages(*_FIELDS):
        if passage.text.isupper():
            continue
        for match in _ACRONYM.finditer(passage.text):
            if match[0] in explained or match[0] in _KNOWN or _is_shouted(passage.text, match):
                continue
            explained.add(match[0])
            start, end = passage.start + match.start(), passage.start + match.end()
            yield subject.find(Level.ADVISORY, "acronyms", passage.field, start, end, sentence, acronym=match[0])


def _explained(subject: Subject) -> set[str]:
    """Those in brackets behind their words, and those with their words in brackets behind them."""
    found: set[str] = set()
    for text in subject.texts.values():
        found |= set(re.findall(r"\(\s?[“\"]?([A-Z]{3,6})s?[”\"]?\s?[);,]", text))
        found |= set(re.findall(r"\b([A-Z]{3,6})\s\([A-Za-zÀ-ÿ]{3}", text))
    return found


def _is_shouted(text: str, match: re.Match[str]) -> bool:
    """Whether its neighbours are in capitals as well: a heading, a place, no acronym."""
    before = text[max(0, match.start() - 16) : match.start()].split()
    after = text[match.end() : match.end() + 16].split()
    near = [*before[-1:], *after[:1]]
    return any(len(word) > 1 and word.strip(".,:;–-").isupper() for word in near)
