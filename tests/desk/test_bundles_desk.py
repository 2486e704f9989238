"""The page of what goes out together, and what the rest of the desk says of it."""

import re
from typing import Any

import pytest
from django.urls import reverse

from releases import workflow
from releases.models import Bundle, Edition, Office, Person, Release, Role
from releases.states import Move
from tests.cast import Desk, person
from tests.desk.pages import LIST, change, signed_in
from tests.domain.test_bundles_lift import approve, noon, scheduled, tied, windows

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def page(release: Release) -> str:
    return reverse("admin:releases_release_together", args=[release.pk])


def move(release: Release, name: Move) -> str:
    return reverse("admin:releases_release_move", args=[release.pk, name.value])


def post(who: Person, release: Release, act: str, **typed: Any) -> Any:
    return signed_in(who).post(page(release), {"act": act, **typed}, follow=True)


def test_releases_are_put_together_on_the_page_and_taken_out_again(desk: Desk) -> None:
    one, two = desk.draft(headline="Budget"), desk.draft(headline="Fact sheet")
    writer = desk.cast.writer
    empty = post(writer, one, "join")
    assert empty.status_code == 422
    assert "Choose at least one other release" in empty.text
    assert "Fact sheet" not in signed_in(writer).get(page(one), {"find": "tables"}).text
    assert "Fact sheet" in signed_in(writer).get(page(one), {"find": "sheet FACT"}).text
    done = post(writer, one, "join", **{"with": [two.pk], "name": "Budget day"})
    assert "They go out together now, or not at all." in done.text
    assert "Budget day" in done.text
    assert "Must be submitted and approved" in done.text
    assert "Goes out together with:" in signed_in(writer).get(change(two)).text
    assert "Taken out." in post(writer, one, "leave", member=two.pk).text
    assert not Bundle.objects.exists()


def test_what_is_refused_comes_back_with_what_was_chosen(desk: Desk) -> None:
    one, other = desk.draft(terms=noon()), desk.draft(terms=noon(3), headline="Of another time")
    back = post(desk.cast.writer, one, "join", **{"with": [other.pk], "name": "Both"})
    assert back.status_code == 409
    assert "Its embargo is another" in back.text
    assert 'value="Both"' in back.text
    assert f'value="{other.pk}" id="id_with_0" checked' in back.text


def test_all_are_published_from_the_page_as_they_were_shown(desk: Desk) -> None:
    one, two = tied(desk, desk.approved(terms=noon()), desk.submitted(terms=noon()))
    publisher = desk.cast.publisher
    assert "Ordered." in post(publisher, one, "order").text
    assert "Petra has ordered" in signed_in(desk.cast.writer).get(page(one)).text
    assert "Taken back." in post(publisher, one, "recall").text
    approve(desk, two)
    shown = [f"{release.pk}:{desk.revision(release).digest}" for release in (one, two)]
    assert post(publisher, one, "publish", shown=shown[:1], release_line=noon().line).status_code == 409
    assert "published together" in post(publisher, one, "publish", shown=shown, release_line=noon().line).text
    assert windows([one, two]) == {noon().at}


def test_the_time_is_changed_for_all_in_one_act(desk: Desk) -> None:
    one, two = tied(desk, desk.draft(terms=noon()), desk.draft(terms=noon()))
    later = noon(5)
    typed = {
        "embargo_kind": "until",
        "embargo_date": later.wall[:10],
        "embargo_time": later.wall[11:],
        "embargo_zone": later.zone,
    }
    missing = post(desk.cast.writer, one, "time", **{**typed, "embargo_date": ""})
    assert "Give the date and the time" in missing.text
    assert "changed for all of them" in post(desk.cast.writer, one, "time", **typed).text
    assert {desk.fresh(each).terms for each in (one, two)} == {later}


def test_holding_asks_about_the_rest(desk: Desk) -> None:
    releases = scheduled(desk, noon())
    client = signed_in(desk.cast.publisher)
    asked = client.get(move(releases[0], Move.HOLD)).text
    assert "Hold all of them: this one, and “Two” and “Three”." in asked
    assert "Take this one out and hold only it." in asked
    client.post(move(releases[0], Move.HOLD), {"alone": "one"})
    assert [windows([each]) for each in releases] == [{None}, {noon().at}, {noon().at}]
    client.post(move(releases[1], Move.HOLD), {"alone": "all"})
    assert windows(releases) == {None}


def test_the_approver_of_the_last_may_publish_all_with_one_tick(desk: Desk) -> None:
    one, last = tied(desk, desk.approved(terms=noon()), desk.submitted(terms=noon()))
    where = move(last, Move.APPROVE)
    assert "Publish all 2 together" not in signed_in(desk.cast.approver).get(where).text
    client = signed_in(desk.cast.publisher)
    assert "Publish all 2 together" in client.get(where).text
    read = {"digest": desk.revision(last).digest, "release_line": noon().line, "and_all": "on"}
    said = client.post(where, read, follow=True).text
    assert "It was the last: all of them go out at" in said
    assert windows([one, last]) == {noon().at}


def test_the_approver_is_told_why_an_order_was_not_carried_out(desk: Desk) -> None:
    paul = person("Paul", Role.PUBLISHER)
    one, last = tied(desk, desk.approved(), desk.submitted())
    workflow.order_bundle(actor=paul, release_id=one.pk)
    where = move(last, Move.APPROVE)
    client, waits = signed_in(desk.cast.approver), "waits? for a publisher"
    before = client.get(where).text
    assert "as Paul has ordered. They go out now." in " ".join(re.sub("<[^>]*>", " ", before).split())
    assert "<dd><p>Everybody.</p></dd>" in before
    assert not re.search(waits, before)
    assert "go on to publish" not in signed_in(desk.cast.publisher).get(where).text
    Person.objects.filter(pk=paul.pk).update(is_active=False)
    after = client.get(where).text
    assert re.search(waits, after)
    assert "Paul had ordered that all are published with it, and may not" in after
    read = {"digest": desk.revision(last).digest, "release_line": "FOR IMMEDIATE RELEASE"}
    assert "nothing was published. Paul had ordered it" in client.post(where, read, follow=True).text
    assert not Edition.objects.exclude(public_from=None).exists()


def test_who_may_not_know_of_a_member_reads_nothing_of_it_anywhere(desk: Desk) -> None:
    """That there are others is said, because it is why the release cannot go out; not how many, whose, or what."""
    office = Office.objects.create(name="Marine Survey", slug="marine-survey", time_zone="America/New_York")
    mo = person("Mo", Role.PUBLISHER, office=office)
    ours, theirs = tied(
        desk,
        desk.approved(headline="Zebra merger", terms=noon()),
        desk.approved(headline="Seen by Mo", lead_office=office.pk, terms=noon()),
    )
    client = signed_in(mo)
    pages = [page(theirs), change(theirs), LIST, reverse("admin:index"), move(theirs, Move.PUBLISH)]
    texts = [client.get(where).text for where in pages]
    refused = [
        post(mo, theirs, act, **{"with": [ours.pk], "member": ours.pk}) for act in ("join", "leave", "publish", "order")
    ]
    assert [one.status_code for one in refused] == [422, 409, 409, 409]
    for text in (*texts, *(one.text for one in refused)):
        assert "Zebra" not in text
        assert str(ours.pk) not in text
    for text in (texts[0], *(one.text for one in refused)):
        assert desk.cast.office.name not in text
    assert "others that are not yours to see" in texts[0]
    assert client.get(page(ours)).status_code == 404
    workflow.leave_bundle(actor=mo, release_id=theirs.pk)


def test_the_lists_of_the_desk_say_what_does_not_go_alone(desk: Desk) -> None:
    (one, *_others) = scheduled(desk, noon(1))
    client = signed_in(desk.cast.publisher)
    calendar = f"{reverse('admin:calendar')}?view=day&on={noon(1).wall[:10]}"
    for where in (LIST, calendar):
        assert client.get(where).text.count("together with others") == 3, where
    assert f'<a href="{page(one)}">together with others</a>' in client.get(calendar).text
    panel = client.get(change(one)).text
    assert "Emergency publication" not in panel
    workflow.hold(actor=desk.cast.publisher, release_id=one.pk)
    assert client.get(reverse("admin:index")).text.count("See all of them") == 3
