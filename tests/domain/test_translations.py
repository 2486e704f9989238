"""Translations: what they begin with, one a language, and whether their original says something else by now."""

from dataclasses import replace
from typing import Any

import pytest

from releases import clock, workflow
from releases.bundled import Bundled
from releases.document import Line, Voice, decompose, stored_terms
from releases.embargo import Terms
from releases.models import Event, Membership, Office, Release, Role, Topic, Translation
from releases.states import EmbargoKind
from tests.cast import Desk, person, until

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def begin(desk: Desk, original: Release, language: str = "es", *, together: bool = False, **by: Any) -> Release:
    """By itself, unless it is about that: what goes out together is limited and rescheduled together."""
    by = {"actor": desk.cast.writer, **by}
    return workflow.begin_translation(original_id=original.pk, language=language, together=together, **by).release


def is_behind(release: Release, who: Any) -> bool:
    return Translation.objects.visible_to(who).behind().filter(release=release).exists()


def refused(desk: Desk, original: Release, language: str = "es", **changes: Any) -> list[str]:
    with pytest.raises(workflow.Refused) as refusal:
        begin(desk, original, language, **changes)
    return [reason.text for reason in refusal.value.reasons]


def test_it_begins_with_everything_that_is_no_sentence_and_with_no_sentence(desk: Desk) -> None:
    office = Office.objects.create(name="Joint", slug="joint", time_zone="Europe/Paris")
    topic = Topic.objects.create(name="Pilots", slug="pilots")
    contact = Line(name="Mara Vale", role="Press officer", phone="1", phone_is_public=True, email="m@harbour.example")
    original = desk.draft(
        **{"joint_offices": (office.pk,), "topics": (topic.pk,), "contacts": (contact,), "kind": "statement"},
        **{"number": "17-042", "speakers": (Voice("Ann Doe", "Harbour master"),), "terms": until(clock.now(), "UTC")},
        **{"subhead": "S", "summary": "S", "boilerplate": "B", "slug": "pilots", "correction_note": "C"},
    )
    made = begin(desk, original)
    begun, whole = (decompose(desk.revision(one).content) for one in (made, original))
    assert begun == replace(
        whole,
        language="es",
        headline="[Español] Harbour opens new pilot station",
        speakers=(Voice("Ann Doe"),),
        **dict.fromkeys(("subhead", "summary", "body", "boilerplate", "slug", "correction_note"), ""),
    )
    assert (made.translation_group, made.terms) == (original.translation_group, original.terms)
    assert (made.translation.original, made.translation.of_revision) == (original, 1)
    assert Event.objects.filter(release=made, what="translation_begun", detail__revision=1).exists()


def test_once_the_original_is_out_there_is_no_embargo_to_wait_for(desk: Desk) -> None:
    assert begin(desk, desk.scheduled()).terms.kind == EmbargoKind.UNTIL
    released = desk.approved(terms=Terms(EmbargoKind.BY_HAND))
    assert begin(desk, released).terms.kind == EmbargoKind.BY_HAND
    workflow.publish(actor=desk.cast.publisher, release_id=released.pk)
    assert begin(desk, released, "fr").terms.kind == EmbargoKind.NONE


def test_what_is_not_out_yet_lifts_together_with_its_translations(desk: Desk) -> None:
    original = desk.draft(terms=Terms(EmbargoKind.BY_HAND))
    spanish = workflow.begin_translation(actor=desk.cast.writer, original_id=original.pk, language="es").release
    french = begin(desk, original, "fr", together=True)
    found = Bundled.of(original.pk, clock.now())
    assert found
    assert found.ids == [original.pk, spanish.pk, french.pk]
    alone = begin(desk, original, "de")
    assert Bundled.of(alone.pk, clock.now()) is None
    for one in (desk.live(), desk.scheduled()):
        assert Bundled.of(begin(desk, one, together=True).pk, clock.now()) is None


def test_a_limited_original_and_its_translation_go_together_too(desk: Desk) -> None:
    original = desk.draft()
    workflow.limit_access(actor=desk.cast.writer, release_id=original.pk, people=[desk.cast.approver.pk])
    made = begin(desk, original, together=True)
    found = Bundled.of(made.pk, clock.now())
    assert found
    assert {one.release.is_limited for one in found.members} == {True}


def test_nobody_submits_it_before_text_and_headline_are_written(desk: Desk) -> None:
    made = begin(desk, desk.live())
    with pytest.raises(workflow.Refused) as refusal:
        workflow.submit(actor=desk.cast.writer, release_id=made.pk)
    assert {reason.field for reason in refusal.value.reasons} == {"body", "headline"}
    desk.edit(made, headline="Abre la estación de prácticos", body="<p>La Autoridad abrió el lunes la estación.</p>")
    workflow.submit(actor=desk.cast.writer, release_id=made.pk)


def test_there_is_one_a_language_and_a_second_is_told_which(desk: Desk) -> None:
    original = desk.draft()
    spanish, french = begin(desk, original), begin(desk, original, "fr")
    desk.edit(spanish, headline="Abre la estación")
    assert refused(desk, original) == ["“Abre la estación” says this in Español already. Go on with that one."]
    assert "“Harbour opens" in refused(desk, spanish, "en")[0]
    assert refused(desk, original, "tlh") == ["Choose the language of the translation."]
    with pytest.raises(workflow.Refused, match="Abre la estación"):
        desk.edit(french, language="es")
    assert desk.edit(french, language="de").language == "de"


def test_a_refusal_does_not_tell_of_a_counterpart_that_the_person_may_not_know_of(desk: Desk) -> None:
    original = desk.draft()
    hidden = begin(desk, original)
    other = person("Wes", Role.WRITER)
    workflow.limit_access(actor=desk.cast.writer, release_id=hidden.pk, people=[desk.cast.approver.pk])
    assert begin(desk, original, actor=other) != hidden


def test_one_of_a_limited_release_is_limited_to_the_same_people(desk: Desk) -> None:
    original = desk.draft()
    workflow.limit_access(actor=desk.cast.writer, release_id=original.pk, people=[desk.cast.approver.pk])
    made = desk.fresh(begin(desk, original))
    assert made.is_limited
    named = set(original.access_limits.values_list("person_id", flat=True))
    assert set(made.access_limits.values_list("person_id", flat=True)) == named
    assert not Release.objects.visible_to(desk.cast.publisher).filter(pk=made.pk).exists()


def test_who_does_not_write_for_the_office_begins_none_and_who_may_not_know_finds_nothing(desk: Desk) -> None:
    far = Office.objects.create(name="Far", slug="far", time_zone="UTC")
    original = desk.draft(joint_offices=(far.pk,))
    guest, stranger = person("Jo", Role.PUBLISHER, office=far), person("Stan", Role.WRITER, office=far)
    assert "writes for the lead office" in refused(desk, original, actor=guest)[0]
    with pytest.raises(Release.DoesNotExist):
        begin(desk, desk.draft(), actor=stranger)


def test_the_flag_comes_with_a_change_that_readers_get_and_goes_when_somebody_brings_it_up_to_date(desk: Desk) -> None:
    original = desk.draft()
    made, cast = begin(desk, original), desk.cast
    desk.edit(original, contacts=(Line(name="Mara", phone="202-555-0110", phone_is_public=True, email="m@h.example"),))
    assert is_behind(made, cast.writer)
    workflow.mark_up_to_date(actor=cast.writer, release_id=made.pk, of_revision=2)
    assert not is_behind(made, cast.writer)
    # A number that is for staff alone, the address and the embargo are nothing that readers get of it.
    shown = Line(name="Mara", phone="202-555-0110", phone_is_public=True, email="other@h.example")
    desk.edit(original, contacts=(shown,), slug="station", terms=until(clock.now()))
    assert desk.fresh(original).revision_number == 3
    assert not is_behind(made, cast.writer)
    desk.edit_as(cast.approver, original, body="<p>It opened on Tuesday.</p>")
    desk.edit(original, slug="pilots")
    late = Translation.objects.visible_to(cast.writer).behind().get()
    assert (late.release, late.of_revision, late.changed_by) == (made, 2, "Ada")
    assert late.changed_at == original.revisions.get(number=4).at


def test_saving_says_in_one_that_it_is_up_to_date(desk: Desk) -> None:
    original = desk.draft()
    made = begin(desk, original)
    desk.edit(original, subhead="With two boats")
    revision = desk.revision(made)
    draft = decompose({**revision.content, "embargo": stored_terms(made.terms)})
    saved = workflow.save_translation(
        actor=desk.cast.writer,
        release_id=made.pk,
        draft=replace(draft, subhead="Con dos barcos"),
        expected_revision=1,
        of_revision=2,
    )
    assert saved.changed
    assert not is_behind(made, desk.cast.writer)
    assert Event.objects.get(release=made, what="translation_marked").detail == {"of": str(original.pk), "revision": 2}


def test_what_is_said_twice_or_of_an_earlier_revision_changes_nothing(desk: Desk) -> None:
    original = desk.edit(desk.draft(), subhead="With two boats")
    made = begin(desk, original)
    for number in (1, 2):
        workflow.mark_up_to_date(actor=desk.cast.writer, release_id=made.pk, of_revision=number)
    assert Translation.objects.get(release=made).of_revision == 2
    assert not Event.objects.filter(what="translation_marked").exists()
    for number in (0, 3):
        with pytest.raises(workflow.Refused, match="no such revision"):
            workflow.mark_up_to_date(actor=desk.cast.writer, release_id=made.pk, of_revision=number)


def test_saying_so_leaves_an_approval_standing(desk: Desk) -> None:
    original = desk.draft()
    made = begin(desk, original)
    desk.edit(made, headline="Abre la estación", body="<p>La Autoridad abrió el lunes la estación.</p>")
    workflow.submit(actor=desk.cast.writer, release_id=made.pk)
    desk.approve(made)
    desk.edit(original, number="17-042")
    workflow.mark_up_to_date(actor=desk.cast.writer, release_id=made.pk, of_revision=2)
    assert desk.fresh(made).status == "approved"


def test_who_may_not_know_of_the_original_learns_nothing_of_it(desk: Desk) -> None:
    original, cast = desk.draft(), desk.cast
    made = begin(desk, original)
    desk.edit(original, subhead="With two boats")
    workflow.limit_access(actor=cast.writer, release_id=original.pk, people=[cast.approver.pk])
    outsider = cast.publisher
    # The limit goes with the words; whoever is named on the translation alone reads that, and no original.
    workflow.limit_access(actor=cast.writer, release_id=made.pk, people=[cast.approver.pk, outsider.pk])
    assert is_behind(made, cast.writer)
    assert not Translation.objects.visible_to(outsider).exists()
    with pytest.raises(Release.DoesNotExist):
        workflow.mark_up_to_date(actor=outsider, release_id=made.pk, of_revision=2)
    # A translation that nobody may see any more from here is saved all the same.
    saved = workflow.save_translation(
        actor=outsider,
        release_id=made.pk,
        draft=replace(decompose(desk.revision(made).content), subhead="Con dos barcos"),
        expected_revision=1,
        of_revision=2,
    )
    assert saved.changed
    assert is_behind(made, cast.writer)


def test_who_does_not_write_for_it_does_not_say_that_it_is_up_to_date(desk: Desk) -> None:
    made = begin(desk, desk.draft())
    assert not Membership.objects.filter(person=desk.cast.administrator, role=Role.WRITER).exists()
    with pytest.raises(workflow.Refused):
        workflow.mark_up_to_date(actor=desk.cast.administrator, release_id=made.pk, of_revision=1)
