"""RSS 2.0 as we write it: Atom's links and `updated`, Dublin Core's creator, the content module's whole text."""

from datetime import datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Rss201rev2Feed, rfc3339_date
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from releases.public.entries import Feed


def write(feed: Feed) -> bytes:
    """Return the feed as RSS 2.0 (rssboard.org), paged by the links of RFC 5005."""
    document = _Rss(
        title=feed.title,
        link=feed.home,
        description=feed.description,
        language=feed.language,
        feed_url=feed.url,
        feed=feed,
    )
    for entry in feed.entries:
        document.add_item(
            title=entry.title,
            link=entry.url,
            # Plain words, escaped once more: every reader takes a description for HTML.
            description=escape(entry.summary),
            unique_id=entry.id,
            unique_id_is_permalink=False,
            pubdate=entry.published,
            categories=entry.categories,
            entry=entry,
        )
    return document.writeString("utf-8").encode()


class _Rss(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for rel, address in self.feed["feed"].links:
            handler.addQuickElement("atom:link", None, {"rel": rel, "href": address})
        feed: Feed = self.feed["feed"]
        if feed.logo:
            # With the channel's own title and link, as RSS has it.
            handler.startElement("image", AttributesImpl({}))
            facts = {**feed.logo._asdict(), "title": feed.title, "link": feed.home}
            for name in ("url", "title", "link", "width", "height"):
                handler.addQuickElement(name, str(facts[name]))
            handler.endElement("image")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["entry"].updated))
        for creator in item["entry"].authors:
            handler.addQuickElement("dc:creator", creator)
        handler.addQuickElement("content:encoded", item["entry"].content)

    def latest_post_date(self) -> datetime:
        return self.feed["feed"].updated
