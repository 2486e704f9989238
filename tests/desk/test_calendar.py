"""The calendar shows what goes out, went out and is planned, on the day that it is in its zone; to whom it may."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from releases import workflow
from releases.admin import spans
from releases.models import Office, Person, Role
from releases.states import Status
from tests.cast import Desk, person, until
from tests.desk.pages import signed_in

pytestmark = pytest.mark.django_db
CALENDAR = reverse("admin:calendar")
# Eight in the evening of Nov. 14 in New York, and the next day in London.
NOW = datetime(2031, 11, 15, 1, 0, tzinfo=UTC)


def _shown(somebody: Person, **query: str) -> dict[str, list[tuple[str, str]]]:
    """By day: how sure each item is, and its headline."""
    response = signed_in(somebody).get(CALENDAR, query)
    assert response.status_code == 200
    return {
        str(day.on): [(entry.item.stage.value, entry.item.headline) for entry in day.entries]
        for day in response.context["days"]
        if day.entries
    }


def _page(somebody: Person, **query: str) -> Any:
    return signed_in(somebody).get(CALENDAR, query)


def _at(day: int, hour: int) -> datetime:
    return datetime(2031, 11, day, hour, 0, tzinfo=UTC)


def test_each_thing_stands_on_its_day_with_how_sure_it_is(time_machine: Any) -> None:
    time_machine.move_to(NOW - timedelta(minutes=1), tick=False)
    desk = Desk()
    desk.live(headline="Out")
    desk.scheduled(_at(17, 15), headline="Coming")
    desk.draft(terms=until(_at(19, 15)), headline="Meant")
    desk.approved(terms=until(_at(20, 3)), headline="Approved and not published")
    desk.draft(headline="Without a time")
    held = desk.scheduled(_at(25, 15), headline="Held")
    workflow.hold(actor=desk.cast.publisher, release_id=held.pk)
    desk.corrected(desk.live(headline="Wrong"), headline="Right")
    desk.withdrawn(desk.live(headline="Sent in error"), keep_text=False)
    time_machine.move_to(NOW, tick=False)
    shown = _shown(desk.cast.writer)
    assert sorted(shown.pop("2031-11-14")) == [
        ("corrected", "Right"),
        ("live", "Out"),
        ("live", "Sent in error"),
        ("live", "Wrong"),
        ("withdrawn", "Sent in error"),
    ]
    assert shown == {
        "2031-11-17": [("scheduled", "Coming")],
        "2031-11-19": [("planned", "Meant"), ("planned", "Approved and not published")],
        "2031-11-25": [("planned", "Held")],
    }


@time_machine.travel(NOW, tick=False)
def test_a_plan_that_came_true_is_shown_once_as_what_it_has_become() -> None:
    desk = Desk()
    release = desk.scheduled(_at(17, 15), headline="Coming")
    desk.edit(release, headline="Written on")
    assert desk.fresh(release).status == Status.DRAFT
    assert _shown(desk.cast.writer) == {"2031-11-17": [("scheduled", "Coming")]}


@time_machine.travel(NOW, tick=False)
def test_nobody_learns_of_what_they_may_not_know() -> None:
    desk = Desk()
    other = Office.objects.create(name="Forecasts", slug="forecasts", time_zone="America/Chicago")
    outsider = person("Felix", Role.WRITER, office=other)
    release = desk.scheduled(_at(17, 15), headline="Coming")
    assert _shown(outsider) == {}
    page = _page(outsider, office="press-office")
    assert "There is no such office" in page.text
    assert not list(page.context["offices"])
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.approver.pk])
    for stranger in (desk.cast.publisher, desk.cast.administrator):
        assert _shown(stranger) == {}
    assert _shown(desk.cast.approver) == {"2031-11-17": [("scheduled", "Coming")]}
    assert "Limited to named people" in _page(desk.cast.approver).text


@time_machine.travel(NOW, tick=False)
def test_an_office_is_shown_alone_on_its_own_days_with_what_it_issues_jointly() -> None:
    desk = Desk()
    london = Office.objects.create(name="London", slug="london", time_zone="Europe/London")
    desk.scheduled(datetime(2031, 11, 18, 1, 0, tzinfo=UTC), headline="Joint", joint_offices=(london.pk,))
    desk.scheduled(_at(17, 15), headline="Own")
    assert _shown(desk.cast.writer, office="london") == {"2031-11-18": [("scheduled", "Joint")]}
    assert _shown(desk.cast.writer)["2031-11-17"] == [("scheduled", "Own"), ("scheduled", "Joint")]
    page = _page(desk.cast.writer, office="london", view="day")
    assert page.context["asked"].on == date(2031, 11, 15), "it is tomorrow there"
    assert "Days and times are those of Europe/London." in page.text


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("query", [{"on": "2031-02-30"}, {"on": "0001-01-01"}, {"on": "9999-12-31"}, {"on": "x\0"}])
def test_a_day_that_is_none_is_answered_with_today_and_a_sentence(query: dict[str, str]) -> None:
    desk = Desk()
    page = _page(desk.cast.writer, **query)
    assert "There is no such day." in page.text
    assert page.context["asked"].on == date(2031, 11, 14)
    assert "Nothing goes out, went out or is planned in this month." in page.text


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("on", ["1900-01-01", "2199-12-31"])
@pytest.mark.parametrize("view", spans.VIEWS)
def test_the_first_and_the_last_day_have_a_calendar_too(on: str, view: str) -> None:
    assert _page(Desk().cast.writer, on=on, view=view).status_code == 200


@time_machine.travel(NOW, tick=False)
def test_a_full_day_of_a_month_leads_to_the_whole_day() -> None:
    desk = Desk()
    for number in range(6):
        desk.scheduled(_at(17, 15), headline=f"Tide table {number}")
    page = _page(desk.cast.writer)
    [day] = [day for day in page.context["days"] if day.entries]
    assert (len(day.entries), day.more) == (4, 2)
    assert len(_shown(desk.cast.writer, view="day", on="2031-11-17")["2031-11-17"]) == 6
    desk.scheduled(_at(18, 15))
    with CaptureQueriesContext(connection) as queries:
        _page(desk.cast.writer)
    few = len(queries)
    for number in range(3):
        desk.scheduled(_at(19, 15), headline=f"Tide {number}")
    with CaptureQueriesContext(connection) as queries:
        _page(desk.cast.writer)
    assert len(queries) == few


# --- Days ---


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("America/New_York", date(2026, 3, 8), 23),
        ("America/New_York", date(2026, 11, 1), 25),
        ("America/New_York", date(2026, 11, 2), 24),
        ("Africa/Cairo", date(2026, 4, 24), 23),
        ("Asia/Beirut", date(2026, 3, 29), 23),
    ],
)
def test_a_day_is_as_long_as_clocks_have_it_and_joins_the_next(zone: str, day: date, hours: int) -> None:
    span, after = (spans.Span.around("day", one, zone) for one in (day, day + timedelta(days=1)))
    assert span.last - span.first == timedelta(hours=hours)
    assert span.last == after.first


@pytest.mark.django_db(transaction=False)
def test_a_month_is_drawn_in_whole_weeks_and_leads_to_its_neighbours() -> None:
    span = spans.Span.around("month", date(2031, 1, 31), "America/New_York")
    assert (span.days[0], span.days[-1]) == (date(2030, 12, 29), date(2031, 2, 1))
    assert (span.before, span.after) == (date(2030, 12, 1), date(2031, 2, 1))
    assert span.is_beside(date(2031, 2, 1))
    week = spans.Span.around("week", date(2031, 1, 31), "America/New_York")
    assert (week.days[0], len(week.days), week.after) == (date(2031, 1, 26), 7, date(2031, 2, 7))
