"""A comparison says what differs: the words, and what no word shows."""

import pytest

from releases import differences
from releases.differences import Change


def _of_body(old: str, new: str) -> Change:
    (change,) = differences.between({"body": old}, {"body": new})
    return change


def _said(change: Change) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for passage in change.passages for piece in passage.pieces]


@pytest.mark.parametrize(
    ("old", "new", "words", "was", "now"),
    [
        (
            "<p>He said: Non</p>",
            '<p>He said: <span lang="fr">Non</span></p>',
            "Non",
            "plain",
            "in the language “fr”",
        ),
        ("<p>At sea</p>", "<blockquote><p>At sea</p></blockquote>", "At sea", "plain", "a quotation"),
        ("<p>CO2</p>", "<p>CO<sub>2</sub></p>", "2", "plain", "set low"),
        ("<p>At sea</p>", '<p dir="rtl">At sea</p>', "At sea", "plain", "written from the right"),
    ],
)
def test_what_no_word_shows_is_said_at_its_words(old: str, new: str, words: str, was: str, now: str) -> None:
    change = _of_body(old, new)
    assert (change.passages, change.notes) == ((), (f"“{words}” was {was}, and is {now}.",))


def test_a_list_that_became_paragraphs_loses_its_points() -> None:
    change = _of_body("<ul><li>Two boats</li></ul>", "<p>Two boats</p>")
    assert _said(change) == [("removed", "• "), ("same", "Two boats")]


def test_a_cell_and_a_heading_cell_are_told_apart() -> None:
    row = "<table><tbody><tr><{0}>Calls</{0}><td>212</td></tr></tbody></table>"
    change = _of_body(row.format("td"), row.format("th"))
    assert change.notes == ("“Calls” was a cell, and is a heading cell.",)


def test_a_link_that_leads_elsewhere_is_shown_with_both_addresses() -> None:
    change = _of_body(
        '<p>See <a href="https://a.example/">it</a></p>', '<p>See <a href="https://b.example/">it</a></p>'
    )
    assert ("removed", "[https://a.example/]") in _said(change)
    assert ("added", "[https://b.example/]") in _said(change)


def test_rows_that_print_the_same_words_say_what_else_differs() -> None:
    one = {"name": "Ann", "phone": "1", "phone_is_public": True, "contact": None}
    (change,) = differences.between({"contacts": [one]}, {"contacts": [{**one, "contact": "7"}]})
    note = "The words are the same; this differs: which contact of the directory it belongs to."
    assert (change.passages, change.notes) == ((), (note,))


def test_line_breaks_alone_are_called_that() -> None:
    (change,) = differences.between({"summary": "One.\nTwo."}, {"summary": "One.\n\nTwo."})
    assert (change.passages, change.notes) == ((), ("Only line breaks differ.",))
