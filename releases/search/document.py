"""What the index keeps of an edition: its place in the order of lists, its words, and its tags.

A filter is a tag: a word that only we can write. So a search with filters is one question to one index, and its
cost does not hang on which of them is the rare one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID

from releases.search.words import compared

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_TIE_BITS: Final = 20
_SPARE: Final = timedelta(hours=36)
_FURTHEST: Final = 1 << (62 - _TIE_BITS)
# What an index of this size is for; a longer text is found by its first words.
MOST_WORDS: Final = 12_000


@dataclass(frozen=True, slots=True)
class Document:
    """The words as they are compared, by where they stand."""

    edition: UUID
    place: int
    headline: tuple[str, ...]
    lead: tuple[str, ...]
    text: tuple[str, ...]
    tags: tuple[str, ...]


def document(
    *,
    edition: UUID,
    issued_at: datetime,
    language: str,
    headline: str,
    lead: Iterable[str],
    text: Iterable[str],
    tags: Iterable[str],
) -> Document:
    """Return what is indexed; no phrase runs from one field into the next."""
    return Document(
        edition=edition,
        place=place_of(issued_at, edition),
        headline=tuple(compared(headline, language)),
        lead=tuple(compared("\n".join(lead), language)[:MOST_WORDS]),
        text=tuple(compared("\n".join(text), language)[:MOST_WORDS]),
        tags=tuple(tags),
    )


def place_of(issued_at: datetime, edition: UUID) -> int:
    """Return where an edition stands in the index: by the millisecond of its issue, then by its random id.

    An index in this order is read newest first and from any place on, without sorting.
    """
    return _floor(issued_at) + (edition.int >> (128 - _TIE_BITS))


def places_between(first: datetime, last: datetime) -> tuple[int, int]:
    """Return the lowest and the highest place of what was issued from `first` to `last`."""
    return _floor(first), _floor(last) + (1 << _TIE_BITS) - 1


def places_around(day: date) -> tuple[int, int]:
    """Return the lowest and the highest place of what was issued on a day, in whatever zone it was one."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    return places_between(max(noon, first + _SPARE) - _SPARE, min(noon, last - _SPARE) + _SPARE)


def _floor(at: datetime) -> int:
    milliseconds = (at - _EPOCH) // _MILLISECOND
    return max(-_FURTHEST, min(milliseconds, _FURTHEST)) << _TIE_BITS


def issued_at(place: int) -> datetime:
    """Return the millisecond that a place stands for."""
    return _EPOCH + (place >> _TIE_BITS) * _MILLISECOND


def kind_tag(kind: str) -> str:
    return "k" + "".join(one for one in kind if one.isalnum())


def language_tag(language: str) -> str:
    return "l" + "".join(one for one in language if one.isalnum()).lower()


def office_tag(office: UUID) -> str:
    return f"o{office.hex}"


def topic_tag(topic: UUID) -> str:
    return f"t{topic.hex}"


def edition_tag(edition: UUID) -> str:
    return f"e{edition.hex}"
