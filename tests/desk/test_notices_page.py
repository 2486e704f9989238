"""My notices: a count on every page of the desk, a list that leads on, and a choice of how soon one is mailed."""

import pytest
from django.urls import reverse

from releases import workflow
from releases.models import Notice
from tests.cast import Desk
from tests.desk.pages import change, messages, signed_in

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:notices")
SEEN = reverse("admin:notices_seen")


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_an_empty_list_says_what_will_stand_there(desk: Desk) -> None:
    shown = signed_in(desk.cast.writer).get(PAGE).text
    assert "Nothing new." in shown
    assert "No e-mail address is kept for you" in shown


def test_the_count_stands_on_every_page_and_each_notice_leads_to_its_release(desk: Desk) -> None:
    release = desk.submitted()
    client = signed_in(desk.cast.approver)
    assert "One new notice" in client.get(reverse("admin:index")).text
    shown = client.get(PAGE).text
    assert f'href="{change(release)}"' in shown
    assert "Wren submitted it. It waits for your approval." in shown


def test_marking_all_as_seen_leaves_what_came_meanwhile(desk: Desk) -> None:
    desk.submitted()
    client = signed_in(desk.cast.approver)
    shown = [one["notice"].pk for one in client.get(PAGE).context["unseen"]]
    desk.submitted(headline="It came meanwhile")
    response = client.post(SEEN, {"notice": [*shown, "x", "9" * 40]}, follow=True)
    assert [one["release"].headline for one in response.context["unseen"]] == ["It came meanwhile"]
    assert [one["notice"].pk for one in response.context["earlier"]] == shown
    assert client.get(SEEN).status_code == 405


def test_a_limit_takes_the_notice_and_the_count_away(desk: Desk) -> None:
    release = desk.submitted()
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.approver.pk])
    client = signed_in(desk.cast.publisher)
    shown = client.get(PAGE)
    assert Notice.objects.filter(person=desk.cast.publisher).exists()
    assert shown.context["unseen"] == []
    assert shown.context["unseen_notices"] == 0
    assert release.headline not in shown.text


def test_how_soon_is_chosen_for_everything_and_for_each_kind(desk: Desk) -> None:
    client = signed_in(desk.cast.writer)
    response = client.post(PAGE, {"pace": "daily", "pace_sent_back": "at_once", "pace_lifted": "never"}, follow=True)
    assert messages(response) == ["Kept: that is how you are mailed from now on."]
    paces = workflow.paces_of(person=desk.cast.writer)
    assert (paces["approved"], paces["sent_back"], paces["lifted"]) == ("daily", "at_once", "never")
    form = response.context["form"]
    assert (form["pace"].initial, form["pace_sent_back"].initial, form["pace_held"].initial) == ("daily", "at_once", "")
    refused = client.post(PAGE, {"pace": "hourly"})
    assert refused.status_code == 422
    assert "Select a valid choice" in refused.text
