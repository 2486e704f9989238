"""What is typed and not saved waits for its author; and whoever has a release open is named to the others."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from releases import workflow
from releases.admin import counters
from releases.models import Buffer, Presence, Release
from tests.cast import Desk
from tests.desk.pages import ADD, change, fields_of, messages, opened, signed_in, typed
from tests.raw_release import RAW

pytestmark = pytest.mark.django_db

UNSAVED = "You have unsaved typing from"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def keep(client: Client, release: Release | None, fields: dict[str, Any]) -> Any:
    """Post what the form's script does."""
    if release is None:
        return client.post(reverse("admin:releases_release_keep_new"), fields)
    return client.post(reverse("admin:releases_release_keep", args=[release.pk]), fields)


def limit(desk: Desk, release: Release) -> None:
    named = [desk.cast.publisher.pk, desk.cast.approver.pk]
    workflow.limit_access(actor=desk.cast.publisher, release_id=release.pk, people=named)


def test_typing_that_was_never_saved_is_offered_on_any_machine_with_what_it_changes(desk: Desk) -> None:
    release, here, elsewhere = desk.draft(), signed_in(desk.cast.writer), signed_in(desk.cast.writer)
    fields = opened(here, change(release), headline="Harbour opens new pier", contact_lines__1__name="Half a contact")
    assert keep(here, release, fields).json() == {"beside": ""}
    page = elsewhere.get(change(release)).text
    assert UNSAVED in page
    assert "pier</ins>" in page
    assert fields_of(page)["headline"] == "Harbour opens new pilot station"
    again = fields_of(elsewhere.get(f"{change(release)}?typing={fields['_key']}").text)
    assert (again["headline"], again["contact_lines-1-name"]) == ("Harbour opens new pier", "Half a contact")
    assert again["_key"] == fields["_key"]
    elsewhere.post(change(release), typed(again, contact_lines__1__phone="9"))
    assert desk.fresh(release).headline == "Harbour opens new pier"
    assert UNSAVED not in here.get(change(release)).text
    assert not Buffer.objects.exists()


@pytest.mark.long
def test_typing_begun_before_somebody_elses_save_meets_it_when_it_is_saved(desk: Desk) -> None:
    release, client = desk.draft(), signed_in(desk.cast.writer)
    fields = opened(client, change(release), headline="Wren's")
    keep(client, release, fields)
    desk.edit_as(desk.cast.publisher, release, subhead="Of Petra")
    again = fields_of(client.get(f"{change(release)}?typing={fields['_key']}").text)
    merged = client.post(change(release), again)
    assert merged.status_code == 409
    client.post(change(release), fields_of(merged.text))
    content = desk.revision(release).content
    assert (content["headline"], content["subhead"]) == ("Wren's", "Of Petra")


def test_half_of_a_new_release_is_offered_again_although_it_could_not_be_saved(desk: Desk) -> None:
    client = signed_in(desk.cast.writer)
    fields = opened(client, ADD, headline="", body="<p>Only half a</p>", embargo_kind="until")
    keep(client, None, fields)
    page = client.get(ADD).text
    assert UNSAVED in page
    assert "Only half a" in page
    again = fields_of(client.get(f"{ADD}?typing={fields['_key']}").text)
    assert (again["body"], again["embargo_kind"]) == ("<p>Only half a</p>", "until")
    assert UNSAVED not in signed_in(desk.cast.publisher).get(ADD).text


def test_the_front_page_leads_to_what_was_typed_and_not_saved_and_to_nothing_else(desk: Desk) -> None:
    typed_in, same, limited = desk.draft(), desk.draft(headline="As it was"), desk.draft(headline="Kept from her")
    client = signed_in(desk.cast.writer)
    for release, changes in ((typed_in, {"subhead": "One more line"}), (same, {}), (limited, {"subhead": "More"})):
        keep(client, release, opened(client, change(release), **changes))
    named = [desk.cast.approver.pk, desk.cast.publisher.pk]
    workflow.limit_access(actor=desk.cast.publisher, release_id=limited.pk, people=named)
    shown = client.get(reverse("admin:index"))
    assert [one.release for one in shown.context["typed_elsewhere"]] == [typed_in]
    assert f'href="{change(typed_in)}" lang="en">' in shown.text.partition(UNSAVED)[2]
    assert signed_in(desk.cast.publisher).get(reverse("admin:index")).context["typed_elsewhere"] == []


def test_it_is_thrown_away_with_one_press_and_by_its_author_alone(desk: Desk) -> None:
    release, client = desk.draft(), signed_in(desk.cast.writer)
    fields = opened(client, change(release), headline="Wren's")
    keep(client, release, fields)
    away = reverse("admin:releases_release_throw_away", args=[fields["_key"]])
    signed_in(desk.cast.publisher).post(away)
    assert client.get(away).status_code == 405
    assert Buffer.objects.exists()
    response = client.post(away, follow=True)
    assert messages(response) == ["The unsaved typing is thrown away."]
    assert response.request["PATH_INFO"] == change(release)
    assert not Buffer.objects.exists()


@pytest.mark.long
def test_what_changes_nothing_is_not_offered(desk: Desk) -> None:
    release, client = desk.draft(), signed_in(desk.cast.writer)
    keep(client, release, opened(client, change(release)))
    assert UNSAVED not in client.get(change(release)).text


@pytest.mark.long
def test_a_save_that_is_refused_is_kept_too(desk: Desk) -> None:
    release, client = desk.draft(), signed_in(desk.cast.writer)
    assert client.post(change(release), opened(client, change(release), headline="")).status_code == 422
    assert UNSAVED in client.get(change(release)).text


def test_nobody_else_finds_it_and_its_author_only_while_they_may_know_of_the_release(desk: Desk) -> None:
    release, client = desk.draft(), signed_in(desk.cast.writer)
    fields = opened(client, change(release), headline="Wren's secret")
    keep(client, release, fields)
    other = signed_in(desk.cast.publisher)
    assert "secret" not in other.get(f"{change(release)}?typing={fields['_key']}").text
    stolen = keep(other, release, {**fields, "headline": "Petra's"})
    assert stolen.status_code == 404
    limit(desk, release)
    answer, absent = keep(client, release, fields), keep(client, Release(pk=uuid4()), fields)
    assert (answer.status_code, answer.content) == (absent.status_code, absent.content)
    assert answer.status_code == 404
    assert "secret" not in client.get(f"{ADD}?typing={fields['_key']}").text


def test_a_page_that_cannot_keep_says_why(desk: Desk) -> None:
    release, client = desk.draft(), signed_in(desk.cast.writer)
    fields = opened(client, change(release), headline="Wren's")
    assert "too long" in keep(client, release, {**fields, "body": "x" * 1_000_001}).json()["problem"]
    for nobody in (release, None):
        assert keep(signed_in(desk.cast.administrator), nobody, fields).status_code == 403
    signed_out = keep(Client(), release, fields)
    assert signed_out.status_code == 401
    assert "Nothing you typed is lost" in signed_out.text
    assert keep(client, release, {"_key": "no key", "_opened": "never", "expected_revision": "x"}).status_code == 200


def test_whoever_has_it_open_is_named_to_those_who_open_it_too(desk: Desk) -> None:
    release, wren, ada = desk.draft(), signed_in(desk.cast.writer), signed_in(desk.cast.approver)
    wren.get(change(release))
    assert "Wren has had this open since" in ada.get(change(release)).text
    assert "Wren has had this open since" in signed_in(desk.cast.administrator).get(change(release)).text
    assert keep(wren, release, {"_ping": "1"}).json()["beside"].startswith("Ada has had this open since")
    assert not Buffer.objects.exists()
    assert {one.person for one in Presence.objects.all()} == {desk.cast.writer, desk.cast.approver}
    limit(desk, release)
    assert keep(wren, release, {"_ping": "1"}).status_code == 404
    assert "Wren has had this open" not in ada.get(change(release)).text


def test_a_look_ahead_is_nobodys_presence(desk: Desk) -> None:
    release, client = desk.draft(), signed_in(desk.cast.writer)
    client.head(change(release))
    for header in ({"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}):
        assert client.get(change(release), headers=header).status_code == 200
    assert not Presence.objects.exists()


def test_the_form_opens_where_the_database_takes_no_writes(desk: Desk) -> None:
    release, client = desk.draft(), signed_in(desk.cast.writer)
    is_lite = connection.vendor == "sqlite"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON" if is_lite else "SET LOCAL transaction_read_only = on")
        try:
            page = client.get(change(release))
        finally:
            if is_lite:
                cursor.execute("PRAGMA query_only = OFF")
            else:
                transaction.set_rollback(True)
    assert page.status_code == 200
    assert fields_of(page.text)["headline"] == release.headline
    assert not Presence.objects.exists()


def test_how_long_the_text_is_stands_at_its_fields_without_a_script(desk: Desk) -> None:
    release = desk.draft(headline="x" * 61)
    page = signed_in(desk.cast.writer).get(change(release)).text
    assert "61 characters. Search results cut it after about 60" in page
    assert "Words: 10 · reading time: about 1 min" in page


@pytest.mark.parametrize(
    ("text", "words", "minutes"),
    [
        ("", 0, 0),
        ("One.", 1, 1),
        ("Harbour-master’s 3.5 m, at O'Brien", 5, 1),
        ("word " * 714, 714, 3),
        ("港" * 1500, 1500, 3),
    ],
)
def test_words_are_counted_as_word_processors_do(text: str, words: int, minutes: int) -> None:
    assert counters.length(text) == (words, minutes)


INTAKE = reverse("admin:releases_release_intake")
CHECK = reverse("admin:releases_release_intake_check")


def test_typing_beside_a_text_that_was_read_in_is_offered_again_with_the_text(desk: Desk) -> None:
    here, elsewhere = signed_in(desk.cast.writer), signed_in(desk.cast.writer)
    read = fields_of(here.post(INTAKE, {"paste": RAW, "language": "en"}).text)
    keep(here, None, typed(read, headline="Mended by hand", contact_lines__1__name="Half a contact"))
    for page in (reverse("admin:index"), ADD, INTAKE):
        shown = elsewhere.get(page).text
        assert UNSAVED in shown, page
        assert f'href="{CHECK}?typing={read["_key"]}"' in shown, page
        assert "Mended by hand" in shown, page
    page = elsewhere.get(CHECK, {"typing": read["_key"]})
    again = fields_of(page.text)
    assert (again["headline"], again["contact_lines-1-name"]) == ("Mended by hand", "Half a contact")
    assert (again["_key"], page.context["intake"].source.text) == (read["_key"], RAW)
    elsewhere.post(CHECK, {**typed(again, contact_lines__1__phone="9"), "_save": "1"})
    release = Release.objects.get()
    assert (release.headline, release.sources.get().text) == ("Mended by hand", RAW)
    assert not Buffer.objects.exists()


def test_the_checking_screen_keeps_what_its_buttons_and_its_refusals_are_given(desk: Desk) -> None:
    client = signed_in(desk.cast.writer)
    read = fields_of(client.post(INTAKE, {"paste": RAW, "language": "en"}).text)
    refused = client.post(CHECK, {**read, "headline": "", "summary": "By hand", "_save": "1"})
    assert refused.status_code == 422
    assert fields_of(refused.text)["_key"] == read["_key"]
    assert fields_of(client.get(CHECK, {"typing": read["_key"]}).text)["summary"] == "By hand"
    client.post(CHECK, {**read, "summary": "Again", "_public": "1"})
    assert fields_of(client.get(CHECK, {"typing": read["_key"]}).text)["summary"] == "Again"


def test_typing_beside_a_text_goes_on_beside_it_and_for_nobody_else(desk: Desk) -> None:
    client, other = signed_in(desk.cast.writer), signed_in(desk.cast.publisher)
    read = fields_of(client.post(INTAKE, {"paste": RAW, "language": "en"}).text)
    keep(client, None, typed(read, headline="Wren's secret"))
    assert fields_of(client.get(ADD, {"typing": read["_key"]}).text)["headline"] == "", "the text would be lost there"
    for page in (reverse("admin:index"), INTAKE):
        assert "secret" not in other.get(page).text
    for key in (read["_key"], "nonsense"):
        assert other.get(CHECK, {"typing": key}).headers["Location"] == INTAKE
    by_hand = opened(client, ADD, headline="By hand")
    keep(client, None, by_hand)
    assert client.get(CHECK, {"typing": by_hand["_key"]}).headers["Location"] == INTAKE
