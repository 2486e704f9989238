"""The MDN Observatory's table, over the answers of a newsroom in production: 130 of the points to be had, each named.

Production's settings are read in a process of their own, as a server reads them.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
PRODUCTION: Final = {
    "NEWSROOM_ENV": "production",
    "NEWSROOM_SECRET_KEY": "for this test alone, and long enough: " + "0123456789" * 4,
    "NEWSROOM_ALLOWED_HOSTS": "news.agency.example",
    "NEWSROOM_BASE_URL": "https://news.agency.example",
    "NEWSROOM_EMAIL_FROM": "newsroom@agency.example",
    "NEWSROOM_PROXIES": "1",
    "EMAIL_URL": "smtp+tls://newsroom:secret@mail.agency.example:587",
    "DATABASE_URL": "sqlite://:memory:",
}
# A view without a database: the headers are the middleware's, whatever the page.
ASK: Final = """
import json, sys, types
import django
django.setup()
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path
urls = types.ModuleType("urls")
urls.urlpatterns = [path("", lambda request: HttpResponse("A page"))]
sys.modules["urls"] = urls
with override_settings(ROOT_URLCONF="urls"):
    host = {"host": "news.agency.example"}
    plain = Client().get("/", headers=host)
    secure = Client().get("/", headers={**host, "x-forwarded-proto": "https"})
print(json.dumps({"moved": [plain.status_code, plain["Location"]], "cookies": list(secure.cookies),
                  "headers": {name.lower(): value for name, value in secure.items()}}))
"""
SIX_MONTHS: Final = 15_768_000


@pytest.fixture(scope="module")
def said() -> dict[str, object]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSROOM_", "CACHE_URL"))}
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        env={**kept, **PRODUCTION, "DJANGO_SETTINGS_MODULE": "newsroom.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told


def _directives(policy: str) -> dict[str, set[str]]:
    parts = [part.split() for part in policy.split(";")]
    return {name: set(sources) for name, *sources in parts}


def test_the_observatory_gives_130_points(said: dict[str, object]) -> None:
    headers: dict[str, str] = said["headers"]  # type: ignore[assignment]
    policy = _directives(headers["content-security-policy"])
    sources = set().union(*policy.values())
    lifetime = headers["strict-transport-security"].partition(";")[0].removeprefix("max-age=")
    # What costs points where it is missing, and gives none.
    assert said["cookies"] == []
    assert said["moved"] == [301, "https://news.agency.example/"]
    assert int(lifetime) >= SIX_MONTHS
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers
    assert sources == {"'self'", "'none'"}, "nothing unsafe, no scheme, nobody else"
    # What gives points. Preloading and subresource integrity would give five each: the one binds a whole domain for
    # years, which is its owner's to decide; the other is for scripts from elsewhere, and there are none.
    points = {
        "csp-implemented-with-no-unsafe-default-src-none": 10 * (policy["default-src"] == {"'none'"}),
        "x-frame-options-implemented-via-csp": 5 * (policy["frame-ancestors"] == {"'none'"}),
        "referrer-policy-private": 5 * (headers["referrer-policy"] == "strict-origin-when-cross-origin"),
        "corp-implemented-with-same-origin": 10 * (headers["cross-origin-resource-policy"] == "same-origin"),
    }
    assert 100 + sum(points.values()) == 130, points


def test_what_the_observatory_does_not_count_is_there_too(said: dict[str, object]) -> None:
    headers: dict[str, str] = said["headers"]  # type: ignore[assignment]
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-embedder-policy"] == "require-corp"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["x-frame-options"] == "DENY"
