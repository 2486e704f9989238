"""The plain-text form of a release, as press practice sets it: release line, contact, headline, text, ###."""

import textwrap
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from releases import richtext
from releases.embargo import label
from releases.models import Edition, Newsroom

WIDTH: Final = 72


def press_release(edition: Edition, *, newsroom: Newsroom) -> str:
    """Return the edition as text wrapped at 72 columns, ending with the end mark and a newline."""
    with translation.override(edition.language):
        parts = [newsroom.name.upper(), *_head(edition), *_text(edition), "###"]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(edition: Edition) -> list[str]:
    issued = label(edition.issued_at, edition.zone) if edition.issued_at else ""
    offices = "\n".join(office["name"] for office in edition.offices)
    number = _("Release No. %(number)s") % {"number": edition.number} if edition.number else ""
    contacts = "\n".join(_("Contact: %(contact)s") % {"contact": said} for said in edition.contact_lines)
    notices = [edition.withdrawal_notice and _("WITHDRAWN: %(notice)s") % {"notice": edition.withdrawal_notice}]
    if edition.is_correction:
        notices.append(_("CORRECTION: %(note)s") % {"note": edition.correction_note})
    if edition.is_redacted:
        notices.append(edition.redaction_mark)
    return [
        _("FOR IMMEDIATE RELEASE"),
        "\n".join(line for line in (issued, number) if line),
        offices,
        contacts,
        *(_wrapped(notice) for notice in notices if notice),
        _wrapped(edition.headline),
        _wrapped(edition.subhead),
        "\n".join(", ".join(word for word in (one["name"], one["title"]) if word) for one in edition.speakers),
    ]


def _text(edition: Edition) -> list[str]:
    words = richtext.text_of(edition.body)
    if edition.dateline and words:
        words = f"{edition.dateline} – {words}"
    blocks = [*words.split("\n\n"), *edition.boilerplate.split("\n\n")]
    return ["\n".join(_wrapped(line) for line in block.splitlines()) for block in blocks]


def _wrapped(line: str) -> str:
    hanging = "  " if line.startswith("• ") else ""
    return textwrap.fill(
        line, WIDTH, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False, expand_tabs=False
    )
