"""A newsroom that a file of tests builds once. Each test is undone for itself, and the whole after the last."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

Built = TypeVar("Built")


@contextmanager
def built_once(blocker: DjangoDbBlocker, build: Callable[[], Built]) -> Iterator[Built]:
    """Yield what `build` made, in a transaction around all tests of a module: to be entered by a fixture of that scope.

    For tests that read, or write what their own roll-back undoes; not for those that commit or use threads.
    """
    with blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
    try:
        with blocker.unblock():
            built = build()
        yield built
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)
            connection.close()
