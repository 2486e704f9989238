"""An embargo is a comparison: not a second early, not a second late, and what never opened was never public."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from releases import clock, workflow
from releases.embargo import Terms
from releases.models import Address, Edition, Release
from releases.situation import Situation
from releases.states import EmbargoKind, Standing
from tests.cast import Desk, until

pytestmark = pytest.mark.django_db

LIFT = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)


def _path(release: Release) -> str:
    return Address.objects.get(release=release, is_canonical=True).path


def test_an_embargoed_release_shows_from_its_instant_and_not_a_microsecond_before(client: Client) -> None:
    with time_machine.travel(LIFT - timedelta(hours=1), tick=False):
        release = Desk().scheduled(LIFT)
        path = _path(release)
    for offset, status in ((-1.0, 404), (-0.000001, 404), (0.0, 200), (1.0, 200)):
        with time_machine.travel(LIFT + timedelta(seconds=offset), tick=False):
            assert client.get(path).status_code == status, offset
            shown = "pilot station" in client.get("/feed.rss").content.decode()
            assert shown == (status == 200)


def test_a_hold_that_comes_too_late_says_so() -> None:
    with time_machine.travel(LIFT - timedelta(seconds=5), tick=False) as traveller:
        desk = Desk()
        release = desk.scheduled(LIFT)
        traveller.shift(10)
        with pytest.raises(workflow.Refused):
            workflow.hold(actor=desk.cast.publisher, release_id=release.pk)
        assert Situation.read(release, clock.now()).standing == Standing.LIVE


def test_a_hold_that_is_overtaken_by_the_clock_is_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(LIFT - timedelta(seconds=5), tick=False):
        desk = Desk()
        release = desk.scheduled(LIFT)
        moments = iter([LIFT - timedelta(seconds=1), LIFT])
        monkeypatch.setattr(clock, "now", lambda: next(moments))
        with pytest.raises(workflow.Refused, match="It is out"):
            workflow.hold(actor=desk.cast.publisher, release_id=release.pk)
    assert Edition.objects.get(release=release).public_from == LIFT


def test_holding_a_correction_leaves_the_live_text_open_ended() -> None:
    desk = Desk()
    release = desk.live()
    lift = clock.now().replace(second=0, microsecond=0) + timedelta(hours=3)
    desk.correction_approved(release, terms=until(lift))
    workflow.correct(actor=desk.cast.publisher, release_id=release.pk)
    assert Edition.objects.get(release=release, sequence=1).public_until == lift
    workflow.hold(actor=desk.cast.publisher, release_id=release.pk)
    assert Edition.objects.get(release=release, sequence=1).public_until is None
    assert Edition.objects.get(release=release, sequence=2).public_from is None


def test_a_text_replaced_before_its_lift_was_never_public() -> None:
    desk = Desk()
    release = desk.scheduled()
    desk.edit(release, body="<p>Better words.</p>")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    workflow.publish(actor=desk.cast.publisher, release_id=release.pk)
    first, second = Edition.objects.of_release(release.pk)
    assert first.public_from is None
    assert second.public_from == release.embargo_at


def test_a_withdrawal_empties_what_was_still_to_come() -> None:
    desk = Desk()
    release = desk.live()
    lift = clock.now().replace(second=0, microsecond=0) + timedelta(hours=3)
    desk.correction_approved(release, terms=until(lift))
    workflow.correct(actor=desk.cast.publisher, release_id=release.pk)
    desk.withdrawn(release)
    windows = list(Edition.objects.of_release(release.pk).values_list("authority", "public_from", "public_until"))
    assert windows[1][1] is None
    assert windows[2][0] == "withdrawal"
    assert windows[2][2] is None


def test_a_correction_keeps_its_place_and_its_address() -> None:
    desk = Desk()
    release = desk.live()
    path = _path(release)
    desk.corrected(release)
    first, second = Edition.objects.of_release(release.pk)
    assert second.issued_at == first.issued_at
    assert first.public_until == second.public_from
    assert _path(release) == path


def test_a_lift_comes_earlier_only_with_a_second_person() -> None:
    desk = Desk()
    release = desk.scheduled()
    earlier = until(clock.now().replace(second=0, microsecond=0) + timedelta(minutes=30))
    with pytest.raises(workflow.Refused, match="second person"):
        workflow.reschedule(actor=desk.cast.publisher, release_id=release.pk, terms=earlier)


def test_a_public_release_takes_the_address_that_a_later_one_reserved() -> None:
    desk = Desk()
    lift = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
    with time_machine.travel(lift - timedelta(hours=2), tick=False):
        later = desk.scheduled(lift)
        wanted = _path(later)
        sooner = desk.live()
        assert _path(sooner) == wanted
        assert _path(later) != wanted
        workflow.hold(actor=desk.cast.publisher, release_id=later.pk)
        assert not Address.objects.filter(release=later).exists()


def test_the_two_ways_of_telling_a_standing_agree_at_every_boundary() -> None:
    desk = Desk()
    lift = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
    with time_machine.travel(lift - timedelta(hours=2), tick=False):
        releases = [desk.draft(), desk.approved(), desk.scheduled(lift), desk.live(), desk.corrected()]
        releases += [desk.withdrawn(), desk.withdrawn(keep_text=False)]
    for offset in (-1, 0, 1):
        at = lift + timedelta(microseconds=offset)
        told = dict(Release.objects.with_standing(at).values_list("pk", "standing"))
        for release in releases:
            assert told[release.pk] == Situation.read(release, at).standing


@pytest.mark.parametrize("act", ["hold", "reschedule", "withdraw"])
def test_a_lift_that_only_the_database_has_seen_is_told_in_a_sentence(act: str) -> None:
    """The application's clock is five seconds slow; by the database's own the text is out."""
    now = clock.now()
    with time_machine.travel(now - timedelta(seconds=5), tick=False):
        desk = Desk()
        release = desk.live() if act == "withdraw" else desk.approved()
        terms = Terms(EmbargoKind.UNTIL, now.strftime("%Y-%m-%dT%H:%M"), "UTC", now - timedelta(seconds=2))
        if act == "withdraw":
            desk.correction_approved(release, terms=terms)
            workflow.correct(actor=desk.cast.publisher, release_id=release.pk)
        else:
            desk.edit(release, terms=terms)
            workflow.submit(actor=desk.cast.writer, release_id=release.pk)
            desk.approve(release)
            workflow.publish(actor=desk.cast.publisher, release_id=release.pk)
        publisher, later = desk.cast.publisher, until(now.replace(second=0, microsecond=0) + timedelta(hours=1))
        calls = {
            "hold": lambda: workflow.hold(actor=publisher, release_id=release.pk),
            "reschedule": lambda: workflow.reschedule(actor=publisher, release_id=release.pk, terms=later),
            "withdraw": lambda: workflow.withdraw(
                actor=publisher, release_id=release.pk, reason="Wrong.", keep_text=False
            ),
        }
        with pytest.raises(workflow.Refused, match=r"It is out|went out this moment"):
            calls[act]()
    assert Edition.objects.of_release(release.pk).last().public_from == terms.at
