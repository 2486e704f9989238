"""Words of the source put into another field by hand: what the field then holds, and where words came from."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from django.conf import settings
from django.utils.html import escape

from releases import permissions, richtext
from releases.admin.embargo_field import initial_of
from releases.admin.intake_sheet import IntakeSheet
from releases.admin.sheet import Sheet
from releases.document import Source
from releases.filling import matching, none_of_ours, terms_of
from releases.intake import Embargo, Sentence, parse
from releases.intake.sentence import NOTHING
from releases.models import Office, OfficeSlug, Person
from releases.states import EmbargoKind

_ONE_LINE: Final = frozenset({"headline", "subhead", "dateline", "number"})
_SEVERAL_LINES: Final = frozenset({"boilerplate", "summary"})
_GROWS: Final = frozenset({"body", "contacts", "speakers"})  # the others are replaced
_BLOCK: Final = "</p>"

Taken = tuple[str, int, int]


def take(sheet: IntakeSheet, taken: Iterable[Taken], person: Person) -> IntakeSheet:
    """Return the sheet after these stretches of the source (field, start, end) were put into these fields."""
    typed, rows = sheet.typed
    source = sheet.source
    for field, start, end in taken:
        words = source.text[start:end].strip("\n")
        if not words.strip():
            continue
        for other in {name for name, first, last in source.spans if first < end and last > start and name != field}:
            _take_away(typed, rows, other, words)
        doubt = _put(typed, rows, field, words, before_all=_is_before(source, field, start), person=person)
        source = _moved(source, field, start, end, doubt)
    return IntakeSheet(Sheet.started(person, typed, rows), source)


def _put(
    typed: dict[str, Any], rows: dict[str, Any], field: str, words: str, *, before_all: bool, person: Person
) -> Sentence:
    """Put words into a field; return what there is still to ask about it."""
    if field in _ONE_LINE:
        typed[field] = " ".join(words.split())
    elif field in _SEVERAL_LINES:
        typed[field] = "\n\n".join(_paragraphs(words))
    elif field == "body":
        added = "".join(f"<p>{escape(one)}</p>" for one in _paragraphs(words))
        body = str(typed["body"] or "")
        typed["body"] = added + body if before_all else body + added
    elif field == "speakers":
        rows["speakers"] = [*rows["speakers"], {"name": " ".join(words.split()), "title": ""}]
    elif field == "contacts":
        rows["contacts"] = [*rows["contacts"], *_contacts(words)]
    elif field == "lead_office":
        return _put_office(typed, words, person)
    elif field == "embargo":
        return _put_embargo(typed, words)
    return NOTHING


def _put_office(typed: dict[str, Any], words: str, person: Person) -> Sentence:
    slugs = dict(OfficeSlug.objects.values_list("slug", "office_id"))
    open_offices = Office.objects.filter(is_historical=False).order_by("name", "id")
    mine = [one for one in matching(words, open_offices, slugs) if permissions.may_start(person, one.pk)]
    if mine:
        typed["lead_office"] = mine[0].pk
        return NOTHING
    return none_of_ours(" ".join(words.split()))


def _put_embargo(typed: dict[str, Any], words: str) -> Sentence:
    read = _read_embargo(words)
    terms, doubt = terms_of(read)
    typed |= dict.fromkeys(("embargo_date", "embargo_time", "embargo_zone", "embargo_turn"), "")
    typed |= initial_of(terms, office_zone=settings.NEWSROOM_TIME_ZONE)
    if terms.kind == EmbargoKind.QUESTION and read.wall:
        typed |= {"embargo_date": read.wall.date(), "embargo_time": read.wall.time(), "embargo_zone": read.zone}
    return doubt


def _read_embargo(words: str) -> Embargo:
    """As it stands; and words that say only a time are said to be an embargo by whoever put them there."""
    zone = settings.NEWSROOM_TIME_ZONE
    parsed = parse(words, default_zone=zone)
    if parsed.embargo.kind != "none" or parsed.release_line:
        return parsed.embargo
    read = parse(f"EMBARGOED UNTIL {words}", default_zone=zone).embargo
    return read if read.kind != "none" else Embargo("question")


def _contacts(words: str) -> list[dict[str, str]]:
    found = parse(f"Media contact:\n{words}\n", default_zone=settings.NEWSROOM_TIME_ZONE).contacts
    rows = [
        {
            "name": one.name,
            "role": one.role,
            "organisation": one.organisation,
            "phone": one.phone,
            "email": one.email,
            "after_hours": "",
            "contact": "",
        }
        for one in found
    ]
    nobody = {"role": "", "organisation": "", "phone": "", "email": "", "after_hours": "", "contact": ""}
    return rows or [{"name": " ".join(words.split()), **nobody}]


def _take_away(typed: dict[str, Any], rows: dict[str, Any], field: str, words: str) -> None:
    """Words that go elsewhere leave the field they were in, where they stand in it as they are printed."""
    flat = " ".join(words.split())
    if field in _ONE_LINE | _SEVERAL_LINES:
        kept = [
            one for one in str(typed[field] or "").split("\n\n") if one.strip() and " ".join(one.split()) not in flat
        ]
        text = "\n\n".join(kept)
        typed[field] = " ".join(text.replace(flat, " ").split()) if field in _ONE_LINE else text
    elif field == "body":
        blocks = str(typed["body"] or "").replace(_BLOCK, _BLOCK + "\x00").split("\x00")
        gone = {" ".join(one.split()) for one in _paragraphs(words)}
        typed["body"] = "".join(
            block for block in blocks if " ".join(richtext.text_of(richtext.clean(block)).split()) not in gone
        )
    elif field in {"contacts", "speakers"}:
        rows[field] = [row for row in rows[field] if not _stands_in(row, flat)]


def _stands_in(row: dict[str, Any], words: str) -> bool:
    said = [str(row.get(name) or "") for name in ("name", "role", "title", "organisation", "phone", "email")]
    return all(" ".join(one.split()) in words for one in said if one)


def _paragraphs(words: str) -> list[str]:
    blocks = words.split("\n\n") if "\n\n" in words else [words]
    return [said for block in blocks if (said := " ".join(block.split()))]


def _is_before(source: Source, field: str, start: int) -> bool:
    starts = [first for name, first, _last in source.spans if name == field]
    return bool(starts) and start < min(starts)


def _moved(source: Source, field: str, start: int, end: int, doubt: Sentence) -> Source:
    """The source with the stretch belonging to `field` alone, and no note there but what is still to be asked."""
    spans: list[Taken] = []
    for name, first, last in source.spans:
        if name == field and field not in _GROWS:
            continue
        pieces = ((first, min(last, start)), (max(first, end), last))
        spans += [(name, one, other) for one, other in pieces if one < other]
    notes = [note for note in source.notes if note[0] != field]
    if doubt:
        notes.append((field, doubt))
    return replace(
        source, spans=tuple(sorted([*spans, (field, start, end)], key=lambda span: span[1])), notes=tuple(notes)
    )
