"""docs/preflight.md says of each check that comes with the newsroom what the check says of itself."""

import re
from pathlib import Path

from tests.preflight.test_any_text import CHECKS

PAGE = (Path(__file__).resolve().parents[2] / "docs/preflight.md").read_text()
ROWS = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)


def test_the_table_has_a_row_a_check_in_the_order_in_which_they_run() -> None:
    said = [(check.__name__, (check.__doc__ or "").strip()) for check in CHECKS]
    assert [(name, finds) for name, _level, finds in ROWS] == said


def test_a_check_is_called_as_its_file() -> None:
    assert all(check.__module__.endswith(f".checks.{check.__name__}") for check in CHECKS)
