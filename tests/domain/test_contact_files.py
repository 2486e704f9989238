"""Contacts as files: what is exported comes back, nothing in a file runs, and none breaks the reader."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from releases.contact_files import FLAGS, MOST_CHARACTERS, MOST_ROWS, WORDS, Row, read, tidy, write_cards, write_table

_LETTERS = st.characters(exclude_categories=["Cs"])
_WORDS = st.text(_LETTERS, max_size=20) | st.sampled_from(
    ["=1+1", "+1 202-555-0101", "'=x", "''@x", "a,b;c\\n", 'Say "Ann"', "two\nlines", "Ñandú 海", "-", "ＳＵＭ＝"]
)


@st.composite
def _contact(draw: Any) -> dict[str, Any]:
    words = {name: tidy(name, draw(_WORDS)) for name in WORDS}
    words["office"] = words["office"] or "Press Office"
    flags = {name: draw(st.booleans()) for name in FLAGS}
    return {"id": str(draw(st.uuids())), **words, **flags, "position": draw(st.integers(0, 32_767))}


def _plain(row: Row) -> dict[str, Any]:
    empty = dict.fromkeys(WORDS, "")
    return {"id": row.id.removeprefix("urn:uuid:"), **empty, **row.values}


@given(st.lists(_contact(), max_size=3))
@settings(max_examples=25, deadline=None)
def test_what_goes_out_as_csv_comes_in_the_same(contacts: list[dict[str, Any]]) -> None:
    contents = read(write_table(contacts))
    assert contents.faults == ()
    assert [_plain(row) for row in contents.rows] == contacts


@given(st.lists(_contact(), max_size=3))
@settings(max_examples=25, deadline=None)
def test_what_goes_out_as_vcards_comes_in_the_same(contacts: list[dict[str, Any]]) -> None:
    text = write_cards(contacts, newsroom="Harbour; Authority")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    contents = read(text)
    assert contents.faults == ()
    assert [_plain(row) for row in contents.rows] == contacts


@given(st.text(max_size=200) | st.text("BEGIN:VCARD\n;,\"'\\END name,phone", max_size=200))
@settings(max_examples=30, deadline=None)
def test_no_text_breaks_the_reader(text: str) -> None:
    read(text)
    read(f"name,phone\n{text}")
    read(f"BEGIN:VCARD\nVERSION:4.0\n{text}\nEND:VCARD")


@pytest.mark.parametrize("begins", "=+-@\t")
def test_no_cell_that_is_exported_is_a_formula(begins: str) -> None:
    ann = {**dict.fromkeys(WORDS, ""), "name": f"{begins}cmd|' /C calc'!A0"}
    row = write_table([ann]).splitlines()[1]
    assert f"'{begins}cmd" in row
    assert f",{begins}" not in row


def test_a_long_line_of_a_card_is_folded_and_no_letter_is_cut() -> None:
    ann = {
        **dict.fromkeys(WORDS, ""),
        **dict.fromkeys(FLAGS, False),
        "position": 0,
        "office": "Press",
        "name": "é海" * 60,
    }
    text = write_cards([ann], newsroom="Harbour")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert read(text).rows[0].values["name"] == ann["name"]


def test_a_file_for_excel_says_that_it_is_utf_8() -> None:
    assert write_table([]).encode().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("mark", ",;\t")
def test_a_spreadsheet_saves_with_its_own_mark_and_names(mark: str) -> None:
    text = mark.join(["Full Name", "Job title", "Phone", "Ring", "E-mail address"]) + "\n"
    text += mark.join(["Ann Doe", "Press officer", "+1 202-555-0101", "x", "ann@harbour.example"])
    contents = read(f"sep={mark}\n{text}")
    [row] = contents.rows
    assert row.line == 3
    assert row.values == {
        "name": "Ann Doe",
        "role": "Press officer",
        "phone": "+1 202-555-0101",
        "email": "ann@harbour.example",
    }
    [fault] = contents.faults
    assert fault.line == 2
    assert "“Ring”" in fault.text


def test_a_line_is_counted_as_an_editor_counts_it() -> None:
    contents = read('name,staff notes,listed\nAnn,"one\ntwo",yes\n\nBob,,perhaps\nCleo,,no\n')
    assert [row.line for row in contents.rows] == [2, 6]
    [fault] = contents.faults
    assert fault.line == 5
    assert "yes or no" in fault.text


def test_a_card_of_another_program_is_read() -> None:
    contents = read(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;Ann;;;\r\nFN:Ann\r\n  Doe\r\nORG:Harbour\\; Authority;Press Office\r\n"
        "TITLE:Press officer\r\nTEL;TYPE=FAX:1\r\nitem1.TEL;VALUE=uri:tel:+1-202-555-0101;ext=4\r\n"
        "TEL;TYPE=CELL:202-555-0102\r\nTEL:202-555-0103\r\nPHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\n"
    )
    [row] = contents.rows
    assert row.values == {
        "name": "Ann Doe",
        "role": "Press officer",
        "office": "Press Office",
        "phone": "+1-202-555-0101 x4",
        "after_hours": "202-555-0102",
    }
    assert row.notes == ("2 more numbers of this card were left out.",)


def test_old_cards_are_refused_with_a_sentence() -> None:
    old = "BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:Jos=C3=A9\nEND:VCARD\n"
    contents = read(f"{old}{old.replace('2.1', '3.0')}BEGIN:VCARD\nVERSION:4.0\nFN:Ann\n")
    assert contents.rows == ()
    assert [fault.line for fault in contents.faults] == [1, 5, 9]
    assert all("2.1" in fault.text for fault in contents.faults[:2])
    assert "no end" in contents.faults[2].text


def test_what_is_enormous_is_bounded_and_said() -> None:
    assert read("name\n" + "a" * MOST_CHARACTERS).rows == ()
    assert len(read("name\n" + "a\n" * (MOST_ROWS + 5)).rows) == MOST_ROWS
    assert read("name\n" + "a\n" * (MOST_ROWS + 5)).faults[0].line == MOST_ROWS + 2
    assert "enormous" in read("name\nAnn\n" + "a" * 200_000).faults[0].text
    assert len(read("name\nAnn\n" + "a" * 200_000).rows) == 1
    [row] = read("name,phone\n\x00Ann\x00,\x1b1\n").rows
    assert row.values == {"name": "Ann", "phone": "1"}
    assert read("").faults == ()
