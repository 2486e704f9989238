"""Choosing what goes together: offered is what can be, found by its words, with what was ticked kept in sight."""

from typing import Any

import pytest

from releases.models import Person, Release, Role
from tests.cast import Desk, person
from tests.desk.pages import signed_in
from tests.desk.test_bundles_desk import page
from tests.domain.test_bundles import elsewhere, noon

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def find(who: Person, release: Release, words: str, *ticked: Release) -> Any:
    asked = {"act": "find", "find": words, "with": [one.pk for one in ticked], "name": "Budget day"}
    return signed_in(who).post(page(release), asked)


def offers(response: Any) -> list[tuple[str, bool]]:
    """The headlines offered, and whether each is ticked."""
    field = response.context["join"]["with"]
    return [(box.choice_label.split(" · ")[0], box.data["selected"]) for box in field]


def test_only_what_the_person_may_put_together_is_offered(desk: Desk) -> None:
    office, _mo = elsewhere(desk.cast)
    reader = person("Rea", Role.WRITER, office=office)
    here = desk.draft(headline="Ours", lead_office=office.pk)
    for headline, lead in (("Seen, not written", desk.cast.office), ("Written", office)):
        made = desk.draft(headline=headline, lead_office=lead.pk)
        made.joint_offices.get_or_create(office=desk.cast.office if lead == office else office)
    assert offers(signed_in(reader).get(page(here))) == [("Written", False)]
    assert [name for name, _is in offers(signed_in(desk.cast.publisher).get(page(here)))] == [
        "Written",
        "Seen, not written",
    ]


def test_the_search_reads_number_and_office_too_and_keeps_what_was_ticked(desk: Desk) -> None:
    here, one, two = (desk.draft(headline=name) for name in ("Here", "Harbour dues", "Fact sheet"))
    desk.edit(two, number="26-114")
    writer = desk.cast.writer
    response = find(writer, here, "26-114 press", one)
    assert response.status_code == 200
    assert offers(response) == [("Harbour dues", True), ("Fact sheet", False)]
    assert 'value="Budget day"' in response.text
    assert "1 release can go together with this." in response.text
    nothing = find(writer, here, "zebra", one)
    assert offers(nothing) == [("Harbour dues", True)]
    assert "Nothing that can go together with this has all these words." in nothing.text
    assert "desk/bundle-find.js" in nothing.text


def test_where_nothing_can_go_together_the_page_says_so_and_why(desk: Desk) -> None:
    here = desk.approved(terms=noon())
    desk.draft(terms=noon(4))
    response = signed_in(desk.cast.writer).get(page(here))
    assert not offers(response)
    assert "No other release can go together with this now." in response.text
    assert "has the same embargo" in response.text
    out = signed_in(desk.cast.writer).get(page(desk.live()))
    assert out.context["join"] is None
    assert "It is out already. A correction goes out by itself." in out.text
