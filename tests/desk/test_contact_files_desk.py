"""The directory as files: what an administrator is shown is what is written, and nothing in a file runs or is kept."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from releases import workflow
from releases.contact_changes import against_directory
from releases.models import Contact, Event, Generation, Membership, Office, Role
from tests.cast import Cast, cast, person
from tests.desk.pages import fields_of, signed_in

pytestmark = pytest.mark.django_db

IMPORT = reverse("admin:releases_contact_import")
CSV, CARDS = (reverse(f"admin:releases_contact_{kind}") for kind in ("csv", "cards"))
OFFICE = "Office of the Press Secretary"


@pytest.fixture
def staff() -> Cast:
    return cast()


@pytest.fixture
def ann(staff: Cast) -> Contact:
    return Contact.objects.create(
        office=staff.office,
        name="Ann Doe",
        role="Press officer",
        phone="202-555-0101",
        phone_is_public=True,
        email="ann@harbour.example",
        after_hours="+1 202-555-0102",
        staff_notes="=1+1",
        is_listed=True,
    )


def shown(client: Client, text: str, **more: Any) -> Any:
    response = client.post(IMPORT, {"text": text, **more})
    assert response.status_code == 200
    return response


def pressed(client: Client, response: Any) -> Any:
    """Press the button of a preview, as it stands."""
    return client.post(IMPORT, fields_of(response.text, "apply_form"))


def contacts() -> list[dict[str, Any]]:
    return list(Contact.objects.order_by("name", "id").values())


def test_what_is_exported_says_what_a_colleague_may_know_and_is_kept_nowhere(staff: Cast, ann: Contact) -> None:
    client = signed_in(staff.writer)
    page = client.get(reverse("admin:releases_contact_changelist")).text
    assert f'<form method="post" action="{CSV}">' in page
    assert "staff-only numbers and notes" in page
    assert IMPORT not in page, "a writer imports nothing"
    answer = client.post(CSV)
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert "'+1 202-555-0102" in answer.text
    assert "'=1+1" in answer.text
    cards = client.post(CARDS)
    assert f"UID:urn:uuid:{ann.pk}" in cards.text
    for one in (answer, cards):
        assert "no-store" in one["Cache-Control"]
        assert one["Content-Disposition"].startswith("attachment;")


def test_who_took_the_directory_along_stands_in_the_record_and_is_shown_to_administrators(
    staff: Cast, ann: Contact
) -> None:
    client, chief = signed_in(staff.writer), signed_in(staff.administrator)
    client.post(CSV)
    client.post(CARDS)
    kept = list(Event.objects.order_by("pk").values_list("what", "actor", "actor_name", "release", "detail"))
    assert kept == [
        ("contacts_exported", staff.writer.pk, "Wren", None, {"form": form, "contacts": 1})
        for form in ("csv", "vcards")
    ]
    page = chief.get(reverse("admin:releases_contact_changelist")).text
    assert page.count("Wren, CSV, one contact") == 1
    assert "took the directory along" not in client.get(reverse("admin:releases_contact_changelist")).text


def test_no_link_that_is_fetched_ahead_exports_and_no_other_site_can_press_the_button(
    staff: Cast, ann: Contact
) -> None:
    client, strict = signed_in(staff.writer), Client(enforce_csrf_checks=True)
    strict.force_login(staff.writer)
    for address in (CSV, CARDS):
        assert [client.get(address).status_code, client.head(address).status_code] == [405, 405]
        assert strict.post(address).status_code == 403
    assert not Event.objects.exists()


@pytest.mark.parametrize("address", [CSV, CARDS])
def test_what_is_exported_and_imported_changes_nothing(staff: Cast, ann: Contact, address: str) -> None:
    Contact.objects.create(office=staff.office, phone="202-555-0110", role="Duty line")
    client = signed_in(staff.administrator)
    before = contacts()
    text = client.post(address).content.decode("utf-8-sig")
    response = shown(client, text)
    assert len(response.context["plan"].unchanged) == 2
    assert 'id="apply_form"' not in response.text
    assert "nothing to save" in response.text
    assert contacts() == before


def test_the_preview_is_what_is_written_and_a_second_time_is_nothing(staff: Cast, ann: Contact) -> None:
    client = signed_in(staff.administrator)
    text = (
        f"id;office;name;role;phone;phone is public\n{ann.pk};{OFFICE};Ann Doe-Roe;;202-555-0199;yes\n"
        ";Press Office;Bob Roe;Press officer;202-555-0103;\n;No such office;Cleo;;1;\n;Press Office;;;;\n"
    )
    response = shown(client, text)
    assert not Event.objects.exists(), "nothing is saved by looking"
    plan = response.context["plan"]
    [changed] = plan.changed
    assert {(one.field, one.before, one.after) for one in changed.changes} == {
        ("name", "Ann Doe", "Ann Doe-Roe"),
        ("role", "Press officer", ""),
        ("phone", "202-555-0101", "202-555-0199"),
    }
    assert [(fault.line, fault.text.split(".")[0]) for fault in plan.faults] == [
        (4, "There is no single office “No such office”"),
        (5, "Neither a name nor a role nor a number stands here"),
    ]
    number = Generation.objects.get().number
    assert pressed(client, response).status_code == 302
    ann.refresh_from_db()
    assert (ann.name, ann.role, ann.phone, ann.phone_is_public) == ("Ann Doe-Roe", "", "202-555-0199", True)
    assert (ann.email, ann.is_listed) == ("ann@harbour.example", True), "the file says nothing of these"
    bob = Contact.objects.get(name="Bob Roe")
    assert (bob.office, bob.phone, bob.phone_is_public, bob.is_listed) == (staff.office, "202-555-0103", False, False)
    assert sorted(Event.objects.values_list("what", "actor")) == [("contact_saved", staff.administrator.pk)] * 2
    assert Generation.objects.get().number > number
    again = shown(client, text).context["plan"]
    assert (len(again.new), len(again.changed), len(again.unchanged)) == (0, 0, 2)


def test_a_number_that_replaces_a_public_one_is_for_staff_until_somebody_says_otherwise(
    staff: Cast, ann: Contact
) -> None:
    client = signed_in(staff.administrator)
    text = f"office,name,phone\n{OFFICE},ann doe,202-555-0177\n"
    response = shown(client, text)
    assert ("phone is public", "yes", "no") in response.context["changed"][0]["changes"]
    pressed(client, response)
    ann.refresh_from_db()
    assert (ann.phone, ann.phone_is_public) == ("202-555-0177", False)


def test_a_directory_that_changed_meanwhile_is_shown_anew(staff: Cast, ann: Contact) -> None:
    client = signed_in(staff.administrator)
    response = shown(client, f"id,phone\n{ann.pk},202-555-0177\n")
    Contact.objects.filter(pk=ann.pk).update(phone="202-555-0188")
    before = contacts()
    answer = pressed(client, response)
    assert answer.status_code == 409
    assert "The directory was changed meanwhile" in answer.text
    assert "202-555-0188" in answer.text
    assert contacts() == before
    assert pressed(client, answer).status_code == 302
    ann.refresh_from_db()
    assert ann.phone == "202-555-0177"


def test_two_of_one_name_are_asked_about_and_one_twice_is_said(staff: Cast, ann: Contact) -> None:
    Contact.objects.create(office=staff.office, name="Ann Doe", role="Press officer", phone="9")
    client = signed_in(staff.administrator)
    plan = shown(
        client, f"id,office,name,phone\n,{OFFICE},Ann Doe,8\n{ann.pk},,,1\n{ann.pk},,,2\n", office=staff.office.pk
    ).context["plan"]
    assert [fault.line for fault in plan.faults] == [2, 4]
    assert "called so" in plan.faults[0].text
    assert "same contact as on line 3" in plan.faults[1].text


def test_a_line_that_no_form_would_take_is_left_out_with_its_sentence(staff: Cast) -> None:
    client = signed_in(staff.administrator)
    text = f"name,e-mail,phone\nAnn,not an address,\n{'x' * 151},,\nBob,,{'1' * 61}\n<b>Eve</b>,,1\n"
    response = shown(client, text, office=staff.office.pk)
    assert [fault.line for fault in response.context["plan"].faults] == [2, 3, 4]
    assert "&lt;b&gt;Eve" in response.text
    assert "<b>Eve" not in response.text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_in_the_encoding_of_the_program_that_wrote_it(staff: Cast, encoding: str) -> None:
    text = "name;role\r\nJosé Núñez;Portavoz – oficina de prensa\r\n"
    file = SimpleUploadedFile("contacts.csv", text.encode(encoding))
    client = signed_in(staff.administrator)
    response = client.post(IMPORT, {"file": file, "office": staff.office.pk})
    assert pressed(client, response).status_code == 302
    assert Contact.objects.get().role == "Portavoz – oficina de prensa"


def test_nothing_and_too_much_get_a_sentence_at_their_field(staff: Cast) -> None:
    client = signed_in(staff.administrator)
    for sent, said in (
        ({}, "Paste contacts, or choose a file that is not empty."),
        ({"file": SimpleUploadedFile("a.csv", b"a" * 4_000_001)}, "larger than any directory"),
        ({"text": "a", "office": "nonsense"}, "nonsense"),
    ):
        answer = client.post(IMPORT, sent)
        assert answer.status_code == 422
        assert said in answer.text
    huge = client.post(IMPORT, {"text": "a" * 10_500_000})
    assert huge.status_code == 413
    assert "too large to be read" in huge.text
    spoiled = shown(client, "name,phone\n\x00Ann\x00,=cmd()\n", office=staff.office.pk)
    assert pressed(client, spoiled).status_code == 302
    assert Contact.objects.get().name == "Ann"
    assert ",'=cmd()" in client.post(CSV).text


def test_administrators_of_every_office_import_and_nobody_else(staff: Cast) -> None:
    here = person("Ida", Role.ADMINISTRATOR, office=staff.office)
    for member in (staff.writer, staff.publisher, here):
        client = signed_in(member)
        assert client.get(IMPORT).status_code == 403
        assert client.post(IMPORT, {"text": "name\nAnn", "shown": "x"}).status_code == 403
    client = signed_in(staff.administrator)
    response = shown(client, "name\nAnn", office=staff.office.pk)
    Membership.objects.filter(person=staff.administrator).delete()
    Membership.objects.create(person=staff.administrator, role=Role.WRITER)
    assert pressed(client, response).status_code == 403
    assert not Contact.objects.exists()
    assert Office.objects.count() == 1


def test_the_workflow_itself_refuses_others_with_one_sentence(staff: Cast) -> None:
    text = f"office,name\n{OFFICE},Ann\n{OFFICE},Bob\n"
    shown_to_them = against_directory(text, None).digest
    with pytest.raises(workflow.Refused) as refused:
        workflow.import_contacts(actor=staff.publisher, text=text, otherwise=None, shown=shown_to_them)
    assert [reason.field for reason in refused.value.reasons] == [""]
    assert not Contact.objects.exists()
