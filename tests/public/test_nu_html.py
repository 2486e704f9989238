"""The Nu HTML checker finds nothing in any page: full, empty, wrong, withdrawn, previewed or failed.

Long, because it is another program: `NU_HTML_JAR=path/to/vnu.jar pytest -n 0 -m long tests/public/test_nu_html.py`.
The jar is in the npm package vnu-jar; it wants Java.
"""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from releases.models import Person, Release

JAR: Final = os.environ.get("NU_HTML_JAR", "")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.long,
    pytest.mark.skipif(not JAR, reason="set NU_HTML_JAR to the checker's vnu.jar"),
]

ODD: Final = (
    "/nonsense/",
    "/offices/nowhere/",
    "/news/2026/02/30/x/",
    "/search/?q=harbor&sort=best",
    "/search/?q=nothing+of+the+kind&language=fr&kind=readout",
    "/search/?from=yesterday&office=nowhere",
    "/search/?q=%3Cscript%3E%22%27%26%F0%9F%9A%A2%E2%80%AE%01",
)
EMPTY: Final = (
    "/",
    "/news/",
    "/contacts/",
    "/feeds/",
    "/search/",
    "/search/?q=harbor",
    "/kinds/readout/",
    "/nonsense/",
)
FAILED: Final = ("400.html", "403.html", "500.html")
_LINK: Final = re.compile(r'href="(/[^"#]*)"')
MOST: Final = 400


def _crawled(client: Client, starts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every page that can be reached by links, and its HTML."""
    waiting, seen = list(starts), set(starts)
    while waiting:
        path = waiting.pop()
        response = client.get(path)
        if not response["Content-Type"].startswith("text/html") or response.status_code in {301, 302}:
            continue
        html = response.content.decode()
        yield path, html
        found = {link.replace("&amp;", "&") for link in _LINK.findall(html)}
        fresh = [link for link in sorted(found - seen) if not link.startswith(("/static/", "/desk/"))]
        waiting += fresh
        seen.update(fresh)
        assert len(seen) < MOST, "the demonstration is small"


def _previews(client: Client) -> Iterator[tuple[str, str]]:
    client.force_login(Person.objects.get(username="arun"))
    for release in Release.objects.order_by("pk"):
        path = reverse("preview:working", args=[release.pk])
        response = client.get(path)
        if response.status_code == 200:
            yield path, response.content.decode()
    client.logout()


def _complaints(pages: dict[str, str], folder: Path) -> list[str]:
    """What the checker says of these pages: errors and warnings alike."""
    for number, html in enumerate(pages.values()):
        (folder / f"{number}.html").write_text(html)
    done = subprocess.run(
        ["java", "-jar", JAR, "--format", "json", "--exit-zero-always", str(folder)], capture_output=True, text=True
    )
    names = list(pages)
    said: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [f"{names[int(Path(one['url']).stem)]}: {one['message']} ({one.get('extract')})" for one in said]


def test_every_page_of_the_demonstration_is_good_html(client: Client, tmp_path: Path) -> None:
    call_command("load_demo", verbosity=0)
    pages = dict(_crawled(client, ("/", "/feeds/", *ODD)))
    pages.update(_previews(client))
    pages.update({name: render_to_string(name) for name in FAILED})
    assert len(pages) > 60
    assert _complaints(pages, tmp_path) == []


def test_an_empty_newsroom_is_good_html(client: Client, tmp_path: Path) -> None:
    assert _complaints({path: client.get(path).content.decode() for path in EMPTY}, tmp_path) == []
