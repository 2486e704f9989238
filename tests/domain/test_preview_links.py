"""A preview link is one outsider's, for a while: it dies at the lift, at a withdrawal, and with its giver's right."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from releases import clock, workflow
from releases.models import Event, Person, PreviewLink, Release
from tests.cast import Desk, until

pytestmark = pytest.mark.django_db

NOW = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def desk() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield Desk()


def _give(desk: Desk, release: Release, **arguments: Any) -> workflow.Given:
    arguments = {"actor": desk.cast.approver, "reader": "Ann Lee, Counsel", "lasts": 3 * DAY, **arguments}
    return workflow.give_preview_link(release_id=release.pk, **arguments)


def _opens(given: workflow.Given, after: timedelta = timedelta(0)) -> bool:
    return workflow.live_link(given.token, at=NOW + after) == given.link


def test_it_opens_from_now_until_it_expires(desk: Desk) -> None:
    given = _give(desk, desk.draft())
    for after, opens in (
        (-timedelta(microseconds=1), False),
        (timedelta(0), True),
        (3 * DAY - timedelta(microseconds=1), True),
        (3 * DAY, False),
    ):
        assert _opens(given, after) == opens, after


def test_only_its_hash_is_kept_and_the_record_has_neither(desk: Desk) -> None:
    given = _give(desk, desk.draft())
    assert len(given.token) >= 43, "256 bits"
    kept = str([*PreviewLink.objects.values(), *Event.objects.values()])
    assert given.token not in kept
    assert given.link.token_hash not in str(list(Event.objects.values()))
    assert workflow.live_link(given.link.token_hash, at=NOW) is None


def test_two_links_have_two_tokens(desk: Desk) -> None:
    release = desk.draft()
    assert _give(desk, release).token != _give(desk, release).token


@pytest.mark.parametrize("token", ["", "x", "’", "a" * 5000])
def test_a_token_that_was_never_given_opens_nothing(desk: Desk, token: str) -> None:
    _give(desk, desk.draft())
    assert workflow.live_link(token, at=NOW) is None


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"reader": " \n "}, "reader"),
        ({"reader": "x" * 151}, "reader"),
        ({"lasts": timedelta(0)}, "lasts"),
        ({"lasts": -DAY}, "lasts"),
        ({"lasts": 14 * DAY + timedelta(seconds=1)}, "lasts"),
    ],
)
def test_what_is_missing_gets_a_sentence_at_its_field(desk: Desk, arguments: dict[str, Any], field: str) -> None:
    with pytest.raises(workflow.Refused) as refused:
        _give(desk, desk.draft(), **arguments)
    assert [reason.field for reason in refused.value.reasons] == [field]
    assert not PreviewLink.objects.exists()


def test_it_is_dead_from_the_next_request_once_revoked_and_not_revoked_twice(desk: Desk) -> None:
    release = desk.draft()
    given = _give(desk, release)
    revoke = {"actor": desk.cast.writer, "release_id": release.pk, "link_id": given.link.pk}
    workflow.revoke_preview_link(**revoke)
    assert not _opens(given)
    with pytest.raises(workflow.Refused, match="revoked already"):
        workflow.revoke_preview_link(**revoke)


def test_a_link_of_another_release_is_not_revoked_from_here(desk: Desk) -> None:
    given = _give(desk, desk.draft())
    with pytest.raises(workflow.Refused, match="no such link"):
        workflow.revoke_preview_link(actor=desk.cast.writer, release_id=desk.draft().pk, link_id=given.link.pk)
    assert _opens(given)


def test_it_dies_at_the_lift(desk: Desk) -> None:
    lift = NOW + timedelta(hours=1)
    given = _give(desk, desk.scheduled(lift))
    assert _opens(given, timedelta(hours=1) - timedelta(microseconds=1))
    assert not _opens(given, timedelta(hours=1))


def test_a_hold_keeps_it_alive_over_the_time_at_which_it_would_have_lifted(desk: Desk) -> None:
    release = desk.scheduled(NOW + timedelta(hours=1))
    given = _give(desk, release)
    workflow.hold(actor=desk.cast.publisher, release_id=release.pk)
    assert _opens(given, timedelta(hours=2))


def test_a_link_to_a_correction_dies_when_the_correction_goes_out_or_the_release_is_withdrawn(desk: Desk) -> None:
    for goes_out in (True, False):
        release = desk.live()
        with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
            desk.correction_approved(release, terms=until(NOW + timedelta(hours=1)))
            given = _give(desk, release)
        assert _opens(given, timedelta(minutes=2))
        with time_machine.travel(NOW + timedelta(minutes=3), tick=False):
            if goes_out:
                workflow.correct(actor=desk.cast.publisher, release_id=release.pk)
            else:
                desk.withdrawn(release)
        assert not _opens(given, timedelta(hours=1))


def test_it_dies_with_the_role_the_account_and_the_sight_of_its_giver(desk: Desk) -> None:
    release = desk.draft()
    given = _give(desk, release)
    giver = Person.objects.get(pk=desk.cast.approver.pk)

    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.publisher.pk])
    assert not _opens(given), "a limit outranks it"
    workflow.lift_access_limit(actor=desk.cast.publisher, release_id=release.pk, reason="It is known now.")
    assert _opens(given)

    giver.is_active = False
    workflow.save_person(actor=desk.cast.administrator, person=giver, roles=[("approver", None)])
    assert not _opens(given)
    giver.is_active = True
    workflow.save_person(actor=desk.cast.administrator, person=giver, roles=[("writer", None)])
    assert not _opens(given)


def test_each_opening_stands_in_the_record_without_a_member_of_staff(desk: Desk) -> None:
    given = _give(desk, desk.draft(), reader="Ann  Lee\n")
    workflow.record_opening(given.link)
    event = Event.objects.latest("pk")
    assert (event.what, event.actor, event.actor_name, event.at) == ("link_opened", None, "", clock.now())
    assert event.detail == {"link": str(given.link.pk), "reader": "Ann Lee"}
