"""Which of many cases are tried every day, and which by `-m long` alone: the everyday suite has a minute."""

from collections.abc import Iterable
from typing import Any

import pytest


def every_third(cases: Iterable[Any]) -> list[Any]:
    """Mark all but each third case `long`."""
    return [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=[pytest.mark.long] if place % 3 else [])
        for place, case in enumerate(cases)
    ]
