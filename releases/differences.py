"""What changed between two documents: field by field, paragraph by paragraph, and word by word within one."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from releases import makeup, richtext
from releases.embargo import Terms
from releases.models import Edition
from releases.models.content import LANGUAGES, PRINTED_FIELDS, Kind
from releases.states import EmbargoKind

# What a revision keeps besides what it prints; an edition has neither.
_OF_REVISIONS: Final = ("slug", "embargo")
# Past these a comparison in every detail would take seconds; it is made more coarsely instead.
_MOST_WORDS: Final = 4000
_MOST_LINES: Final = 2000
_MOST_SHOWN: Final = 200  # letters of the words that are only set another way


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
    """One field that differs. Without passages none of its words does; `notes` say what else."""

    field: str
    label: str
    passages: tuple[Passage, ...]
    notes: tuple[str, ...] = ()


def between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Return the fields in which two documents (revisions or editions) differ, in the order they print."""
    kept_by_both = [name for name in _OF_REVISIONS if name in before and name in after]
    changes = []
    for field in (*PRINTED_FIELDS, *kept_by_both):
        old, new = before.get(field), after.get(field)
        if (old or None) != (new or None):
            changes.append(_change(field, old, new))
    return changes


def _change(field: str, old: Any, new: Any) -> Change:
    change = of_words(field, words_of(field, old), words_of(field, new))
    if field == "body":
        return replace(change, notes=tuple(_reset(str(old or ""), str(new or ""))))
    if not change.passages and isinstance(old, list) and isinstance(new, list):
        return replace(change, notes=(_note(old, new),))
    return change


def _reset(old: str, new: str) -> Iterator[str]:
    """The same words in another setting: a quotation, a language, a cell."""
    for words, was, now in makeup.resettings(old, new):
        shown = words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN].rstrip()}…"
        yield _("“%(words)s” was %(before)s, and is %(after)s.") % {"words": shown, "before": was, "after": now}


def _note(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> str:
    """What differs of rows that print the same words."""
    names = {
        "contact": _("which contact of the directory it belongs to"),
        "zone": _("the time zone"),
        "slug": _("the address of its page"),
        "id": _("which entry of the directory it is"),
    }
    pairs = zip(old, new, strict=False)
    keys = dict.fromkeys(key for was, now in pairs for key in {**was, **now} if was.get(key) != now.get(key))
    said = dict.fromkeys(names.get(key, _("which of its empty numbers would be public")) for key in keys)
    return _("The words are the same; this differs: %(what)s.") % {"what": ", ".join(said)}


def of_words(field: str, old: str, new: str) -> Change:
    """Return the change of a field between two plain texts."""
    if old == new:
        return Change(field, label(field), ())
    passages = tuple(_passages(old, new))
    if not any(passage.pieces for passage in passages):
        return Change(field, label(field), (), (_("Only line breaks differ."),))
    return Change(field, label(field), passages)


def whole(old: str, new: str) -> list[tuple[Piece, ...]]:
    """Return the newer of two plain texts paragraph by paragraph, each as pieces to be read in order.

    Paragraphs that changed together are one; what was taken out stands where it was.
    """
    paragraphs: list[tuple[Piece, ...]] = []
    for before, after in _aligned(old, new):
        if before == after:
            paragraphs += [(Piece("same", line),) for line in after if line]
        else:
            paragraphs.append(tuple(_pieces("\n".join(before), "\n".join(after))))
    return paragraphs


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


def plain_body(html: str) -> str:
    """Return the words of a body to be read, a paragraph a line: with the addresses of its links, without emphasis."""
    marked = re.sub(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', r"\2 [\1]", html, flags=re.DOTALL)
    marked = re.sub(r"<(h[23])[^>]*>", lambda found: f"<p>{'#' * int(found[1][1])} ", marked)
    return richtext.text_of(marked)


def _passages(old: str, new: str) -> Iterator[Passage]:
    for before, after in _aligned(old, new):
        if before == after:
            yield Passage(unchanged=len(after))
        else:
            yield Passage(tuple(_pieces("\n".join(before), "\n".join(after))))


def _aligned(old: str, new: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the runs of paragraphs of two texts that belong together: equal, or one in the other's place."""
    before, after = (text.replace("\n\n", "\n").split("\n") for text in (old, new))
    many = len(before) + len(after) > _MOST_LINES
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=many)
    for _tag, i, j, k, m in matcher.get_opcodes():
        yield before[i:j], after[k:m]


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
    return plain_body(re.sub(r"</?(strong|b|em|i)>", lambda one: "**" if one[1] in {"strong", "b"} else "_", html))


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
