"""Whatever a visitor tries, the answer is that of a thing that was never made: no near miss, no count, no name."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from releases import clock, workflow
from releases.document import Line
from releases.models import Contact, Office, Topic
from tests.cast import Desk, draft_for, until
from tests.public.places import path_of, text_of

pytestmark = pytest.mark.django_db

NOW: Final = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
LATER: Final = NOW + timedelta(days=1)
WORDS: Final[dict[str, Any]] = {"headline": "Zebra merger"}


@pytest.fixture(autouse=True)
def traveller() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


# --- Every state in which a release, or the newest of its words, is hidden ---


def _held(desk: Desk, **words: Any) -> None:
    release = desk.scheduled(LATER, **words)
    workflow.hold(actor=desk.cast.publisher, release_id=release.pk)


def _its_lift_moved_after_it_had_passed(desk: Desk, **words: Any) -> None:
    """Held before its lift, which then went by; given a later one, and scheduled again."""
    with time_machine.travel(NOW - timedelta(hours=3), tick=False):
        release = desk.scheduled(NOW - timedelta(hours=1), **words)
        workflow.hold(actor=desk.cast.publisher, release_id=release.pk)
    workflow.reschedule(actor=desk.cast.publisher, release_id=release.pk, terms=until(LATER))
    workflow.publish(actor=desk.cast.publisher, release_id=release.pk)


def _replaced_before_its_lift(desk: Desk, **words: Any) -> None:
    release = desk.scheduled(LATER, **words)
    desk.edit(release, body="<p>Better.</p>")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    workflow.publish(actor=desk.cast.publisher, release_id=release.pk)


def _edited_after_publication(desk: Desk, **words: Any) -> None:
    desk.edit(desk.live(), correction_note="New words.", **words)


def _corrected_tomorrow(desk: Desk, **words: Any) -> None:
    release = desk.correction_approved(desk.live(), terms=until(LATER), **words)
    workflow.correct(actor=desk.cast.publisher, release_id=release.pk)


def _the_second_language(desk: Desk, **words: Any) -> None:
    draft = draft_for(desk.cast.office, language="es", terms=until(LATER), **words)
    release = workflow.start_draft(actor=desk.cast.writer, draft=draft, translation_of=desk.live().pk).release
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    desk.approve(release)
    workflow.publish(actor=desk.cast.publisher, release_id=release.pk)


HIDDEN: Final[dict[str, Callable[..., Any]]] = {
    "zebra-draft": Desk.draft,
    "zebra-submitted": Desk.submitted,
    "zebra-approved": Desk.approved,
    "zebra-scheduled": lambda desk, **words: desk.scheduled(LATER, **words),
    "zebra-held": _held,
    "zebra-moved": _its_lift_moved_after_it_had_passed,
    "zebra-replaced": _replaced_before_its_lift,
    "zebra-edited": _edited_after_publication,
    "zebra-corrected": _corrected_tomorrow,
    "zebra-translated": _the_second_language,
}
LIFT_DAY: Final = "/news/2031/02/15"
NEAR: Final = [
    *("/news/2031/02/14/{}/", f"{LIFT_DAY}/{{}}/", "/news/2031/02/16/{}/"),  # of today, of the lift, and a wrong day
    *(f"{LIFT_DAY}/{{}}{tail}" for tail in ("", ".txt", "/editions/1/", "//", "/;x.css", "%2f", "/?preview=1")),
    *("/{}/", "/news/{}/", "/preview/{}/", "/offices/{}/", "/topics/{}/", "/NEWS/2031/02/15/{}/"),
]


def _told(client: Client, path: str, slug: str) -> tuple[Any, ...]:
    """All that an answer tells, apart from the word that was asked for; and what had to be asked for it."""
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path.format(slug))
    headers = [(name, value.replace(slug, "…")) for name, value in sorted(response.items())]
    queries = [one["sql"].replace(slug, "…") for one in asked.captured_queries]
    return response.status_code, headers, response.content, queries


def test_no_near_miss_of_a_hidden_address_differs_from_nonsense_not_even_by_a_query(
    client: Client, traveller: time_machine.Traveller
) -> None:
    desk = Desk()
    for slug, make in HIDDEN.items():
        make(desk, headline="Zebra", slug=slug)
    nonsense = {path: _told(client, path, "nonsense") for path in NEAR}
    for slug in HIDDEN:
        for path in NEAR:
            assert _told(client, path, slug) == nonsense[path], path.format(slug)
    for slug in ("zebra", "zebra-", "zebra-sch", "ZEBRA-SCHEDULED", "zebra-scheduled-2", "zebra-scheduled_"):
        assert client.get(f"{LIFT_DAY}/{slug}/").status_code == 404, slug
    traveller.move_to(LATER)
    for slug in ("zebra-scheduled", "zebra-moved", "zebra-replaced", "zebra-translated"):
        assert client.get(f"{LIFT_DAY}/{slug}/").status_code == 200, "it was really there"


def test_no_release_is_found_by_its_number_or_its_id(client: Client) -> None:
    release = Desk().live()
    for path in ("/{}/", "/news/{}/", "/releases/{}/", "/news/2031/02/14/{}/", "/r/{}"):
        for name in (release.pk, release.pk.hex, release.translation_group, 1):
            assert client.get(path.format(name), follow=True).status_code == 404


def test_a_hidden_release_makes_no_second_page(client: Client) -> None:
    desk, topic = Desk(), Topic.objects.create(name="Harbors", slug="harbors")
    for minute in range(20):
        draft = draft_for(desk.cast.office, headline=f"Release {minute}", topics=(topic.pk,))
        issued_at = NOW - timedelta(minutes=minute + 1)
        workflow.import_release(actor=desk.cast.publisher, draft=draft, issued_at=issued_at)
    desk.scheduled(LATER, topics=(topic.pk,), **WORDS)
    for path in ("/", "/offices/press-office/", "/topics/harbors/", "/news/2031/02/"):
        shown: Any = client.get(path).context["list"]
        assert (len(shown.editions), shown.older) == (20, ""), path
        assert "Zebra merger" not in {edition.headline for edition in shown.editions}, path


def test_a_public_page_names_nobody_of_the_staff(client: Client, traveller: time_machine.Traveller) -> None:
    desk = Desk()
    live, gone = desk.live(), desk.live(headline="Sent in error")
    traveller.shift(60)
    desk.corrected(live)
    desk.withdrawn(gone, keep_text=False)
    pages = dict.fromkeys(("/", "/feed.rss", path_of(live), f"{path_of(live)}editions/1/", text_of(live)), 200)
    for path, status in {**pages, path_of(gone): 410}.items():
        response = client.get(path)
        assert response.status_code == status, path
        page = response.content.decode()
        for one in (desk.cast.writer, desk.cast.approver, desk.cast.publisher):
            assert one.display_name not in page, path
            assert one.username not in page, path


def test_a_private_number_of_the_directory_is_on_no_page(client: Client) -> None:
    desk = Desk()
    Office.objects.filter(pk=desk.cast.office.pk).update(is_listed=True)
    contact = Contact.objects.create(
        office=desk.cast.office,
        name="Pia Quay",
        phone="202-555-0101",
        phone_is_public=True,
        email="private@harbour.example",
        after_hours="202-555-0177",
        staff_notes="Ask for the pilot.",
        is_listed=True,
    )
    live = desk.live(contacts=(Line(contact=contact.pk),))
    for path in ("/", "/contacts/", "/offices/press-office/", path_of(live), text_of(live), "/feed.rss"):
        page = client.get(path).content.decode()
        assert "555-0101" in page, path
        for private in ("private@", "555-0177", "5550177", "Ask for the pilot"):
            assert private not in page, path


@pytest.mark.parametrize(
    "path",
    [
        *("/.env", "/.git/HEAD", "/.git/config", "/manage.py", "/newsroom/settings.py", "/requirements/runtime.txt"),
        *("/var/newsroom.sqlite3", "/newsroom.sqlite3", "/newsroom.sqlite3-wal", "/backup.sqlite3", "/newsroom.dump"),
        *("/static/", "/static/../newsroom/settings.py", "/static/%2e%2e/manage.py", "/static/newsroom.css.map"),
        *("/media/", "/media/2031/02/14/zebra.pdf", "/uploads/", "/desk/jsi18n.map"),
    ],
)
def test_nothing_that_the_machine_keeps_is_served(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code in {302, 404}
    if response.status_code == 302:
        assert response["Location"].startswith("/desk/login/")


def test_a_move_of_staff_is_told_to_nobody_outside(client: Client, mailoutbox: list[Any]) -> None:
    """There is no hook, no ping and no newsletter yet; whoever adds one has to wait for the lift, and for this test."""
    desk = Desk()
    release = desk.scheduled(LATER, **WORDS)
    workflow.hold(actor=desk.cast.publisher, release_id=release.pk)
    desk.live(**WORDS)
    assert clock.now() == NOW
    assert not mailoutbox
