"""Wall times: what does not exist is refused with its neighbours, what exists twice is asked about."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from releases import embargo
from releases.embargo import AmbiguousTimeError, NoSuchTimeError, Terms

NEW_YORK = "America/New_York"


def _wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_the_label_is_worded_as_the_press_words_it() -> None:
    terms = Terms.until(_wall("2017-02-14T10:00"), NEW_YORK)
    assert terms.line == "EMBARGOED UNTIL 10:00 a.m. ET, Tuesday, Feb. 14, 2017"


def test_a_time_that_the_clocks_skip_names_both_neighbours() -> None:
    with pytest.raises(NoSuchTimeError) as gap:
        embargo.resolve(_wall("2027-03-14T02:30"), NEW_YORK)
    assert (gap.value.before, gap.value.after) == (_wall("2027-03-14T01:59"), _wall("2027-03-14T03:00"))


def test_a_time_that_happens_twice_is_asked_about() -> None:
    with pytest.raises(AmbiguousTimeError) as twice:
        embargo.resolve(_wall("2027-11-07T01:30"), NEW_YORK)
    assert twice.value.second - twice.value.first == timedelta(hours=1)
    assert "EDT" in embargo.time_label(twice.value.first, NEW_YORK)
    assert "EST" in embargo.time_label(twice.value.second, NEW_YORK)


@pytest.mark.parametrize("name", ["Etc/Nowhere", "", "../etc/passwd", "EST5\x00"])
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="zone"):
        embargo.resolve(_wall("2027-01-01T10:00"), name)


def _check(zone: str, years: range) -> None:
    """Walk every hour near a change of offset: each wall time is one instant, two, or none with neighbours."""
    place = ZoneInfo(zone)
    at, end = datetime(years.start, 1, 1, tzinfo=UTC), datetime(years.stop, 1, 1, tzinfo=UTC)
    offset = at.astimezone(place).utcoffset()
    while at < end:
        following = at + timedelta(hours=6)
        changed = following.astimezone(place).utcoffset()
        if changed != offset:
            for quarter in range(-12, 36):
                wall = (at + timedelta(minutes=15 * quarter)).astimezone(place).replace(tzinfo=None, fold=0)
                for shifted in (wall, wall + timedelta(minutes=30)):
                    found = embargo.instants(shifted, zone)
                    assert all(one.astimezone(place).replace(tzinfo=None, fold=0) == shifted for one in found)
                    if not found:
                        with pytest.raises(NoSuchTimeError) as gap:
                            embargo.resolve(shifted, zone)
                        assert gap.value.before < shifted < gap.value.after
                        assert embargo.instants(gap.value.before, zone)
                        assert embargo.instants(gap.value.after, zone)
        at, offset = following, changed


@pytest.mark.parametrize("zone", [NEW_YORK, "Australia/Lord_Howe", "Europe/Dublin", "Africa/Casablanca"])
def test_every_wall_time_around_a_change_is_read_exactly(zone: str) -> None:
    _check(zone, range(2026, 2028))


@pytest.mark.long
@pytest.mark.parametrize("zone", sorted(embargo.zone_names()))
def test_every_zone_is_read_exactly_around_every_change(zone: str) -> None:
    _check(zone, range(2000, 2051))
