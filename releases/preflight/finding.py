"""What a check found: how grave it is, where it stands, and a sentence that says what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """Blocking ones refuse the move, recommended ones ask for a reason, advisory ones only say."""

    BLOCKING = "blocking"
    RECOMMENDED = "recommended"
    ADVISORY = "advisory"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `words` are those between `start` and `end` of the field's plain text.

    `sentence` is as the translators know it; whoever shows it translates it and fills `values` in, the days,
    weekdays and languages of `releases.intake.sentence` as the reader's language says them.
    """

    level: Level
    code: str
    field: str
    sentence: str
    words: str = ""
    start: int = 0
    end: int = 0
    values: Mapping[str, Any] = made_by(default_factory=dict)

    def identity(self) -> tuple[str, ...]:
        """What makes it the same finding in another revision: the same check says the same of the same words."""
        values = (f"{name}={value}" for name, value in sorted(self.values.items()))
        return (self.code, self.field, self.sentence, self.words, *values)


def gettext_noop(text: str) -> str:
    """Mark a sentence for the translators; Django's own is not used, because nothing here knows Django."""
    return text
