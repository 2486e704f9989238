"""A contact who leaves is replaced in the drafts that one may write, and in nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from releases import workflow
from releases.document import Line
from releases.models import Contact, ContactLine, Edition, Office, Release, Role
from tests.cast import SWITCHBOARD, Desk, person, until
from tests.desk.pages import fields_of, messages, signed_in

pytestmark = pytest.mark.django_db


class House:
    """Ann leaves, Bob comes; Ann stands in texts of every kind."""

    def __init__(self) -> None:
        self.desk = Desk()
        office = self.desk.cast.office
        self.ann = Contact.objects.create(office=office, name="Ann Doe", phone="202-555-0101", phone_is_public=True)
        self.bob = Contact.objects.create(
            office=office, name="Bob Roe", role="Press officer", phone="202-555-0102", email="bob@harbour.example"
        )
        Contact.objects.filter(pk=self.bob.pk).update(phone_is_public=True)
        self.url = reverse("admin:releases_contact_replace", args=[self.ann.pk])
        self.contacts = (SWITCHBOARD, Line(contact=self.ann.pk))

    def page(self, client: Client) -> Any:
        response = client.get(self.url)
        assert response.status_code == 200
        return response

    def press(self, client: Client, **changes: Any) -> Any:
        sent = {**fields_of(self.page(client).text, "replace_form"), "by": self.bob.pk, **changes}
        return client.post(self.url, sent, follow=True)

    def names(self, release: Release) -> list[str]:
        return [line.name for line in ContactLine.objects.filter(release=release).order_by("position")]


def test_one_press_replaces_in_drafts_alone_and_no_edition_changes() -> None:
    house = House()
    desk = house.desk
    first = desk.draft(headline="First", contacts=(*house.contacts, Line(name="Zoe", phone="1")))
    second = desk.draft(headline="Second", contacts=(Line(contact=house.ann.pk, name="A. Doe", organisation="Port"),))
    submitted, approved = (
        make(headline=name, contacts=house.contacts)
        for make, name in ((desk.submitted, "Third"), (desk.approved, "Fourth"))
    )
    live = desk.edit(desk.live(headline="Fifth", contacts=house.contacts), subhead="More", correction_note="More.")
    printed = list(Edition.objects.order_by("id").values())
    client = signed_in(desk.cast.writer)
    page = house.page(client)
    assert {one.pk for one in page.context["drafts"]} == {first.pk, second.pk, live.pk}
    reasons = {str(one): why for one, why in page.context["left"]}
    assert "Waits for approval" in reasons["Third"]
    assert "Is approved" in reasons["Fourth"]
    said = messages(house.press(client))
    assert said == ["Replaced in 3 drafts: each has a new revision."]
    assert house.names(first) == ["", "Bob Roe", "Zoe"], "in the same place"
    line = ContactLine.objects.get(release=second)
    assert (line.name, line.organisation, line.phone, line.phone_is_public) == ("Bob Roe", "Port", "202-555-0102", True)
    assert (line.email, line.email_is_public) == ("bob@harbour.example", False)
    revision = desk.revision(first)
    assert (revision.number, revision.author, revision.note) == (
        2,
        desk.cast.writer,
        "Ann Doe replaced by Bob Roe as a contact",
    )
    for untouched in (submitted, approved):
        assert house.names(untouched)[1] == "Ann Doe"
        assert desk.fresh(untouched).revision_number == untouched.revision_number
    assert list(Edition.objects.order_by("id").values()) == printed
    assert "Ann Doe stands in no draft" in house.page(client).text


def test_nobody_is_printed_twice() -> None:
    house = House()
    release = house.desk.draft(contacts=(Line(contact=house.bob.pk), Line(contact=house.ann.pk)))
    house.press(signed_in(house.desk.cast.writer))
    assert house.names(release) == ["Bob Roe"]


def test_an_embargo_and_every_other_word_stay() -> None:
    house = House()
    release = house.desk.draft(contacts=house.contacts, subhead="More", slug="pilots")
    before = house.desk.revision(release).content
    house.press(signed_in(house.desk.cast.writer))
    after = house.desk.revision(release).content
    assert {name for name in after if after[name] != before[name]} == {"contacts"}


def test_a_lift_that_was_moved_stays_moved() -> None:
    house = House()
    desk = house.desk
    release = desk.edit(desk.scheduled(contacts=house.contacts), subhead="More")
    later = until(release.terms.at + timedelta(days=1))
    workflow.reschedule(actor=desk.cast.publisher, release_id=release.pk, terms=later)
    house.press(signed_in(desk.cast.writer))
    assert house.names(release)[1] == "Bob Roe"
    assert desk.fresh(release).terms == later


def test_a_draft_that_was_saved_or_submitted_meanwhile_is_left_and_said() -> None:
    house = House()
    saved, submitted, fine = (house.desk.draft(headline=name, contacts=house.contacts) for name in ("A1", "B2", "C3"))
    client = signed_in(house.desk.cast.writer)
    sent = {**fields_of(house.page(client).text, "replace_form"), "by": house.bob.pk}
    house.desk.edit(saved, subhead="More")
    workflow.submit(actor=house.desk.cast.writer, release_id=submitted.pk)
    said = messages(client.post(house.url, sent, follow=True))
    assert said[0] == "Replaced in 1 draft: each has a new revision."
    assert any("“A1”" in one and "changed this release" in one for one in said)
    assert any("“B2”" in one and "no draft any more" in one for one in said)
    assert [house.names(one)[1] for one in (saved, submitted, fine)] == ["Ann Doe", "Ann Doe", "Bob Roe"]


def test_nobody_learns_of_a_text_that_is_not_theirs_nor_changes_one() -> None:
    house = House()
    desk = house.desk
    far = Office.objects.create(name="Far", slug="far", time_zone="Europe/Paris")
    elsewhere = person("Eve", Role.WRITER, office=far)
    limited = desk.draft(headline="Merger", contacts=house.contacts)
    joint = desk.draft(headline="Together", contacts=house.contacts, joint_offices=(far.pk,))
    workflow.limit_access(
        actor=desk.cast.writer, release_id=limited.pk, people=[desk.cast.writer.pk, desk.cast.approver.pk]
    )
    client = signed_in(elsewhere)
    page = house.page(client)
    assert "Merger" not in page.text
    assert str(limited.pk) not in page.text
    assert not page.context["drafts"]
    assert [(str(one), why.partition(".")[0]) for one, why in page.context["left"]] == [
        ("Together", f"You do not write for {desk.cast.office.name}")
    ]
    forged = {"by": house.bob.pk, **{f"revision-{one.pk}": 1 for one in (limited, joint)}, "revision-x": "1"}
    answer = client.post(house.url, forged, follow=True)
    assert "Merger" not in answer.text
    assert all("Ann Doe" in house.names(one) for one in (limited, joint))
    assert signed_in(desk.cast.administrator).post(house.url, forged).status_code == 302
    assert all("Ann Doe" in house.names(one) for one in (limited, joint)), "an administrator writes nothing"


def test_who_comes_must_be_chosen_from_the_others() -> None:
    house = House()
    release = house.desk.draft(contacts=house.contacts)
    client = signed_in(house.desk.cast.writer)
    for by in ("", "nonsense", house.ann.pk):
        answer = client.post(house.url, {"by": by, f"revision-{release.pk}": "1"})
        assert answer.status_code == 422
        assert answer.context["form"].errors["by"]
    change = client.get(reverse("admin:releases_contact_change", args=[house.ann.pk]))
    assert f'href="{house.url}"' in change.text
