"""What was typed into the search box, read once: words, "phrases", -not and beginnings*; nothing here can fail.

`Asked` is what the page repeats to the visitor, `Wanted` is what an engine is asked. Raw text reaches no engine:
an engine gets words of letters and digits alone.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from releases.search.words import EVERYWHERE, STEMMED, compared

MOST_LETTERS: Final = 200
MOST_TERMS: Final = 12
# Of a shorter beginning half the dictionary begins.
SHORTEST_BEGINNING: Final = 3
_PIECE: Final = re.compile(r'(?P<not>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES: Final = str.maketrans("“”„«»‟＂", '"' * 7)

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: any of these sequences of words; `beginning` says that the last may go on."""

    said: str
    alternatives: tuple[Phrase, ...]
    beginning: Phrase = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an engine is asked: every term, none of the excluded, and every tag (tags are ours, never typed)."""

    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, as it was understood."""

    text: str = ""
    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    ignored: tuple[str, ...] = ()
    is_cut: bool = False

    def within(self, tags: Iterable[str] = ()) -> Wanted:
        return Wanted(self.terms, self.excluded, tuple(tags))


def read(typed: str, *, language: str = "") -> Asked:
    """Read what was typed; with a `language`, only its own endings are taken off."""
    text = " ".join(_printable(typed).split())
    is_cut = len(text) > MOST_LETTERS
    text = text[:MOST_LETTERS].rstrip()
    pieces = [piece for match in _PIECE.finditer(text.translate(_QUOTES)) for piece in _pieces(match, language)]
    plain = [one for one in pieces if one.is_plain]
    ignorable = [one for one in plain if one.term.said.casefold() in EVERYWHERE]
    if len(ignorable) == len([one for one in pieces if not one.is_excluded]):
        ignorable = []
    kept = [one for one in pieces if one not in ignorable]
    is_cut = is_cut or len(kept) > MOST_TERMS
    kept = kept[:MOST_TERMS]
    return Asked(
        text=text,
        terms=tuple(one.term for one in kept if not one.is_excluded),
        excluded=tuple(one.term for one in kept if one.is_excluded),
        ignored=tuple(dict.fromkeys(one.term.said for one in ignorable)),
        is_cut=is_cut,
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    term: Term
    is_excluded: bool
    is_plain: bool


def _pieces(match: re.Match[str], language: str) -> list[_Piece]:
    phrase, word = match["phrase"], match["word"]
    said = (phrase if phrase is not None else word).strip()
    is_beginning = phrase is None and said.endswith("*")
    term = _term(said.rstrip("*"), language, is_beginning=is_beginning)
    if not term.alternatives:
        return []
    is_excluded = bool(match["not"])
    return [_Piece(term, is_excluded, is_plain=phrase is None and not is_excluded and not is_beginning)]


def _term(said: str, language: str, *, is_beginning: bool) -> Term:
    folded = tuple(compared(said))
    languages = (language,) if language else ("", *STEMMED)
    alternatives = dict.fromkeys(tuple(compared(said, one)) for one in languages)
    goes_on = is_beginning and folded and len(folded[-1]) >= SHORTEST_BEGINNING
    return Term(said, tuple(one for one in alternatives if one), folded if goes_on else ())


def _printable(text: str) -> str:
    """Without what cannot be seen: control characters, lone surrogates, marks of direction."""
    return "".join(" " if unicodedata.category(one) in {"Cc", "Cf", "Cs", "Co", "Cn"} else one for one in text)
