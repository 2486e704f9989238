"""Reads the sources: one gate, one writer, one clock, one maker of safe HTML, and imports that go down only."""

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.apps import apps

ROOT: Final = Path(__file__).resolve().parent.parent
APP: Final = ROOT / "releases"
EVERYTHING: Final = sorted(path for path in APP.rglob("*.py") if "migrations" not in path.parts)
OURS: Final = [path for path in EVERYTHING if "intake" not in path.parts]
TEMPLATES: Final = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
LONGEST: Final = 320

LEVELS: Final = {
    **dict.fromkeys(("states", "clock", "seals", "dialect", "attempts", "search", "intake", "telephone", "outside"), 0),
    **dict.fromkeys(("passages", "flow", "contrast", "makeup"), 0),
    **dict.fromkeys(("embargo", "importing", "preflight", "rehearsal", "contact_files", "palette"), 1),
    **dict.fromkeys(("querysets", "richtext", "sentences"), 2),
    **dict.fromkeys(("desk_gate", "paragraphs"), 3),
    "models": 4,
    **dict.fromkeys(("agenda", "contact_changes", "differences", "document", "situation", "triggers", "remarked"), 5),
    **dict.fromkeys(("permissions", "integrity", "merging", "bundled"), 6),
    **dict.fromkeys(("workflow", "filling", "demo", "templatetags"), 7),
    **dict.fromkeys(("public", "preview", "admin", "management", "apps"), 8),
}
# Surfaces that know another, and what the app's own registration reaches.
BESIDES: Final = {("preview", "public"), ("admin", "public"), ("apps", "integrity")}
# What public code may reach: the gate and its tables, and words that know no table.
PUBLIC_REACHES: Final = {
    *("public", "models", "querysets", "clock", "embargo", "richtext", "search", "states"),
    *("differences", "telephone"),
}
STAFF_TABLES: Final = {
    *("Release", "Revision", "Event", "Redaction", "AccessLimit", "PreviewLink", "Membership", "Person"),
    *("Guesses", "GuessSalt", "GuessSource", "ImportedItem", "IntakeSource", "Buffer", "Presence"),
    *("Remark", "Notice", "NoticeChoice", "CalendarLink", "Bundle", "BundleMember", "Translation"),
    *("ReleaseOffice", "ReleaseTopic", "ContactLine", "Speaker"),
}
LEADS_TO_STAFF: Final = {"release", "authorised_by", "reviewed_by", "emergency_reason"}
WRITES: Final = {
    *("save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"),
    *("asave", "acreate", "aupdate", "adelete", "abulk_create", "abulk_update", "aget_or_create", "raw", "set"),
}
# Methods of these names that write no row of ours.
HARMLESS: Final = {
    ("admin/release.py", "sheet.form.initial.update"),
    ("admin/move_forms.py", "self.data.update"),
    ("rehearsal.py", "_held.set"),
}
# `createsuperuser` and the tests make accounts by Django's own manager.
ACCOUNTS: Final = {
    ("models/person.py", "person.save"),
    ("models/person.py", "Membership.objects.using(self._db).create"),
}
PREDICATES: Final = ("public_from", "public_until", "is_listed", "is_limited", "is_gone", "issued_at")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def name_of(path: Path) -> str:
    return str(path.relative_to(APP))


def place_of(path: Path) -> str:
    return path.relative_to(APP).parts[0].removesuffix(".py")


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(tree_of(path)))


@cache
def calls(path: Path) -> list[tuple[ast.Call, str]]:
    return [(node, ast.unparse(node.func)) for node in nodes(path) if isinstance(node, ast.Call)]


@cache
def imports(path: Path) -> list[tuple[str, set[str]]]:
    """Return (module below `releases`, names) of every import, those for the type checker alone left out."""
    return list(_imports(path))


def _imports(path: Path) -> Iterator[tuple[str, set[str]]]:
    for_types = [node for node in nodes(path) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)]
    skipped = {id(inner) for node in for_types for inner in ast.walk(node)}
    for node in nodes(path):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            for name in node.names:
                if name.name.split(".")[0] == "releases":
                    yield [*name.name.split("."), "__init__"][1], set()
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "releases":
            names = {name.name for name in node.names}
            if node.module == "releases":
                yield from ((name, set()) for name in names)
            else:
                yield (node.module or "").split(".")[1], names


def each(paths: Iterable[Path]) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    """Make one test of a rule about a file: it names every file that breaks the rule, and costs what one test costs."""

    def of(rule: Callable[[Path], None]) -> Callable[[], None]:
        def test() -> None:
            broken = []
            for path in paths:
                try:
                    rule(path)
                except AssertionError as error:
                    broken.append(f"{path.relative_to(ROOT)}: {error}")
            assert not broken, "\n".join(broken)

        test.__name__, test.__doc__ = rule.__name__, rule.__doc__
        return test

    return of


every_module = each(OURS)


# --- Layers ---


def test_every_module_has_a_place() -> None:
    assert {place_of(path) for path in EVERYTHING} - {"__init__"} == set(LEVELS)


@every_module
def test_imports_go_down_only(path: Path) -> None:
    place = place_of(path)
    for target, names in imports(path):
        if place in {target, "__init__"} or (place, target) in BESIDES:
            continue
        assert LEVELS[target] < LEVELS[place], f"{place} imports {target} ({names})"


@each(sorted((APP / "intake").rglob("*.py")))
def test_intake_reaches_nothing_of_ours(path: Path) -> None:
    assert {target for target, _names in imports(path)} <= {"intake"}
    modules = {
        node.module or "" if isinstance(node, ast.ImportFrom) else ""
        for node in nodes(path)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    }
    assert not [module for module in modules if module.startswith(("django.db", "django.conf"))], (
        "no database, no settings"
    )


@each(sorted((APP / "preflight").rglob("*.py")))
def test_preflight_knows_nothing_of_django(path: Path) -> None:
    """A check is a function of one value: it asks no table, no setting and no clock."""
    assert {target for target, _names in imports(path)} <= {"preflight", "intake"}
    for node in nodes(path):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            assert "django" not in ast.unparse(node)


@each(sorted((APP / "public").rglob("*.py")))
def test_public_code_cannot_reach_a_draft(path: Path) -> None:
    for target, names in imports(path):
        assert target in PUBLIC_REACHES, f"public imports {target}"
        assert not names & STAFF_TABLES, f"public imports {names & STAFF_TABLES}"
    for _call, function in calls(path):
        assert not function.endswith("get_model"), "a table by its name is a table past the imports"
    for node in nodes(path):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) != "views":
            assert node.attr not in LEADS_TO_STAFF, f"an edition leads to staff's own tables by `{node.attr}`"


@every_module
def test_no_import_is_hidden_in_a_function_to_dodge_a_circle(path: Path) -> None:
    if name_of(path) == "apps.py":  # Django lets an app import its models in `ready` alone
        return
    for node in nodes(path):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            inner = [one for one in ast.walk(node) if isinstance(one, (ast.Import, ast.ImportFrom))]
            assert not inner, f"{node.name} imports {ast.unparse(inner[0])}"


# --- One writer ---


@every_module
def test_only_the_workflow_writes(path: Path) -> None:
    if place_of(path) == "workflow":
        return
    for call, function in calls(path):
        if function.split(".")[-1].split("(")[-1] not in WRITES or not isinstance(call.func, ast.Attribute):
            continue
        here = (name_of(path), function)
        assert here in HARMLESS | ACCOUNTS, f"{function}(…) writes past the workflow"


@every_module
def test_only_the_triggers_and_the_writer_of_the_index_speak_sql(path: Path) -> None:
    speaks = {"cursor", "execute", "executemany", "raw", "extra", "RawSQL"}
    found = [function for _call, function in calls(path) if function.split(".")[-1] in speaks]
    assert not found or name_of(path) in {"triggers.py", "workflow/index.py"}, found


def test_every_public_function_of_the_workflow_takes_its_arguments_by_name() -> None:
    from releases import workflow

    for name in workflow.__all__:
        made = getattr(workflow, name)
        if not callable(made) or isinstance(made, type):
            continue
        code = made.__code__
        assert code.co_argcount == 0 or name in {"gaps", "live_link", "record_opening"}, f"{name} takes one by position"


def test_every_move_takes_its_actor_by_name() -> None:
    for path in (APP / "workflow").glob("*.py"):
        for node in tree_of(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                positional = {argument.arg for argument in node.args.args}
                assert "actor" not in positional, f"{path.name}: {node.name} takes the actor by position"


@every_module
def test_what_runs_is_visible_where_it_is_called(path: Path) -> None:
    for target in (node.module for node in nodes(path) if isinstance(node, ast.ImportFrom)):
        assert not (target or "").startswith("django.dispatch"), "a signal"
        assert not (target or "").endswith(".signals"), "a signal"
    for node in nodes(path):
        if not isinstance(node, ast.ClassDef):
            continue
        methods = {one.name for one in node.body if isinstance(one, ast.FunctionDef)}
        if place_of(path) == "models":
            assert not methods & {"save", "delete", "get_queryset", "refresh_from_db"}, (
                f"{node.name} overrides {methods}"
            )


def test_no_model_has_an_order_or_a_manager_with_a_hidden_filter() -> None:
    for model in apps.get_app_config("releases").get_models():
        assert not model._meta.ordering, model
        assert model._meta.default_manager_name is None
        assert not model._default_manager.all().query.where, f"{model} hides rows by default"


# --- One gate ---


@every_module
def test_windows_and_flags_are_compared_in_the_gate_alone(path: Path) -> None:
    """Two predicates always drift."""
    if place_of(path) in {"querysets", "desk_gate", "situation", "workflow", "triggers", "models"}:
        return
    for call, function in calls(path):
        if function.split(".")[-1] in {"filter", "exclude", "get", "Q"}:
            for keyword in call.keywords:
                assert not (keyword.arg or "").split("__")[0].endswith(PREDICATES), ast.unparse(call)
                assert not any(f"__{word}" in (keyword.arg or "") for word in PREDICATES), ast.unparse(call)
    for node in nodes(path):
        if isinstance(node, ast.Compare):
            names = {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}
            ordered = any(isinstance(operator, (ast.Lt, ast.LtE, ast.Gt, ast.GtE)) for operator in node.ops)
            assert not (ordered and names & {"public_from", "public_until"}), ast.unparse(node)


@each(EVERYTHING)
def test_one_page_alone_can_hold_a_rehearsal(path: Path) -> None:
    """Whoever holds one opens the gate to what is not out yet: for the staff, and never for a public request."""
    names = {name for target, some in imports(path) if target == "rehearsal" for name in some or {"all of it"}}
    allowed = {"querysets.py": {"seen"}, "preview/rehearsal.py": {"rehearsing"}}
    assert names <= allowed.get(name_of(path), set()), f"{path} reaches {names}"


@each(sorted((APP / "public").rglob("*.py")))
def test_public_code_starts_at_the_gate(path: Path) -> None:
    starts = {"public", "public_once", "readable"}
    for _call, function in calls(path):
        for model in ("Edition", "Office", "Topic", "Contact"):
            if function.startswith(f"{model}.objects."):
                first = function.removeprefix(f"{model}.objects.").split("(")[0]
                assert first in starts or first == "none", f"{function} does not ask the gate first"


# --- One clock ---


@every_module
def test_there_is_one_clock(path: Path) -> None:
    if name_of(path) == "clock.py":
        return
    for _call, function in calls(path):
        owner, _, method = function.rpartition(".")
        assert not (
            method in {"now", "today", "utcnow"} and owner.split(".")[-1] in {"timezone", "datetime", "date"}
        ), f"{function}() is another clock"
        assert function not in {"time.time", "time.time_ns", "time.localtime", "Now"}, f"{function}() is another clock"


@each(sorted((APP / "models").rglob("*.py")))
def test_no_column_reads_the_clock_by_itself(path: Path) -> None:
    if name_of(path) == "models/person.py":  # the day an account was added is Django's own business
        return
    for call, _function in calls(path):
        assert not {keyword.arg for keyword in call.keywords} & {"auto_now", "auto_now_add"}, ast.unparse(call)


# --- One door to the outside ---


@each(EVERYTHING)
def test_one_module_asks_other_hosts_and_one_command_asks_it(path: Path) -> None:
    asks = {"socket", "ssl", "http.client", "urllib.request", "requests", "httpx", "urllib3", "ftplib"}
    modules = {
        name
        for node in nodes(path)
        for name in (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert not modules & asks or name_of(path) == "outside.py"
    if "outside" in {target for target, _names in imports(path)}:
        assert name_of(path) == "management/commands/check_links.py", "no request waits for another host"


# --- One maker of safe HTML, one editor ---


@each(EVERYTHING)
def test_there_is_one_maker_of_safe_html(path: Path) -> None:
    if name_of(path) == "richtext.py":
        return
    for _call, function in calls(path):
        assert function.split(".")[-1] not in {"mark_safe", "SafeString", "SafeText"}, function
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef):
            decorators = {ast.unparse(one) for one in node.decorator_list}
            assert not any("is_safe" in one or "mark_safe" in one for one in decorators), node.name


@each(TEMPLATES)
def test_no_template_trusts_anything_by_itself(path: Path) -> None:
    text = path.read_text()
    for trusting in ("|safe", "| safe", "safeseq", "autoescape off"):
        assert trusting not in text


def test_the_editor_is_known_to_one_module_and_to_no_migration() -> None:
    knowing = {
        name_of(path)
        for path in EVERYTHING
        for node in nodes(path)
        if isinstance(node, (ast.Import, ast.ImportFrom)) and "ckeditor" in ast.unparse(node)
    }
    assert knowing == {"admin/widgets.py"}
    for migration in (APP / "migrations").glob("*.py"):
        assert "ckeditor" not in migration.read_text().lower()


# --- To be read ---


@each(EVERYTHING)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    if path.read_text().strip():
        assert ast.get_docstring(tree_of(path)), "no docstring"


@each(EVERYTHING)
def test_a_module_is_short_enough_to_be_read(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST, "a reason to look for a missing name"


@each(EVERYTHING)
def test_modules_are_named_for_what_is_in_them(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "services", "constants", "misc", "common", "base"}


def _public_functions(path: Path) -> Iterator[Any]:
    for node in tree_of(path).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node


@each([path for path in OURS if place_of(path) in {"workflow", "permissions"}])
def test_what_the_surfaces_call_says_what_it_does(path: Path) -> None:
    for node in _public_functions(path):
        assert ast.get_docstring(node), f"{node.name} has no docstring"
