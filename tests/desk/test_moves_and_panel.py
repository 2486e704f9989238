"""The panel says where a release stands and offers just what works; every page answers for every role."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from releases import clock, workflow
from releases.admin.move_pages import PAGES
from releases.models import Edition, Event, Office
from releases.situation import Situation
from releases.states import Move
from tests.cast import Desk

pytestmark = pytest.mark.django_db


@pytest.mark.long  # the walker drives some of these cells every day
def test_every_page_of_the_desk_answers_for_every_role_and_state(client: Client) -> None:
    desk = Desk()
    cast = desk.cast
    releases = [desk.draft(), desk.submitted(), desk.approved(), desk.scheduled(), desk.corrected(), desk.withdrawn()]
    for somebody in (cast.writer, cast.approver, cast.publisher, cast.administrator):
        client.force_login(somebody)
        assert client.get(reverse("admin:index")).status_code == 200
        for release in releases:
            page = client.get(reverse("admin:releases_release_change", args=[release.pk]))
            assert page.status_code == 200
            for offer in page.context["panel"].offers:
                shown = client.get(offer.url)
                assert shown.context["is_open"], (offer.move, somebody)
                assert not shown.context["against"]
            for move in PAGES:
                url = reverse("admin:releases_release_move", args=[release.pk, move.value])
                assert client.get(url).status_code in {200, 403}
            for name in ("record", "links"):
                assert client.get(reverse(f"admin:releases_release_{name}", args=[release.pk])).status_code == 200
    assert Event.objects.filter(what="approve").count() == len(releases) - 2 + 1


def test_two_people_press_one_button_and_one_of_them_reads_why_not(client: Client) -> None:
    desk = Desk()
    release = desk.submitted()
    client.force_login(desk.cast.approver)
    url = reverse("admin:releases_release_move", args=[release.pk, "approve"])
    shown = client.get(url).context["form"].initial
    assert client.post(url, shown).status_code == 302
    second = client.post(url, shown)
    assert second.status_code == 409
    assert "already approved" in second.content.decode()
    assert Edition.objects.count() == 1


def test_get_never_writes_and_other_methods_are_refused(client: Client) -> None:
    desk = Desk()
    release = desk.approved()
    client.force_login(desk.cast.publisher)
    url = reverse("admin:releases_release_move", args=[release.pk, "publish"])
    client.get(url)
    assert Situation.read(release, clock.now()).current is None
    assert client.put(url).status_code == 405
    assert client.get(url.replace("publish", "explode")).status_code == 404


def test_a_preview_link_opens_after_a_press_and_dies_at_the_lift_and_on_revocation(client: Client) -> None:
    desk = Desk()
    release = desk.approved()
    given = workflow.give_preview_link(
        actor=desk.cast.approver, release_id=release.pk, reader="A lawyer", lasts=timedelta(hours=4)
    )
    url = reverse("preview:copy", args=[given.token])
    for _scan in range(3):
        asked = client.get(url)
        assert "pilot station" not in asked.content.decode()
    assert not Event.objects.filter(what="link_opened").exists()
    opened = client.post(url)
    assert "pilot station" in opened.content.decode()
    assert "A lawyer" in opened.content.decode()
    assert opened["Cache-Control"] == "no-store, private"
    assert opened["Referrer-Policy"] == "no-referrer"
    assert Event.objects.filter(what="link_opened").count() == 1
    assert given.token not in str(list(Event.objects.values()))
    workflow.publish(actor=desk.cast.publisher, release_id=release.pk)
    assert client.post(url).status_code == 404
    second = workflow.give_preview_link(
        actor=desk.cast.approver, release_id=desk.draft().pk, reader="A ministry", lasts=timedelta(hours=4)
    )
    workflow.revoke_preview_link(actor=desk.cast.writer, release_id=second.link.release_id, link_id=second.link.pk)
    assert client.get(reverse("preview:copy", args=[second.token])).status_code == 404


def test_the_directory_is_changed_by_administrators_and_leaves_an_event(client: Client) -> None:
    desk = Desk()
    office = desk.cast.office
    url = reverse("admin:releases_office_change", args=[office.pk])
    typed = {"name": "Press Office", "slug": "press", "city": "X", "time_zone": "America/New_York", "is_listed": "on"}
    client.force_login(desk.cast.writer)
    assert client.get(url).status_code == 200
    assert client.post(url, typed).status_code == 403
    client.force_login(desk.cast.administrator)
    assert client.post(url, typed).status_code == 302
    assert Office.objects.get().slug == "press"
    assert Event.objects.filter(what="office_saved").exists()
    moved = client.get("/offices/press-office/")
    assert (moved.status_code, moved["Location"]) == (301, "/offices/press/")


def test_the_last_administrator_stays(client: Client) -> None:
    desk = Desk()
    boss = desk.cast.administrator
    client.force_login(boss)
    typed = {"username": boss.username, "display_name": "Arun", "is_active": "on", "roles": []}
    response = client.post(reverse("admin:releases_person_change", args=[boss.pk]), typed)
    assert response.status_code == 200
    assert "last administrator" in response.content.decode()


def test_every_move_of_the_table_has_its_page() -> None:
    assert set(Move) - set(PAGES) == {Move.EDIT, Move.REVOKE_LINK}
