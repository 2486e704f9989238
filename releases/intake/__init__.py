"""Raw releases (pasted text, HTML, Word, e-mail) to fields. Pure: no database, settings, network or clock."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from releases.intake.decode import decode
from releases.intake.read_docx import read_docx
from releases.intake.read_html import read_html
from releases.intake.read_mail import looks_like_mail, read_mail
from releases.intake.read_text import read_text
from releases.intake.reading import read
from releases.intake.result import Contact, Embargo, Note, ParsedRelease, Unreadable
from releases.intake.sentence import Sentence, _

__all__ = ["MOST_BYTES", "Contact", "Embargo", "Note", "ParsedRelease", "Sentence", "Unreadable", "parse"]

MOST_BYTES = 16 * 1024 * 1024
MARKUP = re.compile(
    r"(?i)<\s?(?:!doctype html|html|body|head|p|div|article|section|h[1-6]|table|ul|ol|span|"
    r"meta|br)\b[^<>]{0,2000}>"
)
ZIP = b"PK\x03\x04"
OLD_WORD = b"\xd0\xcf\x11\xe0"


def parse(
    source: str | bytes,
    *,
    filename: str = "",
    default_zone: str,
    today: date | None = None,
    offices: Sequence[str] = (),
) -> ParsedRelease:
    """Read a release. Any text gives an answer; `Unreadable` is raised only for files that cannot be opened.

    `default_zone` is the newsroom's zone: it is assumed, and asked about, where an embargo names none.
    `today` is needed only for an embargo without a year in a text without a date. `offices` are the names
    that `office_match` may answer with.
    """
    size = len(source) if isinstance(source, bytes) else len(source.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        raise Unreadable(
            _(
                "This is %(size)s MB. No release is longer than 16 MB; send the text without its pictures.",
                size=size // 1_048_576,
            )
        )
    document, encoding = _open(source, filename.casefold())
    return read(document, encoding=encoding, default_zone=default_zone, today=today, offices_known=offices)


def _open(source: str | bytes, name: str):  # type: ignore[no-untyped-def]
    if isinstance(source, str):
        source_text, encoding = source.encode("utf-8", "replace").decode("utf-8"), "text"
        if looks_like_mail(source_text[:9_000].encode()) and (name.endswith(".eml") or not name):
            return read_mail(source_text.encode()), encoding
        return (read_html(source_text) if _is_html(source_text, name) else read_text(source_text)), encoding
    if source.startswith(ZIP) or name.endswith(".docx"):
        return read_docx(source), "docx"
    if source.startswith(OLD_WORD):
        raise Unreadable(_("This is an old Word file (.doc). Save it as .docx, or paste its text."))
    if source.startswith(b"%PDF-"):
        raise Unreadable(_("This is a PDF. Copy its text and paste it."))
    if name.endswith(".eml") or (looks_like_mail(source) and not name.endswith((".html", ".htm"))):
        return read_mail(source), "mail"
    text, encoding = decode(source)
    return (read_html(text) if _is_html(text, name) else read_text(text)), encoding


def _is_html(text: str, name: str) -> bool:
    """By its tags, not by its name: pages are saved as .txt and texts as .html."""
    tags = len(MARKUP.findall(text[:20_000]))
    return tags >= 1 if name.endswith((".html", ".htm")) else tags >= 2
