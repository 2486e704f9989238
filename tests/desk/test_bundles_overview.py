"""The front page keeps together what goes out together, as far as somebody may know of it."""

from typing import Any

import pytest
from django.urls import reverse

from releases import embargo, workflow
from releases.models import Person, Release, Role
from tests.cast import Desk, person
from tests.desk.pages import signed_in
from tests.desk.test_bundles_desk import page
from tests.domain.test_bundles import elsewhere, noon, put_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def front(who: Person) -> Any:
    return signed_in(who).get(reverse("admin:index"))


def shown(response: Any, name: str) -> list[tuple[str, list[str]]]:
    return [(part.title, [row.release.headline for row in part.rows]) for part in response.context[name]["parts"]]


def named(desk: Desk, make: Any, *headlines: str) -> list[Release]:
    return [make(headline=one, slug=one.lower(), terms=noon()) for one in headlines]


def test_what_goes_out_together_stands_in_one_frame_under_its_name_and_instant(desk: Desk) -> None:
    one, alone, two = named(desk, desk.approved, "One", "Alone", "Two")
    (draft,) = named(desk, desk.draft, "Draft")
    put_together(desk, one, two, draft, name="Budget day")
    publisher = front(desk.cast.publisher)
    assert shown(publisher, "waiting") == [("Budget day", ["One", "Two"]), ("", ["Alone"])]
    instant = embargo.label(noon().at, desk.cast.office.time_zone)
    heading = f'<a href="{page(one)}">Budget day</a> <span class="overview-note">goes out together · {instant}</span>'
    assert heading in publisher.text
    assert shown(front(desk.cast.writer), "drafts") == [("Budget day", ["Draft"])]
    workflow.leave_bundle(actor=desk.cast.writer, release_id=draft.pk)
    workflow.publish_bundle(actor=desk.cast.publisher, release_id=one.pk)
    workflow.publish(actor=desk.cast.publisher, release_id=alone.pk)
    assert ("Budget day", ["One", "Two"]) in shown(front(desk.cast.publisher), "next_out")


def test_once_it_is_out_each_stands_alone(desk: Desk) -> None:
    one, two = desk.approved(), desk.approved()
    put_together(desk, one, two, name="Budget day")
    workflow.publish_bundle(actor=desk.cast.publisher, release_id=one.pk)
    desk.correction_approved(one)
    assert {title for title, _rows in shown(front(desk.cast.publisher), "waiting")} == {""}


def test_who_may_not_know_of_a_member_reads_neither_the_name_nor_how_many_there_are(desk: Desk) -> None:
    office, mo = elsewhere(desk.cast)
    theirs = [desk.approved(headline=name, lead_office=office.pk, terms=noon()) for name in ("Three", "Four")]
    put_together(desk, *theirs, name="Zebra merger")
    assert shown(front(mo), "waiting") == [("Zebra merger", ["Three", "Four"])]
    texts = []
    for headline in ("Ours", "Ours too"):
        put_together(desk, theirs[0], desk.approved(headline=headline, terms=noon()))
        response = front(mo)
        assert shown(response, "waiting") == [("Goes out together with others", ["Three", "Four"])]
        texts.append(response.context["waiting"]["parts"])
        assert "Zebra" not in response.text
        assert "Ours" not in response.text
    assert texts[0] == texts[1]
    approver = front(person("Abe", Role.APPROVER, office=office)).text
    assert "Zebra" not in approver
