"""People on the desk: accounts and roles by office, kept by administrators; nobody is deleted."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from releases.models import Event, Membership, Office, Person, Role
from tests.cast import Cast, cast, person
from tests.desk.pages import fields_of, signed_in
from tests.desk.test_directory_desk import send, sentences

pytestmark = pytest.mark.django_db

ADD = reverse("admin:releases_person_add")
LIST = reverse("admin:releases_person_changelist")
PASSWORD = "harbour lights at dusk"


def page_of(who: Person) -> str:
    return reverse("admin:releases_person_change", args=[who.pk])


@pytest.fixture
def staff() -> Cast:
    return cast()


def roles_of(who: Person) -> set[tuple[str, Any]]:
    return set(Membership.objects.filter(person=who).values_list("role", "office_id"))


def new(client: Client, **changes: Any) -> Any:
    given = {
        "username": "nora",
        "display_name": "Nora Quay",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "roles": ["writer:"],
        **changes,
    }
    return send(client, ADD, "person", **given)


def test_an_administrator_makes_an_account_that_can_sign_in(staff: Cast) -> None:
    new(signed_in(staff.administrator), roles=["writer:", f"approver:{staff.office.pk}"])
    nora = Person.objects.get(username="nora")
    assert roles_of(nora) == {("writer", None), ("approver", staff.office.pk)}
    assert nora.check_password(PASSWORD)
    assert nora.is_staff
    event = Event.objects.get()
    assert event.what == "person_saved"
    assert PASSWORD not in str(event.detail)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"password1": "", "password2": ""}, "password1"),
        ({"password2": "something else entirely"}, "password2"),
        ({"password1": "short", "password2": "short"}, "password2"),
        ({"password1": "nora nora nora", "username": "nora nora nora", "password2": "nora nora nora"}, "username"),
        ({"email": "noraquay@x.test", "password1": "noraquay@x.test", "password2": "noraquay@x.test"}, "password2"),
        ({"username": ""}, "username"),
        ({"display_name": ""}, "display_name"),
        ({"email": "nobody"}, "email"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"roles": ["king:"]}, "roles"),
    ],
)  # fmt: skip
def test_a_bad_account_gets_a_sentence_at_its_field(staff: Cast, changes: dict[str, Any], field: str) -> None:
    before = Person.objects.count()
    response = new(signed_in(staff.administrator), **changes)
    assert field in sentences(response)
    assert Person.objects.count() == before


def test_a_name_that_is_taken_is_refused(staff: Cast) -> None:
    response = new(signed_in(staff.administrator), username=staff.writer.username)
    assert sentences(response)["username"] == ["Somebody already signs in with this name. Choose another."]


def test_a_password_is_never_shown_again(staff: Cast) -> None:
    response = new(signed_in(staff.administrator), display_name="")
    assert PASSWORD not in response.text


def test_changing_roles_keeps_the_password(staff: Cast) -> None:
    client = signed_in(staff.administrator)
    sent = fields_of(client.get(page_of(staff.writer)).text, "person_form")
    assert sent["roles"] == "writer:"
    client.post(page_of(staff.writer), {**sent, "roles": ["publisher:"]})
    staff.writer.refresh_from_db()
    assert roles_of(staff.writer) == {("publisher", None)}
    assert staff.writer.check_password("a long password")


def test_a_new_password_ends_the_old_sessions(staff: Cast) -> None:
    wren = signed_in(staff.writer)
    assert wren.get(reverse("admin:index")).status_code == 200
    send(signed_in(staff.administrator), page_of(staff.writer), "person", password1=PASSWORD, password2=PASSWORD)
    assert wren.get(reverse("admin:index")).status_code == 302


def test_somebody_who_leaves_is_deactivated_and_shut_out_at_once(staff: Cast) -> None:
    wren = signed_in(staff.writer)
    send(signed_in(staff.administrator), page_of(staff.writer), "person", is_active=None)
    assert wren.get(reverse("admin:index")).status_code == 302
    assert Person.objects.filter(pk=staff.writer.pk, is_active=False).exists()


def test_nobody_is_deleted(staff: Cast) -> None:
    client = signed_in(staff.administrator)
    assert client.post(page_of(staff.writer).replace("change", "delete"), {"post": "yes"}).status_code == 403
    client.post(LIST, {"action": "delete_selected", "_selected_action": str(staff.writer.pk)})
    assert Person.objects.filter(pk=staff.writer.pk).exists()


def test_the_last_administrator_stays(staff: Cast) -> None:
    client = signed_in(staff.administrator)
    for changes in ({"is_active": None}, {"roles": ["writer:"]}):
        response = send(client, page_of(staff.administrator), "person", **changes)
        assert "This is the last administrator." in response.text
    assert roles_of(staff.administrator) == {("administrator", None)}
    assert Person.objects.get(pk=staff.administrator.pk).is_active


def test_a_role_at_a_closed_office_survives_a_save_that_does_not_touch_it(staff: Cast) -> None:
    closed = Office.objects.create(name="Lights", slug="lights", time_zone="Europe/Paris", is_historical=True)
    felix = person("Felix", Role.WRITER, Role.ADMINISTRATOR, office=closed)
    send(signed_in(staff.administrator), page_of(felix), "person", display_name="Felix Marsh")
    assert roles_of(felix) == {("writer", closed.pk), ("administrator", closed.pk)}


@pytest.mark.parametrize("member", ["writer", "approver", "publisher"])
def test_only_administrators_see_people(staff: Cast, member: str) -> None:
    client = signed_in(getattr(staff, member))
    record = reverse("admin:releases_person_history", args=[staff.administrator.pk])
    assert client.get(record).status_code in {403, 404}
    for url in (LIST, ADD, page_of(staff.administrator)):
        assert client.get(url).status_code == 403
        assert client.post(url, {"roles": ["publisher:"], "username": "x"}).status_code == 403
    assert "People" not in client.get(reverse("admin:index")).text
    assert not Event.objects.exists()


def test_the_record_of_a_person_says_which_roles_were_given(staff: Cast) -> None:
    client = signed_in(staff.administrator)
    send(client, page_of(staff.writer), "person", roles=["approver:"])
    record = client.get(reverse("admin:releases_person_history", args=[staff.writer.pk])).text
    assert "given the role: approver, role taken away: writer" in record


@pytest.mark.parametrize("query", ["password__startswith=m", "memberships__role=writer", "username__startswith=a"])
def test_the_list_of_people_answers_no_other_look_up(staff: Cast, query: str) -> None:
    assert signed_in(staff.administrator).get(f"{LIST}?{query}").status_code == 400


def test_everybody_changes_their_own_password(staff: Cast) -> None:
    client = signed_in(staff.writer)
    given = {"old_password": "a long password", "new_password1": PASSWORD, "new_password2": PASSWORD}
    assert client.post(reverse("admin:password_change"), given).status_code == 302
    staff.writer.refresh_from_db()
    assert staff.writer.check_password(PASSWORD)


def test_an_expired_post_never_gives_a_password_back(staff: Cast) -> None:
    typed = {"new_password1": PASSWORD, "password1": PASSWORD, "old_password": PASSWORD, "headline": "Kept"}
    response = Client().post(reverse("admin:password_change"), typed, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 401
    assert "Kept" in response.text
    assert PASSWORD not in response.text
