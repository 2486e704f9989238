"""Any text in, an answer out: every character accounted for, nothing executable, in time that grows with the length."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from re import _parser as syntax  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from releases import intake, richtext
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
            assert name in safe_html.ATTRIBUTES.get(tag, set()), (tag, name)
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
    assert richtext.clean(release.body_html) == release.body_html, "the newsroom's own cleaner would change it"
    Inert(release.body_html)
    assert (release.embargo.kind == "question") == bool(release.embargo.question)


@given(texts, st.sampled_from(["", "a.txt", "a.html", "a.eml"]))
@example(":\r<a href='javascript:x'>", "")
@example("Title of It\n\nThe agency \ufffe opened it today after two years of work.\n", "")
@example("<h1>Title of It</h1><p>We opened <a href='https://a.example/&#1;\u2003b'>it</a> today.</p>", "a.html")
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


def work(source: str | bytes) -> int:
    """How many functions are called to read it: the same number on every machine, at every hour."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        parse(source, default_zone="UTC")
    except Unreadable:
        pass
    finally:
        sys.setprofile(before)
    return calls


def test_too_much_is_refused_unread_with_a_sentence() -> None:
    source = b"a" * (50 * 1024 * 1024)
    with pytest.raises(Unreadable, match="50 MB"):
        parse(source, default_zone="UTC")
    assert work(source) < 20
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
def test_work_grows_with_the_length_and_no_faster(bait: Callable[[int], str]) -> None:
    """Four times the length: sixteen times the work would be a square."""
    work(bait(500))  # what is worked out once stays out of the count
    small, large = work(bait(2_000)), work(bait(8_000))
    assert large < max(small, 500) * 4 * 1.5, (small, large)


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    for module in pkgutil.iter_modules(intake.__path__, "releases.intake."):
        for name, value in vars(importlib.import_module(module.name)).items():
            values = value.values() if isinstance(value, dict) else value
            values = values if isinstance(values, (list, tuple, type({}.values()))) else [value]
            yield from ((f"{module.name}.{name}", one) for one in values if isinstance(one, re.Pattern))


def boundless(tree: Any, inside: bool = False) -> bool:
    """Whether something repeated without end repeats something without end: the bait that never comes back."""
    for operation, argument in tree:
        here = inside
        if operation in (syntax.MAX_REPEAT, syntax.MIN_REPEAT):
            endless = argument[1] == syntax.MAXREPEAT
            if endless and inside:
                return True
            here = inside or endless
        for part in argument if isinstance(argument, (list, tuple)) else [argument]:
            branches = part if isinstance(part, list) else [part]
            if any(isinstance(one, syntax.SubPattern) and boundless(one, here) for one in branches):
                return True
    return False


def test_no_pattern_repeats_a_repetition_without_end() -> None:
    found = dict(patterns())
    assert len(found) > 50
    assert boundless(syntax.parse(r"(?:a+b?)*c")), "the test can't see what it looks for"
    assert not [name for name, pattern in found.items() if boundless(syntax.parse(pattern.pattern, pattern.flags))]
