"""The source as it lies beside the form: its lines, in each the words by the field that they went to."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from releases.document import Source

# In the order of a release. The number is that of the colour and the underline in intake.css.
LABELS: Final[dict[str, str | Promise]] = {
    "headline": _("Headline"),
    "subhead": _("Subhead"),
    "kind": _("Kind"),
    "number": _("Release number"),
    "lead_office": _("Office"),
    "speakers": _("Speaker"),
    "embargo": _("Embargo"),
    "issue_date": _("Date of issue"),
    "dateline": _("Dateline"),
    "body": _("Text"),
    "contacts": _("Contacts"),
    "boilerplate": _("Boilerplate"),
    "summary": _("Summary"),
    "end_mark": _("End mark"),
}
_READ_BUT_NOT_FILED: Final = frozenset({"kind", "issue_date", "end_mark"})
TAKES: Final = [(name, label) for name, label in LABELS.items() if name not in _READ_BUT_NOT_FILED]
_NUMBER: Final = {name: number for number, name in enumerate(LABELS, 1)}
_SHOWN: Final = 300


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of one line that went to one field, or to none (`field` is then empty)."""

    field: str
    start: int
    text: str
    is_first: bool = False
    begins: bool = False

    @property
    def label(self) -> str | Promise:
        return LABELS.get(self.field, "")

    @property
    def number(self) -> int:
        return _NUMBER.get(self.field, 0)


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that went to no field: a stretch of lines."""

    start: int
    end: int
    first_line: int
    last_line: int
    text: str

    @property
    def place(self) -> str:
        return f"{self.start}:{self.end}"

    @property
    def shown(self) -> str:
        return self.text if len(self.text) <= _SHOWN else f"{self.text[:_SHOWN]}…"


@dataclass(frozen=True, slots=True)
class Marked:
    """The whole source, marked."""

    lines: tuple[tuple[Words, ...], ...]
    leftovers: tuple[Leftover, ...]

    @property
    def legend(self) -> list[Words]:
        """The first words of each field, in the order of a release."""
        first = [words for line in self.lines for words in line if words.is_first]
        return sorted(first, key=lambda words: words.number)


def marked(source: Source) -> Marked:
    """Cut the source into lines, and each line by the fields that its words went to."""
    owners = _owners(source)
    lines, leftovers = [], []
    seen: set[str] = set()
    before, start = "", 0
    for number, line in enumerate(source.text.split("\n"), 1):
        cut = []
        for owner, run in groupby(range(start, start + len(line)), key=lambda place: owners[place]):
            places = list(run)
            text = source.text[places[0] : places[-1] + 1]
            field = owner if text.strip() else ""
            is_first = bool(field) and field not in seen
            cut.append(Words(field, places[0], text, is_first, bool(field) and field != before))
            if field or text.strip():
                before = field
            seen.add(field)
            if not field and text.strip():
                leftovers.append(Leftover(places[0], places[-1] + 1, number, number, text.strip()))
        lines.append(tuple(cut))
        start += len(line) + 1
    return Marked(tuple(lines), tuple(_joined(leftovers, source.text)))


def _owners(source: Source) -> list[str]:
    """For each character the field it went to; where two claim it, the one that claims less at a time."""
    owners = [""] * len(source.text)
    for field, start, end in sorted(source.spans, key=lambda span: span[1] - span[2]):
        if field in LABELS:
            owners[start:end] = [field] * (min(end, len(owners)) - start)
    return owners


def _joined(leftovers: Iterable[Leftover], text: str) -> Iterable[Leftover]:
    """Lines that follow each other without a gap are one leftover."""
    last: Leftover | None = None
    for one in leftovers:
        if last and one.first_line == last.last_line + 1 and text[last.end : one.start] == "\n":
            last = Leftover(last.start, one.end, last.first_line, one.last_line, f"{last.text}\n{one.text}")
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def place_of_lines(text: str, first: int, last: int) -> tuple[int, int] | None:
    """Return the place of the lines from `first` to `last`, counted from one; None where there are none such."""
    starts = [0, *(place + 1 for place, one in enumerate(text) if one == "\n")]
    if not 1 <= first <= last <= len(starts):
        return None
    end = starts[last] - 1 if last < len(starts) else len(text)
    return (starts[first - 1], end) if starts[first - 1] < end else None
