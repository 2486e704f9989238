"""The desk speaks to each person in the language that they chose, and to nobody else in it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import translation

from releases import clock, workflow
from releases.models import Event, Person, Role
from releases.states import Move
from tests.cast import Desk, person, until
from tests.desk.pages import ADD, change, fields_of, signed_in
from tests.public.places import path_of

pytestmark = pytest.mark.django_db

INDEX = reverse("admin:index")
CHOICE = reverse("admin:language")
NO_HEADLINE = "Give the release a headline; it can be changed until it is approved."


def speaks(someone: Person, language: str) -> Person:
    workflow.choose_language(actor=someone, language=language)
    return someone


def test_who_chooses_a_language_reads_the_desk_in_it_and_their_colleague_does_not() -> None:
    desk = Desk()
    desk.live()
    writer, colleague = signed_in(desk.cast.writer), signed_in(desk.cast.publisher)
    assert "Nothing waits for you." in writer.get(INDEX).text
    said = writer.post(CHOICE, {"language": "es"}, follow=True).text
    assert "Ahora la redacción le habla en español." in said
    assert '<html lang="es"' in said
    page = writer.get(INDEX).text
    assert translation.get_language() == "en"
    assert "No le espera nada." in page
    assert "Publicado" in writer.get(reverse("admin:releases_release_changelist")).text
    assert '<html lang="en' in colleague.get(INDEX).text
    assert "The desk speaks English" in writer.post(CHOICE, {"language": ""}, follow=True).text


def test_a_language_that_the_desk_does_not_speak_is_refused_and_one_no_longer_offered_is_not_spoken() -> None:
    writer = Desk().cast.writer
    assert signed_in(writer).post(CHOICE, {"language": "tlh"}).status_code == 422
    with pytest.raises(workflow.Refused):
        workflow.choose_language(actor=writer, language="tlh")
    Person.objects.filter(pk=writer.pk).update(language="tlh")
    assert "Nothing waits for you." in signed_in(writer).get(INDEX).text


def test_the_banner_over_a_preview_speaks_to_who_looks_and_the_page_to_its_readers() -> None:
    desk = Desk()
    release = desk.draft(language="fr")
    looking = signed_in(speaks(desk.cast.writer, "es"))
    for path, banner, below in (
        (reverse("preview:working", args=[release.pk]), "Vista previa: no es público.", "Aller au texte"),
        (reverse("preview:rehearsal_front", args=["2031-05-05T12:00:00Z"]), "Ensayo: no es", "Skip to the text"),
    ):
        shown = looking.get(path).text
        assert (banner in shown, below in shown) == (True, True), path
        assert 'lang="es"' in shown


def test_no_public_page_speaks_the_language_of_who_looks_at_it() -> None:
    desk = Desk()
    pages = [path_of(desk.live()), "/", "/feed.rss", "/no/such/page/"]
    plain = [Client().get(page).content for page in pages]
    reader = signed_in(speaks(desk.cast.writer, "fr"))
    reader.get(INDEX)
    assert [reader.get(page).content for page in pages] == plain
    assert [Client().get(page).content for page in pages] == plain


def test_the_desk_refuses_in_the_language_of_who_is_signed_in_and_else_in_the_newsrooms() -> None:
    desk = Desk()
    nowhere, missing = f"{INDEX}no/such/page/", f"{INDEX}releases/release/00000000-0000-0000-0000-000000000000/record/"
    client = signed_in(speaks(desk.cast.writer, "es"))
    for address in (nowhere, missing):
        page = client.get(address)
        assert (page.status_code, page["Cache-Control"]) == (404, "no-store, private")
        assert "No hay ninguna página en esta dirección" in page.text
        assert '<html lang="es"' in page.text
    forbidden = client.get(reverse("admin:releases_newsroom_add"))
    assert forbidden.status_code == 403
    assert '<html lang="es"' in forbidden.text
    assert _("You may not see this page", "es") in forbidden.text
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(desk.cast.writer)
    late = strict.post(ADD, {"correction_note": "Porque sí."}, headers={"Sec-Fetch-Site": "same-origin"})
    assert late.status_code == 403
    for words in ('<html lang="es"', "No se pierde nada de lo que escribió", ">Nota de corrección</label>"):
        assert words in late.text
    signed_out = Client().post(ADD, {"headline": "Porque sí."}, headers={"Sec-Fetch-Site": "same-origin"})
    assert '<html lang="en"' in signed_out.text
    assert "Nothing you typed is lost" in signed_out.text


@pytest.mark.parametrize("language", ["es", "fr"])
def test_a_form_that_is_saved_as_it_came_changes_nothing_in_any_language(language: str) -> None:
    desk = Desk()
    lift = clock.now().replace(second=0, microsecond=0) + timedelta(days=40)
    release = desk.draft(terms=until(lift), language="ar")
    client = signed_in(speaks(desk.cast.writer, language))
    fields = fields_of(client.get(change(release)).text)
    saved = client.post(change(release), fields)
    assert saved.status_code == 302
    after = desk.fresh(release)
    assert (after.revision_number, after.embargo_at) == (release.revision_number, lift)
    refused = client.post(change(release), {**fields, "headline": "", "embargo_date": "mañana"})
    assert refused.status_code == 422
    assert _(NO_HEADLINE, language) in refused.text
    assert client.get(ADD).status_code == 200


def _(sentence: str, language: str) -> str:
    with translation.override(language):
        return translation.gettext(sentence)


def test_the_record_keeps_the_release_line_in_the_newsrooms_language() -> None:
    desk = Desk()
    release = desk.submitted()
    client = signed_in(speaks(desk.cast.approver, "es"))
    page = client.get(reverse("admin:releases_release_move", args=[release.pk, Move.APPROVE]))
    assert "Aprobar" in page.text
    client.post(page.wsgi_request.path, fields_of(page.text, "move_form"))
    approved = Event.objects.get(release=release, what=Move.APPROVE)
    assert approved.detail["embargo"] == "FOR IMMEDIATE RELEASE"


def test_a_mail_speaks_the_language_of_who_gets_it_not_of_who_caused_it() -> None:
    desk = Desk()
    release = desk.draft()
    everybody = [desk.cast.writer, desk.cast.approver, desk.cast.publisher]
    for someone in everybody:
        Person.objects.filter(pk=someone.pk).update(email=f"{someone.username}@harbour.example")
    speaks(desk.cast.approver, "fr")
    limited = [one.pk for one in everybody]
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=limited)
    administrator = speaks(person("Noor", Role.ADMINISTRATOR), "es")
    with TestCase.captureOnCommitCallbacks(execute=True), translation.override("es"):
        workflow.break_access_limit(actor=administrator, release_id=release.pk, reason="Nobody can go on.")
    subjects = {one.to[0]: one.subject for one in mail.outbox}
    assert subjects[f"{desk.cast.writer.username}@harbour.example"] == "An access limit was broken"
    assert subjects[f"{desk.cast.approver.username}@harbour.example"] == "Une limite d’accès a été rompue"
