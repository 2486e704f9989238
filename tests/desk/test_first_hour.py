"""An empty newsroom leads its administrator to the first public release, and tells everybody else whom to ask."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from releases import workflow
from releases.models import Contact, Newsroom, Office, Person, Role
from tests.cast import Desk, person
from tests.desk.pages import fields_of, messages, signed_in

pytestmark = pytest.mark.django_db

HOME = reverse("admin:index")


def _states(client: Any) -> list[str]:
    return [str(step.state) for step in client.get(HOME).context["first_hour"].steps]


def _add(client: Any, kind: str, **typed: Any) -> Any:
    url = reverse(f"admin:releases_{kind}_add")
    return client.post(url, {**fields_of(client.get(url).text, f"{kind}_form"), **typed}, follow=True)


def test_the_door_of_a_newsroom_without_people_says_how_the_first_one_comes_in(client: Client) -> None:
    assert "manage.py createsuperuser" in client.get(reverse("admin:login")).text
    person("Wren")
    assert "createsuperuser" not in client.get(reverse("admin:login")).text


def test_the_first_administrator_is_led_from_page_to_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "harbour lights at dusk")
    call_command("createsuperuser", interactive=False, username="boss", display_name="Bo Sato", verbosity=0)
    boss = Client()
    assert boss.login(username="boss", password="harbour lights at dusk", request=boss.get("/").wsgi_request)
    assert _states(boss) == ["next", "open", "open", "open", "open"]
    page = reverse("admin:releases_newsroom_change", args=[1])
    typed = {**fields_of(boss.get(page).text, "newsroom_form"), "name": "Harbour Authority"}
    assert "Next: <a " in messages(boss.post(page, typed, follow=True))[1]
    assert _states(boss) == ["done", "next", "open", "open", "open"]
    said = _add(boss, "office", name="Press Office", slug="press", time_zone="Europe/Paris", is_listed="on")
    assert "Add the people" in str(messages(said))
    password = {"password1": "dusk over harbour", "password2": "dusk over harbour"}
    said = _add(boss, "person", username="wren", display_name="Wren", roles=["writer:"], **password)
    assert "Add the people" in str(messages(said)), "one alone approves nothing"
    said = _add(boss, "person", username="petra", display_name="Petra", roles=["publisher:"], **password)
    assert "contact" in str(messages(said))
    office = Office.objects.get()
    contact = {"office": office.pk, "name": "Mara", "phone": "202-555-0110", "position": "0"}
    _add(boss, "contact", **contact, phone_is_public="on")
    step = boss.get(HOME).context["first_hour"].next
    assert "“Mara” is there, but no journalist sees it yet: the contact must be ticked “listed”." in step.missing
    url = reverse("admin:releases_contact_change", args=[Contact.objects.get().pk])
    boss.post(url, {**fields_of(boss.get(url).text, "contact_form"), "is_listed": "on"})
    assert _states(boss) == ["done", "done", "done", "done", "next"]
    assert "A writer signs in" in boss.get(HOME).text


def test_it_stays_until_something_was_public_and_is_gone_then() -> None:
    desk = Desk()
    boss = signed_in(desk.cast.administrator)
    assert "Publish the first release" in boss.get(HOME).text
    release = desk.approved()
    assert "on its way" in boss.get(HOME).text
    workflow.publish(actor=desk.cast.publisher, release_id=release.pk)
    assert boss.get(HOME).context["first_hour"] is None
    desk.withdrawn(release, keep_text=False)
    assert boss.get(HOME).context["first_hour"] is None
    typed = {"name": "Port", "about": "", "address": "", "tagline": ""}
    response = boss.post(reverse("admin:releases_newsroom_change", args=[1]), typed, follow=True)
    assert messages(response) == ["Saved. It is public now."]


def test_it_says_who_is_missing() -> None:
    desk = Desk()
    for one, lacks in (
        (desk.cast.publisher, "nobody yet who may publish"),
        (desk.cast.approver, "nobody else yet who may approve"),
        (desk.cast.writer, "Nobody writes yet"),
    ):
        workflow.save_person(
            actor=desk.cast.administrator, person=Person.objects.get(pk=one.pk), roles=[(Role.ADMINISTRATOR, None)]
        )
        assert lacks in signed_in(desk.cast.administrator).get(HOME).context["first_hour"].steps[2].missing


def test_everybody_else_is_told_whom_to_ask_and_nothing_once_all_is_there() -> None:
    desk = Desk()
    writer = signed_in(desk.cast.writer)
    assert "Who does it: Arun." in writer.get(HOME).text
    assert not writer.get(HOME).context["first_hour"].steps
    Newsroom.objects.update(changed_at="2026-11-24T00:00Z")
    Office.objects.update(is_listed=True)
    Contact.objects.create(office=desk.cast.office, name="M", phone="1", phone_is_public=True, is_listed=True)
    assert writer.get(HOME).context["first_hour"] is None


def test_a_limited_first_text_is_not_told_to_who_is_not_named() -> None:
    desk = Desk()
    release = desk.submitted()
    named = [desk.cast.writer.pk, desk.cast.approver.pk]
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=named)
    assert "on its way" not in signed_in(desk.cast.administrator).get(HOME).text
