"""Every field of an invented release is found, in ten languages, and shows the words it came from."""

from datetime import date

import pytest

from releases.intake import Contact, parse
from tests.intake.writer import ARABIC, ENGLISH, EVERY, FRENCH, JAPANESE, Parts, read

every_language = pytest.mark.parametrize("parts", EVERY, ids=lambda parts: parts.language)


@every_language
def test_headline_language_kind_and_date(parts: Parts) -> None:
    release = read(parts.text(), zone=parts.zone)
    assert release.headline == parts.headline
    assert release.language == parts.language
    assert release.kind == "press_release"
    assert release.issue_date == date(2026, 4, 20)
    assert release.release_line == parts.release_line


@every_language
def test_the_story_is_whole_and_nothing_else_is_in_it(parts: Parts) -> None:
    release = read(parts.text(), zone=parts.zone)
    assert len(release.paragraphs) == len(parts.body)
    first = parts.body[0].split(" – ", 1)[-1]
    assert release.paragraphs == (first, *parts.body[1:])
    assert release.body_html.count("<p>") == len(parts.body)


@every_language
def test_the_contact_is_read(parts: Parts) -> None:
    release = read(parts.text(), zone=parts.zone)
    assert len(release.contacts) == 1
    contact = release.contacts[0]
    printed = " ".join(parts.contact)
    assert contact.name
    assert contact.name in printed
    assert contact.phone in printed
    assert sum(character.isdigit() for character in contact.phone) >= 9


@every_language
def test_the_about_part_is_not_the_story(parts: Parts) -> None:
    release = read(parts.text(), zone=parts.zone)
    assert bool(release.boilerplate) == bool(parts.about)
    assert all(line in release.boilerplate for line in parts.about)


@every_language
def test_each_field_shows_the_words_it_came_from(parts: Parts) -> None:
    release = read(parts.text(), zone=parts.zone)
    shown = {name: " ".join(release.text[a:b] for a, b in ranges) for name, ranges in release.spans.items()}
    assert parts.headline in shown["headline"]
    assert parts.release_line in shown["release_line"]
    assert all(line in shown["contacts"] for line in parts.contact)
    assert parts.body[-1] in shown["body"]
    assert not release.leftover_texts or all(len(words) < 40 for words in release.leftover_texts)


def test_datelines_give_a_place_and_a_day() -> None:
    assert (read(ENGLISH.text()).dateline, read(ENGLISH.text()).dateline_date) == ("ABERDEEN", date(2026, 4, 20))
    assert read(FRENCH.text()).dateline == "Brest"
    assert read(ARABIC.text()).dateline == "العقبة"


def test_a_full_contact_block_is_one_contact() -> None:
    assert read(ENGLISH.text()).contacts == (
        Contact("Sue Kent", "Press Officer", "", "01224 555 310", "sue.kent@harbour.example"),
    )


def test_an_end_mark_and_an_office_are_kept_as_printed() -> None:
    release = read(ENGLISH.text())
    assert (release.end_mark, release.office) == ("###", "Office of Harbour Affairs")
    assert read(JAPANESE.text()).end_mark == "以上"


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("^{MINISTER FOR HARBOUR AFFAIRS", "MINISTER FOR HARBOUR AFFAIRS"),
        ("Küstenwachtamt Nord", "Küstenwachtamt Nord"),
    ],
)
def test_an_office_behind_what_a_scanner_saw_and_one_in_a_single_word(line: str, office: str) -> None:
    assert read(ENGLISH.text().replace(ENGLISH.office, line)).office == office


def test_a_ministers_name_with_every_title_is_no_headline() -> None:
    text = ENGLISH.text().replace(ENGLISH.office, "Senator the Hon Ann Poole\nMinister for Harbour Affairs")
    assert read(text).headline == ENGLISH.headline


def test_who_says_what_follows_belongs_to_the_story() -> None:
    words = "Harbour Minister Ann Poole said:"
    page = f"<h1>{ENGLISH.headline}</h1><p>{words}</p><blockquote><p>We have built a pier.</p></blockquote>"
    page += f"<p>{ENGLISH.body[-1]}</p>"
    assert read(page, filename="a.html").paragraphs[0] == words


def test_the_day_a_page_was_touched_is_no_dateline() -> None:
    page = f"<h1>{ENGLISH.headline}</h1><p>{ENGLISH.body[-1]}</p><div>Updated April 20, 2026</div>"
    assert read(page, filename="a.html").dateline == ""


def test_a_german_dateline_with_the_day_in_brackets() -> None:
    text = ENGLISH.text().replace(ENGLISH.body[0], "Norderhafen (20.04.2026). The agency opened the new pier today.")
    assert (read(text).dateline, read(text).dateline_date) == ("Norderhafen", date(2026, 4, 20))


@pytest.mark.parametrize(
    "mark", ["###", "# # #", "-30-", "- 30 -", "-end-", "- end -", "ENDS", "Ends", "(END)", "-fin-", "* * *", "（了）"]
)
def test_end_marks(mark: str) -> None:
    assert read(ENGLISH.text().replace("###", mark)).end_mark == mark


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("RELEASE: 93-76", "93-76"),
        ("Release No. 17-123", "17-123"),
        ("#1506", "1506"),
        ("MPS 9/89", "MPS 9/89"),
        ("No. 45/96", "45/96"),
        ("Press Release Number: 17-559", "17-559"),
        ("Pressemitteilung Nr. 45/2022", "45/2022"),
        ("Comunicado No. 123", "123"),
        ("Pressemitteilung Nr. 112/2023", "112/2023"),
        ("Nota à imprensa nº 31/2021", "31/2021"),
        ("vps 23/06", "vps 23/06"),
        ("Пресс-релиз № 87", "87"),
        ("Số: 12/TC-BCB", "12/TC-BCB"),
        ("第12号", "第12号"),
        ("NOTE TO EDITORS:  N93-41", "N93-41"),
    ],
)
def test_release_numbers(line: str, number: str) -> None:
    assert read(ENGLISH.text().replace("PRESS RELEASE", line)).number == number


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Statement From the Director on Winter Storms", "statement"),
        ("Remarks by Director Ann Poole at the Opening of the Pier", "remarks"),
        ("Readout of Director Poole’s Call With the Minister", "readout"),
        ("FACT SHEET: The Northern Pier in Figures", "fact_sheet"),
        ("Harbour Agency Invites Media to Northern Pier", "media_advisory"),
        ("Harbour Agency to Hold News Conference on Winter Storms", "media_advisory"),
        ("Harbour Agency Opens the New Northern Pier", "press_release"),
    ],
)
def test_kinds_by_headline(headline: str, kind: str) -> None:
    assert read(ENGLISH.text().replace(ENGLISH.headline, headline)).kind == kind


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("MEDIA ADVISORY", "media_advisory"),
        ("Statement", "statement"),
        ("FACT SHEET", "fact_sheet"),
        ("Speech", "remarks"),
        ("Note aux rédactions", "media_advisory"),
        ("Erklärung", "statement"),
        ("Заявление", "statement"),
        ("談話", "statement"),
    ],
)
def test_kinds_by_label(label: str, kind: str) -> None:
    assert read(ENGLISH.text().replace("PRESS RELEASE", label)).kind == kind


def test_a_speaker_is_named_by_the_headline() -> None:
    text = ENGLISH.text().replace(ENGLISH.headline, "Remarks by Director Ann Poole at the Opening of the Pier")
    assert read(text).speaker == "Director Ann Poole"


def test_a_subhead_follows_the_headline() -> None:
    text = ENGLISH.text().replace(ENGLISH.headline, f"{ENGLISH.headline}\n\nForty ships a week will find shelter there")
    assert read(text).subhead == "Forty ships a week will find shelter there"


def test_an_office_of_the_newsroom_is_matched_and_no_other() -> None:
    offices = ("Office of Harbour Affairs", "Office of Fisheries")
    release = parse(ENGLISH.text(), default_zone="UTC", offices=offices)
    assert release.office_match == "Office of Harbour Affairs"
    assert parse(FRENCH.text(), default_zone="UTC", offices=offices).office_match == ""


def test_an_issue_date_of_two_readings_is_noted() -> None:
    release = read(ENGLISH.text().replace("April 20, 2026", "03/04/2026").replace("ABERDEEN, 03/04/2026", "ABERDEEN"))
    assert any(note.field == "issue_date" for note in release.notes)
