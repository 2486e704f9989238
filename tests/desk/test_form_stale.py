"""Two people on one release: nobody's text is lost, and nobody overwrites what they have not been shown."""

import pytest

from releases.models import Revision
from tests.cast import Desk
from tests.desk.pages import change, fields_of, messages, opened, signed_in

pytestmark = pytest.mark.django_db


def test_a_save_over_somebody_elses_keeps_what_was_typed_and_shows_what_changed() -> None:
    desk = Desk()
    release = desk.draft()
    wren, ada = signed_in(desk.cast.writer), signed_in(desk.cast.approver)
    mine = opened(wren, change(release), headline="Wren's headline", contact_lines__0__name="Wren's contact")
    ada.post(change(release), opened(ada, change(release), body="<p>Ada's new paragraph.</p>", speakers__0__name="Bo"))
    response = wren.post(change(release), mine)
    assert response.status_code == 409
    assert "Ada changed this release after you opened the page" in response.text
    assert "Everything you typed is still below, and nothing has been saved" in response.text
    assert "<ins>" in response.text
    assert "Ada&#x27;s" in response.text
    given_back = fields_of(response.text)
    assert given_back["headline"] == "Wren's headline"
    assert given_back["contact_lines-0-name"] == "Wren's contact"
    assert desk.fresh(release).headline == "Harbour opens new pilot station"
    assert Revision.objects.count() == 2


def test_having_been_shown_the_change_one_can_save() -> None:
    desk = Desk()
    release = desk.draft()
    wren, ada = signed_in(desk.cast.writer), signed_in(desk.cast.approver)
    mine = opened(wren, change(release), headline="Wren's headline")
    ada.post(change(release), opened(ada, change(release), headline="Ada's headline"))
    shown = fields_of(wren.post(change(release), mine).text)
    response = wren.post(change(release), shown, follow=True)
    assert messages(response) == ["Saved. FOR IMMEDIATE RELEASE"]
    assert desk.fresh(release).headline == "Wren's headline"
    assert [one.content["headline"] for one in Revision.objects.order_by("number")] == [
        "Harbour opens new pilot station",
        "Ada's headline",
        "Wren's headline",
    ]


def test_a_third_save_in_the_meantime_is_shown_again() -> None:
    desk = Desk()
    release = desk.draft()
    wren, ada = signed_in(desk.cast.writer), signed_in(desk.cast.approver)
    mine = opened(wren, change(release), headline="Wren's headline")
    for words in ("One", "Two"):
        ada.post(change(release), opened(ada, change(release), subhead=words))
        response = wren.post(change(release), mine)
        assert response.status_code == 409
        mine = fields_of(response.text)
    assert desk.fresh(release).headline == "Harbour opens new pilot station"


def test_a_form_that_carries_no_revision_overwrites_nothing() -> None:
    desk = Desk()
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    response = client.post(change(release), opened(client, change(release), headline="X", expected_revision=None))
    assert response.status_code == 409
    assert desk.fresh(release).headline != "X"


def test_the_same_text_saved_twice_from_two_windows_is_no_conflict() -> None:
    desk = Desk()
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    sent = opened(client, change(release), headline="Once")
    client.post(change(release), sent)
    response = client.post(change(release), sent, follow=True)
    assert messages(response)[-1] == "Nothing had changed, so nothing was saved."
