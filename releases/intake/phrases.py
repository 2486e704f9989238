"""Label tables compiled to patterns: one place that knows how a printed phrase may vary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")


def every(table: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    return tuple(phrase for row in table.values() for phrase in row)


def loosely(phrase: str) -> str:
    """The phrase with any blanks where it has one, either apostrophe, and whole words at its ends."""
    body = re.escape(phrase).replace(r"\ ", r"[\s\u00a0]{1,4}").replace("'", "['’]").replace("’", "['’]")
    body = body.replace("['['’]]", "['’]")
    before = "" if UNSPACED.match(phrase[0]) or not phrase[0].isalnum() else r"(?<!\w)"
    after = "" if UNSPACED.match(phrase[-1]) or not phrase[-1].isalnum() else r"(?!\w)"
    return before + body + after


def any_of(phrases: Iterable[str]) -> str:
    """One alternative a phrase, the longest first, so that the fullest label wins."""
    return "(?:" + "|".join(loosely(phrase) for phrase in sorted(set(phrases), key=len, reverse=True)) + ")"


def finder(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(any_of(phrases), re.IGNORECASE)


def opener(phrases: Iterable[str], *, colon: bool = False) -> re.Pattern[str]:
    """Matches a label at the head of a line, with its decoration and colon; `rest` is where the value begins."""
    marks = r"[\s*\-–—=_#>•·■□○●◆◇▪【\[(（<＜〈《«\"“]{0,12}"
    marks += r"(?:\d{1,2}[.)]\s{1,3})?"
    ends = r"[\s*】\])）>＞〉》»\"”]{0,4}[:：]" if colon else r"[\s*】\])）>＞〉》»\"”]{0,4}[:：]?"
    return re.compile(rf"{marks}(?P<label>{any_of(phrases)}){ends}(?P<rest>)[\s*\-–—]{{0,6}}", re.IGNORECASE)
