"""A release that the newsroom writes out as plain text, read again, is the same release."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from releases import richtext
from releases.embargo import label
from releases.intake import parse
from releases.models import Edition, Newsroom
from releases.public import text as plain_text

ZONE = "America/New_York"
SUBJECTS = ("The Harbour Agency", "The winter patrol", "A crew of nine", "The northern pier", "The pilot station")
DOINGS = (
    "opened the new pier after two years of work",
    "will serve forty ships a week from the first of May",
    "checked 114 vessels in three days and found nine without a beacon",
    "cost $12 million, which is less than the council had set aside",
    "keeps watch on the coast between the two lights, summer and winter",
)
ENDS = (".", ", the director said.", ", its yearly report says.", " in spite of the storms.")
HEADLINES = (
    "Harbour Agency Opens the New Northern Pier",
    "Winter patrols begin along the whole of the coast",
    "Pilot Station to Close for Three Weeks in June",
    "Council Names Ann Poole Director of the Port",
)
NAMES = ("Jane Roe", "Peter Van Dyke", "María López", "Ann Lee")
sentences = st.builds(lambda a, b, c: f"{a} {b}{c}", *map(st.sampled_from, (SUBJECTS, DOINGS, ENDS)))
paragraphs = st.lists(sentences, min_size=2, max_size=5).map(" ".join)
quotes = st.builds(lambda words, name: f"“{words}” said {name}.", paragraphs, st.sampled_from(NAMES))
items = st.lists(st.sampled_from(DOINGS).map(str.capitalize), min_size=2, max_size=4, unique=True)
blocks = st.one_of(
    paragraphs.map(lambda words: f"<p>{words}</p>"),
    quotes.map(lambda words: f"<p>{words}</p>"),
    items.map(lambda words: "<ul>" + "".join(f"<li>{one}</li>" for one in words) + "</ul>"),
    paragraphs.map(lambda words: f"<blockquote><p>{words}</p></blockquote>"),
)
bodies = st.builds(lambda first, rest: f"<p>{first}</p>" + "".join(rest), paragraphs, st.lists(blocks, max_size=5))
contacts = st.lists(
    st.builds(
        lambda name, number: {
            "name": name, "role": "Press Officer", "organisation": "", "phone": f"202-555-{number:04}",
            "email": f"{name.split()[-1].lower()}@harbour.example".replace("ó", "o"), "after_hours": "",
        },
        st.sampled_from(NAMES), st.integers(100, 9_999),
    ),
    min_size=1, max_size=2, unique_by=lambda one: one["name"],
)  # fmt: skip
moments = st.datetimes(datetime(2001, 1, 1), datetime(2034, 12, 31)).map(  # noqa: DTZ001 - made aware below
    lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC)
)


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    return Edition(
        language="en",
        headline=draw(st.sampled_from(HEADLINES)),
        subhead=draw(st.sampled_from(("", "Forty ships a week will find shelter there in every storm"))),
        dateline=draw(st.sampled_from(("", "PORTSMOUTH", "PORT LORNE, Maine"))),
        body=richtext.clean(draw(bodies)),
        number=draw(st.sampled_from(("", "17-042", "2031-7"))),
        offices=[{"name": "Office of the Press Secretary", "zone": ZONE, "time_zone": ZONE}],
        contacts=draw(contacts),
        boilerplate=draw(st.sampled_from(("", "About the Harbour Agency: it keeps the ports of the northern coast."))),
        issued_at=draw(moments),
        speakers=[],
    )


def written(edition: Edition, *, release_line: str = "") -> str:
    edition.updated_note = ""  # what the gate adds to a row
    text = plain_text.write(edition, newsroom=Newsroom(name="Harbour Authority")).decode()
    return text.replace("FOR IMMEDIATE RELEASE", release_line, 1) if release_line else text


def words_of(html: str) -> list[str]:
    return richtext.text_of(html).replace("• ", "").split()


def check(edition: Edition) -> None:
    read = parse(written(edition), default_zone=ZONE, offices=(edition.lead_office["name"], "Harbour Museum"))
    issued: Any = edition.issued_at
    assert (read.headline, read.subhead, read.number) == (edition.headline, edition.subhead, edition.number)
    assert read.issue_date == issued.astimezone(ZoneInfo(ZONE)).date()
    assert (read.office_match, read.dateline, read.kind) == (
        edition.lead_office["name"],
        edition.dateline,
        "press_release",
    )
    assert (read.embargo.kind, read.release_line, read.end_mark) == ("none", "FOR IMMEDIATE RELEASE", "###")
    assert words_of(read.body_html) == words_of(edition.body)
    assert read.body_html.count("<li>") == edition.body.count("<li>")
    assert [(one.name, one.phone, one.email) for one in read.contacts] == [
        (one["name"], one["phone"], one["email"]) for one in edition.contacts
    ]
    assert bool(read.boilerplate) == bool(edition.boilerplate)


@given(editions())
@settings(max_examples=12, deadline=None)
def test_what_was_written_is_read_again(edition: Edition) -> None:
    check(edition)


@pytest.mark.long
@given(editions())
@settings(max_examples=1_000, deadline=None)
def test_what_was_written_is_read_again_at_length(edition: Edition) -> None:
    check(edition)


@given(editions(), moments)
@settings(max_examples=12, deadline=None)
def test_an_embargo_that_was_written_is_read_again_to_the_minute(edition: Edition, lifts: datetime) -> None:
    read = parse(written(edition, release_line=f"EMBARGOED UNTIL {label(lifts, ZONE)}"), default_zone=ZONE)
    assert read.embargo.until == lifts
    assert read.embargo.certain or any(word in read.embargo.question for word in ("twice", "12 a.m.", "12 p.m."))
    assert read.headline == edition.headline


def test_a_subhead_stays_a_subhead() -> None:
    body = (
        "<p>The agency opened it today after two years of work.</p><h2>The boats</h2>"
        "<p>Nine are in service now, and two more will follow.</p>"
    )
    edition = Edition(
        headline=HEADLINES[0], body=body, offices=[{"name": "Port Office"}], contacts=[], speakers=[],
        issued_at=datetime(2031, 2, 14, 15, tzinfo=UTC), language="en",
    )  # fmt: skip
    assert "<h2>The boats</h2>" in parse(written(edition), default_zone=ZONE).body_html
