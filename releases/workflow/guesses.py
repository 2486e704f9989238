"""The guess alarm's book: how often an address of an unreleased text was asked for, and the mail when it is often.

Called from a thread of its own, seconds after the visitors had their answers.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from releases import embargo
from releases.attempts import Attempt, Watched
from releases.models import Address, Edition, Guesses, GuessSalt, GuessSource, Person, Release, Role
from releases.workflow.addresses import newsroom_day, slug_for
from releases.workflow.notice import tell
from releases.workflow.record import record

# The working texts that were touched last; what nobody has opened for so long, nobody outside is after.
_WATCHED_AT_MOST: Final = 2000
_SOURCES_AT_MOST: Final = 50
_KEPT_FOR: Final = timedelta(days=90)

Tries = Mapping[tuple[Attempt, str], int]


def count_guesses(*, tries: Tries, since: datetime, at: datetime) -> int:
    """Count the tries (what was asked for, from which address: how often) at what was not out when they began.

    Returns how many releases were meant. Nothing is written where none was.
    """
    meant: dict[UUID, Counter[str]] = {}
    watched = _watched(tries, since)
    for (attempt, address), times in tries.items():
        for release_id in watched.met_by(attempt):
            meant.setdefault(release_id, Counter())[address] += times
    if not meant:
        return 0
    day = newsroom_day(at)
    with transaction.atomic():
        salt = _salt_of(day)
        for release_id in sorted(meant):
            sources = Counter({_hashed(address, salt): times for address, times in meant[release_id].items()})
            _add(release_id, sources, day=day, since=since, at=at)
    return len(meant)


def forget_guesses(*, at: datetime) -> None:
    """Throw away the salts and sources of other days, and totals that nobody has added to for long."""
    day = newsroom_day(at)
    GuessSource.objects.exclude(day=day).delete()
    GuessSalt.objects.exclude(day=day).delete()
    Guesses.objects.filter(latest_at__lt=at - _KEPT_FOR).delete()


def _watched(tries: Tries, at: datetime) -> Watched:
    """Arrange the address words and the ids of what is not out."""
    hidden = Release.objects.never_public(at).latest_change_first()[:_WATCHED_AT_MOST]
    words = {pk: {slug or slug_for(headline)} for pk, slug, headline in hidden.values_list("pk", "slug", "headline")}
    for pk, path in Address.objects.filter(release__in=Release.objects.never_public(at)).values_list("release", "path"):
        words.setdefault(pk, set()).add(path.strip("/").rpartition("/")[2])
    asked = {one for attempt, _address in tries for one in attempt.ids}
    ids: dict[UUID, UUID] = {}
    if asked:
        ids = {pk: pk for pk in Release.objects.never_public(at).filter(pk__in=asked).values_list("pk", flat=True)}
        editions = Edition.objects.filter(pk__in=asked, release__in=Release.objects.never_public(at))
        ids |= dict(editions.values_list("pk", "release_id"))
    return Watched(words, ids)


def _add(release_id: UUID, sources: Counter[str], *, day: date, since: datetime, at: datetime) -> None:
    found, _is_new = Guesses.objects.get_or_create(release_id=release_id, defaults={"since": since, "latest_at": at})
    row = Guesses.objects.select_for_update().get(pk=found.pk)
    today = GuessSource.objects.filter(guesses=row, day=day)
    known = set(today.values_list("source", flat=True))
    for source, times in sources.items():
        if source not in known and len(known - {""}) >= _SOURCES_AT_MOST:
            source = ""
        if source in known:
            today.filter(source=source).update(requests=F("requests") + times)
        else:
            GuessSource.objects.create(guesses=row, day=day, source=source, requests=times)
            known.add(source)
            row.sources += bool(source)
    row.requests += sources.total()
    row.latest_at = max(row.latest_at, at)
    requests = today.aggregate(total=Sum("requests"))["total"] or 0
    if _is_due(row, requests, day):
        row.alarmed_at = at
        _alarm(row.release, requests, len(known - {""}), at)
    row.save(update_fields=["requests", "sources", "latest_at", "alarmed_at"])


def _is_due(row: Guesses, requests: int, day: date) -> bool:
    """Whether the mail is to be sent: past the threshold, and once a day."""
    threshold = settings.NEWSROOM_GUESS_ALARM
    return bool(threshold) and requests >= threshold and not (row.alarmed_at and newsroom_day(row.alarmed_at) == day)


def _alarm(release: Release, requests: int, sources: int, at: datetime) -> None:
    """Record it, and tell administrators, and those named on a limited release: never the headline, only where."""
    record(what="guess_alarm", actor=None, at=at, release=release, detail={"requests": requests, "sources": sources})
    people = Person.objects.filter(is_active=True)
    administrators = people.filter(memberships__role=Role.ADMINISTRATOR, memberships__office=None).distinct()
    named = people.filter(pk__in=release.access_limits.values("person_id"))
    told = {person.pk: person for person in (*administrators, *named)}
    seeing = [one for one in told.values() if Release.objects.visible_to(one).filter(pk=release.pk).exists()]
    tell(seeing, subject=_subject, text=lambda: _text(requests, sources, at), release=release)
    tell(
        [one for one in administrators if one not in seeing],
        subject=_subject,
        text=lambda: f"{_text(requests, sources, at)}\n\n{_beyond()}",
        page="admin:releases_release_limits",
    )


def _subject() -> str:
    return _("Somebody asks for a release that is not out")


def _beyond() -> str:
    return _("The release is limited to people that you are not among. They are told as well.")


def _text(requests: int, sources: int, at: datetime) -> str:
    said = ngettext(
        "Today, until %(when)s, there was %(requests)d request for an address that a release of yours would have.",
        "Today, until %(when)s, there were %(requests)d requests for an address that a release of yours would have.",
        requests,
    ) % {"requests": requests, "when": embargo.label(at, settings.NEWSROOM_TIME_ZONE)}
    origin = ngettext("They came from %(sources)d source.", "They came from %(sources)d sources.", sources)
    meaning = _(
        "The release is not out, and each of them was answered as if it did not exist. Somebody may know its "
        "headline, or guess it."
    )
    return "\n\n".join([f"{said} {origin % {'sources': sources}}", meaning])


def _salt_of(day: date) -> str:
    found, _is_new = GuessSalt.objects.get_or_create(day=day, defaults={"salt": secrets.token_hex(32)})
    salt: str = found.salt
    return salt


def _hashed(address: str, salt: str) -> str:
    return hashlib.blake2b(address.encode(), key=bytes.fromhex(salt), digest_size=16).hexdigest()
