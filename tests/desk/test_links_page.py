"""The list of a release's preview links: who has one, to which text, how often it was opened, whether it is dead."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from releases import workflow
from releases.models import PreviewLink, Release
from tests.cast import Desk

pytestmark = pytest.mark.django_db

NOW: Final = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(clock: Any, client: Client) -> Desk:
    desk = Desk()
    client.force_login(desk.cast.approver)
    return desk


def _give(desk: Desk, release: Release, hours: int = 4) -> PreviewLink:
    given = workflow.give_preview_link(
        actor=desk.cast.approver, release_id=release.pk, reader="Ida, The Gazette", lasts=timedelta(hours=hours)
    )
    return given.link


def _row(client: Client, release: Release) -> str:
    page = client.get(reverse("admin:releases_release_links", args=[release.pk])).text
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<tbody>") : page.index("</tbody>")]).split())


def test_a_link_nobody_has_opened_yet(desk: Desk, client: Client) -> None:
    release = desk.draft()
    _give(desk, release)
    assert _row(client, release) == (
        "Ida, The Gazette by Ada, 10:00 a.m. ET, Friday, Feb. 14, 2031 revision 1 "
        "2:00 p.m. ET, Friday, Feb. 14, 2031 not yet Revoke the link of Ida, The Gazette"
    )


def test_openings_are_counted_and_each_can_be_seen(desk: Desk, client: Client, clock: Any) -> None:
    release = desk.draft()
    link = _give(desk, release)
    workflow.record_opening(link)
    assert "once, 10:00 a.m. ET, Friday, Feb. 14, 2031" in _row(client, release)
    clock.shift(3600)
    workflow.record_opening(link)
    row = _row(client, release)
    assert "2 times, last 11:00 a.m. ET, Friday, Feb. 14, 2031 each opening 10:00 a.m. ET" in row


def test_a_text_that_has_been_changed_since_is_marked(desk: Desk, client: Client) -> None:
    release = desk.draft()
    _give(desk, release)
    desk.edit(release, body="<p>Another text.</p>")
    assert "revision 1 – changed since" in _row(client, release)
    assert "Another text." not in client.get(reverse("preview:revision", args=[release.pk, 1])).text


@pytest.mark.parametrize("end", ["revoked", "expired", "lifted", "giver"])
def test_a_link_that_is_dead_says_so_and_cannot_be_revoked(desk: Desk, client: Client, clock: Any, end: str) -> None:
    release = desk.scheduled(NOW + timedelta(hours=2))
    link = _give(desk, release, hours=1 if end == "expired" else 4)
    if end == "revoked":
        workflow.revoke_preview_link(actor=desk.cast.writer, release_id=release.pk, link_id=link.pk)
    elif end == "giver":
        workflow.save_person(actor=desk.cast.administrator, person=desk.cast.approver, roles=[("writer", None)])
    else:
        clock.shift(2 * 3600)
    row = _row(client, release)
    assert ("revoked 10:00 a.m. ET" if end == "revoked" else "opens nothing any more") in row
    assert "Revoke the link" not in row
