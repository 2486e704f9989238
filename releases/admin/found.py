"""What the search of the list was asked for: as a question to the database, and as the sentence that answers it.

Staff find parts of words too, such as the end of a telephone number, and texts that nobody indexes: drafts.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from releases.preflight.speech import sentences

_MOST_PIECES: Final = 12
_MOST_WORDS: Final = 40  # of a phrase
_MOST_LETTERS: Final = 300  # of what is shown
_QUOTES: Final = str.maketrans("“”„«»‟＂", '"' * 7)
_PIECE: Final = re.compile(r'"([^"]*)"?|([^\s"]+)')
_APOSTROPHES: Final = re.compile("['’‘ʼ]")
_AS_IT_IS: Final = re.compile(r"[^\s'’‘ʼ&<>]+")
_SPACE: Final = "(?:\\s|\u00a0)+"
# Between two words of a body there may be tags as well.
_SPACE_IN_HTML: Final = "(?:\\s|\u00a0|&nbsp;|<[^>]*>)+"


@dataclass(frozen=True, slots=True)
class Asked:
    """The pieces that must all be found: words, and phrases that stood in quotation marks."""

    pieces: tuple[str, ...]

    @classmethod
    def read(cls, typed: str) -> "Asked":
        """Read what was typed; nothing here can fail."""
        found = _PIECE.finditer(typed.translate(_QUOTES))
        pieces = (
            " ".join((phrase or word or "").split()[:_MOST_WORDS]) for phrase, word in (one.groups() for one in found)
        )
        return cls(tuple(dict.fromkeys(piece for piece in pieces if piece))[:_MOST_PIECES])

    def sentence(self, parts: Iterable[str]) -> SafeString | str:
        """Return the sentence of the parts in which most of it stands, the words marked; the earlier of equals."""
        if not self.pieces:
            return ""
        whole = _pattern(" ".join(self.pieces), _SPACE)
        each = [_pattern(piece, _SPACE, is_whole=len(piece) < 3) for piece in self.pieces]
        best: tuple[int, str, int, int] = (0, "", 0, 0)
        for text in (one for one in parts if one):
            if at := whole.search(text):
                start, end = _sentence_around(text, *at.span())
                return _shown(text, start, end, [at.span()])
            for start, end in _sentences(text):
                count = sum(bool(one.search(text, start, end)) for one in each)
                if count > best[0]:
                    best = (count, text, start, end)
        count, text, start, end = best
        spans = [found.span() for one in each for found in one.finditer(text, start, end)]
        return _shown(text, start, end, _apart(spans)) if count else ""


def contains(piece: str, names: Iterable[str], html_names: Iterable[str] = ()) -> Q:
    """Any of the columns contains the piece; `html_names` are those that hold HTML."""
    found = Q()
    is_plain = _AS_IT_IS.fullmatch(piece)
    for name in names:
        found |= Q(**{f"{name}__icontains": piece} if is_plain else {f"{name}__iregex": _spelled(piece, _SPACE)})
    for name in html_names:
        spelled = _spelled(html.escape(piece, quote=False), _SPACE_IN_HTML)
        found |= Q(**{f"{name}__icontains": piece} if is_plain else {f"{name}__iregex": spelled})
    return found


def _spelled(piece: str, space: str) -> str:
    words = [re.escape(word) for word in piece.split()]
    return _APOSTROPHES.sub("['’‘ʼ]", space.join(words))


def _pattern(piece: str, space: str, *, is_whole: bool = False) -> re.Pattern[str]:
    spelled = _spelled(piece, space)
    return re.compile(rf"\b{spelled}\b" if is_whole else spelled, re.IGNORECASE)


def _sentences(text: str) -> Iterable[tuple[int, int]]:
    """Of each paragraph its sentences, as places in the whole text."""
    for paragraph in re.finditer(r"[^\n]+", text):
        for start, end in sentences(paragraph[0]):
            yield paragraph.start() + start, paragraph.start() + end


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    around = [one for one in _sentences(text) if one[0] < end and one[1] > start]
    return around[0][0], around[-1][1]


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _shown(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> SafeString:
    """The sentence, or of a very long one the stretch around what was found first."""
    first = max(start, min(spans[0][0] - _MOST_LETTERS // 3, end - _MOST_LETTERS))
    last = min(end, max(first + _MOST_LETTERS, spans[0][1]))
    pieces: list[tuple[SafeString | str]] = [("… " if first > start else "",)]
    at = first
    for one, other in (span for span in spans if span[0] >= first and span[1] <= last):
        pieces += [(text[at:one],), (format_html("<mark>{}</mark>", text[one:other]),)]
        at = other
    pieces += [(text[at:last],), (" …" if last < end else "",)]
    return format_html_join("", "{}", pieces)
