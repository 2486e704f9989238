"""A personal copy: one outsider reads one text by a link, and whoever else touches that link learns nothing."""

import logging
import runpy
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from gunicorn.config import Config

from newsroom.logs import DiscreetFormatter
from releases import workflow
from releases.embargo import Terms
from releases.models import Event, Person, PreviewLink, Release
from tests.cast import Desk, until
from tests.public.places import NOW

pytestmark = pytest.mark.django_db

ROOT: Final = Path(__file__).resolve().parents[2]
READER: Final = "Ida, The Gazette"
WORDS: Final = ("pilot station", "Harbour opens", "PORTSMOUTH", "202-555-0110", "Press Secretary", "EMBARGOED")
NOT_YET: Final = "This text is not approved yet and may still change."
APPROVED: Final = "This is the text as approved."
CHANGED: Final = "The text has been changed since this copy was given. Ask for a new one."


@pytest.fixture
def desk(clock: Any) -> Desk:
    return Desk()


def _give(desk: Desk, release: Release, **arguments: Any) -> workflow.Given:
    arguments = {"actor": desk.cast.approver, "reader": READER, "lasts": timedelta(days=3), **arguments}
    return workflow.give_preview_link(release_id=release.pk, **arguments)


def _address(given: workflow.Given) -> str:
    return reverse("preview:copy", args=[given.token])


def _openings() -> int:
    return Event.objects.filter(what="link_opened").count()


def _read(client: Client, given: workflow.Given) -> str:
    """The page behind the button."""
    response = client.post(_address(given))
    assert response.status_code == 200
    return response.content.decode()


def _is_dead(client: Client, given: workflow.Given) -> bool:
    """Every request gets the very bytes of an address that never was."""
    nothing = client.get("/nonsense/").content
    answers = [method(_address(given)) for method in (client.get, client.post)]
    return all((one.status_code, one.content) == (404, nothing) for one in answers)


# --- Given, and to whom ---


def test_there_is_no_link_until_somebody_asks_for_one(desk: Desk, client: Client) -> None:
    for release in (desk.draft(), desk.submitted(), desk.approved(), desk.scheduled(), desk.corrected()):
        client.force_login(desk.cast.publisher)
        page = client.get(reverse("admin:releases_release_links", args=[release.pk])).content.decode()
        assert "Nobody outside has been given a link to this release." in page
    assert not PreviewLink.objects.exists()


def test_it_opens_just_that_release(desk: Desk, client: Client) -> None:
    mine, other = desk.scheduled(), desk.scheduled(headline="Another matter")
    given = _give(desk, mine)
    assert "Another matter" not in _read(client, given)
    for view, arguments in (("working", []), ("revision", [1]), ("edition", [1])):
        for release in (mine, other):
            answer = client.get(reverse(f"preview:{view}", args=[release.pk, *arguments]))
            assert answer.status_code == 302, "staff only: the reader has become nobody"
    assert client.get(reverse("admin:index")).status_code == 302
    assert not client.cookies


def test_a_reader_opens_it_by_a_button_as_often_as_they_like_and_each_time_is_recorded(
    desk: Desk, client: Client, clock: Any
) -> None:
    release = desk.scheduled(NOW + timedelta(hours=2))
    given = _give(desk, release)
    for times in (1, 2):
        clock.shift(60)
        page = _read(client, given)
        assert _openings() == times
    assert "pilot station" in page
    assert f"Personal copy of {READER}." in page
    assert "Not to be used or passed on before 12:00 p.m. ET, Friday, Feb. 14, 2031." in page
    event = Event.objects.filter(what="link_opened").latest("pk")
    assert (event.at, event.release, event.detail["reader"]) == (NOW + timedelta(minutes=2), release, READER)


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}, {"X-Moz": "prefetch"}, {"User-Agent": "Scan"}],
)
def test_a_mail_scanner_reads_nothing_uses_nothing_up_and_does_not_count(
    desk: Desk, client: Client, headers: dict[str, str]
) -> None:
    given = _give(desk, desk.scheduled())
    for method in (client.get, client.head, client.options, client.get):
        page = method(_address(given), headers=headers).content.decode()
        assert not [word for word in WORDS if word in page]
    assert _openings() == 0
    assert "pilot station" in _read(client, given)
    assert _openings() == 1


def test_the_page_before_the_text_says_whose_it_is_and_until_when_it_works(desk: Desk, client: Client) -> None:
    page = client.get(_address(_give(desk, desk.draft()))).content.decode()
    assert f"This link was given to {READER} by Harbour Authority." in page
    assert "The link works until 10:00 a.m. ET, Monday, Feb. 17, 2031" in page
    assert ">Open my copy</button>" in page


def test_a_mail_program_that_drops_the_last_slash_does_no_harm(desk: Desk, client: Client) -> None:
    given = _give(desk, desk.draft())
    short = _address(given).removesuffix("/")
    answer = client.get(short)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store, private"), "and no redirect"
    assert "pilot station" in client.post(short).content.decode()


# --- Which text ---


def test_it_shows_the_text_that_was_given_and_says_when_another_is_being_written(desk: Desk, client: Client) -> None:
    release = desk.draft()
    given = _give(desk, release)
    assert NOT_YET in _read(client, given)
    desk.edit(release, body="<p>Half a thought.</p>")
    page = _read(client, given)
    assert "pilot station" in page
    assert "Half a thought" not in page
    assert CHANGED in page
    assert "Half a thought" in _read(client, _give(desk, release))


def test_of_a_scheduled_release_the_new_text_can_be_given_and_is_not_called_approved(
    desk: Desk, client: Client
) -> None:
    release = desk.scheduled()
    desk.edit(release, body="<p>Half a thought.</p>")
    page = _read(client, _give(desk, release))
    assert "Half a thought" in page
    assert NOT_YET in page


@pytest.mark.parametrize("state", ["approved", "scheduled"])
def test_it_shows_word_for_word_what_will_go_out(desk: Desk, client: Client, state: str) -> None:
    release = getattr(desk, state)(terms=until(NOW + timedelta(hours=2))) if state == "approved" else desk.scheduled()
    given = _give(desk, release)
    assert APPROVED in _read(client, given)
    client.force_login(desk.cast.writer)
    staff = client.get(reverse("preview:edition", args=[release.pk, 1])).content.decode()
    article = slice(staff.index("<article"), staff.index("</article>"))
    assert staff[article] in _read(client, given)
    desk.edit(release, body="<p>Half a thought.</p>", terms=until(NOW + timedelta(hours=9)))
    page = _read(client, given)
    assert "Half a thought" not in page
    assert CHANGED in page
    if state == "scheduled":
        assert "before 12:00 p.m. ET" in page, "its own lift, not that of the new text"


def test_a_lift_that_is_moved_is_moved_on_the_copy_too(desk: Desk, client: Client) -> None:
    release = desk.scheduled(NOW + timedelta(hours=2))
    given = _give(desk, release)
    later = until(NOW + timedelta(hours=5))
    workflow.reschedule(actor=desk.cast.publisher, release_id=release.pk, terms=later)
    assert "before 3:00 p.m. ET, Friday, Feb. 14, 2031" in _read(client, given)


def test_without_an_embargo_it_is_not_to_be_used_until_it_is_published(desk: Desk, client: Client) -> None:
    for terms in ({}, {"terms": Terms(until(NOW).kind.BY_HAND)}):
        page = _read(client, _give(desk, desk.draft(**terms)))
        assert "Not to be used or passed on until it is published." in page
        assert "FOR IMMEDIATE RELEASE" not in page


def test_a_text_changed_while_the_giver_looked_is_not_given(desk: Desk) -> None:
    release = desk.draft()
    desk.edit(release, body="<p>Half a thought.</p>")
    with pytest.raises(workflow.Stale):
        _give(desk, release, revision_number=release.revision_number)
    assert not PreviewLink.objects.exists()


# --- Its end ---


def test_revoked_it_is_dead_on_the_next_request(desk: Desk, client: Client) -> None:
    release = desk.draft()
    given, another = _give(desk, release), _give(desk, release)
    _read(client, given)
    client.force_login(desk.cast.writer)
    client.post(reverse("admin:releases_release_revoke_link", args=[release.pk, given.link.pk]))
    client.logout()
    assert _is_dead(client, given)
    assert "pilot station" in _read(client, another)


def test_it_expires_and_dies_at_the_lift(desk: Desk, client: Client, clock: Any) -> None:
    lifts, expires = _give(desk, desk.scheduled(NOW + timedelta(hours=2))), _give(desk, desk.draft())
    clock.move_to(NOW + timedelta(hours=2, microseconds=-1))
    _read(client, lifts)
    clock.move_to(NOW + timedelta(hours=2))
    assert _is_dead(client, lifts)
    clock.move_to(NOW + timedelta(days=3, microseconds=-1))
    _read(client, expires)
    clock.move_to(NOW + timedelta(days=3))
    assert _is_dead(client, expires)


def test_a_withdrawal_ends_it(desk: Desk, client: Client, clock: Any) -> None:
    release = desk.live()
    clock.shift(60)
    desk.edit(release, body="<p>A correction of the pilot station.</p>")
    given = _give(desk, release)
    _read(client, given)
    clock.shift(60)
    desk.withdrawn(release)
    assert _is_dead(client, given)


@pytest.mark.parametrize("loss", ["role", "account"])
def test_it_ends_with_its_givers_right(desk: Desk, client: Client, loss: str) -> None:
    given = _give(desk, desk.draft())
    giver = Person.objects.get(pk=desk.cast.approver.pk)
    giver.is_active = loss != "account"
    roles = [("approver", None)] if loss == "account" else [("writer", None)]
    workflow.save_person(actor=desk.cast.administrator, person=giver, roles=roles)
    assert _is_dead(client, given)


def test_an_access_limit_set_afterwards_ends_the_link_of_whoever_is_not_named(desk: Desk, client: Client) -> None:
    release = desk.draft()
    theirs, named = _give(desk, release), _give(desk, release, actor=desk.cast.publisher)
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.publisher.pk])
    assert _is_dead(client, theirs)
    assert "pilot station" in _read(client, named)


def test_an_access_limit_set_before_lets_nobody_give_who_is_not_named(desk: Desk, client: Client) -> None:
    release = desk.draft()
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.publisher.pk])
    with pytest.raises(Release.DoesNotExist):
        _give(desk, release)
    assert "pilot station" in _read(client, _give(desk, release, actor=desk.cast.publisher))


# --- What it leaves behind ---


def test_nothing_of_it_is_kept_found_or_passed_on(desk: Desk, client: Client) -> None:
    given = _give(desk, desk.draft())
    address = _address(given)
    for answer in (client.get(address), client.head(address), client.post(address), client.get("/preview/copy/x/")):
        assert answer["Cache-Control"] == "no-store, private"
        assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies
    for page in (client.get(address), client.post(address)):
        assert '<meta name="robots" content="noindex">' in page.content.decode()
        assert given.token not in page.content.decode()


def test_the_token_is_in_no_table(desk: Desk, client: Client) -> None:
    given = _give(desk, desk.draft())
    _read(client, given)
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608 - a table of ours
            assert given.token not in str(cursor.fetchall()), model


def test_the_token_is_in_no_line_of_the_log(
    desk: Desk, client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = _give(desk, desk.draft())
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        _read(client, given)
        client.get(_address(given) + "more/")
        client.put(_address(given))
        monkeypatch.setattr("releases.preview.links.clock.now", lambda: 1 / 0)
        assert client.get(_address(given)).status_code == 500
    said = "\n".join(DiscreetFormatter(verbose_errors=True).format(record) for record in caplog.records)
    assert "/preview/…" in said
    assert "ZeroDivisionError" in said
    assert given.token not in said


def test_no_mail_about_an_error_is_ever_sent() -> None:
    names = ["", *logging.root.manager.loggerDict]
    handlers = [handler for name in names for handler in logging.getLogger(name).handlers]
    assert not [one for one in handlers if "mail" in type(one).__name__.lower()]


def test_the_servers_access_logs_would_not_hold_it() -> None:
    settings = runpy.run_path(str(ROOT / "deploy" / "gunicorn.conf.py"))
    path = "/preview/copy/c2VjcmV0/"
    environ = {"REQUEST_METHOD": "GET", "RAW_URI": path, "SERVER_PROTOCOL": "HTTP/1.1", "PATH_INFO": path}
    environ["HTTP_REFERER"] = f"https://news.agency.example{path}"
    answer = SimpleNamespace(status="200 OK", headers=[], sent=1)
    atoms = settings["logger_class"](Config()).atoms(answer, SimpleNamespace(headers=[]), environ, timedelta(0))
    assert "c2VjcmV0" not in str(atoms)
    assert "/preview/…" in atoms["U"]
    nginx = (ROOT / "deploy" / "nginx.conf").read_text()
    log_format = nginx[nginx.index("log_format newsroom") :].partition(";")[0]
    assert "$newsroom_logged" in log_format
    assert not [name for name in ("$uri", "$request ", "$request_uri", "referer") if name in log_format]
    previews = nginx[nginx.index("location /preview/") :].partition("}")[0]
    assert "access_log off;" in previews
