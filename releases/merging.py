"""Two people's changes of one release put together: by field, the text by paragraph, rows by who they are.

Pure: three drafts in, one draft and what is in dispute out. What only one of them changed is taken from them; what
both changed differently is a conflict, and nothing is chosen for anybody.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Final

from releases import paragraphs
from releases.document import Draft, Line, Voice

# A number and the tick that makes it public are one thing: the tick was set for the number that stood there.
_LINE_UNITS: Final = (
    *(("name",), ("role",), ("organisation",), ("contact",)),
    *(("phone", "phone_is_public"), ("email", "email_is_public"), ("after_hours", "after_hours_is_public")),
)
_VOICE_UNITS: Final = (("name",), ("title",))
_SETS: Final = ("joint_offices", "topics")

Values = tuple[Any, ...]


class Side(StrEnum):
    """Whose version stands."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that both changed: the value of a field, or the paragraphs or rows at one place of it."""

    key: str
    field: str
    base: Values
    mine: Values
    theirs: Values

    @property
    def sides(self) -> tuple[Side, ...]:
        """What can be chosen: both, where there is room for two."""
        both = self.mine and self.theirs and self.field in {"body", "contacts", "speakers"}
        return (Side.MINE, Side.THEIRS, Side.BOTH) if both else (Side.MINE, Side.THEIRS)

    @property
    def usual(self) -> Side | None:
        """What is meant unless somebody says otherwise: two who add at the same place take nothing away."""
        if Side.BOTH not in self.sides:
            return None
        adds_only = paragraphs.together(self.base, self.mine, self.theirs)[1] if self.field == "body" else not self.base
        return Side.BOTH if adds_only else None

    def chosen(self, side: Side) -> Values:
        """Return what then stands."""
        if side == Side.BOTH and self.field == "body":
            return paragraphs.together(self.base, self.mine, self.theirs)[0]
        return {Side.MINE: self.mine, Side.THEIRS: self.theirs, Side.BOTH: (*self.mine, *self.theirs)}[side]


@dataclass(frozen=True, slots=True)
class Merge:
    """The outcome. `draft` has my version wherever something is in dispute."""

    draft: Draft
    parts: Mapping[str, tuple[Values | Conflict, ...]]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return tuple(part for parts in self.parts.values() for part in parts if isinstance(part, Conflict))

    def settled(self, choices: Mapping[str, Side]) -> Draft:
        """Return the draft with each conflict settled as chosen, by its key."""
        made: dict[str, Any] = {}
        for field, parts in self.parts.items():
            values: list[Any] = []
            for part in parts:
                values += part.chosen(choices[part.key]) if isinstance(part, Conflict) else part
            made[field] = _whole(field, values)
        return replace(self.draft, **made)


def merge(*, base: Draft, mine: Draft, theirs: Draft) -> Merge:
    """Put together what `mine` and `theirs` changed of `base`."""
    parts: dict[str, tuple[Values | Conflict, ...]] = {}
    taken: dict[str, Any] = {}
    for field in (one.name for one in fields(Draft)):
        old, one, other = (getattr(draft, field) for draft in (base, mine, theirs))
        if _same(field, old, one) or _same(field, one, other):
            taken[field] = other if _same(field, old, one) else one
        elif not _same(field, old, other):
            parts[field] = tuple(_merged(field, old, one, other))
    draft = replace(mine, **taken)
    sides = {part.key: Side.MINE for some in parts.values() for part in some if isinstance(part, Conflict)}
    return Merge(draft=Merge(draft, parts).settled(sides), parts=parts)


def _same(field: str, one: Any, other: Any) -> bool:
    return paragraphs.same_text(one, other) if field == "body" else bool(one == other)


def _whole(field: str, values: Sequence[Any]) -> Any:
    if field == "body":
        return paragraphs.join(values)
    return tuple(values) if field in {"contacts", "speakers", *_SETS} else values[0]


def _merged(field: str, base: Any, mine: Any, theirs: Any) -> list[Values | Conflict]:
    if field == "body":
        parts = paragraphs.merge(*(paragraphs.split(html) for html in (base, mine, theirs)))
        return [
            Conflict(f"body-{number}", field, part.base, part.mine, part.theirs)
            if isinstance(part, paragraphs.Clash)
            else part
            for number, part in enumerate(parts)
        ]
    if field in _SETS:
        return [_members(base, mine, theirs)]
    if field == "contacts":
        return _rows(field, (base, mine, theirs), _line_identity, _LINE_UNITS)
    if field == "speakers":
        return _rows(field, (base, mine, theirs), _voice_identity, _VOICE_UNITS)
    return [Conflict(field, field, (base,), (mine,), (theirs,))]


def _members(base: Values, mine: Values, theirs: Values) -> Values:
    """Things that are in or out: gone if either took it out, there if either put it in."""
    stays = [one for one in _order(base, mine, theirs) if one in mine and one in theirs]
    return tuple(_placed(_placed(stays, mine, base), theirs, base))


def _order(base: Values, mine: Values, theirs: Values) -> Values:
    """What all three hold, in the order of whoever changed the order."""
    common = [one for one in base if one in mine and one in theirs]
    in_mine = [one for one in mine if one in common]
    return tuple(in_mine if in_mine != common else [one for one in theirs if one in common])


def _placed(there: Sequence[Any], side: Values, base: Values) -> list[Any]:
    """Put what a side added after what stands before it on that side."""
    made = list(there)
    for number, one in enumerate(side):
        if one not in base and one not in made:
            before = [made.index(other) for other in side[:number] if other in made]
            made.insert(before[-1] + 1 if before else 0, one)
    return made


def _rows(
    field: str,
    versions: tuple[Values, Values, Values],
    identity: Callable[[Any], Hashable],
    units: tuple[tuple[str, ...], ...],
) -> list[Values | Conflict]:
    """Rows by who they are: each row merged unit by unit, and in dispute as a whole where a unit is."""
    base, mine, theirs = (_named(rows, identity) for rows in versions)
    order = _members(tuple(base), tuple(mine), tuple(theirs))
    disputed = {
        key for key in base if key not in order and _changed_and_gone(base[key], mine.get(key), theirs.get(key))
    }
    parts: list[Values | Conflict] = []
    for key in _placed(order, tuple(base), tuple(set(base) - disputed)):
        old, one, other = base.get(key), mine.get(key), theirs.get(key)
        row = None if key in disputed else _row(old, one, other, units)
        if row is not None:
            parts.append((row,))
        else:
            shown = (() if version is None else (version,) for version in (old, one, other))
            parts.append(Conflict(f"{field}-{len(parts)}", field, *shown))
    return parts


def _row(old: Any, one: Any, other: Any, units: tuple[tuple[str, ...], ...]) -> Any:
    """The row that two versions make, or None where they disagree."""
    if one is None or other is None or one == other:
        return one or other
    if old is None:
        return None
    changed: dict[str, Any] = {}
    for unit in units:
        was, here, there = (tuple(getattr(row, name) for name in unit) for row in (old, one, other))
        if here not in (was, there) and there != was:
            return None
        changed |= zip(unit, there if here == was else here, strict=True)
    return replace(one, **changed)


def _changed_and_gone(old: Any, one: Any, other: Any) -> bool:
    """Whether one took out what the other changed."""
    left = one or other
    return left is not None and left != old


def _named(rows: Values, identity: Callable[[Any], Hashable]) -> dict[Hashable, Any]:
    """The rows by identity; the second of the same is another one."""
    named: dict[Hashable, Any] = {}
    for row in rows:
        key, number = identity(row), 0
        while (key, number) in named:
            number += 1
        named[key, number] = row
    return named


def _line_identity(line: Line) -> Hashable:
    """The directory's contact, else the name, else the office behind a nameless number, else the number itself."""
    if line.contact:
        return line.contact
    said = line.name, (line.role, line.organisation), (line.phone, line.email, line.after_hours)
    return next((word for word in said if any(word)), "")


def _voice_identity(voice: Voice) -> Hashable:
    return voice.name
