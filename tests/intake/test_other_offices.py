"""Habits of other offices: forwarded messages, forms with fields, greetings, points over the dateline, odd codes."""

from datetime import date

import pytest

from tests.intake.writer import ENGLISH, GERMAN, read

STORY = "\n\n".join(ENGLISH.body[1:])


@pytest.mark.parametrize(
    "rows",
    [
        "---------- Forwarded message ---------\nFrom: Ann Lee <ann@paper.example>\nDate: Nov 24, 2026 at 9:00 AM\n"
        "Subject: Fwd: release\nTo: <desk@paper.example>",
        "-----Original Message-----\nFrom: Port Press Office\nSent: Tuesday, November 24, 2026 8:15 AM\nTo: Ann Lee\n"
        "Subject: News from the port",
        "Von: Pressestelle\nGesendet: Dienstag, 24. November 2026 08:15\nAn: Ann Lee\nBetreff: Neues aus dem Hafen",
    ],
    ids=["rule", "original message", "german rows"],
)
def test_the_rows_of_a_forwarded_message_are_not_the_release(rows: str) -> None:
    plain = read(ENGLISH.text())
    release = read(f"{rows}\n\n{ENGLISH.text()}")
    assert (release.headline, release.office, release.issue_date) == (plain.headline, plain.office, date(2026, 4, 20))


def test_a_memo_to_the_press_keeps_its_sender_as_the_office() -> None:
    memo = "TO: News editors\nFROM: Office of Harbour Affairs\nDATE: April 20, 2026\n\n"
    release = read(memo + ENGLISH.without("office", "date", "label").text())
    assert (release.office, release.issue_date) == ("Office of Harbour Affairs", date(2026, 4, 20))


def test_fields_of_a_form_are_not_the_headline() -> None:
    fields = "Case #: 21-004512\nCoverage: England and Wales\nReleased by: Lt. Karen Dietz, Information Officer"
    release = read(f"HARBOUR POLICE\n\n{fields}\n\nTwo Boats Found Adrift Off the Pier\n\n{STORY}")
    assert release.headline == "Two Boats Found Adrift Off the Pier"


@pytest.mark.parametrize("greeting", ["My Lords, ladies and gentlemen,", "The director said:"])
def test_a_greeting_and_a_lead_in_belong_to_the_story(greeting: str) -> None:
    release = read(f"Remarks by Director Ann Poole at the Opening of the Pier\n\n{greeting}\n\n{STORY}")
    assert release.paragraphs[0] == greeting
    assert release.subhead == ""


def test_a_speaker_is_not_a_place() -> None:
    talk = "JOURNALIST: How many ships will come?\n\nMINISTER: Forty a week, and all of them are safe."
    release = read(f"TRANSCRIPT OF INTERVIEW\n\nABERDEEN, 20 APRIL 2026\n\n{talk}")
    assert release.dateline == "ABERDEEN"
    assert release.paragraphs[0].startswith("JOURNALIST: ")


def test_points_over_the_dateline_are_not_the_story() -> None:
    points = "• The pier cost £12 million to build\n• It will serve forty ships a week"
    release = read(f"Pier Opens at Last\n\n{points}\n\nAberdeen, 20 April 2026\n\n{ENGLISH.body[1]}\n\n{STORY}")
    assert release.paragraphs[0] == ENGLISH.body[1]
    assert (release.dateline, release.issue_date) == ("Aberdeen", date(2026, 4, 20))


def test_a_dateline_may_end_with_a_full_stop() -> None:
    release = read(GERMAN.text().replace("Kiel, 20. April 2026 – ", "Kiel, 20. April 2026. "), zone="Europe/Berlin")
    assert (release.dateline, release.dateline_date) == ("Kiel", date(2026, 4, 20))
    assert release.paragraphs[0].startswith("Die Hafenbehörde")


def test_a_wire_in_brackets_is_part_of_the_dateline() -> None:
    text = ENGLISH.text().replace("ABERDEEN, April 20, 2026 – ", "ABERDEEN--(SOME WIRE)--")
    assert read(text).dateline == "ABERDEEN"
    assert read(text).paragraphs[0].startswith("The Harbour Agency")


@pytest.mark.parametrize(("under", "number"), [("97-098", "97-098"), ("#9455", "9455")])
def test_a_number_may_stand_under_the_end_mark(under: str, number: str) -> None:
    text = ENGLISH.without("contact", "about").text() + under + "\n"
    assert read(text).number == number


def test_a_headline_that_runs_on_over_a_blank_line_is_one() -> None:
    text = ENGLISH.text().replace("Harbour Agency Opens the New Northern Pier", "Harbour Agency Opens the\n\nNew Pier")
    assert (read(text).headline, read(text).subhead) == ("Harbour Agency Opens the New Pier", "")


def test_a_sentence_with_a_number_in_it_stays_in_the_story() -> None:
    sentence = "Anyone who saw the boats is asked to ring the harbour office at 01224 555 310."
    release = read(ENGLISH.without("contact").text().replace("###", f"{sentence}\n\n###"))
    assert release.paragraphs[-1] == sentence


def test_the_macs_old_encoding_is_read() -> None:
    text = ENGLISH.text()
    assert read(text.encode("mac_roman")).paragraphs == read(text).paragraphs
