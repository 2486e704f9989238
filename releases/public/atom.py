"""Atom 1.0 (RFC 4287) as we write it: each entry with its own language, its summary and its whole text."""

from datetime import datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from releases.public.entries import Feed


def write(feed: Feed) -> bytes:
    """Return the feed as Atom 1.0, paged by the links of RFC 5005."""
    document = _Atom(
        title=feed.title,
        link=feed.home,
        description="",
        subtitle=feed.description,
        language=feed.language,
        author_name=feed.publisher,
        feed_url=feed.url,
        # One id for all pages of a feed, as RFC 5005 has it for a logical feed.
        feed_guid=feed.first,
        feed=feed,
    )
    for entry in feed.entries:
        document.add_item(
            title=entry.title,
            link=entry.url,
            # Atom says of this one that it is HTML, so the plain words are escaped once more.
            description=escape(entry.summary),
            unique_id=entry.id,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=entry.categories,
            entry=entry,
        )
    return document.writeString("utf-8").encode()


class _Atom(Atom1Feed):
    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for rel, address in self.feed["feed"].links:
            handler.addQuickElement("link", None, {"rel": rel, "href": address})
        logo = self.feed["feed"].logo
        if logo:
            handler.addQuickElement("logo", logo.url)
            if logo.width == logo.height:  # an icon is square
                handler.addQuickElement("icon", logo.url)

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["entry"].language}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for author in item["entry"].authors:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", author)
            handler.endElement("author")
        handler.addQuickElement("content", item["entry"].content, {"type": "html"})

    def latest_post_date(self) -> datetime:
        return self.feed["feed"].updated
