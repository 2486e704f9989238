"""What changed between two documents, field by field, and word by word within a field."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from releases import richtext
from releases.models import Release
from releases.models.content import PRINTED_FIELDS

# Past this many words a word-level comparison would take seconds; paragraphs are compared whole instead.
_MOST_WORDS: Final = 6000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: `same`, `added` or `removed`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs, as pieces to be read in order."""

    label: str
    pieces: tuple[Piece, ...]


def between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Return the fields in which two documents (revisions or editions) differ, in the order they print."""
    changes = []
    for field in PRINTED_FIELDS:
        old, new = _said(field, before.get(field)), _said(field, after.get(field))
        if old != new:
            changes.append(Change(_label(field), tuple(pieces(old, new))))
    return changes


def pieces(old: str, new: str) -> Iterator[Piece]:
    """Yield the words of two texts as runs of same, removed and added words."""
    before, after = _words(old), _words(new)
    if len(before) + len(after) > _MOST_WORDS:
        before, after = re.split(r"(?<=\n)", old), re.split(r"(?<=\n)", new)
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(before[i:j]))
            continue
        if i < j:
            yield Piece("removed", "".join(before[i:j]))
        if k < m:
            yield Piece("added", "".join(after[k:m]))


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\S+", text)


def _label(field: str) -> str:
    names = {
        "offices": _("offices"),
        "contacts": _("media contacts"),
        "speakers": _("speakers"),
        "topics": _("topics"),
    }
    if field in names:
        return names[field]
    return str(Release._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def _said(field: str, value: Any) -> str:
    """The field as text to compare: markup matters too, so a change of formatting alone is named."""
    if value in (None, "", []):
        return ""
    if field == "body":
        return _body(str(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "\n".join(_row(field, row) for row in value)
    return str(value)


def _body(html: str) -> str:
    """The words with light marks for what the words alone would hide: links, headings, emphasis."""
    marked = re.sub(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', r"\2 [\1]", html, flags=re.DOTALL)
    marked = re.sub(r"<(h[23])[^>]*>", lambda found: f"<p>{'#' * int(found[1][1])} ", marked)
    marked = re.sub(r"</?(strong|b|em|i)>", lambda found: "**" if found[1] in {"strong", "b"} else "_", marked)
    return richtext.text_of(marked)


def _row(field: str, row: Mapping[str, Any]) -> str:
    if field in {"offices", "topics"}:
        return str(row["name"])
    said = []
    for name, value in row.items():
        if name == "contact" or not value or name.endswith("_is_public"):
            continue
        private = f"{name}_is_public" in row and not row[f"{name}_is_public"]
        said.append(f"{value} ({_('staff only')})" if private else str(value))
    return ", ".join(said)
