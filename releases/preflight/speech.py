"""What several checks need to know of prose: where somebody is quoted, and where sentences end."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

_QUOTED: Final = re.compile(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)|\"[^\"]*(?:\"|$)")
_END: Final = re.compile(r"[.!?…][”’»\")]?(?=\s+[“«„\"(¿¡]?[A-ZÀ-ÞА-Я0-9])")
_BEFORE: Final = re.compile(r"(?:^|[\s(“«\"])([^\s(“«\"]{1,12})$")
_SHORT: Final = frozenset(
    "mr mrs ms dr prof st no gen lt col capt sgt cmdr adm rev hon gov sen rep pres jan feb mar apr jun jul aug sep "
    "sept oct nov dec jr sr inc ltd co corp vs etc fig vol art sr sra m mme mlle e.g i.e cf approx dept est".split()
)


def quoted(text: str) -> list[tuple[int, int]]:
    """Return where somebody's own words stand, their marks included, in order."""
    return [match.span() for match in _QUOTED.finditer(text)]


def is_inside(start: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a place lies in one of these spans, which are in order."""
    number = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return number >= 0 and start < spans[number][1]


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a paragraph begins and ends."""
    start = 0
    for match in _END.finditer(text):
        if text[match.start()] == "." and _is_short(text[max(0, match.start() - 14) : match.start()]):
            continue
        yield start, match.end()
        start = match.end()
        while start < len(text) and text[start].isspace():
            start += 1
    if start < len(text):
        yield start, len(text)


def _is_short(before: str) -> bool:
    """Whether the full stop ends an abbreviation or an initial: “Capt.”, “U.S.”, “J.”."""
    match = _BEFORE.search(before)
    word = match[1] if match else before
    return word.casefold() in _SHORT or "." in word or (len(word) == 1 and word.isalpha())
