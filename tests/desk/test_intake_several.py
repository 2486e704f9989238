"""Several files at once: a row for each, and each is checked or drafted from there, once."""

from typing import Any, Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from releases.admin.intake_sheet import packed, unpacked
from releases.filling import fill
from releases.intake import parse
from releases.models import IntakeSource, Office, Release
from releases.states import EmbargoKind
from tests.cast import Desk, cast
from tests.desk.pages import change, fields_of, signed_in
from tests.desk.test_intake_one import CHECK, ENTRY, HELD, TEXT

pytestmark = pytest.mark.django_db

SEVERAL: Final = reverse("admin:releases_release_intake_several")
STRANGE: Final = TEXT.replace("OFFICE OF THE PRESS SECRETARY", "Ministry of Whales")


@pytest.fixture
def client() -> Client:
    return signed_in(Desk().cast.writer)


def dropped(client: Client, **texts: str) -> dict[str, Any]:
    files = [SimpleUploadedFile(f"{name}.txt", text.encode()) for name, text in texts.items()]
    page = client.post(ENTRY, {"language": "en", "file": files})
    return fields_of(page.text, "several_form")


def test_each_has_a_row_with_what_was_found_and_what_is_asked(client: Client) -> None:
    files = [SimpleUploadedFile("a.txt", TEXT.encode()), SimpleUploadedFile("b.txt", HELD.encode())]
    page = client.post(ENTRY, {"language": "en", "file": [*files, SimpleUploadedFile("c.pdf", b"%PDF-")]})
    one, held, refused = page.context["rows"]
    assert (one.title, one.release_line) == ("a.txt", "FOR IMMEDIATE RELEASE")
    assert held.release_line == "NOT FOR RELEASE – EMBARGO NOT DECIDED YET"
    assert "A PDF has lost its paragraphs" in refused.problem
    for words in ("Maren Holt, 202-555-0147", "HOLD FOR RELEASE", refused.problem):
        assert words in page.text


def test_all_are_drafted_with_one_press_and_none_twice(client: Client) -> None:
    fields = dropped(client, a=TEXT, b=HELD)
    page = client.post(SEVERAL, {**fields, "_draft_all": "1"})
    assert {release.embargo_kind for release in Release.objects.all()} == {EmbargoKind.NONE, EmbargoKind.QUESTION}
    assert sorted(IntakeSource.objects.values_list("name", flat=True)) == ["a.txt", "b.txt"]
    for release in Release.objects.all():
        assert change(release) in page.text
    client.post(SEVERAL, {**fields, "_draft_all": "1"})  # the page sent once more
    assert Release.objects.count() == 2


def test_one_is_opened_for_checking_as_if_it_had_come_alone(client: Client) -> None:
    page = client.post(SEVERAL, {**dropped(client, a=TEXT, b=HELD), "_open": "2"})
    fields = fields_of(page.text)
    assert fields["embargo_kind"] == "question"
    client.post(CHECK, {**fields, "_save": "1"})
    assert IntakeSource.objects.get().name == "b.txt"


def test_without_an_office_of_ours_it_is_not_drafted_until_one_is_chosen(client: Client) -> None:
    other = Office.objects.create(name="Pilot Service", slug="pilots", time_zone="America/New_York")
    fields = dropped(client, a=STRANGE, b=TEXT)
    page = client.post(SEVERAL, {**fields, "_draft": "1"})
    assert "names none of our offices" in page.context["rows"][0].problem
    client.post(SEVERAL, {**fields, "_draft": "1", "lead": str(other.pk)})
    assert Release.objects.get().lead_office == other


def test_a_refusal_stands_at_its_row_and_the_others_are_drafted(client: Client) -> None:
    fields = dropped(client, a=TEXT.replace("opens new pilot station", "opens " + "very " * 60 + "new station"), b=TEXT)
    page = client.post(SEVERAL, {**fields, "_draft_all": "1"})
    assert [bool(row.done) for row in page.context["rows"]] == [False, True]
    assert "Give the release a headline" in page.context["rows"][0].problem


def test_a_row_that_came_back_damaged_says_so(client: Client) -> None:
    fields = {**dropped(client, a=TEXT, b=HELD), "_row-1": '{"lead": "x"'}
    page = client.post(SEVERAL, {**fields, "_draft_all": "1"})
    assert "lost the text" in page.context["rows"][0].problem
    assert Release.objects.count() == 1


def test_a_filled_draft_is_the_same_after_it_was_carried(client: Client) -> None:
    text = TEXT.replace("FOR IMMEDIATE RELEASE", "EMBARGOED UNTIL 10 a.m. Dec. 14, 2026")
    filled = fill(parse(text, default_zone="America/New_York"), actor=cast(slug="second").writer, name="a.txt")
    again = unpacked(packed(filled))
    assert again.draft() == filled.draft()
    assert (again.source, again.wall, again.zone) == (filled.source, filled.wall, filled.zone)
