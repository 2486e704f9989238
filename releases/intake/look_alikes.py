"""Letters as the eye takes them: full-width, mathematical and foreign look-alikes become the plain letter, what
cannot be seen goes. For finding words only; what a release prints is kept as printed."""

from __future__ import annotations

import re
import unicodedata

from releases.intake.source import INVISIBLE

# Cyrillic and Greek capitals and small letters that print like a Latin one.
TWINS = str.maketrans(
    "АВЕКМНОРСТУХаеорсухіІјЅѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABEKMHOPCTYXaeopcyxiIjSsABEZHIKMNOPTYXo",
)
WORD = re.compile(r"\w+")
LATIN = re.compile(r"[A-Za-z]")
FOREIGN = re.compile(r"[\u0370-\u04ff]")
ODD = re.compile(r"[\u2000-\u200a\u00a0\u2100-\u214f\uff01-\uff5e\U0001d400-\U0001d7ff\u3000]")
SPACED = re.compile(r"(?<!\w)(?:[A-Za-z] ){4,}[A-Za-z](?!\w)")


def plainly(text: str) -> str:
    """The text in plain letters. Its length may differ."""
    if text.isascii():
        return SPACED.sub(lambda match: match.group().replace(" ", ""), text)
    text = ODD.sub(lambda match: unicodedata.normalize("NFKC", match.group()), INVISIBLE.sub("", text))
    if FOREIGN.search(text):
        text = WORD.sub(_in_one_script, text)
    return SPACED.sub(lambda match: match.group().replace(" ", ""), text)


def same_length(text: str) -> str:
    """The same, one character for one, so that offsets stay: what cannot be seen is left in."""
    if text.isascii():
        return text
    text = ODD.sub(_one_for_one, text)
    return WORD.sub(_in_one_script, text) if FOREIGN.search(text) else text


def _in_one_script(match: re.Match[str]) -> str:
    """A word that mixes scripts is a Latin word with look-alikes in it."""
    word = match.group()
    return word.translate(TWINS) if LATIN.search(word) else word


def _one_for_one(match: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", match.group())
    return plain if len(plain) == 1 else match.group()
