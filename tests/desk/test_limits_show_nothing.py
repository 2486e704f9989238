"""On the desk, a release that is limited to others does not exist: no page differs by a byte because of it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.db import connection, transaction
from django.test import Client, TestCase
from django.urls import reverse
from django.utils.http import urlencode
from pytest_django.plugin import DjangoDbBlocker

from releases import workflow
from releases.models import Address, Contact, Person, Release, Role
from tests.cast import Desk, draft_for, person, until
from tests.desk.pages import ADD, LIST, change, opened, signed_in

pytestmark = pytest.mark.django_db

NOW: Final = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
LIFT: Final = NOW + timedelta(hours=2)
WORD: Final = "zebra"
# What a browser must not send twice; everything else on a page is compared.
# New on every page, whatever there is: the token that forms are checked by, the key that typing is kept under.
_TOKEN: Final = re.compile(r'name="(?:csrfmiddlewaretoken|_key)" value="[^"]+"')

Query = dict[str, str]
# Every question that a list, a search box or an address bar can ask about the words of a release.
QUESTIONS: Final[dict[str, list[Query]]] = {
    "the list and its count": [{}, {"all": ""}],
    "the order": [{"o": "1"}, {"o": "-1.2"}, {"o": "7"}],
    "the next page": [{"p": "1"}, {"p": "2"}],
    "the search": [{"q": WORD}, {"q": "Zebra merger"}, {"q": "zebra@bank.example"}, {"q": "17-Z"}],
    "the filters": [
        *({"status__exact": status} for status in ("draft", "submitted", "approved")),
        *({"standing": standing} for standing in ("never", "scheduled", "live", "withdrawn")),
        {"kind__exact": "statement"},
        {"language": "es"},
        {"mine": "yes"},
    ],
    "the date hierarchy": [
        {"changed_at__year": "2031"},
        {"changed_at__year": "2031", "changed_at__month": "2"},
        {"changed_at__year": "2031", "changed_at__month": "2", "changed_at__day": "14"},
    ],
    "look-ups by query string": [
        {"headline__contains": "Zebra"},
        {"body__startswith": "<p>Z"},
        {"slug": "zebra-merger"},
        {"is_limited__exact": "1"},
        {"access_limits__person__username__startswith": "w"},
        {"events__reason__contains": "Zebra"},
        {"editions__headline__startswith": "Z"},
        {"e": "1"},
        {"_popup": "1"},
    ],
}


SURFACES: Final = (
    *QUESTIONS,
    *("the overview", "the release's page", "the record", "history", "comparing", "restoring", "preview links"),
    *("previews", "moves", "a new release", "the directory", "delete confirmations", "autocompletes", "people"),
    "the resume page",
)


@dataclass
class Newsroom:
    """A desk with one release that everybody may know, and somebody who is named on no other."""

    desk: Desk
    known: Release
    outsider: Person

    @property
    def around(self) -> dict[str, list[str]]:
        """Pages that stand beside a hidden release: those of what the outsider may see, by surface."""
        office, contact = self.desk.cast.office.pk, Contact.objects.get().pk
        known = [self.known.pk]
        edition = reverse("preview:edition", args=[*known, 1])
        moves = ["publish", "correct", "hold", "withdraw", "limit", "give_link", "reschedule", "ask_redaction"]
        return {
            "the overview": [reverse("admin:index"), reverse("admin:app_list", args=["releases"])],
            "the release's page": [change(self.known)],
            "the record": [reverse("admin:releases_release_record", args=known)],
            "history": [
                reverse("admin:releases_release_history", args=known),
                reverse("admin:releases_office_history", args=[office]),
            ],
            "comparing": [reverse("admin:releases_release_compare", args=known) + "?before=1&after=live"],
            "restoring": [reverse("admin:releases_release_restore", args=[*known, 1])],
            "preview links": [reverse("admin:releases_release_links", args=known)],
            "previews": [reverse("preview:working", args=known), edition],
            "moves": [reverse("admin:releases_release_move", args=[*known, move]) for move in moves],
            "a new release": [ADD, f"{ADD}?office={office}&headline=Zebra"],
            "the directory": [
                reverse(f"admin:releases_{name}_changelist") + query
                for name in ("office", "contact", "topic")
                for query in (
                    "",
                    "?q=zebra",
                    "?release__headline__startswith=Z",
                    "?led_releases__headline=Zebra+merger",
                )
            ],
            "delete confirmations": [reverse("admin:releases_contact_delete", args=[contact])],
            "autocompletes": [
                reverse("admin:autocomplete") + f"?app_label=releases&model_name={model}&field_name={field}&term=Zebra"
                for model, field in (("contactline", "release"), ("contactline", "contact"), ("edition", "release"))
            ],
            "people": [
                reverse("admin:releases_person_changelist"),
                reverse("admin:releases_person_change", args=[self.outsider.pk]),
            ],
            "the resume page": [reverse("admin:resume")],
        }


def _newsroom() -> Newsroom:
    desk = Desk()
    known = desk.live(headline="Known to all")
    Contact.objects.create(office=desk.cast.office, name="Mara", phone="1", is_listed=True)
    return Newsroom(desk, known, person("Olga", Role.PUBLISHER, Role.ADMINISTRATOR, office=None))


def _hide(newsroom: Newsroom) -> list[Release]:
    """Make limited releases in every state, full of words; then nobody but three people may know of them."""
    desk, cast = newsroom.desk, newsroom.desk.cast
    words: dict[str, Any] = {"headline": "Zebra merger", "body": "<p>Zebra text.</p>", "number": "17-Z"}
    made = [
        desk.draft(**words, kind="statement"),
        desk.submitted(**words, language="es"),
        desk.approved(**words),
        desk.scheduled(LIFT, **words),
    ]
    spanish = draft_for(cast.office, headline="Zebra escondida", language="es")
    made.append(workflow.start_draft(actor=cast.writer, draft=spanish, translation_of=newsroom.known.pk).release)
    for release in made:
        people = [cast.approver.pk, cast.publisher.pk]
        workflow.limit_access(actor=cast.writer, release_id=release.pk, people=people, reason="Zebra.")
    workflow.give_preview_link(
        actor=cast.approver, release_id=made[0].pk, reader="Zebra lawyer", lasts=timedelta(hours=4)
    )
    return made


def _answers(client: Client, urls: list[str]) -> dict[str, Any]:
    found = {}
    for url in urls:
        response = client.get(url)
        headers = {name: value for name, value in response.items() if name not in {"Set-Cookie", "Expires"}}
        found[url] = (response.status_code, headers, _TOKEN.sub("", response.text))
    return found


Compared = dict[str, tuple[dict[str, Any], dict[str, Any]]]


@pytest.fixture(scope="module")
def surfaces(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Compared:
    """What each surface answers to somebody who is not named, before there are limited releases and after."""
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(NOW, tick=False):
        newsroom = _newsroom()
        client = signed_in(newsroom.outsider)
        client.get(LIST)  # the first page ever sets the cookie that forms are checked against
        urls = {**_questions(), **newsroom.around}
        before = {surface: _answers(client, urls[surface]) for surface in SURFACES}
        _hide(newsroom)
        after = {surface: _answers(client, urls[surface]) for surface in SURFACES}
        assert set(urls) == set(SURFACES)
        transaction.set_rollback(True)
    connection.close()
    return {surface: (before[surface], after[surface]) for surface in SURFACES}


def _questions() -> dict[str, list[str]]:
    return {surface: [f"{LIST}?{urlencode(query)}" for query in asked] for surface, asked in QUESTIONS.items()}


@pytest.mark.parametrize("surface", SURFACES)
def test_nothing_is_another_by_a_byte_because_of_it(surfaces: Compared, surface: str) -> None:
    before, after = surfaces[surface]
    for url, answer in before.items():
        assert after[url] == answer, url


def test_the_pages_compared_are_pages_and_not_refusals(surfaces: Compared) -> None:
    for surface, (before, _after) in surfaces.items():
        statuses = {answer[0] for answer in before.values()}
        expected = {"look-ups by query string": {400, 302}, "autocompletes": {200}, "the resume page": {302}}
        assert statuses & expected.get(surface, {200, 302}), (surface, statuses)


ITS_PAGES: Final[dict[str, list[Any]]] = {
    "admin:releases_release_change": [],
    "admin:releases_release_history": [],
    "admin:releases_release_record": [],
    "admin:releases_release_links": [],
    "admin:releases_release_compare": [],
    "admin:releases_release_restore": [1],
    "admin:releases_release_move": ["submit"],
    "preview:working": [],
    "preview:revision": [1],
    "preview:edition": [1],
}


def test_its_own_pages_and_those_of_nothing_are_one_answer() -> None:
    newsroom = _newsroom()
    client = signed_in(newsroom.outsider)
    nothing = Release()
    hidden = _hide(newsroom)[::3]
    for route, more in ITS_PAGES.items():
        for method in (client.get, client.post, client.head, client.options):
            none = method(reverse(route, args=[nothing.pk, *more]))
            for one in hidden:
                answer = method(reverse(route, args=[one.pk, *more]))
                assert answer.status_code == none.status_code, (route, method)
                assert _TOKEN.sub("", answer.text) == _TOKEN.sub("", none.text), (route, method)
                assert WORD not in answer.text.lower(), (route, method)


def test_the_same_address_is_not_refused_to_the_next_release_and_its_desk_hears_of_no_other() -> None:
    with time_machine.travel(NOW, tick=False):
        newsroom = _newsroom()
        hidden = _hide(newsroom)[3]
        client = signed_in(newsroom.outsider)
        mine = newsroom.desk.approved(headline="Zebra merger", terms=until(LIFT + timedelta(hours=1)))
        url = reverse("admin:releases_release_move", args=[mine.pk, "publish"])
        made = client.post(url, opened(client, url, "move_form"), follow=True)
        assert "It goes out at 1:00 p.m. ET" in made.text
        paths = dict(Address.objects.filter(release__in=[mine, hidden]).values_list("release", "path"))
        assert paths[mine.pk] != paths[hidden.pk]
        for page in (made.text, _record(newsroom, mine)):
            assert str(hidden.pk) not in page
            assert "reserved" not in page, "not a word about an address that is taken"


def test_a_release_that_yields_its_address_to_a_limited_one_is_not_told_to_whom() -> None:
    with time_machine.travel(NOW, tick=False):
        newsroom = _newsroom()
        mine = newsroom.desk.scheduled(LIFT + timedelta(hours=1), headline="Zebra merger")
        hidden = _hide(newsroom)[3]
        record = _record(newsroom, mine)
        assert "A reserved address is not final before the lift." in record
        assert "nother release" not in record
        assert str(hidden.pk) not in record


def _record(newsroom: Newsroom, release: Release) -> str:
    page: str = signed_in(newsroom.outsider).get(reverse("admin:releases_release_record", args=[release.pk])).text
    return page


def test_a_limited_release_writes_to_nobody_who_is_not_named() -> None:
    newsroom = _newsroom()
    cast = newsroom.desk.cast
    Person.objects.filter(pk=newsroom.outsider.pk).update(email="olga@harbour.example")
    with TestCase.captureOnCommitCallbacks(execute=True):
        release = _hide(newsroom)[0]
        workflow.break_access_limit(actor=cast.administrator, release_id=release.pk, reason="A court asks.")
    assert not [letter for letter in mail.outbox if "olga@harbour.example" in letter.to]


def test_the_stock_log_of_recent_actions_keeps_nothing_of_it() -> None:
    newsroom = _newsroom()
    release = _hide(newsroom)[0]
    client = signed_in(newsroom.desk.cast.writer)
    client.post(change(release), opened(client, change(release), subhead="More zebras"))
    assert newsroom.desk.fresh(release).subhead == "More zebras"
    assert not LogEntry.objects.exists()


def test_a_post_to_it_after_the_session_ended_gives_back_only_what_was_posted() -> None:
    newsroom = _newsroom()
    hidden = _hide(newsroom)[0]
    pages = []
    for one in (hidden, Release()):
        url = reverse("admin:releases_release_move", args=[one.pk, "submit"])
        lost = Client().post(url, {"reason": "What I typed"}, headers={"Sec-Fetch-Site": "same-origin"})
        assert lost.status_code == 401
        pages.append(_TOKEN.sub("", lost.text).replace(str(one.pk), "ID"))
    assert pages[0] == pages[1]


def test_the_comparison_would_see_it() -> None:
    """The same pages do differ for somebody who is named: the tests above can fail."""
    with time_machine.travel(NOW, tick=False):
        newsroom = _newsroom()
        client = signed_in(newsroom.desk.cast.publisher)
        urls = [LIST, f"{LIST}?q=zebra", reverse("admin:index")]
        before = _answers(client, urls)
        with transaction.atomic():
            _hide(newsroom)
        after = _answers(client, urls)
        assert not [url for url in urls if before[url] == after[url]]
