"""Names of people spelled two ways."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Subject

_LANGUAGES: Final = frozenset({"en", "es", "fr", "de", "it", "pt"})
_PART: Final = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿœ]{1,24}(?:-[A-ZÀ-Þ][a-zß-ÿ]{1,24})?"
_PAIR: Final = re.compile(rf"(?<![\w’'-])(?=({_PART})\s({_PART})(?![\w-]))")
# Capitals that begin no name of a person. Without them, “On Monday” would be one.
_NO_NAMES: Final = frozenset(
    "the a an and or of in on at to for from with by is was are were this that these those he she it we you "
    "they his her our their my its if when while after before since as but so new north south east west upper "
    "lower great lake mount street road avenue january february march april may june july august september "
    "october november december monday tuesday wednesday thursday friday saturday sunday director president "
    "minister secretary captain chief deputy press office service bureau center department agency school "
    "college university el la los las de del le les des der die das".split()
)
_FEWEST_LETTERS: Final = 5


@dataclass(frozen=True, slots=True)
class _Name:
    first: str
    last: str
    field: str
    start: int
    end: int

    @property
    def whole(self) -> str:
        return f"{self.first} {self.last}"


def names(subject: Subject) -> Iterator[Finding]:
    """A person's name spelled two ways: Jon Smith and John Smith, Müller and Mueller."""
    if subject.language not in _LANGUAGES:
        return
    seen: dict[str, _Name] = {}
    for one in _named(subject):
        seen.setdefault(one.whole, one)
    told: set[frozenset[str]] = set()
    sentence = gettext_noop("Elsewhere it is “%(other)s”. Make sure which is right, and write it so everywhere.")
    for one, other in _alike(list(seen.values())):
        pair = frozenset({one.whole, other.whole})
        if pair not in told:
            told.add(pair)
            yield subject.find(Level.RECOMMENDED, "names", one.field, one.start, one.end, sentence, other=other.whole)


def _named(subject: Subject) -> Iterator[_Name]:
    """Lists of speakers and contacts first: against their spelling the text's is told."""
    for passage in subject.passages("speakers", "contacts", "summary", "body"):
        if passage.tag in {"h2", "h3"}:
            continue
        for match in _PAIR.finditer(passage.text):
            first, last = match[1], match[2]
            if first.casefold() in _NO_NAMES or last.casefold() in _NO_NAMES:
                continue
            start = passage.start + match.start(1)
            yield _Name(first, last, passage.field, start, passage.start + match.end(2))


def _alike(found: list[_Name]) -> Iterator[tuple[_Name, _Name]]:
    """Yield pairs by what they share. Each name meets only those that fall into a drawer with it."""
    drawers: dict[str, list[_Name]] = defaultdict(list)
    for one in found:
        keys = {f"={_folded(one.first)} {_folded(one.last)}"}
        keys |= {f"{part} {_folded(one.last)}" for part in _shorter(_folded(one.first))}
        if len(one.last) >= _FEWEST_LETTERS:
            keys |= {f"{_folded(one.first)}|{part}" for part in _shorter(_folded(one.last))}
        for key in sorted(keys):
            for other in drawers[key][:4]:
                if _is_misspelling(one, other):
                    yield one, other
            drawers[key].append(one)


def _shorter(word: str) -> set[str]:
    """The word, and the word without each of its letters in turn."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _is_misspelling(one: _Name, other: _Name) -> bool:
    first, second = (_folded(one.first), _folded(one.last)), (_folded(other.first), _folded(other.last))
    if first == second:
        return one.whole != other.whole
    if first[1] == second[1]:
        # Dan and Don, Carl and Carla are two people; Jon and John, Ana and Anna one.
        return _differs_by_a_silent_letter(first[0], second[0])
    if first[0] != second[0]:
        return False
    # A plural or a genitive is no misspelling.
    shorter, longer = sorted((first[1], second[1]), key=len)
    return longer not in {f"{shorter}s", f"{shorter}es"} and abs(len(longer) - len(shorter)) <= 1


def _differs_by_a_silent_letter(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if len(longer) != len(shorter) + 1:
        return False
    for place, letter in enumerate(longer):
        if longer[:place] + longer[place + 1 :] == shorter:
            doubled = longer[place - 1 : place] == letter or longer[place + 1 : place + 2] == letter
            return (letter in "he" and place > 0 and (letter == "h" or place == len(longer) - 1)) or doubled
    return False


def _folded(word: str) -> str:
    """Without accents, as a keyboard without them writes: Müller and Mueller are the same."""
    word = (
        word.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ø", "oe").replace("å", "aa")
    )
    return "".join(one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one))
