"""The release as Markdown, for notes, wikis and tools that take words without their layout."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from markdownify import markdownify

from releases import richtext
from releases.models import Edition, Newsroom
from releases.public import lines
from releases.public.languages import speaking


def write(edition: Edition, *, newsroom: Newsroom) -> bytes:
    """Return the edition as CommonMark (tables as GitHub writes them), ending with the end mark and a newline.

    The document is made as HTML and turned as a whole, so that every word is escaped in one way.
    """
    with speaking(edition.language):
        parts = _gone(edition) if edition.is_gone else [*_head(edition), *_text(edition)]
        html = format_html_join("", "{}", ((part,) for part in [_line(newsroom.name), *parts]))
    text = markdownify(html, heading_style="atx", bullets="-", escape_misc=True, strip_document="strip")
    return f"{text}\n\n\\#\\#\\#\n".encode()


def _gone(edition: Edition) -> list[str]:
    return [
        format_html("<h1>{}</h1>", _("This release was withdrawn")),
        _lines([lines.since(edition), *(office["name"] for office in edition.offices)]),
        _line(edition.withdrawal_notice),
    ]


def _head(edition: Edition) -> list[str]:
    return [
        format_html("<h1>{}</h1>", edition.headline),
        format_html("<p><strong>{}</strong></p>", edition.subhead) if edition.subhead else "",
        _line(lines.release_line(edition)),
        _lines(lines.facts(edition)),
        _lines(office["name"] for office in edition.offices),
        _lines(lines.contacts(edition)),
        *(format_html("<blockquote><p>{}</p></blockquote>", notice) for notice in lines.notices(edition)),
        _lines(lines.speakers(edition)),
    ]


def _text(edition: Edition) -> list[str]:
    paragraphs = edition.boilerplate.replace("\r\n", "\n").split("\n\n")
    return [
        richtext.with_whole_links(richtext.run_in(edition.dateline, edition.body), settings.NEWSROOM_BASE_URL),
        *(_line(paragraph) for paragraph in paragraphs),
    ]


def _line(words: str) -> str:
    return format_html("<p>{}</p>", words) if words.strip() else ""


def _lines(several: Iterable[str]) -> str:
    """Lines of one paragraph: a list would make bullets of what is set in a column."""
    said = format_html_join("", "{}<br>", ((one,) for one in several if one))
    return format_html("<p>{}</p>", said) if said else ""
