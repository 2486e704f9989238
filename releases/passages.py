"""Passages: words of a text, found again by quotation after it was edited. Pure: no database, no markup."""

from dataclasses import dataclass
from typing import Final

# How many characters around the words are kept to tell them from the same words elsewhere.
AROUND: Final = 60
# Fewer characters than this stand in many places: what lies between two of them proves nothing.
_SURE: Final = 12
_ALIKE: Final = {
    **{ord(one): "'" for one in "‘’‚‛′`´"},
    **{ord(one): '"' for one in "“”„‟«»″"},
    **{ord(one): "-" for one in "‐‑‒–—―−"},
    **{ord(one): "" for one in "\u00ad\u200b\u200c\u200d\ufeff"},
}


@dataclass(frozen=True, slots=True)
class Passage:
    """The words, as they stood, and a little of what stood before and after them."""

    quote: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a passage stands in a text now. `is_changed`: other words stand between its neighbours."""

    start: int
    end: int
    is_changed: bool = False


class Text:
    """A text to look for passages in, made ready once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._flat, self._places = _folded(text)

    def find(self, passage: Passage) -> Found | None:
        """Return where the passage stands now; None if neither its words nor its neighbours are there any more.

        Where the words stand several times, those are meant whose surroundings are most like what they were.
        """
        quote, before, after = (_fold(one) for one in (passage.quote, passage.before, passage.after))
        starts = _occurrences(self._flat, quote)
        if starts:
            best = max(starts, key=lambda start: (self._likeness(start, len(quote), before, after), -start))
            return self._found(best, best + len(quote))
        return self._between(before, after, longest=4 * len(quote) + AROUND)

    def count(self, words: str) -> int:
        """Return how often the words stand in the text."""
        return len(_occurrences(self._flat, _fold(words)))

    def nearness(self, passage: Passage) -> int:
        """Return how many characters around the words, where they stand, are those around the passage."""
        quote, before, after = (_fold(one) for one in (passage.quote, passage.before, passage.after))
        starts = _occurrences(self._flat, quote)
        return max((self._likeness(start, len(quote), before, after) for start in starts), default=-1)

    def take(self, words: Passage) -> Passage | None:
        """Return these words as they stand in this text, with what is around them; None if they do not."""
        found = self.find(words)
        if found is None or found.is_changed:
            return None
        return Passage(
            quote=self._text[found.start : found.end],
            before=self._text[max(0, found.start - AROUND) : found.start],
            after=self._text[found.end : found.end + AROUND],
        )

    def paragraphs(self) -> list[Passage]:
        """Return each line that has words, with what is around it."""
        found, start = [], 0
        for line in self._text.split("\n"):
            end = start + len(line)
            if line.strip():
                found.append(Passage(line, self._text[max(0, start - AROUND) : start], self._text[end : end + AROUND]))
            start = end + 1
        return found

    def cut(self, found: Found) -> str:
        """Return the words that stand there, on one line."""
        return " ".join(self._text[found.start : found.end].split())

    def _found(self, start: int, end: int, *, is_changed: bool = False) -> Found:
        return Found(self._places[start], self._places[end - 1] + 1, is_changed)

    def _likeness(self, start: int, length: int, before: str, after: str) -> int:
        """How many characters on both sides are as they were, counted outwards."""
        left = self._flat[max(0, start - AROUND - 1) : start].rstrip()
        right = self._flat[start + length : start + length + AROUND + 1].lstrip()
        return _shared(left[::-1], before[::-1]) + _shared(right, after)

    def _between(self, before: str, after: str, *, longest: int) -> Found | None:
        if len(before) < _SURE or len(after) < _SURE:
            return None
        for start in (one + len(before) for one in _occurrences(self._flat, before)):
            end = self._flat.find(after, start, start + longest + len(after))
            inner = self._flat[start:end] if end >= 0 else ""
            if inner.strip():
                first = start + len(inner) - len(inner.lstrip())
                return self._found(first, first + len(inner.strip()), is_changed=True)
        return None


def _fold(text: str) -> str:
    return _folded(text)[0].strip()


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text with runs of white space as one space, quotation marks, dashes and letters' case alike.

    Beside it, for every character, the place that it had.
    """
    folded: list[str] = []
    places: list[int] = []
    for place, one in enumerate(text):
        if one.isspace():
            one = " "
            if folded and folded[-1] == " ":
                continue
        else:
            one = one.translate(_ALIKE)
            lower = one.lower()
            one = lower if len(lower) == 1 else one
        if one:
            folded.append(one)
            places.append(place)
    return "".join(folded), places


def _occurrences(flat: str, quote: str) -> list[int]:
    starts = []
    start = flat.find(quote) if quote else -1
    while start >= 0:
        starts.append(start)
        start = flat.find(quote, start + 1)
    return starts


def _shared(one: str, other: str) -> int:
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length
