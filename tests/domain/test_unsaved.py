"""What people type is kept for them alone, as long as they may know of the release, and for a month at the most."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine

from releases import clock, workflow
from releases.models import Buffer, Person, Presence, Release, Revision, Role
from tests.cast import Desk, draft_for, person
from tests.public.places import office

pytestmark = pytest.mark.django_db

TYPED = [("headline", "Half a sentence")]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def keep(who: Person, release: Release | None, **changes: Any) -> Buffer:
    given: dict[str, Any] = {
        "key": uuid4(),
        "content": TYPED,
        "revision_number": 1,
        "opened_at": clock.now(),
        **changes,
    }
    return workflow.keep_typing(actor=who, release_id=release.pk if release else None, **given)


def limit(desk: Desk, release: Release) -> None:
    """To the publisher and the approver."""
    named = [desk.cast.publisher.pk, desk.cast.approver.pk]
    workflow.limit_access(actor=desk.cast.publisher, release_id=release.pk, people=named)


def waiting(who: Person) -> list[UUID]:
    return [buffer.pk for buffer in Buffer.objects.of(who, at=clock.now())]


def test_typing_is_kept_under_its_key_and_is_no_revision(desk: Desk) -> None:
    release, key = desk.draft(), uuid4()
    keep(desk.cast.writer, release, key=key)
    keep(desk.cast.writer, release, key=key, content=[("headline", "A whole sentence.")])
    assert Buffer.objects.get().content == [["headline", "A whole sentence."]]
    assert Revision.objects.count() == 1
    assert desk.fresh(release).changed_at == release.changed_at


def test_two_windows_keep_apart_and_the_latest_comes_first(desk: Desk) -> None:
    release = desk.draft()
    keys = [keep(desk.cast.writer, release).pk for _window in range(2)]
    assert waiting(desk.cast.writer) == keys[::-1]


def test_nobody_gets_anothers_typing_by_any_key(desk: Desk) -> None:
    release = desk.draft()
    key = keep(desk.cast.writer, release).pk
    with pytest.raises(Buffer.DoesNotExist):
        keep(desk.cast.publisher, release, key=key)
    assert not workflow.forget_typing(actor=desk.cast.publisher, key=key)
    assert waiting(desk.cast.publisher) == []
    assert waiting(desk.cast.writer) == [key]
    assert workflow.forget_typing(actor=desk.cast.writer, key=key)
    assert waiting(desk.cast.writer) == []


def test_whoever_may_not_know_of_the_release_neither_keeps_nor_finds_typing(desk: Desk) -> None:
    release = desk.draft()
    key = keep(desk.cast.writer, release).pk
    limit(desk, release)
    assert waiting(desk.cast.writer) == []
    with pytest.raises(Release.DoesNotExist):
        keep(desk.cast.writer, release, key=key)
    with pytest.raises(Release.DoesNotExist):
        workflow.note_presence(actor=desk.cast.writer, release_id=release.pk)


def test_whoever_only_reads_is_told_that_nothing_is_kept(desk: Desk) -> None:
    elsewhere = person("Olga", Role.WRITER, office=office("Elsewhere", "elsewhere"))
    release = desk.draft(joint_offices=(next(iter(elsewhere.roles))[1],))
    for who, of in ((desk.cast.administrator, release), (elsewhere, release), (desk.cast.administrator, None)):
        with pytest.raises(workflow.Refused, match="not kept"):
            keep(who, of)
    with pytest.raises(workflow.Refused):
        workflow.note_presence(actor=elsewhere, release_id=release.pk)


def test_what_is_too_long_is_refused_with_a_sentence(desk: Desk) -> None:
    with pytest.raises(workflow.Refused, match="too long"):
        keep(desk.cast.writer, None, content=[("body", "x" * 1_000_001)])


def test_it_lasts_a_month_and_then_goes_by_itself(desk: Desk) -> None:
    with time_machine.travel(clock.now() - timedelta(days=30, minutes=1)):
        keep(desk.cast.publisher, None)
    assert waiting(desk.cast.publisher) == []
    kept = keep(desk.cast.writer, None)
    assert list(Buffer.objects.all()) == [kept]


def test_of_very_many_windows_the_oldest_gives_way(desk: Desk) -> None:
    release, other = desk.draft(), keep(desk.cast.writer, None)
    keys = [keep(desk.cast.writer, release).pk for _window in range(12)]
    assert set(waiting(desk.cast.writer)) == {other.pk, *keys[2:]}


def test_a_redaction_takes_what_was_being_typed_and_lets_no_open_page_bring_it_back(desk: Desk) -> None:
    release, opened_at = desk.draft(), clock.now()
    other = keep(desk.cast.writer, desk.draft())
    key = keep(desk.cast.writer, release).pk
    asked = workflow.ask_redaction(
        actor=desk.cast.administrator, release_id=release.pk, field="body", reason="A court.", public_mark="Removed."
    )
    workflow.redact(actor=desk.cast.publisher, release_id=release.pk, redaction_id=asked.pk)
    assert list(Buffer.objects.all()) == [other]
    with pytest.raises(workflow.Refused, match="redacted after you opened"):
        keep(desk.cast.writer, release, key=key, opened_at=opened_at)
    old = draft_for(desk.cast.office, subhead="An innocent change")
    with pytest.raises(workflow.Refused, match="redacted after you opened"):
        workflow.save_draft(
            actor=desk.cast.writer, release_id=release.pk, draft=old, expected_revision=1, opened_at=opened_at
        )
    keep(desk.cast.writer, release, key=key)


def test_whoever_has_it_open_is_told_to_the_others_until_nothing_is_heard_of_them(desk: Desk) -> None:
    release, start = desk.draft(), clock.now()
    with time_machine.travel(start, tick=False) as traveller:
        for _minute in range(4):
            workflow.note_presence(actor=desk.cast.writer, release_id=release.pk)
            traveller.shift(120)
        (there,) = Presence.objects.beside(desk.cast.approver, at=clock.now())
        assert (there.person, there.since) == (desk.cast.writer, start)
        assert not Presence.objects.beside(desk.cast.writer, at=clock.now())
        traveller.shift(240)
        assert not Presence.objects.beside(desk.cast.approver, at=clock.now())
        workflow.note_presence(actor=desk.cast.writer, release_id=release.pk)
        assert Presence.objects.get().since == clock.now()


def test_who_has_a_limited_release_open_is_told_to_nobody_else(desk: Desk) -> None:
    release = desk.draft()
    workflow.note_presence(actor=desk.cast.publisher, release_id=release.pk)
    limit(desk, release)
    assert not Presence.objects.beside(desk.cast.writer, at=clock.now())
    assert Presence.objects.beside(desk.cast.approver, at=clock.now())
