"""RSS 2.0 for the newsroom and for each office: whole texts, permanent ids, withdrawals included."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.feedgenerator import Rss201rev2Feed, rfc3339_date
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from releases import richtext
from releases.models import Edition, Newsroom, Office
from releases.querysets import EditionQuerySet

ENTRIES: Final = 30
WITHDRAWALS: Final = 10


class NewsroomRss(Rss201rev2Feed):
    """RSS 2.0 with Atom's self link and `updated`, Dublin Core's creator and the content module."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updated"]))
        for creator in item["creators"]:
            handler.addQuickElement("dc:creator", creator)
        if item["content"]:
            handler.addQuickElement("content:encoded", item["content"])

    def latest_post_date(self) -> datetime:
        """A pure function of what is public: an empty feed was last built before anything was."""
        return max((item["updated"] for item in self.items), default=datetime(1970, 1, 1, tzinfo=UTC))


def newsroom(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """Everything the newsroom issues."""
    listed = Edition.objects.public(at)
    return _feed(listed, listed.listed().newest_first(), title=None, link="/", path="/feed.rss")


def office(request: HttpRequest, *, at: datetime, slug: str) -> HttpResponse:
    """What one office issues, alone or jointly."""
    found = Office.objects.public(at).filter(slug=slug).first()
    if found is None:
        raise Http404
    public = Edition.objects.public(at)
    return _feed(
        public.filter(office_links__office=found),
        public.listed().of_office(found.pk),
        title=found.name,
        link=found.get_absolute_url(),
        path=f"{found.get_absolute_url()}feed.rss",
    )


def updated(edition: Edition) -> datetime:
    """When a reader should look again: the first lift, moved by corrections that are not minor, and withdrawals."""
    moved = edition.is_withdrawn or (edition.is_correction and not edition.correction_is_minor)
    return (edition.public_from if moved else edition.issued_at) or edition.recorded_at


def _feed(public: EditionQuerySet, newest: EditionQuerySet, *, title: str | None, link: str, path: str) -> HttpResponse:
    identity = Newsroom.objects.get()
    base = settings.NEWSROOM_BASE_URL
    feed = NewsroomRss(
        title=f"{title} – {identity.name}" if title else identity.name,
        link=base + link,
        description=identity.tagline or _("Press releases, statements and advisories."),
        language="en",
        feed_url=base + path,
    )
    for edition in _entries(public, newest):
        with translation.override(edition.language):
            _add(feed, edition, base)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def _entries(public: EditionQuerySet, newest: EditionQuerySet) -> Iterable[Edition]:
    """The newest, and the latest withdrawals however old the release, once each."""
    found = {edition.pk: edition for edition in newest.with_path()[:ENTRIES]}
    for notice in public.withdrawals().with_path()[:WITHDRAWALS]:
        found.setdefault(notice.pk, notice)
    return found.values()


def _add(feed: NewsroomRss, edition: Edition, base: str) -> None:
    feed.add_item(
        title=_title(edition),
        link=base + edition.get_absolute_url(),
        description=_description(edition),
        unique_id=f"urn:uuid:{edition.release_id}",
        unique_id_is_permalink=False,
        pubdate=edition.issued_at,
        categories=[edition.kind_label, *(topic["name"] for topic in edition.topics)],
        updated=updated(edition),
        creators=[office["name"] for office in edition.offices],
        content=_content(edition),
    )


def _title(edition: Edition) -> str:
    if edition.is_gone:
        return _("Withdrawn release")
    return _("Withdrawn: %(headline)s") % {"headline": edition.headline} if edition.is_withdrawn else edition.headline


def _description(edition: Edition) -> str:
    if edition.is_withdrawn:
        return edition.withdrawal_notice
    if edition.is_correction:
        return _("Corrected: %(note)s") % {"note": edition.correction_note} + " " + edition.lead
    return edition.lead


def _content(edition: Edition) -> str:
    notice = ""
    if edition.is_withdrawn:
        notice = format_html("<p><strong>{}</strong> {}</p>", _("Withdrawn."), edition.withdrawal_notice)
    elif edition.is_correction:
        notice = format_html("<p><strong>{}</strong> {}</p>", _("Correction."), edition.correction_note)
    about = "".join(format_html("<p>{}</p>", part) for part in edition.boilerplate.split("\n\n") if part)
    contacts = "".join(
        format_html("<p>{}</p>", _("Media contact: %(contact)s") % {"contact": said}) for said in edition.contact_lines
    )
    return notice + richtext.run_in(edition.dateline, edition.body) + about + contacts
