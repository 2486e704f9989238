"""Posts of a WordPress export (WXR): only what WordPress itself showed to everybody."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from releases.importing import bodies
from releases.importing.item import Item
from releases.importing.xml_entries import Entry

_EXPORT: Final = "{http://wordpress.org/export/"
_CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"
_NO_DATE: Final = "0000-00-00"
_PASSED_OVER: Final = {
    "attachment": "It is a file of the old site and no text.",
    "nav_menu_item": "It is a line of a menu.",
    "page": "It is a page of the old site and no post.",
}


def is_wordpress(node: Element) -> bool:
    """Whether an item of RSS carries WordPress's own fields: then its status decides, never its date alone."""
    return any(isinstance(part.tag, str) and part.tag.startswith(_EXPORT) for part in node)


def post(entry: Entry, node: Element) -> Item:
    """A post as an item, whatever its status; whoever judges it is told."""
    own = {part.tag.partition("}")[2]: (part.text or "").strip() for part in node if part.tag.startswith(_EXPORT)}
    link, guid = (node.findtext("link") or "").strip(), (node.findtext("guid") or "").strip()
    kept, marks = bodies.without_shortcodes(node.findtext(_CONTENT) or "")
    categories = [(one.get("domain", ""), (one.text or "").strip()) for one in node.iter("category")]
    summary = next((part.text or "" for part in node if "/excerpt/}" in part.tag), "")
    return Item(
        identity=guid or link,
        place=f"line {entry.line}, post {own.get('post_id', '?')}",
        progress=entry.progress,
        unfit=_unfit(own),
        headline=bodies.words_of(node.findtext("title") or ""),
        summary=bodies.words_of(summary),
        html=bodies.of_markup(kept),
        published=_date(own, node),
        addresses=(link,) if link else (),
        language=entry.language,
        topics=tuple(words for domain, words in categories if words and domain in {"", "category", "post_tag"}),
        remarks=(f"{marks} marks of WordPress for galleries or captions were left out.",) if marks else (),
    )


def _unfit(own: dict[str, str]) -> str:
    kind, status = own.get("post_type", "post"), own.get("status", "")
    if kind in _PASSED_OVER:
        return _PASSED_OVER[kind]
    if status != "publish":
        return f"Its status in WordPress is “{status or 'unknown'}”: only what was published is imported."
    if own.get("post_password"):
        return "It was behind a password in WordPress: it was never public."
    return ""


def _date(own: dict[str, str], node: Element) -> str:
    """The instant in UTC; the wall time of the old site only where there is no other."""
    if (gmt := own.get("post_date_gmt", "")) and not gmt.startswith(_NO_DATE):
        return f"{gmt}+00:00"
    mailed = (node.findtext("pubDate") or "").strip()
    wall = own.get("post_date", "")
    return mailed or ("" if wall.startswith(_NO_DATE) else wall)
