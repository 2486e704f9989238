"""What intake says, each person reads in their own language: at the field, in the list, of a draft that others made."""

import json
from html import unescape
from typing import Any, Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from releases import sentences, workflow
from releases.intake.sentence import Instant, Sentence, Zone, _
from releases.models import Release, Role
from tests.cast import Desk, person
from tests.desk.pages import change, fields_of, signed_in, typed
from tests.desk.test_intake_one import CHECK, ENTRY, TEXT

pytestmark = pytest.mark.django_db

# No such weekday, winter time in summer, a paper to hold it, and an office of nobody's.
ODD: Final = TEXT.replace("FOR IMMEDIATE RELEASE", "EMBARGOED UNTIL 10 A.M. EST, MONDAY, JULY 6, 2027").replace(
    "OFFICE OF THE PRESS SECRETARY", "Ministry of Whales"
)
ES: Final = (
    "«EMBARGOED UNTIL 10 A.M. EST, MONDAY, JULY 6, 2027»: "
    "Indica un día de la semana, pero el 6 de julio de 2027 es martes. "
    "Dice «EST», pero los relojes de America/New York llevan ese día el otro horario, de verano o de invierno. "
    "¿Puede usarse desde este momento: 10:00 ET, martes 6 de julio de 2027?"
)
FR: Final = (
    "Un jour de la semaine y est indiqué, mais le 6 juillet 2027 est un mardi.",
    "Peut-on l’utiliser à partir de ce moment\u00a0: 10:00 ET, mardi 6 juillet 2027\u00a0?",
)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def client(desk: Desk) -> Client:
    workflow.choose_language(actor=desk.cast.writer, language="es")
    return signed_in(desk.cast.writer)


def read(client: Client, text: str = ODD) -> Any:
    return client.post(ENTRY, {"paste": text, "language": "en"})


def test_every_question_at_its_field_is_in_the_language_of_the_person(client: Client) -> None:
    page = read(client)
    for words in (ES, "«Ministry of Whales» no es ninguna de nuestras oficinas: elija la que emite esto."):
        assert words in page.text
    notes = page.context["intake"].source.notes
    assert len(notes) > 1
    assert not [sentence for _field, sentence in notes if sentence in unescape(page.text)]
    again = client.post(CHECK, {**typed(fields_of(page.text), headline=""), "_save": "1"})
    assert ES in again.text


def test_what_cannot_be_read_is_said_in_the_language_of_the_person(client: Client) -> None:
    files = [SimpleUploadedFile("a.txt", ODD.encode()), SimpleUploadedFile("b.docx", b"PK\x03\x04 no")]
    page = client.post(ENTRY, {"language": "en", "file": files})
    assert "No es un archivo de Word que pueda abrirse." in page.text
    assert ES in page.text
    fields = fields_of(page.text, "several_form")
    assert ES in client.post(reverse("admin:releases_release_intake_several"), fields).text


def test_a_question_that_one_left_open_is_asked_of_another_in_theirs(client: Client, desk: Desk) -> None:
    fields = typed(fields_of(read(client).text), lead_office=str(desk.cast.office.pk), embargo_kind="question")
    assert client.post(CHECK, {**fields, "_save": "1"}).status_code == 302
    release = Release.objects.get()
    colleague = person("Claire", Role.WRITER, office=desk.cast.office)
    workflow.choose_language(actor=colleague, language="fr")
    page = signed_in(colleague).get(change(release))
    for words in FR:
        assert words in page.text
    assert "May it be used" not in page.text
    with pytest.raises(workflow.Refused, match="but July 6, 2027 is a Tuesday"):
        workflow.submit(actor=colleague, release_id=release.pk)


def test_what_a_page_brings_back_is_a_sentence_or_nothing(client: Client) -> None:
    fields = fields_of(read(client).text)
    source = json.loads(fields["_source"])
    deep: Any = {"say": "It.", "with": {}}
    for _times in range(9):
        deep = {"say": "%(it)s", "with": {"it": deep}}
    for forged in (
        {"say": "%(a)s%(a)s", "with": {"a": "x"}},
        {"say": "%(a)s", "with": {"a": {"weekday": 9}}},
        {"say": "%(a)s", "with": {"a": {"at": "0001-01-01T00:00:00+00:00", "zone": "America/New_York"}}},
        {"say": "It.", "with": []},
        {"say": 3, "with": {}},
        deep,
        7,
    ):
        carried = json.dumps({**source, "notes": [["embargo", forged]]})
        page = client.post(CHECK, {**fields, "_source": carried, "_save": "1"})
        assert (page.status_code, page.context["intake"].source.text) == (422, ""), forged


@pytest.mark.parametrize(
    "sentence",
    [
        Sentence(""),
        Sentence("It names no year."),
        _("It names no time zone; %(zone)s is assumed.", zone=Zone("UTC+03:00")),
        _("It says %(it)s", it=_("“%(words)s” is the name of more than one zone.", words="CST %(it)s")),
    ],
)
def test_a_kept_sentence_is_the_same_sentence(sentence: Sentence) -> None:
    again = sentences.read(json.loads(json.dumps(sentences.kept(sentence))))
    assert (again, again.template, again.values) == (sentence, sentence.template, sentence.values)


def test_an_offset_is_said_as_it_was_printed() -> None:
    read_at = Instant(sentences.datetime.fromisoformat("2027-07-06T10:00:00+03:00"), "UTC+03:00")
    assert sentences.said(_("From %(moment)s.", moment=read_at)) == "From 10:00 a.m. UTC+03:00, Tuesday, July 6, 2027."
