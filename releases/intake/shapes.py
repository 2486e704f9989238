"""What a line looks like: a sentence, a headline, a person, a place, an office, a phone number."""

from __future__ import annotations

import re

from releases.intake import labels, working_words
from releases.intake.phrases import any_of, finder
from releases.intake.source import tidy

PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "al",
        "el",
        "ibn",
        "y",
        "e",
        "and",
        "st.",
        "mc",
        "o'",
    ]
)
TITLES = re.compile(
    r"(?i)^(?:(?:the\.?\s)?(?:(?:rt|right)\.?\s)?(?:hon(?:ou?rable|\.)?\s|dr\.?\s|mr\.?\s|mrs\.?\s|ms\.?\s|mme\s|m\.\s|"
    r"sr\.?\s|sra\.?\s|herr\s|frau\s|"
    r"prof(?:essor|\.)?\s|senator\s|sen\.\s|rep\.\s|sir\s|dame\s|lord\s|capt\.?\s|captain\s|"
    r"lt\.?\s|col\.?\s|maj\.?\s|sgt\.?\s|"
    r"g[ặa]p\s|ông\s|bà\s))+"
)
HONOURS = re.compile(r"(?:,?\s(?:M\.?H?P\.?|M\.?L\.?A\.?|Q\.?C\.?|A\.?[MOC]\.?|O\.?B\.?E\.?|C\.?B\.?E\.?|Ph\.?D\.?))+$")
NAME_WORD = re.compile(
    r"(?:[A-ZÀ-ÝĐ][\w'’\-]*|[A-ZÀ-Ý]\.|[А-ЯЁ][\w\-]*|[A-Z]\.[A-Z]\.|"
    r"[«\"“'‘][A-Z]\w*[\"”'’»])\.?,?"
)
OFFICE = finder(working_words.OFFICE_WORDS)
WORKPLACE = finder(working_words.WORKPLACE_WORDS)
ROLE = finder(working_words.ROLE_WORDS)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}(?!\w)")
URL = re.compile(
    r"(?i)(?<!@)\b(?:https?://|www\.)[^\s<>\"“”）)]{3,300}|\b[a-z0-9-]{2,40}\.(?:gov|org|com|"
    r"net|int|eu)(?:\.[a-z]{2})?(?:/[^\s<>]{0,200})?\b"
)
PHONE = re.compile(
    r"(?<![\w/.@-])(?:\+|\(?00)?\(?\+?\d[\d()]{0,5}(?:[\s\u00a0./\-–—]{0,2}\(?\d{1,5}\)?){1,6}(?![\d@])"
    r"(?:\s{0,2}(?:,\s?)?(?:ext\.?|extension|x|poste|durchwahl|доб\.?)\s?\.?\s?\d{1,6})?",
    re.IGNORECASE,
)
NOT_PHONE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d-\d{1,3}|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d|\d{5}-\d{4}|(?:19|"
    r"20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,4}\s?/\s?(?:19|20)\d\d"
)
CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
END_OF_SENTENCE = re.compile(r"[.!?…。！？؟][\"”’»)\]]{0,2}\s*$")
TIME_ONLY = re.compile(
    r"(?i)[\s(]{0,3}\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?\s?(?:[a-z]{2,4})?(?:\s?[-–]\s?\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?\s?[a-z]{0,4})?[\s)]{0,3}"
)
PERSON_WORDS = finder(
    (
        "the",
        "of",
        "for",
        "to",
        "in",
        "and",
        "with",
        "on",
        "de la",
        "para",
        "pour",
        "für",
        "new",
        "says",
        "house",
        "state",
    )
)
RULING = any_of(labels.PHONE_LABELS)


def words(text: str) -> list[str]:
    return tidy(text).split()


def is_caps(text: str) -> bool:
    letters = [character for character in text if character.isalpha() and character.upper() != character.lower()]
    return len(letters) >= 3 and sum(character.isupper() for character in letters) >= len(letters) * 0.85


def is_title_case(text: str, *, share: float = 0.7) -> bool:
    long = [word for word in words(text) if len(word.strip("\"“”'’.,:;()")) > 3 and word[:1].isalpha()]
    return len(long) >= 2 and sum(word[:1].isupper() for word in long) >= len(long) * share


def is_prose(text: str) -> bool:
    """A sentence or more of running text."""
    if len(CJK.findall(text[:400])) > 12:
        return len(text) >= 30 and ("。" in text)
    count = len(words(text[:2_000]))
    if count >= 45:
        return True
    ended = END_OF_SENTENCE.search(text[-8:]) is not None
    if is_caps(text):
        return False
    if count >= 22:
        return not is_title_case(text) or ended
    return count >= 8 and (ended or text.rstrip()[-1:] == ":") and not is_title_case(text)


def is_name(text: str) -> bool:
    """Two to five capitalised words, none of them an office's or a sentence's."""
    plain = HONOURS.sub("", TITLES.sub("", tidy(text)).strip(" ,.;:()"))
    if CJK.search(plain):
        return (
            2 <= len(plain.replace(" ", "").replace("　", "")) <= 8
            and not OFFICE.search(plain)
            and not ROLE.search(plain)
        )
    parts = plain.split()
    if not 2 <= len(parts) <= 5 or any(character.isdigit() for character in plain):
        return False
    if (
        OFFICE.search(plain)
        or ROLE.search(plain)
        or WORKPLACE.search(plain)
        or ("," in plain.rstrip(",") and ", " in plain)
    ):
        return _comma_suffix(plain)
    arabic = sum("\u0600" <= character <= "\u06ff" for character in plain)
    if arabic > len(plain) // 2:
        return len(parts) <= 4
    significant = [part for part in parts if part.casefold() not in PARTICLES]
    if PERSON_WORDS.search(plain) or any(part.casefold() in working_words.HEADLINE_VERBS for part in parts[1:-1]):
        return False
    return len(significant) >= 2 and all(NAME_WORD.fullmatch(part) for part in significant)


def _comma_suffix(plain: str) -> bool:
    head, comma, tail = plain.partition(", ")
    return (
        bool(comma)
        and tail.rstrip(".") in ("Jr", "Sr", "II", "III", "MP", "Ph.D", "M.D", "Esq", "USN", "USAF")
        and is_name(head)
    )


def phones(text: str) -> list[tuple[int, int]]:
    """Where numbers that can be dialled stand: seven digits or more, and no date or postcode."""
    found = []
    for match in PHONE.finditer(text[:1_000]):
        printed = match.group()
        bare = re.split(r"(?i)ext|x|poste|durch|доб", printed)[0]
        digits = sum(character.isdigit() for character in bare)
        if 7 <= digits <= 15 and not NOT_PHONE.fullmatch(printed.strip(" ()")):
            start = match.start()
            found.append((start, match.end()))
    return found
