"""What a move's page shows is what goes out: every printed field, the right edition, and each word that differs."""

from dataclasses import replace
from typing import Any, Final

import pytest
from django.urls import reverse

from releases import differences, workflow
from releases.document import Voice
from releases.models import Edition, Release, Topic
from releases.models.content import PRINTED_FIELDS
from tests.cast import SWITCHBOARD, Desk
from tests.desk.pages import fields_of, opened, signed_in

pytestmark = pytest.mark.django_db

FORM: Final = "move_form"


def _page(release: Release, move: str) -> str:
    return reverse("admin:releases_release_move", args=[release.pk, move])


def _said(change: differences.Change) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for passage in change.passages for piece in passage.pieces]


def test_the_approver_sees_every_field_that_a_reader_gets() -> None:
    desk = Desk()
    topic = Topic.objects.create(name="Pilotage", slug="pilotage")
    release = desk.submitted(
        headline="The headline",
        subhead="The subhead",
        summary="The summary for lists",
        dateline="THE DATELINE",
        body="<p>The <strong>body</strong> &amp; all.</p>",
        boilerplate="The boilerplate",
        number="17-042",
        kind="statement",
        language="es",
        speakers=(Voice("The Speaker", "The Title"),),
        topics=(topic.pk,),
        contacts=(SWITCHBOARD,),
    )
    shown = signed_in(desk.cast.approver).get(_page(release, "approve")).text
    for words in (
        *("The headline", "The subhead", "The summary for lists", "THE DATELINE", "<strong>body</strong> &amp; all."),
        *("The boilerplate", "17-042", "Statement", "Español", "The Speaker, The Title", "Pilotage", "202-555-0110"),
        *("Office of the Press Secretary", "FOR IMMEDIATE RELEASE"),
    ):
        assert words in shown, words
    told_by_the_words = {"correction_note", "correction_is_minor"}
    assert len(PRINTED_FIELDS) == 15, "a new printed field needs its place on the approver's page"
    assert told_by_the_words <= set(PRINTED_FIELDS)


def test_a_correction_shows_its_note_and_each_changed_word_to_the_approver() -> None:
    desk = Desk()
    paragraphs = [f"<p>Paragraph {number} says what it says.</p>" for number in range(20)]
    release = desk.live(body="".join(paragraphs))
    paragraphs[7] = "<p>Paragraph 7 says what it means.</p>"
    desk.edit(release, body="".join(paragraphs), correction_note="One word was wrong.", correction_is_minor=True)
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    shown = signed_in(desk.cast.approver).get(_page(release, "approve"))
    assert "Minor correction:" in shown.text
    body = next(change for change in shown.context["shown"].changes if change.field == "body")
    assert _said(body) == [
        ("same", "Paragraph 7 says what it "),
        ("removed", "says."),
        ("added", "means."),
    ]
    assert [passage.unchanged for passage in body.passages if passage.unchanged] == [7, 12]
    assert '<del><span class="hidden-word">removed: </span>says.</del>' in shown.text
    assert "12 paragraphs as they were" in shown.text


def test_the_reviewer_reads_what_went_out_and_not_what_was_written_since() -> None:
    desk = Desk()
    release = desk.draft()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="The gate broke.")
    desk.edit(release, headline="Written since", correction_note="More is known.")
    shown = signed_in(desk.cast.approver).get(_page(release, "review_emergency"))
    assert shown.context["shown"].edition == Edition.objects.get()
    paper = shown.text[shown.text.index('class="paper-headline"') :]
    assert paper.startswith('class="paper-headline">Harbour opens new pilot station')
    assert "The gate broke." in shown.text


def test_the_publisher_reads_the_approved_text_beside_what_the_public_has() -> None:
    desk = Desk()
    release = desk.correction_approved(desk.live())
    shown = signed_in(desk.cast.publisher).get(_page(release, "correct"))
    assert shown.context["shown"].edition == Edition.objects.latest("sequence")
    assert {change.field for change in shown.context["shown"].changes} == {"body", "correction_note"}


def test_a_withdrawal_can_be_looked_at_as_readers_will_find_it_before_it_is_made() -> None:
    desk = Desk()
    release = desk.live()
    client = signed_in(desk.cast.publisher)
    url = _page(release, "withdraw")
    typed = opened(client, url, FORM, reason="Sent in <error>.", keep_text="no")
    look = client.post(url, {**typed, "_show": "1"})
    assert look.status_code == 200
    assert "Sent in &lt;error&gt;." in look.text
    assert "Its text is taken away." in look.text
    assert Edition.objects.count() == 1
    assert fields_of(look.text, FORM)["keep_text"] == "no"
    assert client.post(url, fields_of(look.text, FORM)).status_code == 302
    assert Edition.objects.latest("sequence").is_gone


def test_a_reschedule_can_be_read_in_words_before_it_is_made() -> None:
    desk = Desk()
    release = desk.scheduled()
    client = signed_in(desk.cast.publisher)
    url = _page(release, "reschedule")
    typed = opened(client, url, FORM, embargo_date="2037-02-13", embargo_time="10:00", embargo_zone="Europe/Paris")
    look = client.post(url, {**typed, "_show": "1"})
    assert "EMBARGOED UNTIL 10:00 a.m. CET, Friday, Feb. 13, 2037" in look.text
    assert desk.fresh(release).embargo_at == release.embargo_at
    assert client.post(url, fields_of(look.text, FORM)).status_code == 302
    assert "Feb. 13, 2037" in desk.fresh(release).terms.line


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"embargo_date": "2037-03-29", "embargo_time": "02:30", "embargo_zone": "Europe/Paris"}, "go forward over"),
        ({"embargo_date": "2037-10-25", "embargo_time": "02:30", "embargo_zone": "Europe/Paris"}, "twice that night"),
        ({"embargo_date": "2017-02-13", "embargo_time": "10:00"}, "has passed"),
        ({"embargo_date": "", "embargo_time": ""}, "Give the date and the time"),
    ],
)
def test_a_time_that_cannot_be_is_said_at_its_field(typed: dict[str, Any], sentence: str) -> None:
    desk = Desk()
    release = desk.scheduled()
    client = signed_in(desk.cast.publisher)
    url = _page(release, "reschedule")
    refused = client.post(url, opened(client, url, FORM, reason="They asked.", **typed))
    assert refused.status_code == 422
    assert sentence in refused.text
    assert "They asked." in refused.text
    assert desk.fresh(release).embargo_at == release.embargo_at


def test_an_earlier_lift_is_refused_at_its_field_with_the_way_out() -> None:
    desk = Desk()
    release = desk.scheduled()
    client = signed_in(desk.cast.publisher)
    url = _page(release, "reschedule")
    later = client.post(url, opened(client, url, FORM, embargo_date="2037-02-13", embargo_time="10:00"))
    assert later.status_code == 302
    earlier = client.post(url, opened(client, url, FORM, embargo_date="2037-02-12", embargo_time="10:00"))
    assert earlier.status_code == 409
    assert "needs a second person" in str(earlier.context["form"].errors["embargo_date"])


def test_the_second_person_sees_what_a_redaction_blanks_and_where() -> None:
    desk = Desk()
    release = desk.corrected(desk.live(subhead="With Ann Doe, 14"), subhead="With a pupil")
    workflow.ask_redaction(
        actor=desk.cast.administrator,
        release_id=release.pk,
        field="subhead",
        reason="A minor's name.",
        public_mark="A name was removed.",
    )
    shown = signed_in(desk.cast.approver).get(_page(release, "redact"))
    [(field, mark, blanks)] = shown.context["blankings"]
    assert (field, mark) == ("subhead", "A name was removed.")
    places = {blank.words: blank.places for blank in blanks}
    assert places["With Ann Doe, 14"][-1] == "revision 1"
    assert places["With Ann Doe, 14"][0].startswith("the edition that was public from ")
    assert places["With a pupil"][-1] == "the working text (revision 2)"
    assert places["With a pupil"][0].startswith("the public page, as it stands since ")
    assert "A minor&#x27;s name." in shown.text
    assert "With Ann Doe, 14" in shown.text


def test_who_asks_for_a_redaction_can_look_at_what_it_would_blank() -> None:
    desk = Desk()
    release = desk.live()
    client = signed_in(desk.cast.administrator)
    url = _page(release, "ask_redaction")
    look = client.post(url, {**opened(client, url, FORM, field="headline", public_mark="Removed."), "_show": "1"})
    [(_field, _mark, blanks)] = look.context["blankings"]
    assert blanks[0].words == "Harbour opens new pilot station"
    assert len(blanks[0].places) == 2
    assert "new address" in look.text


def test_staff_only_numbers_are_on_no_page_that_shows_the_public_text() -> None:
    desk = Desk()
    release = desk.submitted(contacts=(replace(SWITCHBOARD, after_hours="202-555-0199"),))
    assert "555-0199" not in signed_in(desk.cast.approver).get(_page(release, "approve")).text


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("on Monday at noon", "on Tuesday at noon", ["same on ", "removed Monday", "added Tuesday", "same  at noon"]),
        ("red and blue", "green and blue", ["removed red", "added green", "same  and blue"]),
        ("one two three", "four five three", ["removed one two", "added four five", "same  three"]),
        ("", "new words", ["added new words"]),
        ("old words", "", ["removed old words"]),
    ],
)
def test_differences_read_as_an_editor_would_mark_them(old: str, new: str, pieces: list[str]) -> None:
    change = differences.of_words("headline", old, new)
    assert [f"{kind} {text}" for kind, text in _said(change)] == pieces


def test_a_difference_of_formatting_alone_is_named() -> None:
    [change] = differences.between({"body": "<ul><li>a</li></ul>"}, {"body": '<ul lang="fr"><li>a</li></ul>'})
    assert change.passages == ()


def test_an_enormous_rewrite_is_compared_in_time() -> None:
    old = "\n".join(f"word{number} " * 30 for number in range(3000))
    new = "\n".join(f"term{number} " * 30 for number in range(3000))
    assert differences.of_words("body", old, new).passages
