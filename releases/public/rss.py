"""RSS 2.0 as we write it: Atom's self link and `updated`, Dublin Core's creator, the content module's whole text."""

from datetime import UTC, datetime
from typing import Any

from django.utils.feedgenerator import Rss201rev2Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from releases import richtext


class NewsroomRss(Rss201rev2Feed):
    """Every text in it is freed of what no XML document may hold, wherever it came from."""

    def __init__(self, **about: Any) -> None:
        super().__init__(**_readable(about))

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        item = _readable(item)
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updated"]))
        for creator in item["creators"]:
            handler.addQuickElement("dc:creator", creator)
        handler.addQuickElement("content:encoded", item["content"])

    def latest_post_date(self) -> datetime:
        """A pure function of what is public: an empty feed was last built before anything was."""
        return max((item["updated"] for item in self.items), default=datetime(1970, 1, 1, tzinfo=UTC))


def _readable(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return richtext.plain(value)
    return [_plain(one) for one in value] if isinstance(value, list) else value
