"""From the lines that hold a text back to one answer: none, until an instant, by hand, or a question."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from releases.intake.embargo_extent import EmbargoLine
from releases.intake.look_alikes import plainly
from releases.intake.result import Embargo, Note
from releases.intake.sentence import NOTHING, Instant, Sentence, _
from releases.intake.source import tidy
from releases.intake.when import Moment, Setting, read_when


@dataclass(slots=True)
class Verdict:
    embargo: Embargo
    line: EmbargoLine | None
    notes: list[Note]


def decide(found: list[EmbargoLine], others: list[str], *, immediate: str, setting: Setting) -> Verdict:
    """What the text says about its own release. `immediate` is the line that says it may go out, if one does."""
    notes = [
        Note("embargo", _("“%(words)s” was read as an embargo of somebody else's, not of this text.", words=words))
        for words in others[:5]
    ]
    readings = [(one, read_when(plainly(" ".join(one.text.split())), setting)) for one in found]
    held = [one for one in readings if not one[0].by_hand]
    by_hand = [one for one, _moment in readings if one.by_hand]
    dated = [(one, moment) for one, moment in held if moment.at is not None and _holds(one, moment, setting)]
    if dated:
        embargo, line = _until(dated, immediate)
        if by_hand:
            notes.append(Note("embargo", _("The text also says “%(words)s”.", words=tidy(by_hand[0].text))))
        return Verdict(embargo, line, notes)
    if by_hand:
        timed = [
            (one, moment) for one, moment in readings if one.by_hand and moment.at and moment.precision == "minute"
        ]
        line = by_hand[0]
        if timed:
            line, moment = timed[0]
            question = _(
                "“%(words)s” names an hour and also waits for delivery. When may it be used?", words=tidy(line.text)
            )
            return Verdict(_as_embargo("question", moment, question), line, notes)
        if immediate and not held:
            question = _(
                "The text says both “%(one)s” and “%(other)s”. Which holds?", one=immediate, other=tidy(line.text)
            )
            return Verdict(Embargo("question", question=question), line, notes)
        return Verdict(Embargo("by_hand"), line, notes)
    if held:
        line, moment = held[0]
        return Verdict(_undated(line, moment, immediate), line, notes)
    return Verdict(Embargo(), None, notes)


def _holds(line: EmbargoLine, moment: Moment, setting: Setting) -> bool:
    """ "For release: May 5" with no hour is mostly the day of issue: a question, but no date to hold it until."""
    if not line.release_at or moment.precision == "minute" or moment.wall is None:
        return True
    return setting.issued is not None and moment.wall.date() > setting.issued


def _until(dated: list[tuple[EmbargoLine, Moment]], immediate: str) -> tuple[Embargo, EmbargoLine]:
    """The one moment that all lines agree on; where they differ, the latest, and a question."""
    line, moment = min(dated, key=lambda one: (len(one[1].doubts), one[0].place != "line"))
    doubts = list(moment.doubts)
    if line.place == "unclear":
        doubts.append(_("It stands in a sentence that may be about something else."))
    if line.place == "both":
        doubts.append(_("It says immediate as well."))
    precise = [other for _line, other in dated if other.precision == moment.precision]
    moments = {other.at for other in precise if other.at}
    if len(moments) > 1:
        line, moment = max(
            (one for one in dated if one[1].at in moments), key=lambda one: one[1].at.timestamp() if one[1].at else 0.0
        )
        doubts = [*moment.doubts, _("Two lines name different moments; this is the later.")]
        moment.alternatives.extend(sorted(moments))
    if immediate:
        doubts.append(_("The text also says “%(words)s”.", words=immediate))
    if not doubts:
        return _as_embargo("until", moment, NOTHING), line
    if moment.at is None:
        return _undated(line, moment, immediate), line
    question = _(
        "“%(words)s”: %(doubts)s May it be used from %(moment)s?",
        words=tidy(line.text),
        doubts=tuple(dict.fromkeys(doubts)),
        moment=Instant(moment.at, moment.zone),
    )
    if line.place == "unclear" and immediate:
        return Embargo("question", question=question, alternatives=(moment.at,) if moment.at else ()), line
    return _as_embargo("question", moment, question), line


def _undated(line: EmbargoLine, moment: Moment, immediate: str) -> Embargo:
    words = tidy(line.text)
    if line.release_at:
        question = _("“%(words)s”: is that the day of issue, or an embargo?", words=words)
        if moment.wall:
            question = _(
                "“%(words)s”: is that the day of issue, or an embargo? The best reading is %(day)s.",
                words=words,
                day=moment.wall.date(),
            )
        return Embargo("question", question=question)
    doubts = [*moment.doubts] or [_("It names no moment.")]
    if immediate:
        doubts.append(_("The text also says “%(words)s”.", words=immediate))
    question = _("“%(words)s” holds the text back. %(doubts)s Until when?", words=words, doubts=tuple(doubts))
    return Embargo("question", question=question)


def _as_embargo(kind: str, moment: Moment, question: Sentence) -> Embargo:
    embargo = Embargo(
        until=moment.at,
        wall=moment.wall,
        zone=moment.zone,
        zone_printed=moment.zone_printed,
        precision="date" if moment.precision == "date" else "minute",
        question=question,
        alternatives=tuple(sorted(set(moment.alternatives))),
    )
    return dataclasses.replace(embargo, kind="question" if kind == "question" else "until")
