"""Release line, weekdays, zones and relative days: what makes a reader come on the wrong day."""

from typing import Any

import pytest

from releases.preflight.checks.relative_days import relative_days
from releases.preflight.checks.release_line import release_line
from releases.preflight.checks.weekday_date import weekday_date
from releases.preflight.checks.zone_season import zone_season
from tests.preflight.texts import LATER, words

UNTIL = {"embargo": "until", "lifts_at": LATER}


@pytest.mark.parametrize(
    ("text", "facts", "says"),
    [
        ("FOR IMMEDIATE RELEASE", UNTIL, ["blocking: FOR IMMEDIATE RELEASE"]),
        ("For immediate release", {}, ["advisory: For immediate release"]),
        ("EMBARGOED UNTIL 10 a.m. ET, July 14, 2026", {}, ["blocking: EMBARGOED UNTIL 10 a.m. ET, July 14, 2026"]),
        ("EMBARGOED UNTIL July 15, 2026", UNTIL, ["blocking: EMBARGOED UNTIL July 15, 2026"]),
        ("EMBARGOED UNTIL July 14", UNTIL, ["advisory: EMBARGOED UNTIL July 14"]),
        ("Embargo on fish imports lifted after talks", {}, []),
        ("The letter was marked “for immediate release” and sent on.", UNTIL, []),
    ],
)
def test_the_release_line_in_the_text_agrees_with_the_embargo(
    text: str, facts: dict[str, Any], says: list[str]
) -> None:
    assert words(release_line, f"<p>{text}</p><p>The pier is open.</p>", **facts) == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("It opens on Tuesday, July 14, 2026.", []),
        ("It opens on Wednesday, July 14, 2026.", ["recommended: Wednesday, July 14, 2026"]),
        ("It opens on Wednesday, July 14.", ["recommended: Wednesday, July 14"]),
        ("It closed on Tuesday, Dec. 30.", ["recommended: Tuesday, Dec. 30"]),
        ("It closes on Wednesday, Dec. 30.", []),
        ("He sat May 5, 2026 in court.", []),
        ("It opens on July 14 and on Wednesdays.", []),
        ("Monday, 30 February 2026", []),
    ],
)
def test_a_weekday_is_that_of_its_date(text: str, says: list[str]) -> None:
    assert words(weekday_date, f"<p>{text}</p>") == says


def test_a_weekday_is_read_in_the_dateline_and_in_other_languages() -> None:
    assert words(weekday_date, dateline="WASHINGTON, Monday, July 14, 2026") == ["recommended: Monday, July 14, 2026"]
    assert words(weekday_date, "<p>El miércoles 14 de julio de 2026.</p>", language="es") == [
        "recommended: miércoles 14 de julio de 2026"
    ]


@pytest.mark.parametrize(
    ("text", "zones", "says"),
    [
        ("It begins at 10 a.m. EST.", ("America/New_York",), ["recommended: EST"]),
        ("It begins at 10 a.m. EDT.", ("America/New_York",), []),
        ("It begins at 10 a.m. ET.", ("America/New_York",), []),
        ("On Jan. 12 it begins at 10 a.m. EST.", ("America/New_York",), []),
        ("On Jan. 12 it begins at 10 a.m. (EDT).", ("America/New_York",), ["recommended: EDT"]),
        ("It begins at 10 a.m. MST.", ("America/New_York", "America/Phoenix"), []),
        ("When: Jan. 12</p><p>Time: 10 a.m. EST", ("America/New_York",), []),
        ("When: Aug. 12</p><p>Time: 10 a.m. EST", ("America/New_York",), ["recommended: EST"]),
        ("It begins at 10 a.m. EST.", ("Asia/Tokyo",), []),
        ("Um 10 Uhr CET beginnt es.", ("Europe/Berlin",), ["recommended: CET"]),
        ("CST Industries, EST. 1871, has 10 EST machines.", ("America/New_York",), ["recommended: EST"]),
        ("CST Industries was founded long ago.", ("America/New_York",), []),
    ],
)
def test_a_zone_is_called_as_in_its_season(text: str, zones: tuple[str, ...], says: list[str]) -> None:
    assert words(zone_season, f"<p>{text}</p>", zones=zones) == says


@pytest.mark.parametrize(
    ("text", "facts", "says"),
    [
        ("It opened today.", UNTIL, ["recommended: today"]),
        ("It opened last week.", UNTIL, ["recommended: last week"]),
        ("It opened today.", {}, []),
        ("It opened yesterday.", {"embargo": "until", "lifts_at": LATER.replace(day=9)}, []),
        ("It opened last week.", {"embargo": "until", "lifts_at": LATER.replace(day=10)}, []),
        ("“Today is a good day,” said Ana Ruiz.", UNTIL, []),
        ("Today it changes.", {**UNTIL, "kind": "remarks"}, []),
        ("It opens today, and did not yesterday.", {"embargo": "by_hand"}, ["recommended: yesterday"]),
        ("USA Today’s poll of yesterdays", {"embargo": "by_hand"}, []),
        ("Abrió ayer.", {**UNTIL, "language": "es"}, ["recommended: ayer"]),
    ],
)
def test_a_day_told_from_today_is_found_where_readers_have_another_today(
    text: str, facts: dict[str, Any], says: list[str]
) -> None:
    assert words(relative_days, f"<p>{text}</p>", **facts) == says
