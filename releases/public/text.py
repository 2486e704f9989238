"""The plain-text form of a release, as press practice sets it: release line, contact, headline, text, ###."""

import textwrap
from typing import Final

from django.utils.translation import gettext as _

from releases import richtext
from releases.embargo import label
from releases.models import Edition, Newsroom
from releases.public.languages import speaking

WIDTH: Final = 72


def write(edition: Edition, *, newsroom: Newsroom) -> bytes:
    """Return the edition as text wrapped at 72 columns, ending with the end mark and a newline."""
    with speaking(edition.language):
        blocks = _gone(edition) if edition.is_gone else [*_head(edition), *_text(edition)]
    parts = [newsroom.name.upper(), *blocks, "###"]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _gone(edition: Edition) -> list[str]:
    return [_("THIS RELEASE WAS WITHDRAWN"), _moment(edition), _offices(edition), _wrapped(edition.withdrawal_notice)]


def _head(edition: Edition) -> list[str]:
    number = _("Release No. %(number)s") % {"number": edition.number} if edition.number else ""
    issued = label(edition.issued_at, edition.zone) if edition.issued_at else ""
    contacts = (_("Media contact: %(contact)s") % {"contact": said} for said in edition.contact_lines)
    speakers = (", ".join(word for word in (one["name"], one["title"]) if word) for one in edition.speakers)
    return [
        _("WITHDRAWN") if edition.is_withdrawn else _("FOR IMMEDIATE RELEASE"),
        "\n".join(line for line in (issued, edition.kind_label, number) if line),
        _offices(edition),
        "\n".join(_wrapped(line, indent="    ") for line in contacts),
        *_notices(edition),
        _wrapped(edition.headline),
        _wrapped(edition.subhead),
        "\n".join(_wrapped(line) for line in speakers),
    ]


def _notices(edition: Edition) -> list[str]:
    notices = []
    if edition.is_withdrawn:
        said = {"moment": _moment(edition), "notice": edition.withdrawal_notice}
        notices.append(_("WITHDRAWN %(moment)s: %(notice)s") % said)
    elif edition.updated_note:
        said = {"moment": label(edition.updated_at, edition.zone), "note": edition.updated_note}
        notices.append(_("CORRECTED %(moment)s: %(note)s") % said)
    if edition.is_redacted:
        notices.append(edition.redaction_mark)
    return [_wrapped(notice) for notice in notices]


def _text(edition: Edition) -> list[str]:
    words = richtext.text_of(richtext.run_in(edition.dateline, edition.body))
    blocks = [*words.split("\n\n"), *edition.boilerplate.replace("\r\n", "\n").split("\n\n")]
    return [_wrapped(block) for block in blocks]


def _moment(edition: Edition) -> str:
    return label(edition.public_from, edition.zone) if edition.public_from else ""


def _offices(edition: Edition) -> str:
    return "\n".join(_wrapped(office["name"]) for office in edition.offices)


def _wrapped(text: str, indent: str = "") -> str:
    """Wrap each line; what follows a bullet hangs under its first word. Web addresses are never broken."""
    return "\n".join(
        textwrap.fill(
            line,
            WIDTH,
            subsequent_indent="  " if line.startswith("• ") else indent,
            break_long_words=False,
            break_on_hyphens=False,
            expand_tabs=False,
            replace_whitespace=False,
        )
        for line in text.splitlines()
    )
