"""The words that let a text go at once, and those that deny an embargo; an hour beside them takes both back."""

from __future__ import annotations

import re

from releases.intake import embargo_words
from releases.intake.phrases import any_of, every, finder
from releases.intake.times import find_times

HEAD = re.compile(
    rf"[\s*\-–—_#(\[\"“]{{0,8}}{any_of(every(embargo_words.IMMEDIATE))}(?:\s{{0,2}}[)\]\"”*]{{0,4}})", re.IGNORECASE
)
ANYWHERE = finder(every(embargo_words.IMMEDIATE))
NO_EMBARGO = finder(embargo_words.NO_EMBARGO)
UNTIL = finder(embargo_words.UNTIL)
LATER = re.compile(
    r"\s{0,3}[,:–—-]?\s{0,3}(?:after|until|till|from|not before|on or after|at|as of|upon)\b", re.IGNORECASE
)


def denies(text: str) -> bool:
    """ "No embargo"; but "embargo lifted 10 a.m." and "embargo: no use before Friday" say when it ends."""
    match = NO_EMBARGO.search(text)
    return match is not None and not UNTIL.search(text, match.end()) and not find_times(text)


def but_later(text: str) -> bool:
    """ "For immediate release after 10 a.m." is not immediate."""
    match = HEAD.match(text)
    later = LATER.match(text, match.end()) if match else None
    return later is not None and bool(find_times(text[later.end() : later.end() + 40]))
