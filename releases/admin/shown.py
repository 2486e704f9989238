"""What a move's page shows of the release, and by what the form knows later that just this was shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from releases import differences
from releases.differences import Change
from releases.document import edition_of
from releases.models import Edition
from releases.situation import Situation
from releases.workflow.freeze import current_revision_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as the public will read it, what identifies it, and the text that it takes the place of.

    `edition` is not saved where it is what the working text would become.
    """

    edition: Edition
    digest: str
    revision_number: int
    before: Edition | None

    @classmethod
    def working(cls, situation: Situation) -> Self:
        """The working text, beside the text that somebody last answered for."""
        revision = current_revision_of(situation.release)
        edition = edition_of(situation.release, revision.content)
        return cls(edition, revision.digest, revision.number, situation.last_approved)

    @classmethod
    def waiting(cls, situation: Situation) -> Self:
        """The approved text that waits to be published, beside what the public has or had."""
        if situation.waiting is None:
            return cls.working(situation)
        return cls._frozen(situation, situation.waiting, situation.last_public)

    @classmethod
    def unreviewed(cls, situation: Situation) -> Self:
        """What one person put out alone, beside the text that was answered for before it."""
        edition = situation.unreviewed
        if edition is None:
            return cls.working(situation)
        earlier = [one for one in situation.editions if one.sequence < edition.sequence and not one.is_withdrawn]
        return cls._frozen(situation, edition, earlier[-1] if earlier else None)

    @classmethod
    def public(cls, situation: Situation) -> Self:
        """What the release's address answers now."""
        if situation.current is None:
            return cls.working(situation)
        return cls._frozen(situation, situation.current, None)

    @classmethod
    def _frozen(cls, situation: Situation, edition: Edition, before: Edition | None) -> Self:
        return cls(edition, edition.digest, situation.release.revision_number, before)

    @property
    def release_line(self) -> str:
        return self.edition.terms.line

    @property
    def changes(self) -> list[Change]:
        """What differs from the text that this one takes the place of; nothing where there is none."""
        if self.before is None:
            return []
        changes = differences.between(self.before.content, self.edition.content)
        if self.before.terms.line != self.release_line:
            changes.insert(0, differences.of_words("embargo", self.before.terms.line, self.release_line))
        return changes


View = Callable[[Situation], Shown]
