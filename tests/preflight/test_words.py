"""Headlines, headings, links, names and the rest of what a sub-editor marks."""

import ast
from inspect import getsource
from typing import Any

import pytest

from releases import outside
from releases.preflight.checks.acronyms import acronyms
from releases.preflight.checks.capital_headline import capital_headline
from releases.preflight.checks.contact_reach import contact_reach
from releases.preflight.checks.dead_links import ANSWERS, dead_links
from releases.preflight.checks.heading_order import heading_order
from releases.preflight.checks.link_text import link_text
from releases.preflight.checks.long_sentences import long_sentences
from releases.preflight.checks.names import names
from releases.preflight.checks.quotation_marks import quotation_marks
from releases.preflight.checks.repeated_words import repeated_words
from releases.preflight.checks.similar_headline import similar_headline
from releases.preflight.checks.text_language import text_language
from releases.preflight.subject import Named
from tests.preflight.texts import words

SPANISH = (
    "<p>El servicio de costas pide a los pasajeros que reserven con antelación, porque el año pasado muchos se "
    "quedaron en el muelle. Habrá dos salidas al día desde el puerto, y las dos son por la tarde.</p>"
)


@pytest.mark.parametrize(
    ("headline", "says"),
    [
        ("HARBOUR OPENS NEW STATION", ["recommended: HARBOUR OPENS NEW STATION"]),
        ("NASA, ESA and JAXA sign", []),
        ("NASA AND ESA", []),
        ("港湾局が新しい水先人詰所を開設", []),
    ],
)
def test_a_headline_in_capitals_is_found(headline: str, says: list[str]) -> None:
    assert words(capital_headline, headline=headline) == says


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<p>One.</p><h3>Small</h3><h2>Large</h2>", ["recommended: Small"]),
        ("<p>One.</p><h2>Large</h2><h3>Small</h3>", []),
    ],
)
def test_headings_come_in_order(body: str, says: list[str]) -> None:
    assert words(heading_order, body) == says


@pytest.mark.parametrize(
    ("href", "text", "says"),
    [
        ("https://a.example/tides", "Click here", ["recommended: Click here"]),
        ("https://a.example/tides", "tide tables", []),
        ("https://a.example/tides", "https://a.example/tides", ["advisory: https://a.example/tides"]),
        ("https://b.example/", "www.a.example", ["recommended: www.a.example"]),
        ("mailto:ana@a.example", "ana@a.example", []),
    ],
)
def test_a_link_says_where_it_leads(href: str, text: str, says: list[str]) -> None:
    assert words(link_text, f'<p>Look: <a href="{href}"> {text} </a></p>') == says


def test_a_dead_link_is_found_where_it_stands() -> None:
    body = '<p>See <a href="https://a.example/1">one</a> and <a href="https://a.example/2">two</a>.</p>'
    assert words(dead_links, body, dead_links={"https://a.example/2": "404"}) == ["recommended: two"]


def test_every_answer_in_words_is_known_to_the_translators() -> None:
    said = [node.value.value for node in ast.walk(ast.parse(getsource(outside.ask))) if _says_words(node)]
    assert sorted(said) == sorted(ANSWERS)


def _says_words(node: ast.AST) -> bool:
    return isinstance(node, ast.Return) and isinstance(node.value, ast.Constant)


@pytest.mark.parametrize(
    ("text", "language", "says"),
    [
        ("It is on the the pier.", "en", ["recommended: the the"]),
        ("All she had had was that that boat.", "en", []),
        ("It went to Walla Walla. The the-atre", "en", []),
        ("They are working working men.", "en", ["advisory: working working"]),
        ("Die, die die Kinder rufen", "de", []),
        ("En la la orilla", "es", ["recommended: la la"]),
    ],
)
def test_a_word_written_twice_is_found(text: str, language: str, says: list[str]) -> None:
    assert words(repeated_words, f"<p>{text}</p>", language=language) == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('“We did,” he said. "They did."', ['advisory: "They did.']),
        ('“We did,” he said of a 6" pipe.', []),
        ('"We did," he said. "They did."', []),
    ],
)
def test_two_kinds_of_quotation_marks_are_found(text: str, says: list[str]) -> None:
    assert words(quotation_marks, f"<p>{text}</p>") == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The CHS and the CHS again, with NATO.", ["advisory: CHS"]),
        ("The Coast and Harbor Service (CHS) said so. The CHS knows.", []),
        ("The CHS (Coast and Harbor Service) said so.", []),
        ("THE PORT OF LORNE is open", []),
    ],
)
def test_an_acronym_that_is_not_spelled_out_is_found(text: str, says: list[str]) -> None:
    assert words(acronyms, f"<p>{text}</p>") == says


def test_a_very_long_sentence_is_found_and_abbreviations_end_none() -> None:
    long = "Capt. Ruth Adeyemi of the U.S. service said " + "that it rained " * 15
    (said,) = words(long_sentences, f"<p>It is short. {long}.</p>")
    assert said == "advisory: Capt. Ruth Adeyemi of the U.S. service said that it rained that it rained that"
    assert words(long_sentences, "<p>" + "It rained a good deal on Monday. " * 20 + "</p>") == []


@pytest.mark.parametrize(
    ("others", "says"),
    [
        (("Harbour opens old quay", "Pier closes"), []),
        (("Harbour opens new pilot station",), ["advisory: Harbour opens new pilot station"]),
        (("Harbour opens new ferry station",), []),
        (("HARBOUR opens NEW pilot station!",), ["advisory: Harbour opens new pilot station"]),
    ],
)
def test_a_headline_like_a_recent_one_is_found(others: tuple[str, ...], says: list[str]) -> None:
    assert words(similar_headline, headlines=others) == says


@pytest.mark.parametrize(
    ("text", "facts", "says"),
    [
        ("Jon Smith spoke. John Smith sang.", {}, ["recommended: John Smith"]),
        ("Eva Müller spoke. Eva Mueller sang.", {}, ["recommended: Eva Mueller"]),
        ("Mara Lindquist spoke.", {"speakers": "Mara Lindqvist"}, ["recommended: Mara Lindquist"]),
        ("Ana Ruiz spoke and Anna Ruiz sang.", {}, ["recommended: Anna Ruiz"]),
        ("Dan Lee, Don Lee and Carl and Carla Lee are a family.", {}, []),
        ("Maria Smith and Mario Smith; the Smiths; Maria Smith’s pier", {}, []),
        ("Elena Voss met Helena Vossberg at Port Lorne, Port Lorne’s pier and Port Arden.", {}, []),
        ("Paul Jansen and Paula Jansen, Martin Hansen and Martina Hansen", {}, []),
        ("On Monday John Smith left. John Smith came back.", {}, []),
    ],
)
def test_a_name_spelled_two_ways_is_found(text: str, facts: dict[str, Any], says: list[str]) -> None:
    assert words(names, f"<p>{text}</p>", **facts) == says


def test_a_text_in_another_language_than_its_field_says_is_found() -> None:
    (said,) = words(text_language, SPANISH)
    assert said.startswith("recommended: El servicio de costas")
    assert words(text_language, SPANISH, language="es") == []
    assert words(text_language, "<p>Se abre el muelle.</p>") == []
    english = "<p>The pier is open to all who come. It is the first of its kind in the country.</p>"
    assert words(text_language, english + SPANISH[:120]) == []


def test_a_contact_whom_nobody_can_reach_is_found() -> None:
    lines = (Named("Ana Ruiz", False), Named("", True), Named("Jon Ek", True))
    text = "Ana Ruiz\n202-555-0110\nJon Ek, 202-555-0111"
    assert words(contact_reach, contacts=text, contact_lines=lines) == ["advisory: Ana Ruiz"]
