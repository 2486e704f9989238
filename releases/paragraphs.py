"""The paragraphs of cleaned HTML, and two people's changes of them put together: pure, and knows no release."""

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, Final

from releases import richtext

_BLOCKS: Final = r"p|h2|h3|ul|ol|li|blockquote|table|caption|thead|tbody|tr|th|td|hr|br"
_AROUND_BLOCKS: Final = re.compile(rf" ?(</?(?:{_BLOCKS})(?: [^>]*)?>) ?")
_TOP: Final = frozenset({"p", "h2", "h3", "ul", "ol", "blockquote", "table", "hr"})
_EMPTY: Final = frozenset({"br", "hr"})
_NESTS: Final = re.compile(r"(<(ul|ol|blockquote)(?: [^>]*)?>)(.*)</\2>", re.DOTALL)
_PARAGRAPH: Final = re.compile(r"(<(p|h2|h3)(?: [^>]*)?>)(.*)</\2>", re.DOTALL)
_TOKEN: Final = re.compile(r"<[^>]+>|\s*[^<\s]+|\s+")
_WORD: Final = re.compile(r"\w+")
# Two paragraphs that share this much of their words are one, reworded.
_ALIKE: Final = 0.4
# Past this many pairs to look at, passages are compared whole: it takes a text rewritten from top to bottom.
_MOST_PAIRS: Final = 900

Blocks = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """A passage that both changed, each in another way; `base` is what it was."""

    base: Blocks
    mine: Blocks
    theirs: Blocks


@dataclass(frozen=True, slots=True)
class _Hunk:
    """One side puts `after` in the place of the paragraphs from `start` up to `end`."""

    start: int
    end: int
    after: Blocks
    is_mine: bool

    def touches(self, other: "_Hunk") -> bool:
        """Whether the order or the outcome of the two is anybody's guess."""
        if self.start == self.end and other.start == other.end:
            return self.start == other.start
        return self.start < other.end and other.start < self.end


def same_text(one: str, other: str) -> bool:
    """Return whether two cleaned texts differ at most in the line breaks that an editor sets between blocks."""
    return _unbroken(one) == _unbroken(other)


def split(html: str) -> Blocks:
    """Return the blocks of cleaned HTML, in order; words outside any become a paragraph of their own."""
    reader = _Splitter(html)
    reader.feed(html)
    reader.close()
    return reader.blocks()


def join(blocks: Sequence[str]) -> str:
    """Return the blocks as one text again."""
    return "\n".join(blocks)


def merge(base: Blocks, mine: Blocks, theirs: Blocks) -> list[Blocks | Clash]:
    """Return the text in order: runs of paragraphs on which nothing is in dispute, and the clashes between them.

    Neighbours do not clash: one may reword a paragraph and the other the next. Two insertions at the same place
    do, because nobody but the two knows their order; so does what one changed and the other took out.
    """
    hunks = sorted(
        [*_hunks(base, mine, is_mine=True), *_hunks(base, theirs, is_mine=False)],
        key=lambda one: (one.start, one.end),
    )
    merged: list[Blocks | Clash] = []
    place = 0
    for group in _groups(hunks):
        start, end = min(one.start for one in group), max(one.end for one in group)
        merged += [base[place:start], *_settle(base, group, start, end)]
        place = end
    merged.append(base[place:])
    return [part for part in merged if part]


def together(base: Blocks, mine: Blocks, theirs: Blocks) -> tuple[Blocks, bool]:
    """Return what keeps both versions of a clash, and whether nothing of `base` is taken away by it.

    One paragraph, where the two changed other words of it or each put some in; else the one version after the other.
    """
    one_each = [_PARAGRAPH.fullmatch(blocks[0]) if len(blocks) == 1 else None for blocks in (base, mine, theirs)]
    after = (*mine, *theirs), not base
    if not all(one_each) or len({one[1] for one in one_each if one}) != 1:
        return after
    tokens = [tuple(_TOKEN.findall(one[3])) for one in one_each if one]
    parts = merge(*tokens)
    if any(isinstance(part, Clash) and part.base for part in parts):
        return after
    inner = [(*part.mine, *part.theirs) if isinstance(part, Clash) else part for part in parts]
    made = f"{one_each[0][1]}{''.join(one for part in inner for one in part)}</{one_each[0][2]}>" if one_each[0] else ""
    if richtext.clean(made) != made:  # two who set the same words apart can cross their tags
        return after
    takes_away = any(hunk.start < hunk.end for side in tokens[1:] for hunk in _hunks(tokens[0], side, is_mine=True))
    return (made,), not takes_away


def _settle(base: Blocks, group: Sequence[_Hunk], start: int, end: int) -> list[Blocks | Clash]:
    old, mine, theirs = base[start:end], *(_applied(base, group, start, end, is_mine) for is_mine in (True, False))
    if _all_same(mine, theirs) or _all_same(old, theirs):
        return [mine]
    if _all_same(old, mine):
        return [theirs]
    return [_inside(old, mine, theirs) or Clash(old, mine, theirs)]


def _inside(old: Blocks, mine: Blocks, theirs: Blocks) -> Blocks | None:
    """One list or quotation that both changed in different items, put together; None where that does not go."""
    nested = [_NESTS.fullmatch(blocks[0]) if len(blocks) == 1 else None for blocks in (old, mine, theirs)]
    if not all(nested) or len({one[1] for one in nested if one}) != 1:
        return None
    items = [_items(one[3]) for one in nested if one]
    parts = merge(*items)
    if any(isinstance(part, Clash) for part in parts):
        return None
    opening, tag = (nested[0][1], nested[0][2]) if nested[0] else ("", "")
    return (f"{opening}{join([block for part in parts for block in part])}</{tag}>",)  # type: ignore[union-attr]


def _items(inner: str) -> Blocks:
    reader = _Splitter(inner, top=_TOP | {"li"})
    reader.feed(inner)
    reader.close()
    return reader.blocks()


def _applied(base: Blocks, group: Sequence[_Hunk], start: int, end: int, is_mine: bool) -> Blocks:
    """The passage as one side has it."""
    made: list[str] = []
    for hunk in group:
        if hunk.is_mine == is_mine:
            made += [*base[start : hunk.start], *hunk.after]
            start = hunk.end
    return (*made, *base[start:end])


def _groups(hunks: Sequence[_Hunk]) -> Iterator[list[_Hunk]]:
    """Yield the changes, those together that touch one another directly or through a third."""
    group: list[_Hunk] = []
    for hunk in hunks:
        if group and not any(hunk.touches(one) and hunk.is_mine != one.is_mine for one in group):
            yield group
            group = []
        group.append(hunk)
    if group:
        yield group


def _hunks(before: Blocks, after: Blocks, *, is_mine: bool) -> Iterator[_Hunk]:
    old, new = [_unbroken(one) for one in before], [_unbroken(one) for one in after]
    for tag, i, j, k, m in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "replace":
            for a, b, c, d in _reworded(before[i:j], after[k:m]):
                yield _Hunk(i + a, i + b, after[k + c : k + d], is_mine)
        elif tag != "equal":
            yield _Hunk(i, j, after[k:m], is_mine)


def _reworded(old: Blocks, new: Blocks) -> Iterator[tuple[int, int, int, int]]:
    """Yield the parts of a replacement: paragraphs that were reworded one by one, and what lies between them."""
    i = k = 0
    worded = pairs([_words(one) for one in old], [_words(one) for one in new], _likeness)
    for a, c in (*worded, (len(old), len(new))):
        if i < a or k < c:
            yield i, a, k, c
        if a < len(old):
            yield a, a + 1, c, c + 1
        i, k = a + 1, c + 1


def pairs(old: Sequence[Any], new: Sequence[Any], likeness: Callable[[Any, Any], float]) -> list[tuple[int, int]]:
    """Return which of `old` became which of `new`, in order: the most alike in sum; 0 is never a pair."""
    if not 0 < len(old) * len(new) <= _MOST_PAIRS:
        return []
    best: list[list[tuple[float, tuple[tuple[int, int], ...]]]] = [[(0.0, ())] * (len(new) + 1)]
    for a, one in enumerate(old):
        row: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())]
        for c, other in enumerate(new):
            score, found = best[a][c]
            alike = likeness(one, other)
            both = [(score + alike, (*found, (a, c)))] if alike else []
            row.append(max([best[a][c + 1], row[c], *both], key=lambda choice: choice[0]))
        best.append(row)
    return list(best[-1][-1][1])


def _words(html: str) -> list[str]:
    return _WORD.findall(richtext.text_of(html).casefold())


def _likeness(one: list[str], other: list[str]) -> float:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE else 0.0


def _all_same(one: Blocks, other: Blocks) -> bool:
    return [_unbroken(block) for block in one] == [_unbroken(block) for block in other]


def _unbroken(html: str) -> str:
    return _AROUND_BLOCKS.sub(r"\1", re.sub(r"[ \t\r\n]+", " ", html)).strip()


class _Splitter(HTMLParser):
    """Notes where the outermost blocks begin and end; cleaned HTML is balanced."""

    def __init__(self, html: str, top: frozenset[str] = _TOP) -> None:
        super().__init__(convert_charrefs=False)
        self._html, self._top = html, top
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._depth, self._cuts = 0, [0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._depth == 0 and tag in self._top:
            self._cuts.append(self._at())
        if tag in _EMPTY:
            if self._depth == 0 and tag in self._top:
                self._cuts.append(self._at() + len(self.get_starttag_text() or ""))
        else:
            self._depth += tag in self._top or self._depth > 0

    def handle_endtag(self, tag: str) -> None:
        if self._depth and tag not in _EMPTY:
            self._depth -= 1
            if not self._depth:
                self._cuts.append(self._html.index(">", self._at()) + 1)

    def blocks(self) -> Blocks:
        cuts = [*self._cuts, len(self._html)]
        found = (self._html[start:end].strip() for start, end in pairwise(cuts))
        return tuple(one if self._is_block(one) else f"<p>{one}</p>" for one in found if one)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _is_block(self, html: str) -> bool:
        opening = re.match(r"<([a-z0-9]+)", html)
        return bool(opening and opening[1] in self._top)
