"""Whatever staff do, in whatever order: the public sees what the model of the house's rules says, and nothing else.

A short run is part of every day. The long one goes on until it has made as many steps as NEWSROOM_STEPS says
(10,000 unless told), each time on other histories. After each step every surface is asked on which the model
sees a change, and of the others NEWSROOM_LOOKS in turn (2 unless told; 99 is all of them); after the last step,
all:

    NEWSROOM_STEPS=100000 NEWSROOM_LOOKS=2 python -m pytest -n 0 -s -m long tests/domain/test_any_history.py
"""

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from releases import clock, workflow
from releases.document import decompose, stored_terms
from releases.embargo import Terms
from releases.models import Edition, Release, Revision, Topic
from releases.seals import broken, digest
from releases.states import EmbargoKind
from tests.cast import Cast, Desk, cast, draft_for, person, until
from tests.domain.history import MICROSECOND, ROLES, STEPS, Affair, Link, Words, lifts
from tests.domain.history import Revision as Saved
from tests.domain.surfaces import TOPIC, Visitor, expected, telling
from tests.domain.together_moves import Together

pytestmark = pytest.mark.django_db

NOW = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
# How often a move is chosen where it is open: those that lead to the public often, those that end a story seldom.
WEIGHTS = {
    **{"edit": 6, "submit": 8, "approve": 8, "publish": 10, "hold": 2, "reschedule": 3, "withdraw": 2, "emergency": 1},
    **{"review": 2, "take_back": 1, "send_back": 1, "restore": 1, "limit": 1, "unlimit": 2, "break_in": 1},
    **{"give": 1, "revoke": 1, "ask_redaction": 1, "redact": 1},
    **{"bundle": 5, "publish_all": 8, "order": 4, "retime": 3, "hold_alone": 1, "leave": 1, "recall": 1},
}
MOVES = [move for move, weight in WEIGHTS.items() for _time in range(weight)]
PAUSES = [MICROSECOND, timedelta(seconds=1), timedelta(minutes=59), timedelta(hours=30), timedelta(days=20)]
MOST_AFFAIRS = 3
# What a step is. Half of the histories lean to what goes out together: chance alone seldom takes it to its lift.
KINDS = ["act"] * 7 + ["blunder"] + ["wait"] * 3
BUNDLED = ["act"] * 2 + ["together"] * 8 + ["blunder"] + ["wait"] * 2
LOOKS = int(os.environ.get("NEWSROOM_LOOKS", "2"))


class AnyHistory(Together, RuleBasedStateMachine):
    """Seven people, three releases, a clock; and after every step a visitor who looks everywhere."""

    def __init__(self) -> None:
        super().__init__()
        self._ends = ExitStack()
        self._ends.callback(transaction.set_rollback, True)  # runs inside the block below, before it ends
        self.enclosed = transaction.atomic()
        self.enclosed.__enter__()
        self.clock = self._ends.enter_context(time_machine.travel(NOW, tick=False))
        staff = cast()
        self.office = staff.office
        self.people = {name: person(name, role) for name, role in ROLES.items()}
        self.desk = Desk(Cast(staff.office, *(self.people[name] for name in ("Wren", "Ada", "Petra", "Arun"))))
        self.topic = Topic.objects.create(name="Harbour works", slug=TOPIC)
        self.affairs: list[Affair] = []
        self.numbers = count(1)
        self.visitor = Visitor()
        self.pictured: dict[str, Any] = {}
        self.turns = 0
        self.leans: bool | None = None

    def teardown(self) -> None:
        try:
            self._look(everywhere=True)
        finally:
            self._ends.close()
            self.enclosed.__exit__(None, None, None)

    # --- Steps ---

    @rule(data=st.data())
    def somebody_does_something_or_time_passes(self, data: st.DataObject) -> None:
        """One step. (One rule: several would be switched off at random, and half the histories be idle.)"""
        if self.leans is None:
            self.leans = data.draw(st.booleans())
        kind = data.draw(st.sampled_from(BUNDLED if self.leans else KINDS))
        STEPS["all"] += 1
        if kind == "wait":
            self._wait(data)
            return
        self.clock.shift(data.draw(st.sampled_from([MICROSECOND, timedelta(seconds=1)])))
        seldom = 1 if self.leans and len(self.affairs) < 2 else 9
        if len(self.affairs) < MOST_AFFAIRS and (not self.affairs or data.draw(st.integers(0, seldom)) == 0):
            self._start(data)
        elif kind == "blunder":
            self._attempt(data, data.draw(st.sampled_from(MOVES)), data.draw(st.sampled_from(self.affairs)), ROLES)
        elif kind == "together" and (steps := self.steps_together()):
            move, affair = data.draw(st.sampled_from(steps))
            self._attempt(data, move, affair, self._who_may(move, affair))
        else:
            self._act(data)

    def _wait(self, data: st.DataObject) -> None:
        ahead = [moment - near for moment in lifts(self.affairs) for near in (MICROSECOND, timedelta())]
        goals = [goal for goal in ahead if goal > self.now] + [self.now + pause for pause in PAUSES]
        goal = data.draw(st.sampled_from(goals))
        note(f"until {goal}")
        self.clock.move_to(goal, tick=False)

    def _start(self, data: st.DataObject) -> None:
        who = data.draw(st.sampled_from(["Wren", "Wim", "Petra"]))
        has_topic = data.draw(st.booleans())
        words = self._new_words(Words(), headline=True, body=True)
        draft = draft_for(
            self.office,
            headline=words.headline,
            body=words.body,
            slug=f"affair-{len(self.affairs) + 1}",
            topics=(self.topic.pk,) if has_topic else (),
        )
        release = workflow.start_draft(actor=self.people[who], draft=draft).release
        self.affairs.append(Affair(release.pk, [Saved(words, next(self.numbers), who)], has_topic=has_topic))
        note(f"{who} starts {words}")

    def _act(self, data: st.DataObject) -> None:
        """A move that is open, by somebody who may make it, where there is one."""
        affair = data.draw(st.sampled_from(self.affairs))
        open_to = {move: self._who_may(move, affair) for move in WEIGHTS}
        moves = [move for move in MOVES if open_to[move]]
        move = data.draw(st.sampled_from(moves))
        self._attempt(data, move, affair, open_to[move])

    def _who_may(self, move: str, affair: Affair) -> list[str]:
        facts: dict[str, Any] = {
            "reschedule": {"to": NOW + timedelta(days=9999)},
            "withdraw": {"keep": False},
            "limit": {"people": ROLES},
            "revoke": {"link": affair.links[-1]} if affair.links else None,
            "redact": {} if affair.asked else None,
            "give": {} if len(affair.links) < 2 else None,
            "edit": {"embargo": affair.embargo},
            "bundle": self._other_for(affair),
            "retime": {"to": NOW + timedelta(days=9999)},
            "ask_redaction": {} if len(affair.revisions) > 3 and len(affair.asked) < 1 else None,
        }
        if facts.get(move, {}) is None:
            return []
        return [who for who in ROLES if affair.allows(move, who, ROLES[who], self.now, **facts.get(move, {}))]

    def _attempt(self, data: st.DataObject, move: str, affair: Affair, people: Any) -> None:
        who = data.draw(st.sampled_from(list(people)))
        prepared = getattr(self, f"_{move}")(data, affair, who)
        if prepared is None:
            return
        facts, call, then = prepared
        knows = affair.knows(who) and ("other" not in facts or facts["other"].knows(who))
        if (knows or move == "break_in") and affair.allows(move, who, ROLES[who], self.now, **facts):
            should = "done"
        else:
            should = "refused" if knows or move == "break_in" else "unknown"
        note(f"{self.now} {who}: {move} of {affair.words.headline} {facts or ''} ({should})")
        outcome, result = _outcome(call)
        assert outcome == should, f"{who}: {move} was {outcome} ({result}), and should be {should}"
        if outcome == "done":
            then(result)
        STEPS[f"{move} {outcome}"] += 1

    # --- Moves: the facts that the model needs, the call, and what the model does then ---

    def _edit(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        kinds = ["headline", "body", "both", "embargo", "unnoted"]
        kind, embargo = data.draw(st.sampled_from(kinds)), affair.embargo
        if kind == "embargo" or data.draw(st.integers(0, 3)) == 0:
            embargo = data.draw(st.sampled_from([("none", None), ("by_hand", None), ("until", self._lift(data))]))
        words = affair.words
        if kind != "embargo":
            words = self._new_words(words, headline=kind in {"headline", "both"}, body=kind != "headline")
            wants_note = bool(affair.opened(self.now)) != (kind == "unnoted")
            words = replace(words, note=f"Nw{next(self.numbers)}w" if wants_note else "")
            words = replace(words, is_minor=wants_note and data.draw(st.booleans()))
        changes = {"headline": words.headline, "body": words.body, "correction_note": words.note}
        changes |= {"correction_is_minor": words.is_minor, "terms": _terms(embargo)}

        def call() -> Any:
            release = Release.objects.get(pk=affair.key)
            kept = self.desk.revision(release).content
            draft = replace(decompose({**kept, "embargo": stored_terms(release.terms)}), **changes)
            return workflow.save_draft(
                actor=self.people[who],
                release_id=affair.key,
                draft=draft,
                expected_revision=release.revision_number,
            )

        return {"embargo": embargo}, call, lambda _saved: affair.save(words, embargo, who, next(self.numbers))

    def _restore(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        number = data.draw(st.integers(1, len(affair.revisions)))
        known = {"number": number, "expected_revision": len(affair.revisions)}
        words = affair.revisions[number - 1].words
        then = lambda _saved: affair.save(words, affair.embargo, who, next(self.numbers))  # noqa: E731
        return {}, self._call(workflow.restore, affair, who, **known), then

    def _submit(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        return {}, self._call(workflow.submit, affair, who), lambda _: setattr(affair, "status", "submitted")

    def _take_back(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        return {}, self._call(workflow.take_back, affair, who), lambda _: setattr(affair, "status", "draft")

    def _send_back(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        call = self._call(workflow.send_back, affair, who, reason="Not yet.")
        return {}, call, lambda _: setattr(affair, "status", "draft")

    def _approve(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        shown = self.desk.revision(Release.objects.get(pk=affair.key)).digest
        return {}, self._call(workflow.approve, affair, who, digest=shown), lambda _: affair.approve(who, self.now)

    def _publish(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        door, other = workflow.publish, workflow.correct
        if affair.opened(self.now):
            door, other = other, door
        assert _outcome(self._call(other, affair, who))[0] != "done", "the wrong door is closed"
        return {}, self._call(door, affair, who), lambda _: affair.publish(self.now)

    def _hold(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        tied = affair.ahead(self.now)
        return {}, self._call(workflow.hold, affair, who), lambda _: (tied or affair).hold(self.now)

    def _reschedule(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        to = self._lift(data)
        if (coming := affair.coming(self.now)) and coming.opens and data.draw(st.booleans()):
            to = coming.opens.replace(second=0, microsecond=0) + timedelta(minutes=1)
        call = self._call(workflow.reschedule, affair, who, terms=until(to))
        return {"to": to}, call, lambda _: affair.reschedule(to, self.now)

    def _withdraw(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        keep, notice = data.draw(st.booleans()), f"Ww{next(self.numbers)}w"
        call = self._call(workflow.withdraw, affair, who, reason=notice, keep_text=keep)
        return {"keep": keep}, call, lambda _: affair.withdraw(who, self.now, keep=keep, notice=notice)

    def _emergency(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        call = self._call(workflow.publish_in_emergency, affair, who, reason="A flood.")
        return {}, call, lambda _: affair.emergency(who, self.now)

    def _review(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        return {}, self._call(workflow.review_emergency, affair, who), lambda _: affair.review()

    def _limit(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        names = data.draw(st.sets(st.sampled_from(list(ROLES)), min_size=1)) | {who}
        people = {name: ROLES[name] for name in names}
        call = self._call(workflow.limit_access, affair, who, people=[self.people[name].pk for name in sorted(names)])
        return {"people": people}, call, lambda _: setattr(affair, "named", names)

    def _unlimit(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        call = self._call(workflow.lift_access_limit, affair, who, reason="It is known.")
        return {}, call, lambda _: setattr(affair, "named", None)

    def _break_in(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        if affair.named is None:
            return None
        call = self._call(workflow.break_access_limit, affair, who, reason="Both are ill.")
        return {}, call, lambda _: affair.named.add(who) if affair.named is not None else None

    def _give(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        lasts = data.draw(st.sampled_from([timedelta(hours=1), timedelta(days=14)]))
        call = self._call(workflow.give_preview_link, affair, who, reader="Ann Lee", lasts=lasts)
        return (
            {},
            call,
            lambda got: affair.links.append(
                Link(affair.revisions[-1], got.token, got.link.pk, who, self.now, self.now + lasts)
            ),
        )

    def _revoke(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        if not affair.links:
            return None
        link = affair.links[-1]
        call = self._call(workflow.revoke_preview_link, affair, who, link_id=link.key)
        return {"link": link}, call, lambda _: setattr(link, "is_revoked", True)

    def _ask_redaction(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        name = data.draw(st.sampled_from(["headline", "body"]))
        call = self._call(workflow.ask_redaction, affair, who, field=name, reason="An order.", public_mark="Removed.")
        return {}, call, lambda asked: affair.asked.append((asked.pk, name))

    def _redact(self, data: st.DataObject, affair: Affair, who: str) -> Any:
        if not affair.asked:
            return None
        asked, name = affair.asked[-1]

        def then(_asked: Any) -> None:
            affair.asked.pop()
            affair.redact(name)

        return {}, self._call(workflow.redact, affair, who, redaction_id=asked), then

    # --- What must hold after every step ---

    @invariant()
    def everybody_sees_what_the_model_says_and_nothing_else(self) -> None:
        self._look()

    def _look(self, *, everywhere: bool = False) -> None:
        picture = dict(expected(self.affairs, self.now))
        same = [place for place, seen in picture.items() if self.pictured.get(place) == seen]
        self.turns += LOOKS
        in_turn = {same[(self.turns + one) % len(same)] for one in range(LOOKS)} if same else set()
        for place, seen in picture.items():
            if everywhere or place in in_turn or place not in same:
                assert seen.agrees(self.visitor.sees(*place)), f"{place} at {self.now}: {seen}"
                STEPS["looks"] += 1
        self.pictured = picture

    @invariant()
    def what_is_seen_is_what_somebody_answers_for(self) -> None:
        texts = {affair.key: affair.current(self.now) for affair in self.affairs}
        rows = Edition.objects.filter(release__in=texts).select_related("authorised_by")
        open_now = {row.release_id: row for row in rows if _is_open(row, self.now)}
        assert set(open_now) == {key for key, text in texts.items() if text}
        for key, row in open_now.items():
            text = texts[key]
            assert text
            assert (row.authority, row.authorised_by.display_name) == (text.authority, text.by)
            assert telling(row.headline, row.body) == telling(text.words.headline, text.words.body)
            assert (digest(row.seals), broken(row.content, row.seals)) == (row.digest, [])
            if not text.is_notice:
                assert row.digest == Revision.objects.get(release=key, number=text.revision).digest

    # --- Small words ---

    @property
    def now(self) -> datetime:
        return clock.now()

    def _call(self, move: Callable[..., Any], affair: Affair, who: str, **arguments: Any) -> Callable[[], Any]:
        return lambda: move(actor=self.people[who], release_id=affair.key, **arguments)

    def _new_words(self, words: Words, *, headline: bool, body: bool) -> Words:
        changed = words
        if headline:
            changed = replace(changed, headline=f"Hw{next(self.numbers)}w")
        if body:
            changed = replace(changed, body=f"<p>Bw{next(self.numbers)}w</p>")
        return changed

    def _lift(self, data: st.DataObject) -> datetime:
        minutes = data.draw(st.sampled_from([1, 2, 60, 60 * 24, 60 * 24 * 18]))
        return self.now.replace(second=0, microsecond=0) + timedelta(minutes=minutes)


def _outcome(call: Callable[[], Any]) -> tuple[str, Any]:
    try:
        with transaction.atomic():
            return "done", call()
    except workflow.Refused as refused:
        return "refused", [reason.text for reason in refused.reasons]
    except Release.DoesNotExist as unknown:
        return "unknown", unknown


def _terms(embargo: tuple[str, datetime | None]) -> Terms:
    return until(embargo[1]) if embargo[1] else Terms(EmbargoKind(embargo[0]))


def _is_open(edition: Edition, at: datetime) -> bool:
    """In plain Python, not by the gate."""
    opened = edition.public_from is not None and edition.public_from <= at
    return opened and (edition.public_until is None or at < edition.public_until)


def run(*, histories: int, steps: int, derandomize: bool) -> None:
    how = settings(
        max_examples=histories,
        stateful_step_count=steps,
        derandomize=derandomize,
        database=None,
        deadline=None,
        print_blob=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(AnyHistory, settings=how)


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of addresses that are not found are no news."""
    caplog.set_level("CRITICAL", "django.request")


def test_in_any_history_the_public_sees_what_the_rules_say_and_nothing_else() -> None:
    run(histories=3, steps=25, derandomize=True)


@pytest.mark.long
def test_in_very_many_histories_the_public_sees_what_the_rules_say_and_nothing_else() -> None:
    wanted = int(os.environ.get("NEWSROOM_STEPS", "10000"))
    STEPS.clear()
    while STEPS["all"] < wanted:
        run(histories=10, steps=50, derandomize=False)
        print(dict(STEPS), flush=True)  # noqa: T201 - how far it is, and which moves the steps were
