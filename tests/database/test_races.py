"""Two people, one moment: each gets what they asked for or a sentence, and the record shows one winner."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection, connections, transaction

from releases import clock, workflow
from releases.embargo import Terms
from releases.models import Address, Edition, Event, Membership, Office, Person, Release, Role
from releases.states import EmbargoKind, Move, Status
from tests.cast import Desk, draft_for, person
from tests.database.conftest import overlapping, together, wait_for_a_waiter


def _soon(seconds: float) -> Terms:
    at = clock.now() + timedelta(seconds=seconds)
    return Terms(EmbargoKind.UNTIL, at.strftime("%Y-%m-%dT%H:%M"), "UTC", at)


def _about_to_lift(committed: Desk) -> tuple[Release, Terms]:
    """A release that is scheduled a good moment before its lift, however slow the machine is."""
    for seconds in (0.4, 1, 3, 9):
        terms = _soon(seconds)
        release = committed.scheduled_as(terms)
        if terms.at and terms.at - clock.now() > timedelta(seconds=0.2):
            return release, terms
    raise AssertionError("nothing can be scheduled in nine seconds")


def _one_winner(outcomes: list[Any] | tuple[Any, ...]) -> workflow.Refused:
    refused = [one for one in outcomes if isinstance(one, Exception)]
    assert len(refused) == 1, outcomes
    assert isinstance(refused[0], workflow.Refused), refused
    return refused[0]


def _made(release: Release, move: Move) -> int:
    return Event.objects.filter(release=release, what=move).count()


def test_two_people_press_approve(committed: Desk) -> None:
    release = committed.submitted()
    digest = committed.revision(release).digest
    also = person("Abel", Role.APPROVER)
    approve = partial(workflow.approve, release_id=release.pk, digest=digest)
    refused = _one_winner(
        overlapping(partial(approve, actor=committed.cast.approver), partial(approve, actor=also)),
    )
    assert "already approved" in str(refused)
    assert Edition.objects.filter(release=release).count() == _made(release, Move.APPROVE) == 1


def test_two_people_press_publish(committed: Desk) -> None:
    release = committed.approved()
    publish = partial(workflow.publish, release_id=release.pk)
    also = person("Paul", Role.PUBLISHER)
    refused = _one_winner(together(partial(publish, actor=committed.cast.publisher), partial(publish, actor=also)))
    assert "already out" in str(refused)
    assert _made(release, Move.PUBLISH) == 1


def test_one_person_presses_publish_five_times(committed: Desk) -> None:
    release = committed.approved()
    publish = partial(workflow.publish, release_id=release.pk, actor=committed.cast.publisher)
    outcomes = together(*[publish] * 5)
    assert sum(isinstance(one, workflow.Refused) for one in outcomes) == 4
    assert Address.objects.filter(release=release).count() == _made(release, Move.PUBLISH) == 1


def test_approval_and_edit_at_the_same_moment(committed: Desk) -> None:
    release = committed.submitted()
    digest = committed.revision(release).digest
    edited, approved = overlapping(
        lambda: committed.edit(release, headline="Changed in the last second"),
        partial(workflow.approve, actor=committed.cast.approver, release_id=release.pk, digest=digest),
    )
    assert edited.revision_number == 2
    assert isinstance(approved, workflow.Stale)
    assert not Edition.objects.filter(release=release).exists()


def test_two_people_save_over_each_other(committed: Desk) -> None:
    """The second had to wait for the first, who is somebody else, and is told so by name."""
    release = committed.draft()

    def save(who: Person, headline: str) -> Any:
        draft = draft_for(committed.cast.office, headline=headline)
        return workflow.save_draft(actor=who, release_id=release.pk, draft=draft, expected_revision=1)

    first, second = overlapping(
        partial(save, committed.cast.approver, "Ada's words"), partial(save, committed.cast.writer, "Wren's words")
    )
    assert first.changed
    assert isinstance(second, workflow.Stale), repr(second)
    assert "Ada changed" in str(second)
    assert committed.fresh(release).headline == "Ada's words"


def test_a_move_waits_for_a_change_of_the_lead_office_and_sees_it(committed: Desk) -> None:
    other = Office.objects.create(name="Other", slug="other", time_zone="Europe/Paris")
    release = committed.draft()
    moved, submitted = overlapping(
        lambda: committed.edit(release, lead_office=other.pk),
        partial(workflow.submit, actor=committed.cast.writer, release_id=release.pk),
    )
    assert moved.lead_office_id == other.pk
    assert submitted.lead_office == other


def test_a_move_that_had_to_wait_believes_the_clock_of_when_its_turn_came(committed: Desk) -> None:
    release = committed.draft()
    over = threading.Event()

    def submit() -> Release:
        with closing(connections["default"]):
            return workflow.submit(actor=committed.cast.writer, release_id=release.pk)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            committed.edit_as(committed.cast.approver, release, subhead="Waited for")
            running = pool.submit(submit)
            wait_for_a_waiter(over)
            let_go = clock.now()
        assert running.result() == release
    assert Event.objects.get(release=release, what=Move.SUBMIT).at >= let_go


def test_two_people_hold(committed: Desk) -> None:
    release = committed.scheduled()
    held, again = overlapping(
        partial(workflow.hold, actor=committed.cast.publisher, release_id=release.pk),
        partial(workflow.hold, actor=person("Paul", Role.PUBLISHER), release_id=release.pk),
    )
    assert held == release
    assert "Nothing is scheduled" in str(again)
    assert not Address.objects.filter(release=release).exists()


def test_a_hold_against_the_lift_is_never_both(committed: Desk) -> None:
    """Somebody watches the page while others try to hold it: seen or held, whatever the clock does in between."""
    seen = threading.Event()
    over = threading.Event()

    def watch(release: Release) -> None:
        last_look = False
        while not last_look:
            last_look = over.is_set()
            if Edition.objects.public(clock.now()).filter(release_id=release.pk).exists():
                seen.set()

    def hold_late(release: Release, lift: Any, early: float) -> Any:
        while (clock.now() - lift).total_seconds() < -early:
            time.sleep(0.0005)
        try:
            return workflow.hold(actor=committed.cast.publisher, release_id=release.pk)
        finally:
            time.sleep(max((lift - clock.now()).total_seconds(), 0) + 0.03)
            over.set()

    for early in (0.15, 0.12, 0.1, 0.05, 0.0):
        seen.clear()
        over.clear()
        release, terms = _about_to_lift(committed)
        _watched, outcome = together(partial(watch, release), partial(hold_late, release, terms.at, early))
        assert isinstance(outcome, (Release, workflow.Refused)), outcome
        assert seen.is_set() == isinstance(outcome, workflow.Refused), (early, outcome)
        assert Edition.objects.get(release=release).public_from == (terms.at if seen.is_set() else None)


def test_two_releases_want_one_address(committed: Desk) -> None:
    releases = [committed.approved() for _number in range(4)]
    outcomes = together(
        *(partial(workflow.publish, actor=committed.cast.publisher, release_id=one.pk) for one in releases)
    )
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert Address.objects.filter(release__in=releases).count() == 4


def test_a_release_waits_until_another_has_its_address(committed: Desk) -> None:
    publish = partial(workflow.publish, actor=committed.cast.publisher)
    releases = [committed.approved(headline="One headline for two") for _number in range(2)]
    outcomes = overlapping(*(partial(publish, release_id=one.pk) for one in releases))
    assert not [one for one in outcomes if isinstance(one, Exception)], outcomes
    assert Address.objects.filter(release__in=releases).count() == 2


def test_an_address_is_taken_while_the_one_that_reserved_it_is_held(committed: Desk) -> None:
    later = committed.scheduled(clock.now() + timedelta(minutes=2), headline="A headline of their own")
    sooner = committed.approved(headline="A headline of their own")
    published, held = overlapping(
        partial(workflow.publish, actor=committed.cast.publisher, release_id=sooner.pk),
        partial(workflow.hold, actor=committed.cast.publisher, release_id=later.pk),
    )
    assert not isinstance(published, Exception), published
    assert not isinstance(held, Exception), held
    both = Address.objects.filter(release__in=[sooner, later])
    assert list(both.values_list("release", flat=True)) == [sooner.pk]


def test_two_approvals_of_one_correction_leave_numbers_without_gaps(committed: Desk) -> None:
    release = committed.corrected()
    withdraw = partial(
        workflow.withdraw, actor=committed.cast.publisher, release_id=release.pk, reason="Wrong.", keep_text=False
    )
    refused = _one_winner(together(withdraw, withdraw))
    assert "withdrawn already" in str(refused)
    assert list(Edition.objects.of_release(release.pk).values_list("sequence", flat=True)) == [1, 2, 3]


def test_the_last_two_administrators_cannot_remove_each_other(committed: Desk) -> None:
    """Tried several times: the two may meet at any point, and a deadlock would be no sentence."""
    first = committed.cast.administrator
    second = person("Anna", Role.ADMINISTRATOR)

    def remove(actor: Person, whom: Person) -> Any:
        return workflow.save_person(actor=Person.objects.get(pk=actor.pk), person=whom, roles=[])

    for _round in range(4):
        refused = _one_winner(together(partial(remove, first, second), partial(remove, second, first)))
        assert "administrator" in str(refused)
        assert Membership.objects.filter(role=Role.ADMINISTRATOR).count() == 1
        for one in (first, second):
            Membership.objects.get_or_create(person=one, role=Role.ADMINISTRATOR, office=None)


def test_the_last_two_administrators_cannot_deactivate_each_other(committed: Desk) -> None:
    first = committed.cast.administrator
    second = person("Anna", Role.ADMINISTRATOR)

    def deactivate(actor: Person, whom: Person) -> Any:
        whom = Person.objects.get(pk=whom.pk)
        whom.is_active = False
        return workflow.save_person(actor=actor, person=whom, roles=[(Role.ADMINISTRATOR.value, None)])

    refused = _one_winner(overlapping(partial(deactivate, first, second), partial(deactivate, second, first)))
    assert "administrator" in str(refused)
    assert Person.objects.filter(is_active=True, memberships__role=Role.ADMINISTRATOR).count() == 1


def test_an_administrator_presses_twice_and_breaks_a_limit_once(committed: Desk) -> None:
    release = committed.draft()
    workflow.limit_access(actor=committed.cast.writer, release_id=release.pk, people=[committed.cast.approver.pk])
    press = partial(
        workflow.break_access_limit,
        actor=committed.cast.administrator,
        release_id=release.pk,
        reason="Both are ill.",
    )
    assert overlapping(press, press) == (release, release)
    assert Event.objects.filter(release=release, what="limit_broken").count() == 1


def test_an_emergency_is_reviewed_once(committed: Desk) -> None:
    release = committed.draft()
    workflow.publish_in_emergency(actor=committed.cast.publisher, release_id=release.pk, reason="A flood.")
    review = partial(workflow.review_emergency, release_id=release.pk)
    refused = _one_winner(
        overlapping(
            partial(review, actor=committed.cast.approver), partial(review, actor=person("Abel", Role.APPROVER))
        )
    )
    assert "No emergency publication waits" in str(refused)


def test_a_redaction_is_carried_out_once(committed: Desk) -> None:
    release = committed.live()
    asked = workflow.ask_redaction(
        actor=committed.cast.administrator, release_id=release.pk, field="body", reason="An order.", public_mark="Gone."
    )
    redact = partial(workflow.redact, actor=committed.cast.approver, release_id=release.pk, redaction_id=asked.pk)
    refused = _one_winner(overlapping(redact, redact))
    assert "carried out already" in str(refused)
    assert committed.fresh(release).status == Status.APPROVED


def test_what_is_committed_here_is_in_a_copy_of_the_test_database(committed: Desk) -> None:
    assert connection.settings_dict["NAME"].endswith(("copy.sqlite3", "_copy"))
    assert not connection.in_atomic_block
