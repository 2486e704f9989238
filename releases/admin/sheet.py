"""The whole sheet of a release, as it lies on the desk: its own fields and its rows, in the order one writes them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

from django.contrib.admin import helpers
from django.forms import Media
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from releases import permissions, workflow
from releases.admin import lines
from releases.admin.embargo_field import FIELDS as EMBARGO
from releases.admin.lines import Rows
from releases.admin.release_form import ReleaseForm, initial_of
from releases.admin.translating_pane import Beside, Pane
from releases.document import Draft
from releases.models import Office, Person, Release
from releases.states import EmbargoKind


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the sheet: its fields, then the lists of rows that belong to it."""

    name: str
    title: str | Promise
    fields: tuple[Any, ...] = ()
    rows: tuple[str, ...] = ()
    is_folded: bool = False


KIND, DATE, TIME, ZONE, TURN = EMBARGO
PARTS: Final = (
    Part("what", _("What it is"), (("kind", "language"), "headline", "subhead")),
    Part("correction", _("What was corrected"), ("correction_note", "correction_is_minor")),
    Part("who", _("Who issues it"), ("lead_office",), ("joint_offices", "speakers")),
    Part("when", _("When it may be used"), (KIND, (DATE, TIME, ZONE), TURN)),
    Part("text", _("The text"), ("dateline", "body", "boilerplate")),
    Part("contacts", "", (), ("contacts",)),
    Part("filing", _("Filing"), ("summary", "topics", "number", "slug"), is_folded=True),
)

# Django's own script for rows, and the one that presses “Fill in from the lead office”.
_SCRIPTS: Final = (
    "admin/js/vendor/jquery/jquery.min.js",
    "admin/js/jquery.init.js",
    "admin/js/inlines.js",
    "desk/lead-office.js",
    "desk/autosave.js",
    "desk/counters.js",
)


class BesideFieldset(helpers.Fieldset):
    """The fields of a part, each row of them beside what the original of a translation says there."""

    pairs: tuple[tuple[helpers.Fieldset, tuple[Beside, ...]], ...] = ()


@dataclass(slots=True)
class Sheet:
    """A form and its rows. It is drawn, checked and translated as one. `pane` holds the original of a translation."""

    form: ReleaseForm
    rows: Mapping[str, Rows]
    leaves_out: frozenset[str] = field(default_factory=frozenset)
    pane: Pane | None = None

    @classmethod
    def of(cls, release: Release, person: Person) -> Self:
        """The sheet of a release as it is saved."""
        return cls(ReleaseForm(instance=release, person=person), lines.row_sets(release))

    @classmethod
    def empty(cls, person: Person, office: Office | None = None) -> Self:
        """A new sheet, filled with what its lead office brings."""
        initial = _brought_by(office) if office else {}
        started = {"contacts": lines.with_contacts_of(office, [])} if office else {}
        return cls(ReleaseForm(person=person, initial=initial), lines.row_sets(None, started=started))

    @classmethod
    def started(cls, person: Person, typed: Mapping[str, Any], rows: Mapping[str, Any]) -> Self:
        """A new sheet that offers what was read or typed elsewhere, unchecked."""
        return cls(ReleaseForm(person=person, initial=typed), lines.row_sets(None, started=rows))

    @classmethod
    def posted(cls, data: QueryDict, person: Person, release: Release | None) -> Self:
        """The sheet with what was typed. A question that a new sheet was opened with may stay open."""
        initial = None
        if release is None and data.get(KIND) == EmbargoKind.QUESTION:
            initial = {KIND: EmbargoKind.QUESTION.value}
        form = ReleaseForm(data, instance=release, person=person, initial=initial)
        return cls(form, lines.row_sets(release, data=data))

    @classmethod
    def filled(cls, draft: Draft, person: Person, release: Release) -> Self:
        """The sheet with a draft in it, ready to be saved over what the release holds now."""
        form = ReleaseForm(instance=release, person=person, initial=initial_of(draft))
        return cls(form, lines.row_sets(release, started=lines.rows_of(draft)))

    @classmethod
    def typed_again(cls, data: QueryDict, person: Person, release: Release | None) -> Self:
        """The sheet with what was typed, as it was and unchecked."""
        posted = cls.posted(data, person, release)
        form = ReleaseForm(instance=release, person=person, initial=posted.form.typed)
        started = {name: lines.typed_rows(rows) for name, rows in posted.rows.items()}
        return cls(form, lines.row_sets(release, started=started))

    def filled_from_lead_office(self, person: Person, release: Release | None) -> "Sheet":
        """Return the posted sheet, unchecked, with the empty parts filled from the chosen lead office."""
        typed = self.form.typed
        started: dict[str, Any] = {name: lines.typed_rows(rows) for name, rows in self.rows.items()}
        office = next((one for one in Office.objects.all() if str(one.pk) == typed["lead_office"]), None)
        if office is not None:
            started["contacts"] = lines.with_contacts_of(office, started["contacts"])
            for name, brought in _brought_by(office).items():
                if not typed[name] or _is_another_offices(name, typed[name]):
                    typed[name] = brought
        form = ReleaseForm(instance=release, person=person, initial=typed)
        return Sheet(form, lines.row_sets(release, started=started), self.leaves_out, self.pane)

    def without_contacts(self, person: Person, release: Release | None) -> "Sheet":
        """Return the posted sheet, unchecked, with no contact in it."""
        started: dict[str, Any] = {name: lines.typed_rows(rows) for name, rows in self.rows.items()}
        form = ReleaseForm(instance=release, person=person, initial=self.form.typed)
        return Sheet(form, lines.row_sets(release, started={**started, "contacts": []}), self.leaves_out)

    def is_valid(self) -> bool:
        # Every part is asked, so that everything is said at once.
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    def draft(self) -> Draft:
        """Return what was typed as one value; the sheet must be valid."""
        return self.form.draft(
            joint_offices=[row["office"] for row in self.rows["joint_offices"].kept],
            contacts=[lines.line(row) for row in self.rows["contacts"].kept],
            speakers=[lines.voice(row) for row in self.rows["speakers"].kept],
        )

    def mark(self, reasons: Iterable[workflow.Reason]) -> None:
        """Put every reason where it belongs."""
        for reason in reasons:
            if reason.field in self.rows:
                self.rows[reason.field].notes.append(reason.text)
            else:
                self.form.mark(reason.text, reason.field)

    def begun_on(self, revision_number: int, line: str) -> Self:
        """Return the sheet as one that was opened on another revision, under another release line."""
        self.form.initial["expected_revision"] = revision_number
        self.form.initial["shown_line"] = line
        return self

    @property
    def began(self) -> int:
        """The revision that a valid sheet was opened on."""
        return self.form.cleaned_data["expected_revision"] or 0

    @property
    def shown_line(self) -> str:
        """The release line that a valid sheet was opened under."""
        return str(self.form.cleaned_data["shown_line"])

    @property
    def parts(self) -> list[tuple[Part, helpers.Fieldset | None, list[Rows]]]:
        """The parts as the template draws them."""
        return [
            (part, self._fieldset(part) if part.fields else None, [self.rows[name] for name in part.rows])
            for part in PARTS
            if part.name not in self.leaves_out
        ]

    @property
    def unseen(self) -> list[Any]:
        """The fields that are carried out of sight: a save must lose nothing that the page does not show."""
        left_out = [name for part in PARTS if part.name in self.leaves_out for name in part.fields]
        return [self.form[name].as_hidden() for name in ("expected_revision", "shown_line", *left_out)]

    @property
    def all_unseen(self) -> list[Any]:
        """Every field out of sight, for a page that asks about something else."""
        rows = [field for rows in self.rows.values() for row in rows for field in row]
        return [
            *(rows.management_form for rows in self.rows.values()),
            *(field.as_hidden() for field in (*self.form, *rows)),
        ]

    @property
    def problems(self) -> int:
        """How many things need attention."""
        notes = sum(len(rows.notes) for rows in self.rows.values())
        if not self.form.is_bound:
            return notes + len(self.form._errors or ())
        return notes + len(helpers.AdminErrorList(self.form, self.rows.values()))

    @property
    def media(self) -> Media:
        return Media(js=_SCRIPTS) + self.form.media

    def _fieldset(self, part: Part) -> helpers.Fieldset:
        classes = ("collapse",) if part.is_folded else ()
        fieldset = BesideFieldset(self.form, str(part.title), fields=part.fields, classes=classes)
        if self.pane and not (self.pane.is_hidden or part.is_folded):
            fieldset.pairs = tuple(self._pairs(part, self.pane))
        return fieldset

    def _pairs(self, part: Part, pane: Pane) -> Iterator[tuple[helpers.Fieldset, tuple[Beside, ...]]]:
        title = str(part.title)
        for row in part.fields:
            names = row if isinstance(row, tuple) else (row,)
            yield helpers.Fieldset(self.form, title, fields=(row,)), pane.of(*names)
            title = ""


def chosen_office(person: Person, asked: str) -> Office | None:
    """Return the office asked for, or the only one that the person writes for."""
    offices = [one for one in Office.objects.filter(is_historical=False) if permissions.may_start(person, one.pk)]
    if asked:
        return next((one for one in offices if str(one.pk) == asked), None)
    return offices[0] if len(offices) == 1 else None


def _brought_by(office: Office) -> dict[str, Any]:
    return {"lead_office": office.pk, "dateline": office.city, "boilerplate": office.boilerplate}


def _is_another_offices(name: str, text: str) -> bool:
    """Whether a text is just what an office brings: then it was not typed, and gives way."""
    column = {"dateline": "city", "boilerplate": "boilerplate"}.get(name)
    texts = Office.objects.values_list(column, flat=True) if column else []
    return text.replace("\r\n", "\n").strip() in {one.strip() for one in texts}
