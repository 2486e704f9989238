"""A raw release is read without a crash, every character is accounted for, and an embargo is never guessed away."""

import os
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from releases.intake import parse
from releases.intake.result import ParsedRelease

SAMPLES: Final = Path(os.environ.get("NEWSROOM_SAMPLES", Path(__file__).resolve().parents[3] / "shared" / "samples"))
OWN: Final = """Coast Service opens winter patrols
{line}

Office of the Press Secretary

Contact: 202-555-0110

PORT LORNE – The winter patrols began this week.

Crews checked 114 vessels in three days.

###
"""


def _read(text: str) -> ParsedRelease:
    return parse(text, default_zone="America/New_York")


def test_a_plain_release_is_read_whole() -> None:
    read = _read(OWN.format(line="For Immediate Release"))
    assert read.headline == "Coast Service opens winter patrols"
    assert read.dateline == "PORT LORNE"
    assert [one.phone for one in read.contacts] == ["202-555-0110"]
    assert read.embargo.kind == "none"
    assert "Crews checked" in read.body_html


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("EMBARGOED UNTIL 10:00 a.m. ET, Tuesday, Feb. 14, 2017", "until"),
        ("EMBARGOED UNTIL 10 a.m. Feb. 14, 2017", "question"),
        ("HOLD FOR RELEASE", "question"),
        ("EMBARGOED UNTIL 3/4/2017 10:00 GMT", "question"),
        ("EMBARGOED UNTIL 10:00 a.m. EST, July 14, 2017", "question"),
        ("EMBARGOED UNTIL 10:00 a.m. ET, Monday, Feb. 14, 2017", "question"),
    ],
)
def test_an_embargo_is_certain_or_it_is_a_question(line: str, kind: str) -> None:
    embargo = _read(OWN.format(line=line)).embargo
    assert embargo.kind == kind
    assert bool(embargo.question) == (kind == "question")


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_without_a_crash(text: str) -> None:
    _read(text)


@pytest.mark.parametrize(
    "path", sorted(SAMPLES.glob("*.*")) if SAMPLES.exists() else [], ids=lambda path: str(path.name)
)
def test_every_sample_beside_the_checkout_is_read_and_nothing_executable_comes_out(path: Path) -> None:
    if path.suffix in {".json", ".py", ".md"}:
        return
    read = parse(path.read_bytes(), filename=path.name, default_zone="America/New_York")
    assert read.headline
    assert not any(word in read.body_html.lower() for word in ("<script", "javascript:", "<iframe"))


@pytest.mark.parametrize("unseen", ["\x13", "\x13\x14", "\x01"])
def test_a_line_of_characters_that_nobody_sees_stops_no_headline(unseen: str) -> None:
    head, story = "FOR IMMEDIATE RELEASE\n\nHarbour Agency Opens the Northern Pier", "ABERDEEN – The pier opened today."
    read = parse(f"{head}\n\n{unseen}\n\n{story}\n", default_zone="America/New_York")
    assert read.headline == "Harbour Agency Opens the Northern Pier"
