"""Entries of RSS 2.0 and Atom files as items; those of a WordPress export are `wordpress.py`'s."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from releases.importing import bodies
from releases.importing.item import Item
from releases.importing.wordpress import is_wordpress, post
from releases.importing.xml_entries import ATOM, LANGUAGE, Entry, read_entries

CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"
DUBLIN: Final = "{http://purl.org/dc/elements/1.1/}"
_XHTML: Final = "{http://www.w3.org/1999/xhtml}"
_DRAFT: Final = "{http://www.w3.org/2007/app}control/{http://www.w3.org/2007/app}draft"
_EXCERPT: Final = "The feed has no full text of it: its description became the text."


def read_feed(path: Path) -> Iterator[Item]:
    """Yield the entries of a feed or an export."""
    for entry in read_entries(path):
        if entry.node is None:
            yield Item(
                identity="",
                place=f"line {entry.line}",
                progress=entry.progress,
                unfit="It is longer than 16 MB or nested too deep, which no release is.",
            )
        elif entry.node.tag != "item":
            yield _atom(entry, entry.node)
        elif is_wordpress(entry.node):
            yield post(entry, entry.node)
        else:
            yield _rss(entry, entry.node)


def _rss(entry: Entry, node: Element) -> Item:
    def words(name: str) -> str:
        return (node.findtext(name) or "").strip()

    full, short, link = words(CONTENT), words("description"), words("link")
    guid = node.find("guid")
    identity = words("guid") or link
    addresses = [link]
    if guid is not None and guid.get("isPermaLink", "true") == "true" and identity.startswith(("http:", "https:")):
        addresses.append(identity)
    return Item(
        identity=identity,
        place=f"line {entry.line}",
        progress=entry.progress,
        headline=bodies.words_of(words("title")),
        html=bodies.of_markup(full or short),
        published=words("pubDate") or words(f"{DUBLIN}date"),
        other_dates=tuple(filter(None, [words(f"{DUBLIN}date")])),
        addresses=tuple(dict.fromkeys(address for address in addresses if address)),
        language=node.get(LANGUAGE) or words(f"{DUBLIN}language") or entry.language,
        topics=tuple(filter(None, ((one.text or "").strip() for one in node.iter("category")))),
        remarks=() if full or not short else (_EXCERPT,),
    )


def _atom(entry: Entry, node: Element) -> Item:
    def words(name: str) -> str:
        return (node.findtext(f"{ATOM}{name}") or "").strip()

    content, summary = _markup(node.find(f"{ATOM}content")), _markup(node.find(f"{ATOM}summary"))
    remarks = [] if content or not summary else [_EXCERPT]
    if not words("published") and words("updated"):
        remarks.append("It has no date of its first publication: that of its last change stands for it.")
    draft = (node.findtext(_DRAFT) or "").strip().lower() == "yes"
    links = [one.get("href", "") for one in node.iter(f"{ATOM}link") if one.get("rel", "alternate") == "alternate"]
    return Item(
        identity=words("id") or next(iter(links), ""),
        place=f"line {entry.line}",
        progress=entry.progress,
        unfit="Its feed calls it a draft: only what was published is imported." if draft else "",
        headline=_plain(node.find(f"{ATOM}title")),
        html=bodies.of_markup(content or summary),
        published=words("published") or words("updated"),
        addresses=tuple(dict.fromkeys(filter(None, links))),
        language=node.get(LANGUAGE) or entry.language,
        topics=tuple(filter(None, (one.get("label") or one.get("term") or "" for one in node.iter(f"{ATOM}category")))),
        remarks=tuple(remarks),
    )


def _markup(node: Element | None) -> str:
    """The HTML of an Atom text construct (RFC 4287, 3.1): escaped, or as XHTML in a `div` of its own."""
    if node is None:
        return ""
    if node.get("type") == "xhtml":
        for part in node.iter():
            part.tag = part.tag.removeprefix(_XHTML)
        return "".join(ElementTree.tostring(part, encoding="unicode", method="html") for part in node)
    text = (node.text or "").strip()
    return text if node.get("type") == "html" else bodies.of_text(text)


def _plain(node: Element | None) -> str:
    """A title as words, whichever way they are marked up."""
    text = "".join(node.itertext()) if node is not None else ""
    return bodies.words_of(text) if node is not None and node.get("type") == "html" else " ".join(text.split())
