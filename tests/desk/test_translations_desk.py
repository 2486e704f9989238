"""Translations on the desk: begun on a page, written beside the original, flagged wherever they are behind."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from releases import workflow
from releases.models import BundleMember, Release, Translation
from tests.cast import Desk
from tests.desk.pages import LIST, change, errors, messages, opened, signed_in

pytestmark = pytest.mark.django_db
FLAG = "The English changed since this was translated (revision 1 → 2, by Ada, "
WRITTEN = {"headline": "Abre la estación", "body": "<p>La Autoridad abrió el lunes la estación.</p>"}


def page(release: Release) -> str:
    return reverse("admin:releases_release_translations", args=[release.pk])


def move(release: Release, name: str) -> str:
    return reverse("admin:releases_release_move", args=[release.pk, name])


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def writer(desk: Desk) -> Client:
    return signed_in(desk.cast.writer)


def begun(desk: Desk, original: Release, **changes: Any) -> Release:
    """By itself: what goes out together is limited together."""
    by = {"actor": desk.cast.writer, "original_id": original.pk, "language": "es"}
    made = workflow.begin_translation(together=False, **by).release
    return desk.edit(made, **changes) if changes else made


def behind(desk: Desk, **changes: Any) -> Release:
    """A Spanish translation whose English Ada has changed since, in its second paragraph."""
    original = desk.draft(body='<p>The station opened.</p><p>It has <a href="https://a.example/">two boats</a>.</p>')
    made = begun(desk, original, **changes)
    body = '<p>The station opened.</p><p>It has <a href="https://a.example/">three boats</a>.</p>'
    desk.edit_as(desk.cast.approver, original, body=body)
    return made


def test_it_is_begun_on_a_page_that_offers_the_languages_that_are_not_there(desk: Desk, writer: Client) -> None:
    original = desk.draft(number="17-042")
    assert f'<a href="{page(original)}">Translate…</a>' in writer.get(change(original)).text
    shown = writer.get(page(original))
    offered = dict(shown.context["form"].fields["language"].choices)
    assert offered["es"] == "Spanish · Español"
    assert "en" not in offered
    assert "17-042" in shown.text
    answer = writer.post(page(original), {"language": "es"}, follow=True)
    made = Translation.objects.get().release
    assert answer.redirect_chain[-1][0] == change(made)
    assert messages(answer) == ["Begun. Its text is empty: write it beside the English."]
    assert "es" not in dict(writer.get(page(original)).context["form"].fields["language"].choices)
    assert writer.post(page(original), {"language": "es"}).status_code == 422
    assert "Choose the language of the translation." in writer.post(page(original)).text


def test_it_goes_out_together_with_what_is_not_out_unless_the_tick_is_taken_away(desk: Desk, writer: Client) -> None:
    original, form = desk.draft(), "begin_form"
    writer.post(page(original), opened(writer, page(original), form, language="es"))
    writer.post(page(original), opened(writer, page(original), form, language="fr", together=None))
    assert set(BundleMember.objects.values_list("release__language", flat=True)) == {"en", "es"}
    assert "together" not in opened(writer, page(desk.live()), form)
    scheduled = writer.get(page(desk.scheduled())).text
    assert "it lifts at the same instant" in scheduled
    assert 'name="together"' not in scheduled


def test_each_counterpart_names_the_others_and_how_they_stand(desk: Desk, writer: Client) -> None:
    original = desk.live()
    made = begun(desk, original)
    on_original, on_translation = (writer.get(change(one)).text for one in (original, made))
    assert f'<a href="{change(made)}">Spanish</a> (draft)' in on_original
    assert f'<a href="{change(original)}">English</a> (live)' in on_translation
    assert "Counterparts" not in writer.get(change(desk.draft())).text


def test_a_translation_that_is_behind_says_so_wherever_it_shows(desk: Desk, writer: Client) -> None:
    made = behind(desk, **WRITTEN)
    assert FLAG in writer.get(change(made)).text
    [row] = [row for row in writer.get(reverse("admin:index")).context["drafts"]["rows"] if row.release == made]
    assert row.notes[-1] == "the English changed since"
    listed = writer.get(LIST, {"translation": "behind"})
    assert [one.pk for one in listed.context["cl"].result_list] == [made.pk]
    assert "Spanish: the English changed since" in listed.text
    overrides = {"original_changed": "The boats are not named in Spanish."}
    workflow.submit(actor=desk.cast.writer, release_id=made.pk, overrides=overrides)
    approver = signed_in(desk.cast.publisher)
    waiting = approver.get(reverse("admin:index")).context["waiting"]["rows"]
    assert [row.notes[-1] for row in waiting] == ["the English changed since"]
    shown = approver.get(move(made, "approve")).text
    assert FLAG in shown
    assert "<del><span" in shown
    assert "</span>[two</del>" in shown or "two</del>" in shown
    assert "The boats are not named in Spanish." in shown


def test_submitting_it_asks_for_a_reason_and_asks_again_when_the_original_changes_again(desk: Desk) -> None:
    made = behind(desk, **WRITTEN)
    with pytest.raises(workflow.Refused, match="The original changed since this was translated"):
        workflow.submit(actor=desk.cast.writer, release_id=made.pk)
    workflow.submit(actor=desk.cast.writer, release_id=made.pk, overrides={"original_changed": "A comma."})
    desk.edit_as(desk.cast.approver, made.translation.original, subhead="With a crane")
    with pytest.raises(workflow.Refused, match="revision 1 → 3"):
        desk.approve(made)
    workflow.mark_up_to_date(actor=desk.cast.writer, release_id=made.pk, of_revision=3)
    desk.approve(made)


def test_the_original_stands_beside_each_field_with_what_changed_marked(desk: Desk, writer: Client) -> None:
    made = behind(desk)
    shown = writer.get(change(made)).text
    beside = shown.split('id="original-body"')[1].split("</details>")[0]
    assert 'lang="en" dir="ltr"' in beside
    assert "<p>The station opened.</p>" in beside
    assert "two</del>" in beside
    assert "three</ins>" in beside
    assert "<a " not in beside
    assert "https://a.example/" in beside
    assert "Harbour opens new pilot station" in shown.split('id="original-headline"')[1].split("</div>")[0]
    hidden = writer.get(change(made), {"original": "hide"}).text
    assert 'id="original-body"' not in hidden
    assert "?original=show" in hidden


def test_a_tick_on_the_form_says_that_it_is_up_to_date_and_a_refusal_keeps_the_tick(desk: Desk, writer: Client) -> None:
    made = behind(desk)
    fields = opened(writer, change(made), **WRITTEN)
    assert "_up_to_date" not in fields
    refused = writer.post(change(made), {**fields, "headline": "", "_up_to_date": "2"})
    assert errors(refused)["headline"]
    assert 'value="2" checked' in refused.text
    writer.post(change(made), {**fields, "_up_to_date": "2"})
    assert desk.fresh(made).headline == "Abre la estación"
    shown = writer.get(change(made)).text
    assert FLAG not in shown
    assert "_up_to_date" not in shown


def test_the_page_says_what_changed_and_one_press_says_that_nothing_has_to(desk: Desk, writer: Client) -> None:
    made = behind(desk)
    shown = writer.get(page(made)).text
    assert FLAG in shown
    assert "three</ins>" in shown
    assert writer.post(page(made), {"_up_to_date": "9"}).status_code == 409
    assert writer.post(page(made), {"_up_to_date": "nine"}).status_code == 409
    assert writer.post(page(made), {"_up_to_date": "2"}).status_code == 302
    assert "last with revision 2" in writer.get(page(made)).text
    assert writer.post(page(made.translation.original), {"_up_to_date": "2"}).status_code == 404


def test_a_live_translation_of_a_corrected_or_withdrawn_original_says_what_readers_get(
    desk: Desk, writer: Client
) -> None:
    original = desk.live()
    made = begun(desk, original, **WRITTEN)
    workflow.submit(actor=desk.cast.writer, release_id=made.pk)
    desk.approve(made)
    workflow.publish(actor=desk.cast.publisher, release_id=made.pk)
    assert "still" not in writer.get(change(made)).context["panel"].translations.alarms
    desk.corrected(original)
    [alarm] = writer.get(change(made)).context["panel"].translations.alarms
    assert alarm.startswith("The English was corrected (")
    assert alarm.endswith("); the Spanish still says the old.")
    [row] = writer.get(reverse("admin:index")).context["waiting"]["rows"]
    assert (row.release, row.action, row.notes) == (made, "Bring up to date", ("the English changed since",))
    desk.withdrawn(original)
    [alarm] = writer.get(change(made)).context["panel"].translations.alarms
    assert alarm.endswith("); the Spanish is still there.")


def test_who_may_not_know_of_the_original_sees_a_release_like_any_other(desk: Desk) -> None:
    made = behind(desk, **WRITTEN)
    limited = {"actor": desk.cast.writer, "people": [desk.cast.approver.pk]}
    outsider = signed_in(desk.cast.publisher)
    assert FLAG in outsider.get(change(made)).text
    workflow.limit_access(release_id=made.translation.original.pk, **limited)
    limited["people"].append(desk.cast.publisher.pk)
    workflow.limit_access(release_id=made.pk, **limited)
    record = reverse("admin:releases_release_record", args=[made.pk])
    urls = [change(made), page(made), record, LIST, f"{LIST}?translation=behind", reverse("admin:index")]
    shown = "".join(outsider.get(url).text for url in urls)
    for word in (
        "nglish changed",
        "original-body",
        "Its original",
        "up to date with",
        "Counterparts:",
        "of its origin",
    ):
        assert word not in shown, word
    assert "of its original" in signed_in(desk.cast.approver).get(record).text
    assert outsider.post(page(made), {"_up_to_date": "2"}).status_code == 404
    workflow.submit(actor=desk.cast.publisher, release_id=made.pk)
    assert FLAG not in outsider.get(move(made, "send_back")).text
