"""People hear of what concerns them, once, as soon as they wish; and of nothing that they may not know of."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from releases import clock, workflow
from releases.models import Event, MailState, Notice, NoticeKind, Person, Release, Role
from releases.workflow.sending import daily_instant
from tests.cast import Desk, person, until

pytestmark = pytest.mark.django_db

# Noon in New York, where the newsroom is: the daily hour of this day is over.
NOON = datetime(2031, 2, 14, 17, 0, tzinfo=UTC)


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(time: time_machine.Traveller) -> Desk:
    """The sender has run before, and everybody can be mailed."""
    desk = Desk()
    for one in Person.objects.all():
        Person.objects.filter(pk=one.pk).update(email=f"{one.display_name.lower()}@harbour.example")
    workflow.send_notices()
    time.shift(timedelta(seconds=1))
    return desk


def told(release: Release, kind: NoticeKind) -> set[str]:
    return set(Notice.objects.filter(release=release, kind=kind).values_list("person__display_name", flat=True))


def mailed() -> dict[str, str]:
    """Send what is due; return who was mailed, with the subject."""
    mail.outbox.clear()
    workflow.send_notices()
    return {message.to[0].partition("@")[0]: message.subject for message in mail.outbox}


# --- Whom what concerns ---


def test_what_is_submitted_waits_for_those_who_may_approve_it(desk: Desk) -> None:
    """Not for approvers of another office, for writers, nor for an approver who wrote part of it."""
    from releases.models import Office

    other = Office.objects.create(name="Other", slug="other", time_zone="Europe/Paris")
    person("Olga", Role.APPROVER, office=other)
    abel = person("Abel", Role.APPROVER)
    release = desk.draft()
    desk.edit_as(abel, release, summary="Abel's words.")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    assert told(release, NoticeKind.WAITING) == {"Ada", "Petra"}


def test_the_way_of_a_text_tells_each_what_they_need(desk: Desk) -> None:
    release = desk.submitted()
    workflow.send_back(actor=desk.cast.approver, release_id=release.pk, reason="Shorter.")
    assert told(release, NoticeKind.SENT_BACK) == {"Wren"}
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    assert told(release, NoticeKind.APPROVED) == {"Wren"}
    assert Notice.objects.filter(release=release, person=desk.cast.publisher).count() == 3, (
        "twice to approve, to publish"
    )
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="The tide.")
    assert told(release, NoticeKind.EMERGENCY) == {"Wren", "Ada"}
    workflow.withdraw(actor=desk.cast.publisher, release_id=release.pk, reason="Sent in error.", keep_text=True)
    assert told(release, NoticeKind.WITHDRAWN) == {"Wren", "Ada"}
    assert not Notice.objects.filter(person=desk.cast.administrator).exists()


def test_what_has_been_done_or_taken_back_waits_for_nobody_any_more(desk: Desk) -> None:
    def waits_for() -> set[str]:
        waiting = Notice.objects.filter(kind=NoticeKind.WAITING, seen_at=None)
        return set(waiting.values_list("person__display_name", flat=True))

    release = desk.submitted()
    assert waits_for() == {"Ada", "Petra"}
    workflow.take_back(actor=desk.cast.writer, release_id=release.pk)
    assert waits_for() == set()
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    assert waits_for() == {"Petra"}
    workflow.publish(actor=desk.cast.publisher, release_id=release.pk)
    assert waits_for() == set()
    asked = workflow.ask_redaction(
        actor=desk.cast.administrator, release_id=release.pk, field="body", reason="Order.", public_mark="Removed."
    )
    desk.edit(release, summary="More.", correction_note="More.")
    assert waits_for() == {"Ada", "Petra"}
    workflow.redact(actor=desk.cast.approver, release_id=release.pk, redaction_id=asked.pk)
    assert waits_for() == set()


def test_what_is_scheduled_moved_and_held_is_told_to_those_involved(desk: Desk) -> None:
    release = desk.scheduled()
    assert told(release, NoticeKind.SCHEDULED) == {"Wren", "Ada"}
    later = until(clock.now() + timedelta(hours=4))
    workflow.reschedule(actor=desk.cast.publisher, release_id=release.pk, terms=later)
    workflow.hold(actor=desk.cast.publisher, release_id=release.pk, reason="Wait.")
    assert told(release, NoticeKind.HELD) == {"Wren", "Ada"}
    assert Notice.objects.filter(release=release, kind=NoticeKind.SCHEDULED).count() == 4


def test_a_redaction_waits_for_a_second_person(desk: Desk) -> None:
    release = desk.live()
    workflow.ask_redaction(
        actor=desk.cast.administrator, release_id=release.pk, field="body", reason="Order.", public_mark="Removed."
    )
    assert NoticeKind.WAITING in Notice.objects.filter(person=desk.cast.approver).values_list("kind", flat=True)


def test_who_is_mentioned_or_answered_is_told_and_who_speaks_is_not(desk: Desk) -> None:
    cast, release = desk.cast, desk.draft()
    first = workflow.remark(actor=cast.approver, release_id=release.pk, text="So?", tell=[cast.publisher.pk])
    assert told(release, NoticeKind.MENTION) == {"Petra"}
    workflow.remark(actor=cast.writer, release_id=release.pk, text="Yes.", reply_to=first.pk)
    assert told(release, NoticeKind.MENTION) == {"Petra", "Ada"}
    assert mailed() == {
        "petra": "A remark for you: a release of Press Office",
        "ada": "A remark for you: a release of Press Office",
    }
    assert "> So?" not in mail.outbox[0].body
    assert any("> Yes." in message.body and f"/remarks/#remark-{first.pk}" in message.body for message in mail.outbox)


# --- Lifts ---


def test_a_lift_is_found_by_the_clock_and_told_once(desk: Desk, time: time_machine.Traveller) -> None:
    release = desk.scheduled()
    mailed()
    time.shift(timedelta(minutes=119))
    assert mailed() == {}
    time.shift(timedelta(minutes=2))
    assert mailed() == dict.fromkeys(("wren", "ada", "petra"), "Gone out: Harbour opens new pilot station")
    assert told(release, NoticeKind.LIFTED) == {"Wren", "Ada", "Petra"}
    time.shift(timedelta(minutes=1))
    assert mailed() == {}


def test_what_goes_out_at_once_is_told_to_all_but_who_pressed_the_button(desk: Desk) -> None:
    release = desk.live()
    mailed()
    assert told(release, NoticeKind.LIFTED) == {"Wren", "Ada"}


def test_what_was_out_before_the_first_run_is_no_news(time: time_machine.Traveller) -> None:
    desk = Desk()
    desk.live()
    assert workflow.send_notices().lifts == 0
    assert workflow.send_notices().lifts == 0


def test_a_lift_is_found_after_the_timer_stood_still(desk: Desk, time: time_machine.Traveller) -> None:
    release = desk.scheduled()
    time.shift(timedelta(days=2))
    assert workflow.send_notices().lifts == 1
    assert told(release, NoticeKind.LIFTED) == {"Wren", "Ada", "Petra"}


def test_an_emergency_and_a_withdrawal_are_told_by_themselves_and_not_as_lifts(
    desk: Desk, time: time_machine.Traveller
) -> None:
    release = desk.submitted()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="The tide.")
    time.shift(1)
    workflow.withdraw(actor=desk.cast.publisher, release_id=release.pk, reason="Sent in error.", keep_text=True)
    time.shift(1)
    assert workflow.send_notices().lifts == 0


def test_who_came_to_it_after_the_lift_is_not_told_of_the_lift(desk: Desk, time: time_machine.Traveller) -> None:
    release = desk.live()
    time.shift(30)
    workflow.remark(actor=desk.cast.administrator, release_id=release.pk, text="Well done.")
    workflow.send_notices()
    assert told(release, NoticeKind.LIFTED) == {"Wren", "Ada"}


# --- What a mail says ---


def test_a_subject_has_no_headline_that_is_not_public(desk: Desk, time: time_machine.Traveller) -> None:
    release = desk.live()
    desk.edit(release, headline="The next secret headline", correction_note="More.")
    mailed()
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    assert set(mailed().values()) == {"Waits for you: Harbour opens new pilot station"}
    assert "The next secret headline" in mail.outbox[0].body
    workflow.send_back(actor=desk.cast.approver, release_id=release.pk, reason="No.")
    workflow.withdraw(actor=desk.cast.publisher, release_id=release.pk, reason="Sent in error.", keep_text=False)
    time.shift(timedelta(seconds=1))
    assert "Harbour" not in str(mailed())


def test_a_mail_says_what_happened_why_and_where(desk: Desk) -> None:
    release = desk.submitted()
    workflow.send_back(actor=desk.cast.approver, release_id=release.pk, reason="Shorter.\nMuch shorter.")
    assert mailed()["wren"] == "Sent back: a release of Press Office"
    message = next(one for one in mail.outbox if one.to == ["wren@harbour.example"])
    assert message.body.startswith("Ada sent it back.\n> Shorter.\n> Much shorter.\n\nHarbour opens new pilot station")
    assert f"/desk/releases/release/{release.pk}/change/\n" in message.body
    assert "/desk/notices/#mail" in message.body
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.content_subtype == "plain"


def test_mail_about_a_limited_release_says_nothing_of_it(desk: Desk) -> None:
    cast = desk.cast
    release = desk.draft()
    workflow.limit_access(actor=cast.writer, release_id=release.pk, people=[cast.approver.pk])
    workflow.submit(actor=cast.writer, release_id=release.pk)
    assert mailed() == {"ada": "Waits for you: a release limited to named people"}
    bodies = [message.body for message in mail.outbox]
    workflow.send_back(actor=cast.approver, release_id=release.pk, reason="Shorter.")
    assert mailed() == {"wren": "Sent back: a release limited to named people"}
    for body in (*bodies, mail.outbox[0].body):
        for word in ("Harbour opens", "Press", "Shorter"):
            assert word not in body


def test_several_at_once_come_in_one_letter(desk: Desk) -> None:
    desk.submitted()
    desk.submitted(headline="Another")
    assert mailed()["ada"] == "2 notices from the desk"
    assert mail.outbox[0].body.count("It waits for your approval.") == 2


# --- How soon ---


def test_each_chooses_how_soon_for_all_and_for_each_kind(desk: Desk, time: time_machine.Traveller) -> None:
    cast = desk.cast
    workflow.choose_notices(actor=cast.approver, paces={"": "daily", "mention": "at_once"})
    workflow.choose_notices(actor=cast.publisher, paces={"": "never"})
    release = desk.submitted()
    workflow.remark(actor=cast.writer, release_id=release.pk, text="Soon, please.", tell=[cast.approver.pk])
    assert mailed() == {"ada": "A remark for you: a release of Press Office"}
    time.move_to(datetime(2031, 2, 15, 12, 59, tzinfo=UTC))
    assert mailed() == {}
    time.move_to(datetime(2031, 2, 15, 13, 0, tzinfo=UTC))
    assert mailed() == {"ada": "Waits for you: a release of Press Office"}
    assert mailed() == {}
    assert Notice.objects.filter(person=cast.publisher, seen_at=None).exists(), "it stays on the desk"


@pytest.mark.parametrize(
    ("at", "last"),
    [
        ("2031-02-14T12:59+00:00", "2031-02-13T13:00+00:00"),
        ("2031-02-14T13:00+00:00", "2031-02-14T13:00+00:00"),
        # The night in which clocks go forward, and the one in which they go back.
        ("2031-03-09T12:30+00:00", "2031-03-09T12:00+00:00"),
        ("2031-11-02T12:30+00:00", "2031-11-01T12:00+00:00"),
    ],
)
def test_the_daily_hour_is_that_of_the_newsrooms_clocks(at: str, last: str) -> None:
    assert daily_instant(datetime.fromisoformat(at)) == datetime.fromisoformat(last)


def test_a_choice_that_is_none_is_refused(desk: Desk) -> None:
    for paces in ({"": "hourly"}, {"gossip": "daily"}):
        with pytest.raises(workflow.Refused):
            workflow.choose_notices(actor=desk.cast.writer, paces=paces)
    assert workflow.paces_of(person=desk.cast.writer)["mention"] == "at_once"


# --- Who may not be told ---


def test_who_may_no_longer_know_of_it_gets_nothing(desk: Desk) -> None:
    """Asked when a letter is sent, not only when the notice was left."""
    cast, release = desk.cast, desk.submitted()
    abel = person("Abel", Role.APPROVER)
    second = desk.submitted(headline="Another")
    assert told(release, NoticeKind.WAITING) == {"Ada", "Petra"}
    workflow.limit_access(actor=cast.writer, release_id=release.pk, people=[cast.approver.pk])
    workflow.see_notices(
        actor=cast.publisher, notices=Notice.objects.filter(release=second).values_list("pk", flat=True)
    )
    Person.objects.filter(pk__in=[abel.pk]).update(is_active=False, email="abel@harbour.example")
    assert set(mailed()) == {"ada"}
    assert not Notice.objects.visible_to(cast.publisher).filter(release=release).exists()
    assert not Notice.objects.filter(mail=MailState.WAITS).exists()


def test_outside_a_limit_no_notice_is_left(desk: Desk) -> None:
    cast, release = desk.cast, desk.draft()
    workflow.limit_access(actor=cast.writer, release_id=release.pk, people=[cast.approver.pk])
    workflow.submit(actor=cast.writer, release_id=release.pk)
    desk.approve(release)
    assert set(Notice.objects.values_list("person__display_name", flat=True)) == {"Ada", "Wren"}


def test_nobody_marks_anothers_notice_as_seen(desk: Desk) -> None:
    desk.submitted()
    everything = list(Notice.objects.values_list("pk", flat=True))
    assert workflow.see_notices(actor=desk.cast.approver, notices=everything) == 1
    assert workflow.see_notices(actor=desk.cast.approver, notices=everything) == 0


def test_what_was_seen_on_the_desk_is_not_mailed(desk: Desk) -> None:
    desk.submitted()
    workflow.see_notices(actor=desk.cast.approver, notices=Notice.objects.values_list("pk", flat=True))
    assert set(mailed()) == {"petra"}


# --- A mail server that fails ---


def _fails(patch: pytest.MonkeyPatch, at: str, error: Exception, only: str = "") -> None:
    real = getattr(EmailBackend, at)

    def failing(self: EmailBackend, *arguments: object) -> object:
        if only and arguments and only not in str(arguments[0][0].to):  # type: ignore[index]
            return real(self, *arguments)
        raise error

    patch.setattr(EmailBackend, at, failing)


def test_a_mail_server_that_is_down_loses_nothing(desk: Desk, time: time_machine.Traveller) -> None:
    desk.submitted()
    with pytest.MonkeyPatch.context() as patch:
        _fails(patch, "open", ConnectionRefusedError())
        with pytest.raises(CommandError, match="0 letters, 0 notices, 0 lifts, 1 letter failed"):
            call_command("send_notices")
    assert set(mailed()) == {"ada", "petra"}
    assert mailed() == {}


def test_one_address_that_is_refused_stops_nobody_else(desk: Desk, time: time_machine.Traveller) -> None:
    desk.submitted()
    with pytest.MonkeyPatch.context() as patch:
        _fails(patch, "send_messages", OSError("550"), only="ada@")
        mail.outbox.clear()
        assert workflow.send_notices().failed == 1
        assert [message.to for message in mail.outbox] == [["petra@harbour.example"]]
        assert workflow.send_notices().failed == 0, "it is left alone for a while"
    time.shift(timedelta(minutes=11))
    assert set(mailed()) == {"ada"}


def test_a_letter_sent_again_after_a_crash_can_be_known_as_the_same(desk: Desk, time: time_machine.Traveller) -> None:
    """Between handing a letter over and noting it a process can die. Then it is sent again, rather than never."""
    desk.submitted()
    with pytest.MonkeyPatch.context() as patch:
        real = EmailBackend.send_messages

        def died(self: EmailBackend, messages: object) -> int:
            real(self, messages)
            raise KeyboardInterrupt

        patch.setattr(EmailBackend, "send_messages", died)
        with pytest.raises(KeyboardInterrupt):
            workflow.send_notices()
    first = mail.outbox[0]
    assert first.to[0].partition("@")[0] not in mailed(), "the claim of the dead holds for ten minutes"
    time.shift(timedelta(minutes=11))
    mailed()
    again = next(message for message in mail.outbox if message.to == first.to)
    assert again.extra_headers["Message-ID"] == first.extra_headers["Message-ID"]


def test_old_news_is_not_mailed(desk: Desk, time: time_machine.Traveller) -> None:
    desk.submitted()
    time.shift(timedelta(days=8))
    assert mailed() == {}
    assert Notice.objects.filter(seen_at=None).exists()


def test_the_command_says_what_it_did_in_one_line(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.live()
    call_command("send_notices")
    assert capsys.readouterr().out == "2 letters, 3 notices, 1 lift, 0 letters failed\n"


# --- What is kept ---


def test_what_was_read_goes_after_its_days_what_was_not_waits_longer_and_the_record_stays(
    desk: Desk, time: time_machine.Traveller, settings: Any
) -> None:
    settings.NEWSROOM_NOTICES_KEPT_DAYS = 90
    desk.submitted()
    workflow.send_notices()
    everybody, events = Notice.objects.count(), Event.objects.count()
    Notice.objects.filter(person=desk.cast.approver).update(seen_at=clock.now())
    read = Notice.objects.filter(person=desk.cast.approver).count()
    assert 0 < read < everybody
    time.shift(timedelta(days=90, seconds=-1))
    assert workflow.send_notices().removed == 0
    time.shift(timedelta(seconds=2))
    assert workflow.send_notices().removed == read
    assert not Notice.objects.filter(person=desk.cast.approver).exists()
    time.shift(timedelta(days=270))
    assert workflow.send_notices().removed == everybody - read
    assert Event.objects.count() == events


def test_old_notices_are_removed_a_bounded_number_at_a_time_and_none_that_is_still_to_be_mailed(
    desk: Desk, time: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("releases.workflow.sending._MOST_REMOVED", 2)
    for _number in range(3):
        desk.submitted()
    workflow.send_notices()
    Notice.objects.update(seen_at=clock.now())
    count = Notice.objects.count()
    time.shift(timedelta(days=91))
    fresh = desk.submitted()
    assert workflow.send_notices().removed == 2
    while workflow.send_notices().removed:
        pass
    assert count > 2
    assert set(Notice.objects.values_list("release", flat=True)) == {fresh.pk}
