"""What the class names of pages and Word styles say a block is: data, and the one function that reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping

WORDS: dict[str, str] = {
    "headline": "headline msotitle title pagetitle titre titel titulo",
    "subhead": (
        "subtitle subhead subheading subheadline subtitre lead lede chapeau deck dek "
        "standfirst teaser bajada entradilla sumario vorspann unterzeile summary msosubtitle subtitulo untertitel"
    ),
    "date": "date datetime published pubdate fecha datum",
    "updated": "updated modified changed revised",
    "office": "department agency organisation organization ministry ministere office publisher emetteur",
    "number": "number numero releaseno nummer",
    "contact": "contact contacts kontakt contato contacto presscontact mediacontact",
    "label": "context categorie category kicker eyebrow rubrique doctype surtitre dachzeile",
    "caption": "caption credit figcaption legende msocaption bildunterschrift",
    "boilerplate": "boilerplate about aboutus",
    "junk": (
        "nav navigation navbar breadcrumb breadcrumbs menu share sharing social cookie cookies "
        "footer related sidebar skip skiplink pager pagination search login toolbar toc"
    ),
}
LIST_STYLES = frozenset({"listed"})
_WORDS = {hint: frozenset(words.split(" ")) for hint, words in WORDS.items()}
UNSEEN = re.compile(r"(?:element|visually)-hidden|sr-only|screen-reader")
NAMING = ("class", "id", "property", "itemprop")


def hints_of(tag: str, given: Mapping[str, str]) -> frozenset[str]:
    """The names of the fields that a tag's own names point to."""
    hints = set()
    if tag in ("figcaption", "caption"):
        hints.add("caption")
    if tag in ("body", "html", "main", "article"):
        return frozenset(hints)
    named = " ".join(given.get(name, "") for name in NAMING).casefold()
    words = set(re.split(r"[^a-z]+", named[:500]))
    hints |= {hint for hint, telling in _WORDS.items() if words & telling}
    if UNSEEN.search(named):
        hints.add("junk")
    if "updated" in hints:
        hints.discard("date")
    if "subhead" in hints:
        hints.discard("headline")
    if any(word.startswith("msolist") for word in words) or "mso-list:" in given.get("style", "").replace(" ", ""):
        hints |= LIST_STYLES
    return frozenset(hints)
