"""Embargoes that running text speaks of: this text's own when the sentence says so, otherwise somebody else's."""

from __future__ import annotations

import re

from releases.intake import embargo_words, immediate
from releases.intake.embargo_extent import OURS, EmbargoLine, when_end
from releases.intake.embargo_lines import ELSEWHERE
from releases.intake.immediate import UNTIL
from releases.intake.look_alikes import same_length
from releases.intake.phrases import every, finder
from releases.intake.source import Document, Line, tidy
from releases.intake.times import find_times

STEM = re.compile(
    "|".join(rf"(?<!sin )(?<!sans ){re.escape(stem)}" for stem in embargo_words.EMBARGO_STEMS), re.IGNORECASE
)
# A participle is said of a text; the noun alone is as often trade or war.
PARTICIPLE = re.compile(
    r"(?i)(?:embargoed|under (?:strict )?embargo|sperrfrist|sous embargo|bajo embargo|sob embargo|под эмбарго|"
    r"hold for release|embargo (?:lifts|expires|ends))"
)
BY_HAND = finder((*every(embargo_words.BY_HAND), *embargo_words.SPOKEN))
SENTENCE_BEFORE = re.compile(r"(?<![ap.]m)[.!?][\s\"”’)]|\n\s{0,40}\n|[。！？؟]")
SENTENCE_AFTER = re.compile(r"\n\s{0,40}\n|(?<![ap]\.m)(?<![ap.\s]m)[.!?](?=\s{1,3}[A-Z\"“])|[。！？؟]")
MOST_MENTIONS = 200
NEAR_EDGE = 1_500


def find_sentences(document: Document, found: list[EmbargoLine]) -> tuple[list[EmbargoLine], list[str]]:
    """What the story says of embargoes outside the lines already found, and the words of somebody else's."""
    own: list[EmbargoLine] = []
    others: list[str] = []
    text = same_length(document.text)
    covered = [(one.start, one.end) for one in found]
    for _, match in zip(range(MOST_MENTIONS), STEM.finditer(text), strict=False):
        start, end = match.span()
        if any(left <= start < right for left, right in covered):
            continue
        begin, finish = _sentence(text, start, end)
        if immediate.denies(text[begin:finish]):
            continue
        one = _own(document, text, start, end, begin, finish)
        if one:
            covered.append((one.start, one.end))
            own.append(one)
        else:
            others.append(tidy(document.text[max(begin, start - 60) : min(finish, end + 60)]))
    return own, others


def _own(document: Document, text: str, start: int, end: int, begin: int, finish: int) -> EmbargoLine | None:
    before, after = text[begin:start], text[start:finish]
    ours = next(reversed(list(OURS.finditer(before))), None)
    if not ours and not (OURS.search(after[:80]) and UNTIL.search(after)):
        near = start < NEAR_EDGE or start > len(text) - NEAR_EDGE
        if not near or ELSEWHERE.search(text[begin:finish]) or not PARTICIPLE.search(text[begin : end + 24]):
            return None
        if not UNTIL.search(after[:80]) and not re.search(r"(?i)lifts|expires|ends", after[:24]):
            return None
        if not find_times(after[:160]):
            return None
    left = begin + ours.start() if ours else begin
    left += len(text[left:start]) - len(text[left:start].lstrip())
    right = start + max(when_end(after), end - start)
    by_hand = bool(BY_HAND.search(text[begin:finish]))
    lines = _whole_lines(document, begin, finish) if ours and start < NEAR_EDGE else ()
    return EmbargoLine(left, right, document.text[left:right], "sentence" if ours else "unclear", by_hand, lines=lines)


def _whole_lines(document: Document, begin: int, finish: int) -> tuple[Line, ...]:
    """The lines of a sentence that shares none of them with another: it stands over the release, not in it."""
    lines = [line for line in document.lines[:40] if line.start < finish and line.end > begin]
    whole = all(line.start >= begin - 1 and line.end <= finish + 2 and not line.role for line in lines)
    return tuple(lines) if whole and len({line.block for line in lines}) == 1 else ()


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a place, never further than 200 characters away."""
    left = max(0, start - 200)
    stops = [left + match.end() for match in SENTENCE_BEFORE.finditer(text[left:start])]
    furthest = min(len(text), end + 240)
    stop = SENTENCE_AFTER.search(text, end, furthest)
    return stops[-1] if stops else left, stop.start() if stop else furthest
