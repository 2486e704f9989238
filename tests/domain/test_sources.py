"""The words a draft was read from stay with it for staff; what they left open about an embargo, a person answers."""

from dataclasses import replace

import pytest

from releases import clock, workflow
from releases.document import Source
from releases.embargo import Terms
from releases.intake import Sentence
from releases.models import Edition, IntakeSource, Office, Release, Role
from releases.models.content import REDACTED
from releases.states import EmbargoKind, Status
from tests.cast import Desk, draft_for, person

pytestmark = pytest.mark.django_db

UNDECIDED = Terms(EmbargoKind.QUESTION)
TEXT = "HOLD FOR RELEASE\n\nHarbour opens new pilot station\n\nThe pilot is Zyxwv."
ASKED = Sentence("“HOLD FOR RELEASE” names no time. When may it be used?")


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _read_from_text(desk: Desk, terms: Terms = UNDECIDED, **source: object) -> Release:
    kept = Source(text=TEXT, name="pilots.txt", spans=(("embargo", 0, 16),), notes=(("embargo", ASKED),))
    return workflow.start_draft(
        actor=desk.cast.writer,
        draft=draft_for(desk.cast.office, terms=terms),
        source=replace(kept, **source),  # type: ignore[arg-type]
    ).release


def test_the_words_are_kept_with_the_draft_and_who_brought_them(desk: Desk) -> None:
    kept = IntakeSource.objects.get(release=_read_from_text(desk))
    assert (kept.text, kept.name, kept.spans) == (TEXT, "pilots.txt", [["embargo", 0, 16]])
    assert (kept.added_by, kept.added_by_name) == (desk.cast.writer, "Wren")
    assert len(kept.sha256) == 64


def test_a_path_in_a_file_name_stays_behind(desk: Desk) -> None:
    release = _read_from_text(desk, name="C:\\Users\\wren\\..\\secret\x07/pilots.docx")
    assert IntakeSource.objects.get(release=release).name == "pilots.docx"


def test_a_span_that_leads_nowhere_is_left_out(desk: Desk) -> None:
    release = _read_from_text(desk, spans=(("body", -3, 4), ("body", 9, 9), ("body", 0, 10**6), ("headline", 18, 49)))
    assert IntakeSource.objects.get(release=release).spans == [["headline", 18, 49]]


def test_they_are_seen_by_those_who_see_the_release(desk: Desk) -> None:
    _read_from_text(desk)
    elsewhere = person("Otto", Role.WRITER, office=_another_office())
    assert IntakeSource.objects.visible_to(desk.cast.writer).exists()
    assert not IntakeSource.objects.visible_to(elsewhere).exists()


def _another_office() -> Office:
    return Office.objects.create(name="Coast Watch", slug="coast-watch", time_zone="America/New_York")


def test_a_text_of_a_million_and_one_characters_is_refused_in_a_sentence(desk: Desk) -> None:
    with pytest.raises(workflow.Refused, match="Paste the release alone"):
        _read_from_text(desk, text="x" * 1_000_001)
    assert not Release.objects.exists()


# --- An embargo nobody has answered for ---


def test_an_open_question_keeps_the_draft_from_being_submitted_and_asks_in_the_words_of_the_text(desk: Desk) -> None:
    release = _read_from_text(desk)
    with pytest.raises(workflow.Refused) as refused:
        workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    assert [reason.field for reason in refused.value.reasons] == ["embargo"]
    assert ASKED in refused.value.reasons[0].text
    assert desk.fresh(release).status == Status.DRAFT


def test_it_is_still_open_after_another_save(desk: Desk) -> None:
    release = _read_from_text(desk)
    desk.edit(release, headline="Harbour opens second pilot station")
    with pytest.raises(workflow.Refused, match="HOLD FOR RELEASE"):
        workflow.submit(actor=desk.cast.writer, release_id=release.pk)


def test_it_never_reads_as_immediate(desk: Desk) -> None:
    assert _read_from_text(desk).terms.line == "NOT FOR RELEASE – EMBARGO NOT DECIDED YET"


@pytest.mark.parametrize("kind", [EmbargoKind.NONE, EmbargoKind.BY_HAND])
def test_a_person_answers_by_choosing_and_then_it_is_submitted(desk: Desk, kind: EmbargoKind) -> None:
    release = _read_from_text(desk)
    desk.edit(release, terms=Terms(kind))
    assert workflow.submit(actor=desk.cast.writer, release_id=release.pk).status == Status.SUBMITTED


def test_the_emergency_door_does_not_lead_past_it(desk: Desk) -> None:
    release = _read_from_text(desk)
    with pytest.raises(workflow.Refused, match="HOLD FOR RELEASE"):
        workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="Fire.")
    assert not Edition.objects.exists()


def test_an_archive_cannot_bring_one_in_undecided(desk: Desk) -> None:
    draft = draft_for(desk.cast.office, terms=UNDECIDED)
    with pytest.raises(workflow.Refused, match="Say which embargo"):
        workflow.import_release(actor=desk.cast.publisher, draft=draft, issued_at=clock.now())


# --- Redaction ---


def test_a_redaction_of_any_field_blanks_the_whole_source(desk: Desk) -> None:
    """The name may stand in the text under any label, and in the name of the file."""
    release = _read_from_text(desk, terms=Terms(), name="zyxwv.txt")
    asked = workflow.ask_redaction(
        actor=desk.cast.administrator,
        release_id=release.pk,
        field="body",
        reason="Order 17/2031.",
        public_mark="By order.",
    )
    workflow.redact(actor=desk.cast.approver, release_id=release.pk, redaction_id=asked.pk)
    kept = IntakeSource.objects.get(release=release)
    assert (kept.text, kept.name, kept.sha256, kept.spans, kept.notes) == (REDACTED, "", "", [], [])
    assert kept.is_blanked
