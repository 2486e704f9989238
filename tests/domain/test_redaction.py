"""A redaction takes two people and a legal ground, blanks what was kept everywhere, and every digest still verifies."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from releases import clock, workflow
from releases.admin.blanking import blanks
from releases.document import Source, Voice
from releases.intake import Sentence
from releases.models import Address, Edition, Event, Generation, Redaction, Release, Revision
from releases.models.content import REDACTED
from releases.passages import Passage
from releases.seals import broken, digest
from releases.situation import Situation
from releases.triggers import REDACTABLE_LISTS, REDACTABLE_TEXT
from tests.cast import SWITCHBOARD, Desk, draft_for, until

pytestmark = pytest.mark.django_db

SECRET = "Zyxwv"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _with_secret_in(field: str) -> dict[str, Any]:
    if field == "contacts":
        return {"contacts": (SWITCHBOARD, replace(SWITCHBOARD, name=SECRET, phone=f"1 {SECRET}"))}
    if field == "speakers":
        return {"speakers": (Voice(SECRET, "Witness"),)}
    if field == "body":
        return {"body": f"<p>It was {SECRET}.</p>"}
    return {field: f"It was {SECRET}."}


def _ask(desk: Desk, release: Release, field: str) -> Redaction:
    return workflow.ask_redaction(
        actor=desk.cast.administrator,
        release_id=release.pk,
        field=field,
        reason="Order 17/2031 of the district court.",
        public_mark="A name was removed by order of a court.",
    )


def _redact(desk: Desk, release: Release, field: str) -> None:
    asked = _ask(desk, release, field)
    workflow.redact(actor=desk.cast.approver, release_id=release.pk, redaction_id=asked.pk)


def _everything_kept() -> str:
    rows: list[Any] = [*Edition.objects.values(), *Revision.objects.values(), *Release.objects.values()]
    for release in Release.objects.all():
        rows += [*release.contact_lines.values(), *release.speakers.values()]
    return str(rows)


def _all_verify() -> None:
    for edition in Edition.objects.all():
        assert broken(edition.content, edition.seals) == []
        assert digest(edition.seals) == edition.digest
    for revision in Revision.objects.all():
        assert digest(revision.seals) == revision.digest


@pytest.mark.parametrize("field", [*REDACTABLE_TEXT, *REDACTABLE_LISTS])
def test_what_was_redacted_is_nowhere_any_more_and_every_digest_verifies(desk: Desk, field: str) -> None:
    secret = _with_secret_in(field)
    release = desk.corrected(**secret) if field == "correction_note" else desk.corrected(desk.live(**secret))
    assert SECRET in _everything_kept()
    _redact(desk, release, field)
    assert SECRET not in _everything_kept()
    _all_verify()
    edition = Edition.objects.public(clock.now()).get(release=release)
    assert getattr(edition, field) == ([] if field in REDACTABLE_LISTS else REDACTED)
    assert edition.seals[field]["salt"] == "", "with the salt a short secret could be guessed from its hash"


def test_the_notice_that_kept_a_text_is_blanked_with_it(desk: Desk) -> None:
    release = desk.withdrawn(desk.live(**_with_secret_in("body")), keep_text=True)
    _redact(desk, release, "body")
    assert SECRET not in _everything_kept()
    _all_verify()


def test_a_text_that_waits_is_blanked_too(desk: Desk) -> None:
    release = desk.scheduled(**_with_secret_in("body"))
    _redact(desk, release, "body")
    assert SECRET not in _everything_kept()
    _all_verify()


def test_the_word_of_the_address_is_not_left_to_spell_a_redacted_headline(desk: Desk) -> None:
    release = desk.live(headline=f"The case of {SECRET}", slug=f"case-of-{SECRET}".lower())
    old = Address.objects.get(release=release).path
    _redact(desk, release, "headline")
    assert SECRET.lower() not in _everything_kept().lower()
    address = Address.objects.get(release=release, is_canonical=True)
    assert SECRET.lower() not in address.path
    assert address.path.startswith(old[: len("/news/2031/02/14/")])
    assert Edition.objects.public(clock.now()).at_path(old).with_path().get().path == address.path


def test_readers_get_the_mark_and_earlier_editions_are_closed(desk: Desk) -> None:
    release = desk.corrected(desk.live(**_with_secret_in("summary")))
    _redact(desk, release, "summary")
    edition = Edition.objects.public(clock.now()).get(release=release)
    assert edition.is_redacted
    assert edition.redaction_mark == "A name was removed by order of a court."
    assert not Edition.objects.earlier(clock.now()).exists()


def test_editions_that_never_held_the_field_are_untouched(desk: Desk) -> None:
    release = desk.corrected(desk.live(), summary=f"It was {SECRET}.")
    _redact(desk, release, "summary")
    assert list(Edition.objects.of_release(release.pk).values_list("is_redacted", flat=True)) == [False, True]


def test_several_fields_can_be_redacted_one_after_the_other(desk: Desk) -> None:
    release = desk.live(**_with_secret_in("body"), **_with_secret_in("subhead"), **_with_secret_in("speakers"))
    for field in ("body", "subhead", "speakers", "body"):
        _redact(desk, release, field)
    assert SECRET not in _everything_kept()
    _all_verify()


def test_the_release_can_be_corrected_afterwards(desk: Desk) -> None:
    release = desk.live(**_with_secret_in("body"))
    _redact(desk, release, "body")
    desk.corrected(desk.fresh(release), body="<p>The court's wording.</p>")
    edition = Edition.objects.public(clock.now()).get(release=release)
    assert (edition.body, edition.is_redacted) == ("<p>The court's wording.</p>", False)
    _all_verify()


def test_nothing_changes_until_a_second_person_confirms(desk: Desk) -> None:
    release = desk.live(**_with_secret_in("body"))
    asked = _ask(desk, release, "body")
    assert SECRET in _everything_kept()
    for actor in (desk.cast.administrator, desk.cast.writer):
        with pytest.raises(workflow.Refused):
            workflow.redact(actor=actor, release_id=release.pk, redaction_id=asked.pk)
    assert SECRET in _everything_kept()
    assert not Edition.objects.get(release=release).is_redacted


def test_who_asked_cannot_confirm_whatever_their_roles(desk: Desk) -> None:
    release = desk.live(**_with_secret_in("body"))
    desk.cast.administrator.memberships.create(role="publisher")
    asked = _ask(desk, release, "body")
    with pytest.raises(workflow.Refused, match="somebody else must confirm"):
        workflow.redact(
            actor=type(desk.cast.administrator).objects.get(pk=desk.cast.administrator.pk),
            release_id=release.pk,
            redaction_id=asked.pk,
        )


@pytest.mark.parametrize("role", ["writer", "approver", "publisher"])
def test_only_an_administrator_asks(desk: Desk, role: str) -> None:
    release = desk.live()
    with pytest.raises(workflow.Refused, match="needs the role “administrator”"):
        workflow.ask_redaction(
            actor=getattr(desk.cast, role), release_id=release.pk, field="body", reason="An order.", public_mark="Gone."
        )


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"field": "offices"}, "field"),
        ({"field": "id"}, "field"),
        ({"reason": " "}, "reason"),
        ({"public_mark": " \x01 "}, "public_mark"),
        ({"public_mark": "x" * 301}, "public_mark"),
    ],
)
def test_what_is_missing_gets_a_sentence_at_its_field(desk: Desk, arguments: dict[str, str], field: str) -> None:
    release = desk.live()
    complete = {"field": "body", "reason": "An order.", "public_mark": "Removed.", **arguments}
    with pytest.raises(workflow.Refused) as refused:
        workflow.ask_redaction(actor=desk.cast.administrator, release_id=release.pk, **complete)
    assert [reason.field for reason in refused.value.reasons] == [field]
    assert not Redaction.objects.exists()


def test_it_is_carried_out_once_and_stands_in_the_record(desk: Desk) -> None:
    release = desk.live(**_with_secret_in("body"))
    generation = Generation.objects.get().number
    _redact(desk, release, "body")
    done = Redaction.objects.get()
    assert (done.asked_by, done.confirmed_by) == (desk.cast.administrator, desk.cast.approver)
    event = Event.objects.get(what="redact")
    assert (done.event, event.reason, event.detail) == (event, done.ground, {"field": "body"})
    assert Generation.objects.get().number > generation
    with pytest.raises(workflow.Refused, match="carried out already"):
        workflow.redact(actor=desk.cast.publisher, release_id=release.pk, redaction_id=done.pk)


def test_what_was_asked_of_one_release_is_not_confirmed_on_another(desk: Desk) -> None:
    first, second = desk.live(), desk.live()
    asked = _ask(desk, first, "body")
    with pytest.raises(workflow.Refused, match="never asked for"):
        workflow.redact(actor=desk.cast.approver, release_id=second.pk, redaction_id=asked.pk)


def _every_value() -> str:
    """Every row of every table, as the database holds it."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            rows += [(table, row) for row in cursor.fetchall()]
    return str(rows).casefold()


def _written_about(desk: Desk) -> Release:
    """A release of which people wrote the secret wherever anybody can write on the desk, and its body has it."""
    staff, said = desk.cast, f"Because of {SECRET}."
    source = Source(text=f"It was {SECRET}.", name=f"{SECRET}.txt", notes=(("body", Sentence(said)),))
    body = f"<p>It was the the {SECRET}.</p>"
    release = workflow.start_draft(actor=staff.writer, draft=draft_for(staff.office, body=body), source=source).release
    workflow.remark(actor=staff.approver, release_id=release.pk, text=said, words=Passage(SECRET))
    overrides = {"repeated_words": said}
    workflow.submit(actor=staff.writer, release_id=release.pk, overrides=overrides)
    workflow.send_back(actor=staff.approver, release_id=release.pk, reason=said)
    workflow.limit_access(
        actor=staff.publisher, release_id=release.pk, people=[staff.writer.pk, staff.approver.pk, staff.publisher.pk]
    )
    workflow.break_access_limit(actor=staff.administrator, release_id=release.pk, reason=said)
    workflow.lift_access_limit(actor=staff.publisher, release_id=release.pk, reason=said)
    lift = clock.now().replace(second=0, microsecond=0) + timedelta(hours=2)
    desk.edit(release, terms=until(lift))
    workflow.submit(actor=staff.writer, release_id=release.pk, overrides=overrides)
    desk.approve(release)
    workflow.publish(actor=staff.publisher, release_id=release.pk)
    workflow.reschedule(
        actor=staff.publisher, release_id=release.pk, terms=until(lift + timedelta(hours=1)), reason=said
    )
    workflow.hold(actor=staff.publisher, release_id=release.pk, reason=said)
    workflow.publish_in_emergency(actor=staff.publisher, release_id=release.pk, reason=said)
    workflow.keep_typing(
        actor=staff.writer,
        key=uuid4(),
        release_id=release.pk,
        content=[("body", said)],
        revision_number=1,
        opened_at=clock.now(),
    )
    return desk.fresh(release)


def test_what_people_wrote_of_it_is_in_no_table_any_more_and_the_record_still_says_who_did_what(desk: Desk) -> None:
    release = _written_about(desk)
    events = list(Event.objects.order_by("pk").values_list("what", "actor_name", "at"))
    assert Event.objects.filter(reason__contains=SECRET).count() == 6, "each move that asks why was made"
    assert SECRET in Edition.objects.get(authority="emergency").emergency_reason
    assert Event.objects.filter(detail__has_key="overrides").exists()
    _redact(desk, release, "body")
    workflow.rebuild_search()  # as operations.md asks: the words were found no more, but SQLite keeps the bytes
    assert SECRET.casefold() not in _every_value()
    assert list(Event.objects.order_by("pk").values_list("what", "actor_name", "at"))[: len(events)] == events
    assert Event.objects.get(what="redact").reason == "Order 17/2031 of the district court."
    assert Event.objects.get(what="hold").reason == REDACTED
    assert Event.objects.filter(what="approve").first().reason == "", "there was none to blank"
    _all_verify()


def test_the_two_are_shown_what_people_wrote_before_it_goes(desk: Desk) -> None:
    release = _written_about(desk)
    shown = {blank.words: blank.places for blank in blanks("body", Situation.read(release, clock.now()))}
    assert len(shown[f"Because of {SECRET}."]) == 7, "the remark, and each reason"
    assert any("Repeated words" in words for words in shown)
