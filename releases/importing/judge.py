"""Decides whether an item may be imported: only what was public for certain, at the last instant its words can mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Final

from releases.importing import bodies
from releases.importing.item import Item
from releases.importing.moments import Moment, moment, of_day
from releases.intake import ParsedRelease, Unreadable, parse

_LONGEST_SAID: Final = 80


@dataclass(slots=True)
class Verdict:
    """`issued_at` is None exactly when there are `reasons` against the import. Remarks are for the report."""

    parsed: ParsedRelease | None = None
    issued_at: datetime | None = None
    reasons: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """`now` is the moment of the import, `zone` the newsroom's. Embargoes of items from before `over_before` are over
    by the word of whoever imports."""

    now: datetime
    zone: str
    over_before: datetime | None = None
    offices: tuple[str, ...] = ()

    def judge(self, item: Item) -> Verdict:
        """Read the item and say whether, and since when, it was public."""
        verdict = Verdict(remarks=list(item.remarks))
        if item.unfit:
            verdict.reasons.append(item.unfit)
            return verdict
        printed = moment(item.published, zone=self.zone) if item.published else None
        try:
            verdict.parsed = parse(
                item.file or _page(item),
                filename=item.filename or "item.html",
                default_zone=self.zone,
                today=printed.at.date() if printed else None,
                offices=self.offices,
            )
        except Unreadable as error:
            verdict.reasons.append(str(error))
            return verdict
        if not (verdict.parsed.body_html if item.file else item.html.strip()):
            verdict.reasons.append("It has no text.")
        issued = self._issued(item, printed, verdict)
        self._embargo(item, issued, verdict)
        if count := 0 if item.file else bodies.pictures(item.html):
            verdict.remarks.append(f"{count} pictures or frames were left out.")
        if item.file:
            verdict.remarks += [f"{note.field}: {note.sentence}" for note in verdict.parsed.notes]
        if verdict.reasons:
            verdict.issued_at = None
        return verdict

    def _issued(self, item: Item, printed: Moment | None, verdict: Verdict) -> Moment | None:
        """When it went out, as far as its own date says."""
        parsed = verdict.parsed
        if not item.file:
            if printed is None:
                said = (
                    f"Its date “{item.published[:_LONGEST_SAID]}” can be read as no one day." if item.published else ""
                )
                verdict.reasons.append(said or "It has no date.")
        elif parsed and parsed.issue_date:
            printed = of_day(parsed.issue_date, zone=self.zone)
            if doubt := [note.sentence for note in parsed.notes if note.field == "issue_date"]:
                verdict.reasons.append(f"Its date is in doubt. {doubt[0]}")
        elif not (parsed and parsed.embargo.kind == "until"):
            verdict.reasons.append("No date was found in it.")
        if printed is None:
            return None
        for other in item.other_dates:
            also = moment(other, zone=self.zone)
            if also is None or also.latest > self.now:
                verdict.reasons.append(f"Another of its dates, “{other[:_LONGEST_SAID]}”, has not passed for certain.")
        if printed.latest > self.now:
            verdict.reasons.append("Its date has not passed yet, or not everywhere.")
        verdict.issued_at = printed.at
        return printed

    def _embargo(self, item: Item, issued: Moment | None, verdict: Verdict) -> None:
        """An embargo that is not over for certain keeps the item out."""
        embargo = verdict.parsed.embargo if verdict.parsed else None
        if item.embargo:
            lift = moment(item.embargo, zone=self.zone)
            if lift is None or lift.latest > self.now:
                verdict.reasons.append(f"Its embargo “{item.embargo[:_LONGEST_SAID]}” is not over for certain.")
        if embargo is None or embargo.kind == "none":
            return
        if embargo.kind == "until" and embargo.until:
            if embargo.until > self.now:
                verdict.reasons.append("Its embargo is not over.")
            hour_unknown = issued is None or issued.latest != issued.at
            earlier = verdict.issued_at is None or embargo.until > verdict.issued_at
            if earlier or (hour_unknown and issued and embargo.until.date() == issued.at.date()):
                verdict.issued_at = embargo.until
            return
        question = embargo.question or "It is held until somebody releases it by hand, and nothing says that they did."
        readings = [*embargo.alternatives, *([embargo.until] if embargo.until else [])]
        over = self.over_before
        if over and issued and issued.latest <= over and all(reading < over for reading in readings):
            verdict.remarks.append(f"Its embargo was taken to be over, as you said. {question}")
        else:
            verdict.reasons.append(f"Its embargo can't be read as over. {question}")


def _page(item: Item) -> str:
    """The words of an item as one page, so that intake sees an embargo wherever the archive kept it."""
    parts = (item.headline, item.subhead, item.dateline, item.summary)
    head = "".join(f"<p>{escape(part)}</p>" for part in parts[1:] if part)
    return f"<html><body><h1>{escape(parts[0])}</h1>{head}{item.html}</body></html>"
