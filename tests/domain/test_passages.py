"""A passage is found again after the text was edited, and nobody is told that it stands where it does not."""

import re

import pytest
from django.utils.html import strip_tags

from releases import flow, richtext
from releases.passages import Passage, Text

BODY = (
    '<p>The <strong>Harbour</strong> Authority’s new <a href="/x">pilot station</a> opened &amp; works.</p>'
    "<h2>What comes next</h2><ul><li>A first pier will be built in the spring.</li><li>A second pier follows.</li></ul>"
)


def _taken(words: str, html: str = BODY, **around: str) -> Passage:
    taken = Text(flow.of(html)).take(Passage(words, **around))
    assert taken is not None
    return taken


def _stands(passage: Passage, html: str) -> tuple[str, bool] | None:
    text = Text(flow.of(html))
    found = text.find(passage)
    return (text.cut(found), found.is_changed) if found else None


@pytest.mark.parametrize(
    "words",
    [
        "Authority’s new pilot station",
        "authority's  new\npilot station",
        "opened & works. What comes next A first pier",
        "  Harbour\u00a0Authority\u2019s ",
    ],
)
def test_words_are_found_however_they_were_copied(words: str) -> None:
    assert _stands(_taken(words), BODY) is not None


def test_words_that_are_not_there_are_not_taken() -> None:
    assert Text(flow.of(BODY)).take(Passage("a third pier")) is None
    assert Text("").take(Passage("pier")) is None
    assert Text(flow.of(BODY)).count(" \n") == 0


@pytest.mark.parametrize(
    "edited",
    [
        BODY.replace("<ul>", "<p>A paragraph more.</p><ul>"),
        BODY.replace("<p>", "<blockquote><p>").replace("works.</p>", "works.</p></blockquote>"),
        "<ul><li>Second.</li><li>A first pier will be <em>built</em> in the spring.</li></ul><p>Then.</p>",
    ],
)
def test_a_passage_survives_edits_around_it_and_a_move(edited: str) -> None:
    passage = _taken("pier will be built in the spring")
    assert _stands(passage, edited) == ("pier will be built in the spring", False)


def test_of_equal_words_those_are_meant_whose_surroundings_are_the_same() -> None:
    html = "<p>The port is open. Ships may enter.</p><p>The lock is open. Boats may enter.</p>"
    passage = _taken("may enter", html, before="Boats ")
    edited = "<p>Boats first.</p>" + html.replace("The port", "The whole port")
    text = Text(flow.of(edited))
    found = text.find(passage)
    assert found is not None
    assert found.start > flow.of(edited).index("Boats may")


def test_a_changed_passage_says_so_and_shows_what_stands_there_now() -> None:
    passage = _taken("will be built")
    assert _stands(passage, BODY.replace("will be built", "is to be opened")) == ("is to be opened", True)


def test_a_passage_that_is_gone_is_nowhere() -> None:
    passage = _taken("pier will be built in the spring")
    assert _stands(passage, "<p>Another text altogether.</p>") is None
    assert _stands(_taken("will be built"), BODY.replace(" will be built", "")) is None


def _marked(*words: str) -> str:
    text = Text(flow.of(BODY))
    marks = []
    for key, one in enumerate(words, start=1):
        found = text.find(Passage(one))
        assert found is not None
        marks.append(richtext.Mark(key, str(key), found.start, found.end))
    return richtext.marked(BODY, marks)


@pytest.mark.parametrize(
    "words",
    [
        ("Harbour Authority’s new pilot",),
        ("pilot", "pilot station opened & works"),
        ("works. What comes", "comes next A first"),
        ("The Harbour", "The Harbour Authority"),
    ],
)
def test_marking_changes_no_word_and_breaks_no_markup(words: tuple[str, ...]) -> None:
    marked = _marked(*words)
    for key in range(1, len(words) + 1):
        assert marked.count(f'id="passage-{key}"') == 1
        assert marked.count(f'href="#remark-{key}"') == 1
    numbers = [f'<a class="passage-number" href="#remark-{key}">{key}</a>' for key in range(1, len(words) + 1)]
    plain = marked
    for number in numbers:
        plain = plain.replace(number, "")
    assert strip_tags(plain) == strip_tags(BODY)
    # A sanitiser that changes nothing but our own elements found every tag closed where it belongs.
    assert richtext.clean(plain) == richtext.clean(BODY)
    assert not re.search(r'<a href="/x">(?:(?!</a>).)*<a ', marked), "a link inside a link is none"


def test_hostile_words_stay_words_when_they_are_marked() -> None:
    html = '<p>a &lt;img src=x onerror=alert(1)&gt; b <abbr title="x > y">c</abbr></p>'
    found = Text(flow.of(html)).find(Passage("<img src=x onerror=alert(1)> b c"))
    assert found is not None
    marked = richtext.marked(html, [richtext.Mark(1, "1", found.start, found.end)])
    assert "<img" not in marked
    assert 'title="x > y"' in marked
