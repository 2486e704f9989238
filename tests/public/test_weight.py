"""What a page weighs and asks for: little beside its own words, one style sheet, no font, nobody else, no cookie."""

import gzip
import re
from typing import Any, Final

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from releases import workflow
from releases.models import Office, Topic
from tests.cast import Desk, draft_for
from tests.public.places import path_of

pytestmark = pytest.mark.django_db

KILOBYTE: Final = 1024
PARAGRAPH: Final = "<p>The pilots moved in before the tide turned, and the old one went to the museum of the port.</p>"


def _loaded(page: str) -> list[str]:
    """The address of everything that a browser fetches for this page without being asked."""
    links = re.findall(r'<link rel="(?:stylesheet|icon|preload|preconnect|dns-prefetch)"[^>]*href="([^"]*)"', page)
    links += re.findall(r'<link rel="stylesheet" href="([^"]*)"', page)
    return [*dict.fromkeys(links), *re.findall(r'\ssrc="([^"]*)"', page), *re.findall(r'srcset="([^"]*)"', page)]


def test_a_release_weighs_little_beside_its_own_words(client: Client, clock: Any) -> None:
    desk = Desk()
    Office.objects.filter(pk=desk.cast.office.pk).update(is_listed=True)
    topic = Topic.objects.create(name="Harbors", slug="harbors")
    for number in range(5):
        desk.imported(headline=f"Release {number}", topics=(topic.pk,))
        clock.shift(60)
    release = desk.live(topics=(topic.pk,), body=PARAGRAPH * 40)
    spanish = workflow.start_draft(
        actor=desk.cast.writer, draft=draft_for(desk.cast.office, language="es"), translation_of=release.pk
    ).release
    workflow.submit(actor=desk.cast.writer, release_id=spanish.pk)
    desk.approve(spanish)
    workflow.publish(actor=desk.cast.publisher, release_id=spanish.pk)
    clock.shift(60)
    desk.corrected(release, body=PARAGRAPH * 41)
    desk.live()
    response = client.get(path_of(release))
    page = response.content.decode()
    assert page.count(PARAGRAPH.removeprefix("<p>")) >= 41
    assert len(response.content) - len(PARAGRAPH * 41) <= 12 * KILOBYTE
    assert _loaded(page) == ["/static/public/newsroom.css", "/static/public/icon.svg", "/static/public/copy.js"]
    assert not response.cookies


def test_the_one_style_sheet_is_small_and_fetches_nothing() -> None:
    path = finders.find("public/newsroom.css")
    assert isinstance(path, str)
    with open(path, "rb") as sheet:
        css = sheet.read()
    assert len(gzip.compress(css)) <= 14 * KILOBYTE
    assert not re.search(rb"@font-face|@import|url\(", css)
