"""A release's page: whom to call, what was said, what became of it; and only what was approved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import pytest
import time_machine
from django.test import Client

from releases import workflow
from releases.document import Line, Voice
from releases.models import Address, Contact, Office, Release
from tests.cast import SWITCHBOARD, Desk, draft_for, person
from tests.public.places import office, path_of, text_of

pytestmark = pytest.mark.django_db

TEN: Final = datetime(2031, 2, 14, 15, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[Any]:
    """Ten o'clock in New York on Valentine's Day; it moves only when told to."""
    with time_machine.travel(TEN, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(clock: Any) -> Desk:
    return Desk()


def _page(client: Client, release: Release, status: int = 200) -> str:
    response = client.get(path_of(release))
    assert response.status_code == status
    return response.content.decode()


def test_the_release_line_says_when_in_the_offices_own_zone(client: Client, desk: Desk) -> None:
    chicago = office("Forecasts", "forecasts", time_zone="America/Chicago")
    page = _page(client, desk.live(lead_office=chicago.pk))
    assert "FOR IMMEDIATE RELEASE" in page
    assert "9:00 a.m. CT, Friday, Feb. 14, 2031" in page
    assert 'datetime="2031-02-14T15:00:00+00:00"' in page


def test_the_dateline_runs_in_and_the_body_is_byte_for_byte_what_was_approved(client: Client, desk: Desk) -> None:
    body = "<p>It&nbsp;opened “on Monday” – at last&hellip;</p><ul><li>Two boats</li></ul>"
    release = desk.live(body=body, dateline="PORT LORNE")
    stored: str = release.editions.get().body
    page = _page(client, release)
    assert '<p><span class="dateline">PORT LORNE –</span> It' in page
    assert stored in page.replace('<span class="dateline">PORT LORNE –</span> ', "")


def test_a_dateline_before_a_heading_stands_on_its_own(client: Client, desk: Desk) -> None:
    page = _page(client, desk.live(body="<h2>What</h2><p>A drill.</p>"))
    assert '<p><span class="dateline">PORTSMOUTH –</span> </p><h2>What</h2>' in page


def test_contacts_come_before_the_text_and_can_be_touched(client: Client, desk: Desk) -> None:
    line = replace(SWITCHBOARD, name="Ruth Adeyemi", phone="+1 (202) 555-0131 ext. 4", email="r@harbor.example")
    page = _page(client, desk.live(contacts=(replace(line, email_is_public=True),)))
    assert 'href="tel:+12025550131;ext=4"' in page
    assert 'href="mailto:r@harbor.example"' in page
    assert page.index("</h1>") < page.index("tel:") < page.index('class="body"')


def test_a_number_for_staff_only_is_nowhere(client: Client, desk: Desk) -> None:
    release = desk.live(contacts=(replace(SWITCHBOARD, after_hours="202-555-0199"),))
    elsewhere = (client.get(path).content.decode() for path in ("/feed.rss", text_of(release)))
    for answer in (_page(client, release), *elsewhere):
        assert "555-0199" not in answer
        assert "5550199" not in answer


def test_a_contact_is_printed_as_issued_and_todays_stands_beside_it(client: Client, desk: Desk) -> None:
    Office.objects.filter(pk=desk.cast.office.pk).update(is_listed=True)
    contact = Contact.objects.create(
        office=desk.cast.office, name="Ruth", phone="202-555-0131", phone_is_public=True, is_listed=True
    )
    release = desk.live(contacts=(Line(contact=contact.pk),))
    assert "Today, in our directory" not in _page(client, release)
    contact.phone = "202-555-0177"
    workflow.save_contact(actor=desk.cast.administrator, contact=contact)
    page = _page(client, release)
    assert page.index("202-555-0131") < page.index("Today, in our directory") < page.index("202-555-0177")
    contact.is_listed = False
    workflow.save_contact(actor=desk.cast.administrator, contact=contact)
    assert "555-0177" not in _page(client, release)


def test_a_joint_statement_names_every_office_in_order(client: Client, desk: Desk) -> None:
    second, third = office("Second Office", "second"), office("Third Office", "third")
    page = _page(client, desk.live(joint_offices=(third.pk, second.pk), speakers=(Voice("Elena Voss", "Director"),)))
    assert page.index("Office of the Press Secretary") < page.index("Third Office") < page.index("Second Office")
    assert 'href="/offices/third/"' in page
    assert "<strong>Elena Voss</strong>, Director" in page
    assert client.get("/offices/second/").context["list"].editions


def test_a_correction_is_listed_with_its_date_and_the_earlier_text_stays(
    client: Client, desk: Desk, clock: Any
) -> None:
    release = desk.live()
    clock.shift(3600)
    desk.corrected(release)
    page = _page(client, release)
    assert "The day was wrong." in page
    assert "11:00 a.m. ET, Friday, Feb. 14, 2031" in page
    assert "It opened on Tuesday." in page
    earlier = client.get(f"{path_of(release)}editions/1/").content.decode()
    assert "on Monday" in earlier
    assert "This is an earlier edition, not the current text." in earlier
    assert 'content="noindex"' in earlier
    assert f'href="{path_of(release)}"' in earlier
    assert client.get(f"{path_of(release)}editions/2/").headers["Location"] == path_of(release)
    assert client.get(f"{path_of(release)}editions/3/").status_code == 404


def test_what_was_approved_and_never_public_leaves_no_gap_in_the_numbers(
    client: Client, desk: Desk, clock: Any
) -> None:
    release = desk.live()
    desk.correction_approved(release, body="<p>Approved, and sent back.</p>")
    workflow.send_back(actor=desk.cast.approver, release_id=release.pk, reason="Not yet.")
    clock.shift(60)
    desk.corrected(release, body="<p>It opened on Wednesday.</p>")
    assert f"{path_of(release)}editions/1/" in _page(client, release)
    assert client.get(f"{path_of(release)}editions/2/").status_code == 302
    assert client.get(f"{path_of(release)}editions/3/").status_code == 404


def test_a_withdrawn_text_stays_under_a_dated_notice(client: Client, desk: Desk, clock: Any) -> None:
    release = desk.live()
    clock.shift(3600)
    desk.withdrawn(release)
    page = _page(client, release)
    assert page.index("Sent in error.") < page.index("pilot station on Monday")
    assert "FOR IMMEDIATE RELEASE" not in page
    assert "11:00 a.m. ET, Friday, Feb. 14, 2031" in page
    assert "Withdrawn" in client.get("/").content.decode()


def test_a_text_that_is_gone_is_gone_at_every_address_it_had(client: Client, desk: Desk, clock: Any) -> None:
    release = desk.live()
    path = path_of(release)
    clock.shift(60)
    desk.withdrawn(release, keep_text=False)
    for address in (path, f"{path}editions/1/", f"{path.rstrip('/')}.txt"):
        response = client.get(address)
        assert response.status_code == 410, address
        assert "Sent in error." in response.content.decode()
        assert "pilot station" not in response.content.decode()
    assert client.get(f"{path}editions/9/").status_code == 404
    assert "pilot station" not in client.get("/").content.decode()


def test_a_redaction_is_marked_and_the_earlier_texts_lead_to_it(client: Client, desk: Desk, clock: Any) -> None:
    release = desk.live()
    clock.shift(60)
    desk.corrected(release)
    asked = workflow.ask_redaction(
        actor=desk.cast.administrator,
        release_id=release.pk,
        field="body",
        reason="A court's order.",
        public_mark="Removed by order of a court on Feb. 14, 2031.",
    )
    workflow.redact(actor=person("Rex", "approver", "administrator"), release_id=release.pk, redaction_id=asked.pk)
    page = _page(client, release)
    assert "Removed by order of a court on Feb. 14, 2031." in page
    assert "Tuesday" not in page
    earlier = client.get(f"{path_of(release)}editions/1/")
    assert (earlier.status_code, earlier["Location"]) == (302, path_of(release))


def test_translations_are_linked_both_ways_once_both_are_out(client: Client, desk: Desk, clock: Any) -> None:
    english = desk.live()
    draft = draft_for(desk.cast.office, language="es", headline="El puerto abre", body="<p>El puerto abrió.</p>")
    spanish = workflow.start_draft(actor=desk.cast.writer, draft=draft, translation_of=english.pk).release
    assert "hreflang" not in _page(client, english)
    workflow.submit(actor=desk.cast.writer, release_id=spanish.pk)
    desk.approve(spanish)
    workflow.publish(actor=desk.cast.publisher, release_id=spanish.pk)
    for here, there, language in ((english, spanish, "es"), (spanish, english, "en")):
        page = _page(client, here)
        assert f'<link rel="alternate" hreflang="{language}" href="http://localhost:8000{path_of(there)}">' in page
        assert f'<a href="{path_of(there)}" hreflang="{language}"' in page
    clock.shift(60)
    desk.withdrawn(spanish, keep_text=False)
    assert "hreflang" not in _page(client, english), "what is gone is no translation"


def test_an_address_that_was_given_up_leads_to_the_new_one(client: Client, desk: Desk) -> None:
    release = desk.live()
    old = path_of(release)
    Address.objects.filter(release=release).update(is_canonical=False)
    new = "/news/2031/02/14/harbor/"
    Address.objects.create(path=new, release=release, is_canonical=True, reserved_at=TEN)
    for before, after in (("{}", "{}"), ("{}editions/1/", "{}editions/1/")):
        response = client.get(before.format(old))
        assert (response.status_code, response["Location"]) == (301, after.format(new))
    text = client.get(f"{old.rstrip('/')}.txt")
    assert (text.status_code, text["Location"]) == (301, "/news/2031/02/14/harbor.txt")
