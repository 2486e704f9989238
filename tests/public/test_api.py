"""Programs read what the pages show: the same releases, the same words, the same numbers, and nothing else."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from releases.models import Contact, Office, Topic
from tests.cast import SWITCHBOARD, Desk
from tests.public.places import NOW, path_of

pytestmark = pytest.mark.django_db

BASE: Final = "http://localhost:8000"


def _got(client: Client, path: str, status: int = 200) -> Any:
    response = client.get(path)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json; charset=utf-8"
    return response.json()


def _headlines(client: Client, query: str) -> list[str]:
    return [one["headline"] for one in _got(client, f"/api/releases?{query}")["items"]]


def test_a_list_holds_what_the_front_page_lists(client: Client, clock: Any) -> None:
    desk = Desk()
    release = desk.live(summary="In short.")
    desk.draft()
    desk.approved()
    desk.scheduled(NOW + timedelta(hours=1))
    clock.shift(60)
    page = _got(client, "/api/releases")
    assert page["next"] is None
    [line] = page["items"]
    assert (line["id"], line["url"]) == (str(release.pk), f"{BASE}{path_of(release)}")
    assert (line["summary"], line["kind"], line["language"]) == ("In short.", "press-release", "en")
    assert line["offices"] == [{"name": "Office of the Press Secretary", "slug": "press-office"}]
    assert (line["issued_at"], line["updated_at"]) == ("2031-02-14T15:00:00Z", "2031-02-14T15:00:00Z")


def test_filters_narrow_as_on_the_search_page(client: Client, clock: Any) -> None:
    desk = Desk()
    topic = Topic.objects.create(name="Harbors", slug="harbors")
    desk.live(headline="Pilots at sea", topics=(topic.pk,))
    clock.shift(60)
    desk.live(headline="Aviso", language="es", kind="readout")
    assert _headlines(client, "q=sea") == ["Pilots at sea"]
    assert _headlines(client, "topic=harbors&office=press-office") == ["Pilots at sea"]
    assert _headlines(client, "language=es&kind=readout") == ["Aviso"]
    assert _headlines(client, "since=2031-02-14&until=2031-02-14") == ["Aviso", "Pilots at sea"]
    assert _headlines(client, "until=2031-02-13") == []


@pytest.mark.parametrize("query", ["kind=zebra", "language=zz", "since=yesterday", "since=0", "until=2031-02-30"])
def test_a_wrong_filter_gets_a_sentence_at_its_name(client: Client, query: str) -> None:
    Desk()
    [problem] = _got(client, f"/api/releases?{query}", 422)["detail"]
    assert problem["loc"][-1] == query.partition("=")[0]
    assert problem["msg"]


def test_an_office_nobody_knows_is_not_found_and_days_the_wrong_way_round_hold_nothing(client: Client) -> None:
    Desk().live()
    _got(client, "/api/releases?office=nowhere", 404)
    assert _headlines(client, "since=2031-02-15&until=2031-02-14") == []


def test_next_leads_to_the_first_ever(client: Client, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("releases.public.api.views.PER_PAGE", 2)
    desk = Desk()
    for number in range(5):
        clock.shift(60)
        desk.imported(headline=f"Pilot {number}")
    seen, path = [], "/api/releases?q=pilot"
    while path:
        page = _got(client, path)
        seen += [one["headline"] for one in page["items"]]
        path = (page["next"] or "").removeprefix(BASE)
    assert seen == [f"Pilot {number}" for number in (4, 3, 2, 1, 0)]


def test_a_release_is_there_whole_with_public_numbers_only(client: Client, clock: Any) -> None:
    line = replace(SWITCHBOARD, name="Ruth Adeyemi", after_hours="202-555-0199")
    release = Desk().live(contacts=(line,), number="31-007", boilerplate="About.")
    found = _got(client, f"/api/releases/{release.pk}")
    assert (found["version"], found["number"], found["boilerplate"]) == (1, "31-007", "About.")
    assert "opened its new pilot station" in found["body_text"]
    assert "<p>" in found["body_html"]
    [contact] = found["contacts"]
    assert (contact["name"], contact["phone"], contact["after_hours"]) == ("Ruth Adeyemi", "202-555-0110", "")


def test_hidden_and_absent_are_one(client: Client, clock: Any) -> None:
    desk = Desk()
    absent = client.get(f"/api/releases/{uuid4()}")
    for release in (desk.draft(), desk.approved(), desk.scheduled(NOW + timedelta(hours=1))):
        for path in (f"/api/releases/{release.pk}", f"/api/releases/{release.pk}/editions"):
            response = client.get(path)
            assert (response.status_code, response.content) == (404, absent.content)
            assert dict(response.items()) == dict(absent.items())


def test_what_is_gone_answers_with_its_notice(client: Client, clock: Any) -> None:
    desk = Desk()
    release = desk.live()
    clock.shift(60)
    desk.withdrawn(release, keep_text=False)
    for path in (f"/api/releases/{release.pk}", f"/api/releases/{release.pk}/editions"):
        notice = _got(client, path, 410)
        assert notice["withdrawal_notice"] == "Sent in error."
        assert "pilot station" not in str(notice)


def test_editions_are_those_that_can_still_be_read(client: Client, clock: Any) -> None:
    desk = Desk()
    release = desk.live()
    clock.shift(60)
    desk.corrected(release)
    desk.correction_approved(release, body="<p>It will open on Friday.</p>")
    found = _got(client, f"/api/releases/{release.pk}/editions")["items"]
    assert [(one["version"], one["correction_note"]) for one in found] == [(2, "The day was wrong."), (1, "")]
    assert [one["url"] for one in found] == [f"{BASE}{path_of(release)}", f"{BASE}{path_of(release)}editions/1/"]
    for one in found:
        assert client.get(one["url"].removeprefix(BASE)).status_code == 200


def test_offices_and_contacts_are_those_of_the_pages(client: Client) -> None:
    desk = Desk()
    assert _got(client, "/api/offices") == {"items": []}
    Office.objects.filter(pk=desk.cast.office.pk).update(is_listed=True)
    contact = Contact.objects.create(
        office=desk.cast.office, name="Ruth", phone="1", phone_is_public=True, email="r@harbor.example", is_listed=True
    )
    [office] = _got(client, "/api/offices")["items"]
    assert (office["slug"], office["url"]) == ("press-office", f"{BASE}/offices/press-office/")
    assert _got(client, "/api/offices/press-office") == office
    assert _got(client, "/api/offices/nowhere", 404) == {"detail": "There is nothing at this address."}
    [found] = _got(client, "/api/contacts")["items"]
    assert (found["phone"], found["email"]) == ("1", "")
    assert found["vcard_url"] == f"{BASE}/contacts/{contact.pk}.vcf"


def test_a_page_of_the_api_costs_at_most_five_queries(client: Client, clock: Any) -> None:
    desk = Desk()
    releases = [desk.live() for _number in range(4)]
    for path in ("releases?q=pilot", f"releases/{releases[0].pk}", f"releases/{releases[0].pk}/editions", "contacts"):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/api/{path}").status_code == 200
        assert len(captured) <= 5, path


def test_the_description_names_every_question(client: Client) -> None:
    description = _got(client, "/api/openapi.json")
    assert description["openapi"].startswith("3.")
    assert description["servers"] == [{"url": BASE}]
    assert set(description["paths"]) == {
        *("/api/releases", "/api/releases/{release_id}", "/api/releases/{release_id}/editions"),
        *("/api/offices", "/api/offices/{slug}", "/api/contacts"),
    }
    assert {method for one in description["paths"].values() for method in one} == {"get"}


def test_head_is_answered_and_nothing_else_is(client: Client) -> None:
    Desk().live()
    assert client.head("/api/releases").status_code == 200
    assert client.head("/api/releases").content == b""
    for method in (client.post, client.put, client.delete, client.patch, client.options):
        response = method("/api/releases")
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
