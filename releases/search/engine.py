"""The small interface behind which both engines stand."""

from typing import Any, Protocol
from uuid import UUID

from releases.search import postgres, sqlite
from releases.search.asking import Wanted
from releases.search.document import Document


class Engine(Protocol):
    """How an engine makes the index, writes it and asks it: SQL and its parameters, run by whoever may."""

    CREATE: tuple[str, ...]
    DROP: tuple[str, ...]

    def removed(self, edition: UUID) -> tuple[str, list[Any]]: ...
    def put(self, one: Document) -> tuple[str, list[Any]]: ...
    def matches(self, alias: str) -> str: ...
    def question(self, wanted: Wanted) -> str: ...


def engine(vendor: str) -> Engine:
    """Return the engine of a database, by the name that Django has for it."""
    found: Engine = sqlite if vendor == "sqlite" else postgres
    return found
