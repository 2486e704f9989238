"""What a page costs does not grow with the archive: the plans of every public list at a hundred thousand editions.

A plan may walk an index in its order, look rows up, and sort the few rows of one release or of the directory. It may
not read a table from end to end, nor sort what it found in one.
"""

import json
import os
from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.db import connection
from django.test import Client

from bench import archive
from releases import clock
from releases.public.searching import COUNTED

pytestmark = pytest.mark.long

EDITIONS: Final = int(os.environ.get("NEWSROOM_TEST_EDITIONS", "100000"))
# The directory, and the newsroom itself with its logo: as many rows as an organisation has desks.
SMALL: Final = {
    *("releases_office", "releases_topic", "releases_contact", "releases_officeslug"),
    *("releases_newsroom", "releases_logo"),
}
# The rows of one release, and of one release's translations: sorted, they are a handful.
OF_ONE: Final = ("release_id=?", "translation_group=?")
Asked = tuple[str, Any]


@pytest.fixture(scope="module")
def filled(transactional_db: None) -> None:
    archive.fill(EDITIONS, until=clock.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def test_no_page_reads_a_whole_table_or_sorts_what_is_in_one(filled: None, client: Client) -> None:
    wrong = {
        (name, problem): sql[:3000]
        for name, path in archive.pages()
        for sql, parameters in _asked(client, path)
        for problem in _problems(sql, parameters)
    }
    assert not wrong, "\n\n".join(f"{name}: {problem}\n{sql}" for (name, problem), sql in wrong.items())


def _asked(client: Client, path: str) -> list[Asked]:
    """Every query of a page, with its parameters."""
    asked: list[Asked] = []

    def remember(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        asked.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(remember):
        assert client.get(path).status_code in {200, 404}, path
    assert asked, path
    return asked


def _problems(sql: str, parameters: Any) -> Iterator[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
            yield from _of_sqlite(cursor.fetchall())
        else:
            cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", parameters)
            (plan,) = cursor.fetchone()
            yield from _of_postgres((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"], [])


# --- SQLite ---


def _of_sqlite(rows: list[tuple[int, int, int, str]]) -> Iterator[str]:
    for _id, parent, _unused, said in rows:
        if said.startswith("SCAN") and not _is_in_order(said):
            yield said
        if said.startswith("USE TEMP B-TREE"):
            read = [
                one for _id, beside, _unused, one in rows if beside == parent and one.startswith(("SCAN", "SEARCH"))
            ]
            if not all(any(key in one for key in OF_ONE) or _is_small(one) for one in read):
                yield f"{said}: {read}"


def _is_in_order(said: str) -> bool:
    """A walk along an index, or of what a subquery found, or of a table that is small."""
    return " INDEX " in said or "subquery" in said.lower() or "CONSTANT ROW" in said or _is_small(said)


def _is_small(said: str) -> bool:
    return said.split()[1] in SMALL


# --- PostgreSQL ---


def _of_postgres(node: dict[str, Any], above: list[dict[str, Any]]) -> Iterator[str]:
    kind, table = node["Node Type"], node.get("Relation Name", "")
    if kind == "Seq Scan" and table not in SMALL:
        yield f"Seq Scan on {table}"
    if kind == "Sort":
        read = set(_tables(node))
        if not read <= SMALL and node["Plan Rows"] > COUNTED and not _by_words(node):
            yield f"Sort of {node['Plan Rows']} rows of {', '.join(sorted(read))}"
    for inner in node.get("Plans", ()):
        yield from _of_postgres(inner, [*above, node])


def _tables(node: dict[str, Any]) -> Iterator[str]:
    if "Relation Name" in node:
        yield node["Relation Name"]
    for inner in node.get("Plans", ()):
        yield from _tables(inner)


def _by_words(node: dict[str, Any]) -> bool:
    """What PostgreSQL finds by its words comes in no order: it sorts the places of it all, and reads a page's rows."""
    return "releases_indexed_vector" in json.dumps(node)
