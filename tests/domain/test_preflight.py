"""Before submit and approve the text is looked at: what blocks must go, and what is recommended needs a reason."""

from datetime import timedelta
from typing import Any

import pytest

from releases import clock, workflow
from releases.models import Contact, Event, LinkAnswer, Person, Release
from releases.models.link_answer import address_hash
from releases.preflight import Level
from releases.situation import Situation
from releases.workflow.freeze import current_revision_of
from tests.cast import Desk, until

pytestmark = pytest.mark.django_db
DOUBTFUL = "<p>The pier costs TK dollars.</p>"
WHY = {"placeholders": "The price comes at noon."}


@pytest.fixture
def desk() -> Desk:
    return Desk()


def look(desk: Desk, release: Release, person: Person | None = None) -> tuple[workflow.Checked, ...]:
    release = desk.fresh(release)
    return workflow.look(
        actor=person or desk.cast.writer,
        situation=Situation.read(release, clock.now()),
        revision=current_revision_of(release),
    )


def refused(desk: Desk, release: Release, **arguments: Any) -> list[tuple[str, str]]:
    with pytest.raises(workflow.Refused) as caught:
        workflow.submit(actor=desk.cast.writer, release_id=release.pk, **arguments)
    assert desk.fresh(release).status == "draft"
    return [(reason.field, reason.text) for reason in caught.value.reasons]


def approve(desk: Desk, release: Release, **arguments: Any) -> Any:
    digest = desk.revision(release).digest
    return workflow.approve(actor=desk.cast.approver, release_id=release.pk, digest=digest, **arguments)


def test_a_clean_text_goes_its_way_and_its_event_says_nothing_of_overrides(desk: Desk) -> None:
    release = desk.live()
    assert look(desk, release) == ()
    assert not [event for event in Event.objects.filter(release=release) if "overrides" in event.detail]


def test_what_blocks_is_refused_at_its_field_beside_every_other_gap_and_no_reason_helps(desk: Desk) -> None:
    release = desk.draft(body="<p>Lorem ipsum.</p>", subhead="by [name]", contacts=())
    fields = [field for field, _text in refused(desk, release, overrides={"placeholders": "It must."})]
    assert fields == ["contacts", "subhead", "body"]


def test_what_is_recommended_is_refused_until_a_reason_is_given(desk: Desk) -> None:
    release = desk.draft(body=DOUBTFUL)
    ((field, text),) = refused(desk, release)
    assert field == "override_placeholders"
    assert "“TK”" in text
    refused(desk, release, overrides={"placeholders": "  "})
    workflow.submit(actor=desk.cast.writer, release_id=release.pk, overrides={**WHY, "names": "nobody asked"})
    (kept,) = Event.objects.get(release=release, what="submit").detail["overrides"]
    assert (kept["code"], kept["field"], kept["reason"]) == ("placeholders", "body", WHY["placeholders"])
    assert "TK" not in str(kept)


def test_a_reason_stands_for_the_approver_and_for_no_other_words(desk: Desk) -> None:
    release = desk.draft(body=DOUBTFUL)
    workflow.submit(actor=desk.cast.writer, release_id=release.pk, overrides=WHY)
    (seen,) = look(desk, release, desk.cast.approver)
    assert (seen.reason, seen.by, seen.is_open) == (WHY["placeholders"], "Wren", False)
    desk.edit(release, body="<p>The pier costs TK dollars and has TK steps.</p>")
    with pytest.raises(workflow.Refused):
        approve(desk, release)
    desk.edit(release, body=f"<p>More words before.</p>{DOUBTFUL}")
    approve(desk, release)
    assert "overrides" not in Event.objects.get(release=release, what="approve").detail


def test_an_approver_can_give_a_reason_of_their_own(desk: Desk) -> None:
    release = desk.submitted()
    desk.edit(release, body=DOUBTFUL)
    approve(desk, release, overrides=WHY)
    assert Event.objects.get(release=release, what="approve").detail["overrides"][0]["reason"] == WHY["placeholders"]


def test_a_reason_for_another_day_counts_no_more_when_the_day_moves(desk: Desk) -> None:
    """“Monday, Feb. 30” is another finding than it was: the sentence names another weekday."""
    text = "<p>It opens on Monday, July 14, 2026.</p>"
    release = desk.draft(body=text)
    workflow.submit(actor=desk.cast.writer, release_id=release.pk, overrides={"weekday_date": "Their calendar."})
    desk.edit(release, body=text.replace("14", "15"))
    with pytest.raises(workflow.Refused):
        approve(desk, release)


def test_an_approver_who_was_shown_another_text_reads_the_change_first(desk: Desk) -> None:
    release = desk.submitted()
    digest = desk.revision(release).digest
    desk.edit(release, body=DOUBTFUL)
    with pytest.raises(workflow.Stale):
        workflow.approve(actor=desk.cast.approver, release_id=release.pk, digest=digest)


def test_an_emergency_is_not_held_up(desk: Desk) -> None:
    release = desk.draft(body="<p>Lorem ipsum. It costs TK dollars.</p>")
    edition = workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="Fire.")
    assert edition.public_from


def test_the_embargo_that_is_set_is_what_the_text_is_held_against(desk: Desk) -> None:
    release = desk.draft(
        body="<p>FOR IMMEDIATE RELEASE</p><p>It opened today.</p>", terms=until(clock.now() + timedelta(days=9))
    )
    assert [field for field, _text in refused(desk, release)] == ["body", "override_relative_days"]


def test_a_headline_is_compared_with_those_alone_that_the_person_may_know_of(desk: Desk) -> None:
    hidden = desk.draft(headline="Harbour buys the old pilot station")
    workflow.limit_access(actor=desk.cast.writer, release_id=hidden.pk, people=[desk.cast.approver.pk])
    release = desk.draft(headline="Harbour buys the old pilot station!")
    assert [one.finding.code for one in look(desk, release, desk.cast.writer)] == ["similar_headline"]
    assert "Harbour buys the old pilot station”" in look(desk, release, desk.cast.writer)[0].sentence
    assert look(desk, release, desk.cast.publisher) == ()


def test_a_number_of_the_directory_that_is_for_staff_blocks_and_a_public_one_does_not(desk: Desk) -> None:
    for number, flag in (("+1 (202) 555-0142", False), ("202-555-0177", False), ("202 555 0177", True)):
        Contact.objects.create(office=desk.cast.office, name="Ana Ruiz", phone=number, phone_is_public=flag)
    release = desk.draft(body="<p>Call 202-555-0142 by day, 202-555-0177 by night.</p>")
    ((field, text),) = refused(desk, release)
    assert field == "body"
    assert "•••-•••-••42" in text
    assert "0142" not in text
    assert "Ana" not in text


def test_a_link_is_told_dead_when_it_is_gone_or_failed_twice(desk: Desk) -> None:
    body = '<p>See <a href="https://a.example/1">tables</a>, <a href="https://a.example/2">maps</a>.</p>'
    release = desk.draft(body=body)
    for number, answer, failures in ((1, "404", 1), (2, "no answer", 1)):
        LinkAnswer.objects.create(
            address_hash=address_hash(f"https://a.example/{number}"),
            answer=answer,
            failures=failures,
            tried_at=clock.now(),
        )
    assert [one.finding.words for one in look(desk, release)] == ["tables"]
    LinkAnswer.objects.update(failures=2)
    assert [one.finding.words for one in look(desk, release)] == ["tables", "maps"]


def test_a_check_that_cannot_run_stops_nobody(desk: Desk, settings: Any) -> None:
    settings.NEWSROOM_PREFLIGHT_CHECKS = ["tests.domain.test_preflight.raises"]
    release = desk.submitted(body="<p>Lorem ipsum.</p>")
    assert [one.finding.level for one in look(desk, release)] == [Level.ADVISORY]


def raises(_subject: object) -> list[object]:
    raise ZeroDivisionError


def test_the_looks_of_one_draft_cost_few_queries(desk: Desk, django_assert_max_num_queries: Any) -> None:
    release = desk.draft(body=f'{DOUBTFUL}<p><a href="https://a.example/">Tables</a></p>')
    situation = Situation.read(release, clock.now())
    revision = current_revision_of(release)
    with django_assert_max_num_queries(5):
        workflow.look(actor=desk.cast.writer, situation=situation, revision=revision)
