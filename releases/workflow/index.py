"""Writing the search index: an edition is in it from the moment it has a window, lifted or not.

Whoever writes a window or a redaction calls this in the same transaction; nothing else writes it, and nobody
outside the gate asks it.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from releases import richtext
from releases.models import Edition, Indexed
from releases.search.document import Document, document, kind_tag, language_tag, office_tag, topic_tag
from releases.search.engine import engine


def index_edition(edition: Edition) -> None:
    """Put what the edition says now in the place of what the index has of it; nothing, where nobody can list it."""
    made = engine(connection.vendor)
    _run(connection, *made.removed(edition.pk))
    if edition.issued_at is None or edition.is_gone:
        return
    place = (row := document_of(edition)).place
    while Indexed.objects.filter(place=place).exists():
        place += 1
    _run(connection, *made.put(_at(row, place)))


def rebuild_search() -> int:
    """Make the index anew from the editions, and return how many it has. Nobody's reading waits for it long."""
    with transaction.atomic():
        made = engine(connection.vendor)
        for statement in (*made.DROP, *made.CREATE):
            _run(connection, statement, [])
        return fill(connection, Edition)


def fill(to: BaseDatabaseWrapper, editions: Any) -> int:
    """Fill an empty index from the model of editions (a migration hands in the one of its day)."""
    made, places, count = engine(to.vendor), set[int](), 0
    # Spelled out, because the editions of a migration have no gate.
    rows = editions.objects.using(to.alias).filter(public_from__isnull=False, is_gone=False).order_by("issued_at", "id")
    for edition in rows.defer("boilerplate", "seals").iterator(chunk_size=500):
        place = (row := document_of(edition)).place
        while place in places:
            place += 1
        places.add(place)
        _run(to, *made.put(_at(row, place)))
        count += 1
    return count


def document_of(edition: Any) -> Document:
    """Return what is found of an edition: what it prints, without the foot that every release has."""
    said = (f"{one['name']} {one['title']}" for one in edition.speakers)
    also = (edition.dateline, richtext.text_of(edition.body), *said, edition.number, edition.correction_note)
    return document(
        edition=edition.pk,
        issued_at=edition.issued_at,
        language=edition.language,
        headline=edition.headline,
        lead=(edition.subhead, edition.summary),
        text=also,
        tags=_tags(edition),
    )


def _tags(edition: Any) -> Iterable[str]:
    yield "all"
    yield kind_tag(edition.kind)
    yield language_tag(edition.language)
    yield from (office_tag(UUID(str(one["id"]))) for one in edition.offices)
    yield from (topic_tag(UUID(str(one["id"]))) for one in edition.topics)


def _at(row: Document, place: int) -> Document:
    return row if row.place == place else replace(row, place=place)


def _run(to: BaseDatabaseWrapper, statement: str, parameters: list[Any]) -> None:
    with to.cursor() as cursor:
        cursor.execute(statement, parameters)
