"""The index on SQLite: an FTS5 table whose rowid is the place, so that it is read newest first without sorting."""

from typing import Any, Final
from uuid import UUID

from releases.search.asking import Term, Wanted
from releases.search.document import Document, edition_tag

TABLE: Final = "releases_indexed"
# The words come folded and without endings; the tokenizer has only to cut at spaces. No column sizes are kept:
# they are for ranking by statistics of the whole archive, hidden editions included, which we never do.
CREATE: Final = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5(edition_id UNINDEXED, headline, lead, text, tags, "
    "tokenize='unicode61 remove_diacritics 0', prefix='3 4', columnsize=0)",
)
DROP: Final = (f"DROP TABLE IF EXISTS {TABLE}",)
REMOVE: Final = f"DELETE FROM {TABLE} WHERE rowid IN (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s)"  # noqa: S608
PUT: Final = f"INSERT INTO {TABLE} (rowid, edition_id, headline, lead, text, tags) VALUES (%s, %s, %s, %s, %s, %s)"  # noqa: S608


def removed(edition: UUID) -> tuple[str, list[Any]]:
    """Return the statement that takes an edition out of the index."""
    return REMOVE, [f'tags : "{edition_tag(edition)}"']


def put(one: Document) -> tuple[str, list[Any]]:
    """Return the statement that puts an edition into the index."""
    tags = " ".join((*one.tags, edition_tag(one.edition)))
    fields = [" ".join(words) for words in (one.headline, one.lead, one.text)]
    return PUT, [one.place, one.edition.hex, *fields, tags]


def matches(alias: str) -> str:
    """Return the condition that a row matches a parameter: the table's own name is FTS5's column for that."""
    return f"{alias}.{TABLE} MATCH %s"


def question(wanted: Wanted) -> str:
    """Spell what is wanted in FTS5's language, out of quoted words of letters and digits alone."""
    positive = [f"{{headline lead text}} : {_any(term)}" for term in wanted.terms]
    # FTS5 has no "not" that stands alone; every row carries the tag of all.
    positive += [f'tags : "{tag}"' for tag in wanted.tags or (() if positive else ("all",))]
    asked = " AND ".join(f"({one})" for one in positive)
    if not wanted.excluded:
        return asked
    excluded = " OR ".join(f"({{headline lead text}} : {_any(term)})" for term in wanted.excluded)
    return f"({asked}) NOT ({excluded})"


def _any(term: Term) -> str:
    spelled = [f'"{" ".join(phrase)}"' for phrase in term.alternatives]
    if term.beginning:
        spelled.append(f'"{" ".join(term.beginning)}" *')
    return f"({' OR '.join(spelled)})"
