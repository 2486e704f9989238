"""A new tzdata changes what clocks will show at a lift: everybody is told, and the lift stays where it was approved."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, reset_tzpath

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from releases import integrity, workflow
from releases.embargo import Terms
from releases.models import Event, Release
from releases.situation import Situation
from tests.cast import Desk
from tests.desk.pages import change, opened
from tests.public.places import office, path_of

pytestmark = pytest.mark.django_db

NOW: Final = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
LIFT: Final = datetime(2031, 2, 20, 9, 0, tzinfo=UTC)
ZONE: Final = "Europe/Newport"
TYPED: Final = datetime(2031, 2, 20, 10, 0)  # noqa: DTZ001 - a wall time is naive
CHANGED: Final = (
    "The rules of the zone Europe/Newport changed: when this lifts, clocks will show 11:00 a.m. EET, Thursday, "
    "Feb. 20, 2031, not 10:00 a.m. as typed."
)
GONE: Final = (
    "The zone Europe/Newport, in which 10:00 a.m., Thursday, Feb. 20, 2031 was typed, is not known any more: this "
    "lifts at 9:00 a.m. UTC, Thursday, Feb. 20, 2031."
)


class Tzdata:
    """The zones of this machine: one more, whose rules follow those of another place."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / ZONE
        self.file.parent.mkdir()

    def follow(self, place: str) -> None:
        self.file.write_bytes(resources.files("tzdata.zoneinfo.Europe").joinpath(place).read_bytes())
        ZoneInfo.clear_cache()

    def drop(self) -> None:
        self.file.unlink()
        ZoneInfo.clear_cache()


@pytest.fixture
def tzdata(tmp_path: Path) -> Iterator[Tzdata]:
    reset_tzpath([tmp_path])
    made = Tzdata(tmp_path)
    made.follow("Paris")
    try:
        yield made
    finally:
        reset_tzpath()
        ZoneInfo.clear_cache()


@pytest.fixture
def desk(tzdata: Tzdata, client: Client) -> Iterator[Desk]:
    """A newsroom whose office is in that zone, its publisher signed in."""
    with time_machine.travel(NOW, tick=False):
        desk = Desk()
        newport = office("Newport office", "newport", time_zone=ZONE, is_listed=True, city="NEWPORT")
        desk.cast = type(desk.cast)(**{**vars(desk.cast), "office": newport})
        client.force_login(desk.cast.publisher)
        yield desk


def _terms() -> Terms:
    return Terms.until(TYPED, ZONE)


def _panel(client: Client, release: Release) -> str:
    page = client.get(change(release)).content.decode()
    return page[page.index('class="panel"') : page.index("</section>")]


def _overview(client: Client) -> str:
    return client.get(reverse("admin:index")).content.decode()


def _warnings() -> list[str]:
    return [str(message.msg) for message in integrity.embargoes_still_hold(databases=["default"])]


def test_while_the_rules_stay_nobody_is_told_anything(desk: Desk, client: Client, tzdata: Tzdata) -> None:
    release = desk.scheduled_as(_terms())
    tzdata.follow("Berlin")
    assert release.terms.at == LIFT
    assert "changed: when" not in _panel(client, release) + _overview(client)
    assert not _warnings()


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "scheduled", "correction"])
def test_in_whatever_state_an_embargo_waits_changed_rules_are_noticed_until_it_lifts(
    desk: Desk, tzdata: Tzdata, state: str
) -> None:
    if state == "scheduled":
        release = desk.scheduled_as(_terms())
    elif state == "correction":
        release = desk.correction_approved(desk.live(), terms=_terms())
        workflow.correct(actor=desk.cast.publisher, release_id=release.pk)
    else:
        release = getattr(desk, state)(terms=_terms())
    tzdata.follow("Helsinki")
    (warning,) = _warnings()
    assert str(release.pk) in warning
    assert "Europe/Newport changed" in warning
    assert release.headline not in warning
    assert Situation.read(desk.fresh(release), NOW).drifted == release.terms
    assert Situation.read(desk.fresh(release), LIFT).drifted is None
    with time_machine.travel(LIFT, tick=False):
        assert not _warnings()


def test_changed_rules_are_reported_at_the_release_on_the_overview_and_by_the_command(
    desk: Desk, client: Client, tzdata: Tzdata, capsys: pytest.CaptureFixture[str]
) -> None:
    release = desk.scheduled_as(_terms())
    tzdata.follow("Helsinki")
    assert CHANGED in _panel(client, release)
    assert CHANGED in _overview(client)
    call_command("check", databases=["default"])
    assert "releases.W003" in capsys.readouterr().err


def test_only_who_could_move_the_lift_is_offered_to_and_told_on_the_overview(
    desk: Desk, client: Client, tzdata: Tzdata
) -> None:
    release = desk.scheduled_as(_terms())
    tzdata.follow("Helsinki")
    assert "Reschedule it, or keep it." in _panel(client, release)
    assert reverse("admin:releases_release_move", args=[release.pk, "reschedule"]) in _overview(client)
    client.force_login(desk.cast.writer)
    assert "The moment stays as it was saved until somebody sets another." in _panel(client, release)
    assert CHANGED not in _overview(client)


def test_the_lift_stays_where_it_was_approved_and_its_label_says_what_clocks_will_show(
    desk: Desk, client: Client, tzdata: Tzdata
) -> None:
    release = desk.scheduled_as(_terms())
    tzdata.follow("Helsinki")
    assert desk.fresh(release).terms.line == "EMBARGOED UNTIL 11:00 a.m. EET, Thursday, Feb. 20, 2031"
    for at, status in ((LIFT - timedelta(hours=1), 404), (LIFT - timedelta(seconds=1), 404), (LIFT, 200)):
        with time_machine.travel(at, tick=False):
            assert client.get(path_of(release)).status_code == status


def test_a_form_saved_as_it_came_moves_no_embargo(desk: Desk, client: Client, tzdata: Tzdata) -> None:
    release = desk.draft(terms=_terms())
    tzdata.follow("Helsinki")
    client.force_login(desk.cast.writer)
    address = change(release)
    fields = opened(client, address)
    assert (fields["embargo_date"], fields["embargo_time"]) == ("2031-02-20", "11:00")
    client.post(address, {**fields, "headline": "Another headline"})
    saved = desk.fresh(release)
    assert saved.headline == "Another headline"
    assert saved.terms == release.terms
    client.post(address, {**opened(client, address), "embargo_time": "10:00"})
    assert desk.fresh(release).terms == Terms.until(TYPED, ZONE), "who types the hour anew means today's clocks"


def test_rescheduling_to_what_clocks_will_show_keeps_the_moment_and_ends_the_warning(
    desk: Desk, client: Client, tzdata: Tzdata
) -> None:
    release = desk.scheduled_as(_terms())
    tzdata.follow("Helsinki")
    address = reverse("admin:releases_release_move", args=[release.pk, "reschedule"])
    client.post(address, {**opened(client, address, "move_form"), "reason": "Keep it."})
    assert Event.objects.filter(release=release, what="reschedule").count() == 1
    kept = desk.fresh(release).terms
    assert (kept.at, kept.wall, kept.holds) == (LIFT, "2031-02-20T11:00", True)
    assert "changed: when" not in _panel(client, release)
    assert not _warnings()


def test_a_zone_that_is_gone_breaks_no_page(desk: Desk, client: Client, tzdata: Tzdata) -> None:
    release, live = desk.scheduled_as(_terms()), desk.live()
    tzdata.drop()
    assert GONE in _panel(client, release)
    assert GONE in _overview(client)
    assert "Europe/Newport is gone" in _warnings()[0]
    path, base = path_of(live), change(release).removesuffix("change/")
    desk_pages = [reverse("admin:releases_release_changelist"), *(base + tail for tail in ("record/", "links/"))]
    moves = [(release, "reschedule"), (release, "give_link"), (release, "hold"), (live, "withdraw")]
    desk_pages += [reverse("admin:releases_release_move", args=[one.pk, move]) for one, move in moves]
    previews = [reverse("preview:working", args=[release.pk]), reverse("preview:edition", args=[release.pk, 1])]
    for page in (*desk_pages, *previews, "/", "/feed.rss", path, f"{path[:-1]}.txt", "/offices/newport/", "/news/"):
        assert client.get(page).status_code == 200, page
    assert "3:00 p.m. UTC" in client.get(path).content.decode()
    with time_machine.travel(LIFT, tick=False):
        assert client.get(path_of(release)).status_code == 200


def test_a_form_in_a_zone_that_is_gone_asks_for_another(desk: Desk, client: Client, tzdata: Tzdata) -> None:
    release = desk.draft(terms=_terms())
    tzdata.drop()
    client.force_login(desk.cast.writer)
    address = change(release)
    fields = opened(client, address)
    refused = client.post(address, {**fields, "headline": "Another headline"})
    assert "The zone Europe/Newport is not known any more. Choose one." in refused.content.decode()
    assert "Another headline" in refused.content.decode()
    client.post(address, {**fields, "embargo_zone": "Europe/Paris", "embargo_time": "10:00"})
    assert desk.fresh(release).terms == Terms.until(TYPED, "Europe/Paris")
