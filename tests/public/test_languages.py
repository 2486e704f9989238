"""A page speaks the language of what it shows; never that of a cookie or a header."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import Desk
from tests.public.places import path_of

ROOT: Final = Path(__file__).resolve().parents[2]
OTHERS: Final = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


@pytest.mark.django_db
def test_the_page_of_a_spanish_release_is_in_spanish(client: Client) -> None:
    release = Desk().live(language="es", headline="El puerto abre", kind="statement")
    page = client.get(path_of(release)).content.decode()
    assert '<html lang="es">' in page
    assert "PARA DIFUSIÓN INMEDIATA" in page
    assert "Declaración" in page
    assert "FOR IMMEDIATE RELEASE" not in page
    assert "PARA DIFUSIÓN INMEDIATA" in client.get(f"{path_of(release).rstrip('/')}.txt").content.decode()


@pytest.mark.django_db
def test_an_arabic_release_runs_from_right_to_left_under_english_labels(client: Client) -> None:
    release = Desk().live(language="ar", headline="محطة جديدة", body="<p>افتتحت الهيئة.</p>")
    page = client.get(path_of(release)).content.decode()
    assert '<html lang="en">' in page
    assert '<article class="release" dir="rtl">' in page
    assert '<h1 class="headline" lang="ar" dir="rtl">محطة جديدة</h1>' in page
    assert '<div class="body" lang="ar" dir="rtl">' in page
    assert "<bdi>FOR IMMEDIATE RELEASE</bdi>" in page
    front = client.get("/").content.decode()
    assert '<h2 class="entry-headline" lang="ar" dir="rtl">' in front


@pytest.mark.django_db
def test_neither_a_cookie_nor_a_header_changes_a_word(client: Client) -> None:
    path = path_of(Desk().live())
    plain = client.get(path).content
    client.cookies["django_language"] = "es"
    assert client.get(path, headers={"Accept-Language": "es"}).content == plain


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_that_a_visitor_reads_is_translated(language: str) -> None:
    catalog = (ROOT / "releases" / "locale" / language / "LC_MESSAGES" / "django.po").read_text()
    said = set(re.findall(r'^msgid(?:_plural)? "(.*)"$', catalog, re.MULTILINE))
    assert '\nmsgstr ""' not in catalog.partition("\n\n")[2]
    templates = [*(ROOT / "templates" / "public").glob("*.html"), ROOT / "templates" / "404.html"]
    for template in templates:
        for words in re.findall(r"""{% translate ["'](.*?)["'] %}""", template.read_text()):
            assert words in said, f"{template.name}: {words}"


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext's tools are not installed")
@pytest.mark.parametrize("language", OTHERS)
def test_the_compiled_catalogs_are_those_of_the_texts(language: str, tmp_path: Path) -> None:
    folder = ROOT / "releases" / "locale" / language / "LC_MESSAGES"
    subprocess.run(["msgfmt", "--check-format", "-o", tmp_path / "new.mo", folder / "django.po"], check=True)
    assert (tmp_path / "new.mo").read_bytes() == (folder / "django.mo").read_bytes()
