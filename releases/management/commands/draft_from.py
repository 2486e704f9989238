"""`draft_from`: drafts from files, as a named person; with --json what intake reads, and no database at all."""

import json
from argparse import ArgumentParser
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from releases import filling, workflow
from releases.filling import Filled
from releases.intake import MOST_BYTES, ParsedRelease, Unreadable, parse
from releases.intake.export import as_data
from releases.intake.sentence import _
from releases.management.desk_words import media_type, office_named, person_named
from releases.models import Office, Person, Release, Role

SHOWN = (
    "headline", "subhead", "kind", "embargo", "lead_office", "contacts", "dateline", "language", "number", "speakers",
    "body", "boilerplate",
)  # fmt: skip
_WIDEST = 60


class Command(BaseCommand):
    """Reads each file once, and hands what it found to one writer: the workflow, or the one that prints JSON."""

    help = "Make a draft of each press release (.txt, .html, .docx, .eml) and say what was found in it."
    requires_system_checks: list[str] = []  # with --json a file is read without a database or settings
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print one JSON object a file, and make no draft")
        parser.add_argument("--as", dest="username", default="", help="who writes: a writer for the office")
        parser.add_argument(
            "--office", default="", help="the address of the office that issues what names none of ours"
        )
        parser.add_argument(
            "--zone",
            default=settings.NEWSROOM_TIME_ZONE,
            help="the time zone of an embargo that names none (default: %(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        drafting = None if options["json"] else self._drafting(options)
        failed = 0
        for path in options["files"]:
            try:
                release = read(path, zone=options["zone"], offices=drafting[2] if drafting else ())
                if drafting is None:
                    self.stdout.write(json.dumps({"file": path.name} | as_data(release), ensure_ascii=False))
                else:
                    self.stdout.write(self._draft(path, release, drafting[0], drafting[1]))
            except (Unreadable, OSError) as error:
                failed += 1
                self.stderr.write(self.style.ERROR(f"{path.name}: {error}"))
            except workflow.Refused as refused:
                failed += 1
                for reason in refused.reasons:
                    self.stderr.write(self.style.ERROR(f"{path.name}: {reason.text}"))
        if failed:
            outcome = "could not be read" if options["json"] else "made no draft"
            raise CommandError(f"{failed} of {len(options['files'])} files {outcome}.")

    def _drafting(self, options: dict[str, Any]) -> tuple[Person, Office | None, tuple[str, ...]]:
        """Who writes, for which office where a text names none, and the names of all."""
        person = person_named(options["username"], Role.WRITER)
        office = office_named(options["office"], person, Role.WRITER)
        return person, office, tuple(Office.objects.order_by("name", "id").values_list("name", flat=True))

    def _draft(self, path: Path, parsed: ParsedRelease, person: Person, office: Office | None) -> str:
        """Make the draft; return the table of what was found and where the draft is."""
        filled = filling.fill(parsed, actor=person, name=path.name, media_type=media_type(path.name), lead=office)
        if filled.lead is None:
            raise workflow.Refused(
                [workflow.Reason("It names no office that you write for. Say which issues it: --office ADDRESS.")]
            )
        saved = workflow.start_draft(actor=person, draft=filled.draft(), source=filled.source)
        return table(path.name, filled, saved.release, parsed)


def read(path: Path, *, zone: str, offices: tuple[str, ...] = ()) -> ParsedRelease:
    """One file to fields; a file beyond the bound is not even loaded."""
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(_("No release is longer than 16 MB; send the text without its pictures."))
    return parse(path.read_bytes(), filename=path.name, default_zone=zone, offices=offices)


def table(name: str, filled: Filled, release: Release, parsed: ParsedRelease) -> str:
    """Field, words, and where they stood; then questions, leftovers and the draft's address at the desk."""
    values = {
        "headline": release.headline,
        "subhead": release.subhead,
        "kind": release.get_kind_display(),
        "embargo": release.terms.line,
        "lead_office": release.lead_office.name,
        "contacts": "; ".join(filter(None, (" ".join(filter(None, _words(one))) for one in filled.values["contacts"]))),
        "dateline": release.dateline,
        "language": release.get_language_display(),
        "number": release.number,
        "speakers": ", ".join(voice.name for voice in filled.values["speakers"]),
        "body": f"{len(parsed.paragraphs)} paragraphs, from “{' '.join(' '.join(parsed.paragraphs).split()[:6])}”",
        "boilerplate": " ".join(release.boilerplate.split()),
    }
    lines = [name]
    for field in SHOWN:
        if values[field]:
            lines.append(
                f"  {field:<12}  {_cut(values[field]):<{_WIDEST}}  {', '.join(places(filled, field))}".rstrip()
            )
    lines += [f"  ? {field or 'draft'}: {sentence}" for field, sentence in filled.notes]
    lines += [f"  not placed: {_cut(words)}" for words in parsed.leftover_texts]
    lines += [f"  {settings.NEWSROOM_BASE_URL}{reverse('admin:releases_release_change', args=[release.pk])}", ""]
    return "\n".join(lines)


def places(filled: Filled, field: str) -> Iterator[str]:
    """Where in the source the words of a field stand, by lines."""
    starts = [0, *(place + 1 for place, one in enumerate(filled.source.text) if one == "\n")]
    rows = sorted(
        {
            row
            for name, start, end in filled.source.spans
            if name == field
            for row in range(bisect_right(starts, start), bisect_right(starts, end - 1) + 1)
        }
    )
    for first in [row for row in rows if row - 1 not in rows]:
        last = next(row for row in range(first, first + len(rows)) if row + 1 not in rows)
        yield f"line {first}" if first == last else f"lines {first}–{last}"


def _words(line: Any) -> tuple[str, ...]:
    return line.name, line.role, line.organisation, line.phone, line.email


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
