"""How a move says no: every reason at once, each a sentence for the person reading, at its field if it has one."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence that says what is wrong and what to do. `field` names the form field it belongs to."""

    text: str
    field: str = ""


class Refused(Exception):
    """The move was not made and nothing was written."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(" ".join(reason.text for reason in self.reasons))


class Stale(Refused):
    """Somebody saved in the meantime: what the person was shown is not what the release holds now."""

    def __init__(self, reasons: Iterable[Reason], *, revision_number: int) -> None:
        super().__init__(reasons)
        self.revision_number = revision_number
