"""Whatever is pasted: every check answers, points into the text, and works no more than the text is long."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from newsroom import settings
from releases.preflight import Check, Finding, Level, Subject, read_body, run
from releases.preflight.run import NOT_RUN
from releases.preflight.subject import Named
from tests.preflight.texts import LATER, NOW, subject

CHECKS: list[Check] = [
    getattr(sys.modules.get(module) or __import__(module, fromlist=["_"]), name)
    for module, _dot, name in (path.rpartition(".") for path in settings.PREFLIGHT_CHECKS)
]
FIELDS = ("headline", "subhead", "summary", "dateline", "boilerplate", "correction_note", "contacts", "speakers")
LANGUAGES = ("en", "es", "fr", "de", "ar", "zh", "xx", "")
PIECES = st.sampled_from(
    [
        *(
            "the the ",
            "“",
            "”",
            '"',
            "TK ",
            "[",
            "[ ]",
            "XX ",
            "today ",
            "Monday, Feb. 30 ",
            "10 a.m. EST ",
            "202-555-0142 ",
        ),
        *(
            "Jon Smith ",
            "John Smith ",
            "ABC ",
            "Error! Reference source not found. ",
            "EMBARGOED UNTIL ",
            "99/99/9999 ",
        ),
        *("<h3>x</h3>", '<a href="http://[">www.a ', "<a>", "</a>", "<br>", "\u0130", "ß", "\ud800", "\n", "\x00", "٣"),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))


@effort(max_examples=40, deadline=None)
@given(
    body=TEXTS, words=TEXTS, language=st.sampled_from(LANGUAGES), embargo=st.sampled_from(["none", "until", "by_hand"])
)
@example(body="<a href='x'>  </a><p>a <a href='x'>b </p>c</a>", words="\u0130" * 50, language="en", embargo="none")
def test_every_check_answers_any_text_with_places_inside_it(body: str, words: str, language: str, embargo: str) -> None:
    read = read_body(body)
    for link in read.links:
        assert 0 <= link.start < link.end <= len(read.text)
    for block in read.blocks:
        assert read.text[block.start : block.end].strip()
    asked = Subject(
        texts={**dict.fromkeys(FIELDS, words), "body": read.text},
        body=read,
        now=NOW,
        zone="America/New_York",
        zones=("America/New_York", "Europe/Paris"),
        language=language,
        embargo=embargo,
        lifts_at=LATER if embargo == "until" else None,
        headlines=(words, body),
        staff_numbers=frozenset({"2025550142"}),
        dead_links={"http://[": "404"},
        contact_lines=(Named(words, False),),
    )
    for one in run(asked, CHECKS):
        assert one.code != NOT_RUN, one.values
        text = asked.texts[one.field]
        assert 0 <= one.start <= one.end <= len(text)
        assert one.sentence % one.values
        assert one.code == "staff_numbers" or one.words == text[one.start : one.end]


def test_days_at_both_ends_of_the_calendar_are_no_trouble() -> None:
    text = "<p>Monday, Dec. 31, 9999; Monday, Jan. 1; Monday, Feb. 29; 10 a.m. EST, Jan. 1, 1800</p>"
    for year in (2, 9998):
        at = datetime(year, 6, 1, tzinfo=UTC)
        said = run(subject(text, now=at, embargo="until", lifts_at=at), CHECKS)
        assert NOT_RUN not in {one.code for one in said}


def _steps(work: Callable[[], Any]) -> int:
    steps = 0

    def count(_frame: FrameType, _event: str, _argument: Any) -> Any:
        nonlocal steps
        steps += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize(
    "piece",
    [
        "Aab Aba ",
        "“a” today ",
        "Jon Smithe said. ",
        "1-",
        "Mr. A. said x. ",
        "[",
        "had had ",
        "ABC ",
        "<a href='x'>a</a>, ",
    ],
)
def test_four_times_the_text_is_about_four_times_the_work(piece: str) -> None:
    def work(times: int) -> int:
        asked = subject(f"<p>{piece * times}</p>", embargo="by_hand", staff_numbers=frozenset({"2025550142"}))
        return _steps(lambda: [list(check(asked)) for check in CHECKS])

    work(10)  # what is worked out once, and kept
    once, four = work(300), work(1200)
    assert four <= 5 * once


def test_a_check_that_raises_stops_nothing_and_tells_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def broken(asked: Subject) -> list[Finding]:
        raise RuntimeError(asked.texts["headline"])

    def beside(asked: Subject) -> list[Finding]:
        return [Finding(Level.BLOCKING, "beside", "headline", "x", "", 5, 5000)]

    said = run(subject("<p>It is on the the pier.</p>"), [broken, beside, *CHECKS])
    assert [one.values["check"] for one in said if one.code == NOT_RUN] == ["broken", "beside"]
    assert {one.level for one in said if one.code == NOT_RUN} == {Level.ADVISORY}
    assert [one.words for one in said if one.code == "repeated_words"] == ["the the"]
    assert "broken" in caplog.text
    assert "pilot station" not in caplog.text
