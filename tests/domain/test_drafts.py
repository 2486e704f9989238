"""Writing: every change is a revision, nothing is lost or overwritten, and what can't be kept gets a sentence."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from releases import clock, workflow
from releases.document import Draft, Line, Voice, decompose
from releases.embargo import Terms
from releases.models import Contact, Event, Office, Release, Revision, Topic
from releases.states import EmbargoKind, Status
from tests.cast import SWITCHBOARD, Desk, draft_for, person, until

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _reasons(desk: Desk, **changes: Any) -> dict[str, str]:
    with pytest.raises(workflow.Refused) as refused:
        desk.draft(**changes)
    assert not Release.objects.exists()
    return {reason.field: reason.text for reason in refused.value.reasons}


# --- What is kept ---


def test_every_change_is_a_revision_with_all_it_held(desk: Desk) -> None:
    first = desk.draft()
    second = desk.edit(first, headline="Harbour opens two pilot stations")
    one, two = Revision.objects.filter(release=first).order_by("number")
    assert (one.content["headline"], two.content["headline"]) == (first.headline, second.headline)
    assert (second.revision_number, second.changed_by) == (2, desk.cast.writer)
    assert decompose(one.content) == replace(draft_for(desk.cast.office), headline=first.headline)
    assert Event.objects.filter(release=first).order_by("pk").last().detail["fields"] == ["headline"]


def test_a_revision_keeps_the_name_its_author_had(desk: Desk) -> None:
    release = desk.draft()
    desk.cast.writer.display_name = "Wren Married-Name"
    desk.cast.writer.save()
    assert desk.revision(release).author_name == "Wren"


def test_a_save_that_changes_nothing_is_no_revision_and_no_event(desk: Desk) -> None:
    release = desk.draft(speakers=(Voice("Ada Reyes", "Secretary"),))
    events = Event.objects.count()
    desk.edit(release)
    desk.edit(release, headline=f"  {release.headline} ", body=release.body + "\n")
    assert desk.fresh(release).revision_number == 1
    assert Event.objects.count() == events


def test_offices_contacts_speakers_and_topics_keep_their_order(desk: Desk) -> None:
    offices = [Office.objects.create(name=f"Office {n}", slug=f"o{n}", time_zone="Europe/Paris") for n in range(3)]
    topics = [Topic.objects.create(name=f"Topic {n}", slug=f"t{n}") for n in range(3)]
    release = desk.draft(
        joint_offices=(offices[2].pk, offices[0].pk, offices[2].pk),
        topics=(topics[1].pk, topics[0].pk, topics[1].pk),
        contacts=(replace(SWITCHBOARD, name="B"), replace(SWITCHBOARD, name="A")),
        speakers=(Voice("Z"), Voice("Y")),
    )
    content = desk.revision(release).content
    assert [one["name"] for one in content["offices"]] == [desk.cast.office.name, "Office 2", "Office 0"]
    assert [one["name"] for one in content["topics"]] == ["Topic 1", "Topic 0"]
    assert [one["name"] for one in content["contacts"]] == ["B", "A"]
    assert [one["name"] for one in content["speakers"]] == ["Z", "Y"]
    assert list(release.joint_offices.order_by("position").values_list("office__name", flat=True)) == [
        "Office 2",
        "Office 0",
    ]
    assert list(release.contact_lines.order_by("position").values_list("name", flat=True)) == ["B", "A"]


def test_a_line_that_only_names_a_contact_is_filled_from_the_directory(desk: Desk) -> None:
    contact = Contact.objects.create(
        office=desk.cast.office, name="Ida Lund", phone="202-555-0123", phone_is_public=True, after_hours="202-555-0124"
    )
    release = desk.draft(contacts=(Line(contact=contact.pk), Line()))
    (line,) = desk.revision(release).content["contacts"]
    assert (line["name"], line["phone"], line["after_hours"]) == ("Ida Lund", "202-555-0123", "202-555-0124")
    assert (line["phone_is_public"], line["after_hours_is_public"]) == (True, False)
    contact.phone = "202-555-0999"
    contact.save()
    desk.edit(release, headline="Another")
    assert desk.revision(release).content["contacts"][0]["phone"] == "202-555-0123"


def test_a_contact_that_left_the_directory_stays_on_the_release(desk: Desk) -> None:
    contact = Contact.objects.create(office=desk.cast.office, name="Ida Lund", phone="1", phone_is_public=True)
    release = desk.draft(contacts=(Line(contact=contact.pk),))
    workflow.remove_contact(actor=desk.cast.administrator, contact=contact)
    desk.edit(release, headline="Another")
    (line,) = desk.revision(release).content["contacts"]
    assert (line["name"], line["contact"]) == ("Ida Lund", None)


def test_an_address_word_is_made_fit_for_an_address(desk: Desk) -> None:
    assert desk.draft(slug=" ../Über uns/..%2f ").slug == "über-uns2f"


def test_fields_that_did_not_change_keep_their_seals(desk: Desk) -> None:
    release = desk.draft()
    before = desk.revision(release)
    desk.edit(release, headline="Another")
    after = desk.revision(release)
    assert {field for field in after.seals if after.seals[field] != before.seals[field]} == {"headline"}


# --- What would overwrite somebody ---


def test_a_save_over_somebody_elses_save_is_refused_and_names_them(desk: Desk) -> None:
    release = desk.draft()
    workflow.save_draft(
        actor=desk.cast.approver,
        release_id=release.pk,
        draft=draft_for(desk.cast.office, headline="Ada's words"),
        expected_revision=1,
    )
    with pytest.raises(workflow.Stale, match="Ada changed") as stale:
        workflow.save_draft(
            actor=desk.cast.writer,
            release_id=release.pk,
            draft=draft_for(desk.cast.office, headline="Wren's words"),
            expected_revision=1,
        )
    assert stale.value.revision_number == 2
    assert desk.fresh(release).headline == "Ada's words"


def test_a_stale_save_that_would_change_nothing_disturbs_nobody(desk: Desk) -> None:
    release = desk.edit(desk.draft(), headline="Ada's words")
    saved = workflow.save_draft(
        actor=desk.cast.writer,
        release_id=release.pk,
        draft=draft_for(desk.cast.office, headline="Ada's words"),
        expected_revision=1,
    )
    assert not saved.changed


def test_a_submitted_text_stays_submitted_while_it_is_edited(desk: Desk) -> None:
    release = desk.edit(desk.submitted(), headline="A better headline")
    assert release.status == Status.SUBMITTED


def test_an_approved_text_that_is_edited_waits_for_nothing_and_cannot_go_out(desk: Desk) -> None:
    release = desk.edit(desk.approved(), headline="A better headline")
    assert release.status == Status.DRAFT
    with pytest.raises(workflow.Refused, match="submitted and approved first"):
        workflow.publish(actor=desk.cast.publisher, release_id=release.pk)


def test_the_emptied_note_of_a_published_correction_is_no_change(desk: Desk) -> None:
    release = desk.corrected()
    desk.edit(release, correction_note="", correction_is_minor=False)
    assert desk.fresh(release).status == Status.APPROVED
    assert desk.fresh(release).revision_number == release.revision_number


# --- Restoring ---


def test_restoring_keeps_the_embargo_in_force_and_all_other_fields_of_then(desk: Desk) -> None:
    release = desk.draft()
    lift = until(clock.now().replace(second=0, microsecond=0) + timedelta(days=1))
    desk.edit(release, headline="Another", dateline="", terms=lift)
    restored = workflow.restore(actor=desk.cast.writer, release_id=release.pk, number=1, expected_revision=2)
    assert (restored.release.headline, restored.release.dateline) == ("Harbour opens new pilot station", "PORTSMOUTH")
    assert restored.release.terms == lift
    assert restored.revision.note == "Restored from revision 1"


def test_restoring_over_somebody_elses_save_is_refused(desk: Desk) -> None:
    release = desk.edit(desk.edit(desk.draft(), headline="Two"), headline="Three")
    with pytest.raises(workflow.Stale):
        workflow.restore(actor=desk.cast.writer, release_id=release.pk, number=1, expected_revision=2)


def test_restoring_a_revision_of_another_release_is_not_possible(desk: Desk) -> None:
    release, other = desk.draft(), desk.edit(desk.draft(), headline="Two")
    assert other.revision_number == 2
    with pytest.raises(Revision.DoesNotExist):
        workflow.restore(actor=desk.cast.writer, release_id=release.pk, number=2, expected_revision=1)


def test_who_may_not_know_of_a_release_is_not_told_which_revisions_it_has(desk: Desk) -> None:
    release = desk.draft()
    stranger = person("Stan", "writer", office=Office.objects.create(name="O", slug="o", time_zone="Europe/Paris"))
    for number in (1, 2):
        with pytest.raises(Release.DoesNotExist):
            workflow.restore(actor=stranger, release_id=release.pk, number=number, expected_revision=1)


# --- What no draft may be ---


def test_a_headline_of_four_hundred_characters_gets_a_sentence_with_both_numbers(desk: Desk) -> None:
    assert _reasons(desk, headline="H" * 400) == {
        "headline": "The headline has 400 characters. Shorten it to 250 or put the rest in the subhead."
    }


def test_every_reason_comes_at_once(desk: Desk) -> None:
    assert set(_reasons(desk, headline=" ", kind="poem", language="xx", terms=Terms(EmbargoKind.UNTIL))) == {
        "headline",
        "kind",
        "language",
        "embargo",
    }


@pytest.mark.parametrize(
    ("field", "limit"),
    [("subhead", 400), ("summary", 600), ("dateline", 120), ("number", 40), ("correction_note", 1000), ("slug", 80)],
)
def test_a_text_longer_than_its_field_gets_a_sentence(desk: Desk, field: str, limit: int) -> None:
    assert str(limit) in _reasons(desk, **{field: "x" * (limit + 1)})[field]
    desk.draft(**{field: "x" * limit})


def test_a_contact_or_speaker_longer_than_its_field_gets_a_sentence(desk: Desk) -> None:
    assert "“phone” has 61" in _reasons(desk, contacts=(Line(phone="1" * 61),))["contacts"]
    assert "“title” has 201" in _reasons(desk, speakers=(Voice("Ada", "x" * 201),))["speakers"]


def test_a_writer_of_one_office_writes_for_no_other(desk: Desk) -> None:
    other = Office.objects.create(name="Other", slug="other", time_zone="Europe/Paris")
    stan = person("Stan", "writer", office=other)
    with pytest.raises(workflow.Refused, match="do not write for this office"):
        workflow.start_draft(actor=stan, draft=draft_for(desk.cast.office))
    release = workflow.start_draft(actor=stan, draft=draft_for(other)).release
    with pytest.raises(workflow.Refused, match="do not write for this office"):
        workflow.save_draft(actor=stan, release_id=release.pk, draft=draft_for(desk.cast.office), expected_revision=1)


def test_a_joint_office_reads_along_and_does_not_write(desk: Desk) -> None:
    other = Office.objects.create(name="Other", slug="other", time_zone="Europe/Paris")
    stan = person("Stan", "publisher", office=other)
    release = desk.draft(joint_offices=(other.pk,))
    assert Release.objects.visible_to(stan).get() == release
    with pytest.raises(workflow.Refused, match="needs the role “writer” for Office of the Press Secretary"):
        workflow.save_draft(
            actor=stan, release_id=release.pk, draft=draft_for(desk.cast.office, headline="Mine"), expected_revision=1
        )


def test_a_closed_office_starts_nothing_and_may_finish_what_it_started(desk: Desk) -> None:
    release = desk.draft()
    Office.objects.update(is_historical=True)
    with pytest.raises(workflow.Refused, match="This office is closed"):
        desk.draft()
    assert desk.edit(release, headline="Finished").headline == "Finished"


def test_an_office_or_a_topic_that_does_not_exist_is_no_silent_gap(desk: Desk) -> None:
    with pytest.raises(Topic.DoesNotExist):
        desk.draft(topics=(uuid4(),))
    with pytest.raises(Office.DoesNotExist):
        desk.draft(joint_offices=(uuid4(),))
    assert not Release.objects.exists()


def test_the_lead_office_is_not_named_twice(desk: Desk) -> None:
    assert "named twice" in _reasons(desk, joint_offices=(desk.cast.office.pk,))["lead_office"]


def test_a_translation_is_made_only_of_a_release_one_may_see(desk: Desk) -> None:
    original = desk.draft()
    spanish = draft_for(desk.cast.office, language="es")
    made = workflow.start_draft(actor=desk.cast.writer, draft=spanish, translation_of=original.pk).release
    assert made.translation_group == original.translation_group
    other = Office.objects.create(name="Other", slug="other", time_zone="Europe/Paris")
    stan = person("Stan", "writer", office=other)
    with pytest.raises(Release.DoesNotExist):
        workflow.start_draft(actor=stan, draft=draft_for(other), translation_of=original.pk)


def test_what_was_typed_comes_back_as_it_was_typed(desk: Desk) -> None:
    draft: Draft = draft_for(
        desk.cast.office,
        subhead="One line",
        summary="Two\nlines",
        number="17-042",
        kind="readout",
        language="es",
        speakers=(Voice("Ada Reyes", "Secretary"),),
        terms=until(clock.now().replace(second=0, microsecond=0) + timedelta(days=1)),
        slug="pilot-station",
    )
    release = workflow.start_draft(actor=desk.cast.writer, draft=draft).release
    assert decompose(desk.revision(release).content) == draft
