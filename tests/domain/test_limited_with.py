"""Whoever may not see a limited release reads its words in no translation of it, unless they are named there."""

from functools import partial

import pytest
from django.test import Client

from releases import integrity, workflow
from releases.models import AccessLimit, Address, Bundle, Event, Office, Person, Release, Role
from releases.states import Move
from tests.cast import Desk, person
from tests.desk.pages import change, signed_in
from tests.desk.test_bundles_desk import move
from tests.domain.test_bundles import elsewhere, put_together
from tests.domain.test_translations import begin

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def limit(desk: Desk, release: Release, *people: Person, actor: Person | None = None) -> Release:
    actor = actor or desk.cast.writer
    named = [one.pk for one in people or (desk.cast.approver,)]
    return workflow.limit_access(actor=actor, release_id=release.pk, people=named, reason="Shares.")


def names(release: Release) -> set[str]:
    found = AccessLimit.objects.filter(release=release).values_list("person__display_name", flat=True)
    return set(found) if Release.objects.get(pk=release.pk).is_limited else {"everybody"}


def move_to(desk: Desk, release: Release, office: Office) -> None:
    """Another office leads it, so that who writes for the house alone does not know of it."""
    desk.edit_as(desk.cast.publisher, release, lead_office=office.pk)


def test_limiting_an_original_limits_its_translations_and_theirs_to_the_same_people(desk: Desk) -> None:
    original = desk.draft()
    spanish = begin(desk, original)
    catalan = begin(desk, spanish, "de")
    page = signed_in(desk.cast.writer).get(move(original, Move.LIMIT)).text
    assert f"they show what it says: “{catalan.headline}” and “{spanish.headline}”." in page
    limit(desk, original)
    assert [names(one) for one in (original, spanish, catalan)] == [{"Wren", "Ada"}] * 3
    assert signed_in(desk.cast.publisher).get(change(spanish)).status_code == 404
    line = Event.objects.get(release=spanish, what="limit")
    assert (line.actor, line.reason, len(line.detail["named"])) == (desk.cast.writer, "Shares.", 2)
    # Both keep step.
    limit(desk, original, desk.cast.publisher)
    assert [names(one) for one in (spanish, catalan)] == [{"Wren", "Petra"}] * 2


def test_one_with_names_of_its_own_is_never_widened_and_loses_those_who_are_taken_off(desk: Desk) -> None:
    original, tess = desk.draft(), person("Tess", Role.APPROVER)
    made = begin(desk, original)
    limit(desk, made, desk.cast.approver, tess)
    limit(desk, original, desk.cast.approver, desk.cast.publisher)
    assert names(made) == {"Wren", "Ada", "Tess"}
    limit(desk, original, desk.cast.publisher)
    assert (names(original), names(made)) == ({"Wren", "Petra"}, {"Wren", "Tess"})
    limit(desk, original, desk.cast.publisher, tess)
    with pytest.raises(workflow.Refused, match=r"taken off there too\. Name others on that one first"):
        limit(desk, original, desk.cast.publisher)


def test_what_would_lack_an_approver_or_goes_out_with_others_is_refused_by_name(desk: Desk) -> None:
    office, mo = elsewhere(desk.cast)
    original = desk.draft()
    made = begin(desk, original)
    move_to(desk, made, office)
    everywhere = desk.cast.publisher
    local = person("Lou", Role.APPROVER, office=desk.cast.office)
    own = person("Wes", Role.WRITER, office=desk.cast.office)
    with pytest.raises(workflow.Refused, match=r"translates it and is limited with it\. Name somebody else who may"):
        limit(desk, original, local, own, actor=everywhere)
    assert names(original) == names(made) == {"everybody"}
    put_together(desk, made, desk.draft(lead_office=office.pk), actor=mo)
    with pytest.raises(workflow.Refused, match=r"goes out together with others\. Take it out"):
        limit(desk, original, desk.cast.approver, actor=everywhere)


def test_one_that_the_actor_may_not_know_of_is_limited_without_a_word(desk: Desk) -> None:
    office, mo = elsewhere(desk.cast)
    original = desk.draft()
    made = begin(desk, original)
    move_to(desk, made, office)
    other = desk.draft(lead_office=office.pk)
    put_together(desk, made, other, actor=mo)
    local, second = (person(name, Role.APPROVER, office=desk.cast.office) for name in ("Lou", "Len"))
    assert "they show what it says" not in signed_in(local).get(move(original, Move.LIMIT)).text
    limit(desk, original, second, actor=local)
    assert names(made) == {"Lou", "Len"}
    assert not Bundle.objects.exists()
    for what in ("limit", "unbundled"):
        line = Event.objects.get(release=made, what=what)
        assert (line.actor, line.reason, line.detail["elsewhere"]) == (None, "", True)


def test_the_limit_of_a_translation_stays_while_its_original_has_one(desk: Desk) -> None:
    original = desk.draft(headline="Merger")
    made = begin(desk, original)
    limit(desk, original, desk.cast.approver, desk.cast.publisher)
    lift = partial(workflow.lift_access_limit, actor=desk.cast.publisher, reason="It is known.")
    with pytest.raises(workflow.Refused, match="It translates “Merger”, which is limited"):
        lift(release_id=made.pk)
    paul = person("Paul", Role.PUBLISHER)
    limit(desk, made, desk.cast.approver, desk.cast.publisher, paul)
    with pytest.raises(workflow.Refused, match="It belongs with a text that is limited to named people") as refused:
        lift(actor=paul, release_id=made.pk)
    assert "Merger" not in str(refused.value)
    lift(release_id=original.pk)
    lift(release_id=made.pk)
    assert names(made) == {"everybody"}


def test_a_translation_that_is_public_stays_public_and_is_limited_on_the_desk(desk: Desk, client: Client) -> None:
    original = desk.live()
    made = begin(desk, original)
    desk.edit(made, headline="Puerto", body="<p>La estación.</p>")
    workflow.submit(actor=desk.cast.writer, release_id=made.pk)
    desk.approve(made)
    workflow.publish(actor=desk.cast.publisher, release_id=made.pk)
    limit(desk, original)
    assert names(made) == {"Wren", "Ada"}
    assert "La estación." in client.get(Address.objects.get(release=made).path).text


def test_a_database_in_which_one_is_open_is_reported(desk: Desk) -> None:
    original = desk.draft()
    made = begin(desk, original)
    limit(desk, original)
    assert not list(integrity.limits_hold_for_translations(databases=["default"]))
    Release.objects.filter(pk=made.pk).update(is_limited=False)
    (message,) = integrity.limits_hold_for_translations(databases=["default"])
    assert (message.id, str(original.pk) in message.msg) == ("releases.W004", True)
    limit(desk, original)
    assert not list(integrity.limits_hold_for_translations(databases=["default"]))
