"""`import_archive`: bring in what was public before this system, from a folder, a table, a feed or a blog's export."""

from argparse import ArgumentParser
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from releases import clock
from releases.importing import Unreadable, read_archive, unread_columns
from releases.importing.judge import Judge
from releases.management.archive_report import Progress, Report, in_words
from releases.management.desk_words import office_named, person_named
from releases.management.importer import Importer
from releases.models import Office, Role


class Command(BaseCommand):
    """Says at the end how many came in, and of every item what was not understood."""

    help = (
        "Import an archive (a folder of .txt, .html, .eml and .docx files; CSV; JSON Lines; RSS 2.0 or Atom; a "
        "WordPress export) as imported editions with their own dates. What may not be public yet is left out and "
        "reported. "
        "It can be stopped and run again: what is in stays, and comes in once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=Path, metavar="SOURCE", help="a folder or a file")
        parser.add_argument("--as", dest="username", default="", help="who imports: a publisher for the offices")
        parser.add_argument(
            "--office", default="", help="the address of the office that issued what names none of ours"
        )
        parser.add_argument(
            "--archive", default="", help="a name for the archive, kept the same at every run (default: its file name)"
        )
        parser.add_argument(
            "--served-at", default="", metavar="PATH", help="the path at which the old site served this folder"
        )
        parser.add_argument(
            "--zone", default=settings.NEWSROOM_TIME_ZONE, help="of dates that name none (default: %(default)s)"
        )
        parser.add_argument(
            "--embargoes-over-before",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="your word that every embargo of an item from before this day is over, also where it can't be read",
        )
        parser.add_argument(
            "--public-numbers", action="store_true", help="show the telephone numbers and e-mail addresses of contacts"
        )
        parser.add_argument("--report", type=Path, metavar="FILE", help="write what was not understood to this file")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        source: Path = options["source"]
        if not source.exists():
            raise CommandError(f"There is no {source}.")
        if options["served_at"] and not options["served_at"].startswith("/"):
            raise CommandError("The path at which the folder was served begins with a slash: --served-at /press/")
        actor = person_named(options["username"], Role.PUBLISHER)
        office = office_named(options["office"], actor, Role.PUBLISHER)
        if office is None:
            raise CommandError("Say which office issued what names none: --office ADDRESS.")
        judge = self._judge(options)
        try:
            items = read_archive(source, served_at=options["served_at"])
        except (Unreadable, OSError) as error:
            raise CommandError(f"{source.name}: {error}") from error
        progress = Progress(self.stderr)
        report = Report(self.stdout, progress, options["report"])
        importer = Importer(
            actor=actor,
            office=office,
            archive=options["archive"] or source.resolve().stem,
            judge=judge,
            report=report,
            progress=progress,
            dry_run=options["dry_run"],
            public_numbers=options["public_numbers"],
        )
        try:
            if source.suffix.lower() in {".csv", ".tsv"} and (unread := unread_columns(source)):
                report.write(f"Columns that are not read: {', '.join(unread)}")
            importer.run(items)
        except (Unreadable, OSError) as error:
            raise CommandError(f"{source.name}: {error} Until there: {in_words(importer.tally)}.") from error
        except (OperationalError, KeyboardInterrupt) as error:
            why = "Stopped" if isinstance(error, KeyboardInterrupt) else f"The database says: {error}"
            raise CommandError(f"{why}. Run the same command again and it goes on from here.") from error
        finally:
            progress.clear()
            report.close()
        done = "Would be done, nothing was written" if options["dry_run"] else "Done"
        self.stdout.write(self.style.SUCCESS(f"{done}: {in_words(importer.tally)}."))

    def _judge(self, options: dict[str, Any]) -> Judge:
        now, day = clock.now(), options["embargoes_over_before"]
        try:
            zone = ZoneInfo(options["zone"])
        except (KeyError, ValueError, OSError) as error:
            raise CommandError(
                f"There is no time zone “{options['zone']}”. Zones are named as Europe/London is."
            ) from error
        over = datetime.combine(day, time(0), zone) if day else None
        if over and over > now:
            raise CommandError("Embargoes can be over before a day that has come, not before one still ahead.")
        names = tuple(Office.objects.order_by("name", "id").values_list("name", flat=True))
        return Judge(now=now, zone=options["zone"], over_before=over, offices=names)
