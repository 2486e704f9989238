"""Whoever saves a change to a text that somebody vouched for is told what it changes, before and after."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from releases.models import Release
from tests.cast import Desk
from tests.desk.pages import change, messages, opened, signed_in

pytestmark = pytest.mark.django_db

LIFT = datetime(2031, 2, 14, 15, tzinfo=UTC)
REVIEW = "It stays in review: whoever approves it is shown the text with the change."
STAYS = "The public page stays as it is until a correction is approved and published."
GOES_OUT = "What goes out at 10:00 a.m. ET, Friday, Feb. 14, 2031"


@pytest.mark.parametrize(
    ("made", "before", "after"),
    [
        (Desk.draft, "", ""),
        (Desk.submitted, REVIEW, REVIEW),
        (Desk.approved, "Saving a change undoes the approval: it is a draft again.", ""),
        (lambda desk: desk.scheduled(LIFT), GOES_OUT, GOES_OUT),
        (Desk.live, STAYS, STAYS),
        (Desk.withdrawn, "The notice of withdrawal stays until", "The notice of withdrawal stays until"),
    ],
    ids=["draft", "submitted", "approved", "scheduled", "live", "withdrawn"],
)
def test_saving_says_what_becomes_of_the_approval_and_of_the_public_page(
    made: Callable[[Desk], Release], before: str, after: str
) -> None:
    desk = Desk()
    release = made(desk)
    client = signed_in(desk.cast.publisher)
    assert client.get(change(release)).context["effect"].startswith(before or "\0") == bool(before)
    saved = client.post(change(release), opened(client, change(release), subhead="One more line"), follow=True)
    said = messages(saved)
    assert said[0].startswith("Saved.")
    assert [one.startswith(after) for one in said[1:]] == ([True] if after else [])
