"""An embargo that the story speaks of is not the release's own; one that a sentence puts on the release is."""

import pytest

from releases.intake import Embargo
from tests.intake.writer import ENGLISH, read

HEAD = "FOR IMMEDIATE RELEASE\n\nMinisters Discuss Trade With the Northern Islands\n\n"
OPENING = "ABERDEEN – Ministers met today to discuss trade with the islands, an official said after the talks.\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "The arms embargo on the islands runs until 10 a.m. on May 5, 2026, the council said.",
        "The study was embargoed until 4 p.m. Monday by the journal that published it.",
        "An oil embargo until the end of the year would hurt both sides, he said.",
        "Embargo rules for fish exports were eased in March, officials said at the meeting.",
        "They asked that the trade embargo be lifted before winter.",
    ],
)
def test_somebody_elses_embargo_changes_nothing_but_is_mentioned(sentence: str) -> None:
    release = read(f"{HEAD}{OPENING}{sentence}\n\nThe talks go on tomorrow, and more ministers are expected.\n")
    assert release.embargo == Embargo()
    assert sentence in release.paragraphs
    assert any("somebody else" in note.sentence for note in release.notes)


def test_a_wrapped_line_that_happens_to_begin_with_the_word_is_still_the_story() -> None:
    story = (
        "ABERDEEN - Ministers met today to discuss the future of trade and the\n"
        "embargo until 2027 that the islands have asked the northern council\n"
        "to lift, an official said after the talks had ended on Monday night.\n"
    )
    assert read(HEAD + story).embargo == Embargo()


@pytest.mark.parametrize(
    "headline",
    [
        "Embargo on Arms Exports Extended by Ministers",
        "EMBARGO AGAINST THE ISLANDS ENDS",
        "Minister Calls for Trade Embargo",
    ],
)
def test_a_headline_about_an_embargo_is_a_headline(headline: str) -> None:
    release = read(f"{headline}\n\n{OPENING}")
    assert (release.headline, release.embargo) == (headline, Embargo())


@pytest.mark.parametrize(
    "sentence",
    [
        "This release is embargoed until 10 a.m. BST on 21 April 2026.",
        "Please note: this statement is under embargo until 10 a.m. BST, 21 April 2026, when it is read out.",
        "The contents of this report are embargoed until 21 April 2026, 10:00 BST.",
    ],
)
def test_a_sentence_about_this_very_text_holds_it_back(sentence: str) -> None:
    text = ENGLISH.without("release_line").text().replace("The work cost", f"{sentence} The work cost")
    embargo = read(text).embargo
    assert embargo.until is not None
    assert embargo.until.isoformat() == "2026-04-21T10:00:00+01:00"


def test_the_words_survive_an_archive_that_lost_its_punctuation() -> None:
    text = (
        f"Releases{' ' * 140}08 12 2005 Senator Jane Holt Delivers Radio Address{' ' * 300}Following is the text of "
        "the week   s address  This release is embargoed "
        "until Saturday  August  13  2005 at 11 06 a m   ET   The audio can "
        f"be obtained below       Hello  this is Senator Jane Holt{' ' * 60}Sitemap"
    )
    release = read(text, zone="America/New_York")
    assert release.embargo.kind == "until"
    assert release.embargo.until is not None
    assert release.embargo.until.isoformat() == "2005-08-13T11:06:00-04:00"
    assert release.headline == "Senator Jane Holt Delivers Radio Address"


def test_an_embargo_in_the_subject_of_a_message_counts() -> None:
    message = (
        "From: desk@harbour.example\nTo: news@paper.example\n"
        "Subject: EMBARGOED until 2 p.m. BST 21 April 2026: New pier\n\n"
    )
    release = read(message + ENGLISH.without("release_line").text(), filename="mail.eml")
    assert release.embargo.until is not None
    assert release.embargo.until.isoformat() == "2026-04-21T14:00:00+01:00"
    assert release.release_line == "EMBARGOED until 2 p.m. BST 21 April 2026"
