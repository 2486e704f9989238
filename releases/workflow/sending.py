"""Sending what notices are due. It finds the lifts since the last time; any number may run at once, and again."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q

from releases import clock
from releases.models import LiftsTold, MailState, Newsroom, Notice, Pace, Person
from releases.workflow.letters import letter
from releases.workflow.telling import leave_of_lifts, paces_of

log = logging.getLogger(__name__)

# A move that took its time may commit a window after a later moment was told.
_OVERLAP: Final = timedelta(minutes=10)
# A sender that died holds its letters no longer than this. They are then sent again, rather than never.
_CLAIM: Final = timedelta(minutes=10)
# Older news is not mailed any more, after an outage or to an address that refuses it; it stays on the desk.
_STALE: Final = timedelta(days=7)
# What nobody has read is kept so many times as long: it waits for somebody who was away.
_UNREAD_KEPT: Final = 4
# In one run, so that none holds the table for long; the next run takes the rest.
_MOST_REMOVED: Final = 1000


@dataclass(slots=True)
class Sent:
    """What one run did."""

    lifts: int = 0
    letters: int = 0
    notices: int = 0
    failed: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class _Letter:
    """What one person is told now; the claim is this run's."""

    person: Person
    notices: list[Notice]
    claim: UUID


def send_notices() -> Sent:
    """Leave notices of new lifts, mail what is due (at once, or from before the last daily hour), remove old ones."""
    done = Sent(lifts=_tell_lifts())
    at = clock.now()
    connection = get_connection()
    try:
        _send_all(connection, at, done)
    finally:
        connection.close()
    done.removed = _remove_old(at)
    return done


def _remove_old(at: datetime) -> int:
    """Remove notices that were read and are old, and unread ones that are very old; the record has what they told."""
    kept = timedelta(days=settings.NEWSROOM_NOTICES_KEPT_DAYS)
    done_with = Q(seen_at__isnull=False, at__lt=at - kept) | Q(at__lt=at - _UNREAD_KEPT * kept)
    old = Notice.objects.filter(done_with).exclude(mail=MailState.WAITS).order_by("at", "id")
    deleted, _by_table = Notice.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:_MOST_REMOVED])).delete()
    return deleted


def daily_instant(at: datetime) -> datetime:
    """Return the last moment up to `at` at which the daily letters went out, by the newsroom's clocks."""
    local = at.astimezone(ZoneInfo(settings.NEWSROOM_TIME_ZONE))
    today = local.replace(hour=settings.NEWSROOM_DIGEST_HOUR, minute=0, second=0, microsecond=0, fold=0)
    return today if today <= local else today - timedelta(days=1)


def _tell_lifts() -> int:
    Newsroom.objects.set_clock()
    with transaction.atomic():
        told = LiftsTold.objects.select_for_update().get(pk=1)
        at = clock.now()
        # What was out before the sender ran for the first time is no news.
        began, until = told.began or at, told.until or at
        count = leave_of_lifts(since=max(began, until - _OVERLAP), at=at)
        told.began, told.until = began, max(at, until)
        told.save(update_fields=["began", "until"])
        return count


def _send_all(connection: BaseEmailBackend, at: datetime, done: Sent) -> None:
    is_open = False
    waiting = Notice.objects.filter(_free(at), mail=MailState.WAITS).order_by().values_list("person", flat=True)
    for person_id in sorted(set(waiting)):
        taken = _take_up(person_id, at)
        if taken is None:
            continue
        try:
            is_open = is_open or _open(connection)
        except OSError:
            # Nothing has left, so that the next run may try at once.
            Notice.objects.filter(claim=taken.claim, mail=MailState.WAITS).update(claim=None, claimed_at=None)
            done.failed += 1
            log.exception("The mail server cannot be reached; the letters wait")
            return
        if _send(connection, taken, at):
            done.letters += 1
            done.notices += len(taken.notices)
        else:
            done.failed += 1
            connection.close()
            is_open = False


def _take_up(person_id: UUID, at: datetime) -> _Letter | None:
    """Claim what the person is told now; what they are not mailed, or may not know of any more, is settled."""
    with transaction.atomic():
        person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
        waiting = list(Notice.objects.filter(_free(at), person=person, mail=MailState.WAITS).order_by("at", "id"))
        paces = paces_of(person=person)
        ids = [notice.pk for notice in waiting]
        open_to_them = set(Notice.objects.visible_to(person).filter(pk__in=ids).values_list("pk", flat=True))
        mailed = [one for one in waiting if person.email and _is_mailed(one, paces, open_to_them, at)]
        _settle(waiting, besides=mailed)
        due = [one.pk for one in mailed if paces[one.kind] == Pace.AT_ONCE or one.at < daily_instant(at)]
        if not due:
            return None
        claim = uuid4()
        Notice.objects.filter(pk__in=due).update(claim=claim, claimed_at=at)
        with_all = ("release__lead_office", "release__translation__original", "event__remark", "edition")
        taken = Notice.objects.filter(claim=claim).select_related(*with_all)
        return _Letter(person, list(taken.order_by("at", "id")), claim)


def _is_mailed(notice: Notice, paces: Mapping[str, str], open_to_them: set[int], at: datetime) -> bool:
    return (
        notice.pk in open_to_them
        and paces[notice.kind] != Pace.NEVER
        and notice.seen_at is None
        and at - notice.at <= _STALE
    )


def _settle(waiting: Iterable[Notice], *, besides: Iterable[Notice]) -> None:
    kept = {notice.pk for notice in besides}
    settled = [notice.pk for notice in waiting if notice.pk not in kept]
    if settled:
        Notice.objects.filter(pk__in=settled).update(mail=MailState.NONE, claim=None, claimed_at=None)


def _open(connection: BaseEmailBackend) -> bool:
    connection.open()
    return True


def _send(connection: BaseEmailBackend, taken: _Letter, at: datetime) -> bool:
    """Send one letter, and note at once that it left. A letter that fails keeps its claim: it is tried again later."""
    try:
        connection.send_messages([letter(taken.person, taken.notices, at=at)])
    except (OSError, ValueError):  # smtplib's errors are OSErrors; an address that cannot be one is a ValueError
        log.exception("A letter could not be sent; it is tried again in ten minutes")
        return False
    Notice.objects.filter(claim=taken.claim).update(mail=MailState.SENT, mailed_at=clock.now())
    return True


def _free(at: datetime) -> Q:
    """Not taken up by a sender that may still be at it."""
    return Q(claimed_at=None) | Q(claimed_at__lt=at - _CLAIM)
