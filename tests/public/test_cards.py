"""A journalist saves a listed contact as a vCard, with the numbers that are public and no other."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from releases.models import Contact, Office
from tests.cast import Desk
from tests.public.places import office

pytestmark = pytest.mark.django_db


def _contact(**more: Any) -> Contact:
    desk = Desk()
    Office.objects.filter(pk=desk.cast.office.pk).update(is_listed=True)
    given = {"name": "Ruth Adeyemi", "phone": "+1 202 555 0131 ext. 4", "phone_is_public": True, "is_listed": True}
    return Contact.objects.create(office=desk.cast.office, **{**given, **more})


def _lines(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "text/vcard; charset=utf-8")
    raw = response.content.decode()
    assert all(len(line.encode()) <= 75 for line in raw.split("\r\n"))
    return raw.replace("\r\n ", "").split("\r\n")


def test_a_card_holds_what_the_page_shows(client: Client) -> None:
    contact = _contact(role="Press officer", email="ruth@harbor.example", after_hours="202-555-0199")
    lines = _lines(client, f"/contacts/{contact.pk}.vcf")
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
    assert lines[-2:] == ["END:VCARD", ""]
    assert "FN:Ruth Adeyemi" in lines
    assert "ORG:Harbour Authority;Office of the Press Secretary" in lines
    assert 'TEL;VALUE=uri;TYPE="work,voice":tel:+12025550131;ext=4' in lines
    assert not [line for line in lines if "harbor.example" in line or "5550199" in line]
    assert f'href="/contacts/{contact.pk}.vcf"' in client.get("/contacts/").content.decode()


def test_every_way_that_is_public_is_on_it(client: Client) -> None:
    contact = _contact(
        email="ruth@harbor.example", email_is_public=True, after_hours="202-555-0199", after_hours_is_public=True
    )
    lines = _lines(client, f"/contacts/{contact.pk}.vcf")
    assert "EMAIL;TYPE=work:ruth@harbor.example" in lines
    assert 'TEL;VALUE=uri;TYPE="voice":tel:2025550199' in lines


def test_a_switchboard_is_filed_under_its_role_or_its_office(client: Client) -> None:
    contact = _contact(name="", role="Media line; day, night")
    lines = _lines(client, f"/contacts/{contact.pk}.vcf")
    assert "FN:Media line\\; day\\, night" in lines
    assert "KIND:org" in lines
    Contact.objects.filter(pk=contact.pk).update(role="")
    assert "FN:Office of the Press Secretary" in _lines(client, f"/contacts/{contact.pk}.vcf")


def test_no_words_break_a_card(client: Client) -> None:
    contact = _contact(name="Ünïcode " * 12 + "\nEND:VCARD\x07", role="\\n,;")
    lines = _lines(client, f"/contacts/{contact.pk}.vcf")
    assert lines.count("END:VCARD") == 1
    assert "ROLE:\\\\n\\,\\;" in lines


def test_offices_and_the_newsroom_have_cards_of_everybody_listed(client: Client) -> None:
    contact = _contact()
    other = office("Second Office", "second", is_listed=True)
    Contact.objects.create(office=other, name="Ida Lund", phone="1", phone_is_public=True, is_listed=True)
    everybody = _lines(client, "/contacts.vcf")
    assert everybody.count("BEGIN:VCARD") == 2
    assert [line for line in _lines(client, "/offices/second/contacts.vcf") if line.startswith("FN:")] == [
        "FN:Ida Lund"
    ]
    assert contact.office.slug == "press-office"


@pytest.mark.parametrize("hidden", [{"is_listed": False}, {"phone_is_public": False}])
def test_a_contact_that_the_public_may_not_know_has_no_card(client: Client, hidden: dict[str, bool]) -> None:
    contact = _contact(**hidden)
    assert client.get(f"/contacts/{contact.pk}.vcf").content == client.get(f"/contacts/{uuid4()}.vcf").content
    assert client.get(f"/contacts/{contact.pk}.vcf").status_code == 404
    assert "Ruth" not in client.get("/contacts.vcf").content.decode()


def test_offices_that_have_closed_come_last(client: Client) -> None:
    _contact()
    closed = office("A closed office", "closed", is_listed=True, is_historical=True)
    Contact.objects.create(office=closed, name="Old Records", phone="1", phone_is_public=True, is_listed=True)
    page = client.get("/contacts/").content.decode()
    assert page.index("Ruth Adeyemi") < page.index("Old Records")
