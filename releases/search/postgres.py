"""The index on PostgreSQL: a `tsvector` that we spell ourselves, so that no server's dictionaries change a result."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from releases.search.asking import Phrase, Term, Wanted
from releases.search.document import Document

TABLE: Final = "releases_indexed"
# The columns have the names that FTS5 gives its own. The vectors lie apart from the rows, so that the rows of
# many matches are few pages to read.
CREATE: Final = (
    f"CREATE TABLE {TABLE} (rowid bigint PRIMARY KEY, edition_id uuid NOT NULL UNIQUE, vector tsvector NOT NULL)",
    f"ALTER TABLE {TABLE} ALTER COLUMN vector SET STORAGE EXTERNAL",
    f"ALTER TABLE {TABLE} SET (toast_tuple_target = 128)",
    # The planner must know rare words from common ones: for those it asks the index, for these it walks the newest.
    f"ALTER TABLE {TABLE} ALTER COLUMN vector SET STATISTICS 1000",
    f"CREATE INDEX releases_indexed_vector ON {TABLE} USING gin (vector)",
)
DROP: Final = (f"DROP TABLE IF EXISTS {TABLE}",)
REMOVE: Final = f"DELETE FROM {TABLE} WHERE edition_id = %s"  # noqa: S608
PUT: Final = f"INSERT INTO {TABLE} (rowid, edition_id, vector) VALUES (%s, %s, %s::tsvector)"  # noqa: S608
# A vector counts no further, and keeps no more places of one word.
_LAST: Final = 16_383
_PLACES: Final = 255
# Between fields, so that no phrase runs from one into the next.
_GAP: Final = 50


def removed(edition: UUID) -> tuple[str, list[Any]]:
    """Return the statement that takes an edition out of the index."""
    return REMOVE, [edition]


def put(one: Document) -> tuple[str, list[Any]]:
    """Return the statement that puts an edition into the index."""
    return PUT, [one.place, one.edition, " ".join(_lexemes(one))]


def matches(alias: str) -> str:
    """Return the condition that a row matches a parameter."""
    return f"{alias}.vector @@ %s::tsquery"


def question(wanted: Wanted) -> str:
    """Spell what is wanted as a `tsquery`, out of quoted words of letters and digits alone."""
    parts = [_any(term) for term in wanted.terms]
    parts += [f"'#{tag}'" for tag in wanted.tags or (() if parts else ("all",))]
    parts += [f"!({_any(term)})" for term in wanted.excluded]
    return " & ".join(parts)


def _lexemes(one: Document) -> Iterator[str]:
    places: defaultdict[str, list[str]] = defaultdict(list)
    at = 0
    for words in (one.headline, one.lead, one.text):
        for word in words:
            at = min(at + 1, _LAST)
            if len(places[word]) < _PLACES:
                places[word].append(str(at))
        at = min(at + _GAP, _LAST)
    yield from (f"'{word}':{','.join(dict.fromkeys(where))}" for word, where in places.items())
    # No word that anybody types begins like this.
    yield from (f"'#{tag}'" for tag in one.tags)


def _any(term: Term) -> str:
    spelled = [_phrase(phrase) for phrase in term.alternatives]
    if term.beginning:
        spelled.append(f"{_phrase(term.beginning)}:*")
    return f"({' | '.join(spelled)})"


def _phrase(words: Phrase) -> str:
    return " <-> ".join(f"'{word}'" for word in words)
