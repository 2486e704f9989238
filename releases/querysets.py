"""THE GATE: the only predicates about what the public sees at a moment.

Public code starts at `Edition.objects.public(at)`; the desk's own gate is desk_gate.py. No other test of a window
or a listing flag exists; a test reads the source to keep it so.
"""

from datetime import date, datetime
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from releases.rehearsal import seen
from releases.search.asking import Wanted
from releases.search.document import places_around
from releases.states import Authority


def window_covers(at: datetime, prefix: str = "") -> Q:
    """The window is open at `at`: `public_from <= at < public_until`."""
    return seen(
        lambda at: (
            Q(**{f"{prefix}public_from__lte": at})
            & (Q(**{f"{prefix}public_until__isnull": True}) | Q(**{f"{prefix}public_until__gt": at}))
        ),
        at,
        prefix,
    )


class EditionQuerySet(models.QuerySet[Any]):
    """The gate's three questions about editions, and the orders that lists and cursors follow."""

    def public(self, at: datetime) -> Self:
        """What an address answers at `at`, withdrawal notices included."""
        return self.filter(window_covers(at))

    def listed(self) -> Self:
        """Of `public(at)`: what lists, feeds, sitemaps and search show (not the notices of what is gone)."""
        return self.filter(is_gone=False)

    def earlier(self, at: datetime) -> Self:
        """Editions that were public before `at` and may still be read: not redacted, text not taken away since.

        What a withdrawal took away stays away, also when a corrected text stands at the address again.
        """
        return self.filter(seen(self._ended, at))

    def _ended(self, at: datetime) -> Q:
        gone = self.model._default_manager.filter(release_id=OuterRef("release_id"), is_gone=True)
        taken_away = gone.filter(public_from__gt=OuterRef("public_from"), public_from__lte=at)
        return Q(public_until__lte=at, public_from__isnull=False, is_redacted=False) & ~Q(Exists(taken_away))

    def with_path(self) -> Self:
        """Annotate `path`: the release's canonical address."""
        addresses = apps.get_model("releases", "Address").objects.filter(
            release_id=OuterRef("release_id"), is_canonical=True
        )
        return self.annotate(path=Subquery(addresses.values("path")[:1]))

    def at_path(self, path: str) -> Self:
        """Of these, the edition whose release has the address `path` (canonical or redirect)."""
        addresses = apps.get_model("releases", "Address").objects.filter(path=path)
        return self.filter(release_id__in=addresses.values("release_id"))

    def with_public_number(self) -> Self:
        """Annotate `public_number`: how many windows of the release had opened when this one did."""
        opened = (
            self.model._default_manager.filter(
                release_id=OuterRef("release_id"), public_from__lte=OuterRef("public_from")
            )
            .order_by()
            .values("release_id")
            .annotate(opened=models.Count("pk"))
        )
        return self.annotate(public_number=Subquery(opened.values("opened")))

    def with_updated(self) -> Self:
        """Annotate `updated_at` and `updated_note`: when readers last had to look again, and for which correction.

        A minor correction asks nobody to, so a greater one before it still counts.
        """
        told = self.model._default_manager.filter(
            Q(correction_is_minor=False) | Q(authority=Authority.WITHDRAWAL),
            release_id=OuterRef("release_id"),
            public_from__lte=OuterRef("public_from"),
        )
        latest = told.order_by("-public_from")
        return self.annotate(
            updated_at=Coalesce(Subquery(latest.values("public_from")[:1]), F("issued_at")),
            updated_note=Coalesce(Subquery(latest.values("correction_note")[:1]), Value("", models.TextField())),
        )

    def readable(self, at: datetime) -> Self:
        """Everything of a release that can be read at `at`: what its address answers, and what it answered."""
        return self.public(at) | self.earlier(at)

    def withdrawals(self) -> Self:
        """Of `public(at)`: the notices, latest first."""
        return self.filter(authority=Authority.WITHDRAWAL).order_by("-public_from", "-id")

    def also_of_office(self, office_id: Any) -> Self:
        """Of few, such as the withdrawals, those of an office: looked up for each, their order stays as it is."""
        links = apps.get_model("releases", "EditionOffice").objects.filter(edition_id=OuterRef("pk"))
        return self.filter(Exists(links.filter(office_id=office_id)))

    def also_of_topic(self, topic_id: Any) -> Self:
        """Of few, those filed under a topic, in the same way."""
        links = apps.get_model("releases", "EditionTopic").objects.filter(edition_id=OuterRef("pk"))
        return self.filter(Exists(links.filter(topic_id=topic_id)))

    def newest_first(self) -> Self:
        return self._placed("issued_at", "id").order_by("-placed_at", "-placed")

    def of_office(self, office_id: Any) -> Self:
        """Those that the office issued, alone or jointly, newest first, read from the narrow index table."""
        found = self.filter(office_links__office_id=office_id)
        return found._placed("office_links__issued_at", "office_links__edition_id").order_by("-placed_at", "-placed")

    def of_topic(self, topic_id: Any) -> Self:
        """Those filed under the topic, newest first, read from the narrow index table."""
        found = self.filter(topic_links__topic_id=topic_id)
        return found._placed("topic_links__issued_at", "topic_links__edition_id").order_by("-placed_at", "-placed")

    def of_kind(self, kind: str) -> Self:
        """Those of one kind, newest first."""
        return self.filter(kind=kind).newest_first()

    def in_language(self, language: str) -> Self:
        """Those in one language, newest first."""
        return self.filter(language=language).newest_first()

    def matching(self, wanted: Wanted) -> Self:
        """Those in which the words are found, newest first; the index has hidden editions too, so ask it last.

        It is in the order of its `place`, so that a page is read from it without sorting what was found.
        """
        found = self.filter(indexed__place__matches=wanted)
        return found.annotate(place=F("indexed__place")).order_by("-place")

    def issued_in(self, first: date | None, last: date | None) -> Self:
        """After `matching`: those issued on these days, both included; None leaves an end open."""
        found = self
        if first:
            found = found.filter(issued_on__gte=first, place__gte=places_around(first)[0])
        if last:
            found = found.filter(issued_on__lte=last, place__lte=places_around(last)[1])
        return found

    def placed_before(self, place: int) -> Self:
        """Keyset pagination, after `matching`: what follows this place in its order."""
        return self.filter(place__lt=place)

    def issued_between(self, first: date, last: date) -> Self:
        """Those issued on these days, both included, in the newsroom's zone; newest first."""
        found = self.filter(issued_on__gte=first, issued_on__lte=last)
        return found._placed("issued_at", "id").order_by("-issued_on", "-placed_at", "-placed")

    def older_than(self, issued_at: datetime, edition_id: Any) -> Self:
        """Keyset pagination, after one of the orders above: what follows this place in it."""
        return self.filter(placed_at__lte=issued_at).filter(Q(placed_at__lt=issued_at) | Q(placed__lt=edition_id))

    def newer_than(self, issued_at: datetime, edition_id: Any) -> Self:
        """After one of the orders above, and against it: what comes right before this place, nearest first."""
        newer = self.filter(placed_at__gte=issued_at).filter(Q(placed_at__gt=issued_at) | Q(placed__gt=edition_id))
        return newer.reverse()

    def _placed(self, when: str, which: str) -> Self:
        """Name the columns of the order. Named, a join already made is used; spelled again, it is made again."""
        return self.alias(placed_at=F(when), placed=F(which))

    def next_boundary(self, at: datetime) -> datetime | None:
        """The nearest instant after `at` at which any window opens or closes; None if none is known."""
        opens = self.filter(public_from__gt=at).aggregate(first=models.Min("public_from"))["first"]
        closes = self.filter(public_until__gt=at).aggregate(first=models.Min("public_until"))["first"]
        return min((moment for moment in (opens, closes) if moment), default=None)

    def coming(self, at: datetime) -> Self:
        """Those whose window opens after `at`: for the desk, never for the public."""
        return self.filter(public_from__gt=at)

    def opening_from(self, moment: Any) -> Self:
        """Those whose window opens at `moment`, an instant or a column, or later: for the desk."""
        return self.filter(public_from__gte=moment)

    def opening_in(self, first: datetime, last: datetime) -> Self:
        """Those whose window opens from `first` up to `last`, the first first: for the desk."""
        return self.opening_from(first).filter(public_from__lt=last).order_by("public_from", "id")

    def opened_between(self, after: datetime, at: datetime) -> Self:
        """Those whose window opened after `after` and up to `at`, the first first: for telling the staff."""
        return self.filter(public_from__gt=after, public_from__lte=at).order_by("public_from", "id")

    def unused(self) -> Self:
        """Those without a window, approved for nothing yet or held: for the desk, never for the public."""
        return self.filter(public_from=None)

    def indexable(self) -> Self:
        """Those with a window and a text, lifted or not: what the search index holds. Never for the public."""
        return self.filter(public_from__isnull=False, is_gone=False)

    def unreviewed(self) -> Self:
        """What one person put out alone and nobody has looked at yet: for the desk."""
        return self.filter(authority=Authority.EMERGENCY, reviewed_by=None, public_from__isnull=False)

    def of_release(self, release_id: Any) -> Self:
        """Every edition of one release in the order they were made: for the desk, never for the public."""
        return self.filter(release_id=release_id).order_by("sequence")


def _carried(link: str, at: datetime) -> Subquery:
    """A listed public edition that carries the row, if there is one.

    The first in the order of the index, and not `Exists`: PostgreSQL would answer that for all rows at once, from the
    whole archive.
    """
    return _first(_carriers(link).filter(window_covers(at, "edition__"), edition__is_gone=False))


def _carried_once(link: str, at: datetime) -> Subquery:
    """An edition that was public at some moment up to `at` and carries the row, if there is one."""
    return _first(_carriers(link).filter(seen(lambda at: Q(edition__public_from__lte=at), at, "edition__")))


def _first(links: models.QuerySet[Any]) -> Subquery:
    return Subquery(links.order_by("-issued_at", "-edition_id").values("pk")[:1])


def _carriers(link: str) -> models.QuerySet[Any]:
    links: models.QuerySet[Any] = apps.get_model("releases", link).objects.filter(**{_LINK_FIELD[link]: OuterRef("pk")})
    return links


_LINK_FIELD = {"EditionOffice": "office_id", "EditionTopic": "topic_id"}


class OfficeQuerySet(models.QuerySet[Any]):
    """Offices for the public: those an administrator lists, and those a listed edition carries."""

    def public(self, at: datetime) -> Self:
        carried = self.alias(carried=_carried("EditionOffice", at))
        return carried.filter(Q(is_listed=True) | Q(carried__isnull=False))

    def public_once(self, at: datetime) -> Self:
        """Those that had a page because of an edition, whatever became of it: their address is gone, not unknown."""
        return self.alias(once=_carried_once("EditionOffice", at)).filter(once__isnull=False)


class TopicQuerySet(models.QuerySet[Any]):
    """Topics for the public: those an administrator lists, and those a listed edition carries."""

    def public(self, at: datetime) -> Self:
        carried = self.alias(carried=_carried("EditionTopic", at))
        return carried.filter(Q(is_listed=True) | Q(carried__isnull=False))

    def public_once(self, at: datetime) -> Self:
        """Those that had a page because of an edition, whatever became of it: their address is gone, not unknown."""
        return self.alias(once=_carried_once("EditionTopic", at)).filter(once__isnull=False)


class ContactQuerySet(models.QuerySet[Any]):
    """Contacts for the public: listed ones with at least one public number, of listed offices."""

    def public(self) -> Self:
        reachable = (
            (Q(phone_is_public=True) & ~Q(phone=""))
            | (Q(email_is_public=True) & ~Q(email=""))
            | (Q(after_hours_is_public=True) & ~Q(after_hours=""))
        )
        return self.listed().filter(reachable, office__is_listed=True)

    def listed(self) -> Self:
        """Those that an administrator lists, reachable for the public or not: for the desk."""
        return self.filter(is_listed=True)

    def in_order(self) -> Self:
        """By office, those that have closed last: nobody calls them first."""
        return self.order_by("office__is_historical", "office__name", "position", "name", "id")
