"""THE DESK GATE: the only predicates about which releases a member of staff may know of, and who knows of one.

The desk starts at `Release.objects.visible_to(person)`, and so do all tables that belong to a release.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from releases.querysets import window_covers
from releases.states import Authority, Standing

if TYPE_CHECKING:
    from releases.models import Person, Release


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


def knowing(release: "Release") -> "models.QuerySet[Person]":
    """Return the active people who may know of the release, by name: the gate, asked from its other side.

    For choosing whom to tell. A test holds it to `visible_to`, which is asked again before anything is shown or sent.
    """
    offices = [release.lead_office_id, *release.joint_offices.values_list("office_id", flat=True)]
    placed = apps.get_model("releases", "Membership").objects.filter(Q(office=None) | Q(office__in=offices))
    people: models.QuerySet[Person] = apps.get_model("releases", "Person").objects.filter(
        pk__in=placed.values("person_id"), is_active=True
    )
    if release.is_limited:
        people = people.filter(pk__in=release.access_limits.values("person_id"))
    return people.order_by("display_name", "username")


class ReleaseQuerySet(models.QuerySet[Any]):
    """Working documents, as far as somebody may know of them."""

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

    def with_counterparts(self) -> Self:
        """Annotate `has_counterparts`, whoever asks: where there is none, nobody needs to look for those they know."""
        same = apps.get_model("releases", "Release").objects.filter(translation_group=OuterRef("translation_group"))
        return self.annotate(has_counterparts=Exists(same.exclude(pk=OuterRef("pk"))))

    def latest_change_first(self) -> Self:
        return self.order_by(F("changed_at").desc(), "id")


class BehindTheDeskGate(models.QuerySet[Any]):
    """For tables that belong to a release: they are seen by those who see the release."""

    def visible_to(self, person: "Person") -> Self:
        return self.filter(release_id__in=apps.get_model("releases", "Release").objects.visible_to(person).values("pk"))
