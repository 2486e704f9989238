"""The checking screen's sheet: what was read, offered in the stock form, and what it carries from post to post."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final, Self
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from releases import sentences, workflow
from releases.admin import lines
from releases.admin.embargo_field import initial_of
from releases.admin.sheet import Sheet
from releases.document import Line, Source, Voice, decompose, stored_terms
from releases.filling import Filled
from releases.models import Office, Person
from releases.models.content import PLAIN_FIELDS
from releases.states import EmbargoKind

CARRIED: Final = "_source"
# A note at these is a question, and falls silent once it is answered; the others stay in sight.
_ANSWERED_BY: Final = {"embargo": "embargo_kind", "lead_office": "lead_office", "headline": "headline"}


class NothingCarried(Exception):
    """The page lost what it carried: it was cut on its way, or never came from here."""


@dataclass(slots=True)
class IntakeSheet:
    """A sheet and the source that lies beside it; fresh until somebody has worked on it."""

    sheet: Sheet
    source: Source
    is_fresh: bool = False

    @classmethod
    def of(cls, filled: Filled, person: Person) -> Self:
        """The sheet filled with what was read."""
        values = filled.values
        typed: dict[str, Any] = {name: values[name] for name in PLAIN_FIELDS if name in values}
        zone = filled.lead.time_zone if filled.lead else settings.NEWSROOM_TIME_ZONE
        typed |= initial_of(values["terms"], office_zone=zone)
        if filled.wall:
            best = filled.wall
            typed |= {"embargo_date": best.date(), "embargo_time": best.time(), "embargo_zone": filled.zone}
        if filled.lead:
            typed["lead_office"] = filled.lead.pk
        rows = {
            "joint_offices": [{"office": pk} for pk in values["joint_offices"]],
            "speakers": [asdict(voice) for voice in values["speakers"]],
            "contacts": [asdict(line) for line in values["contacts"]],
        }
        return cls(Sheet.started(person, typed, rows), filled.source, is_fresh=True)

    @classmethod
    def posted(cls, data: QueryDict, person: Person) -> Self:
        """The sheet with what was typed, and the source that it came with. Raises NothingCarried."""
        return cls(Sheet.posted(data, person, None), unpacked_source(data.get(CARRIED, "")))

    @property
    def carried(self) -> str:
        """The source as the page's hidden field holds it; in JSON no browser touches its line ends."""
        return json.dumps(_held(self.source), ensure_ascii=False)

    @property
    def typed(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What was typed into a posted sheet, unchecked: its fields and its rows."""
        rows: dict[str, Any] = {name: lines.typed_rows(rows) for name, rows in self.sheet.rows.items()}
        return self.sheet.form.typed, rows

    def filled_from_lead_office(self, person: Person) -> "IntakeSheet":
        """Take over what the chosen office brings where the text had nothing of its own: contacts above all."""
        _fields, rows = self.typed
        brought = self.sheet.filled_from_lead_office(person, None)
        if not rows["contacts"]:
            return IntakeSheet(brought, self.source)
        return IntakeSheet(Sheet.started(person, brought.form.initial, rows), self.source)

    def with_public_numbers(self, person: Person) -> "IntakeSheet":
        """Make every number of every contact public."""
        typed, rows = self.typed
        rows["contacts"] = [
            {**row, **{f"{number}_is_public": bool(row[number]) for number in lines.NUMBERS}}
            for row in rows["contacts"]
        ]
        return IntakeSheet(Sheet.started(person, typed, rows), self.source)

    def ask(self) -> None:
        """Put every note at its field, unless it was a question that has been answered."""
        self.sheet.mark(workflow.Reason(sentence, field) for field, sentence in self._open_notes())

    def _open_notes(self) -> Iterable[tuple[str, str]]:
        for field, sentence in self.source.notes:
            answer = _ANSWERED_BY.get(field)
            value = str(self.sheet.form[answer].value() or "") if answer else ""
            is_open = not value or value == EmbargoKind.QUESTION
            if is_open or self.is_fresh:
                yield field, sentences.said(sentence)

    @property
    def staff_only(self) -> bool:
        """Whether a contact has a number that only staff would see."""
        return any(
            row[number].value() and not row[f"{number}_is_public"].value()
            for row in self.sheet.rows["contacts"]
            for number in lines.NUMBERS
        )


def packed(filled: Filled) -> str:
    """Write a filled draft into one hidden field."""
    values = filled.values
    content = {
        **{name: values.get(name, "") for name in PLAIN_FIELDS},
        "correction_is_minor": False,
        "joint_offices": [str(pk) for pk in values["joint_offices"]],
        "contacts": [
            {**asdict(line), "contact": str(line.contact) if line.contact else None} for line in values["contacts"]
        ],
        "speakers": [asdict(voice) for voice in values["speakers"]],
        "embargo": stored_terms(values["terms"]),
    }
    return json.dumps(
        {
            "lead": str(filled.lead.pk) if filled.lead else "",
            "content": content,
            "source": _held(filled.source),
            "wall": filled.wall.isoformat() if filled.wall else "",
            "zone": filled.zone,
        },
        ensure_ascii=False,
    )


def unpacked(carried: str) -> Filled:
    """Read a filled draft from a hidden field. Raises NothingCarried."""
    try:
        held = json.loads(carried)
        content = held["content"]
        lead = Office.objects.filter(pk=UUID(held["lead"])).first() if held["lead"] else None
        values = {
            **{name: str(content[name]) for name in PLAIN_FIELDS if name != "correction_is_minor"},
            "joint_offices": tuple(UUID(pk) for pk in content["joint_offices"]),
            "contacts": tuple(
                Line(**{**line, "contact": UUID(line["contact"]) if line["contact"] else None})
                for line in content["contacts"]
            ),
            "speakers": tuple(Voice(**voice) for voice in content["speakers"]),
            "terms": decompose(_as_document(content)).terms,
        }
        wall = datetime.fromisoformat(held["wall"]) if held["wall"] else None
        return Filled(lead, values, _source_from(held["source"]), wall, str(held["zone"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NothingCarried from error


def unpacked_source(carried: str) -> Source:
    """Read the source from a hidden field. Raises NothingCarried."""
    try:
        return _source_from(json.loads(carried))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NothingCarried from error


def lost() -> str:
    """Say what to do when the page lost what it carried."""
    return _("This page lost the text it was made from. Paste or drop it again; nothing was saved.")


def _as_document(content: Mapping[str, Any]) -> dict[str, Any]:
    nobody = {"id": str(UUID(int=0))}
    return {**content, "offices": [nobody], "contacts": [], "speakers": [], "topics": [], "slug": ""}


def _held(source: Source) -> dict[str, Any]:
    notes = [[field, sentences.kept(sentence)] for field, sentence in source.notes]
    return {**asdict(replace(source, notes=())), "notes": notes}


def _source_from(held: Mapping[str, Any]) -> Source:
    text = held["text"].replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
    return Source(
        text=text,
        name=str(held["name"]),
        media_type=str(held["media_type"]),
        spans=tuple((str(field), int(start), int(end)) for field, start, end in held["spans"]),
        notes=tuple((str(field), sentences.read(note)) for field, note in held["notes"]),
    )
