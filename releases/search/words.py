"""Text into the words that are compared: folded (case, accents, width) and, by language, without their endings.

One analyser for both engines, so that both find the same. What it does is stored in the index: whoever changes
it adds a migration that fills the index anew.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

LONGEST_WORD: Final = 64
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Letters that Unicode does not take apart into a letter and an accent.
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t"}
)
# Written without spaces between words: each character is a word, and a run of them is a phrase.
_ALONE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


class Word(NamedTuple):
    """A word as it stands in a text, from `start` to `end`, and what it is compared as."""

    start: int
    end: int
    compared: str


def words(text: str, language: str = "") -> Iterator[Word]:
    """Yield the words of a text; of `covid-19` there are two, and of `½` too."""
    for found in _WORD.finditer(text):
        for part in _folded(found[0]):
            yield Word(found.start(), found.end(), stem(part, language))


def compared(text: str, language: str = "") -> list[str]:
    """Return the words of a text as they are compared, in their order."""
    return [word.compared for word in words(composed(text), language)]


def composed(text: str) -> str:
    """Return the text with every accent joined to its letter: else it would end a word."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=50_000)
def _folded(word: str) -> tuple[str, ...]:
    parts = re.split(r"['’]", word)
    if len(parts) > 1 and parts[-1].lower() == "s":  # the harbour's
        parts.pop()
    while len(parts) > 1 and (len(parts[0]) == 1 or parts[0].lower() == "qu"):  # l'eau, qu'on, O'Brien
        parts.pop(0)
    return tuple(piece for part in parts for piece in _split(_fold(part)))


def _fold(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


def _split(folded: str) -> Iterator[str]:
    for run in re.findall(r"[^\W_]+", folded):
        spaced = _ALONE.sub(r" \g<0> ", run)
        yield from (one[:LONGEST_WORD] for one in spaced.split())


# --- Endings ---


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """Return a folded word without the endings that do not change what it is about."""
    if len(word) <= 3 or not word.isascii() or not word.isalpha():
        return word
    match language:
        case "en":
            return _english(word)
        case "es":
            return _spanish(word)
        case "fr":
            return _french(word)
    return word


# Press people search for these, and the rules below would make "new", "even" and "do" of them.
_ENGLISH_AS_IT_IS: Final = frozenset({"news", "evening", "does", "need", "during", "series", "species"})


def _english(word: str) -> str:
    if word in _ENGLISH_AS_IT_IS:
        return word
    word = _singular(word)
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) > 2 and not word.endswith("eed") and re.search("[aeiouy]", root):
            word = root[:-1] if root[-1] == root[-2] and root[-1] not in "aeiolsz" else root
            break
    if word.endswith("our") and len(word) > 4:  # harbour, harbor
        word = f"{word[:-3]}or"
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _spanish(word: str) -> str:
    if word.endswith("ces"):
        word = f"{word[:-3]}z"
    elif word.endswith("es") and word[-3] not in "aeiou":
        word = word[:-2]
    elif word.endswith("s"):
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] in "aeo" else word


def _french(word: str) -> str:
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux"):
        word = f"{word[:-3]}al"
    elif word.endswith(("s", "x")):
        word = word[:-1]
    while len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


# The languages whose endings are known; in any other, words are only folded.
STEMMED: Final = ("en", "es", "fr")
# Words that every text has. Left out of what is asked, unless nothing else is asked or they stand in quotation marks.
EVERYWHERE: Final = frozenset(
    {
        *("the", "of", "and", "a", "an", "in", "to", "for", "on", "at", "by", "with"),
        *("el", "la", "los", "las", "de", "del", "y", "e", "en", "un", "una", "por", "para", "con"),
        *("le", "les", "des", "du", "d", "l", "et", "une", "au", "aux"),
    }
)
