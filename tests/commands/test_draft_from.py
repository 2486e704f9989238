"""`draft_from` makes drafts of files as a named person and says what it found; with --json it writes nothing at all."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from releases import clock, workflow
from releases.models import IntakeSource, Office, Release
from releases.states import EmbargoKind, Status
from tests.cast import Desk, person
from tests.importing.archives import DOCUMENT


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "patrols.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def run(*files: Path, **options: Any) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("draft_from", *map(str, files), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_a_file_becomes_a_draft_and_its_words_are_kept_with_it(desk: Desk, file: Path) -> None:
    run(file, username=desk.cast.writer.username)
    release = Release.objects.get()
    assert (release.headline, release.status) == ("Coast Service opens winter patrols", Status.DRAFT)
    assert (release.lead_office, release.changed_by) == (desk.cast.office, desk.cast.writer)
    source = IntakeSource.objects.get(release=release)
    assert (source.text, source.name, source.added_by) == (DOCUMENT, "patrols.txt", desk.cast.writer)


def test_the_table_says_what_was_found_and_where(desk: Desk, file: Path) -> None:
    file.write_text(f"{DOCUMENT}\nSee also page 9\n", encoding="utf-8")
    out, _err = run(file, username=desk.cast.writer.username)
    rows = {row.split("  ")[1]: row for row in out.splitlines() if row.startswith("  ") and row[2] != "?"}
    assert rows["headline"].split("  ", 2)[2].split() == ["Coast", "Service", "opens", "winter", "patrols", "line", "1"]
    assert rows["contacts"].endswith("line 6")
    assert rows["body"].endswith("line 8, line 10")
    assert "? lead_office: The text names no office." in out
    assert "not placed: See also page 9" in out
    change = reverse("admin:releases_release_change", args=[Release.objects.get().pk])
    assert out.rstrip().endswith(change)


def test_an_embargo_in_doubt_is_asked_about_and_keeps_the_draft_at_the_desk(desk: Desk, file: Path) -> None:
    year = (clock.now() + timedelta(days=700)).year
    file.write_text(DOCUMENT.replace("FOR IMMEDIATE RELEASE", f"EMBARGOED UNTIL 10 a.m. Feb. 14, {year}"))
    out, _err = run(file, username=desk.cast.writer.username)
    release = Release.objects.get()
    assert release.embargo_kind == EmbargoKind.QUESTION
    (asked,) = [row for row in out.splitlines() if row.startswith("  ? embargo:")]
    assert "zone" in asked
    with pytest.raises(workflow.Refused) as refused:
        workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    assert "embargo" in {reason.field for reason in refused.value.reasons}


def test_several_files_are_several_drafts_and_one_that_cannot_be_read_spoils_no_other(desk: Desk, file: Path) -> None:
    broken, empty = file.with_name("broken.docx"), file.with_name("empty.txt")
    broken.write_bytes(b"PK\x03\x04")
    empty.write_bytes(b"")
    missing = file.with_name("missing.txt")
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="3 of 4 files made no draft"):
        call_command(
            "draft_from", *map(str, (broken, empty, missing, file)), username=desk.cast.writer.username,
            stdout=out, stderr=err,
        )  # fmt: skip
    assert [release.headline for release in Release.objects.all()] == ["Coast Service opens winter patrols"]
    assert "broken.docx: This is not a Word file" in err.getvalue()
    assert "empty.txt: Give the release a headline" in err.getvalue()
    assert "missing.txt: " in err.getvalue()


def test_the_office_that_the_text_names_issues_it_before_the_one_that_is_given(desk: Desk, file: Path) -> None:
    lights = Office(name="Lighthouse Board", slug="lights", time_zone="America/New_York")
    workflow.save_office(actor=desk.cast.administrator, office=lights)
    file.write_text(f"Lighthouse Board\n\n{DOCUMENT}")
    run(file, username=desk.cast.writer.username, office="press-office")
    assert Release.objects.get().lead_office == lights


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, "Say who does this: --as USERNAME"),
        ({"username": "nobody"}, "There is nobody called “nobody”"),
        ({"username": "arun"}, "holds no role that includes “writer”"),
        (
            {"username": "lars", "office": "press-office"},
            "Lars does not hold the role “writer” for Office of the Press",
        ),
        ({"username": "lars", "office": "nope"}, "There is no office “nope”. There are: lights, press-office."),
        ({"username": "wren"}, "1 of 1 files made no draft"),
    ],
)
def test_who_writes_for_which_office_must_be_plain(
    desk: Desk, file: Path, options: dict[str, str], sentence: str
) -> None:
    lights = Office(name="Lighthouse Board", slug="lights", time_zone="America/New_York")
    workflow.save_office(actor=desk.cast.administrator, office=lights)
    people = {"lars": person("Lars", "writer", office=lights), "arun": desk.cast.administrator}
    people["wren"] = desk.cast.writer
    if options.get("username") in people:
        options = {**options, "username": people[options["username"]].username}
    with pytest.raises(CommandError, match=sentence):
        run(file, **options)
    assert not Release.objects.exists()


def test_the_one_office_that_somebody_writes_for_need_not_be_named(desk: Desk, file: Path) -> None:
    lights = Office(name="Lighthouse Board", slug="lights", time_zone="America/New_York")
    workflow.save_office(actor=desk.cast.administrator, office=lights)
    run(file, username=person("Lars", "writer", office=lights).username)
    assert Release.objects.get().lead_office == lights


def test_somebody_who_has_left_writes_no_more(desk: Desk, file: Path) -> None:
    gone = desk.cast.writer
    gone.is_active = False
    workflow.save_person(actor=desk.cast.administrator, person=gone, roles=[("writer", None)])
    with pytest.raises(CommandError, match="Wren has left"):
        run(file, username=gone.username)


def test_json_says_what_is_read_and_asks_no_database(file: Path) -> None:
    """The test has no access to one: a query would be an error."""
    out, _err = run(file, json=True)
    (line,) = out.splitlines()
    said = json.loads(line)
    assert (said["file"], said["title"]) == ("patrols.txt", "Coast Service opens winter patrols")
    assert (said["release_date"], said["body_paragraphs"]) == ("2009-03-04", 2)
    assert said["first_body_words"].split()[:2] == ["The", "winter"]
