"""How the words of a body are set: in a table, a quotation, in which language; what a comparison of words hides."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

# Headings, lists, links and emphasis have marks of their own among the words.
_VOID: Final = frozenset({"br", "hr"})
_APART: Final = frozenset({"br", "hr", "p", "h2", "h3", "li", "blockquote", "caption", "tr", "th", "td"})
_SHOWN: Final = frozenset({"href"})
_MOST_LETTERS: Final = 200_000

Said = tuple[str, str, str]


def resettings(old: str, new: str) -> list[Said]:
    """Return each stretch of the same words that is set another way: the words, how they were set, how they are.

    Nothing, where the words themselves differ.
    """
    before, after = _letters_of(old), _letters_of(new)
    if len(before) != len(after) or len(before) > _MOST_LETTERS:
        return []
    if any(one.letter != other.letter for one, other in zip(before, after, strict=True)):
        return []
    stretches: list[tuple[list[str], str, str]] = []
    goes_on = False
    for was, now in zip(before, after, strict=True):
        if was.how == now.how:
            goes_on = False
            continue
        if goes_on and stretches[-1][1:] == (was.how, now.how):
            stretches[-1][0].append(" " * now.is_first + now.letter)
        else:
            stretches.append(([now.letter], was.how, now.how))
        goes_on = True
    return [("".join(letters), was, now) for letters, was, now in stretches]


class _Letter(NamedTuple):
    """A letter, how it is set, and whether it is the first of a word."""

    letter: str
    how: str
    is_first: bool


def _letters_of(html: str) -> list[_Letter]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.letters


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.letters: list[_Letter] = []
        self._is_first = True
        self._open: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_first |= tag in _APART
        if tag not in _VOID:
            self._open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        how = ", ".join(self._said()) or _("plain")
        for letter in data:
            if letter.isspace():
                self._is_first = True
            else:
                self.letters.append(_Letter(letter, how, self._is_first))
                self._is_first = False

    def _said(self) -> Iterator[str]:
        names = {
            "blockquote": _("a quotation"),
            "caption": _("the table's caption"),
            "th": _("a heading cell"),
            "td": _("a cell"),
            "sub": _("set low"),
            "sup": _("set high"),
        }
        for tag, attributes in self._open:
            if said := names.get(tag):
                yield said
            for name, value in attributes.items():
                if name == "lang":
                    yield _("in the language “%(code)s”") % {"code": value}
                elif name == "dir":
                    yield _("written from the right") if value == "rtl" else _("written from the left")
                elif name not in _SHOWN:
                    yield f"{name} “{value}”"
