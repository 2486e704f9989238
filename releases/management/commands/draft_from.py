"""`draft_from`: say what intake reads in files; with --json as one object a file, and no database at all."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from releases.intake import MOST_BYTES, ParsedRelease, Unreadable, parse
from releases.intake.export import as_data


class Command(BaseCommand):
    """Reads each file once, and hands what it found to one writer: today the one that prints JSON."""

    help = "Read press releases (.txt, .html, .docx, .eml) and print what was found in them."
    requires_system_checks: list[str] = []  # reading a file needs no database and no settings to be right
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print one JSON object a file")
        parser.add_argument(
            "--zone",
            default=settings.NEWSROOM_TIME_ZONE,
            help="the time zone of an embargo that names none (default: %(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        unread = 0
        for path in options["files"]:
            try:
                release = read(path, zone=options["zone"])
            except (Unreadable, OSError) as error:
                unread += 1
                self.stderr.write(self.style.ERROR(f"{path.name}: {error}"))
                continue
            if options["json"]:
                self.stdout.write(json.dumps({"file": path.name} | as_data(release), ensure_ascii=False))
            else:
                self.stdout.write(table(path.name, release))
        if unread:
            raise CommandError(f"{unread} of {len(options['files'])} files could not be read.")


def read(path: Path, *, zone: str) -> ParsedRelease:
    """One file to fields; a file beyond the bound is not even loaded."""
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable("No release is longer than 16 MB; send the text without its pictures.")
    return parse(path.read_bytes(), filename=path.name, default_zone=zone)


def table(name: str, release: ParsedRelease) -> str:
    """What was found, a field a line, questions first."""
    data = as_data(release)
    people = "; ".join(" ".join(value for value in contact.values() if value) for contact in data["contacts"])
    rows = [(field, data[field]) for field in SHOWN] + [("contacts", people), ("paragraphs", data["body_paragraphs"])]
    lines = [name, *(f"  {field:<16}{value}" for field, value in rows if value)]
    lines += [f"  ? {note.field}: {note.sentence}" for note in release.notes]
    lines += [f"  not placed: {words[:100]}" for words in release.leftover_texts]
    return "\n".join([*lines, ""])


SHOWN = (
    "title", "subtitle", "kind", "release_line", "embargo_until", "release_date", "office", "dateline", "language",
    "number", "speaker", "boilerplate", "end_mark",
)  # fmt: skip
