"""Numbers and e-mails that the directory keeps for staff, standing where readers see them."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Subject

# Two writings of one number agree in their last digits; what stands before is a prefix of trunk or country.
LONGEST: Final = 10
SHORTEST: Final = 7
_NUMBER: Final = re.compile(r"\+?\d[\d().\s/\u2010-\u2015-]{5,80}\d")
_EMAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PUNCTUATION: Final = 3


def keys_of(number: str) -> set[str]:
    """Return the digits by which a number is compared; none for one too short to be told from other figures.

    Ten digits are looked for inside longer runs; what is shorter (a local number, or one that in its own country is
    written without the country) must be a run of its own.
    """
    digits = "".join(one for one in number if one.isdecimal()).lstrip("0")
    if len(digits) < SHORTEST:
        return set()
    keys = {digits[-LONGEST:]}
    if len(digits) >= LONGEST:
        keys.add(digits[-SHORTEST:])
    if number.lstrip().startswith(("+", "00")):
        keys |= {digits[code:] for code in (1, 2, 3) if SHORTEST <= len(digits) - code < LONGEST}
    return keys


def staff_numbers(subject: Subject) -> Iterator[Finding]:
    """A number or an e-mail that the directory keeps for staff, in any field that readers get."""
    grave = gettext_noop(
        "The directory keeps this number for staff. Take it out; the public ones stand with the contacts."
    )
    ticked = gettext_noop(
        "The directory keeps this number for staff, and here it is ticked public. Take the tick away, or say why."
    )
    for name, text in subject.texts.items():
        for start, end in _places(text, subject.staff_numbers):
            level, sentence = (Level.RECOMMENDED, ticked) if name == "contacts" else (Level.BLOCKING, grave)
            # Masked: whoever may not look into the directory learns no number from here.
            yield Finding(level, "staff_numbers", name, sentence, masked(text[start:end]), start, end)


def masked(words: str) -> str:
    """Return a number or an e-mail with all but its last two signs unreadable."""
    return "".join("•" if one.isalnum() else one for one in words[:-2]) + words[-2:]


def _places(text: str, staff: frozenset[str]) -> Iterator[tuple[int, int]]:
    for match in _EMAIL.finditer(text):
        if match[0].casefold() in staff:
            yield match.span()
    for match in _NUMBER.finditer(text):
        yield from _in_run(match[0], match.start(), staff)


def _in_run(run: str, begins: int, staff: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Two numbers in a row look like one, so every place in the run is tried."""
    places = [place for place, one in enumerate(run) if one.isdecimal()]
    digits = "".join(run[place] for place in places)
    if _is_short(run, digits, staff):
        yield begins, begins + len(run)
        return
    done = -1
    for first in range(len(digits) - LONGEST + 1):
        last = first + LONGEST - 1
        if first <= done or digits[first : last + 1] not in staff:
            continue
        inside = places[first : last + 1]
        ends_here = last + 1 == len(digits) or places[last + 1] > places[last] + 1
        if ends_here and all(two - one <= _PUNCTUATION for one, two in pairwise(inside)):
            yield begins + inside[0], begins + inside[-1] + 1
            done = last


def _is_short(run: str, digits: str, staff: frozenset[str]) -> bool:
    whole = digits.lstrip("0")
    if len(whole) < LONGEST and whole in staff:
        return True
    has_country = run.startswith(("+", "00"))
    return has_country and any(SHORTEST <= len(whole[code:]) < LONGEST and whole[code:] in staff for code in (1, 2, 3))
