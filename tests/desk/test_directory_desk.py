"""The directory on the desk: everybody reads it, administrators change it, and every change is one event."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from releases.models import Contact, Event, Generation, Newsroom, Office, Topic
from tests.cast import Desk, cast
from tests.desk.pages import fields_of, signed_in

pytestmark = pytest.mark.django_db


def address(model: str, what: str, *args: Any) -> str:
    return reverse(f"admin:releases_{model}_{what}", args=args)


def send(client: Client, url: str, model: str, **changes: Any) -> Any:
    """Open a page of the directory, type these changes, and save."""
    page = client.get(url)
    assert page.status_code == 200
    sent = {**fields_of(page.text, f"{model}_form"), **changes}
    return client.post(url, {name: value for name, value in sent.items() if value is not None}, follow=True)


def sentences(response: Any) -> dict[str, list[str]]:
    form = response.context["adminform"].form
    return {name: list(map(str, texts)) for name, texts in form.errors.items()}


def test_an_administrator_adds_an_office_and_it_is_one_event() -> None:
    staff = cast()
    before = Generation.objects.get().number
    send(
        signed_in(staff.administrator),
        address("office", "add"),
        "office",
        name="Rescue",
        slug="rescue",
        time_zone="America/Chicago",
        city="SANDHAVEN",
        is_listed="on",
    )
    office = Office.objects.get(slug="rescue")
    assert (office.city, office.time_zone, office.is_listed) == ("SANDHAVEN", "America/Chicago", True)
    event = Event.objects.get()
    assert (event.what, event.actor) == ("office_saved", staff.administrator)
    assert Generation.objects.get().number == before + 1


def test_saving_an_entry_unchanged_is_no_event() -> None:
    staff = cast()
    send(signed_in(staff.administrator), address("office", "change", staff.office.pk), "office")
    assert not Event.objects.exists()


def test_an_address_that_another_office_had_is_refused_at_its_field() -> None:
    staff = cast()
    client = signed_in(staff.administrator)
    send(client, address("office", "change", staff.office.pk), "office", slug="press")
    response = send(
        client, address("office", "add"), "office", name="New", slug="press-office", time_zone="Europe/Paris"
    )
    assert sentences(response) == {"slug": ["Another office had this address and still answers there. Choose another."]}
    assert not Office.objects.filter(name="New").exists()


def test_the_list_of_contacts_says_in_words_which_numbers_are_not_for_the_public() -> None:
    staff = cast()
    for phone, is_public in (("202-555-0101", True), ("202-555-0102", False), ("", False)):
        Contact.objects.create(office=staff.office, name=f"Ann {phone}", phone=phone, phone_is_public=is_public)
    shown = signed_in(staff.writer).get(address("contact", "changelist")).text
    assert "202-555-0101</td>" in shown
    assert shown.count("202-555-0102 (staff only)</td>") == shown.count("(staff only)") == 1


def test_an_office_is_offered_neither_as_part_nor_as_successor_of_itself() -> None:
    staff = cast()
    rescue = Office.objects.create(name="Rescue", slug="rescue", time_zone="Europe/Paris", parent=staff.office)
    client = signed_in(staff.administrator)
    url = address("office", "change", staff.office.pk)
    assert "parent" in sentences(send(client, url, "office", parent=str(staff.office.pk)))
    circular = send(client, url, "office", parent=str(rescue.pk))
    assert sentences(circular) == {"parent": ["An office cannot be part of itself, however many steps between."]}


def test_the_page_of_an_office_is_linked_only_once_it_is_public() -> None:
    staff = cast()
    client = signed_in(staff.administrator)
    url = address("office", "change", staff.office.pk)
    assert "View on site" not in client.get(url).text
    Office.objects.update(is_listed=True)
    assert f'href="{staff.office.get_absolute_url()}"' in client.get(url).text


def test_a_changed_number_leaves_an_event_that_does_not_repeat_it() -> None:
    staff = cast()
    ann = Contact.objects.create(office=staff.office, name="Ann", phone="202-555-0101")
    send(
        signed_in(staff.administrator),
        address("contact", "change", ann.pk),
        "contact",
        phone="202-555-0199",
        phone_is_public="on",
    )
    ann.refresh_from_db()
    assert (ann.phone, ann.phone_is_public, ann.email_is_public) == ("202-555-0199", True, False)
    event = Event.objects.get()
    assert event.detail["fields"] == ["phone", "phone_is_public"]
    assert "202-555-0199" not in str(event.detail)
    record = signed_in(staff.writer).get(address("contact", "history", ann.pk)).text
    assert "phone, phone is public" in record


def test_a_contact_can_be_removed_and_releases_keep_what_they_printed() -> None:
    desk = Desk()
    ann = Contact.objects.create(office=desk.cast.office, name="Ann", phone="202-555-0101")
    release = desk.draft()
    line = release.contact_lines.get()
    line.contact = ann
    line.save()
    client = signed_in(desk.cast.administrator)
    url = address("contact", "delete", ann.pk)
    assert "Ann" in client.get(url).text
    client.post(url, {"post": "yes"})
    assert not Contact.objects.exists()
    assert release.contact_lines.get().phone == "202-555-0110"
    assert Event.objects.filter(what="contact_removed").count() == 1


def test_topics_and_the_identity_are_kept_too() -> None:
    staff = cast()
    client = signed_in(staff.administrator)
    send(client, address("topic", "add"), "topic", name="Sea", slug="sea")
    assert Topic.objects.get().name == "Sea"
    assert client.get(address("newsroom", "changelist")).url == address("newsroom", "change", 1)
    response = send(client, address("newsroom", "change", 1), "newsroom", name="Port Authority")
    assert Newsroom.objects.get().name == "Port Authority"
    assert "Port Authority" in response.text.partition('id="site-name"')[2][:200], "the desk bears its name at once"
    assert client.get(address("newsroom", "add")).status_code == 403


@pytest.mark.parametrize("member", ["writer", "approver", "publisher"])
@pytest.mark.parametrize("model", ["office", "contact", "topic", "newsroom"])
def test_staff_read_the_directory_and_do_not_change_it(member: str, model: str) -> None:
    staff = cast()
    entries = {
        "office": staff.office,
        "contact": Contact.objects.create(office=staff.office, name="Ann", phone="202-555-0101"),
        "topic": Topic.objects.create(name="Sea", slug="sea"),
        "newsroom": Newsroom.objects.get(),
    }
    entry = entries[model]
    client = signed_in(getattr(staff, member))
    url = address(model, "change", entry.pk)
    assert client.get(url).status_code == 200
    assert client.post(url, {"name": "Taken over", "_save": "1"}).status_code == 403
    assert client.get(address(model, "add")).status_code == 403
    assert client.post(address(model, "add"), {"name": "New"}).status_code == 403
    assert client.post(address(model, "delete", entry.pk), {"post": "yes"}).status_code == 403
    entry.refresh_from_db()
    assert "Taken over" not in str(entry)
    assert not Event.objects.exists()


@pytest.mark.parametrize("model", ["office", "topic"])
def test_what_releases_name_is_never_deleted(model: str) -> None:
    staff = cast()
    entry = {"office": staff.office, "topic": Topic.objects.create(name="Sea", slug="sea")}[model]
    client = signed_in(staff.administrator)
    assert client.post(address(model, "delete", entry.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    "url",
    [
        "office/?led_releases__headline__startswith=S",
        "office/?name__startswith=O",
        "topic/?release_links__release__headline__startswith=S",
        "contact/?office__led_releases__headline__startswith=S",
        "contact/?staff_notes__startswith=S",
    ],
)
def test_the_directory_is_no_oracle_about_releases(url: str) -> None:
    assert signed_in(cast().writer).get(f"/desk/releases/{url}").status_code == 400


def test_the_filters_of_the_directory_work() -> None:
    staff = cast()
    client = signed_in(staff.writer)
    Contact.objects.create(office=staff.office, name="Ann", phone="1", is_listed=True)
    for url in (f"contact/?office__id__exact={staff.office.pk}", "contact/?is_listed__exact=1", "contact/?q=ann"):
        response = client.get(f"/desk/releases/{url}")
        assert response.status_code == 200
        assert len(response.context["cl"].result_list) == 1
    assert client.get("/desk/releases/office/?is_historical__exact=0").status_code == 200


def test_what_grants_nothing_here_is_not_offered() -> None:
    page = signed_in(cast().administrator).get(reverse("admin:index")).text
    for word in ("Groups", "Axes", "Access attempt", "Log entries", "Sessions"):
        assert word not in page
    assert "People" in page
