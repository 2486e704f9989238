"""Where one release stands at a moment: the facts that the moves, the panel and the lists all read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from releases.embargo import Terms
from releases.models import Edition, Release
from releases.states import Authority, Standing, Status


@dataclass(frozen=True, slots=True)
class Situation:
    """What the editions of a release say at `at`, worked out once from one query."""

    release: Release
    at: datetime
    editions: tuple[Edition, ...]

    @classmethod
    def read(cls, release: Release, at: datetime) -> "Situation":
        return cls(release, at, tuple(Edition.objects.of_release(release.pk)))

    @classmethod
    def of(cls, release: Release, editions: Iterable[Edition], at: datetime) -> "Situation":
        """For lists: the editions have been fetched together."""
        return cls(release, at, tuple(sorted(editions, key=lambda edition: edition.sequence)))

    @property
    def current(self) -> Edition | None:
        """The edition that the release's address answers now."""
        for edition in self.editions:
            if (
                edition.public_from
                and edition.public_from <= self.at
                and (edition.public_until is None or edition.public_until > self.at)
            ):
                return edition
        return None

    @property
    def coming(self) -> Edition | None:
        """The edition whose window opens next (seen from the present there is at most one)."""
        later = [(one.public_from, one) for one in self.editions if one.public_from and one.public_from > self.at]
        return min(later, key=lambda pair: pair[0])[1] if later else None

    @property
    def standing(self) -> Standing:
        if self.current:
            return Standing.WITHDRAWN if self.current.is_withdrawn else Standing.LIVE
        return Standing.SCHEDULED if self.coming else Standing.NEVER

    @property
    def waiting(self) -> Edition | None:
        """The approved edition that could be published now: its text is the working text, its window empty."""
        if self.release.status != Status.APPROVED or not self.editions:
            return None
        approvals = [one for one in self.editions if one.authority == Authority.APPROVED]
        latest = approvals[-1] if approvals else None
        if latest is None or latest.public_from is not None:
            return None
        later = [one for one in self.editions if one.sequence > latest.sequence]
        return None if any(one.authority == Authority.EMERGENCY for one in later) else latest

    @property
    def last_approved(self) -> Edition | None:
        """The latest edition whose text somebody vouched for: what an approver compares with."""
        vouched = [one for one in self.editions if not one.is_withdrawn]
        return vouched[-1] if vouched else None

    @property
    def last_public(self) -> Edition | None:
        """The latest text that was or is public, notices of withdrawal aside."""
        seen = [one for one in self.editions if one.public_from and one.public_from <= self.at and not one.is_withdrawn]
        return max(seen, key=lambda one: (one.public_from, one.sequence), default=None)

    @property
    def drifted(self) -> Terms | None:
        """The terms of an embargo still ahead whose zone's rules changed since they were set; the instant stays."""
        terms = (self.coming or self.release).terms
        return terms if terms.at and terms.at > self.at and not terms.holds else None

    @property
    def unreviewed(self) -> Edition | None:
        """An emergency publication that nobody else has looked at yet."""
        for edition in self.editions:
            if edition.is_unreviewed_emergency and edition.public_from:
                return edition
        return None

    @property
    def was_public(self) -> bool:
        return any(one.public_from and one.public_from <= self.at for one in self.editions)
