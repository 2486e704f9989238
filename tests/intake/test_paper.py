"""What paper, mail and archives do to a text does not change what it says: wrapping, columns, encodings, lost parts."""

import textwrap

import pytest

from tests.intake.writer import ENGLISH, EVERY, FRENCH, JAPANESE, RUSSIAN, Parts, read

every_language = pytest.mark.parametrize("parts", EVERY, ids=lambda parts: parts.language)
SPACED = [parts for parts in EVERY if parts.language != "ja"]
spaced_languages = pytest.mark.parametrize("parts", SPACED, ids=lambda parts: parts.language)


def told(text: str | bytes, parts: Parts) -> tuple[object, ...]:
    release = read(text, zone=parts.zone)
    return release.headline, release.embargo.kind, release.issue_date, release.paragraphs, release.contacts


def wrapped(parts: Parts, width: int, *, between: str = "\n\n", indent: str = "") -> str:
    blocks = parts.text().rstrip("\n").split("\n\n")
    rows = [
        textwrap.fill(block, width, initial_indent=indent, break_long_words=False, break_on_hyphens=False)
        if block in parts.body else block
        for block in blocks
    ]  # fmt: skip
    return between.join(rows) + "\n"


@spaced_languages
@pytest.mark.parametrize("width", [60, 72, 80])
def test_wrapped_text_is_joined_again(parts: Parts, width: int) -> None:
    assert told(wrapped(parts, width), parts) == told(parts.text(), parts)


@spaced_languages
def test_indented_paragraphs_of_old_wire_copy(parts: Parts) -> None:
    assert told(wrapped(parts, 70, indent="     "), parts) == told(parts.text(), parts)


def test_a_copy_from_a_pdf_without_a_single_empty_line() -> None:
    release = read(wrapped(ENGLISH, 90, between="\n"))
    plain = read(ENGLISH.text())
    assert release.headline == plain.headline
    assert release.paragraphs == plain.paragraphs
    assert release.contacts == plain.contacts


@every_language
@pytest.mark.parametrize("ends", ["\r\n", "\r", "\u2028"])
def test_line_ends_of_other_machines(parts: Parts, ends: str) -> None:
    assert told(parts.text().replace("\n", ends), parts) == told(parts.text(), parts)


@pytest.mark.parametrize("part", ["office", "label", "date", "release_line", "contact", "about", "end"])
@every_language
def test_a_part_that_is_missing_leaves_the_others(parts: Parts, part: str) -> None:
    whole, without = read(parts.text(), zone=parts.zone), read(parts.without(part).text(), zone=parts.zone)
    assert (without.headline, without.paragraphs) == (whole.headline, whole.paragraphs)
    assert without.embargo.kind == "none"


def test_parts_in_another_order() -> None:
    blocks = ENGLISH.text().rstrip("\n").split("\n\n")
    head, story, end, contact, about = blocks[:5], blocks[5:8], blocks[8], blocks[9], blocks[10]
    whole = read(ENGLISH.text())
    for order in (
        [head[1], head[0], head[3], head[2], contact, head[4], *story, about, end],
        [contact, head[3], head[4], head[2], *story, end, about],
        [head[4], head[3], head[2], contact, *story, about, end],
        [head[3], head[2], head[4], *story, about, contact],
    ):
        release = read("\n\n".join(order) + "\n")
        assert (release.headline, release.paragraphs, release.contacts) == (
            whole.headline, whole.paragraphs, whole.contacts,
        )  # fmt: skip


def test_page_numbers_and_running_feet_are_not_the_story() -> None:
    foot = "12 Harbour Street, Suite 4, Aberdeen, Maine 04101 – 214/555-3600"
    text = (
        ENGLISH.text().replace("“The pier", f"{foot}\n\n- 2 -\n\n(more)\n\n“The pier").replace("###", f"{foot}\n\n###")
    )
    assert read(text).paragraphs == read(ENGLISH.text()).paragraphs


def test_a_sentence_that_a_page_end_cuts_is_one_paragraph() -> None:
    text = ENGLISH.text().replace("its director said", "\n\n- 2 -\n\nits director said")
    assert read(text).paragraphs == read(ENGLISH.text()).paragraphs


@pytest.mark.parametrize(
    ("parts", "encoding"),
    [
        *((parts, encoding) for parts in EVERY for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le")),
        (ENGLISH, "cp1252"), (FRENCH, "cp1252"), (RUSSIAN, "koi8-r"), (RUSSIAN, "cp1251"),
        (JAPANESE, "shift_jis"), (JAPANESE, "euc-jp"), (JAPANESE, "iso2022_jp"),
    ],
    ids=lambda value: getattr(value, "language", value),
)  # fmt: skip
def test_bytes_in_the_encodings_of_the_wild(parts: Parts, encoding: str) -> None:
    text = parts.text().replace("—", "–")
    source = text.encode(encoding, "replace")
    release = read(source, zone=parts.zone)
    assert release.headline == source.decode(encoding).split("\n\n")[parts.text().split("\n\n").index(parts.headline)]
    assert release.language == parts.language


def test_latin_1_with_its_accents() -> None:
    release = read(FRENCH.text().replace("’", "'").replace("–", "-").encode("latin-1"))
    assert release.headline == "L'agence du port inaugure la nouvelle jetée nord"
