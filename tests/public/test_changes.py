"""A reader sees what a correction changed, word by word, and never a word that may no longer be read."""

from typing import Any

import pytest
from django.test import Client

from releases import workflow
from releases.models import Release
from tests.cast import Desk
from tests.public.places import path_of

pytestmark = pytest.mark.django_db


def _corrected(desk: Desk, clock: Any, *, subhead: str = "", **changes: Any) -> Release:
    release = desk.live(subhead=subhead)
    clock.shift(3600)
    return desk.corrected(release, **changes)


def test_a_correction_leads_to_its_words_before_and_after(client: Client, clock: Any) -> None:
    release = _corrected(Desk(), clock, body="<p>The Harbour Authority opened its new pilot station on Tuesday.</p>")
    address = f"{path_of(release)}changes/1-2/"
    assert f'href="{address}"' in client.get(path_of(release)).content.decode()
    page = client.get(address).content.decode()
    assert "<del>Monday.</del><ins>Tuesday.</ins>" in page
    assert "The day was wrong." in page
    assert f'href="{path_of(release)}editions/1/"' in page
    assert 'content="noindex"' in page


def test_a_correction_that_waits_changes_nothing_yet(client: Client, clock: Any) -> None:
    desk = Desk()
    release = desk.live()
    before = client.get(f"{path_of(release)}changes/1-2/")
    desk.correction_approved(release)
    after = client.get(f"{path_of(release)}changes/1-2/")
    assert (before.status_code, before.content) == (after.status_code, after.content)
    assert after.status_code == 404


@pytest.mark.parametrize("numbers", ["2-1", "1-1", "1-3", "0-1", "9-12", "1-2x", "01-2"])
def test_only_editions_that_were_public_are_compared(client: Client, clock: Any, numbers: str) -> None:
    release = _corrected(Desk(), clock)
    assert client.get(f"{path_of(release)}changes/{numbers}/").status_code == 404


def test_what_was_redacted_is_compared_with_nothing(client: Client, clock: Any) -> None:
    desk = Desk()
    release = _corrected(desk, clock, subhead="With Ann Doe, 14")
    asked = workflow.ask_redaction(
        actor=desk.cast.administrator,
        release_id=release.pk,
        field="subhead",
        reason="A minor's name.",
        public_mark="A name was removed.",
    )
    workflow.redact(actor=desk.cast.approver, release_id=release.pk, redaction_id=asked.pk)
    response = client.get(f"{path_of(release)}changes/1-2/")
    assert (response.status_code, response["Location"]) == (302, path_of(release))
    assert "changes/1-2/" not in client.get(path_of(release)).content.decode()


def test_once_the_text_is_gone_so_is_the_comparison(client: Client, clock: Any) -> None:
    desk = Desk()
    release = _corrected(desk, clock)
    clock.shift(60)
    desk.withdrawn(release, keep_text=False)
    response = client.get(f"{path_of(release)}changes/1-2/")
    assert (response.status_code, response["Location"]) == (302, path_of(release))
