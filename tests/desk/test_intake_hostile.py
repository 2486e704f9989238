"""Whatever is pasted or dropped, the answer is a sentence, and the text is still there."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from releases.admin.intake_reading import MOST_CHARACTERS, Piece, pieces_of, read_piece
from releases.models import IntakeSource, Release
from tests.cast import Desk
from tests.desk.pages import fields_of, messages, signed_in, typed
from tests.desk.test_intake_one import CHECK, ENTRY, TEXT, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def client(desk: Desk) -> Client:
    return signed_in(desk.cast.writer)


def _said(response: Any) -> str:
    return " ".join(str(text) for texts in response.context["form"].errors.values() for text in texts)


def _file(name: str, content: bytes) -> dict[str, Any]:
    return {"language": "en", "file": SimpleUploadedFile(name, content)}


# --- Sentences ---


def test_nothing_at_all_is_asked_for(client: Client) -> None:
    response = client.post(ENTRY, {"paste": "  \n ", "language": "en"})
    assert response.status_code == 422
    assert "Paste a text, or choose a file." in _said(response)


def test_a_text_longer_than_any_release_is_given_back_with_a_sentence(client: Client) -> None:
    text = "HARBOUR " * (MOST_CHARACTERS // 8 + 1)
    response = client.post(ENTRY, {"paste": text, "language": "en"})
    assert response.status_code == 422
    assert "Paste the release alone" in _said(response)
    assert text in response.text


def test_a_post_beyond_every_bound_is_answered_with_a_sentence_on_every_page_of_intake(client: Client) -> None:
    for address in (ENTRY, CHECK):
        response = client.post(address, {"paste": "x" * 11_000_000})
        assert response.status_code == 413
        assert "larger than any release" in response.text


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.txt", b"", "The file is empty."),
        ("a.txt", b" \n\r\n\t", "There is no text in it."),
        ("a.pdf", b"%PDF-1.7", "Copy its text and paste it"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "Save it as .docx"),
        ("a.xlsx", b"PK\x03\x04", "Only .docx, .eml, .html and .txt"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "This is no text"),
        ("a.txt", b"%PDF-1.7 \n", "This is a PDF"),
        ("noname", b"Words", "Only .docx"),
    ],
)
def test_what_cannot_be_read_is_said(desk: Desk, name: str, content: bytes, sentence: str) -> None:
    pieces, refused = pieces_of("", "", [SimpleUploadedFile(name, content)])
    reads = [*refused, *(read_piece(piece, person=desk.cast.writer) for piece in pieces)]
    assert [read.filled for read in reads] == [None]
    assert sentence in reads[0].problem


def test_a_word_file_that_swells_is_refused_before_it_does(client: Client) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bomb:
        bomb.writestr("word/document.xml", b"<w:document>" + b" " * 100_000_000)
        bomb.writestr("[Content_Types].xml", b"<Types/>")
    response = client.post(ENTRY, _file("bomb.docx", packed.getvalue()))
    assert response.status_code == 422
    assert "bomb.docx: " in _said(response)


def test_a_file_beyond_the_bound_is_not_even_read() -> None:
    class Heavy(SimpleUploadedFile):
        def read(self, *_args: Any) -> bytes:
            raise AssertionError("it was read")

    heavy = Heavy("a.docx", b"PK\x03\x04")
    heavy.size = 50 * 1024 * 1024
    pieces, refused = pieces_of("", "", [heavy])
    assert not pieces
    assert "50 MB" in refused[0].problem


def test_the_twenty_first_file_is_left_with_a_sentence() -> None:
    pieces, refused = pieces_of("", "", [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(21)])
    assert (len(pieces), len(refused)) == (20, 1)
    assert "20 files at once" in refused[0].problem


def test_beside_a_file_that_cannot_be_read_the_pasted_text_stays(client: Client) -> None:
    response = client.post(ENTRY, {"paste": TEXT, "language": "en", "file": SimpleUploadedFile("a.pdf", b"%PDF-")})
    assert [row.problem != "" for row in response.context["rows"]] == [False, True]


def test_control_characters_and_other_strangers_are_kept_as_a_database_can(client: Client, desk: Desk) -> None:
    text = TEXT.replace("Sent from my phone", "\x00\x07 \u202e \ud800 Ω")
    read_in = read_piece(Piece("", text), person=desk.cast.writer)
    assert read_in.filled
    page = read(client, read_in.filled.source.text)
    response = client.post(CHECK, {**fields_of(page.text), "_save": "1"})
    assert response.status_code == 302
    assert "\x00" not in IntakeSource.objects.get().text


# --- A page that comes back damaged ---


@pytest.mark.parametrize("carried", ["", "{}", "[]", "null", '{"text": 1}', '{"text":"a","name":"","media_type":""}'])
def test_a_page_that_lost_its_source_gives_back_what_was_typed(client: Client, carried: str) -> None:
    fields = typed(fields_of(read(client).text), headline="Typed in vain?")
    response = client.post(CHECK, {**fields, "_source": carried, "_save": "1"})
    assert response.status_code == 422
    assert fields_of(response.text)["headline"] == "Typed in vain?"
    assert "lost the text it was made from" in messages(response)[0]
    assert not Release.objects.exists()


def test_a_refused_draft_comes_back_with_its_source_and_its_sentence(client: Client) -> None:
    fields = typed(fields_of(read(client).text), headline="x" * 251)
    response = client.post(CHECK, {**fields, "_save": "1"})
    assert response.status_code == 422
    assert "251 characters" in response.text
    assert "Sent from my phone" in response.text
    assert fields_of(response.text)["_source"] == fields["_source"]


def test_after_the_session_has_ended_the_pasted_text_is_given_back(client: Client) -> None:
    client.logout()
    response = client.post(ENTRY, {"paste": TEXT, "language": "en"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 401
    assert "The station is staffed day and night" in response.text


def test_after_the_session_has_ended_the_checked_sheet_is_given_back(client: Client) -> None:
    fields = fields_of(read(client).text)
    client.logout()
    response = client.post(CHECK, {**fields, "_save": "1"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 401
    assert dict(response.context["fields"])["_source"] == fields["_source"]
    assert dict(response.context["fields"])["_save"] == "1"


def test_without_a_token_nothing_is_read_and_the_text_is_given_back(desk: Desk) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(desk.cast.writer)
    for address, fields in ((ENTRY, {"paste": TEXT}), (CHECK, {"headline": "Typed in vain?", "_save": "1"})):
        response = strict.post(address, fields, headers={"Sec-Fetch-Site": "same-origin"})
        assert response.status_code == 403
        assert next(iter(fields.values())).split("\n")[0] in response.text
    assert not Release.objects.exists()
