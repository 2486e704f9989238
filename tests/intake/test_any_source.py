"""Any text in, an answer out: every character accounted for, nothing executable, in time that grows with the length."""

import time
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from releases.intake import MOST_BYTES, ParsedRelease, Unreadable, parse, safe_html

FRAGMENTS = (
    "EMBARGOED UNTIL ", "10 a.m. ET ", "May 5, 2026", "\n", "\n\n", "Contact: ", "Jo Doe", "555-123-4567", "###", "\t",
    "FOR IMMEDIATE RELEASE", "Title Here Of Release", "<p>", "</p>", "<b>", "WASHINGTON – ", "    ", "• ", "1. ", "“",
    "The agency opened it today. ", "a@b.example", "About the Agency\n", "5/6/2026", "Notes to editors", "以上", "解禁",
    "\u202e", "\0", "&amp;", "Subject: x\n", "From: y\n", "--\n", "* * *", "SPERRFRIST ", "tomorrow", "24:00",
    "<table><td>",
    "<script>alert(1)</script>", "<h1>", "<a href='javascript:x'>", "<img src=x onerror=y>", "\ue0bc", "\ue0a6lt;",
)  # fmt: skip
# A whole release, so that the links stand in its body and not in a headline, which is only words.
HOSTILE_PAGE = (
    "<h1>Harbor opens</h1><p>FOR IMMEDIATE RELEASE</p><p>PORT LORNE – The harbor opened <a href='javascript:x'>today"
    "</a>, <a href='//x.example/y'>early</a> and <a href='https://a.example/'>well</a>.</p>"
    "<p onclick='x'>It stays open<img src='x' onerror='y'> all winter.</p>"
)
texts = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=40).map("".join)


class Inert(HTMLParser):
    """Reads HTML as a browser does. Escaped markup is words, so that a release may write about a script."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in safe_html.TAGS, tag
        for name, value in attrs:
            assert name in safe_html.ATTRIBUTES["*"] | safe_html.ATTRIBUTES.get(tag, set()), (tag, name)
            if name == "href":
                scheme, colon, _rest = (value or "").partition(":")
                # No address relative to the site, and none that names a third party without its scheme.
                assert colon, value
                assert scheme.lower() in safe_html.SCHEMES, value


def check(release: ParsedRelease) -> None:
    place = 0
    taken = sorted(one for ranges in release.spans.values() for one in ranges)
    for start, end in sorted([*taken, *release.leftovers]):
        assert start <= place, "a character that is in no field and no leftover"
        place = max(place, end)
    assert place == len(release.text)
    assert not any(a < d and c < b for a, b in release.leftovers for c, d in taken)
    assert safe_html.clean(release.body_html) == release.body_html.strip()
    Inert(release.body_html)
    assert (release.embargo.kind == "question") == bool(release.embargo.question)


@given(texts, st.sampled_from(["", "a.txt", "a.html", "a.eml"]))
@example(":\r<a href='javascript:x'>", "")
@example(HOSTILE_PAGE, "a.html")
@settings(max_examples=60, deadline=None)
def test_any_text_is_covered_and_clean(text: str, name: str) -> None:
    check(parse(text, filename=name, default_zone="Europe/London"))


@pytest.mark.long
@given(texts, st.sampled_from(["", "a.txt", "a.html", "a.eml"]))
@settings(max_examples=20_000, deadline=None)
def test_any_text_is_covered_and_clean_at_length(text: str, name: str) -> None:
    check(parse(text, filename=name, default_zone="Europe/London"))


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read_or_refused_with_a_sentence(source: bytes) -> None:
    try:
        check(parse(source, default_zone="UTC"))
    except Unreadable as error:
        assert str(error).endswith(".")  # noqa: PT017 - the sentence is the promise


def test_plain_text_keeps_its_own_offsets() -> None:
    text = "\ufeffTitle of the Release\r\n\r\n\u202eThe agency opened it today after two years of work.\0\r\n"
    assert parse(text, default_zone="UTC").text == text


def test_too_much_is_refused_at_once_with_a_sentence() -> None:
    begun = time.perf_counter()
    with pytest.raises(Unreadable, match="50 MB"):
        parse(b"a" * (50 * 1024 * 1024), default_zone="UTC")
    assert time.perf_counter() - begun < 1
    assert MOST_BYTES == 16 * 1024 * 1024


BAIT: dict[str, Callable[[int], str]] = {
    "one letter": lambda size: "a" * size,
    "blanks": lambda size: " " * size,
    "empty lines": lambda size: "\n" * size,
    "digits": lambda size: "1" * size,
    "dashes": lambda size: "-" * size,
    "brackets": lambda size: "(" * size,
    "at signs": lambda size: "a@" * (size // 2),
    "embargo lines": lambda size: "EMBARGOED UNTIL 10 a.m.\n" * (size // 24),
    "embargo words": lambda size: "embargo " * (size // 8),
    "contact lines": lambda size: "Contact: Jo Doe\n" * (size // 16),
    "phone lines": lambda size: "555-123-4567\n" * (size // 13),
    "date lines": lambda size: "May 5, 2024\n" * (size // 12),
    "headers": lambda size: "From: a\nSubject: b\n" * (size // 19),
    "entities": lambda size: "<p>x</p><p>" + "&#x" * (size // 3),
    "open tags": lambda size: "<p>" * (size // 3),
    "bold": lambda size: "<p>a</p><b>" + "<b>" * (size // 3),
    "staircase": lambda size: "<div>" * 110 + "<p>a" * (size // 4),
    "items": lambda size: "<ul>" + "<li>a" * (size // 5),
    "comments": lambda size: "<p>a</p><p>" + "<!--" * (size // 4),
    "preformatted": lambda size: "<p><pre>" + "a\n" * (size // 2),
}


@pytest.mark.parametrize("bait", BAIT.values(), ids=BAIT.keys())
def test_time_grows_with_the_length_and_no_faster(bait: Callable[[int], str]) -> None:
    def took(size: int) -> float:
        begun = time.process_time()
        parse(bait(size), default_zone="UTC")
        return time.process_time() - begun

    took(1_000)
    small, large = took(4_000), took(32_000)
    assert large < max(small, 0.01) * 8 * 3, (small, large)
