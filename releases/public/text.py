"""The plain-text form of a release, as press practice sets it: release line, contact, headline, text, ###."""

import textwrap
from typing import Final

from django.utils.translation import gettext as _

from releases import richtext
from releases.models import Edition, Newsroom
from releases.public import lines
from releases.public.languages import speaking

WIDTH: Final = 72


def write(edition: Edition, *, newsroom: Newsroom) -> bytes:
    """Return the edition as text wrapped at 72 columns, ending with the end mark and a newline."""
    with speaking(edition.language):
        blocks = _gone(edition) if edition.is_gone else [*_head(edition), *_text(edition)]
    parts = [newsroom.name.upper(), *blocks, "###"]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _gone(edition: Edition) -> list[str]:
    notice = _wrapped(edition.withdrawal_notice)
    return [_("THIS RELEASE WAS WITHDRAWN"), lines.since(edition), _offices(edition), notice]


def _head(edition: Edition) -> list[str]:
    return [
        lines.release_line(edition),
        "\n".join(lines.facts(edition)),
        _offices(edition),
        "\n".join(_wrapped(line, indent="    ") for line in lines.contacts(edition)),
        *map(_wrapped, lines.notices(edition)),
        _wrapped(edition.headline),
        _wrapped(edition.subhead),
        "\n".join(map(_wrapped, lines.speakers(edition))),
    ]


def _text(edition: Edition) -> list[str]:
    words = richtext.text_of(richtext.run_in(edition.dateline, edition.body))
    blocks = [*words.split("\n\n"), *edition.boilerplate.replace("\r\n", "\n").split("\n\n")]
    return [_wrapped(block) for block in blocks]


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
