"""What was to be filled in or taken out, and the numbers that readers must not get."""

import pytest

from releases.preflight import Level
from releases.preflight.checks.placeholders import placeholders
from releases.preflight.checks.staff_numbers import keys_of, staff_numbers
from releases.preflight.checks.word_leftovers import word_leftovers
from tests.preflight.texts import found, words


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Lorem ipsum dolor", ["blocking: Lorem ipsum"]),
        ("said INSERT NAME, who leads it", ["blocking: INSERT NAME"]),
        ("said [name], [TITLE] of the pier", ["blocking: [name]", "blocking: [TITLE]"]),
        ("said [insert office here]", ["blocking: [insert office here]"]),
        ("It costs TK dollars.", ["recommended: TK"]),
        ("It costs $XX million, up XX.X%.", ["recommended: $XX", "recommended: XX.X"]),
        ("Call 202-555-XXXX on [ ].", ["recommended: 5-XXXX", "recommended: [ ]"]),
        ("It has XX employees.", ["recommended: XX"]),
        ("TK Elevator sponsors Super Bowl XXX; John XX was never pope.", []),
        ("“We […] told them [the pilots] that a new date is near,” she said.", []),
        ("A form to insert text into.", []),
        ("[redacted]", []),
        ("Two X chromosomes (XX) and size XXL.", []),
    ],
)
def test_what_was_to_be_filled_in_is_found(text: str, says: list[str]) -> None:
    assert words(placeholders, f"<p>{text}</p>") == says


def test_roman_numbers_of_other_languages_are_no_placeholders() -> None:
    assert words(placeholders, "<p>El puerto del siglo XX y su XX aniversario.</p>", language="es") == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Commented [JS1]: check this", ["blocking: Commented [JS1]:"]),
        ("See Error! Reference source not found. below", ["blocking: Error! Reference source not found."]),
        ("Formatted: Font: Bold", ["blocking: Formatted: Font"]),
        ("Deleted: the old pier", ["recommended: Deleted: "]),
        ("The pier [JS2] opens.", ["recommended: [JS2]"]),
        ("Comment on the plan: send it by May. It is formatted: see below.", []),
    ],
)
def test_what_a_word_processor_left_is_found(text: str, says: list[str]) -> None:
    assert words(word_leftovers, f"<p>{text}</p>") == says


STAFF = frozenset({*keys_of("+1 (202) 555-0142"), *keys_of("+49 30 555014"), "night@harbour.example"})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Call 202-555-0142.", ["•••-•••-••42"]),
        ("Call (202) 555 0142 or +1 202.555.0142.", ["•••) ••• ••42", "+• •••.•••.••42"]),
        ("Call 202-555-0110 202-555-0142 at night.", ["•••-•••-••42"]),
        ("Call 555-0142.", ["•••-••42"]),
        ("Call 030 555014 or +49 30 555014.", ["••• ••••14", "+•• •• ••••14"]),
        ("Call 303-555-0142.", []),
        ("Write to Night@Harbour.example.", ["•••••@•••••••.•••••le"]),
        ("Call 202-555-0110; in 2025 there were 550,142 ships, and 20255501429 fish.", []),
    ],
)
def test_a_staff_number_in_the_text_blocks_and_is_not_printed(text: str, says: list[str]) -> None:
    all_found = found(staff_numbers, f"<p>{text}</p>", staff_numbers=STAFF)
    assert [one.words for one in all_found] == says
    assert all(one.level == Level.BLOCKING for one in all_found)
    assert not any(digits in repr((one.words, one.values)) for one in all_found for digits in ("0142", "5014"))


def test_a_staff_number_ticked_public_asks_for_a_reason() -> None:
    (one,) = found(staff_numbers, contacts="Ana Ruiz, 202-555-0142", staff_numbers=STAFF)
    assert (one.level, one.field) == (Level.RECOMMENDED, "contacts")


def test_numbers_too_short_to_tell_from_figures_are_not_compared() -> None:
    assert keys_of("4711") == keys_of("ext. 12") == set()
    assert keys_of("555-0142") == {"5550142"}
