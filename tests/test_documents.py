"""The documents say what the code does."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent


def test_the_diagram_of_moves_is_the_table_of_moves() -> None:
    drawn = StringIO()
    call_command("draw_states", stdout=drawn)
    assert (ROOT / "docs" / "states.md").read_text() == drawn.getvalue()
    diagram = drawn.getvalue().split("```")[1]
    assert diagram in (ROOT / "README.md").read_text()
