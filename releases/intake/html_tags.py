"""What the tags of HTML mean to a reader: blocks and marks, what is kept, and what nobody was shown."""

from __future__ import annotations

BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "dl", "ul", "ol", "td", "th", "tr", "table",
     "tbody", "thead", "caption", "blockquote", "section", "article", "header", "footer", "nav", "aside", "main",
     "address", "pre", "hr", "figure", "figcaption", "form", "fieldset", "center", "title", "details", "summary",
     "body", "html", "legend", "option", "select", "label-row")
)  # fmt: skip
TELLING = frozenset(
    ["h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "td", "th", "blockquote", "figcaption", "caption", "title"]
)
JUNK_TAGS = frozenset(["nav", "footer", "aside", "select", "button"])
INLINE = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "sup": "sup", "sub": "sub"}
OTHER = frozenset(
    ("a", "span", "font", "br", "hr", "u", "small", "big", "tt", "code", "cite", "q", "time", "abbr", "acronym",
     "mark", "label", "s", "del", "ins", "button", "input")
)  # fmt: skip
KEPT = BLOCKS | OTHER | frozenset(INLINE) - {"html", "body"}
NEVER_SHOWN = frozenset(
    ("script", "style", "template", "svg", "math", "iframe", "object", "embed", "noscript", "xml", "audio", "video",
     "canvas")
)  # fmt: skip
CLOSE_THEMSELVES = frozenset(
    ("p", "li", "td", "th", "tr", "dt", "dd", "br", "hr", "img", "input", "meta", "link", "col", "option", "area",
     "base", "source", "wbr", "o:p")
)  # fmt: skip
ATTRIBUTES = {"*": {"class", "id", "style", "property", "itemprop", "role"}, "a": {"href"}}
