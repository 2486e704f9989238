"""Remarks are said by those who may know of a release, to those who may, and are kept as they were said."""

from datetime import timedelta

import pytest
import time_machine

from releases import clock, desk_gate, remarked, workflow
from releases.models import Event, Person, Release, Remark, Role
from releases.models.content import REDACTED
from releases.passages import Passage
from tests.cast import Desk, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _remark(desk: Desk, release: Release, text: str = "Is that so?", words: str = "", **more: object) -> Remark:
    passage = Passage(words) if words else None
    return workflow.remark(
        actor=desk.cast.approver,
        release_id=release.pk,
        text=text,
        words=passage,
        **more,  # type: ignore[arg-type]
    )


def _fields(refused: pytest.ExceptionInfo[workflow.Refused]) -> set[str]:
    return {reason.field for reason in refused.value.reasons}


def test_a_remark_keeps_who_said_it_when_and_about_which_words(desk: Desk) -> None:
    release = desk.draft()
    made = _remark(desk, release, " Which Monday?\r\n", "on monday")
    assert (made.text, made.author_name, made.field, made.quote) == ("Which Monday?", "Ada", "body", "on Monday")
    assert made.before.endswith("pilot station ")
    event = Event.objects.get(pk=made.event_id)
    assert (event.what, event.actor, event.reason) == ("remarked", desk.cast.approver, "")
    assert desk.fresh(release).status == "draft"


def test_its_place_is_found_in_the_text_as_it_is_now(desk: Desk) -> None:
    release = desk.draft(subhead="A pilot station for everyone")
    on_body, on_subhead = _remark(desk, release, words="on Monday"), _remark(desk, release, words="for everyone")
    desk.edit(release, body="<p>New.</p><p>On Monday the Authority opened it.</p>", subhead="")
    texts = remarked.texts_of(desk.fresh(release))
    place = remarked.place(on_body, texts)
    assert place is not None
    assert (place.field, texts["body"].cut(place.found)) == ("body", "On Monday")
    assert remarked.place(on_subhead, texts) is None
    assert remarked.place(_remark(desk, release, "On the whole"), texts) is None


def test_words_that_moved_to_another_field_are_found_there(desk: Desk) -> None:
    release = desk.draft()
    made = _remark(desk, release, words="new pilot station on Monday")
    desk.edit(release, body="<p>It is open.</p>", summary="It opened its new pilot station on Monday.")
    place = remarked.place(made, remarked.texts_of(desk.fresh(release)))
    assert place is not None
    assert place.field == "summary"


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"text": " \n"}, "text", "Write the remark first"),
        ({"text": "x" * 4001}, "text", "4000 fit"),
        ({"words": "on Tuesday"}, "words", "do not stand in the text"),
        ({"words": "pilot station"}, "words", "more than once"),
        ({"text": "Ask @nobody."}, "text", "“@nobody” is nobody who can be told"),
        ({"reply_to": 0}, "text", "Write the remark first"),
    ],
)
def test_what_is_missing_is_said_at_its_field(desk: Desk, given: dict[str, object], field: str, sentence: str) -> None:
    release = desk.draft()
    if "reply_to" in given:
        given = {"reply_to": _remark(desk, desk.draft(), "Of another release").pk, "text": ""}
    with pytest.raises(workflow.Refused, match=sentence) as refused:
        _remark(desk, release, **given)  # type: ignore[arg-type]
    assert field in _fields(refused)
    assert not Remark.objects.filter(release=release).exists()


def test_a_button_pressed_twice_is_one_remark(desk: Desk) -> None:
    release = desk.draft()
    assert _remark(desk, release, words="on Monday") == _remark(desk, release, words="on Monday")
    assert _remark(desk, release, words="its new pilot") != _remark(desk, release, words="on Monday")
    with time_machine.travel(clock.now() + timedelta(minutes=5), tick=False):
        again = _remark(desk, release, words="on Monday")
    assert Remark.objects.latest("pk") == again
    assert Remark.objects.count() == 4


def test_an_answer_belongs_to_the_remark_that_began_it(desk: Desk) -> None:
    release = desk.draft()
    first = _remark(desk, release)
    answer = _remark(desk, release, "Yes.", reply_to=first.pk)
    assert _remark(desk, release, "Sure?", reply_to=answer.pk).reply_to == first


def test_a_remark_is_resolved_and_reopened_by_anybody_who_works_on_it(desk: Desk) -> None:
    cast, release = desk.cast, desk.draft()
    made = _remark(desk, release)
    workflow.resolve_remark(actor=cast.writer, release_id=release.pk, remark_id=made.pk)
    made.refresh_from_db()
    assert (made.resolved_by, made.is_resolved) == (cast.writer, True)
    with pytest.raises(workflow.Refused, match="resolved already"):
        workflow.resolve_remark(actor=cast.approver, release_id=release.pk, remark_id=made.pk)
    workflow.reopen_remark(actor=cast.publisher, release_id=release.pk, remark_id=made.pk)
    made.refresh_from_db()
    assert not made.is_resolved
    with pytest.raises(workflow.Refused, match="open already"):
        workflow.reopen_remark(actor=cast.publisher, release_id=release.pk, remark_id=made.pk)
    kept = Event.objects.filter(what__startswith="remark_re").order_by("pk").values_list("what", "actor")
    assert list(kept) == [("remark_resolved", cast.writer.pk), ("remark_reopened", cast.publisher.pk)]


def test_a_remark_of_another_release_is_not_resolved_from_here(desk: Desk) -> None:
    made = _remark(desk, desk.draft())
    with pytest.raises(workflow.Refused, match="no such remark"):
        workflow.resolve_remark(actor=desk.cast.writer, release_id=desk.draft().pk, remark_id=made.pk)


def test_sending_back_leaves_its_reason_among_the_remarks_and_keeps_it_once(desk: Desk) -> None:
    release = desk.submitted()
    workflow.send_back(actor=desk.cast.approver, release_id=release.pk, reason="Shorten it.")
    made = Remark.objects.select_related("event").get()
    assert (made.said, made.text, made.author) == ("Shorten it.", "", desk.cast.approver)
    workflow.resolve_remark(actor=desk.cast.writer, release_id=release.pk, remark_id=made.pk)
    assert Event.objects.filter(reason="Shorten it.").count() == 1


def test_who_is_mentioned_by_name_or_from_the_list(desk: Desk) -> None:
    release, writer = desk.draft(), desk.cast.writer
    said = _remark(desk, release, f"See press@harbour.example, @{writer.username.upper()}. @ Monday").text
    assert said.startswith("See press@")
    made = _remark(desk, release, "Please look.", tell=[writer.pk, desk.cast.publisher.pk])
    assert made.text == f"@{desk.cast.publisher.username} @{writer.username} Please look."


def test_a_hidden_person_and_nobody_are_answered_alike(desk: Desk) -> None:
    """A name tells neither that it exists nor that the release is kept from it."""
    cast, release = desk.cast, desk.draft()
    workflow.limit_access(actor=cast.writer, release_id=release.pk, people=[cast.approver.pk])
    said = []
    for name in (cast.publisher.username, "nonesuch"):
        with pytest.raises(workflow.Refused) as refused:
            _remark(desk, release, f"Ask @{name}")
        said.append(str(refused.value).replace(name, "…"))
    assert said[0] == said[1]
    with pytest.raises(workflow.Refused) as refused:
        _remark(desk, release, "Look.", tell=[cast.publisher.pk])
    assert _fields(refused) == {"tell"}


def test_outside_a_limit_nobody_says_or_reads_anything(desk: Desk) -> None:
    cast, release = desk.cast, desk.draft()
    made = _remark(desk, release)
    workflow.limit_access(actor=cast.writer, release_id=release.pk, people=[cast.approver.pk])
    assert list(Remark.objects.visible_to(cast.writer)) == [made]
    assert not Remark.objects.visible_to(cast.publisher).exists()
    for act in (workflow.resolve_remark, workflow.reopen_remark):
        with pytest.raises(Release.DoesNotExist):
            act(actor=cast.publisher, release_id=release.pk, remark_id=made.pk)
    with pytest.raises(Release.DoesNotExist):
        workflow.remark(actor=cast.publisher, release_id=release.pk, text="What is this?")


def test_those_who_know_a_release_are_those_to_whom_the_gate_shows_it(desk: Desk) -> None:
    from releases.models import Office

    other = Office.objects.create(name="Other", slug="other", time_zone="Europe/Paris")
    third = Office.objects.create(name="Third", slug="third", time_zone="Europe/Paris")
    for number, office in enumerate((None, desk.cast.office, other, third)):
        person(f"Role{number}", Role.WRITER, office=office)
        gone = person(f"Gone{number}", Role.PUBLISHER, Role.ADMINISTRATOR, office=office)
        Person.objects.filter(pk=gone.pk).update(is_active=False)
    person("Nobody")
    limited = desk.draft()
    workflow.limit_access(
        actor=desk.cast.writer,
        release_id=limited.pk,
        people=[
            desk.cast.approver.pk,
            *Person.objects.filter(display_name__in=["Nobody", "Role3", "Role2"]).values_list("pk", flat=True),
        ],
    )
    for release in (desk.draft(), desk.draft(joint_offices=(other.pk,)), limited):
        release = desk.fresh(release)
        seen = {one for one in Person.objects.all() if Release.objects.visible_to(one).filter(pk=release.pk).exists()}
        assert set(desk_gate.knowing(release)) == seen
        assert seen


def test_a_redaction_blanks_all_that_was_said_up_to_then(desk: Desk) -> None:
    release = desk.live(body="<p>It was Zyxwv on Monday.</p>")
    desk.edit(release, summary="More.", correction_note="More.")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    workflow.send_back(actor=desk.cast.approver, release_id=release.pk, reason="Not Zyxwv.")
    _remark(desk, release, "Who is Zyxwv?", "was Zyxwv on")
    asked = workflow.ask_redaction(
        actor=desk.cast.administrator, release_id=release.pk, field="body", reason="Order.", public_mark="Removed."
    )
    assert "Zyxwv" in str(list(Remark.objects.values()))
    workflow.redact(actor=desk.cast.approver, release_id=release.pk, redaction_id=asked.pk)
    kept = str([*Remark.objects.values(), *Event.objects.values()])
    assert "Zyxwv" not in kept
    assert {one.said for one in Remark.objects.select_related("event")} == {REDACTED}
    later = _remark(desk, release, "That is settled.")
    assert later.said == "That is settled."
    workflow.resolve_remark(actor=desk.cast.writer, release_id=release.pk, remark_id=Remark.objects.earliest("pk").pk)
