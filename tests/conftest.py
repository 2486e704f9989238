"""The ground that tests stand on: a real database of the engine that is set, and quick passwords."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite tests use a file: in memory there is no second connection to race against, and no WAL."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        folder: Path = tmp_path_factory.mktemp("database")
        database["TEST"] = {"NAME": str(folder / "test.sqlite3")}


@pytest.fixture(scope="session", autouse=True)
def _fast_passwords() -> None:
    """People of the tests sign in often; their passwords guard nothing."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
