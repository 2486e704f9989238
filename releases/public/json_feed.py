"""JSON Feed 1.1 (jsonfeed.org), with the same entries in the same order as the others."""

import json
from typing import Any

from releases.public.entries import Entry, Feed


def write(feed: Feed) -> bytes:
    """Return the feed as JSON Feed 1.1; `next_url` leads to what is older."""
    document: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.publisher}],
    }
    if feed.logo and feed.logo.width == feed.logo.height:  # readers cut anything else to a square
        document["icon"] = feed.logo.url
    if feed.older:
        document["next_url"] = feed.older
    if feed.hub:
        document["hubs"] = [{"type": "WebSub", "url": feed.hub}]
    document["items"] = [_item(entry) for entry in feed.entries]
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "date_published": entry.published.isoformat(timespec="seconds"),
        "date_modified": entry.updated.isoformat(timespec="seconds"),
        "authors": [{"name": author} for author in entry.authors],
        "tags": list(entry.categories),
        "language": entry.language,
    }
