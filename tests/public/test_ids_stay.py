"""Whatever is edited, an entry keeps its id, its address and its first date; only a correction moves `updated`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from releases import clock, workflow
from releases.models import Office, Release, Topic
from tests.cast import Desk
from tests.public.places import office, path_of
from tests.public.test_feed_forms import FORMS, _items

pytestmark = pytest.mark.django_db

CHANGES: Final = ("headline", "body", "number", "topics", "joint offices", "summary", "language")
MOVES: Final = (*CHANGES, *CHANGES, "minor", "minor", "draft", "slug", "name", "new", "withdrawn", "gone")


@dataclass
class Entry:
    """What a reader was told of a release, and must go on being told."""

    url: str
    published: datetime
    updated: datetime


class Editors:
    """They publish, correct, rename and withdraw; beside each release stands what its entry must say."""

    def __init__(self, move_on: Callable[[], None]) -> None:
        self.desk, self.entries, self.steps, self.move_on = Desk(), dict[UUID, Entry](), 0, move_on
        self.office, self.second = self.desk.cast.office, office("Second Office", "second")
        self.topics = [Topic.objects.create(name=f"Topic {number}", slug=f"topic-{number}") for number in range(3)]
        self.release: Release = self.publish()

    def publish(self) -> Release:
        release = self.desk.live(headline=f"Release {self.steps}")
        url = f"http://localhost:8000{path_of(release)}"
        self.entries[release.pk] = Entry(url, clock.now(), clock.now())
        return release

    def make(self, move: str) -> None:
        self.steps += 1
        self.move_on()
        match move:
            case "new":
                self.release = self.publish()
            case "withdrawn" | "gone":
                self.desk.withdrawn(self.release, keep_text=move == "withdrawn")
                self._told()
                self.release = self.publish()
            case "draft":
                self.desk.edit(self.release, headline=f"Half a thought {self.steps}")
            case "slug" | "name":
                self._rename(move)
            case _:
                self.desk.corrected(self.release, correction_is_minor=move == "minor", **self._change(move))
                if move != "minor":
                    self._told()

    def _told(self) -> None:
        self.entries[self.release.pk].updated = clock.now()

    def _rename(self, what: str) -> None:
        place = Office.objects.get(pk=self.office.pk)
        setattr(place, what, f"office-{self.steps}")
        workflow.save_office(actor=self.desk.cast.administrator, office=place)

    def _change(self, what: str) -> dict[str, Any]:
        changes: dict[str, dict[str, Any]] = {
            "headline": {"headline": f"Another headline {self.steps}"},
            "number": {"number": f"31-{self.steps}"},
            "summary": {"summary": f"In short, {self.steps}."},
            "topics": {"topics": (self.topics[self.steps % 3].pk,)},
            "joint offices": {"joint_offices": (self.second.pk,) if self.steps % 2 else ()},
            "language": {"language": ("es", "fr", "ar", "en")[self.steps % 4]},
        }
        return {"body": f"<p>Body {self.steps}.</p>", **changes.get(what, {})}


def _read(client: Client, form: str) -> dict[str, tuple[str, Any, Any]]:
    return {one["id"]: (one["url"], one["published"], one["updated"]) for one in _items(client, f"/feed.{form}")}


def _edit_at_random(client: Client, traveller: Any, *, edits: int, histories: int) -> None:
    made = st.lists(st.sampled_from(MOVES), min_size=edits, max_size=edits)

    @settings(
        max_examples=histories,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(moves=made)
    def edited(moves: list[str]) -> None:
        with transaction.atomic():
            editors = Editors(lambda: traveller.shift(60))
            for move in moves:
                editors.make(move)
                must = {
                    f"urn:uuid:{pk}": (one.url, one.published.timetuple()[:6], one.updated.timetuple()[:6])
                    for pk, one in editors.entries.items()
                }
                for form in FORMS:
                    assert _read(client, form) == must, (form, move)
            transaction.set_rollback(True)

    edited()


def test_ids_and_addresses_stay_whatever_is_edited(client: Client, clock: Any) -> None:
    _edit_at_random(client, clock, edits=4, histories=3)


@pytest.mark.long
def test_ids_and_addresses_stay_over_a_thousand_edits(client: Client, clock: Any) -> None:
    _edit_at_random(client, clock, edits=25, histories=40)
