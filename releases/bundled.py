"""What goes out together, read at a moment: the members of a bundle, where each stands, and what all of it lacks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from releases.embargo import Terms
from releases.models import Bundle, Edition, Person, Release
from releases.situation import Situation


@dataclass(frozen=True, slots=True)
class Bundled:
    """A bundle and its members in order, all of them. Whoever shows it asks `known_to` first."""

    bundle: Bundle
    members: tuple[Situation, ...]

    @classmethod
    def of(cls, release_id: UUID, at: datetime) -> "Bundled | None":
        """Return the bundle that the release is in, if it is in one."""
        bundle = Bundle.objects.of(release_id).select_related("ordered_by").first()
        return cls.read(bundle, at) if bundle else None

    @classmethod
    def read(cls, bundle: Bundle, at: datetime) -> "Bundled":
        """Return the bundle with its members as they stand at `at`."""
        found = Release.objects.filter(bundled__bundle=bundle).select_related("lead_office", "changed_by")
        releases = list(found.order_by("bundled__position", "pk"))
        editions: dict[UUID, list[Edition]] = {one.pk: [] for one in releases}
        for edition in Edition.objects.filter(release__in=editions).select_related("authorised_by"):
            editions[edition.release_id].append(edition)
        return cls(bundle, tuple(Situation.of(one, editions[one.pk], at) for one in releases))

    def known_to(self, person: Person) -> tuple[Situation, ...]:
        """Return the members that the person may know of."""
        ids = [one.release.pk for one in self.members]
        known = set(Release.objects.visible_to(person).filter(pk__in=ids).values_list("pk", flat=True))
        return tuple(one for one in self.members if one.release.pk in known)

    def is_known_whole_to(self, person: Person) -> bool:
        """Whether the person may know of every member."""
        return len(self.known_to(person)) == len(self.members)

    @property
    def is_out(self) -> bool:
        """Whether it went out: from then on each release goes its own way, and that they were together is history."""
        return any(one.was_public for one in self.members)

    @property
    def is_scheduled(self) -> bool:
        """Whether a lift is ahead; then it is one for all."""
        return not self.is_out and any(one.coming for one in self.members)

    @property
    def unapproved(self) -> tuple[Situation, ...]:
        """The members that nobody has vouched for yet, as their text stands."""
        return tuple(one for one in self.members if one.waiting is None)

    @property
    def is_ready(self) -> bool:
        """Whether every member is approved, and none has a window."""
        return not self.is_out and not self.is_scheduled and not self.unapproved

    @property
    def terms(self) -> Terms:
        """The embargo that they share."""
        return self.members[0].release.terms

    @property
    def ids(self) -> list[UUID]:
        return [one.release.pk for one in self.members]

    def others(self, release_id: UUID, person: Person) -> str:
        """Name the other members: those that the person may know of by their headlines, the rest without a number."""
        known = [one.release for one in self.known_to(person)]
        names = [f"“{one.headline}”" for one in known if one.pk != release_id]
        if len(known) < len(self.members):
            names.append(_("others that are not yours to see"))
        return str(get_text_list(names, _("and")))

    def besides(self, release_id: UUID) -> tuple[Situation, ...]:
        """Return the members other than this one."""
        return tuple(one for one in self.members if one.release.pk != release_id)


def all_terms(situations: Iterable[Situation]) -> set[Terms]:
    """Return every embargo that these working texts, and what is scheduled or approved of them, have."""
    found: set[Terms] = set()
    for one in situations:
        found.add(one.release.terms)
        found |= {edition.terms for edition in (one.coming, one.waiting) if edition is not None}
    return found
