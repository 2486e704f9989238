"""Wall times: what does not exist is refused with its neighbours, what exists twice is asked about."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from releases import embargo
from releases.embargo import AmbiguousTimeError, NoSuchTimeError, Terms
from releases.states import EmbargoKind
from tests.zones import STRANGE_ZONES, ZONES, changes, edges

NEW_YORK = "America/New_York"


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# --- Nights on which the clocks change ---


def test_a_time_that_the_clocks_skip_names_both_neighbours() -> None:
    with pytest.raises(NoSuchTimeError) as gap:
        embargo.resolve(wall("2027-03-14T02:30"), NEW_YORK)
    assert (gap.value.before, gap.value.after) == (wall("2027-03-14T01:59"), wall("2027-03-14T03:00"))


def test_the_edges_of_a_gap_are_times_like_any_other() -> None:
    assert embargo.resolve(wall("2027-03-14T01:59"), NEW_YORK) == utc("2027-03-14T06:59")
    assert embargo.resolve(wall("2027-03-14T03:00"), NEW_YORK) == utc("2027-03-14T07:00")
    with pytest.raises(NoSuchTimeError):
        embargo.resolve(wall("2027-03-14T02:00"), NEW_YORK)


def test_a_day_that_samoa_never_had_names_the_days_around_it() -> None:
    with pytest.raises(NoSuchTimeError) as gap:
        embargo.resolve(wall("2011-12-30T12:00"), "Pacific/Apia")
    assert (gap.value.before, gap.value.after) == (wall("2011-12-29T23:59"), wall("2011-12-31T00:00"))


def test_a_time_that_happens_twice_is_asked_about_and_either_can_be_meant() -> None:
    typed = wall("2027-11-07T01:30")
    with pytest.raises(AmbiguousTimeError) as twice:
        embargo.resolve(typed, NEW_YORK)
    first, second = twice.value.first, twice.value.second
    assert (first, second) == (utc("2027-11-07T05:30"), utc("2027-11-07T06:30"))
    assert embargo.resolve(typed, NEW_YORK, second=False) == first
    assert embargo.resolve(typed, NEW_YORK, second=True) == second


def test_the_answer_to_which_of_two_does_no_harm_where_there_is_one() -> None:
    for second in (None, False, True):
        assert embargo.resolve(wall("2027-06-01T10:00"), NEW_YORK, second=second) == utc("2027-06-01T14:00")


@pytest.mark.parametrize("name", ["Etc/Nowhere", "", "../etc/passwd", "EST5\x00", "/etc/localtime", "é", "."])
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="zone"):
        embargo.resolve(wall("2027-01-01T10:00"), name)


# --- In words ---


@pytest.mark.parametrize(
    ("at", "zone", "said"),
    [
        ("2017-02-14T15:00", NEW_YORK, "10:00 a.m. ET, Tuesday, Feb. 14, 2017"),
        ("2027-07-04T16:00", NEW_YORK, "12:00 p.m. ET, Sunday, July 4, 2027"),
        ("2027-07-04T04:00", NEW_YORK, "12:00 a.m. ET, Sunday, July 4, 2027"),
        ("2027-09-30T23:05", "America/Chicago", "6:05 p.m. CT, Thursday, Sept. 30, 2027"),
        ("2027-12-01T03:30", "America/Los_Angeles", "7:30 p.m. PT, Tuesday, Nov. 30, 2027"),
        ("2027-05-01T20:00", "Pacific/Honolulu", "10:00 a.m. HT, Saturday, May 1, 2027"),
        ("2027-03-01T17:00", "America/Phoenix", "10:00 a.m. MST, Monday, March 1, 2027"),
        ("2027-08-02T09:00", "Europe/Berlin", "11:00 a.m. CEST, Monday, Aug. 2, 2027"),
        ("2027-01-05T09:00", "Europe/London", "9:00 a.m. GMT, Tuesday, Jan. 5, 2027"),
        ("2027-06-01T04:15", "Asia/Kathmandu", "10:00 a.m. UTC+5:45, Tuesday, June 1, 2027"),
        ("2027-04-01T13:00", "America/Sao_Paulo", "10:00 a.m. UTC-3, Thursday, April 1, 2027"),
        ("2027-10-01T02:00", "Asia/Shanghai", "10:00 a.m. UTC+8, Friday, Oct. 1, 2027"),
        ("2027-10-01T02:00", "Asia/Manila", "10:00 a.m. UTC+8, Friday, Oct. 1, 2027"),
        ("2027-10-01T04:30", "Asia/Kolkata", "10:00 a.m. UTC+5:30, Friday, Oct. 1, 2027"),
        ("2027-10-01T10:00", "UTC", "10:00 a.m. UTC, Friday, Oct. 1, 2027"),
    ],
)
def test_an_instant_is_worded_as_the_press_words_it(at: str, zone: str, said: str) -> None:
    assert embargo.label(utc(at), zone) == said


def test_the_hour_that_happens_twice_names_which() -> None:
    assert embargo.time_label(utc("2027-11-07T05:30"), NEW_YORK) == "1:30 a.m. EDT"
    assert embargo.time_label(utc("2027-11-07T06:30"), NEW_YORK) == "1:30 a.m. EST"
    assert embargo.time_label(utc("2027-11-07T07:30"), NEW_YORK) == "2:30 a.m. ET"


def test_an_hour_that_happens_twice_under_one_name_is_told_apart_by_its_offset() -> None:
    """Moscow went from MSK to MSK in 2014, an hour apart."""
    assert embargo.time_label(utc("2014-10-25T21:30"), "Europe/Moscow") == "1:30 a.m. UTC+4"
    assert embargo.time_label(utc("2014-10-25T22:30"), "Europe/Moscow") == "1:30 a.m. UTC+3"
    assert embargo.time_label(utc("2014-10-25T23:30"), "Europe/Moscow") == "2:30 a.m. MSK"


def test_no_month_is_abbreviated_that_the_press_writes_out() -> None:
    said = [embargo.day_label(date(2027, month, 1)).split()[0] for month in range(1, 13)]
    assert said == ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]


def test_another_language_says_it_in_its_own_way() -> None:
    with translation.override("es"):
        said = embargo.label(utc("2027-02-14T15:00"), NEW_YORK)
    assert said == "10:00 ET, domingo 14 de febrero de 2027"


def test_each_kind_of_embargo_has_its_line() -> None:
    assert Terms().line == "FOR IMMEDIATE RELEASE"
    assert Terms(EmbargoKind.BY_HAND).line == "EMBARGOED UNTIL DELIVERY – CHECK AGAINST DELIVERY"
    assert Terms.until(wall("2017-02-14T10:00"), NEW_YORK).line == (
        "EMBARGOED UNTIL 10:00 a.m. ET, Tuesday, Feb. 14, 2017"
    )


def test_terms_keep_what_was_typed_beside_the_instant() -> None:
    terms = Terms.until(wall("2027-11-07T01:30"), NEW_YORK, second=True)
    assert terms.columns() == {
        "embargo_kind": "until",
        "embargo_wall": "2027-11-07T01:30",
        "embargo_zone": NEW_YORK,
        "embargo_at": utc("2027-11-07T06:30"),
    }


@pytest.mark.parametrize("at", [utc("2027-01-15T12:00"), utc("2027-07-15T12:00")], ids=["winter", "summer"])
def test_what_a_label_says_of_the_zone_means_one_offset_the_world_over(at: datetime) -> None:
    meant = defaultdict(set)
    for zone in ZONES:
        meant[embargo.zone_label(at, zone)].add(at.astimezone(ZoneInfo(zone)).utcoffset())
    assert not {said: offsets for said, offsets in meant.items() if len(offsets) > 1}


# --- Every zone and every change ---


def _check(zone: str, years: range) -> None:
    """Around each change: a wall time is one instant, two or none, and a label leads back to its instant."""
    for change in changes(zone, years):
        begin, end, is_gap = edges(change, zone)
        for shown, minutes in ((begin, -1), (begin, 0), (begin, 7), (end, -1), (end, 0)):
            typed = shown + timedelta(minutes=minutes)
            inside = begin <= typed < end
            found = embargo.instants(typed, zone)
            assert len(found) == (1 if not inside else 0 if is_gap else 2), (zone, typed)
            if not found:
                with pytest.raises(NoSuchTimeError) as gap:
                    embargo.resolve(typed, zone)
                assert (gap.value.before, gap.value.after) == (begin - timedelta(minutes=1), end)
            labels = [embargo.label(one, zone) for one in found]
            assert len(set(labels)) == len(found), labels
            for one, said in zip(found, labels, strict=True):
                assert _read_back(said, zone) == one, (zone, said)


def _read_back(said: str, zone: str) -> datetime:
    """Read a label as a press officer would: its wall time, in its zone, and which of two it names."""
    clock_time, half, rest = said.split(" ", 2)
    name, _weekday, day = rest.split(", ", 2)
    day = day.replace(".", "").replace("Sept ", "Sep ")
    month, number, year = day.replace(",", "").split()
    moment = datetime.strptime(  # noqa: DTZ007 - a wall time is naive
        f"{year} {month[:3]} {number} {clock_time} {half.replace('.', '')}", "%Y %b %d %I:%M %p"
    )
    found = embargo.instants(moment, zone)
    return found[0] if len(found) == 1 else next(one for one in found if embargo.zone_label(one, zone) == name)


@pytest.mark.parametrize("zone", [NEW_YORK, *STRANGE_ZONES])
def test_every_wall_time_around_a_change_is_read_exactly(zone: str) -> None:
    _check(zone, range(2010, 2029))


@pytest.mark.long
@pytest.mark.parametrize("zone", ZONES)
def test_every_zone_is_read_exactly_around_every_change(zone: str) -> None:
    _check(zone, range(2000, 2051))


@settings(max_examples=100, deadline=None)
@given(st.datetimes(wall("2000-01-01"), wall("2050-12-31")), st.sampled_from(ZONES), st.booleans())
def test_any_typed_time_comes_back_as_it_was_typed(typed: datetime, zone: str, second: bool) -> None:
    typed = typed.replace(second=0, microsecond=0)
    try:
        terms = Terms.until(typed, zone, second=second)
    except NoSuchTimeError as gap:
        typed = gap.after
        terms = Terms.until(typed, zone, second=second)
    assert terms.at is not None
    assert terms.at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) == typed
    assert _read_back(embargo.label(terms.at, zone), zone) == terms.at
