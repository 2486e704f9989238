"""The ground that tests stand on: a real database of the engine that is set, and quick passwords."""

import gc
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connections
from django.template import Context, Template
from django.test import override_settings
from django.test.signals import template_rendered
from django.utils.safestring import SafeString

from releases import clock


def pytest_collection_finish() -> None:
    """What was collected stays to the end. Python need not look through it for garbage again and again."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite tests use a file: in memory there is no second connection to race against, and no WAL."""
    database = connections["default"].settings_dict
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """The people of the tests have nothing to guard."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def _time_travel() -> Iterator[None]:
    """Tests go to and fro in time, and a PostgreSQL does not come along. Those about clocks are in processes of
    their own, or put these back (tests/public/test_clocks.py)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "APART", frozenset())
        patch.setattr(clock, "LONGEST_STEP", timedelta(0))
        yield


@pytest.fixture(scope="session", autouse=True)
def _pages_alone(django_test_environment: None) -> Iterator[None]:
    """A test asks for the context of a page. Django's client is told of, and copies, that of each part as well: for
    the form of a release five hundred times."""

    def render(template: Template, context: Context) -> SafeString:
        if context.template is template:
            template_rendered.send(sender=template, template=template, context=context)
        return template.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        yield
