"""For the public, a hidden thing does not exist: every route answers as if it had never been made."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from releases import workflow
from releases.models import Address, Contact, Office, OfficeSlug, Release, Topic
from releases.workflow.addresses import newsroom_day
from tests.cast import SWITCHBOARD, Desk, draft_for, until
from tests.public.places import office, path_of

pytestmark = pytest.mark.django_db

NOW: Final = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
LATER: Final = NOW + timedelta(days=40)
OF_STAFF: Final = {"admin", "preview"}
# Every hidden thing is called so, and nothing else is.
WORD: Final = "zebra"


def _public_names() -> set[str]:
    """The name of every route that is not the staff's, found by walking the resolver."""
    return {f"{pattern.name}" for pattern in _patterns(get_resolver().url_patterns)}


def _patterns(found: list[Any]) -> Iterator[URLPattern]:
    for one in found:
        if isinstance(one, URLPattern):
            yield one
        elif isinstance(one, URLResolver) and one.namespace not in OF_STAFF:
            yield from _patterns(one.url_patterns)


def _addresses(live: Release, gone: Release) -> dict[str, list[str]]:
    """For every route, addresses of public things, of things hidden later, and of nothing at all."""
    today, day = newsroom_day(NOW), newsroom_day(LATER)
    path = path_of(live)
    guesses = [f"/news/{one:%Y/%m/%d}/zebra-merger" for one in (today, day)]
    return {
        "front": ["/", "/?before=", "/?before=nonsense", "/?status=draft&ordering=-public_from", "/?page=2"],
        "feed": [f"/feed.{form}{query}" for form in ("rss", "atom", "json") for query in ("", "?before=x")],
        "feeds": ["/feeds/"],
        "contacts": ["/contacts/"],
        "cards": ["/contacts.vcf"],
        "card": [f"/contacts/{UUID(int=0)}.vcf"],
        "office_cards": [f"/offices/{slug}/contacts.vcf" for slug in ("press-office", "zebra-office")],
        "security": ["/.well-known/security.txt"],
        "sitemap_news": ["/sitemaps/news.xml"],
        "archive": ["/news/"],
        "year": [f"/news/{today:%Y}/", "/news/0000/", "/news/9999/", "/news/2032/"],
        "month": [f"/news/{today:%Y/%m}/", f"/news/{day:%Y/%m}/", "/news/2031/13/", "/news/0000/00/"],
        "release": [path, path_of(gone), *(f"{one}/" for one in guesses), "/news/2031/02/30/x/"],
        "version": [f"{one}.{form}" for one in (path.rstrip("/"), *guesses) for form in ("txt", "md", "json")],
        "edition": [f"{path}editions/{number}/" for number in (0, 1, 2, 3, 99)] + [f"{guesses[0]}/editions/1/"],
        "changes": [f"{path}changes/{numbers}/" for numbers in ("1-2", "2-3", "0-1", "2-1")]
        + [f"{guesses[0]}/changes/1-2/"],
        "office": [f"/offices/{slug}/" for slug in ("press-office", "old-harbor", "zebra-office", "once-zebra")],
        "office_feed": ["/offices/press-office/feed.rss", "/offices/zebra-office/feed.rss"],
        "topic_feed": ["/topics/zebra-topic/feed.rss", "/topics/nowhere/feed.atom"],
        "topic": ["/topics/zebra-topic/", "/topics/nowhere/"],
        "kind": ["/kinds/press-release/", "/kinds/zebra/"],
        "language": ["/languages/es/", "/languages/zebra/"],
        "search": [f"/search/?{one}" for one in _searches()],
        "kind_feed": ["/kinds/readout/feed.rss", "/kinds/zebra/feed.json"],
        "language_feed": ["/languages/es/feed.atom", "/languages/zz/feed.json"],
        "search_feed": [f"/search/feed.rss?{one}" for one in _searches()[:3]],
        "api_releases": [f"/api/releases?{one}" for one in ("q=zebra", "office=zebra-office", "kind=zebra")],
        "api_release": [f"/api/releases/{one}" for one in (live.pk, gone.pk, UUID(int=0))],
        "api_editions": [f"/api/releases/{one}/editions" for one in (live.pk, gone.pk, UUID(int=0))],
        "api_offices": ["/api/offices"],
        "api_office": [f"/api/offices/{slug}" for slug in ("press-office", "zebra-office", "once-zebra")],
        "api_contacts": ["/api/contacts"],
        "api_nothing": ["/api/zebra", "/api/releases/zebra"],
        "api_description": ["/api/openapi.json"],
        "robots": ["/robots.txt"],
        "sitemap": ["/sitemap.xml"],
        "sitemap_year": [f"/sitemaps/{today:%Y}.xml", "/sitemaps/2032.xml", "/sitemaps/0000.xml"],
        "nothing": [*guesses, path.rstrip("/"), "/zebra", "/desk-of-zebras/", "/%00", "/a%0ab", "//zebra.example"],
    }


def _searches() -> list[str]:
    """Searches that hidden things would answer, by their words and by every filter."""
    found = ["q=harbour", "q=corrected&sort=best", "topic=zebra-topic"]
    words = ["q=%22the+corrected%22+-note&office=press-office", "q=merger&from=2031-03-01", "q=-harbour"]
    return [*found, *words, "", "language=es", "q=harbour&before=gAAAAAAAAAA"]


def _answers(client: Client, routes: dict[str, list[str]]) -> Iterator[tuple[str, Any]]:
    """Everything a visitor can compare: status, headers and bytes, by every method and condition."""
    for path in (path for paths in routes.values() for path in paths):
        for method in ("get", "head", "options", "post"):
            response = getattr(client, method)(path)
            yield f"{method} {path}", (response.status_code, sorted(response.items()), response.content)
        etag = client.get(path).headers.get("ETag", '"x"')
        conditional = client.get(path, headers={"If-None-Match": etag, "Range": "bytes=0-9"})
        yield f"conditional {path}", (conditional.status_code, sorted(conditional.items()), conditional.content)


def _hide_everything(desk: Desk, live: Release) -> None:
    """Make everything that may exist and must not show, of every sort."""
    hidden = office("Zebra office", "zebra-office")
    topic = Topic.objects.create(name="Zebra topic", slug="zebra-topic")
    OfficeSlug.objects.create(slug="once-zebra", office=hidden)
    Office.objects.filter(slug="old-harbor").update(successor=hidden, parent=hidden)
    office("Zebra child", "zebra-child", parent=desk.cast.office)
    Contact.objects.create(office=hidden, name="Zebra contact", phone="1", phone_is_public=True, is_listed=True)
    Contact.objects.create(office=desk.cast.office, name="Zebra unlisted", phone="2", phone_is_public=True)
    Contact.objects.create(office=desk.cast.office, name="Zebra private", phone="3", is_listed=True)
    words: dict[str, Any] = {
        "headline": "Zebra merger",
        "topics": (topic.pk,),
        "joint_offices": (hidden.pk,),
        "contacts": (replace(SWITCHBOARD, name="Zebra spokesman"),),
    }
    desk.draft(**words)
    desk.submitted(**words)
    desk.approved(**words)
    scheduled = desk.scheduled(LATER, **words)
    Address.objects.create(path="/zebra", release=scheduled, is_canonical=False, reserved_at=NOW)
    held = desk.scheduled(LATER, **words)
    workflow.hold(actor=desk.cast.publisher, release_id=held.pk)
    moved = desk.scheduled(NOW + timedelta(hours=1), **words)
    workflow.reschedule(actor=desk.cast.publisher, release_id=moved.pk, terms=until(LATER))
    replaced = desk.scheduled(LATER, **words)
    desk.edit(replaced, body="<p>Other zebra words.</p>")
    workflow.submit(actor=desk.cast.writer, release_id=replaced.pk)
    desk.approve(replaced)
    workflow.publish(actor=desk.cast.publisher, release_id=replaced.pk)
    _pull_a_correction(desk, live)
    desk.correction_approved(live, terms=until(LATER), body="<p>The corrected zebra.</p>")
    workflow.correct(actor=desk.cast.publisher, release_id=live.pk)
    desk.edit(live, headline="The next zebra headline", correction_note="The next zebra note.")
    translation = draft_for(desk.cast.office, language="es", headline="Zebra escondida", terms=until(LATER))
    spanish = workflow.start_draft(actor=desk.cast.writer, draft=translation, translation_of=live.pk).release
    workflow.submit(actor=desk.cast.writer, release_id=spanish.pk)
    desk.approve(spanish)
    workflow.publish(actor=desk.cast.publisher, release_id=spanish.pk)


def _pull_a_correction(desk: Desk, live: Release) -> None:
    desk.correction_approved(live, terms=until(LATER), correction_note="A zebra note.", body="<p>Zebra.</p>")
    workflow.correct(actor=desk.cast.publisher, release_id=live.pk)
    workflow.hold(actor=desk.cast.publisher, release_id=live.pk)


def _newsroom() -> tuple[Desk, Release, Release]:
    desk = Desk()
    Office.objects.filter(pk=desk.cast.office.pk).update(is_listed=True)
    office("Old Harbor", "old-harbor", is_listed=True, is_historical=True)
    return desk, desk.live(), desk.withdrawn(keep_text=False)


def test_every_public_route_answers_as_if_hidden_things_had_never_been_made(client: Client) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        desk, live, gone = _newsroom()
        traveller.shift(60)
        routes = _addresses(live, gone)
        assert set(routes) == _public_names(), "give every public route its arguments here"
        before = dict(_answers(client, routes))
        _hide_everything(desk, live)
        after = dict(_answers(client, routes))
    for request, answer in before.items():
        assert after[request] == answer, request
    assert not [request for request, answer in after.items() if WORD in answer[2].decode().lower()]
    assert {answer[0] for answer in after.values()} == {200, 301, 302, 304, 404, 405, 410, 422}


def test_the_hidden_things_were_really_there_and_show_at_their_lift(client: Client) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        desk, live, _gone = _newsroom()
        traveller.shift(60)
        _hide_everything(desk, live)
        traveller.move_to(LATER)
        front = client.get("/").content.decode()
        assert front.count(">Zebra merger<") == 3
        assert ">Zebra escondida<" in front
        assert client.get("/topics/zebra-topic/").status_code == 200
        assert client.get("/offices/once-zebra/").status_code == 301
        assert "Zebra office" in client.get("/offices/old-harbor/").content.decode()
        page = client.get(path_of(live)).content.decode()
        assert "The corrected zebra" in page
        assert 'hreflang="es"' in page
        assert "The next zebra" not in page


@pytest.mark.parametrize("form", ["{}", "{}editions/1/"])
def test_a_guessed_address_and_nonsense_get_the_same_bytes(client: Client, form: str) -> None:
    desk = Desk()
    hidden = client.get(form.format(path_of(desk.scheduled())))
    nonsense = client.get(form.format("/news/2031/01/01/nonsense/"))
    assert (hidden.status_code, hidden.content) == (404, nonsense.content)
    assert sorted(hidden.items()) == sorted(nonsense.items())
