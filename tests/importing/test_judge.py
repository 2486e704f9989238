"""Nothing is imported that was not public for certain: at the last instant that its words can mean."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from releases.importing import Item
from releases.importing.judge import Judge, Verdict
from releases.importing.moments import moment
from tests.importing.archives import DOCUMENT

NOW: Final = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ZONE: Final = "America/New_York"


def judge(*, over_before: datetime | None = None, **fields: Any) -> Verdict:
    item = Item(
        **{
            "identity": "1",
            "place": "line 1",
            "headline": "Service opens winter patrols",
            "html": "<p>The winter patrols began.</p>",
            "published": "2009-03-04",
            **fields,
        }
    )
    return Judge(now=NOW, zone=ZONE, over_before=over_before).judge(item)


def document(text: str) -> Verdict:
    return judge(file=text.encode(), filename="a.txt", headline="", html="", published="")


@pytest.mark.parametrize(
    ("text", "at", "over"),
    [
        ("2009-03-04T12:30:00-05:00", "2009-03-04T17:30", "2009-03-04T17:30"),
        ("2009-03-04 17:30:00Z", "2009-03-04T17:30", "2009-03-04T17:30"),
        ("Wed, 04 Mar 2009 12:30:00 EST", "2009-03-04T17:30", "2009-03-04T17:30"),
        ("2009-03-04T12:30:00", "2009-03-04T17:30", "2009-03-05T00:30"),
        ("2009-03-04", "2009-03-04T17:00", "2009-03-05T12:00"),
        ("March 4, 2009", "2009-03-04T17:00", "2009-03-05T12:00"),
        ("4 mars 2009", "2009-03-04T17:00", "2009-03-05T12:00"),
    ],
)
def test_a_date_is_an_instant_and_the_last_one_it_can_mean(text: str, at: str, over: str) -> None:
    read = moment(text, zone=ZONE)
    assert read is not None
    assert [f"{one:%Y-%m-%dT%H:%M}" for one in (read.at, read.latest)] == [at, over]


@pytest.mark.parametrize(
    "text",
    ["", "3/4/2009", "soon", "March 2009", "0000-00-00", "2009-02-30", "Thursday, March 4, 2009", "9999-12-31", "1"],
)
def test_a_date_that_could_be_another_day_is_none(text: str) -> None:
    assert moment(text, zone=ZONE) is None


@given(st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_any_words_are_a_date_or_none(text: str) -> None:
    moment(text, zone=ZONE)


def test_what_is_long_out_keeps_its_date() -> None:
    verdict = judge()
    assert (verdict.issued_at, verdict.reasons) == (datetime(2009, 3, 4, 17, tzinfo=UTC), [])


@pytest.mark.parametrize(
    "published",
    [
        "2026-11-24T12:00:01Z",
        "2026-11-24T07:00:01-05:00",
        "2026-11-24",
        "2026-11-24T00:30",
        "Nov. 25, 2026",
        "2031-01-01",
        "",
        "3/4/2009",
    ],
)
def test_a_date_that_has_not_passed_for_certain_keeps_it_out(published: str) -> None:
    verdict = judge(published=published)
    assert verdict.issued_at is None
    assert verdict.reasons


@pytest.mark.parametrize("other", ["2031-01-01", "2026-11-24", "soon"])
def test_any_other_date_beside_it_must_have_passed_as_well(other: str) -> None:
    assert judge(other_dates=("2009-03-05",)).issued_at
    assert judge(other_dates=("2009-03-05", other)).issued_at is None


def test_the_second_in_which_it_went_out_is_enough() -> None:
    assert judge(published="2026-11-24T12:00:00Z").issued_at == NOW


LINES: Final = [
    "EMBARGOED UNTIL 10 a.m. ET, Feb. 14, 2031",
    "EMBARGOED UNTIL 7:01 a.m. ET, Nov. 24, 2026",
    "EMBARGOED UNTIL 10 a.m. Feb. 14, 2031",
    "EMBARGOED UNTIL Feb. 14",
    "HOLD FOR RELEASE",
    "CHECK AGAINST DELIVERY",
    "Embargo: tomorrow",
    "SPERRFRIST: 14. Februar 2031, 10 Uhr",
    "EMBARGOED UNTIL 3/4/2009 10:00 GMT",
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("place", ["headline", "subhead", "summary", "html", "foot"])
def test_an_embargo_that_is_not_over_for_certain_keeps_it_out_wherever_it_stands(line: str, place: str) -> None:
    body = "<p>The winter patrols began.</p>"
    fields = {"html": f"<p>{line}</p>{body}"} if place == "html" else {"html": f"{body}<p>{line}</p>"}
    verdict = judge(**(fields if place in {"html", "foot"} else {place: line}))
    assert verdict.issued_at is None
    assert "mbargo" in " ".join(verdict.reasons)


@pytest.mark.parametrize("embargo", ["2031-02-14T10:00:00Z", "2026-11-24", "until the speech", "3/4/2009", "10 a.m."])
def test_an_embargo_in_a_column_of_its_own_counts_as_well(embargo: str) -> None:
    assert judge(embargo=embargo).issued_at is None


def test_an_embargo_that_is_over_is_the_moment_it_went_out() -> None:
    html = "<p>EMBARGOED UNTIL 10 a.m. ET, March 4, 2009</p><p>The winter patrols began.</p>"
    ten = datetime(2009, 3, 4, 15, tzinfo=UTC)
    assert judge(html=html).issued_at == ten  # the day alone was known
    assert judge(html=html, published="2009-03-04T09:00:00Z").issued_at == ten  # never before its lift
    assert judge(html=html, published="2009-03-04T16:00:00Z").issued_at == datetime(2009, 3, 4, 16, tzinfo=UTC)
    assert judge(html=html, embargo="2009-03-04T15:00:00Z").issued_at == ten


@pytest.mark.parametrize(
    "line", ["EMBARGOED UNTIL 10 a.m. Feb. 14, 2009", "HOLD FOR RELEASE", "CHECK AGAINST DELIVERY"]
)
def test_a_person_may_say_that_old_embargoes_are_over(line: str) -> None:
    html = f"<p>{line}</p><p>The winter patrols began.</p>"
    verdict = judge(html=html, over_before=datetime(2010, 1, 1, tzinfo=UTC))
    assert verdict.issued_at == datetime(2009, 3, 4, 17, tzinfo=UTC)
    assert "as you said" in verdict.remarks[0]
    assert judge(html=html, over_before=datetime(2009, 3, 4, tzinfo=UTC)).issued_at is None


def test_their_word_covers_no_reading_after_that_day() -> None:
    html = "<p>EMBARGOED UNTIL 10 a.m. Feb. 14, 2031</p><p>The winter patrols began.</p>"
    assert judge(html=html, over_before=datetime(2010, 1, 1, tzinfo=UTC)).issued_at is None
    certain = "<p>EMBARGOED UNTIL 10 a.m. ET, Feb. 14, 2031</p><p>The winter patrols began.</p>"
    assert judge(html=certain, over_before=datetime(2010, 1, 1, tzinfo=UTC)).issued_at is None


def test_a_document_went_out_on_the_day_that_it_says() -> None:
    assert document(DOCUMENT).issued_at == datetime(2009, 3, 4, 17, tzinfo=UTC)
    held = DOCUMENT.replace("FOR IMMEDIATE RELEASE", "EMBARGOED UNTIL 10 a.m. ET, March 4, 2009")
    assert document(held).issued_at == datetime(2009, 3, 4, 15, tzinfo=UTC)


@pytest.mark.parametrize("day", ["", "March 4, 2031", "3/4/2009", "Nov. 24, 2026"])
def test_a_document_without_a_certain_day_in_the_past_stays_out(day: str) -> None:
    assert document(DOCUMENT.replace("March 4, 2009", day)).issued_at is None


def test_a_headline_alone_is_no_release() -> None:
    assert judge(html=" ").reasons == ["It has no text."]
    assert "It has no text." in document("Coast Service opens winter patrols\n").reasons


def test_what_cannot_be_opened_is_left_with_its_sentence() -> None:
    assert judge(file=b"PK\x03\x04", filename="a.docx").reasons[0].startswith("This is not a Word file")


MOMENTS = st.integers(-4 * 24 * 60, 4 * 24 * 60).map(
    lambda minutes: (NOW + timedelta(minutes=minutes)).replace(tzinfo=None)
)
ZONES = st.sampled_from([("ET", 5), ("GMT", 0), ("PT", 8), ("", 0)])


@given(MOMENTS, MOMENTS, ZONES, st.sampled_from(["%Y-%m-%dT%H:%MZ", "%Y-%m-%dT%H:%M", "%Y-%m-%d"]))
@settings(max_examples=60, deadline=None)
def test_whatever_its_dates_nothing_comes_in_early(
    printed: datetime, held: datetime, zone: tuple[str, int], form: str
) -> None:
    name, behind = zone
    line = f"EMBARGOED UNTIL {held:%I:%M %p} {name}, {held:%B} {held.day}, {held.year}"
    verdict = judge(html=f"<p>{line}</p><p>The patrols began.</p>", published=f"{printed:{form}}")
    lift = held.replace(tzinfo=UTC) + timedelta(hours=behind)
    if verdict.issued_at:
        assert name
        assert lift <= verdict.issued_at <= NOW
        assert printed.replace(tzinfo=UTC).date() <= NOW.date()
