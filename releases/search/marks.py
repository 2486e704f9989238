"""The words that were found, in the text that is shown: marked in a snippet, and weighed where the best is asked for.

Only the candidate's own words count. How rare a word is in the whole archive is never asked: hidden editions
are in the archive too.
"""

from collections.abc import Iterable
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from releases.search.asking import Term, Wanted
from releases.search.words import Word, composed, words

SNIPPET_WORDS: Final = 36
_BEFORE: Final = 8
_HEADLINE_WEIGHT: Final = 5
_LEAD_WEIGHT: Final = 2
_REPEATS: Final = 3


def marked(text: str, wanted: Wanted, language: str) -> SafeString:
    """Return the whole text, escaped, the words that were found in `<mark>`."""
    text = composed(text)
    return _html(text, _spans(list(words(text, language)), wanted.terms))


def snippet(text: str, wanted: Wanted, language: str) -> SafeString | None:
    """Return the stretch of the text in which most was found, its words marked; None if nothing was."""
    text = composed(text)
    found = list(words(text, language))
    spans = _spans(found, wanted.terms)
    if not spans:
        return None
    starts = sorted(start for start, _end in spans)
    first = max(starts, key=lambda at: (_within(starts, at, _reach(found, at)), -at))
    index = next(position for position, word in enumerate(found) if word.start >= first)
    begin = max(0, index - _BEFORE)
    cut = found[begin : begin + SNIPPET_WORDS]
    start = 0 if begin == 0 else cut[0].start
    is_last = begin + SNIPPET_WORDS >= len(found)
    end = len(text) if is_last else cut[-1].end
    shown = {(a - start, b - start) for a, b in spans if a >= start and b <= end}
    return format_html("{}{}{}", "" if begin == 0 else "… ", _html(text[start:end], shown), "" if is_last else " …")


def weight(headline: str, lead: str, wanted: Wanted, language: str) -> int:
    """Say how much an edition is about what was asked: by where the words stand in it, and a little by how often."""
    total = 0
    for text, each in ((headline, _HEADLINE_WEIGHT), (lead, _LEAD_WEIGHT)):
        found = list(words(composed(text), language))
        for term in wanted.terms:
            hits = len(_spans(found, (term,)))
            total += each * bool(hits) * 10 + min(hits, _REPEATS)
    return total


def _reach(found: list[Word], start: int) -> int:
    after = [word for word in found if word.start >= start][: SNIPPET_WORDS - _BEFORE]
    return after[-1].end


def _within(starts: list[int], first: int, last: int) -> int:
    return sum(first <= one <= last for one in starts)


def _spans(found: list[Word], terms: Iterable[Term]) -> set[tuple[int, int]]:
    """Return where the terms stand, from the first letter of each word to its last."""
    spans: set[tuple[int, int]] = set()
    for term in terms:
        for phrase in {*term.alternatives, *((term.beginning,) if term.beginning else ())}:
            goes_on = phrase == term.beginning
            for at in range(len(found) - len(phrase) + 1):
                here = found[at : at + len(phrase)]
                if _is(phrase, here, goes_on=goes_on):
                    spans |= {(word.start, word.end) for word in here}
    return spans


def _is(phrase: tuple[str, ...], here: list[Word], *, goes_on: bool) -> bool:
    if goes_on:
        return all(a == b.compared for a, b in zip(phrase[:-1], here, strict=False)) and here[-1].compared.startswith(
            phrase[-1]
        )
    return all(a == b.compared for a, b in zip(phrase, here, strict=True))


def _html(text: str, spans: set[tuple[int, int]]) -> SafeString:
    pieces: list[tuple[SafeString | str]] = []
    at = 0
    for start, end in sorted(spans):
        pieces += [(text[at:start],), (format_html("<mark>{}</mark>", text[start:end]),)]
        at = end
    pieces.append((text[at:],))
    return format_html_join("", "{}", pieces)
