"""The names under which tables and objects keep the fields of a release, and an item made from such a row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from releases.importing import bodies
from releases.importing.item import MOST, Item

# Each field with the names it goes by, the most telling first. Names are compared without case, "-" and " " as "_".
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "identity": ("id", "guid", "uuid"),
    "address": ("url", "link", "permalink", "address", "old_url", "path"),
    "headline": ("headline", "title"),
    "subhead": ("subhead", "subtitle", "subheadline"),
    "published": ("issued_at", "published_at", "published", "pubdate", "date_published", "release_date", "date"),
    "html": ("body_html", "html"),
    "markup": ("body", "content"),
    "text": ("body_text", "text"),
    "summary": ("summary", "excerpt", "description"),
    "dateline": ("dateline",),
    "boilerplate": ("boilerplate",),
    "number": ("number", "release_number"),
    "speaker": ("speaker",),
    "kind": ("kind", "type"),
    "language": ("language", "lang"),
    "office": ("office", "department"),
    "topics": ("topics", "tags", "categories"),
    "embargo": ("embargo_until", "embargo"),
    "status": ("status",),
}
_FIELD_OF: Final = {name: field for field, names in NAMES.items() for name in names}
_PUBLIC: Final = frozenset({"", "publish", "published", "public", "live"})


def unknown(names: list[str]) -> list[str]:
    """Of these column names, the ones that mean nothing here."""
    return [name for name in names if name.strip() and _name(name) not in _FIELD_OF]


def item_of(row: Mapping[str, Any], *, place: str, progress: float) -> Item:
    """An item from a row of a table or an object of JSON."""
    found: dict[str, Any] = {}
    dates: tuple[str, ...] = ()
    for field, names in NAMES.items():
        values = {_name(name): value for name, value in row.items() if _FIELD_OF.get(_name(name)) == field}
        given = [values[name] for name in names if values.get(name) not in (None, "", [])]
        found[field] = given[0] if given else ""
        if field == "published":
            dates = tuple(str(value).strip() for value in given[1:])
    topics = found.pop("topics")
    words = {name: str(value).strip() for name, value in found.items()}
    html, markup, text = words.pop("html"), words.pop("markup"), words.pop("text")
    address, status = words.pop("address"), words.pop("status")
    words["identity"] = words["identity"] or address or _digest(row)
    return Item(
        **words,  # type: ignore[arg-type]  # each by its own name, words all
        html=html or bodies.of_markup(markup) or bodies.of_text(text),
        addresses=(address,) if address else (),
        topics=_listed(topics),
        other_dates=dates,
        place=place,
        progress=progress,
        unfit=_unfit(status, sum(len(str(value)) for value in row.values())),
    )


def _unfit(status: str, length: int) -> str:
    if status.casefold() not in _PUBLIC:
        return f"Its status is “{status}”: only what was published is imported."
    if length > MOST:
        return "It is longer than 16 MB, which no release is."
    return ""


def _listed(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else str(value).replace("|", ",").replace(";", ",").split(",")
    return tuple(word for part in parts if (word := str(part).strip()))


def _name(name: str) -> str:
    return name.strip().casefold().replace("-", "_").replace(" ", "_")


def _digest(row: Mapping[str, Any]) -> str:
    said = json.dumps(row, sort_keys=True, ensure_ascii=False, default=str)
    return f"row:{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()}"
