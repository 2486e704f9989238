"""What goes out together: the rules of the house about bundles again, in plain Python, for the model of a history."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.domain.history import Affair

NO_EMBARGO = ("none", None)


@dataclass(eq=False)
class Company:
    """Releases of which all have one embargo and one window, or none has a window, until they are out."""

    members: list["Affair"]
    ordered_by: str | None = field(default=None)

    # --- Where it stands ---

    def is_out(self, at: datetime) -> bool:
        return any(one.opened(at) for one in self.members)

    def is_scheduled(self, at: datetime) -> bool:
        return any(one.coming(at) for one in self.members)

    def is_ready(self, at: datetime) -> bool:
        return not self.is_scheduled(at) and all(one.waiting for one in self.members)

    def known(self, who: str) -> bool:
        return all(one.knows(who) for one in self.members)

    @property
    def embargo(self) -> tuple[str, datetime | None]:
        return self.members[0].embargo

    # --- What a member may do while the lift is ahead ---

    def lets(self, move: str, one: "Affair", who: str, at: datetime, facts: dict[str, Any]) -> bool:
        """Whether the others leave this move to a member alone, or all of them can make it."""
        if move in {"emergency", "limit", "unlimit", "reschedule"}:
            return False
        if move == "edit":
            return bool(facts["embargo"] == one.embargo)
        if move == "hold":
            return self.known(who)
        if move == "publish":
            lift, others = one.embargo[1], [other for other in self.members if other is not one]
            return lift is not None and all((text := other.coming(at)) and text.opens == lift for other in others)
        return True

    # --- The moves of all ---

    def may_publish_all(self, who: str, at: datetime) -> bool:
        return self.known(who) and all(one.waiting for one in self.members)

    def may_order(self, who: str, at: datetime) -> bool:
        by_itself = self.embargo[0] in {"none", "until"}
        return self.known(who) and by_itself and not self.is_scheduled(at) and not self.is_ready(at)

    def may_retime(self, who: str, is_publisher: bool, at: datetime, to: datetime) -> bool:
        if not self.known(who) or to <= at or ("until", to) == self.embargo:
            return False
        for one in self.members:
            if _moves_window(one, is_publisher, at, to):
                texts = [text for text in (one.coming(at), one.waiting) if text]
                if not is_publisher or any(text.embargo and to < text.embargo for text in texts):
                    return False
        return True

    def retime(self, who: str, is_publisher: bool, at: datetime, to: datetime, contents: Any) -> None:
        for one in self.members:
            if _moves_window(one, is_publisher, at, to):
                one.reschedule(to, at)
            else:
                one.save(one.words, ("until", to), who, next(contents))
        self.ordered_by = None

    def publish_all(self, at: datetime) -> None:
        for one in self.members:
            one.publish(at)
        self.ordered_by = None

    def hold(self, at: datetime) -> None:
        for one in self.members:
            one.hold(at)

    def carry_out(self, at: datetime) -> None:
        """After an approval: an order puts all out once nobody has to be waited for."""
        if self.ordered_by and not self.is_out(at) and self.is_ready(at):
            self.publish_all(at)

    def leave(self, one: "Affair") -> None:
        self.ordered_by = None
        self.members.remove(one)
        one.company = None
        if len(self.members) == 1:
            self.members.pop().company = None


def may_join(one: "Affair", other: "Affair", who: str, at: datetime) -> bool:
    """Whether these two can be put together, or one with the bundle of the other, by somebody who knows both."""
    tied = one.company or other.company
    if one.company and other.company:
        return one.company is other.company and one.company.known(who) and not one.company.is_out(at)
    inside = tied.members if tied else []
    joining = [each for each in (one, other) if each not in inside]
    members = [*inside, *joining]
    if tied and (not tied.known(who) or tied.is_out(at)):
        return False
    shared = tied.embargo if tied else _shared(members)
    lifts = {text.opens if (text := each.coming(at)) else None for each in members}
    alike = all(each.named == members[0].named for each in members) and len(lifts) == 1
    return alike and not any(each.opened(at) for each in joining) and all(_takes(each, shared, at) for each in joining)


def join(one: "Affair", other: "Affair", who: str, contents: Any) -> None:
    """Put them together; a draft without an embargo takes that of the others."""
    if one.company and other.company:
        return
    tied = one.company or other.company
    joining = [each for each in (one, other) if each.company is None]
    members = [*(tied.members if tied else []), *joining]
    shared = tied.embargo if tied else _shared(members)
    tied = tied or Company([])
    for each in joining:
        if each.embargo != shared:
            each.save(each.words, shared, who, next(contents))
        each.company = tied
        tied.members.append(each)
    tied.ordered_by = None


def _shared(members: list["Affair"]) -> tuple[str, datetime | None]:
    """Of what is in no bundle yet, the first that there is. A bundle keeps its own, be it none."""
    return next((one.embargo for one in members if one.embargo != NO_EMBARGO), NO_EMBARGO)


def _takes(one: "Affair", shared: tuple[str, datetime | None], at: datetime) -> bool:
    theirs = {one.embargo, *(text.terms for text in (one.coming(at), one.waiting) if text)}
    return theirs == {shared} or (one.status == "draft" and theirs == {NO_EMBARGO})


def _moves_window(one: "Affair", is_publisher: bool, at: datetime, to: datetime) -> bool:
    """Whether a member keeps its approval: what is scheduled does, and what waits where a publisher moves it later."""
    if one.coming(at):
        return True
    before = one.waiting.embargo if one.waiting else None
    return bool(before and to > before and is_publisher)
