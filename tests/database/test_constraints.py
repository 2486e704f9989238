"""Every constraint of the schema has an act that it refuses, on whichever engine the suite runs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import F

from releases import clock, workflow
from releases.models import (
    AccessLimit,
    Address,
    Bundle,
    CalendarLink,
    Edition,
    EditionOffice,
    EditionTopic,
    Event,
    Generation,
    ImportedItem,
    LiftsTold,
    LinkAnswer,
    Logo,
    Membership,
    Newsroom,
    Notice,
    NoticeChoice,
    Office,
    Presence,
    PreviewLink,
    Redaction,
    Release,
    ReleaseOffice,
    ReleaseTopic,
    Revision,
    Topic,
    Translation,
)
from tests.cast import Desk

pytestmark = pytest.mark.django_db

Act = Callable[[Desk], Any]


def _copy(row: models.Model, **changes: Any) -> Any:
    """Write the row once more, with another key."""
    fresh = type(row)._default_manager.get(pk=row.pk)
    fresh.pk = uuid4() if isinstance(fresh.pk, type(uuid4())) else None
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.save(force_insert=True)


def _logo(**changes: Any) -> Logo:
    facts: dict[str, Any] = {"media_type": "image/png", "width": 960, "height": 192, "data": b"", **changes}
    made: Logo = Logo.objects.create(digest="a" * 32, **facts)
    return made


_EMPTY = {"sequence": 9, "public_from": None, "public_until": None, "issued_at": None, "issued_on": None}


def _ahead(days: int = 1) -> Any:
    return clock.now() + timedelta(days=days)


def _window(start: int, end: int | None = None) -> dict[str, Any]:
    return {
        "public_from": _ahead(start),
        "public_until": _ahead(end) if end else None,
        "issued_at": _ahead(start),
        "issued_on": _ahead(start).date(),
    }


def _two_windows(desk: Desk) -> Any:
    release = desk.correction_approved(desk.live())
    Edition.objects.filter(release=release, sequence=2).update(**_window(1))


def _emergency(desk: Desk) -> Edition:
    release = desk.draft()
    return workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="A flood.")


def _redaction(desk: Desk, **changes: Any) -> Redaction:
    fields = {"field": "body", "ground": "x", "public_mark": "x", "asked_by": desk.cast.administrator, **changes}
    return Redaction.objects.create(release=desk.live(), asked_at=clock.now(), **fields)


def _confirmed_by_who_asked(desk: Desk) -> Any:
    redaction = _redaction(desk)
    Redaction.objects.filter(pk=redaction.pk).update(
        confirmed_by=F("asked_by"), confirmed_at=clock.now(), event=Event.objects.first()
    )


def _bundle(desk: Desk) -> Bundle:
    ids = [desk.draft().pk, desk.draft().pk]
    return workflow.bundle_together(actor=desk.cast.writer, release_ids=ids)


def _calendar_link(desk: Desk) -> CalendarLink:
    return CalendarLink.objects.create(person=desk.cast.writer, label="Phone", token_hash="x", made_at=clock.now())


def _link(desk: Desk, lasts: timedelta, token: str = "x") -> PreviewLink:
    now = clock.now()
    return PreviewLink.objects.create(
        release=desk.draft(),
        revision_number=1,
        reader="Ann",
        token_hash=token,
        given_by=desk.cast.approver,
        given_at=now,
        expires_at=now + lasts,
    )


def _with_topic(desk: Desk) -> Release:
    return desk.live(topics=(Topic.objects.create(name="Pilots", slug="pilots").pk,))


def _with_joint_office(desk: Desk) -> Release:
    return desk.draft(joint_offices=(Office.objects.create(name="B", slug="b", time_zone="UTC").pk,))


def _limited(desk: Desk) -> Any:
    workflow.limit_access(actor=desk.cast.writer, release_id=desk.draft().pk, people=[desk.cast.approver.pk])
    return AccessLimit.objects.first()


def _remark(desk: Desk, **changes: Any) -> None:
    """Another remark like one that was made, on an event of its own."""
    made = workflow.remark(actor=desk.cast.writer, release_id=desk.draft().pk, text="So?")
    event = Event.objects.exclude(pk=made.event_id).latest("pk")
    _copy(made, **{"event": event, **changes})


def _notice(desk: Desk, **changes: Any) -> None:
    """Another notice like one that was left, for somebody else."""
    desk.submitted()
    _copy(Notice.objects.filter(person=desk.cast.approver).latest("pk"), **{"person": desk.cast.writer, **changes})


def _lift(desk: Desk) -> dict[str, Any]:
    """What makes a notice one of a lift."""
    return {"event": None, "edition": Edition.objects.get(release=desk.live()), "kind": "lifted"}


def _presence(desk: Desk) -> Any:
    workflow.note_presence(actor=desk.cast.writer, release_id=desk.draft().pk)
    return Presence.objects.get()


def _translation(desk: Desk) -> Translation:
    workflow.begin_translation(actor=desk.cast.writer, original_id=desk.draft().pk, language="es")
    return Translation.objects.get()


ACTS: dict[str, Act] = {
    "translation_of_another": lambda desk: _translation(desk) and Translation.objects.update(original=F("release")),
    "translation_of_a_revision": lambda desk: _translation(desk) and Translation.objects.update(of_revision=0),
    "remark_on_words_or_on_all": lambda desk: _remark(desk, field="body"),
    "remark_resolved_by_somebody": lambda desk: _remark(desk, resolved_at=clock.now()),
    "remark_reply_is_plain": lambda desk: _remark(
        desk,
        reply_to=workflow.remark(actor=desk.cast.writer, release_id=desk.draft().pk, text="First."),
        resolved_by=desk.cast.writer,
        resolved_at=clock.now(),
    ),
    "Remark.event": lambda desk: _remark(
        desk, event=workflow.remark(actor=desk.cast.writer, release_id=desk.draft().pk, text="First.").event
    ),
    "notice_of_event_once": lambda desk: _notice(desk, person=desk.cast.approver),
    "notice_of_lift_once": lambda desk: [_notice(desk, **lift) for lift in [_lift(desk)] for _twice in range(2)],
    "notice_of_event_or_lift": lambda desk: _notice(desk, kind="lifted"),
    "notice_sent_at_a_time": lambda desk: _notice(desk, mail="sent"),
    "notice_choice_once": lambda desk: [
        NoticeChoice.objects.create(person=desk.cast.writer, kind="", pace="daily") for _twice in range(2)
    ],
    "notice_choice_known": lambda desk: NoticeChoice.objects.create(person=desk.cast.writer, kind="", pace="hourly"),
    "lifts_told_one_row": lambda desk: LiftsTold.objects.create(pk=2),
    "address_one_canonical": lambda desk: Address.objects.create(
        path="/other/", release=desk.live(), reserved_at=clock.now()
    ),
    "address_path_absolute": lambda desk: Address.objects.create(
        path="other/", release=desk.draft(), reserved_at=clock.now()
    ),
    "membership_once": lambda desk: [
        Membership.objects.create(person=desk.cast.writer, role="writer", office=desk.cast.office) for _ in range(2)
    ],
    "membership_everywhere_once": lambda desk: Membership.objects.create(person=desk.cast.writer, role="writer"),
    "membership_role_known": lambda desk: Membership.objects.create(person=desk.cast.writer, role="king"),
    "office_not_own_successor": lambda desk: Office.objects.update(successor=F("id")),
    "office_not_own_parent": lambda desk: Office.objects.update(parent=F("id")),
    "edition_embargo_whole": lambda desk: desk.approved() and Edition.objects.update(embargo_kind="until"),
    "edition_sequence_once": lambda desk: _copy(Edition.objects.get(release=desk.approved())),
    "edition_one_open_window": _two_windows,
    "edition_window_forward": lambda desk: desk.approved() and Edition.objects.update(**_window(2, 1)),
    "edition_window_dated": lambda desk: desk.approved() and Edition.objects.update(public_from=_ahead()),
    "edition_authority_shown": lambda desk: _copy(_emergency(desk), **_EMPTY, emergency_reason=""),
    "edition_review_by_another": lambda desk: (
        _emergency(desk) and Edition.objects.update(reviewed_by=F("authorised_by"), reviewed_at=clock.now())
    ),
    "edition_gone_by_withdrawal": lambda desk: _copy(_emergency(desk), **_EMPTY, is_gone=True),
    "edition_office_once": lambda desk: _copy(EditionOffice.objects.get(edition__release=desk.live())),
    "edition_topic_once": lambda desk: _copy(EditionTopic.objects.get(edition__release=_with_topic(desk))),
    "logo_media_type_known": lambda desk: _logo(media_type="image/svg+xml"),
    "logo_small": lambda desk: _logo(height=193),
    "newsroom_one_row": lambda desk: Newsroom.objects.create(pk=2, name="Another"),
    "generation_one_row": lambda desk: Generation.objects.create(pk=2),
    "presence_once": lambda desk: _copy(_presence(desk)),
    "preview_link_expires_later": lambda desk: _link(desk, timedelta(0)),
    "redaction_by_two": _confirmed_by_who_asked,
    "redaction_field_known": lambda desk: _redaction(desk, field="password"),
    "release_status_known": lambda desk: desk.draft() and Release.objects.update(status="public"),
    "release_embargo_whole": lambda desk: desk.draft() and Release.objects.update(embargo_at=_ahead()),
    "release_office_once": lambda desk: _copy(ReleaseOffice.objects.get(release=_with_joint_office(desk))),
    "release_topic_once": lambda desk: _copy(ReleaseTopic.objects.get(release=_with_topic(desk))),
    "access_limit_once": lambda desk: _copy(_limited(desk)),
    "revision_number_once": lambda desk: _copy(Revision.objects.get(release=desk.draft())),
    "Address.path": lambda desk: _copy(
        Address.objects.get(release=desk.live()), release=desk.draft(), is_canonical=False
    ),
    "bundle_order_whole": lambda desk: _copy(_bundle(desk), ordered_at=clock.now()),
    "BundleMember.release": lambda desk: _copy(_bundle(desk).members.get(position=0)),
    "CalendarLink.token_hash": lambda desk: [_calendar_link(desk), _calendar_link(desk)],
    "ImportedItem.key": lambda desk: [
        ImportedItem.objects.create(key="a" * 64, release=release) for release in (desk.draft(), desk.draft())
    ],
    "ImportedItem.release": lambda desk: _copy(
        ImportedItem.objects.create(key="a" * 64, release=desk.draft()), key="b" * 64
    ),
    "LinkAnswer.address_hash": lambda desk: [
        LinkAnswer.objects.create(address_hash="a" * 64, tried_at=clock.now()) for _copy in range(2)
    ],
    "Translation.release": lambda desk: _copy(_translation(desk)),
    "Office.slug": lambda desk: _copy(desk.cast.office),
    "PreviewLink.token_hash": lambda desk: [_link(desk, timedelta(1)), _link(desk, timedelta(1))],
    "Topic.name": lambda desk: [Topic.objects.create(name="Pilots", slug=slug) for slug in ("a", "b")],
    "Topic.slug": lambda desk: [Topic.objects.create(name=name, slug="a") for name in ("A", "B")],
}
# Not of the domain: who signs in, what a past address is, what the guess alarm counts.
ELSEWHERE = {
    *("Person.username", "OfficeSlug.slug", "TopicSlug.slug", "Indexed.edition"),
    *("Guesses.release", "GuessSalt.day", "guess_source_once_a_day"),
}


def _constraints() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for model in apps.get_app_config("releases").get_models():
        found |= {constraint.name: constraint for constraint in model._meta.constraints}
        found |= {
            f"{model.__name__}.{field.name}": field
            for field in model._meta.concrete_fields
            if field.unique and not field.primary_key
        }
    return found


def test_every_constraint_has_an_act_here() -> None:
    assert set(ACTS) == set(_constraints()) - ELSEWHERE


@pytest.mark.parametrize("name", sorted(ACTS))
def test_it_is_refused(name: str) -> None:
    is_check = isinstance(_constraints()[name], models.CheckConstraint)
    with pytest.raises(IntegrityError, match=name if is_check else r"(?i)unique"), transaction.atomic():
        ACTS[name](Desk())
