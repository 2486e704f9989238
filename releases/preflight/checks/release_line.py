"""The release line that a text brings along, against the embargo that is set."""

import re
from collections.abc import Iterator
from typing import Final

from releases.intake.dates import find_dates
from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Passage, Subject

_IMMEDIATE: Final = re.compile(
    r"\W{0,4}(?:for immediate (?:release|publication)|para (?:su )?(?:publicación|difusión) inmediata|"
    r"(?:pour|à) (?:diffusion|publication) immédiate)\b",
    re.IGNORECASE,
)
_EMBARGOED: Final = re.compile(
    r"\W{0,4}(?:(?:strictly )?embargoed (?:until|till|for)\b|(?:strictly )?embargo(?:ed)?\s?:|under embargo until\b|"
    r"hold (?:for|until) release\b|not for (?:release|publication) (?:before|until)\b|embargado hasta\b|"
    r"sous embargo jusqu|embargo jusqu)",
    re.IGNORECASE,
)
_LONGEST: Final = 160


def release_line(subject: Subject) -> Iterator[Finding]:
    """A line in the text that says “immediate release” or “embargoed until” against the embargo that is set."""
    if subject.embargo not in {"none", "until", "by_hand"}:
        return  # an embargo that is still asked about contradicts nothing yet
    for passage in subject.passages("headline", "subhead", "summary", "dateline", "body", "boilerplate"):
        if len(passage.text) > _LONGEST:
            continue
        if _IMMEDIATE.match(passage.text):
            yield _against(subject, passage, is_embargo=False)
        elif _EMBARGOED.match(passage.text):
            yield _against(subject, passage, is_embargo=True)


def _against(subject: Subject, passage: Passage, *, is_embargo: bool) -> Finding:
    level = Level.BLOCKING
    if is_embargo and subject.embargo == "none":
        sentence = gettext_noop(
            "The text says that it is embargoed, and no embargo is set. Set it, or take the line out."
        )
    elif not is_embargo and subject.embargo != "none":
        sentence = gettext_noop(
            "The text says that it is for immediate release, and an embargo is set. Take the line out."
        )
    elif is_embargo and _names_another_day(subject, passage.text):
        sentence = gettext_noop("The text names another day than the embargo that is set. Take the line out.")
    else:
        level = Level.ADVISORY
        sentence = gettext_noop("The release line is printed from the embargo that is set. Take it out of the text.")
    end = passage.start + len(passage.text)
    return subject.find(level, "release_line", passage.field, passage.start, end, sentence)


def _names_another_day(subject: Subject, line: str) -> bool:
    """Only where it gives the month and the day in full, and no date in the line is that of the lift."""
    if subject.lifts_at is None:
        return False
    lift = subject.lift_day
    named = [one for one in find_dates(line, language=subject.language) if not one.swapped]
    return bool(named) and not any(
        (one.month, one.day) == (lift.month, lift.day) and one.year in {0, lift.year} for one in named
    )
