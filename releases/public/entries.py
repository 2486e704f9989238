"""What a feed says of an edition, in no format yet: every format writes these words and no others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, NamedTuple

from django.utils.encoding import iri_to_uri
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from releases import richtext
from releases.models import Edition
from releases.public import lines
from releases.public.languages import speaking

# Before anything was public: when an empty feed last changed.
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One release in a feed. `content` is safe HTML; every other text is plain, and nothing here breaks XML."""

    id: str
    url: str
    title: str
    summary: str
    content: str
    language: str
    categories: tuple[str, ...]
    authors: tuple[str, ...]
    published: datetime
    updated: datetime


class Image(NamedTuple):
    """The newsroom's logo, as a feed names it: its whole address, and how large it is shown, in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Feed:
    """A page of a feed (RFC 5005). Addresses are whole; `older` is empty on the last page, `hub` where none is set."""

    title: str
    description: str
    language: str
    publisher: str
    home: str
    url: str
    first: str
    older: str
    hub: str
    entries: tuple[Entry, ...]
    logo: Image | None = None

    @property
    def updated(self) -> datetime:
        """A pure function of what is public: the latest of what it holds."""
        return max((entry.updated for entry in self.entries), default=_NEVER)

    @property
    def links(self) -> list[tuple[str, str]]:
        """The links of a paged feed (RFC 5005, section 3) and of its hub (WebSub, section 4), by relation."""
        found = [("first", self.first), ("next", self.older), ("hub", self.hub)]
        return [(rel, address) for rel, address in found if address]


def entry_of(edition: Edition, base: str) -> Entry:
    """Return the entry for an edition as the gate annotates it (`path`, `updated_at`, `updated_note`)."""
    if edition.issued_at is None:
        raise ValueError("what was never public is in no feed")
    with speaking(edition.language):
        return Entry(
            id=f"urn:uuid:{edition.release_id}",
            url=base + iri_to_uri(edition.get_absolute_url()),
            title=richtext.plain(_title(edition)),
            summary=richtext.plain(_summary(edition)),
            content=richtext.plain(_content(edition, base)),
            language=edition.language,
            categories=tuple(map(richtext.plain, [edition.kind_label, *(topic["name"] for topic in edition.topics)])),
            authors=tuple(richtext.plain(office["name"]) for office in edition.offices),
            published=edition.issued_at,
            updated=edition.updated_at,
        )


def _title(edition: Edition) -> str:
    if edition.is_gone:
        return _("Withdrawn release")
    return _("Withdrawn: %(headline)s") % {"headline": edition.headline} if edition.is_withdrawn else edition.headline


def _summary(edition: Edition) -> str:
    if edition.is_withdrawn:
        return edition.withdrawal_notice
    corrected = _("Corrected: %(note)s") % {"note": edition.updated_note} + " " if edition.updated_note else ""
    return corrected + edition.lead


def _content(edition: Edition, base: str) -> str:
    """The page's text, head to foot; its language stands on it, for a reader's voice and for right-to-left."""
    text = richtext.run_in(edition.dateline, edition.body)
    return format_html(
        '<div lang="{}" dir="{}">{}{}{}{}{}</div>',
        edition.language,
        edition.direction,
        _notice(edition),
        format_html("<p><strong>{}</strong></p>", edition.subhead) if edition.subhead else "",
        richtext.with_whole_links(text, base),
        _paragraphs(part for part in edition.boilerplate.split("\n\n") if part.strip()),
        _paragraphs(lines.contacts(edition)),
    )


def _notice(edition: Edition) -> str:
    if edition.is_withdrawn:
        return _said(_("Withdrawn."), edition.withdrawal_notice)
    corrected = _said(_("Corrected."), edition.updated_note) if edition.updated_note else ""
    redacted = _paragraphs([edition.redaction_mark]) if edition.is_redacted else ""
    return format_html("{}{}", corrected, redacted)


def _said(label: str, words: str) -> str:
    return format_html("<p><strong>{}</strong> {}</p>", label, words)


def _paragraphs(texts: Iterable[str]) -> str:
    return format_html_join("", "<p>{}</p>", ((text,) for text in texts))
