"""A newsroom that is set up wrongly says so before it serves anybody."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import override_settings

from newsroom.checks import PRODUCTION_REFUSALS, refuse_if_unsafe

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = (ROOT / "newsroom/settings.py").read_text()
VARIABLES = set(re.findall(r"env(?:\.\w+)?\(\s*\"([A-Z_]+)\"", SETTINGS))

# What newsroom/settings.py makes of a complete production environment.
GOOD_PRODUCTION = {
    "PRODUCTION": True,
    "DEBUG": False,
    "SECRET_KEY": "kq3Zr9-7bVx0_TtYw2LmN8cHsJ4dFgP6aQeRuIoX1zCvB5nMhK",
    "ALLOWED_HOSTS": ["news.agency.example"],
    "DATABASE_URL_IS_SET": True,
    "NEWSROOM_BASE_URL": "https://news.agency.example",
    "DEFAULT_FROM_EMAIL": "Press Office <press@agency.example>",
    "EMAIL_URL_IS_SET": True,
    "NEWSROOM_PROXIES": 1,
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 3600,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def refusals() -> list[str]:
    return [message.id or "" for message in checks.run_checks(tags=["newsroom"])]


# --- The lock ---


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").iterdir()), ids=lambda path: path.name)
def test_requirements_name_packages_and_never_a_host(path: Path) -> None:
    text = path.read_text()
    assert "://" not in text
    assert not re.search(r"^\s*-(?!r |-hash=)", text, flags=re.MULTILINE), "only -r and --hash are options"


def test_no_lock_of_another_tool_is_kept_because_it_would_name_a_registry() -> None:
    assert not [path.name for path in ROOT.glob("*.lock")]
    assert not list(ROOT.glob("pylock*.toml"))


@pytest.mark.parametrize("name", ["runtime", "dev", "e2e"])
def test_everything_in_the_lock_is_pinned_and_hashed(name: str) -> None:
    locked = (ROOT / f"requirements/{name}.txt").read_text().replace("\\\n", " ")
    for line in filter(None, map(str.strip, locked.splitlines())):
        assert re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line), line


def test_every_dependency_has_a_sentence() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    listed = [line for line in project.splitlines() if re.match(r'  "[a-z].*",', line) and "::" not in line]
    explained = [line for line in listed if re.search(r"# \w+.*\w", line)]
    assert len(explained) > 15
    wanted = [
        re.split(r"[=<>~\[]", line)[0]
        for name in ("runtime", "dev", "e2e")
        for line in (ROOT / f"requirements/{name}.in").read_text().splitlines()
        if line and line[0] not in "#-"
    ]
    for package in wanted:
        assert any(re.match(rf'  "{package}[\["=<>~]', line) for line in explained), package


# --- Settings ---


def test_every_variable_is_documented() -> None:
    documented = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs/settings.md").read_text()))
    assert len(VARIABLES) > 12
    assert documented >= VARIABLES


def test_no_documented_variable_is_made_up() -> None:
    documented = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/settings.md").read_text(), re.MULTILINE))
    assert documented == VARIABLES


def test_production_without_a_secret_key_does_not_start() -> None:
    finished = manage("check", NEWSROOM_ENV="production")
    assert finished.returncode != 0
    assert "NEWSROOM_SECRET_KEY" in finished.stderr


def test_production_with_nothing_but_a_key_names_every_other_variable() -> None:
    finished = manage("check", NEWSROOM_ENV="production", NEWSROOM_SECRET_KEY="short", NEWSROOM_DEBUG="1")
    assert finished.returncode != 0
    for variable in (
        "NEWSROOM_DEBUG",
        "NEWSROOM_SECRET_KEY",
        "NEWSROOM_ALLOWED_HOSTS",
        "DATABASE_URL",
        "NEWSROOM_BASE_URL",
        "NEWSROOM_EMAIL_FROM",
        "EMAIL_URL",
        "NEWSROOM_PROXIES",
    ):
        assert re.search(rf"HINT: .*\b{variable}\b", finished.stderr), variable


def test_a_secret_can_be_kept_in_a_file(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text(str(GOOD_PRODUCTION["SECRET_KEY"]) + "\n")
    finished = manage("check", NEWSROOM_ENV="production", NEWSROOM_SECRET_KEY_FILE=str(key))
    assert "newsroom.E003" in finished.stderr
    assert "newsroom.E002" not in finished.stderr


def test_an_environment_of_another_name_is_refused() -> None:
    finished = manage("check", NEWSROOM_ENV="prodution")
    assert finished.returncode != 0
    assert "'laptop' or 'production'" in finished.stderr


@override_settings(**GOOD_PRODUCTION)
def test_a_complete_production_is_served() -> None:
    assert refusals() == []
    refuse_if_unsafe()


@pytest.mark.parametrize(
    ("refusal", "change"),
    [
        ("newsroom.E001", {"DEBUG": True}),
        ("newsroom.E002", {"SECRET_KEY": settings.LAPTOP_SECRET_KEY}),
        ("newsroom.E002", {"SECRET_KEY": "short"}),
        ("newsroom.E002", {"SECRET_KEY": "a" * 80}),
        ("newsroom.E003", {"ALLOWED_HOSTS": ["news.agency.example", "*"]}),
        ("newsroom.E004", {"DATABASE_URL_IS_SET": False}),
        ("newsroom.E005", {"NEWSROOM_BASE_URL": "http://news.agency.example"}),
        ("newsroom.E005", {"NEWSROOM_BASE_URL": "https://other.example"}),
        ("newsroom.E005", {"NEWSROOM_BASE_URL": "https://news.agency.example/newsroom"}),
        ("newsroom.E006", {"DEFAULT_FROM_EMAIL": "newsroom@localhost"}),
        ("newsroom.E007", {"EMAIL_URL_IS_SET": False}),
        ("newsroom.E008", {"NEWSROOM_PROXIES": None}),
        ("newsroom.E008", {"SECURE_PROXY_SSL_HEADER": None}),
        ("newsroom.E009", {"SECURE_HSTS_SECONDS": 0}),
        ("newsroom.E010", {"SESSION_COOKIE_SECURE": False}),
        ("newsroom.E010", {"CSRF_COOKIE_SECURE": False}),
        ("newsroom.E010", {"SECURE_SSL_REDIRECT": False}),
    ],
)
def test_one_unsafe_setting_stops_the_server_and_gives_its_reason(refusal: str, change: dict[str, object]) -> None:
    hint = next(row.hint for row in PRODUCTION_REFUSALS if row.id == refusal)
    with override_settings(**{**GOOD_PRODUCTION, **change}):
        assert refusals() == [refusal]
        with pytest.raises(ImproperlyConfigured, match=re.escape(hint)):
            refuse_if_unsafe()


def test_a_time_zone_that_does_not_exist_is_refused_everywhere() -> None:
    with override_settings(NEWSROOM_TIME_ZONE="America/New_Yrok"):
        assert refusals() == ["newsroom.E101"]


@pytest.mark.parametrize("path", ["releases.preflight.checks.nothing", "releases.preflight.run.MOST"])
def test_a_preflight_check_that_does_not_exist_is_refused_everywhere(path: str) -> None:
    with override_settings(NEWSROOM_PREFLIGHT_CHECKS=[path]):
        assert refusals() == ["newsroom.E102"]


# --- The database ---


def test_postgresql_is_reached_through_psycopg2() -> None:
    from django.db.backends.postgresql.psycopg_any import is_psycopg3

    assert not is_psycopg3


def test_a_laptop_keeps_no_connection_for_a_thread_that_is_gone() -> None:
    """`runserver` serves each visitor in a new thread; kept connections would use up the database's within minutes."""
    assert connection.settings_dict["CONN_MAX_AGE"] == 0


def test_sqlite_queues_writers_and_keeps_a_write_ahead_log(db: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("this is about SQLite")
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    with connection.cursor() as cursor:
        for pragma, value in (("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 20000)):
            assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)
