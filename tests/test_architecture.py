"""Reads the sources: one gate, one writer, one clock, one maker of safe HTML, and imports that go down only."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
APP: Final = ROOT / "releases"
SOURCES: Final = sorted(
    path for path in APP.rglob("*.py") if "migrations" not in path.parts and "intake" not in path.parts
)
LOWEST: Final = {"states", "clock", "embargo", "seals"}
LEVELS: Final = {
    **dict.fromkeys(("states", "clock", "seals", "dialect", "intake"), 0),
    "embargo": 1,
    **dict.fromkeys(("querysets", "richtext"), 2),
    "models": 3,
    **dict.fromkeys(("document", "situation", "triggers"), 4),
    **dict.fromkeys(("permissions", "integrity"), 5),
    "workflow": 6,
    "demo": 6,
    "templatetags": 6,
    **dict.fromkeys(("public", "preview", "admin", "management", "apps"), 7),
}
SURFACES: Final = {"public", "preview", "admin", "management", "apps"}
GUARDED: Final = (
    *("Release", "Revision", "Edition", "EditionOffice", "EditionTopic", "Event", "Address", "Redaction"),
    *("Office", "OfficeSlug", "Contact", "Topic", "Newsroom", "AccessLimit", "PreviewLink", "ContactLine", "Speaker"),
)
WRITES: Final = {"create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def _place(path: Path) -> str:
    return path.relative_to(APP).parts[0].removesuffix(".py")


def _imports(path: Path) -> Iterator[tuple[str, list[str]]]:
    tree = ast.parse(path.read_text())
    for_types = [
        node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    ]
    skipped = {id(inner) for node in for_types for inner in ast.walk(node)}
    for node in (one for one in ast.walk(tree) if id(one) not in skipped):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "releases":
            module = node.module or ""
            if module == "releases":
                for name in node.names:
                    yield name.name, [name.name]
            else:
                yield module.split(".")[1], [name.name for name in node.names]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(APP)))
def test_imports_go_down_only(path: Path) -> None:
    place = _place(path)
    if place == "__init__":
        return
    for target, names in _imports(path):
        if target == place or (place == "models" and target == "models"):
            continue
        allowed_between_surfaces = (place, target) in {
            ("preview", "public"),
            ("admin", "public"),
            ("apps", "integrity"),
        }
        assert LEVELS[target] < LEVELS[place] or allowed_between_surfaces, f"{place} imports {target} ({names})"
    if place == "public":
        imported = {name for target, names in _imports(path) for name in [target, *names]}
        assert not imported & {"Release", "Revision", "Event", "workflow", "permissions", "document", "situation"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(APP)))
def test_only_the_workflow_writes(path: Path) -> None:
    if _place(path) == "workflow":
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            owner = ast.unparse(node.func.value)
            assert not any(owner.split(".")[0] == model for model in GUARDED), ast.unparse(node)


def test_there_is_one_clock() -> None:
    for path in SOURCES:
        text = path.read_text()
        if path.name != "clock.py":
            assert "timezone.now(" not in text, path
            assert "datetime.now(" not in text, path
            assert "date.today(" not in text, path


def test_there_is_one_maker_of_safe_html() -> None:
    for path in SOURCES:
        if path.name != "richtext.py":
            assert "mark_safe" not in path.read_text(), path
    for template in (ROOT / "templates").rglob("*.html"):
        text = template.read_text()
        assert "|safe" not in text, template
        assert "autoescape off" not in text, template


def test_the_editor_is_known_to_one_module_and_to_no_migration() -> None:
    knowing = [path.name for path in SOURCES if "import CKEditor" in path.read_text()]
    assert knowing == ["widgets.py"]
    for migration in (APP / "migrations").glob("*.py"):
        assert "ckeditor" not in migration.read_text().lower()


def test_windows_and_flags_are_compared_in_the_gate_alone() -> None:
    """Surfaces ask the gate: a second spelling of the rule would drift."""
    for path in SOURCES:
        if _place(path) == "public":
            for word in ("public_from__", "public_until__", "is_listed=", "is_limited"):
                assert word not in path.read_text(), (path, word)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(APP)))
def test_a_module_says_what_it_is_for_and_stays_short(path: Path) -> None:
    text = path.read_text()
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), path
    assert len(text.splitlines()) <= 340, path


def test_there_are_no_signals_and_no_save_overrides() -> None:
    for path in SOURCES:
        text = path.read_text()
        assert "django.dispatch" not in text
        assert "def save(self" not in text, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef) and node.name == "Meta":
                assigned = [
                    ast.unparse(target) for one in node.body if isinstance(one, ast.Assign) for target in one.targets
                ]
                assert "ordering" not in assigned, path


def test_moves_take_their_arguments_by_name() -> None:
    for path in (APP / "workflow").glob("*.py"):
        for node in ast.parse(path.read_text()).body:
            public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if public and any(arg.arg == "actor" for arg in node.args.args):
                raise AssertionError(f"{path.name}: {node.name} takes the actor by position")
