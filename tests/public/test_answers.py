"""Every public answer has the one cache policy, no cookie, and the same bytes for everybody."""

from collections.abc import Iterator
from typing import Final

import pytest
from django.conf import settings
from django.db import connection
from django.http import Http404
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from pytest_django.plugin import DjangoDbBlocker

from releases import workflow
from releases.models import Contact, Office
from releases.public import answer
from tests.built_once import built_once
from tests.cast import Desk, person
from tests.public.places import path_of, text_of

pytestmark = pytest.mark.django_db

POLICY: Final = "public, max-age=0, s-maxage=1, must-revalidate"


def _newsroom() -> tuple[Desk, dict[str, int]]:
    """A newsroom, and an address of every sort in it with the status it answers."""
    desk = Desk()
    Office.objects.filter(pk=desk.cast.office.pk).update(is_listed=True)
    live, gone = desk.live(), desk.withdrawn(keep_text=False)
    Contact.objects.create(
        office=desk.cast.office, name="Ida", phone="202-555-0150", phone_is_public=True, is_listed=True
    )
    pages = ["/", "/news/", "/contacts/", "/offices/press-office/", "/feed.rss", "/robots.txt", "/sitemap.xml"]
    pages += ["/feeds/", "/contacts.vcf", "/offices/press-office/feed.atom", "/search/?q=harbour", "/api/releases"]
    return desk, {
        **dict.fromkeys([*pages, path_of(live), text_of(live)], 200),
        path_of(live).rstrip("/"): 301,
        path_of(gone): 410,
        "/nonsense/": 404,
        "/news/2031/13/": 404,
    }


@pytest.fixture(scope="module")
def newsroom(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Desk, dict[str, int]]]:
    with built_once(django_db_blocker, _newsroom) as built:
        yield built


@pytest.fixture
def desk(newsroom: tuple[Desk, dict[str, int]]) -> Desk:
    return newsroom[0]


@pytest.fixture
def paths(newsroom: tuple[Desk, dict[str, int]]) -> dict[str, int]:
    return newsroom[1]


@pytest.mark.parametrize(("strict", "policy"), [(False, POLICY), (True, POLICY.replace("s-maxage=1", "s-maxage=0"))])
def test_there_is_one_cache_policy(
    client: Client, paths: dict[str, int], settings: object, strict: bool, policy: str
) -> None:
    settings.NEWSROOM_STRICT_CACHING = strict  # type: ignore[attr-defined]
    for path, status in paths.items():
        for method in (client.get, client.head, client.post, client.options):
            response = method(path)
            assert response["Cache-Control"] == policy, path
            assert response.status_code == (status if method in (client.get, client.head) else 405), path
        assert client.post(path)["Allow"] == "GET, HEAD"


def test_what_is_not_found_at_the_desk_is_the_same_page_and_kept_by_no_cache(client: Client) -> None:
    """It speaks the language of whoever is signed in: one kept for a second would speak it to the next."""
    client.force_login(person("Wren", "writer"))
    lost = client.get("/desk/nonsense/")
    assert (lost.status_code, lost["Cache-Control"]) == (404, "no-store, private")
    assert lost.content == client.get("/nonsense/").content


def test_what_django_finds_nowhere_is_the_same_page_under_the_same_policy(client: Client, rf: RequestFactory) -> None:
    lost = get_resolver().resolve_error_handler(404)(rf.get("/nonsense/"), exception=Http404())
    plain = client.get("/nonsense/")
    assert (lost.content, lost["Cache-Control"]) == (plain.content, plain["Cache-Control"])


def test_visitors_get_no_cookie_and_no_session_is_looked_at(client: Client, paths: dict[str, int]) -> None:
    for path in paths:
        response = client.get(path)
        assert not response.cookies
        assert "Vary" not in response.headers
        assert not response.wsgi_request.session.accessed


def test_staff_who_are_signed_in_get_what_everybody_gets(client: Client, paths: dict[str, int]) -> None:
    plain = {path: client.get(path).content for path in paths}
    client.force_login(person("Wren", "writer"))
    assert {path: client.get(path).content for path in paths} == plain


def test_the_host_that_was_asked_for_changes_nothing(client: Client, paths: dict[str, int]) -> None:
    for path in paths:
        names = {"Host": "127.0.0.1:9", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
        assert client.get(path, headers=names).content == client.get(path).content


def test_a_copy_that_is_still_good_is_not_sent_again(client: Client, paths: dict[str, int]) -> None:
    for path in (path for path, status in paths.items() if status == 200):
        tag = client.get(path)["ETag"]
        for form in ("{}", "W/{}", '"x", {}', '"x", W/{} , "y"', "*"):
            for method in (client.get, client.head):
                answered = method(path, headers={"If-None-Match": form.format(tag)})
                assert (answered.status_code, answered.content) == (304, b""), (path, form)
                assert (answered["ETag"], answered["Cache-Control"]) == (tag, POLICY), (path, form)
        assert client.get(path, headers={"If-None-Match": '"another"'}).status_code == 200


def test_a_changed_number_is_sent_at_once_to_whoever_has_the_old_card(client: Client, desk: Desk) -> None:
    contact = Contact.objects.get()
    paths = ["/", "/contacts/", "/contacts.vcf", f"/contacts/{contact.pk}.vcf", "/offices/press-office/contacts.vcf"]
    seen = {path: client.get(path)["ETag"] for path in paths}
    contact.phone = "202-555-0151"
    workflow.save_contact(actor=desk.cast.administrator, contact=contact)
    for path, tag in seen.items():
        response = client.get(path, headers={"If-None-Match": f"W/{tag}"})
        assert response.status_code == 200, path
        assert "555-0151" in response.content.decode().replace("2025550151", "555-0151"), path
        assert "Last-Modified" not in response.headers, "a contact that was removed leaves no date behind"


def test_what_is_gone_or_was_never_there_is_never_unchanged(client: Client, paths: dict[str, int]) -> None:
    for path in (path for path, status in paths.items() if status in {404, 410}):
        response = client.get(path, headers={"If-None-Match": "*"})
        assert response.status_code == paths[path]
        assert "ETag" not in response, "there is nothing to compare"


def test_a_page_asks_nobody_else_for_anything(client: Client, paths: dict[str, int]) -> None:
    for path in paths:
        page = client.get(path).content.decode()
        # What search engines read is data: no browser runs it.
        page = page.replace('<script type="application/ld+json">', "")
        assert "<script" not in page.replace('<script src="/static/', "")
        assert " style=" not in page
        assert 'src="' not in page.replace('src="/static/', "")


def test_the_error_page_needs_no_database() -> None:
    response = answer.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert response["Cache-Control"] == "no-store"
    assert "Something went wrong on our side" in response.content.decode()


def test_a_strange_host_is_refused_on_a_page_of_the_site(client: Client) -> None:
    with CaptureQueriesContext(connection) as captured:
        response = client.get("/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "newsroom.css" in response.content.decode()
    assert "evil.example" not in response.content.decode()
    assert not captured.captured_queries


def test_a_fault_in_a_view_gives_that_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("releases.public.answer.clock.now", fails)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert settings.NEWSROOM_BASE_URL not in response.content.decode()
    assert "newsroom.css" in response.content.decode()
