"""What staff may do to a release and what the public then has: the rules of the house again, in plain Python.

It is written from the design and shares nothing with the product: no table of moves, no queryset, no database.
A release is a list of texts with a window each, and everything else follows from that.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from tests.domain.together import NO_EMBARGO, Company, may_join

MICROSECOND = timedelta(microseconds=1)
REDACTED = "[redacted]"
# How far a long run is, and which moves its steps were.
STEPS: Counter[str] = Counter()
ROLES = {
    **{"Wren": "writer", "Wim": "writer", "Ada": "approver", "Alan": "approver"},
    **{"Petra": "publisher", "Paul": "publisher", "Arun": "administrator"},
}
WRITES, APPROVES, PUBLISHES = ("writer", "approver", "publisher"), ("approver", "publisher"), ("publisher",)
KEEPS = ("administrator",)
NEEDED = {
    **dict.fromkeys(("edit", "restore", "submit", "take_back", "limit", "revoke"), WRITES),
    **dict.fromkeys(("approve", "send_back", "review", "give", "redact"), APPROVES),
    **dict.fromkeys(("publish", "hold", "reschedule", "withdraw", "emergency", "unlimit"), PUBLISHES),
    **dict.fromkeys(("bundle", "leave", "recall", "retime"), WRITES),
    **dict.fromkeys(("order", "publish_all", "hold_alone"), PUBLISHES),
    **dict.fromkeys(("ask_redaction", "break_in"), KEEPS),
}


@dataclass(frozen=True)
class Words:
    """The parts of a text that differ from one to the next."""

    headline: str = ""
    body: str = ""
    note: str = ""
    is_minor: bool = False


@dataclass
class Text:
    """A frozen copy, and when it is what its address answers."""

    words: Words
    content: int  # equal for two texts exactly if a reader gets the same
    authority: str
    by: str
    revision: int = 0
    terms: tuple[str, datetime | None] = NO_EMBARGO
    notice: str = ""
    is_gone: bool = False
    is_redacted: bool = False
    is_reviewed: bool = False
    opens: datetime | None = None
    closes: datetime | None = None

    @property
    def embargo(self) -> datetime | None:
        return self.terms[1]

    @property
    def is_notice(self) -> bool:
        return self.authority == "withdrawal"

    def opened(self, at: datetime) -> bool:
        return self.opens is not None and self.opens <= at

    def stands(self, at: datetime) -> bool:
        return self.opened(at) and (self.closes is None or at < self.closes)


@dataclass
class Link:
    """A personal link, as its reader holds it: of the text that its giver saw."""

    of: "Revision"
    token: str
    key: Any
    giver: str
    given: datetime
    expires: datetime
    is_revoked: bool = False


@dataclass
class Revision:
    """One saved state of the working text."""

    words: Words
    content: int
    author: str


@dataclass
class Affair:
    """One release: its working text, the copies made of it, and who may know of it."""

    key: Any
    revisions: list[Revision]
    embargo: tuple[str, datetime | None] = ("none", None)
    has_topic: bool = False
    status: str = "draft"
    texts: list[Text] = field(default_factory=list)
    named: set[str] | None = None
    links: list[Link] = field(default_factory=list)
    asked: list[tuple[int, str]] = field(default_factory=list)
    company: Company | None = field(default=None, repr=False, compare=False)

    # --- Where it stands ---

    @property
    def words(self) -> Words:
        return self.revisions[-1].words

    @property
    def content(self) -> int:
        return self.revisions[-1].content

    def current(self, at: datetime) -> Text | None:
        return next((text for text in self.texts if text.stands(at)), None)

    def coming(self, at: datetime) -> Text | None:
        return next((text for text in self.texts if text.opens and text.opens > at), None)

    def opened(self, at: datetime) -> list[Text]:
        """Everything that was public until now, in order: the n-th is public number n."""
        return sorted((text for text in self.texts if text.opened(at)), key=lambda text: text.opens or at)

    def readable(self, at: datetime) -> list[Text]:
        """What stands there and what stood there, unless it was redacted or taken away by a later notice."""
        opened = self.opened(at)
        gone = [text.opens for text in opened if text.is_gone and text.opens]
        return [
            text
            for text in opened
            if text.stands(at) or not (text.is_redacted or any(text.opens and text.opens < end for end in gone))
        ]

    @property
    def waiting(self) -> Text | None:
        """The approved text that could go out: the latest, unused, and not overtaken by an emergency."""
        latest = next((text for text in reversed(self.texts) if text.authority != "withdrawal"), None)
        usable = latest is not None and latest.authority == "approved" and latest.opens is None
        return latest if usable and self.status == "approved" else None

    def link_opens(self, link: Link, at: datetime) -> bool:
        fresh = not link.is_revoked and link.given <= at < link.expires
        known = self.named is None or link.giver in self.named
        return fresh and known and not any(text.opens and link.given < text.opens <= at for text in self.texts)

    # --- Who may do what ---

    def knows(self, who: str) -> bool:
        return self.named is None or who in self.named

    def allows(self, move: str, who: str, role: str, at: datetime, **facts: Any) -> bool:
        """Whether the move is open to this person now. `facts` are what the move is given."""
        if move == "break_in":
            return role in KEEPS and self.named is not None
        if not self.knows(who) or role not in NEEDED[move]:
            return False
        if (tied := self.ahead(at)) and not tied.lets(move, self, who, at, facts):
            return False
        if move in {"leave", "retime"}:  # more is open to a publisher than to a writer
            facts["is_publisher"] = role in PUBLISHES
        ask: Callable[..., bool] = getattr(self, f"_may_{move}", _always)
        return ask(who=who, at=at, **facts)

    def ahead(self, at: datetime) -> Company | None:
        """What it goes out together with, as long as that is to come."""
        return self.company if self.company and not self.company.is_out(at) else None

    def _may_bundle(self, *, who: str, at: datetime, other: "Affair") -> bool:
        return may_join(self, other, who, at)

    def _may_leave(self, *, who: str, at: datetime, is_publisher: bool) -> bool:
        tied = self.ahead(at)
        return tied is not None and (not tied.is_scheduled(at) or is_publisher)

    def _may_hold_alone(self, *, who: str, at: datetime) -> bool:
        return self.coming(at) is not None

    def _may_order(self, *, who: str, at: datetime) -> bool:
        tied = self.ahead(at)
        return tied is not None and tied.may_order(who, at)

    def _may_recall(self, *, who: str, at: datetime) -> bool:
        tied = self.ahead(at)
        return tied is not None and tied.ordered_by is not None

    def _may_publish_all(self, *, who: str, at: datetime) -> bool:
        tied = self.ahead(at)
        return tied is not None and tied.may_publish_all(who, at)

    def _may_retime(self, *, who: str, at: datetime, to: datetime, is_publisher: bool) -> bool:
        tied = self.ahead(at)
        return tied is not None and tied.may_retime(who, is_publisher, at, to)

    def _may_submit(self, *, who: str, at: datetime) -> bool:
        return self.status == "draft" and self._is_complete(at) and not self._embargo_passed(at)

    def _may_take_back(self, *, who: str, at: datetime) -> bool:
        return self.status == "submitted"

    def _may_send_back(self, *, who: str, at: datetime) -> bool:
        return self.status == "submitted" or (self.status == "approved" and self.waiting is not None)

    def _may_approve(self, *, who: str, at: datetime) -> bool:
        ready = self.status == "submitted" and self._is_complete(at) and not self._embargo_passed(at)
        return ready and who not in self._writers(len(self.revisions))

    def _may_publish(self, *, who: str, at: datetime) -> bool:
        return self.waiting is not None and (not self.opened(at) or bool(self.waiting.words.note))

    def _may_hold(self, *, who: str, at: datetime) -> bool:
        return self.coming(at) is not None

    def _may_reschedule(self, *, who: str, at: datetime, to: datetime) -> bool:
        moved = [text for text in (self.coming(at), self.waiting) if text]
        return bool(moved) and to > at and all(text.embargo is None or to >= text.embargo for text in moved)

    def _may_withdraw(self, *, who: str, at: datetime, keep: bool) -> bool:
        current = self.current(at)
        return current is not None and (not current.is_notice or not (current.is_gone or keep))

    def _may_emergency(self, *, who: str, at: datetime) -> bool:
        return self._is_complete(at)

    def _may_review(self, *, who: str, at: datetime) -> bool:
        text = self._unreviewed()
        return text is not None and who != text.by and who not in self._writers(text.revision)

    def _may_limit(self, *, who: str, at: datetime, people: dict[str, str]) -> bool:
        writers = [name for name, role in people.items() if role in WRITES]
        approvers = [name for name, role in people.items() if role in APPROVES]
        return any(writer != approver for writer in writers for approver in approvers)

    def _may_unlimit(self, *, who: str, at: datetime) -> bool:
        return self.named is not None

    def _may_revoke(self, *, who: str, at: datetime, link: Link) -> bool:
        return not link.is_revoked

    def _embargo_passed(self, at: datetime) -> bool:
        return self.embargo[1] is not None and self.embargo[1] <= at

    def _is_complete(self, at: datetime) -> bool:
        """A first text corrects nothing; a later one says what it corrects, and is another text."""
        texts = [text for text in self.opened(at) if not text.is_notice]
        if not texts:
            return not self.words.note
        current = self.current(at)
        withdrawn = current is not None and current.is_notice
        return bool(self.words.note) and (withdrawn or texts[-1].content != self.content)

    def _writers(self, revision: int) -> set[str]:
        """Who wrote since somebody last vouched for what came before this revision."""
        vouched = [text for text in self.texts if text.authority == "approved" or text.is_reviewed]
        since = max((text.revision for text in vouched if text.revision < revision), default=0)
        return {one.author for one in self.revisions[since:revision]}

    def _unreviewed(self) -> Text | None:
        return next(
            (text for text in self.texts if text.authority == "emergency" and text.opens and not text.is_reviewed), None
        )

    # --- What is done ---

    def save(self, words: Words, embargo: tuple[str, datetime | None], author: str, content: int) -> None:
        """Keep a new state of the working text; `content` is the number of a text that never was before."""
        before, settled = self.words, self.status == "approved" and self.waiting is None
        # The form empties the last correction's note: that alone is no new text.
        same_but_note = replace(words, note=before.note, is_minor=before.is_minor) == before and not words.note
        if embargo == self.embargo and (words == before or (settled and same_but_note)):
            return
        self.revisions.append(Revision(words, self.content if words == before else content, author))
        self.embargo = embargo
        self.status = "draft" if self.status == "approved" else self.status

    def approve(self, who: str, at: datetime) -> None:
        self.status = "approved"
        self.texts.append(self._copy("approved", who, terms=self.embargo))
        if self.company:
            self.company.carry_out(at)

    def publish(self, at: datetime) -> None:
        text = self.waiting
        assert text
        self._open(text, max(at, text.embargo or at), at)

    def emergency(self, who: str, at: datetime) -> None:
        self.status, self.embargo = "approved", ("none", None)
        self.texts.append(self._copy("emergency", who))
        self._open(self.texts[-1], at, at)

    def withdraw(self, who: str, at: datetime, *, keep: bool, notice: str) -> None:
        current = self.current(at)
        assert current
        words = current.words if keep else Words()
        text = Text(words, -1, "withdrawal", who, notice=notice, is_gone=not keep, is_redacted=current.is_redacted)
        self.texts.append(text)
        self._open(text, at, at)

    def hold(self, at: datetime) -> None:
        coming = self.coming(at)
        if coming:
            for text in self.texts:
                text.closes = None if text.closes == coming.opens else text.closes
            coming.opens = None

    def reschedule(self, to: datetime, at: datetime) -> None:
        coming, waiting, self.embargo = self.coming(at), self.waiting, ("until", to)
        for moved in (coming, waiting):
            if moved:
                moved.terms = ("until", to)
        if coming:
            for text in self.texts:
                text.closes = to if text.closes == coming.opens else text.closes
            coming.opens = to

    def review(self) -> None:
        text = self._unreviewed()
        assert text
        text.is_reviewed = True

    def redact(self, name: str) -> None:
        """Blank one field wherever it was kept; what was blanked says so."""
        for text in self.texts:
            if getattr(text.words, name):
                text.words, text.is_redacted = _blanked(text.words, name), True
        for revision in self.revisions:
            revision.words = _blanked(revision.words, name)

    def _copy(self, authority: str, who: str, terms: tuple[str, datetime | None] = NO_EMBARGO) -> Text:
        return Text(self.words, self.content, authority, who, revision=len(self.revisions), terms=terms)

    def _open(self, text: Text, starts: datetime, at: datetime) -> None:
        """Only one text is to come, and the one that stands gives way to it at that instant."""
        self.hold(at)
        current = self.current(at)
        if current and current.opens:
            starts = max(starts, current.opens + MICROSECOND)
            current.closes = starts
        text.opens = starts


def _blanked(words: Words, name: str) -> Words:
    return replace(words, **{name: REDACTED}) if getattr(words, name) else words


def _always(**_facts: Any) -> bool:
    return True


def lifts(affairs: Iterable[Affair]) -> list[datetime]:
    """Every instant at which something opens."""
    return sorted(text.opens for affair in affairs for text in affair.texts if text.opens)
