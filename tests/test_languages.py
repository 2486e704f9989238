"""Whatever staff and readers are told, they are told in each language that the newsroom offers."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from django.conf import settings
from django.utils.translation.template import templatize

ROOT: Final = Path(__file__).resolve().parent.parent
OTHERS: Final = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
# How many of a call's arguments are words, and whether the first of them is a context.
_CALLS: Final = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (1, False)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (2, False)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (2, True)),
}
_STRING: Final = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_IN_TEMPLATE: Final = re.compile(rf"\b(_|gettext|ngettext|pgettext)\(({_STRING}(?:, {_STRING})?)")
_PLACE: Final = re.compile(r"%(?:\(\w+\))?[sd%]|<[^>]+>")


class Said(NamedTuple):
    """What the source says: its context, its words, and those for many."""

    context: str
    one: str
    many: str


class Entry(NamedTuple):
    """What a catalog has for it."""

    words: tuple[str, ...]
    is_fuzzy: bool


def _said(call: str, words: list[str]) -> Said:
    count, has_context = _CALLS[call]
    context = words[0] if has_context else ""
    return Said(context, words[1] if has_context else words[0], words[1] if count == 2 and not has_context else "")


def _in_module(path: Path) -> Iterator[Said]:
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        call = ast.unparse(node.func).rpartition(".")[2]
        words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if call in _CALLS and len(words) >= _CALLS[call][0]:
            yield _said(call, words)


def _in_template(path: Path) -> Iterator[Said]:
    for call, literals in _IN_TEMPLATE.findall(templatize(path.read_text())):
        yield _said(call, list(ast.literal_eval(f"({literals},)")))


@cache
def all_said() -> frozenset[Said]:
    """Everything that the code and the templates mark for the translators."""
    modules = [*(ROOT / "releases").rglob("*.py"), *(ROOT / "newsroom").rglob("*.py")]
    templates = [one for one in (ROOT / "templates").rglob("*") if one.suffix in {".html", ".xml", ".txt"}]
    return frozenset(
        [said for path in modules for said in _in_module(path)]
        + [said for path in templates for said in _in_template(path)]
    )


@cache
def catalog(language: str) -> dict[Said, Entry]:
    """The catalog as it is written; its strings are those of Python."""
    found = {}
    text = (ROOT / "releases" / "locale" / language / "LC_MESSAGES" / "django.po").read_text()
    for block in text.strip().split("\n\n")[1:]:
        fields: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            first, quote, rest = line.partition('"')
            name = first.strip() or name
            fields[name] = fields.get(name, "") + ast.literal_eval(quote + rest)
        said = Said(fields.get("msgctxt", ""), fields["msgid"], fields.get("msgid_plural", ""))
        words = tuple(value for name, value in fields.items() if name.startswith("msgstr"))
        found[said] = Entry(words, is_fuzzy="#, fuzzy" in block)
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_said_that_is_not_translated_and_nothing_translated_that_is_not_said(language: str) -> None:
    known = catalog(language)
    # A word whose plural is marked in one place is found without it in another.
    singles = {(said.context, said.one) for said in known}
    missing = [said for said in all_said() if said not in known and (said.many or said[:2] not in singles)]
    assert missing == [], "docs/languages.md says how to bring them in"
    assert [said for said in known if said not in all_said()] == []
    assert [said for said, entry in known.items() if entry.is_fuzzy or not all(entry.words)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_places_of_its_source_and_its_end(language: str) -> None:
    for said, entry in catalog(language).items():
        sources = [said.one, said.many or said.one][: len(entry.words)]
        for source, words in zip(sources, entry.words, strict=True):
            # The one of a plural may be said with its number, or without.
            wanted = [sorted(_PLACE.findall(one)) for one in {source, said.many or said.one}]
            assert sorted(_PLACE.findall(words)) in wanted, words
            assert words[:1].isspace() == source[:1].isspace(), words
            assert not words[-1:].isspace(), words
