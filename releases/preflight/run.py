"""Runs checks over a subject. One that fails says so, and stops neither the others nor the desk."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from releases.preflight.finding import Finding, Level, gettext_noop
from releases.preflight.subject import Subject

Check = Callable[[Subject], Iterable[Finding]]
NOT_RUN: Final = "not_run"
# A table of a thousand addresses needs one look, not a thousand lines.
MOST: Final = 20
_ORDER: Final = {level: number for number, level in enumerate(Level)}

logger = logging.getLogger(__name__)


def run(subject: Subject, checks: Sequence[Check]) -> tuple[Finding, ...]:
    """Return what the checks found, the gravest first, then in the order of the fields and of the words."""
    places = {name: number for number, name in enumerate(subject.texts)}
    found = [finding for check in checks for finding in _found(subject, check)]
    found.sort(key=lambda one: (_ORDER[one.level], places.get(one.field, len(places)), one.start))
    return tuple(found)


def _found(subject: Subject, check: Check) -> list[Finding]:
    try:
        found = list(islice(check(subject), MOST))
        return [_sound(subject, one) for one in found]
    except Exception as error:  # noqa: BLE001 - a plug-in may raise anything, and the desk must go on
        name = getattr(check, "__name__", type(check).__name__)
        # Neither the error's own words nor a traceback: both may quote an unreleased text.
        logger.error("The preflight check %s raised %s", name, type(error).__name__)
        return list(_excuse(name))


def _sound(subject: Subject, one: Finding) -> Finding:
    """Refuse what could not be shown: a place outside the text, or a level that nothing knows."""
    if one.level not in _ORDER or not 0 <= one.start <= one.end <= len(subject.texts.get(one.field, "")):
        raise ValueError("a finding without a place")
    return one


def _excuse(name: str) -> Iterator[Finding]:
    sentence = gettext_noop(
        "The check “%(check)s” could not be run. Look for it yourself, and tell who runs the newsroom."
    )
    yield Finding(Level.ADVISORY, NOT_RUN, "", sentence, values={"check": name})
