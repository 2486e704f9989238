"""Two newsrooms, the same to every visitor: one as it is, and one with everything in it that must not show.

Identifiers come from a seed that is set anew for the public things, and the clock stands still. So what is public
is equal to the last bit in both, also where the hidden things were there first.
"""

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import uuid4

import pytest
import time_machine

from releases import workflow
from releases.demo.logo import drawn
from releases.document import Voice
from releases.embargo import Terms
from releases.models import (
    Address,
    Contact,
    Guesses,
    GuessSalt,
    GuessSource,
    ImportedItem,
    IntakeSource,
    LinkAnswer,
    Logo,
    Newsroom,
    Office,
    OfficeSlug,
    Release,
    Topic,
    TopicSlug,
)
from releases.passages import Passage
from releases.states import EmbargoKind
from tests.cast import SWITCHBOARD, Desk, draft_for, until
from tests.public.places import office

NOW: Final = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
LATER: Final = NOW + timedelta(days=40)
# Every hidden thing is called so, and nothing else is.
WORD: Final = "zebra"


@dataclass
class World:
    """What the tests ask about. `secrets` are keys and addresses of hidden things, in the newsroom that has them."""

    live: Release
    gone: Release
    corrected: Release
    secrets: tuple[str, ...] = ()
    hidden: tuple[Release, ...] = ()


class Builder:
    """Builds either newsroom, from the same seed."""

    def __init__(self, patch: pytest.MonkeyPatch, traveller: time_machine.Traveller) -> None:
        self._patch, self._traveller = patch, traveller

    def build(self, *, hidden: bool, pages: int = 1) -> World:
        """The hidden things come before and after the public ones, which fill this many pages of a list."""
        self._traveller.move_to(NOW, tick=False)
        self._seed(1)
        desk = Desk()
        newsroom = Newsroom.objects.identity()
        newsroom.accent = "#0b5a6b"
        workflow.save_identity(actor=desk.cast.administrator, newsroom=newsroom)
        workflow.save_logo(actor=desk.cast.administrator, alt="", pictures_of={"logo": drawn("Harbour")})
        Office.objects.filter(pk=desk.cast.office.pk).update(is_listed=True)
        made: list[Release] = []
        if hidden:
            self._seed(2)
            made += _never_public(desk)
        self._seed(3)
        old = office("Old Harbor", "old-harbor", is_listed=True, is_historical=True)
        Contact.objects.create(office=desk.cast.office, name="Duty", phone="9", phone_is_public=True, is_listed=True)
        topic = Topic.objects.create(name="Harbour works", slug="harbour-works", is_listed=True)
        self._traveller.shift(60)
        world = World(
            live=desk.live(topics=(topic.pk,)),
            gone=desk.withdrawn(desk.live(headline="Pier closes", slug="pier"), keep_text=False),
            corrected=desk.live(language="es", headline="Cierra el muelle", slug="muelle"),
        )
        self._traveller.shift(60)
        desk.corrected(world.corrected)
        for number in range(20 * (pages - 1)):
            desk.live(headline=f"Tide table {number}", slug=f"tide-{number}")
        self._traveller.shift(60)
        if hidden:
            self._seed(4)
            made += _around_what_is_public(desk, world, old)
            made.append(desk.scheduled(LATER, headline="Zebra merger", slug="zebra-last"))
            world.hidden = tuple(made)
            paths = Address.objects.filter(release__in=made).values_list("path", flat=True)
            world.secrets = (*paths, *(str(one.pk) for one in made))
        return world

    def _seed(self, number: int) -> None:
        self._patch.setattr(os, "urandom", Random(number).randbytes)  # noqa: S311 - what uuid4 asks


def _never_public(desk: Desk) -> list[Release]:
    """Of every sort: releases that are written, checked, planned, held and limited, with an office of their own."""
    own = office("Zebra office", "zebra-office")
    topic = Topic.objects.create(name="Zebra topic", slug="zebra-topic")
    OfficeSlug.objects.create(slug="once-zebra", office=own)
    TopicSlug.objects.create(slug="once-zebra", topic=topic)
    office("Zebra child", "zebra-child", parent=desk.cast.office)
    Contact.objects.create(office=own, name="Zebra contact", phone="1", phone_is_public=True, is_listed=True)
    Contact.objects.create(office=desk.cast.office, name="Zebra unlisted", phone="2", phone_is_public=True)
    Contact.objects.create(office=desk.cast.office, name="Zebra private", phone="3", is_listed=True)
    words: dict[str, Any] = {
        "headline": "Zebra merger",
        "topics": (topic.pk,),
        "joint_offices": (own.pk,),
        "contacts": (replace(SWITCHBOARD, name="Zebra spokesman"),),
        "speakers": (Voice("Zebra director"),),
    }
    cast, scheduled = desk.cast, desk.scheduled(LATER, **words)
    made = [desk.draft(**words), desk.submitted(**words), desk.approved(**words), scheduled]
    made.append(desk.approved(terms=Terms(EmbargoKind.BY_HAND), **words))
    # In a language, and of a kind, that nothing public has.
    made.append(desk.scheduled(LATER, **{**words, "language": "pt", "kind": "fact-sheet"}))
    Logo.objects.create(digest="zebra", media_type="image/png", width=9, height=9, data=b"Zebra")
    Address.objects.create(path="/zebra", release=scheduled, is_canonical=False, reserved_at=NOW)
    LinkAnswer.objects.create(address_hash=WORD, answer="404", failures=2, tried_at=NOW)
    guesses = Guesses.objects.create(release=scheduled, since=NOW, latest_at=NOW, requests=44, sources=2)
    GuessSalt.objects.create(day=NOW.date(), salt="zebra")
    GuessSource.objects.create(guesses=guesses, day=NOW.date(), source="zebra", requests=44)
    ImportedItem.objects.create(key="zebra", release=scheduled)
    IntakeSource.objects.create(
        release=scheduled, text="Zebra words", sha256="zebra", added_by=cast.writer, added_at=NOW
    )
    held = desk.scheduled(LATER, **words)
    workflow.hold(actor=cast.publisher, release_id=held.pk)
    moved = desk.scheduled(NOW + timedelta(hours=1), **words)
    workflow.reschedule(actor=cast.publisher, release_id=moved.pk, terms=until(LATER))
    replaced = desk.scheduled(LATER, **words)
    desk.edit(replaced, body="<p>Other zebra words.</p>")
    workflow.submit(actor=cast.writer, release_id=replaced.pk)
    desk.approve(replaced)
    workflow.publish(actor=cast.publisher, release_id=replaced.pk)
    limited = desk.scheduled(LATER, **words)
    workflow.limit_access(actor=cast.writer, release_id=limited.pk, people=[cast.approver.pk, cast.publisher.pk])
    workflow.remark(actor=cast.writer, release_id=limited.pk, text="A zebra?", words=Passage("new pilot station on"))
    workflow.choose_notices(actor=cast.approver, paces={"": "daily"})
    shown = desk.scheduled(LATER, **words)
    given = workflow.give_preview_link(
        actor=cast.approver, release_id=shown.pk, reader="Zebra counsel", lasts=timedelta(days=14)
    )
    workflow.record_opening(given.link)
    workflow.keep_typing(
        actor=cast.writer,
        key=uuid4(),
        release_id=shown.pk,
        content=[("headline", "Zebra typing")],
        revision_number=1,
        opened_at=NOW,
    )
    workflow.note_presence(actor=cast.writer, release_id=shown.pk)
    tied = [desk.draft(**words).pk, desk.draft(**words).pk]
    workflow.bundle_together(actor=cast.writer, release_ids=tied, name="Zebra day")
    workflow.make_calendar_link(actor=cast.writer, label="Zebra phone")
    return [*made, held, moved, replaced, limited, shown]


def _around_what_is_public(desk: Desk, world: World, old: Office) -> list[Release]:
    """What is prepared for things that the public knows: corrections, a translation, a redaction, a successor."""
    cast, live = desk.cast, world.live
    Office.objects.filter(pk=old.pk).update(
        successor=Office.objects.get(slug="zebra-office"), parent=Office.objects.get(slug="zebra-office")
    )
    for body in ("<p>A zebra that was held.</p>", "<p>The corrected zebra.</p>"):
        desk.correction_approved(live, terms=until(LATER), correction_note="A zebra note.", body=body)
        workflow.correct(actor=cast.publisher, release_id=live.pk)
        if "held" in body:
            workflow.hold(actor=cast.publisher, release_id=live.pk)
    desk.edit(live, headline="The next zebra headline", correction_note="The next zebra note.")
    desk.correction_approved(world.gone, terms=until(LATER), correction_note="A zebra note.", body="<p>Zebra.</p>")
    workflow.correct(actor=cast.publisher, release_id=world.gone.pk)
    workflow.ask_redaction(
        actor=cast.administrator, release_id=live.pk, field="body", reason="A zebra.", public_mark="Zebra removed."
    )
    translation = draft_for(cast.office, language="es", headline="Zebra escondida", terms=until(LATER))
    spanish = workflow.begin_translation(actor=cast.writer, original_id=live.pk, language="es").release
    number = live.revisions.latest("number").number
    workflow.save_translation(
        actor=cast.writer, release_id=spanish.pk, draft=translation, expected_revision=1, of_revision=number
    )
    workflow.submit(actor=cast.writer, release_id=spanish.pk)
    desk.approve(spanish)
    workflow.publish(actor=cast.publisher, release_id=spanish.pk)
    return [spanish]
