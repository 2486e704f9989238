"""THE ONLY MAKER of safe HTML: what the allow-list leaves is the only markup a template may trust."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import quote

import nh3
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from releases import flow

TAGS: Final = frozenset(
    {
        *("p", "br", "hr", "h2", "h3", "blockquote", "ul", "ol", "li"),
        *("strong", "em", "b", "i", "sub", "sup", "abbr", "a"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    }
)
ATTRIBUTES: Final[dict[str, set[str]]] = {
    "*": {"lang", "dir"},
    "a": {"href", "hreflang", "title"},
    "abbr": {"title"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}
_PASSES: Final = 8
SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
DROPPED_WITH_CONTENT: Final = frozenset(
    {"script", "style", "template", "svg", "math", "iframe", "object", "embed", "noscript", "title"}
)
# XML 1.0 (5th ed., §2.2) has no place for these, so a feed that carried one would not be read at all.
_NOT_XML = {
    code: None for code in (*range(0x20), 0x7F, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"
}
# HTML's own rule: a number may be followed by anything. Nobody counts further than this.
_WHOLE_NUMBER: Final = re.compile(r"-?[0-9]{1,9}")
_NOT_IN_SCRIPT: Final = {ord(one): f"\\u{ord(one):04X}" for one in "<>&\u2028\u2029"}
_LOCAL_LINK: Final = re.compile(r'(<a\b[^<>]*\bhref=")/')


def clean(html: str) -> str:
    """Return `html` reduced to the allow-list; idempotent, so that cleaning stored text changes nothing.

    Links keep only an absolute http(s), mailto or tel address, an absolute path or a fragment: a
    protocol-relative address (`//host/path`) names a third party without a scheme and is dropped.
    """
    cleaned = _sanitised(plain(html))
    # Broken markup can come out as markup that the parser reads differently once more; it settles quickly.
    for _pass in range(_PASSES):
        again = _sanitised(cleaned)
        if again == cleaned:
            return cleaned
        cleaned = again
    return format_html("<p>{}</p>", text_of(cleaned))


def _sanitised(html: str) -> str:
    cleaned = nh3.clean(
        html,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=set(SCHEMES),
        clean_content_tags=set(DROPPED_WITH_CONTENT),
        attribute_filter=_kept,
        strip_comments=True,
        link_rel=None,
    )
    # Again, because `&#1;` was three harmless characters before it was read.
    return plain(cleaned).strip()


def plain(text: str) -> str:
    """Return `text` without the control characters that no XML document may hold (the rest is kept)."""
    return text.translate(_NOT_XML)


def trusted(stored: str) -> SafeString:
    """Mark HTML that came out of an `HtmlField` (or of `clean`) as safe to print, byte for byte as stored."""
    return mark_safe(stored)  # noqa: S308 - the one place; a test finds any other


def data_block(value: Any) -> SafeString:
    """Return `value` as JSON that nothing inside a `<script>` element can end early, for a data block."""
    return mark_safe(json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_NOT_IN_SCRIPT))  # noqa: S308


def with_whole_links(stored: str, base: str) -> SafeString:
    """Return cleaned HTML whose links into this newsroom are written out with `base`, for reading elsewhere."""
    return trusted(_LOCAL_LINK.sub(rf"\1{base}/", stored))


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the flow of some HTML to be marked, with the number that leads to what is said about it."""

    key: int
    number: str
    start: int
    end: int
    css_class: str = "passage"


def marked(stored: str, marks: Iterable[Mark]) -> SafeString:
    """Return cleaned HTML with stretches of its flow marked, each followed by a link to `#remark-<key>`.

    A mark that crosses tags is written in parts, of which the first has the id `passage-<key>`.
    """
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for one in marks:
        opening.setdefault(one.start, []).append(one)
        closing.setdefault(one.end, []).append(one)
    written: list[str] = []
    active: list[Mark] = []
    due: list[Mark] = []
    at, is_open, in_link = 0, False, False
    for piece in flow.pieces(stored):
        if piece.tag:
            if is_open:
                written.append("</mark>")
                is_open = False
            written.append(piece.raw)
            in_link = not piece.is_closing if piece.tag == "a" else in_link
        else:
            begun = opening.get(at, [])
            if begun and is_open:
                written.append("</mark>")
                is_open = False
            active += begun
            if active and not is_open:
                written.append(_opened(begun, active[-1].css_class))
                is_open = True
            written.append(piece.raw)
        at += len(piece.text)
        over = closing.get(at, []) if piece.text else []
        active = [one for one in active if one not in over]
        if over and is_open:
            written.append("</mark>")
            is_open = False
        due += over
        if due and not in_link:  # a link inside a link is none
            written += [_numbered(one) for one in due]
            due = []
    return trusted("".join(written))


def _opened(begun: list[Mark], css_class: str) -> str:
    own = format_html(' id="passage-{}"', begun[0].key) if begun else ""
    others = "".join(format_html('<span id="passage-{}"></span>', one.key) for one in begun[1:])
    return format_html('<mark class="{}"{}>', css_class, own) + others


def _numbered(one: Mark) -> str:
    return format_html('<a class="passage-number" href="#remark-{}">{}</a>', one.key, one.number)


def run_in(dateline: str, body: str) -> str:
    """Return cleaned `body` with the dateline before its first words, as releases are set: “WASHINGTON – …”."""
    if not dateline:
        return body
    said = format_html('<span class="dateline">{} –</span> ', dateline)
    opening, bracket, rest = body.partition(">")
    if bracket and (opening == "<p" or opening.startswith("<p ")):
        return f"{opening}>{said}{rest}"
    return f"<p>{said}</p>{body}"


def text_of(html: str) -> str:
    """Return the words of cleaned HTML, one block a paragraph, blocks separated by an empty line."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return reader.text()


class HtmlField(models.TextField):  # type: ignore[type-arg]  # django has no subscript at run time
    """A text column that cannot hold unclean HTML, whichever way it is written.

    `get_db_prep_save` fires for `save()`, `update()`, `bulk_create()` and `bulk_update()` alike.
    """

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, str):
            value = clean(value)
        return super().get_db_prep_save(value, connection)


def _kept(_tag: str, attribute: str, value: str) -> str | None:
    """Return the value that an attribute keeps, or None; what is returned here, nothing looks at again."""
    return _address(plain(value)) if attribute == "href" else plain(value)


def _address(value: str) -> str | None:
    # Browsers read a backslash as a slash and skip tabs and newlines inside an address; a space they encode.
    address = "".join(quote(one) if one.isspace() else one for one in value.strip() if one not in "\t\n\r")
    address = address.replace("\\", "/")
    if address.startswith("#") or (address.startswith("/") and not address.startswith("//")):
        return address
    scheme, colon, _rest = address.partition(":")
    return address if colon and scheme.lower() in SCHEMES else None


class _Words(HTMLParser):
    """Collects the text of blocks; list items and table rows keep a line of their own."""

    BLOCKS: Final = frozenset({"p", "h2", "h3", "ul", "ol", "blockquote", "table", "hr"})
    LINES: Final = frozenset({"li", "tr", "caption", "br"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._numbers: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.BLOCKS:
            self._parts.append("\n\n")
        elif tag in self.LINES:
            self._parts.append("\n")
        if tag == "ol":
            start = _WHOLE_NUMBER.match(dict(attrs).get("start") or "")
            self._numbers.append(int(start[0]) if start else 1)
        elif tag == "ul":
            self._numbers.append(None)
        elif tag == "li":
            self._parts.append(self._marker())
        elif tag in {"td", "th"}:
            self._parts.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self._numbers:
            self._numbers.pop()
        if tag in self.BLOCKS:
            self._parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self._parts.append(" ".join(data.split("\n")) if data.strip() else " ")

    def _marker(self) -> str:
        if not self._numbers or self._numbers[-1] is None:
            return "• "
        number = self._numbers[-1]
        self._numbers[-1] = number + 1
        return f"{number}. "

    def text(self) -> str:
        blocks: list[list[str]] = [[]]
        for line in "".join(self._parts).split("\n"):
            words = "\t".join(" ".join(cell.split()) for cell in line.strip().split("\t"))
            if words:
                blocks[-1].append(words)
            elif blocks[-1]:
                blocks.append([])
        return "\n\n".join("\n".join(block) for block in blocks if block)
