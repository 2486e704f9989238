"""The editor is end of life: three layers stand around it, and a missing one is an error, not a warning."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core import checks
from django.test import override_settings

PUBLIC_POLICY = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]


def refusals() -> list[str]:
    return [message.id or "" for message in checks.run_checks(tags=["newsroom"])]


def test_all_three_layers_stand() -> None:
    assert refusals() == []
    assert "ckeditor.W001" in settings.SILENCED_SYSTEM_CHECKS


def without_cleaning(field: object, value: str, connection: object) -> str:
    return value


def test_a_field_that_stores_what_it_is_given_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("releases.richtext.HtmlField.get_db_prep_save", without_cleaning)
    assert set(refusals()) == {"newsroom.E201"}


@pytest.mark.parametrize(
    "change",
    [
        {"MIDDLEWARE": [name for name in settings.MIDDLEWARE if "csp" not in name]},
        {"CONTENT_SECURITY_POLICY": {"DIRECTIVES": {**PUBLIC_POLICY, "style-src": ["'self'", "'unsafe-inline'"]}}},
        {"CKEDITOR_PAGE_CSP": {**settings.CKEDITOR_PAGE_CSP, "script-src": ["'self'", "'unsafe-inline'"]}},
        {"CKEDITOR_PAGE_CSP": {**settings.CKEDITOR_PAGE_CSP, "connect-src": ["*"]}},
    ],
)
def test_a_loose_policy_is_an_error(change: dict[str, object]) -> None:
    with override_settings(**change):
        assert set(refusals()) == {"newsroom.E202"}


def test_an_editor_that_may_send_text_away_is_an_error() -> None:
    loose = {"default": {**settings.CKEDITOR_CONFIGS["default"], "removePlugins": "wsc"}}
    with override_settings(CKEDITOR_CONFIGS=loose):
        assert set(refusals()) == {"newsroom.E203"}


def test_an_editor_that_does_not_exist_is_an_error() -> None:
    with override_settings(NEWSROOM_EDITOR_WIDGET="releases.admin.widgets.Missing"):
        assert refusals() == ["newsroom.E204"]


def test_plugins_that_send_embed_or_upload_are_not_collected() -> None:
    patterns = apps.get_app_config("staticfiles").ignore_patterns
    collected = [path for finder in get_finders() for path, _storage in finder.list(patterns)]
    editor = {path.removeprefix("ckeditor/ckeditor/") for path in collected if path.startswith("ckeditor/")}
    plugins = {path.split("/")[1] for path in editor if path.startswith("plugins/") and path.count("/") > 1}
    assert {"divarea", "autogrow", "pastefromword"} <= plugins
    assert "ckeditor.js" in editor
    unwanted = re.compile(r"exportpdf|scayt|wsc|preview|iframe|embed|flash|adobeair|snippet|upload|templates")
    assert not {name for name in plugins if unwanted.search(name)}
    assert not {path for path in editor if path.startswith(("adapters/", "tests/")) or "galleriffic" in path}
