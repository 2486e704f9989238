"""Contacts as press offices print them: labelled or not, in columns, shared by slashes, inside a sentence."""

import pytest

from releases.intake import Contact
from tests.intake.writer import ENGLISH, read

HEAD = ENGLISH.without("contact", "about", "release_line", "office")


def contacts(block: str, *, after: bool = True) -> tuple[Contact, ...]:
    text = f"{HEAD.text()}\n{block}\n" if after else f"{block}\n\n{HEAD.text()}"
    return read(text).contacts


@pytest.mark.parametrize("after", [True, False], ids=["under the story", "over the story"])
def test_two_people_one_under_the_other(after: bool) -> None:
    block = "Media contacts:\nSue Kent, Press Officer\n01224 555 310\nsue.kent@harbour.example\nJohn Ng\n01224 555 311"
    assert contacts(block, after=after) == (
        Contact("Sue Kent", "Press Officer", "", "01224 555 310", "sue.kent@harbour.example"),
        Contact("John Ng", "", "", "01224 555 311", ""),
    )


def test_two_people_who_share_a_block_by_slashes() -> None:
    block = (
        "Sue Kent / John Ng\nHeadquarters, Aberdeen\n202-555-1100\nsue.kent@harbour.example / john.ng@harbour.example"
    )
    assert contacts(block) == (
        Contact("Sue Kent", "", "Headquarters, Aberdeen", "202-555-1100", "sue.kent@harbour.example"),
        Contact("John Ng", "", "Headquarters, Aberdeen", "202-555-1100", "john.ng@harbour.example"),
    )


def test_names_over_numbers_without_a_label_beside_a_date() -> None:
    block = (
        "Sue Kent\nHeadquarters, Aberdeen                     April 20, 2026\n(Phone:  202/555-1780)\n\n"
        "John Ng\nNorthern Harbour Center, Wick\n(Phone:  713/555-5111)"
    )
    assert contacts(block, after=False) == (
        Contact("Sue Kent", "", "Headquarters, Aberdeen", "202/555-1780", ""),
        Contact("John Ng", "", "Northern Harbour Center, Wick", "713/555-5111", ""),
    )


def test_columns_beside_the_release_line() -> None:
    block = (
        "FOR IMMEDIATE RELEASE                     CONTACT: Sue Kent\n"
        "Monday, April 20, 2026                    (202) 555-7035\n"
        "                                          John Ng\n"
        "                                          (202) 555-7036"
    )
    names = [(contact.name, contact.phone) for contact in contacts(block, after=False)]
    assert names == [("Sue Kent", "(202) 555-7035"), ("John Ng", "(202) 555-7036")]


def test_people_in_a_row() -> None:
    block = (
        "Media contacts: Anna Marsden, Department of Ports, Wick, 062 64 2726 or "
        "Rob Palmer, Minister's Office, 062 73 3446."
    )
    assert contacts(block) == (
        Contact("Anna Marsden", "", "Department of Ports, Wick", "062 64 2726", ""),
        Contact("Rob Palmer", "", "Minister's Office", "062 73 3446", ""),
    )


def test_a_date_and_a_contact_on_one_line() -> None:
    block = (
        "April 20, 2026 Contact: Sue Kent\nPress Officer\nOffice of Harbour Affairs\n"
        "214-555-3756 (Office)\nsue@harbour.example"
    )
    assert contacts(block, after=False) == (
        Contact("Sue Kent", "Press Officer", "Office of Harbour Affairs", "214-555-3756", "sue@harbour.example"),
    )


def test_only_a_number() -> None:
    assert contacts("Contact: 202-555-8010", after=False) == (Contact(phone="202-555-8010"),)


def test_an_office_instead_of_a_person() -> None:
    assert contacts("For more information please call the Harbour press office on 020 7555 3535.") == (
        Contact(organisation="Harbour press office", phone="020 7555 3535"),
    )


def test_a_number_over_the_name_of_who_answers_it() -> None:
    block = "CONTACT:  202-555-0135\n          Sue Kent"
    assert contacts(block, after=False) == (Contact("Sue Kent", "", "", "202-555-0135", ""),)


def test_staff_of_two_senders_who_share_a_label() -> None:
    block = "CONTACT: Sue Kent / Poole (202) 555-0135\n         John Ng / Reid (202) 555-0136"
    assert contacts(block, after=False) == (
        Contact("Sue Kent", "", "Poole", "(202) 555-0135", ""),
        Contact("John Ng", "", "Reid", "(202) 555-0136", ""),
    )


def test_one_label_after_another_is_no_organisation() -> None:
    block = "For further information: media contact Sue Kent 0411 555 774"
    assert contacts(block) == (Contact("Sue Kent", "", "", "0411 555 774", ""),)


def test_hours_beside_a_number_are_no_office_and_a_public_hotline_is_no_press_contact() -> None:
    block = (
        "Notes to editors\n\n1. Anyone with information can contact Crimestoppers on 0800 555 111.\n\n"
        "For media enquiries please contact the Coast Agency press office on 020 7946 0888 (office hours)."
    )
    assert contacts(block) == (Contact("", "", "Coast Agency press office", "020 7946 0888", ""),)


def test_a_japanese_block_in_angle_brackets() -> None:
    block = "＜本件に関するお問い合わせ先＞\n港湾局 広報課 鈴木 花子\nTEL：046-555-9066"
    assert contacts(block) == (Contact("鈴木 花子", "", "港湾局 広報課", "046-555-9066", ""),)


def test_a_fax_is_no_telephone() -> None:
    assert contacts("Contact: Sue Kent\nTel: 01224 555 310\nFax: 01224 555 399")[0].phone == "01224 555 310"


def test_a_person_inside_a_sentence() -> None:
    text = HEAD.text().replace(
        "The work cost",
        "Media inquiries should be directed to Peter Carr in the Office of Public Affairs at 202 555-2007 or "
        "peter.carr@harbour.example. The work cost",
    )
    assert read(text).contacts == (
        Contact("Peter Carr", "", "Office of Public Affairs", "202 555-2007", "peter.carr@harbour.example"),
    )


def test_a_hotline_in_the_story_is_no_press_contact() -> None:
    assert (
        read(
            HEAD.text().replace("The work cost", "Residents may call the hotline at 305-555-3300. The work cost")
        ).contacts
        == ()
    )


def test_an_address_that_was_hidden_from_robots_is_no_address() -> None:
    assert contacts("Contact: Sue Kent\n01224 555 310\n[email protected]")[0].email == ""
