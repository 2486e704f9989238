"""Intake says whole sentences, each known to the translators: in English here, in any language at the desk."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from releases.intake import Sentence, Unreadable, parse
from releases.intake.sentence import PLACE, Weekday, _

INTAKE: Final = Path(__file__).resolve().parents[2] / "releases" / "intake"
# Begins as a sentence does, has several words, and ends as one does; or a piece of one that something is put into.
_READS_AS_ONE: Final = re.compile(r"\s?[A-Z“%{][^\n]{0,400}?[a-z”})]\s[^\n]{0,400}[a-z”})\d][.?]\s?")
_MANY: Final = """EMBARGOED UNTIL 10 A.M. EST, MONDAY, JULY 7, 2026
3/4/2026

Harbor opens a pilot station

PORT LORNE – The harbor opened a station today. A study is under embargo until 9 a.m. on May 5, 2026.

###
"""


def _is_call_of(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _words(node: ast.AST) -> str:
    """A literal as it reads, with braces where something is put in."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _said_past_it(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text())
    allowed = {id(node.args[0]) for node in ast.walk(tree) if _is_call_of(node, "_")}  # type: ignore[attr-defined]
    allowed |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        if id(node) not in allowed and _READS_AS_ONE.fullmatch(_words(node)):
            yield f"{path.name}:{node.lineno}: {_words(node)}"  # type: ignore[attr-defined]
        if _is_call_of(node, "Sentence") and path.name != "sentence.py":
            yield f"{path.name}:{node.lineno}: made by hand"  # type: ignore[attr-defined]


def test_no_sentence_is_written_past_the_translators() -> None:
    assert [said for path in sorted(INTAKE.glob("*.py")) for said in _said_past_it(path)] == []


def test_what_is_put_into_a_sentence_has_its_place_there() -> None:
    calls = [
        node
        for path in INTAKE.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and _is_call_of(node, "_")
    ]
    assert len(calls) > 40
    for call in calls:
        assert len(call.args) == 1, ast.unparse(call)
        assert sorted(PLACE.findall(_words(call.args[0]))) == sorted(str(one.arg) for one in call.keywords)


def test_a_reading_keeps_the_parts_of_what_it_says() -> None:
    release = parse(_MANY, default_zone="Europe/London")
    assert all(isinstance(note.sentence, Sentence) and note.sentence.template for note in release.notes)
    doubts: Any = release.embargo.question.values["doubts"]
    assert doubts[0] == "It names a weekday, but 2026-07-07 is a Tuesday."
    assert doubts[0].values["weekday"] == Weekday(1)
    issued = parse(_MANY.replace("EMBARGOED UNTIL 10 A.M. EST, MONDAY, JULY 7, 2026\n", ""), default_zone="UTC")
    [note] = [note for note in issued.notes if note.field == "issue_date"]
    assert note.sentence.values == {"one": date(2026, 4, 3), "other": date(2026, 3, 4)}


def test_a_refusal_within_a_refusal_is_a_sentence_within_a_sentence() -> None:
    mail = (
        "From: a@b.example\nSubject: Harbor opens\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        "--x\nContent-Type: text/plain\n\nThe harbor opened a station today.\n"
        "--x\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=a.docx\n\nno\n--x--\n"
    )
    note = parse(mail, filename="a.eml", default_zone="UTC").notes[-1].sentence
    assert note.values["name"] == "a.docx"
    assert isinstance(note.values["why"], Sentence)
    try:
        parse(b"%PDF-1.7", default_zone="UTC")
    except Unreadable as refused:
        assert refused.sentence.template == str(refused)  # noqa: PT017 - it is what is asked for


def test_what_is_put_in_is_not_read_again() -> None:
    assert _("“%(words)s” and %(other)s.", words="%(other)s 100%", other="it") == "“%(other)s 100%” and it."
