"""Preflight on the desk: findings with their words and a way to them, reasons beside them, and no click more."""

from typing import Any

import pytest
from django.urls import reverse

from releases import workflow
from releases.admin.preflight import anchor
from releases.models import Event, Release
from releases.workflow.checking import FIELDS
from tests.cast import Desk
from tests.desk.pages import change, errors, opened, signed_in

pytestmark = pytest.mark.django_db
FORM = "move_form"
TWO = "<p>The pier costs TK dollars. It is on the the shore.</p>"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def page(release: Release, move: str) -> str:
    return reverse("admin:releases_release_move", args=[release.pk, move])


def posted(desk: Desk, release: Release, move: str, who: str, **typed: Any) -> Any:
    client = signed_in(getattr(desk.cast, who))
    return client.post(page(release, move), opened(client, page(release, move), FORM, **typed))


def test_a_clean_text_is_submitted_and_approved_with_one_click_each(desk: Desk) -> None:
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    assert "Preflight found nothing" in client.get(change(release)).text
    shown = client.get(page(release, "submit"))
    assert shown.context["findings"] is None
    assert "override_" not in shown.text
    assert posted(desk, release, "submit", "writer").status_code == 302
    assert posted(desk, release, "approve", "approver").status_code == 302
    assert "Preflight" not in client.get(change(release)).text


def test_a_finding_stands_in_its_words_and_leads_to_its_field(desk: Desk) -> None:
    release = desk.draft(headline="HARBOUR OPENS NEW STATION", body=TWO)
    client = signed_in(desk.cast.writer)
    panel = client.get(change(release)).text
    assert "The pier costs <mark>TK</mark> dollars." in panel
    assert 'href="#part-text"' in panel
    assert 'id="part-text"' in panel
    assert 'href="#id_headline"' in panel
    assert "3 should be mended or justified" in panel
    assert f'href="{change(release)}#part-text"' in client.get(page(release, "submit")).text


def test_a_finding_names_days_and_languages_as_its_reader_does(desk: Desk) -> None:
    body = "<p>The pier opens on Friday, July 6, 2027, at noon EST, and it stays open all the year round.</p>"
    more = "<p>The pilots met the harbour master on the old pier and asked for a light at each end of it.</p>"
    release = desk.draft(body=body + more, language="es")
    workflow.choose_language(actor=desk.cast.writer, language="es")
    panel = signed_in(desk.cast.writer).get(change(release)).text
    for words in (
        "El 6 de julio de 2027 es martes.",
        "El 6 de julio de 2027 los relojes muestran allí EDT.",
        "El texto se lee como «Inglés», y su idioma está puesto en «Español».",
    ):
        assert words in panel


def test_the_words_around_a_finding_are_whole_words_and_say_where_they_are_cut(desk: Desk) -> None:
    body = (
        "<p>The harbour master said on Monday that the pier costs TK dollars and that nobody had asked him first.</p>"
    )
    panel = signed_in(desk.cast.writer).get(change(desk.draft(body=body))).text
    assert (
        "<q>… said on Monday that the pier costs <mark>TK</mark> dollars and that nobody had asked him …</q>" in panel
    )


def test_every_field_that_is_looked_at_has_a_place_on_the_form_to_go_to(desk: Desk) -> None:
    form = signed_in(desk.cast.writer).get(change(desk.draft())).text
    assert [field for field in FIELDS if f'id="{anchor(field)}"' not in form] == []


def test_without_a_reason_it_comes_back_with_what_was_typed(desk: Desk) -> None:
    release = desk.draft(body=TWO)
    answer = posted(desk, release, "submit", "writer", override_placeholders="The price comes at noon.")
    assert answer.status_code == 409
    assert "The price comes at noon." in answer.text
    assert "Or say why it stays as it is." in str(answer.context["form"].errors["override_repeated_words"])
    assert desk.fresh(release).status == "draft"


def test_one_reason_may_do_for_all_and_the_approver_reads_it_and_is_not_asked(desk: Desk) -> None:
    release = desk.draft(body=TWO)
    answer = posted(desk, release, "submit", "writer", reason_for_all="It is quoted from a sign.")
    assert answer.status_code == 302
    shown = signed_in(desk.cast.approver).get(page(release, "approve"))
    assert shown.text.count("It is quoted from a sign.") == 2
    assert "Wren" in shown.text
    assert "override_" not in shown.text
    assert posted(desk, release, "approve", "approver").status_code == 302
    record = signed_in(desk.cast.writer).get(page(release, "submit").replace("move/submit/", "record/")).text
    assert "Placeholders: It is quoted from a sign." in record


def test_what_blocks_leaves_no_button_but_the_way_to_the_form(desk: Desk) -> None:
    release = desk.draft(body="<p>Lorem ipsum dolor.</p>")
    client = signed_in(desk.cast.writer)
    shown = client.get(page(release, "submit")).text
    assert "Must be mended" in shown
    assert "Mend it in the form" in shown
    assert '<button type="submit" class="button' not in shown
    marked = client.get(f"{change(release)}?gaps=1")
    assert "to be filled in" in errors(marked)["body"][0]
    saved = client.post(change(release), opened(client, change(release), _submit="1"))
    assert saved["Location"] == f"{change(release)}?gaps"


def test_a_text_changed_meanwhile_asks_for_its_own_reasons(desk: Desk) -> None:
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    post = opened(client, page(release, "submit"), FORM)
    desk.edit(release, body=TWO)
    answer = client.post(page(release, "submit"), post)
    assert answer.status_code == 409
    assert 'name="override_placeholders"' in answer.text
    assert desk.fresh(release).status == "draft"


def test_a_hidden_headline_shows_to_nobody_who_may_not_know_of_it(desk: Desk) -> None:
    hidden = desk.draft(headline="Harbour opens new pilot station zebra")
    workflow.limit_access(
        actor=desk.cast.writer, release_id=hidden.pk, people=[desk.cast.writer.pk, desk.cast.approver.pk]
    )
    release = desk.submitted()
    assert "station zebra" in signed_in(desk.cast.approver).get(page(release, "approve")).text
    publisher = signed_in(desk.cast.publisher)
    assert "station zebra" not in publisher.get(page(release, "approve")).text
    assert "station zebra" not in publisher.get(change(release)).text


def test_the_emergency_page_asks_for_no_more_than_it_did(desk: Desk) -> None:
    release = desk.draft(body=TWO)
    shown = signed_in(desk.cast.publisher).get(page(release, "emergency"))
    assert "override_" not in shown.text
    answer = posted(desk, release, "emergency", "publisher", reason="Fire on the pier.", sure="on")
    assert answer.status_code == 302
    assert Event.objects.filter(release=release, what="emergency").exists()
