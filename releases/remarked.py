"""Where the remarks of a release stand in its text as it is now."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import escape, linebreaks

from releases import flow
from releases.models import Release, Remark
from releases.models.remark import REMARKABLE
from releases.passages import Found, Text


@dataclass(frozen=True, slots=True)
class Place:
    """The field in which a passage stands, and where in its flow."""

    field: str
    found: Found


def html_of(release: Release) -> dict[str, str]:
    """Return the fields that remarks may be about, as clean HTML; empty ones are left out."""
    written = {name: getattr(release, name) for name in REMARKABLE}
    return {name: value if name == "body" else _html(value) for name, value in written.items() if value}


def texts_of(release: Release) -> dict[str, Text]:
    """Return the characters of those fields, in which passages are looked for."""
    return {name: Text(flow.of(html)) for name, html in html_of(release).items()}


def place(remark: Remark, texts: Mapping[str, Text]) -> Place | None:
    """Return where the passage of a remark stands now: its words wherever they went, else what took their place.

    None for a remark on the whole release, and for one whose passage is gone.
    """
    if not remark.field:
        return None
    found = {name: text.find(remark.passage) for name, text in texts.items()}
    for name in (remark.field, *REMARKABLE):
        one = found.get(name)
        if one is not None and not one.is_changed:
            return Place(name, one)
    own = found.get(remark.field)
    return Place(remark.field, own) if own is not None else None


def _html(text: str) -> str:
    return linebreaks(escape(text))
