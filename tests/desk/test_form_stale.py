"""Two people on one release: nobody's text is lost, and nobody overwrites what they have not been shown."""

from datetime import UTC, datetime
from typing import Any

import pytest

from releases import workflow
from releases.document import Line
from releases.models import Buffer, Contact, Release, Revision
from tests.cast import Desk, until
from tests.desk.pages import change, fields_of, messages, opened, signed_in, typed
from tests.public.places import office

pytestmark = pytest.mark.django_db

FIRST, LAST = "<p>It opened on Monday.</p>", "<p>Six pilots moved in the same night.</p>"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def draft(desk: Desk) -> Release:
    return desk.draft(body=FIRST + LAST)


def meet(desk: Desk, release: Release, mine: dict[str, Any], theirs: dict[str, Any]) -> Any:
    """Wren and Ada open the form; Ada saves first. Return what Wren's save is answered with."""
    wren, ada = signed_in(desk.cast.writer), signed_in(desk.cast.approver)
    typed_by_wren = opened(wren, change(release), **mine)
    ada.post(change(release), opened(ada, change(release), **theirs))
    return wren.post(change(release), typed_by_wren)


def answered(response: Any, **answers: str) -> dict[str, Any]:
    """What the page with the questions posts, answered: `body_0` stands for `_choose-body-0`."""
    chosen = {f"_choose-{name.replace('_', '-')}": value for name, value in answers.items()}
    return {**fields_of(response.text, "meeting_form"), **chosen, "_save": "1"}


def test_changes_that_do_not_touch_are_shown_together_and_saved_with_one_press(desk: Desk) -> None:
    release = draft(desk)
    mine = {"headline": "Wren's headline", "body": FIRST.replace("Monday", "Tuesday") + LAST}
    theirs = {"body": FIRST + LAST.replace("Six", "Seven"), "speakers__0__name": "Bo"}
    response = meet(desk, release, mine, theirs)
    assert response.status_code == 409
    assert "Ada changed this release after you opened the page" in response.text
    assert "What came in from Ada" in response.text
    assert "<ins><span" in response.text
    assert Revision.objects.count() == 2
    saved = signed_in(desk.cast.writer).post(change(release), fields_of(response.text), follow=True)
    assert messages(saved) == ["Saved. FOR IMMEDIATE RELEASE"]
    content = desk.revision(release).content
    assert (content["headline"], content["speakers"][0]["name"]) == ("Wren's headline", "Bo")
    assert "Tuesday" in content["body"]
    assert "Seven" in content["body"]


def test_where_two_touch_one_place_both_versions_are_shown_and_one_is_chosen(desk: Desk) -> None:
    release = draft(desk)
    response = meet(desk, release, {"headline": "Wren's headline", "number": "7"}, {"headline": "Ada's headline"})
    assert response.status_code == 409
    assert "You both changed the same thing in one place" in response.text
    assert "Choose which one stands." not in response.text
    for words in ("Wren&#x27;s", "Ada&#x27;s", "Now saved, by Ada"):
        assert words in response.text
    client = signed_in(desk.cast.writer)
    assert messages(client.post(change(release), answered(response, headline="theirs"), follow=True))
    content = desk.revision(release).content
    assert (content["headline"], content["number"]) == ("Ada's headline", "7")


def test_both_sentences_of_two_who_add_at_one_place_survive_without_a_choice(desk: Desk) -> None:
    release = draft(desk)
    mine, theirs = {"body": FIRST + LAST + "<p>Wren's.</p>"}, {"body": FIRST + LAST + "<p>Ada's.</p>"}
    response = meet(desk, release, mine, theirs)
    assert "After “Six pilots moved in the same night.”" in response.text
    assert "and taken in" not in response.text, "the line breaks of the merge are nobody's change"
    signed_in(desk.cast.writer).post(change(release), answered(response))
    body = desk.revision(release).content["body"]
    assert body.index("Six pilots") < body.index("Wren's.") < body.index("Ada's.")


@pytest.mark.long
def test_a_question_left_open_is_asked_again_and_the_other_answers_stay(desk: Desk) -> None:
    release = draft(desk)
    mine, theirs = ({"headline": f"{who}'s", "subhead": f"Sub {who}"} for who in ("Wren", "Ada"))
    response = meet(desk, release, mine, theirs)
    client = signed_in(desk.cast.writer)
    again = client.post(change(release), answered(response, subhead="theirs"))
    assert again.status_code == 409
    assert "Choose which one stands." in again.text
    fields = fields_of(again.text, "meeting_form")
    assert (fields["_choose-subhead"], "_choose-headline" in fields) == ("theirs", False)
    client.post(change(release), answered(again, headline="mine"))
    content = desk.revision(release).content
    assert (content["headline"], content["subhead"]) == ("Wren's", "Sub Ada")


@pytest.mark.long
def test_the_choices_can_be_read_in_the_form_before_they_are_saved(desk: Desk) -> None:
    release = draft(desk)
    response = meet(desk, release, {"headline": "Wren's", "subhead": "Of Wren"}, {"headline": "Ada's", "number": "9"})
    client = signed_in(desk.cast.writer)
    fields = answered(response, headline="mine")
    del fields["_save"]
    page = client.post(change(release), {**fields, "_form": "1"})
    assert (page.status_code, Revision.objects.count()) == (200, 2)
    sent = fields_of(page.text)
    assert (sent["headline"], sent["subhead"], sent["number"]) == ("Wren's", "Of Wren", "9")
    assert messages(client.post(change(release), sent, follow=True)) == ["Saved. FOR IMMEDIATE RELEASE"]


def test_a_third_save_while_one_chooses_is_treated_the_same(desk: Desk) -> None:
    release = draft(desk)
    response = meet(desk, release, {"headline": "Wren's", "number": "7"}, {"headline": "Ada's"})
    desk.edit_as(desk.cast.publisher, release, headline="Petra's", subhead="Of Petra")
    client = signed_in(desk.cast.writer)
    again = client.post(change(release), answered(response, headline="mine"))
    assert again.status_code == 409
    assert "Petra&#x27;s" in again.text
    desk.edit_as(desk.cast.publisher, release, dateline="BERGEN")
    merged = client.post(change(release), answered(again, headline="mine"))
    assert merged.status_code == 409
    client.post(change(release), fields_of(merged.text))
    content = desk.revision(release).content
    assert [content[name] for name in ("headline", "number", "subhead", "dateline")] == [
        "Wren's",
        "7",
        "Of Petra",
        "BERGEN",
    ]


@pytest.mark.long
def test_contacts_are_asked_about_by_row_and_a_number_is_never_made_public_by_a_merge(desk: Desk) -> None:
    private = {"contact_lines__0__phone": "202-555-0199", "contact_lines__0__phone_is_public": None}
    release = desk.draft(contacts=(Line(name="Duty", phone="202-555-0110"),))
    response = meet(desk, release, private, {"contact_lines__0__phone_is_public": "on"})
    assert "A media contact" in response.text
    signed_in(desk.cast.writer).post(change(release), answered(response, contacts_0="both"))
    lines = desk.revision(release).content["contacts"]
    assert [(line["phone"], line["phone_is_public"]) for line in lines] == [
        ("202-555-0199", False),
        ("202-555-0110", True),
    ]


@pytest.mark.long
def test_an_embargo_that_two_moved_is_asked_about_as_a_whole(desk: Desk) -> None:
    early, late = (until(datetime(2031, 2, day, 15, tzinfo=UTC)) for day in (1, 2))
    release = desk.draft(terms=early)
    moved = {"embargo_date": "2031-02-03"}
    wren = signed_in(desk.cast.writer)
    mine = opened(wren, change(release), **moved)
    desk.edit(release, terms=late)
    response = wren.post(change(release), mine)
    assert "Release line</legend>" in response.text
    wren.post(change(release), answered(response, terms="theirs"))
    assert desk.fresh(release).terms == late


def test_an_embargo_that_was_rescheduled_meanwhile_is_not_put_back_by_a_save(desk: Desk) -> None:
    early, late = (until(datetime(2031, 2, day, 15, tzinfo=UTC)) for day in (1, 2))
    release = desk.scheduled_as(early)
    wren = signed_in(desk.cast.writer)
    mine = opened(wren, change(release), subhead="Of Wren")
    workflow.reschedule(actor=desk.cast.publisher, release_id=release.pk, terms=late)
    response = wren.post(change(release), mine)
    assert response.status_code == 409
    assert "The embargo was changed after you opened the page" in response.text
    wren.post(change(release), fields_of(response.text))
    assert desk.fresh(release).terms == late
    assert desk.fresh(release).subhead == "Of Wren"


@pytest.mark.long
def test_what_only_a_browser_or_the_directory_makes_of_the_typing_is_not_in_dispute(desk: Desk) -> None:
    release = desk.draft(boilerplate="About us:\nwe keep the port.")
    mara = Contact.objects.create(office=desk.cast.office, name="Mara", phone="1")
    named = {"contact_lines__1__contact": str(mara.pk)}
    mine = {"headline": "Wren's", "boilerplate": "About us:\r\nwe keep the port.", **named}
    response = meet(desk, release, mine, {"boilerplate": "About us.", **named})
    assert "Two versions" not in response.text
    signed_in(desk.cast.writer).post(change(release), fields_of(response.text))
    content = desk.revision(release).content
    assert (content["headline"], content["boilerplate"]) == ("Wren's", "About us.")
    assert [line["name"] for line in content["contacts"]] == ["", "Mara"]


def test_whoever_had_changed_nothing_is_shown_what_stands_now(desk: Desk) -> None:
    release = draft(desk)
    wren = signed_in(desk.cast.writer)
    untouched = opened(wren, change(release))
    desk.edit_as(desk.cast.publisher, release, headline="Petra's")
    response = wren.post(change(release), untouched, follow=True)
    assert messages(response) == [
        "Petra saved this meanwhile, and you had changed nothing else. This is how it stands now."
    ]
    assert fields_of(response.text)["headline"] == "Petra's"
    assert Revision.objects.count() == 2


@pytest.mark.long
def test_an_embargo_that_only_one_of_two_moved_is_not_in_dispute_although_it_was_rescheduled_before(desk: Desk) -> None:
    early, late = (until(datetime(2031, 2, day, 15, tzinfo=UTC)) for day in (1, 2))
    release = desk.scheduled_as(early)
    workflow.reschedule(actor=desk.cast.publisher, release_id=release.pk, terms=late)
    response = meet(desk, release, {"embargo_date": "2031-02-03"}, {"subhead": "Of Ada"})
    assert "Two versions" not in response.text
    signed_in(desk.cast.writer).post(change(release), fields_of(response.text))
    assert (desk.fresh(release).terms.wall, desk.fresh(release).subhead) == ("2031-02-03T10:00", "Of Ada")


@pytest.mark.long
def test_the_note_of_the_last_correction_is_not_in_dispute_when_two_write_the_next(desk: Desk) -> None:
    release = desk.corrected()
    response = meet(desk, release, {"subhead": "Of Wren"}, {"correction_note": "Ada's note."})
    assert "Two versions" not in response.text
    signed_in(desk.cast.writer).post(change(release), fields_of(response.text))
    content = desk.revision(release).content
    assert (content["correction_note"], content["subhead"]) == ("Ada's note.", "Of Wren")


@pytest.mark.long
def test_choices_that_make_no_release_are_given_back_with_what_is_wrong(desk: Desk) -> None:
    release, other = draft(desk), office("Other", "other")
    response = meet(desk, release, {"lead_office": str(other.pk)}, {"joint_offices__0__office": str(other.pk)})
    refused = signed_in(desk.cast.writer).post(change(release), fields_of(response.text))
    assert refused.status_code == 422
    assert "The lead office is named twice" in refused.text
    assert "Nothing has been saved yet" in refused.text


def test_what_was_typed_is_kept_on_the_side_until_the_choice_is_made(desk: Desk) -> None:
    release = draft(desk)
    response = meet(desk, release, {"headline": "Wren's"}, {"headline": "Ada's"})
    assert ["headline", "Wren's"] in Buffer.objects.get().content
    signed_in(desk.cast.writer).post(change(release), answered(response, headline="mine"))
    assert not Buffer.objects.exists()


def test_whoever_was_shut_out_meanwhile_learns_nothing_of_what_was_saved(desk: Desk) -> None:
    release = draft(desk)
    wren = signed_in(desk.cast.writer)
    mine = opened(wren, change(release), headline="Wren's")
    desk.edit_as(desk.cast.publisher, release, headline="The secret")
    named = [desk.cast.publisher.pk, desk.cast.approver.pk]
    workflow.limit_access(actor=desk.cast.publisher, release_id=release.pk, people=named)
    response = wren.post(change(release), mine)
    assert response.status_code == 404
    assert "secret" not in response.text


def test_a_form_that_carries_no_revision_overwrites_nothing(desk: Desk) -> None:
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    response = client.post(change(release), opened(client, change(release), headline="X", expected_revision=None))
    assert response.status_code == 409
    assert desk.fresh(release).headline != "X"
    assert typed(answered(response))["headline"] == "X"


def test_the_same_text_saved_twice_from_two_windows_is_no_conflict(desk: Desk) -> None:
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    sent = opened(client, change(release), headline="Once")
    client.post(change(release), sent)
    response = client.post(change(release), sent, follow=True)
    assert messages(response)[-1] == "Nothing had changed, so nothing was saved."
