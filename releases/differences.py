"""What changed between two documents: field by field, paragraph by paragraph, and word by word within one."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from releases import richtext
from releases.embargo import Terms
from releases.models import Edition
from releases.models.content import LANGUAGES, PRINTED_FIELDS, Kind
from releases.states import EmbargoKind

# What a revision keeps besides what it prints; an edition has neither.
_OF_REVISIONS: Final = ("slug", "embargo")
# Past these a comparison in every detail would take seconds; it is made more coarsely instead.
_MOST_WORDS: Final = 4000
_MOST_LINES: Final = 2000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: `same`, `added` or `removed`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A changed passage as pieces to be read in order, or, without any, how many paragraphs stayed as they were."""

    pieces: tuple[Piece, ...] = ()
    unchanged: int = 0

    @property
    def before(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.kind != "added")

    @property
    def after(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.kind != "removed")


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs. Without passages only its formatting does."""

    field: str
    label: str
    passages: tuple[Passage, ...]


def between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Return the fields in which two documents (revisions or editions) differ, in the order they print."""
    kept_by_both = [name for name in _OF_REVISIONS if name in before and name in after]
    changes = []
    for field in (*PRINTED_FIELDS, *kept_by_both):
        old, new = before.get(field), after.get(field)
        if (old or None) != (new or None):
            changes.append(of_words(field, words_of(field, old), words_of(field, new)))
    return changes


def of_words(field: str, old: str, new: str) -> Change:
    """Return the change of a field between two plain texts."""
    return Change(field, label(field), tuple(_passages(old, new)) if old != new else ())


def label(field: str) -> str:
    """Return the name of a field as press staff know it."""
    names = {
        "offices": _("offices"),
        "contacts": _("media contacts"),
        "speakers": _("speakers"),
        "topics": _("topics"),
        "embargo": _("release line"),
        "slug": _("address"),
    }
    return names.get(field) or str(Edition._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def words_of(field: str, value: Any) -> str:
    """Return a field's value as words, one paragraph or row a line."""
    if field == "embargo" and value:
        return _line(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if not value:
        return ""
    if field == "body":
        return _body(str(value))
    if field == "kind":
        return str(Kind(value).label)
    if field == "language":
        return dict(LANGUAGES).get(value, value)
    if isinstance(value, list):
        return "\n".join(_row(field, row) for row in value)
    return str(value)


def _passages(old: str, new: str) -> Iterator[Passage]:
    before, after = (text.replace("\n\n", "\n").split("\n") for text in (old, new))
    many = len(before) + len(after) > _MOST_LINES
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=many)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield Passage(unchanged=j - i)
        else:
            yield Passage(tuple(_pieces("\n".join(before[i:j]), "\n".join(after[k:m]))))


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """Yield the words of two passages as runs. A space between two changed words belongs to the change."""
    before, after = _words(old), _words(new)
    opcodes = _opcodes(before, after)
    removed = added = ""
    for number, (tag, i, j, k, m) in enumerate(opcodes):
        same = "".join(before[i:j]) if tag == "equal" else ""
        if same and (same.strip() or number in (0, len(opcodes) - 1)):
            yield from _changed(removed, added)
            yield Piece("same", same)
            removed = added = ""
        else:
            removed += "".join(before[i:j])
            added += "".join(after[k:m])
    yield from _changed(removed, added)


def _changed(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece("removed", removed)
    if added:
        yield Piece("added", added)


def _opcodes(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if len(before) + len(after) > _MOST_WORDS:
        return [("replace", 0, len(before), 0, len(after))]
    return difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\S+", text)


def _line(stored: Mapping[str, str]) -> str:
    """The release line of the embargo that a revision keeps."""
    at = datetime.fromisoformat(stored["at"]) if stored["at"] else None
    return Terms(EmbargoKind(stored["kind"]), stored["wall"], stored["zone"], at).line


def _body(html: str) -> str:
    """The words with light marks for what the words alone would hide: links, headings, emphasis."""
    marked = re.sub(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', r"\2 [\1]", html, flags=re.DOTALL)
    marked = re.sub(r"<(h[23])[^>]*>", lambda found: f"<p>{'#' * int(found[1][1])} ", marked)
    marked = re.sub(r"</?(strong|b|em|i)>", lambda found: "**" if found[1] in {"strong", "b"} else "_", marked)
    return richtext.text_of(marked)


def _row(field: str, row: Mapping[str, Any]) -> str:
    if field in {"offices", "topics"}:
        return str(row["name"])
    said, for_staff = [], _("staff only")
    for name, value in row.items():
        if name == "contact" or not value or name.endswith("_is_public"):
            continue
        private = f"{name}_is_public" in row and not row[f"{name}_is_public"]
        said.append(f"{value} ({for_staff})" if private else str(value))
    return ", ".join(said)
