"""Brings the items of an archive in, a batch a transaction: broken off anywhere, the next run goes on from there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.db import DataError, IntegrityError, reset_queries, transaction

from releases import filling, workflow
from releases.document import Draft, Line, Source, Voice
from releases.embargo import Terms
from releases.importing import Item, Unreadable
from releases.importing.judge import Judge
from releases.intake import ParsedRelease
from releases.management.archive_report import Progress, Report
from releases.management.desk_words import media_type
from releases.management.old_addresses import old_paths
from releases.models import ImportedItem, Office, Person, Topic
from releases.models.content import LANGUAGES
from releases.states import EmbargoKind

_BATCH: Final = 100
_BATCH_LENGTH: Final = 4_000_000  # and no more than this in memory, nor held back from the rest of the newsroom
_LEFTOVERS: Final = 10


@dataclass(frozen=True, slots=True)
class Ready:
    """An item that may be imported, and what to say about it when it is."""

    item: Item
    key: str
    draft: Draft
    issued_at: datetime
    paths: list[str]
    remarks: list[str]
    source: Source | None


class Importer:
    """Judges each item, files what was public, and reports the rest."""

    def __init__(
        self,
        *,
        actor: Person,
        office: Office,
        archive: str,
        judge: Judge,
        report: Report,
        progress: Progress,
        dry_run: bool = False,
        public_numbers: bool = False,
    ) -> None:
        self.actor, self.office, self.archive, self.judge = actor, office, archive, judge
        self.report, self.progress = report, progress
        self.dry_run, self.public_numbers = dry_run, public_numbers
        self.offices = list(Office.objects.order_by("name", "id"))
        self.topics = {word.casefold(): topic.pk for topic in Topic.objects.all() for word in (topic.name, topic.slug)}
        self.tally: Counter[str] = Counter(imported=0, known=0, left=0)

    def run(self, items: Iterable[Item]) -> None:
        """Import what is not here yet. Raises what the reader raises, after what came before is in."""
        for batch in batches(items):
            self._bring(batch)
            reset_queries()  # a laptop's settings would keep every statement of the run
            self.progress.show(batch[-1].progress, self.tally)

    def _bring(self, batch: list[Item]) -> None:
        keys = [self._key(item) for item in batch]
        known = set(ImportedItem.objects.filter(key__in=keys).values_list("key", flat=True))
        ready: list[Ready] = []
        for item, key in zip(batch, keys, strict=True):
            if key in known:
                self.tally["known"] += 1
            elif any(one.key == key for one in ready):
                self._leave(item, ["The same item stands in the archive twice."])
            else:
                ready += self._judged(item, key)
        with transaction.atomic():
            done = [(one, self._file(one)) for one in ready]
            transaction.set_rollback(self.dry_run)
        for one, reasons in done:
            if reasons:
                self._leave(one.item, reasons, one.remarks)
            else:
                self.tally["imported"] += 1
                self.report.say(one.item, remarks=one.remarks)

    def _key(self, item: Item) -> str:
        """An address or a digest is the item's own in every archive; a bare number only in its own."""
        said = item.identity or f"text:{item.headline}\n{item.published}\n{item.html}"
        scope = "" if ":" in said else self.archive
        return sha256(f"{scope}\n{said}".encode("utf-8", "replace")).hexdigest()

    def _leave(self, item: Item, reasons: Iterable[str], remarks: Iterable[str] = ()) -> None:
        self.tally["left"] += 1
        self.report.say(item, outcome="not imported", reasons=reasons, remarks=remarks)

    def _judged(self, item: Item, key: str) -> Iterator[Ready]:
        verdict = self.judge.judge(item)
        if verdict.issued_at is None or verdict.parsed is None:
            self._leave(item, verdict.reasons, verdict.remarks)
            return
        paths, lost = old_paths(item.addresses)
        source = None
        if item.file:
            draft, source = self._read(item, verdict.parsed)
            verdict.remarks += [f"not placed: {words}" for words in verdict.parsed.leftover_texts[:_LEFTOVERS]]
        else:
            draft = self._taken(item, verdict.parsed, verdict.remarks)
        yield Ready(item, key, draft, verdict.issued_at, paths, [*verdict.remarks, *lost], source)

    def _read(self, item: Item, parsed: ParsedRelease) -> tuple[Draft, Source]:
        """The draft of a document that intake has taken apart."""
        filled = filling.fill(parsed, actor=self.actor, name=item.filename, media_type=media_type(item.filename))
        named = filling.matching(parsed.office, self.offices) or [self.office]
        draft = replace(
            filled.draft(named[0].pk),
            joint_offices=tuple(office.pk for office in named[1:]),
        )
        if draft.terms.kind == EmbargoKind.QUESTION:
            draft = replace(draft, terms=Terms())  # the judge saw that it is over
        if self.public_numbers:
            draft = replace(draft, contacts=tuple(_open(line) for line in draft.contacts))
        return draft, filled.source

    def _taken(self, item: Item, parsed: ParsedRelease, remarks: list[str]) -> Draft:
        """The draft of an item that the archive itself took apart: its text stays whole, as it was public."""
        named = filling.matching(item.office, self.offices) if item.office else []
        if item.office and not named:
            remarks.append(f"“{item.office[:100]}” is none of the newsroom's offices.")
        unknown = [word for word in item.topics if word.casefold() not in self.topics]
        if unknown:
            remarks.append(f"None of the newsroom's topics: {', '.join(unknown)[:200]}.")
        topics = (self.topics.get(word.casefold()) for word in item.topics)
        known = dict(LANGUAGES)
        languages = (item.language.casefold().replace("_", "-").partition("-")[0], parsed.language)
        language = next((word for word in languages if word in known), "")
        if not language:
            remarks.append("Its language was not recognised: English stands for it.")
        kind = item.kind.casefold() or parsed.kind
        return Draft(
            headline=item.headline,
            lead_office=(named[0] if named else self.office).pk,
            joint_offices=tuple(office.pk for office in named[1:]),
            language=language or "en",
            kind=filling.kind_of(kind.replace(" ", "-")),
            subhead=item.subhead,
            summary=item.summary,
            dateline=item.dateline,
            body=item.html,
            boilerplate=item.boilerplate,
            number=item.number,
            speakers=(Voice(item.speaker),) if item.speaker else (),
            topics=tuple(dict.fromkeys(topic for topic in topics if topic)),
        )

    def _file(self, ready: Ready) -> list[str]:
        """Import one; return the reasons against it."""
        try:
            workflow.import_release(
                actor=self.actor,
                draft=ready.draft,
                issued_at=ready.issued_at,
                old_paths=ready.paths,
                source=ready.source,
                item=ready.key,
            )
        except workflow.Refused as refused:
            return [reason.text for reason in refused.reasons]
        except (DataError, IntegrityError) as error:
            return [f"The database refused it: {str(error).splitlines()[0][:200]}"]
        return []


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Cut a stream of items into lists that fit the memory and a short transaction."""
    batch: list[Item] = []
    length = 0
    fault: Unreadable | None = None
    stream = iter(items)
    while fault is None:
        try:
            item = next(stream, None)
        except Unreadable as error:  # what was read before it is as good as any
            item, fault = None, error
        if item is not None:
            batch.append(item)
            length += len(item.file) + len(item.html)
        if batch and (item is None or len(batch) >= _BATCH or length >= _BATCH_LENGTH):
            yield batch
            batch, length = [], 0
        if item is None:
            break
    if fault:
        raise fault


def _open(line: Line) -> Line:
    return replace(line, phone_is_public=bool(line.phone), email_is_public=bool(line.email))
