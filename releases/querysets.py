"""THE GATE: the only predicates about what the public sees at a moment, and about which drafts a person sees.

Public code starts at `Edition.objects.public(at)`; the desk starts at `Release.objects.visible_to(person)`.
No other test of a window, a listing flag or an access limit exists; a test reads the source to keep it so.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from releases.states import Authority, Standing

if TYPE_CHECKING:
    from releases.models import Person


def window_covers(at: datetime, prefix: str = "") -> Q:
    """The window is open at `at`: `public_from <= at < public_until`."""
    return Q(**{f"{prefix}public_from__lte": at}) & (
        Q(**{f"{prefix}public_until__isnull": True}) | Q(**{f"{prefix}public_until__gt": at})
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
        taken_away = self.model._default_manager.filter(
            release_id=OuterRef("release_id"),
            is_gone=True,
            public_from__gt=OuterRef("public_from"),
            public_from__lte=at,
        )
        return self.filter(public_until__lte=at, public_from__isnull=False, is_redacted=False).exclude(
            Exists(taken_away)
        )

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

    def issued_between(self, first: date, last: date) -> Self:
        """Those issued on these days, both included, in the newsroom's zone; newest first."""
        found = self.filter(issued_on__gte=first, issued_on__lte=last)
        return found._placed("issued_at", "id").order_by("-issued_on", "-placed_at", "-placed")

    def older_than(self, issued_at: datetime, edition_id: Any) -> Self:
        """Keyset pagination, after one of the orders above: what follows this place in it."""
        return self.filter(placed_at__lte=issued_at).filter(Q(placed_at__lt=issued_at) | Q(placed__lt=edition_id))

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

    def unused(self) -> Self:
        """Those without a window, approved for nothing yet or held: for the desk, never for the public."""
        return self.filter(public_from=None)

    def unreviewed(self) -> Self:
        """What one person put out alone and nobody has looked at yet: for the desk."""
        return self.filter(authority=Authority.EMERGENCY, reviewed_by=None, public_from__isnull=False)

    def of_release(self, release_id: Any) -> Self:
        """Every edition of one release in the order they were made: for the desk, never for the public."""
        return self.filter(release_id=release_id).order_by("sequence")


def _carried(link: str, at: datetime) -> Exists:
    """A listed public edition carries the row: the subquery stops at the first."""
    editions = apps.get_model("releases", link).objects.filter(
        window_covers(at, "edition__"),
        **{_LINK_FIELD[link]: OuterRef("pk")},
        edition__is_gone=False,
    )
    return Exists(editions)


_LINK_FIELD = {"EditionOffice": "office_id", "EditionTopic": "topic_id"}


class OfficeQuerySet(models.QuerySet[Any]):
    """Offices for the public: those an administrator lists, and those a listed edition carries."""

    def public(self, at: datetime) -> Self:
        return self.filter(Q(is_listed=True) | _carried("EditionOffice", at))


class TopicQuerySet(models.QuerySet[Any]):
    """Topics for the public: those an administrator lists, and those a listed edition carries."""

    def public(self, at: datetime) -> Self:
        return self.filter(Q(is_listed=True) | _carried("EditionTopic", at))


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
        return self.order_by("office__name", "position", "name", "id")


def _within_reach(person: "Person") -> Q:
    """The person has a role for one of the release's offices, and is named where access is limited."""
    if not person.is_active or not person.roles:
        return Q(pk__in=[])
    offices = {office for _role, office in person.roles}
    reach = Q()
    if None not in offices:
        joint = apps.get_model("releases", "ReleaseOffice").objects.filter(office__in=offices)
        reach = Q(lead_office__in=offices) | Q(pk__in=joint.values("release_id"))
    named = apps.get_model("releases", "AccessLimit").objects.filter(person=person)
    return reach & (Q(is_limited=False) | Q(pk__in=named.values("release_id")))


class ReleaseQuerySet(models.QuerySet[Any]):
    """THE DESK GATE for working documents."""

    def visible_to(self, person: "Person") -> Self:
        """The releases this member of staff may know of; an access limit outranks every role."""
        return self.filter(_within_reach(person))

    def limited_beyond(self, person: "Person") -> Self:
        """Those whose access limit keeps this person out: for the page of limits, which shows no word of them."""
        return self.limited().exclude(_within_reach(person))

    def limited(self) -> Self:
        """Those that are limited to named people, whoever asks: to be counted, never to be shown."""
        return self.filter(is_limited=True)

    def never_public(self, at: datetime) -> Self:
        """Those of which nothing had been public by `at`: what somebody outside could only guess."""
        out = apps.get_model("releases", "Edition").objects.filter(release_id=OuterRef("pk"), public_from__lte=at)
        return self.filter(~Exists(out))

    def with_standing(self, at: datetime) -> Self:
        """Annotate `standing` (what the public has at `at`) and `next_lift` (the coming window's start)."""
        editions = apps.get_model("releases", "Edition").objects.filter(release_id=OuterRef("pk"))
        current = editions.filter(window_covers(at))
        coming = editions.coming(at)
        withdrawn = current.filter(authority=Authority.WITHDRAWAL)
        return self.annotate(
            standing=models.Case(
                models.When(Exists(withdrawn), then=models.Value(Standing.WITHDRAWN.value)),
                models.When(Exists(current), then=models.Value(Standing.LIVE.value)),
                models.When(Exists(coming), then=models.Value(Standing.SCHEDULED.value)),
                default=models.Value(Standing.NEVER.value),
                output_field=models.CharField(),
            ),
            next_lift=Subquery(coming.order_by("public_from").values("public_from")[:1]),
        )

    def latest_change_first(self) -> Self:
        return self.order_by(F("changed_at").desc(), "id")


class BehindTheDeskGate(models.QuerySet[Any]):
    """For tables that belong to a release: they are seen by those who see the release."""

    def visible_to(self, person: "Person") -> Self:
        return self.filter(release_id__in=apps.get_model("releases", "Release").objects.visible_to(person).values("pk"))
