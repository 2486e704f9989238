"""A withdrawal is never silent: a dated notice stands at the address, with the text under it or in its place."""

from datetime import timedelta

import pytest

from releases import clock, workflow
from releases.models import Address, Edition, Release, Topic
from releases.seals import broken, digest
from releases.situation import Situation
from releases.states import Authority, Standing, Status
from tests.cast import Desk, until

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _now_public(release: Release) -> Edition:
    return Edition.objects.public(clock.now()).get(release=release)


def test_the_text_can_stay_under_the_notice(desk: Desk) -> None:
    release = desk.withdrawn(keep_text=True)
    notice = _now_public(release)
    assert (notice.authority, notice.withdrawal_notice) == (Authority.WITHDRAWAL, "Sent in error.")
    assert (notice.headline, notice.body) == (release.headline, release.body)
    assert Edition.objects.public(clock.now()).listed().filter(release=release).exists()


def test_the_text_can_be_gone_and_no_list_shows_the_notice(desk: Desk) -> None:
    topic = Topic.objects.create(name="Pilots", slug="pilots")
    release = desk.live(topics=(topic.pk,), summary="One", number="17-042", correction_note="")
    desk.withdrawn(release, keep_text=False)
    notice = _now_public(release)
    printed = [notice.headline, notice.subhead, notice.summary, notice.dateline, notice.body, notice.boilerplate]
    assert [*printed, notice.number, notice.contacts, notice.speakers, notice.topics] == [""] * 7 + [[]] * 3
    assert notice.lead_office["name"] == desk.cast.office.name
    assert (notice.language, notice.kind) == ("en", "press-release")
    assert not Edition.objects.public(clock.now()).listed().exists()
    assert Edition.objects.public(clock.now()).withdrawals().get() == notice


def test_what_is_gone_is_readable_at_no_earlier_edition_either(desk: Desk) -> None:
    release = desk.corrected()
    desk.withdrawn(release, keep_text=False)
    assert not Edition.objects.earlier(clock.now()).exists()


def test_what_is_gone_stays_gone_when_a_corrected_text_goes_out(desk: Desk) -> None:
    release = desk.withdrawn(desk.corrected(), keep_text=False)
    desk.corrected(release, body="<p>What we can stand by.</p>", correction_note="Published again.")
    now = clock.now()
    readable = Edition.objects.readable(now).filter(release=release).order_by("sequence")
    assert [edition.sequence for edition in readable] == [3, 4]
    assert "It opened" not in str(readable.values())


def test_a_withdrawal_takes_nothing_from_the_newsroom_as_it_was_before(desk: Desk) -> None:
    release = desk.corrected()
    before = clock.now()
    desk.withdrawn(release, keep_text=False)
    assert [edition.sequence for edition in Edition.objects.earlier(before)] == [1]
    assert not Edition.objects.earlier(clock.now()).exists()


def test_what_was_kept_under_a_notice_is_readable_after_a_correction(desk: Desk) -> None:
    release = desk.withdrawn(keep_text=True)
    desk.corrected(release, body="<p>Set right.</p>")
    sequences = Edition.objects.readable(clock.now()).order_by("sequence").values_list("sequence", flat=True)
    assert list(sequences) == [1, 2, 3]


def test_a_text_that_was_kept_can_be_taken_away_later_and_not_given_back(desk: Desk) -> None:
    release = desk.withdrawn(keep_text=True)
    with pytest.raises(workflow.Refused, match="You can still take its text away"):
        desk.withdrawn(release, keep_text=True)
    desk.withdrawn(release, keep_text=False)
    for keep_text in (True, False):
        with pytest.raises(workflow.Refused, match="its text is gone"):
            desk.withdrawn(release, keep_text=keep_text)


def test_a_withdrawal_needs_a_reason_because_readers_get_it(desk: Desk) -> None:
    release = desk.live()
    with pytest.raises(workflow.Refused, match="Say why"):
        workflow.withdraw(actor=desk.cast.publisher, release_id=release.pk, reason=" \n", keep_text=True)


def test_the_notice_holds_nothing_that_a_feed_cannot_carry(desk: Desk) -> None:
    release = desk.live()
    edition = workflow.withdraw(
        actor=desk.cast.publisher, release_id=release.pk, reason=" Sent in\x01 error. ", keep_text=True
    )
    assert edition.withdrawal_notice == "Sent in error."


@pytest.mark.parametrize("keep_text", [True, False])
def test_a_notice_is_sealed_like_any_edition(desk: Desk, keep_text: bool) -> None:
    notice = _now_public(desk.withdrawn(keep_text=keep_text))
    assert not broken(notice.content, notice.seals)
    assert digest(notice.seals) == notice.digest


def test_a_withdrawal_empties_every_window_that_was_to_come(desk: Desk) -> None:
    release = desk.live()
    lift = clock.now().replace(second=0, microsecond=0) + timedelta(hours=3)
    desk.correction_approved(release, terms=until(lift))
    workflow.correct(actor=desk.cast.publisher, release_id=release.pk)
    desk.withdrawn(release)
    _first, second, notice = Edition.objects.of_release(release.pk)
    assert (second.public_from, second.public_until) == (None, None)
    assert notice.public_until is None
    assert Situation.read(release, lift + timedelta(days=1)).standing == Standing.WITHDRAWN


@pytest.mark.parametrize("status", Status)
def test_it_can_be_withdrawn_whatever_is_being_written(desk: Desk, status: Status) -> None:
    release = desk.live()
    if status != Status.APPROVED:
        desk.edit(release, body="<p>New.</p>", correction_note="New.")
    if status == Status.SUBMITTED:
        workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    assert desk.withdrawn(release).status == status


def test_the_approved_correction_of_a_withdrawn_release_can_go_out(desk: Desk) -> None:
    release = desk.correction_approved(desk.live())
    desk.withdrawn(release, keep_text=False)
    assert workflow.correct(actor=desk.cast.publisher, release_id=release.pk).sequence == 2
    assert Situation.read(release, clock.now()).standing == Standing.LIVE


def test_a_withdrawn_release_keeps_its_address_for_ever(desk: Desk) -> None:
    release = desk.live()
    path = Address.objects.get(release=release).path
    desk.withdrawn(release, keep_text=False)
    assert Edition.objects.public(clock.now()).at_path(path).get().is_gone


def test_what_nobody_has_seen_is_held_and_not_withdrawn(desk: Desk) -> None:
    release = desk.scheduled()
    with pytest.raises(workflow.Refused, match="nothing to withdraw"):
        desk.withdrawn(release)
