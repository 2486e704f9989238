"""What preflight found, as the desk shows it: by level, each with its words in context and a way to its field."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from releases import clock, differences, workflow
from releases.admin import moments
from releases.models import Person, Release
from releases.preflight import Level
from releases.situation import Situation
from releases.states import Status
from releases.workflow.freeze import current_revision_of

# Where a field stands on the release's form. The editor takes the place of the body's own element.
_ANCHORS: Final = {"body": "part-text", "contacts": "contact_lines-group", "speakers": "speakers-group"}


@dataclass(frozen=True, slots=True)
class Item:
    """One finding, ready to be printed."""

    sentence: str
    before: str
    words: str
    after: str
    place: str
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one check that one reason is asked for."""

    items: tuple[Item, ...]
    reason: Any = None


@dataclass(frozen=True, slots=True)
class Findings:
    """All of them. `settled` are recommended ones that somebody gave a reason for before."""

    blocking: list[Item] = field(default_factory=list)
    recommended: list[Group] = field(default_factory=list)
    settled: list[Item] = field(default_factory=list)
    advisory: list[Item] = field(default_factory=list)
    reason_for_all: Any = None

    @property
    def any(self) -> bool:
        return bool(self.blocking or self.recommended or self.settled or self.advisory)

    @property
    def is_pressing(self) -> bool:
        return bool(self.blocking or self.recommended)

    @property
    def summary(self) -> str:
        """How many of each there are, in one line."""
        many = len(self.blocking), sum(len(group.items) for group in self.recommended)
        few = len(self.settled) + len(self.advisory)
        said = [
            many[0] and ngettext("%d must be mended", "%d must be mended", many[0]) % many[0],
            many[1]
            and ngettext("%d should be mended or justified", "%d should be mended or justified", many[1]) % many[1],
            few and ngettext("%d worth a look", "%d worth a look", few) % few,
        ]
        return ", ".join(one for one in said if one)


def look(person: Person, situation: Situation) -> tuple[workflow.Checked, ...]:
    """Return what preflight finds in the working text for this person."""
    revision = current_revision_of(situation.release)
    return workflow.look(actor=person, situation=situation, revision=revision)


def blocking(checked: Iterable[workflow.Checked]) -> list[workflow.Reason]:
    """Return what no reason lets pass, each at its field."""
    return workflow.objections(checked=[one for one in checked if one.finding.level == Level.BLOCKING])


def of_panel(person: Person, situation: Situation) -> Findings | None:
    """Return what the release's own page shows, as long as the text still goes to somebody for approval."""
    release = situation.release
    if release.status == Status.APPROVED:
        return None
    return arranged(look(person, situation), release, page="")


def arranged(
    checked: Iterable[workflow.Checked], release: Release, *, form: Any = None, page: str | None = None
) -> Findings:
    """Sort findings by level; with a form, those that want a reason come with its fields."""
    if page is None:
        page = reverse("admin:releases_release_change", args=[release.pk])
    found, by_code = Findings(reason_for_all=form.for_all if form else None), dict[str, list[Item]]()
    for one in checked:
        item = _item(one, release, page)
        if one.finding.level == Level.BLOCKING:
            found.blocking.append(item)
        elif one.finding.level == Level.ADVISORY:
            found.advisory.append(item)
        elif one.reason:
            found.settled.append(item)
        else:
            by_code.setdefault(one.finding.code, []).append(item)
    for code, items in by_code.items():
        found.recommended.append(Group(tuple(items), form[f"{workflow.OVERRIDE}{code}"] if form else None))
    return found


def anchor(field: str) -> str:
    """Return where on the release's form a field stands."""
    return _ANCHORS.get(field, f"id_{field}")


def _item(one: workflow.Checked, release: Release, page: str) -> Item:
    name, why = one.finding.field, ""
    if one.reason and one.at:
        when = moments.said(one.at, release.lead_office.time_zone, clock.now())
        why = _("%(name)s, %(when)s: %(reason)s") % {"name": one.by, "when": when, "reason": one.reason}
    return Item(
        sentence=one.sentence,
        before=one.before,
        words=one.finding.words,
        after=one.after,
        place=capfirst(differences.label(name)) if name else "",
        url=f"{page}#{anchor(name)}" if name else "",
        why=why,
    )
