"""A clock that stands still until a test moves it."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from tests.public.places import NOW


@pytest.fixture
def clock() -> Iterator[Any]:
    """It is ten in the morning at the newsroom."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
