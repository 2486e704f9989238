"""The feeds of the newsroom and of each office: whole texts, permanent ids, withdrawals included."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.translation import gettext as _

from releases import richtext
from releases.models import Edition, Newsroom
from releases.public import offices
from releases.public.languages import speaking
from releases.public.lists import listed
from releases.public.rss import NewsroomRss
from releases.querysets import EditionQuerySet

ENTRIES: Final = 30
WITHDRAWALS: Final = 10
# Links inside the newsroom: a feed is read elsewhere, so they are written out there.
_LOCAL_LINK: Final = re.compile(r'(<a\b[^<>]*\bhref=")/')


def newsroom(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """Everything the newsroom issues."""
    return _feed(
        newest=listed(at).newest_first(),
        withdrawn=Edition.objects.public(at).withdrawals(),
        link=reverse("public:front"),
        path=reverse("public:feed"),
    )


def office(request: HttpRequest, *, at: datetime, slug: str) -> HttpResponse:
    """What one office issues, alone or jointly."""
    found, moved = offices.at_slug(slug, at)
    path = reverse("public:office_feed", args=[found.slug])
    if moved:
        return redirect(path, permanent=True)
    return _feed(
        newest=listed(at).of_office(found.pk),
        withdrawn=Edition.objects.public(at).filter(office_links__office=found).withdrawals(),
        title=found.name,
        link=found.get_absolute_url(),
        path=path,
    )


def _feed(
    *, newest: EditionQuerySet, withdrawn: EditionQuerySet, link: str, path: str, title: str = ""
) -> HttpResponse:
    identity = Newsroom.objects.identity()
    base = settings.NEWSROOM_BASE_URL
    with speaking(settings.LANGUAGE_CODE):
        feed = NewsroomRss(
            title=f"{title} – {identity.name}" if title else identity.name,
            link=base + link,
            description=identity.tagline or _("Press releases, statements and advisories."),
            language=settings.LANGUAGE_CODE,
            feed_url=base + path,
        )
    for edition in _entries(newest, withdrawn):
        with speaking(edition.language):
            feed.add_item(**_item(edition, base))
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def _entries(newest: EditionQuerySet, withdrawn: EditionQuerySet) -> Iterable[Edition]:
    """The newest, and the latest withdrawals however old the release, once each."""
    found = {edition.pk: edition for edition in newest.with_path().with_updated()[:ENTRIES]}
    for notice in withdrawn.with_path().with_updated()[:WITHDRAWALS]:
        found.setdefault(notice.pk, notice)
    return found.values()


def _item(edition: Edition, base: str) -> dict[str, Any]:
    return {
        "title": _title(edition),
        "link": base + edition.get_absolute_url(),
        "description": _description(edition),
        "unique_id": f"urn:uuid:{edition.release_id}",
        "unique_id_is_permalink": False,
        "pubdate": edition.issued_at,
        "categories": [edition.kind_label, *(topic["name"] for topic in edition.topics)],
        "updated": edition.updated_at,
        "creators": [office["name"] for office in edition.offices],
        "content": _content(edition, base),
    }


def _title(edition: Edition) -> str:
    if edition.is_gone:
        return _("Withdrawn release")
    return _("Withdrawn: %(headline)s") % {"headline": edition.headline} if edition.is_withdrawn else edition.headline


def _description(edition: Edition) -> str:
    """Plain words, escaped: every reader takes a description for HTML."""
    if edition.is_withdrawn:
        return escape(edition.withdrawal_notice)
    corrected = _("Corrected: %(note)s") % {"note": edition.updated_note} + " " if edition.updated_note else ""
    return escape(corrected + edition.lead)


def _content(edition: Edition, base: str) -> str:
    """The page's text, head to foot; its language stands on it, for a reader's voice and for right-to-left."""
    text = richtext.run_in(edition.dateline, edition.body)
    return format_html(
        '<div lang="{}" dir="{}">{}{}{}{}{}</div>',
        edition.language,
        edition.direction,
        _notice(edition),
        format_html("<p><strong>{}</strong></p>", edition.subhead) if edition.subhead else "",
        richtext.trusted(_LOCAL_LINK.sub(rf"\1{base}/", text)),
        _paragraphs(part for part in edition.boilerplate.split("\n\n") if part.strip()),
        _paragraphs(_("Media contact: %(contact)s") % {"contact": said} for said in edition.contact_lines),
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
