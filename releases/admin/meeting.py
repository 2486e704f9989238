"""Two people's saves of one release meet: what came from whom, what only a person can decide, and what they chose."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Self

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from releases import differences, richtext, workflow
from releases.differences import Change, Passage
from releases.document import Draft, Line, Voice, compose, decompose, stored_terms
from releases.merging import Conflict, Merge, Side, merge
from releases.models import Edition, Office, Person, Release, Revision
from releases.paragraphs import join, same_text

# Its name would be a choice of the form's own; the underscore keeps it out of what a person typed.
CHOICE: Final = "_choose-"
# Fields of a draft that a document keeps under another name.
_KEPT_AS: Final = {"terms": "embargo", "lead_office": "offices"}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to settle a conflict: whose version, and how it differs from what stood there before."""

    side: Side
    label: str
    passages: tuple[Passage, ...]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A conflict as the page puts it."""

    name: str
    label: str
    place: str
    ways: tuple[Way, ...]
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """My typing, and what the release holds by now."""

    release: Release
    mine: Draft
    merged: Merge
    began: int
    seen: int
    who: str
    reasons: tuple[workflow.Reason, ...]
    _theirs: Mapping[str, Any]
    choices: Mapping[str, Side]
    is_answered: bool = False

    @classmethod
    def of(
        cls,
        release: Release,
        mine: Draft,
        *,
        person: Person,
        began: int,
        line: str = "",
        seen: int | None = None,
        reasons: tuple[workflow.Reason, ...] = (),
        answers: Mapping[str, Any] | None = None,
    ) -> Self:
        """Put `mine`, begun on revision `began` under the release line `line`, together with what is there.

        `seen` is the revision that the answers were given about; without it, it is the latest.
        """
        mine = decompose(compose(mine))  # as it would be kept: a browser's own line ends are no change
        latest = seen if seen and 0 < seen <= release.revision_number else release.revision_number
        revisions = Revision.objects.filter(release=release, number__gte=min(began, latest), number__lte=latest)
        by_number = {one.number: one for one in revisions.order_by("number")}
        since = [one for number, one in by_number.items() if number > began]
        theirs = {**by_number[latest].content, "embargo": stored_terms(release.terms)}
        base = begun(release, began)
        old = decompose(base) if base else Draft(headline="", lead_office=mine.lead_office)
        # A reschedule changes the terms and no revision: the line that was shown tells what they were.
        shown = next((terms for terms in (mine.terms, release.terms) if terms.line == line), old.terms)
        old = replace(old, terms=shown)
        merged = merge(base=old, mine=mine, theirs=decompose(theirs))
        names = dict.fromkeys(_("yourself") if one.author_id == person.pk else one.author_name for one in since)
        usual = {one.key: one.usual for one in merged.conflicts if one.usual}
        return cls(
            release=release,
            mine=mine,
            merged=merged,
            began=began,
            seen=latest,
            who=", ".join(names) or str(release.changed_by),
            reasons=reasons,
            _theirs=theirs,
            choices=usual if answers is None else _read(merged, answers),
            is_answered=answers is not None,
        )

    @classmethod
    def answered(
        cls, release: Release, mine: Draft, *, person: Person, began: int, line: str, data: Mapping[str, Any]
    ) -> Self:
        """Put them together once more, as the page that asked showed them, with its answers."""
        seen = str(data.get("_seen", ""))
        number = int(seen) if seen.isdecimal() and len(seen) < 10 else None
        return cls.of(release, mine, person=person, began=began, line=line, seen=number, answers=data)

    @property
    def missing(self) -> list[Conflict]:
        """The conflicts that nobody has decided yet."""
        return [one for one in self.merged.conflicts if one.key not in self.choices]

    @property
    def draft(self) -> Draft:
        """What comes of it; every conflict must be decided."""
        return self.merged.settled(self.choices)

    @property
    def questions(self) -> list[Question]:
        return [self._question(one) for one in self.merged.conflicts]

    @property
    def came_in(self) -> list[Change]:
        """What the others changed and my text now has."""
        return _told(compose(self.mine), compose(self.merged.draft))

    @property
    def kept(self) -> list[Change]:
        """What I changed of theirs."""
        return _told(self._theirs, compose(self.merged.draft))

    def _question(self, conflict: Conflict) -> Question:
        ways = []
        before, kept_as = _words(conflict.field, conflict.base), _KEPT_AS.get(conflict.field, conflict.field)
        for side in conflict.sides:
            after = _words(conflict.field, conflict.chosen(side))
            passages = differences.of_words(kept_as, before, after).passages if after else ()
            is_one = len(conflict.chosen(side)) == 1
            label = self._label(side, after, is_one=is_one)
            ways.append(Way(side, label, passages, self.choices.get(conflict.key) == side))
        is_missing = self.is_answered and conflict.key not in self.choices
        return Question(f"{CHOICE}{conflict.key}", _name(conflict), self._place(conflict), tuple(ways), is_missing)

    def _place(self, conflict: Conflict) -> str:
        """Where in the text it is: after which words."""
        if conflict.field != "body":
            return ""
        parts = self.merged.parts["body"]
        before = parts[: parts.index(conflict)]
        if not before:
            return _("At the beginning of the text")
        last = before[-1].mine or before[-1].theirs if isinstance(before[-1], Conflict) else before[-1]
        words = richtext.text_of(last[-1]).split()
        return _("After “%(words)s”") % {"words": " ".join(["…", *words[-8:]] if len(words) > 8 else words)}

    def _label(self, side: Side, words: str, *, is_one: bool) -> str:
        if side == Side.BOTH:
            return _("Both, in one paragraph") if is_one else _("Both, yours first")
        said = _("Yours") if side == Side.MINE else _("Now saved, by %(name)s") % {"name": self.who}
        return said if words else _("%(whose)s: nothing, it is taken out") % {"whose": said}


def begun(release: Release, number: int) -> dict[str, Any]:
    """Return the document that a form opened on this revision showed, or nothing if there is no such revision."""
    revision = Revision.objects.filter(release=release, number=number).first()
    if revision is None:
        return {}
    content: dict[str, Any] = dict(revision.content)
    if any(one.public_from for one in Edition.objects.filter(release=release, revision_number=number)):
        # That correction is out: the form offers an empty note for the next one.
        content |= {"correction_note": "", "correction_is_minor": False}
    return content


def _told(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The differences that somebody made; line breaks between paragraphs are the editor's or the merge's own."""
    is_same = same_text(before.get("body", ""), after.get("body", ""))
    return [one for one in differences.between(before, after) if not (is_same and one.field == "body")]


def _read(merged: Merge, answers: Mapping[str, Any]) -> dict[str, Side]:
    """The answers that answer something."""
    return {
        one.key: Side(answer)
        for one in merged.conflicts
        if (answer := answers.get(f"{CHOICE}{one.key}")) in one.sides and answer is not None
    }


def _name(conflict: Conflict) -> str:
    if conflict.field == "body":
        return _("A place in the text") if not conflict.base else _("A paragraph of the text")
    names = {
        "contacts": _("A media contact"),
        "speakers": _("A speaker"),
        "lead_office": _("lead office"),
    }
    return capfirst(names.get(conflict.field) or differences.label(_KEPT_AS.get(conflict.field, conflict.field)))


def _words(field: str, values: tuple[Any, ...]) -> str:
    """What a side of a conflict says, as plain words."""
    if field == "body":
        return differences.words_of(field, join(values))
    if field in {"contacts", "speakers"}:
        return differences.words_of(field, [asdict(row) for row in values if isinstance(row, Line | Voice)])
    value = values[0]
    if field == "terms":
        return str(value.line)
    if field == "lead_office":
        return str(Office.objects.filter(pk=value).values_list("name", flat=True).first() or "")
    return differences.words_of(field, value)
