"""Whether an address that answered nothing looks like an attempt at a text that is not out. Pure: no database.

An attempt is at a release when, in any script, case or width, and whatever form is asked for (`.txt`, `editions/2/`):

* its path names the id of the release or of one of its editions; or
* its last word is the release's address word, on any day under a dated address or `/news/`; elsewhere only if the
  word has three parts or more, because scanners try short ones everywhere; or
* one of the two is the other cut off, or with a word more, at a hyphen: two parts must agree under a dated address,
  three elsewhere.

Everything else is the noise that every site hears: `/wp-login.php`, `/favicon.ico`, words that nobody here wrote.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote
from uuid import UUID

LONGEST: Final = 400
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_BETWEEN: Final = re.compile(r"(?:;[^/]*)?[/\\?#]+")
_PARAMETER: Final = re.compile(r";[^/]*$")
_FORM: Final = re.compile(r"\.[a-z0-9]{1,5}$")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_NUMBER: Final = re.compile(r"[0-9]+")
_BESIDE: Final = frozenset({"editions", "amp", "print", "index", "feed", "embed"})
_HYPHENS: Final = re.compile(r"[-_\s+]+")


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a missed path asked for, folded: its last word, whether it stands where releases stand, and any ids."""

    word: str
    is_dated: bool
    ids: frozenset[UUID]

    @property
    def least(self) -> int:
        """How many parts of a word must agree, so that it is no coincidence."""
        return 2 if self.is_dated else 3


def read(path: str) -> Attempt | None:
    """Return what a missed path may have meant; None if it can mean no release."""
    if len(path) > LONGEST:
        return None
    folded = fold(unquote(path))
    ids = frozenset(UUID(one) for one in _UUID.findall(folded))
    segments = [one for one in _BETWEEN.split(_PARAMETER.sub("", folded)) if one]
    is_dated = bool(segments) and (segments[0] == "news" or any(_YEAR.fullmatch(one) for one in segments[:-1]))
    while segments and (segments[-1] in _BESIDE or _NUMBER.fullmatch(segments[-1])):
        segments.pop()
    word = _FORM.sub("", segments[-1]).strip("-") if segments else ""
    attempt = Attempt(word, is_dated, ids)
    can_be_one = any(letter.isalpha() for letter in word) and (is_dated or _parts(word) >= attempt.least)
    return attempt if ids or can_be_one else None


def fold(word: str) -> str:
    """Return a word as two people who mean the same would not write it differently."""
    return _HYPHENS.sub("-", unicodedata.normalize("NFKC", word).casefold())


class Watched:
    """The address words of texts that are not out, so arranged that an attempt finds its own at once."""

    def __init__(self, words: Mapping[UUID, Iterable[str]], ids: Mapping[UUID, UUID]) -> None:
        """Take the words of each release, and the release of each id."""
        self.ids = ids
        self.whole: dict[str, set[UUID]] = {}
        self.begun: dict[str, set[UUID]] = {}
        for release, some in words.items():
            for word in {fold(one) for one in some}:
                self.whole.setdefault(word, set()).add(release)
                for beginning in _beginnings(word):
                    self.begun.setdefault(beginning, set()).add(release)

    def met_by(self, attempt: Attempt) -> set[UUID]:
        """Return the releases that the attempt is at."""
        found = {self.ids[one] for one in attempt.ids if one in self.ids}
        if attempt.is_dated or _parts(attempt.word) >= attempt.least:
            found |= self.whole.get(attempt.word, set())
        if _parts(attempt.word) >= attempt.least:
            found |= self.begun.get(attempt.word, set())
        for beginning in _beginnings(attempt.word):
            if _parts(beginning) >= attempt.least:
                found |= self.whole.get(beginning, set())
        return found


def _parts(word: str) -> int:
    """How many parts a word has. Scripts without spaces write three words in about six letters."""
    hyphens = word.count("-") + 1 if word else 0
    return max(hyphens, len(word) // 2) if not word.isascii() else hyphens


def _beginnings(word: str) -> Iterator[str]:
    """Every beginning of a word that ends at a hyphen, the whole left out."""
    for place, letter in enumerate(word):
        if letter == "-" and place:
            yield word[:place]
