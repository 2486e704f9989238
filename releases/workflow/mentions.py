"""Mentions: `@username` in a remark, of a person who may know of the release; nobody else can be told."""

import re
from collections.abc import Iterable
from typing import Final

from releases.models import Person

# Not in the middle of a word: `press@harbour.example` mentions nobody.
_MENTION: Final = re.compile(r"(?<![\w.@+-])@([\w.@+-]+)")


def mentioned(text: str, among: Iterable[Person]) -> tuple[list[Person], list[str]]:
    """Return the people whom a text mentions, and the names in it that are nobody's of those."""
    known = {person.username.casefold(): person for person in among}
    people: dict[str, Person] = {}
    unknown: dict[str, None] = {}
    for match in _MENTION.finditer(text):
        name = _longest_known(match[1], known)
        if name:
            people[name] = known[name]
        else:
            unknown[match[1].rstrip(".+-@")] = None
    return list(people.values()), [name for name in unknown if name]


def addressed(text: str, people: Iterable[Person]) -> str:
    """Return the text, beginning with a mention of each of these people whom it does not mention yet."""
    people = list(people)
    already, _unknown = mentioned(text, people)
    return " ".join([*(f"@{person.username}" for person in people if person not in already), text])


def _longest_known(written: str, known: Iterable[str]) -> str:
    """A name may end in a full stop, and so may a sentence."""
    name = written.casefold()
    while name and name not in known:
        shorter = name.rstrip(".+-@")
        if shorter == name:
            return ""
        name = name[:-1]
    return name
