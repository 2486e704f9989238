"""Remarks on the desk: beside the text, their passages marked in it, without a script."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from releases import workflow
from releases.models import Release, Remark
from releases.passages import Passage
from tests.cast import Desk
from tests.desk.pages import change, fields_of, messages, opened, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def page(release: Release) -> str:
    return reverse("admin:releases_release_remarks", args=[release.pk])


def act(name: str, remark: Remark) -> str:
    return reverse(f"admin:releases_release_{name}_remark", args=[remark.release_id, remark.pk])


def _remark(desk: Desk, release: Release, text: str = "Is that so?", words: str = "") -> Remark:
    passage = Passage(words) if words else None
    return workflow.remark(actor=desk.cast.approver, release_id=release.pk, text=text, words=passage)


def _post(desk: Desk, release: Release, **typed: Any) -> Any:
    client = signed_in(desk.cast.writer)
    return client.post(page(release), opened(client, page(release), "remark_form", **typed), follow=True)


def test_an_empty_page_says_what_it_is_for(desk: Desk) -> None:
    shown = signed_in(desk.cast.writer).get(page(desk.draft())).text
    assert "Nobody has made a remark." in shown
    assert "<mark" not in shown


def test_a_remark_on_copied_words_is_marked_in_the_text_and_linked_both_ways(desk: Desk) -> None:
    release = desk.draft()
    response = _post(desk, release, text="Which Monday?", words="opened its  new pilot")
    assert messages(response) == ["Your remark is kept."]
    made = Remark.objects.get()
    passage = f'<mark class="passage" id="passage-{made.pk}">opened its new pilot</mark>'
    assert f'{passage}<a class="passage-number" href="#remark-{made.pk}">1</a>' in response.text
    assert f'href="#passage-{made.pk}"' in response.text
    assert "Which Monday?" in response.text


def test_a_remark_on_a_paragraph_needs_only_a_choice(desk: Desk) -> None:
    release = desk.draft(body="<p>Go.</p><h2>Next</h2><p>Next they go. Go.</p><p>Go.</p>")
    shown = signed_in(desk.cast.writer).get(page(release))
    choices = shown.context["form"].fields["paragraph"].choices
    last = [key for key, label in choices if label == "Go."][-1]
    _post(desk, release, text="Why twice?", paragraph=last)
    assert Remark.objects.get().before.strip().endswith("Next they go. Go.")
    desk.edit(release, body="<p>Gone.</p>")
    client = signed_in(desk.cast.writer)
    refused = client.post(page(release), {"text": "Why?", "paragraph": last})
    assert refused.status_code == 422
    assert "This paragraph has changed since" in refused.text


def test_what_is_refused_comes_back_with_the_text_and_a_sentence_at_the_field(desk: Desk) -> None:
    release = desk.draft()
    response = _post(desk, release, text="Ask @nonesuch", words="not there")
    assert response.status_code == 422
    given = fields_of(response.text, "remark_form")
    assert (given["text"], given["words"]) == ("Ask @nonesuch", "not there")
    assert set(response.context["form"].errors) == {"text", "words"}
    assert "<title>Error:" in response.text


def test_an_answer_that_is_refused_comes_back_below_its_remark(desk: Desk) -> None:
    release = desk.draft()
    made = _remark(desk, release)
    client = signed_in(desk.cast.writer)
    response = client.post(page(release), {"text": "Ask @nonesuch", "reply_to": made.pk})
    assert response.context["rows"][0].form.errors
    assert response.text.count("Ask @nonesuch") == 1
    client.post(page(release), {"text": "It is.", "reply_to": made.pk})
    assert made.replies.get().text == "It is."


def test_a_passage_that_changed_or_went_says_so(desk: Desk) -> None:
    release = desk.draft()
    made = _remark(desk, release, words="its new pilot")
    desk.edit(release, body="<p>The Harbour Authority opened its old little station on Monday.</p>")
    shown = signed_in(desk.cast.writer).get(page(release)).text
    assert "The passage has changed since. There now stands: “its old little”" in shown
    assert f'<mark class="passage passage-changed" id="passage-{made.pk}">its old little</mark>' in shown
    desk.edit(release, body="<p>Nothing of it.</p>")
    shown = signed_in(desk.cast.writer).get(page(release)).text
    assert "these words are gone" in shown
    assert f"passage-{made.pk}" not in shown


def test_resolve_and_reopen_are_one_press_each(desk: Desk) -> None:
    release = desk.draft()
    made = _remark(desk, release, words="on Monday")
    client = signed_in(desk.cast.writer)
    response = client.post(act("resolve", made), follow=True)
    assert "Every remark is resolved." in response.text
    assert "<mark" not in response.text
    assert "Resolved by Wren" in response.text
    again = client.post(act("resolve", made), follow=True)
    assert messages(again) == ["This remark is resolved already."]
    client.post(act("reopen", made))
    assert not Remark.objects.get().is_resolved
    assert client.get(act("resolve", made)).status_code == 405


def test_the_form_of_a_release_lists_what_is_open_and_takes_a_remark_with_one_field(desk: Desk) -> None:
    release = desk.draft()
    made = _remark(desk, release)
    client = signed_in(desk.cast.writer)
    shown = client.get(change(release)).text
    assert "One open remark" in shown
    assert "Remarks (1 open)" in shown
    response = client.post(page(release), {"text": "On the whole: good.", "back": "form"}, follow=True)
    assert response.redirect_chain == [(change(release) + "#remarks", 302)]
    assert "On the whole: good." in response.text
    client.post(act("resolve", made), {"back": "form"})
    assert "Is that so?" not in client.get(change(release)).text


def test_why_it_was_sent_back_stands_once_on_the_form_and_among_the_remarks(desk: Desk) -> None:
    release = desk.submitted()
    workflow.send_back(actor=desk.cast.approver, release_id=release.pk, reason="Shorten it.")
    client = signed_in(desk.cast.writer)
    assert client.get(change(release)).text.count("<p>Shorten it.") == 0
    assert "sent it back" in client.get(page(release)).text
    assert "Shorten it." in client.get(page(release)).text


def test_who_approves_sees_first_that_remarks_are_open(desk: Desk) -> None:
    release = desk.submitted()
    client, approve = signed_in(desk.cast.approver), f"{change(release).removesuffix('change/')}move/approve/"
    assert "Make a remark on its words" in client.get(approve).text
    _remark(desk, release)
    assert "One open remark" in client.get(approve).text


def test_who_only_reads_a_release_may_still_make_a_remark(desk: Desk) -> None:
    release = desk.draft()
    client = signed_in(desk.cast.administrator)
    client.post(page(release), {"text": "The lawyers are content."})
    assert Remark.objects.get().author == desk.cast.administrator


def test_a_limited_release_has_no_remarks_for_others(desk: Desk) -> None:
    release = desk.draft()
    made = _remark(desk, release)
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.approver.pk])
    client = signed_in(desk.cast.publisher)
    assert client.get(page(release)).status_code == 404
    assert client.post(page(release), {"text": "Hm."}).status_code == 404
    for name in ("resolve", "reopen"):
        assert client.post(act(name, made)).status_code == 404
    named = signed_in(desk.cast.writer).get(page(release))
    assert [label for _key, label in named.context["form"].fields["tell"].choices] == ["Ada"]


def test_a_remark_sent_after_the_session_ended_is_given_back(desk: Desk) -> None:
    release = desk.draft()
    typed = {"text": "Is the pier meant?", "words": "on Monday", "before": "pilot station ", "back": "form"}
    response = Client().post(page(release), typed, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 401
    assert [value for _name, value in response.context["kept"].words] == ["Is the pier meant?", "on Monday"]
    assert not Remark.objects.exists()


def test_a_post_that_no_page_sends_is_answered(desk: Desk) -> None:
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    for typed in (
        {"reply_to": "9" * 40},
        {"reply_to": "x"},
        {"words": "\x00 on\x07 Monday", "before": "\x00"},
        {"tell": "x", "paragraph": "x"},
        {"words": "on Monday, and not there", "before": "x" * 10_000, "after": " " * 10_000},
    ):
        assert client.post(page(release), {"text": "So?", **typed}).status_code == 422, typed
    for name in ("resolve", "reopen"):
        assert client.post(f"{page(release)}{'9' * 40}/{name}/").status_code == 302
    assert messages(client.get(page(release))) == ["There is no such remark."] * 2


def test_hostile_words_stay_words(desk: Desk) -> None:
    release = desk.draft()
    _remark(desk, release, "<script>alert(1)</script>", "on Monday")
    shown = signed_in(desk.cast.writer).get(page(release)).text
    assert "<script>alert" not in shown
