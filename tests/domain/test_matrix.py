"""Every move in every status and standing: what the table opens works, what it closes is refused and writes nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from releases import clock, workflow
from releases.models import Event, Office, Person, Redaction, Release, Role
from releases.situation import Situation
from releases.states import RULES, Move, Standing, Status
from tests.built_once import built_once
from tests.cast import Cast, Desk, person, until
from tests.shared_out import every_third

pytestmark = pytest.mark.django_db

Cell = tuple[Status, Standing, bool]
# Status, standing, and whether an approved text waits that the public has not had.
CELLS = [(status, standing, False) for status in Status for standing in Standing if standing != Standing.NEVER]
CELLS += [(Status.DRAFT, Standing.NEVER, False), (Status.SUBMITTED, Standing.NEVER, False)]
CELLS += [(Status.APPROVED, standing, True) for standing in Standing]
# The promise, apart from the code that keeps it.
NEEDED = {
    Role.WRITER: {Move.EDIT, Move.SUBMIT, Move.TAKE_BACK, Move.LIMIT, Move.REVOKE_LINK},
    Role.APPROVER: {Move.SEND_BACK, Move.APPROVE, Move.REVIEW_EMERGENCY, Move.GIVE_LINK, Move.REDACT},
    Role.PUBLISHER: {
        *(Move.PUBLISH, Move.CORRECT, Move.HOLD, Move.RESCHEDULE),
        *(Move.WITHDRAW, Move.EMERGENCY, Move.UNLIMIT),
    },
    Role.ADMINISTRATOR: {Move.ASK_REDACTION},
}


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Desk, dict[Cell, Release]]]:
    """A desk, and a release in each cell that is the first in which some move is open."""

    def build() -> tuple[Desk, dict[Cell, Release]]:
        desk = Desk()
        return desk, {cell: reach(desk, *cell) for cell in dict.fromkeys(map(_open_cell, Move))}

    with built_once(django_db_blocker, build) as built:
        yield built


@pytest.fixture
def desk(made: tuple[Desk, dict[Cell, Release]]) -> Desk:
    return made[0]


@pytest.fixture
def where_open(made: tuple[Desk, dict[Cell, Release]]) -> Callable[[Move], Release]:
    """Return, for a move, a release where it is open."""
    desk, cells = made
    return lambda move: desk.fresh(cells[_open_cell(move)])


@contextmanager
def tried() -> Iterator[None]:
    """Whatever happens here is undone afterwards, so that every cell is tried on the same release."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def reach(desk: Desk, status: Status, standing: Standing, waits: bool) -> Release:
    """Bring a release to a cell by the moves themselves."""
    ways: dict[Standing, Callable[[], Release]] = {
        Standing.NEVER: desk.approved,
        Standing.SCHEDULED: desk.scheduled,
        Standing.LIVE: desk.live,
        Standing.WITHDRAWN: desk.withdrawn,
    }
    release = ways[standing]()
    if status != Status.APPROVED or (waits and standing != Standing.NEVER):
        note = "The day was wrong." if standing in {Standing.LIVE, Standing.WITHDRAWN} else ""
        release = desk.edit(release, body="<p>It opened on Wednesday.</p>", correction_note=note)
        if status != Status.DRAFT:
            workflow.submit(actor=desk.cast.writer, release_id=release.pk)
        if waits:
            desk.approve(release)
    return desk.fresh(release)


def prepare(desk: Desk, move: Move, release: Release) -> dict[str, Any]:
    """Do first what some moves presuppose beyond status and standing; return what they then need to know."""
    cast, pk = desk.cast, release.pk
    if move == Move.UNLIMIT:
        people = [cast.approver.pk, cast.publisher.pk, cast.administrator.pk]
        workflow.limit_access(actor=cast.writer, release_id=pk, people=people)
    elif move == Move.REVOKE_LINK:
        given = workflow.give_preview_link(
            actor=cast.approver, release_id=pk, reader="A lawyer", lasts=timedelta(hours=1)
        )
        return {"link_id": given.link.pk}
    elif move == Move.REDACT:
        asked = workflow.ask_redaction(
            actor=cast.administrator, release_id=pk, field="subhead", reason="An order.", public_mark="Removed."
        )
        return {"redaction_id": asked.pk}
    elif move == Move.REVIEW_EMERGENCY:
        writer = person("Wilma", Role.WRITER)
        desk = Desk(Cast(cast.office, writer, cast.approver, cast.publisher, cast.administrator))
        current = Situation.read(release, clock.now()).last_public
        desk.edit(release, body="<p>At once.</p>", correction_note="At once." if current else "")
        workflow.publish_in_emergency(actor=person("Paul", Role.PUBLISHER), release_id=pk, reason="A flood.")
    return {}


def make(desk: Desk, move: Move, release: Release, *, actor: Person | None = None, **facts: Any) -> Any:
    """Make a move with sensible arguments, by the right member of the cast or by `actor`."""
    cast, pk = desk.cast, release.pk
    right: dict[Move, Person] = {move: getattr(cast, role.value) for role, moves in NEEDED.items() for move in moves}
    who = {"actor": actor or right[move], "release_id": pk}
    in_nine_days = clock.now().replace(second=0, microsecond=0) + timedelta(days=9)
    calls: dict[Move, Callable[[], Any]] = {
        Move.EDIT: lambda: desk.edit_as(who["actor"], release, headline="Another headline"),
        Move.SUBMIT: lambda: workflow.submit(**who),
        Move.TAKE_BACK: lambda: workflow.take_back(**who),
        Move.SEND_BACK: lambda: workflow.send_back(**who, reason="A typing error."),
        Move.APPROVE: lambda: workflow.approve(**who, digest=desk.revision(release).digest),
        Move.PUBLISH: lambda: workflow.publish(**who),
        Move.CORRECT: lambda: workflow.correct(**who),
        Move.HOLD: lambda: workflow.hold(**who),
        Move.RESCHEDULE: lambda: workflow.reschedule(**who, terms=until(in_nine_days)),
        Move.WITHDRAW: lambda: workflow.withdraw(**who, reason="Sent in error.", keep_text=False),
        Move.EMERGENCY: lambda: workflow.publish_in_emergency(**who, reason="It cannot wait."),
        Move.REVIEW_EMERGENCY: lambda: workflow.review_emergency(**who),
        Move.LIMIT: lambda: workflow.limit_access(**who, people=[cast.writer.pk, cast.approver.pk]),
        Move.UNLIMIT: lambda: workflow.lift_access_limit(**who, reason="It is out."),
        Move.GIVE_LINK: lambda: workflow.give_preview_link(**who, reader="A lawyer", lasts=timedelta(hours=1)),
        Move.REVOKE_LINK: lambda: workflow.revoke_preview_link(**who, **{"link_id": cast.office.pk, **facts}),
        Move.ASK_REDACTION: lambda: workflow.ask_redaction(
            **who, field="subhead", reason="A court's order.", public_mark="Removed."
        ),
        Move.REDACT: lambda: workflow.redact(**who, **{"redaction_id": 0, **facts}),
    }
    return calls[move]()


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All that the database holds of the newsroom, row by row as it lies there."""
    rows = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("releases").get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY "{model._meta.pk.column}"')  # noqa: S608 - ours
            rows[model.__name__] = cursor.fetchall()
    return rows


# --- The table, cell by cell ---


def opens(move: Move, status: Status, standing: Standing, waits: bool) -> bool:
    """What the table says, less the cells in which a fact is missing that the two words do not carry."""
    if not RULES[move].allows(status=status, standing=standing):
        return False
    used = status == Status.APPROVED and not waits
    if move in {Move.PUBLISH, Move.CORRECT, Move.SEND_BACK}:
        return not used
    if move == Move.HOLD:
        return standing == Standing.SCHEDULED
    if move == Move.RESCHEDULE:
        return standing == Standing.SCHEDULED or waits
    if move == Move.EMERGENCY:  # the very text that the public has, or had, is no news
        return not (used and standing in {Standing.LIVE, Standing.WITHDRAWN})
    return True


def standing_after(move: Move, standing: Standing) -> Standing:
    if move in {Move.CORRECT, Move.EMERGENCY} or (move == Move.PUBLISH and standing == Standing.NEVER):
        return Standing.LIVE  # what waits beside a scheduled text keeps that text's embargo
    if move == Move.HOLD:
        return Standing.NEVER
    return Standing.WITHDRAWN if move == Move.WITHDRAW else standing


@pytest.mark.parametrize(("status", "standing", "waits"), every_third(CELLS))
def test_each_move_does_what_the_table_says(desk: Desk, status: Status, standing: Standing, waits: bool) -> None:
    release = reach(desk, status, standing, waits)
    situation = Situation.read(release, clock.now())
    assert (situation.release.status, situation.standing) == (status, standing)
    for move in set(Move) - {Move.REVIEW_EMERGENCY}:
        with tried():
            facts = prepare(desk, move, release)
            before = everything()
            if not opens(move, status, standing, waits):
                with pytest.raises(workflow.Refused) as refused:
                    make(desk, move, release, **facts)
                assert all(len(reason.text) > 20 and reason.text[-1] in ".”" for reason in refused.value.reasons)
                assert everything() == before, f"{move} was refused and wrote something"
                continue
            make(desk, move, release, **facts)
            event = Event.objects.latest("pk")
            assert (event.what, event.status_before, event.standing_before) == (move, status, standing)
            assert event.status_after == desk.fresh(release).status == RULES[move].becomes[status], move
            assert Situation.read(release, clock.now()).standing == standing_after(move, standing), move
            assert Event.objects.count() == len(before["Event"]) + 1


@pytest.mark.parametrize(("status", "standing", "waits"), every_third(CELLS))
def test_a_review_needs_an_emergency_and_changes_neither_word(
    desk: Desk, status: Status, standing: Standing, waits: bool
) -> None:
    release = reach(desk, status, standing, waits)
    with pytest.raises(workflow.Refused, match="No emergency publication waits"):
        make(desk, Move.REVIEW_EMERGENCY, release)
    prepare(desk, Move.REVIEW_EMERGENCY, release)
    make(desk, Move.REVIEW_EMERGENCY, release)
    event = Event.objects.latest("pk")
    assert (event.what, event.status_before, event.status_after) == (Move.REVIEW_EMERGENCY, "approved", "approved")
    assert event.standing_before == Situation.read(release, clock.now()).standing == Standing.LIVE


@pytest.mark.parametrize("move", [Move.UNLIMIT, Move.REVOKE_LINK, Move.REDACT])
def test_a_move_that_presupposes_another_says_what_is_missing(desk: Desk, move: Move) -> None:
    release = desk.live()
    before = everything()
    with pytest.raises(workflow.Refused, match=r"not limited|no such link|never asked for"):
        make(desk, move, release)
    assert everything() == before


@pytest.mark.parametrize("move", [move for move in Move if RULES[move].needs_reason])
def test_a_move_that_needs_a_reason_is_not_made_without_one(desk: Desk, move: Move) -> None:
    standing = Standing.LIVE if move == Move.WITHDRAW else Standing.NEVER
    release = reach(desk, Status.SUBMITTED, standing, waits=False)
    facts = prepare(desk, move, release)
    calls: dict[Move, Callable[..., Any]] = {
        Move.SEND_BACK: workflow.send_back,
        Move.WITHDRAW: lambda **who: workflow.withdraw(**who, keep_text=True),
        Move.EMERGENCY: workflow.publish_in_emergency,
        Move.UNLIMIT: workflow.lift_access_limit,
        Move.ASK_REDACTION: lambda **who: workflow.ask_redaction(**who, field="body", public_mark="Removed."),
    }
    actor = desk.cast.administrator if move == Move.ASK_REDACTION else desk.cast.publisher
    before = everything()
    with pytest.raises(workflow.Refused, match="Say why") as refused:
        calls[move](actor=actor, release_id=release.pk, reason=" \n ", **facts)
    assert [reason.field for reason in refused.value.reasons] == ["reason"]
    assert everything() == before


# --- Who ---

LADDER = [Role.WRITER, Role.APPROVER, Role.PUBLISHER]


def _open_cell(move: Move) -> Cell:
    return next(cell for cell in CELLS if opens(move, *cell))


def test_every_move_needs_exactly_one_role() -> None:
    assert sorted(move for moves in NEEDED.values() for move in moves) == sorted(Move)


@pytest.mark.parametrize("move", Move)
def test_each_role_makes_its_own_moves_and_those_below(
    desk: Desk, where_open: Callable[[Move], Release], move: Move
) -> None:
    release = where_open(move)
    needed = next(role for role, moves in NEEDED.items() if move in moves)
    people = {role: person(str(role.label), role) for role in Role}
    facts = prepare(desk, move, release)
    if move == Move.UNLIMIT:
        workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[one.pk for one in people.values()])
    refusal = f"needs the role “{str(needed.label).lower()}” for Office of"
    for role, actor in people.items():
        may = role == needed or (role in LADDER and needed in LADDER and LADDER.index(role) > LADDER.index(needed))
        with tried():
            before = everything()
            if may:
                make(desk, move, release, actor=actor, **facts)
                assert Event.objects.latest("pk").actor == actor
            else:
                with pytest.raises(workflow.Refused, match=refusal):
                    make(desk, move, release, actor=actor, **facts)
                assert everything() == before


@pytest.mark.parametrize("move", Move)
def test_a_role_for_another_office_that_issues_along_is_not_enough(desk: Desk, move: Move) -> None:
    other = Office.objects.create(name="Other", slug="other", time_zone="Europe/Paris")
    release = desk.submitted(joint_offices=(other.pk,))
    partner = person("Pat", *Role, office=other)
    with pytest.raises(workflow.Refused, match="for Office of the Press Secretary"):
        make(desk, move, release, actor=partner)


@pytest.mark.parametrize("move", Move)
def test_a_release_that_one_may_not_see_does_not_exist(
    desk: Desk, where_open: Callable[[Move], Release], move: Move
) -> None:
    other = Office.objects.create(name="Other", slug="other", time_zone="Europe/Paris")
    release = where_open(move)
    facts = prepare(desk, move, release)
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.approver.pk])
    before = everything()
    for stranger in (person("Stan", *Role, office=other), person("Unnamed", *Role), person("Nobody")):
        before = everything()
        with pytest.raises(Release.DoesNotExist):
            make(desk, move, release, actor=stranger, **facts)
        assert everything() == before


def test_every_reason_comes_at_once(desk: Desk) -> None:
    """Role, status and a missing reason: nobody comes back three times."""
    release = desk.draft()
    with pytest.raises(workflow.Refused) as refused:
        workflow.withdraw(actor=desk.cast.writer, release_id=release.pk, reason="", keep_text=True)
    assert [reason.text for reason in refused.value.reasons] == [
        "Nothing is out, so there is nothing to withdraw.",
        "Withdraw needs the role “publisher” for Office of the Press Secretary.",
        "Say why: the reason is kept in the record.",
    ]
    assert not Redaction.objects.exists()
