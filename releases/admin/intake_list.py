"""Several releases at once: a row for each, checked one by one or drafted where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from releases import permissions, sentences, workflow
from releases.admin.intake_reading import Read
from releases.admin.intake_sheet import NothingCarried, lost, packed, unpacked
from releases.filling import Filled
from releases.models import IntakeSource, Kind, Office, Person, Release

_MOST_ROWS: Final = 200


@dataclass(slots=True)
class Row:
    """One of them: filled, refused with a sentence, or a draft already."""

    number: int
    name: str
    filled: Filled | None = None
    problem: str = ""
    done: Release | None = None

    @property
    def carried(self) -> str:
        return packed(self.filled) if self.filled else ""

    @property
    def title(self) -> str:
        return self.name or str(_("The pasted text"))

    @property
    def kind(self) -> str:
        return str(Kind(self.filled.values["kind"]).label) if self.filled else ""

    @property
    def release_line(self) -> str:
        line: str = self.filled.values["terms"].line if self.filled else ""
        return line

    @property
    def contacts(self) -> list[str]:
        lines = self.filled.values["contacts"] if self.filled else ()
        return [", ".join(filter(None, (line.name, line.phone, line.email))) for line in lines]

    @property
    def notes(self) -> list[str]:
        return [sentences.said(sentence) for _field, sentence in self.filled.notes] if self.filled else []

    def draft(self, person: Person, lead: Office | None) -> None:
        """Make the draft by one call to the workflow; what was drafted from the same text already is only shown."""
        if self.filled is None or self.done:
            return
        self.problem = ""
        same = IntakeSource.objects.visible_to(person).filter(sha256=self.filled.source.sha256, added_by=person)
        before = same.select_related("release").order_by("-pk").first()
        if before:
            self.done = before.release
            return
        office = self.filled.lead or lead
        if office is None:
            self.problem = _("The text names none of our offices. Choose one above, or check it.")
            return
        try:
            saved = workflow.start_draft(actor=person, draft=self.filled.draft(office.pk), source=self.filled.source)
        except workflow.Refused as refused:
            self.problem = str(refused)
        else:
            self.done = saved.release


def rows_of(reads: Iterable[Read]) -> list[Row]:
    """Return a row for each thing that was read or refused."""
    return [Row(number, read.name, read.filled, read.problem) for number, read in enumerate(reads, 1)]


def posted(data: QueryDict, person: Person) -> list[Row]:
    """Return the rows that the list carried."""
    rows = []
    for number in range(1, _MOST_ROWS):
        if f"_name-{number}" in data:
            row = Row(number, data[f"_name-{number}"], problem=data.get(f"_problem-{number}", ""))
            row.done = _visible(person, data.get(f"_done-{number}", ""))
            if carried := data.get(f"_row-{number}", ""):
                try:
                    row.filled = unpacked(carried)
                except NothingCarried:
                    row.problem = lost()
            rows.append(row)
    return rows


def offices_of(person: Person) -> list[Office]:
    """Return the offices that the person may start a release for."""
    offices = Office.objects.filter(is_historical=False).order_by("name", "id")
    return [office for office in offices if permissions.may_start(person, office.pk)]


def _visible(person: Person, pk: str) -> Any:
    try:
        return Release.objects.visible_to(person).filter(pk=UUID(pk)).first()
    except ValueError:
        return None
