"""For the public, a hidden thing does not exist: every route answers as if it had never been made."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import get_resolver

from releases import clock, workflow
from releases.models import Address, Contact, Edition, Office, Release, Topic
from releases.workflow.addresses import newsroom_day
from tests.cast import SWITCHBOARD, Desk, until

pytestmark = pytest.mark.django_db

NOW = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=40)


def _public_names() -> list[str]:
    """Every public route by its name, found by walking the resolver."""
    namespaces: dict[str, Any] = get_resolver().namespace_dict
    return sorted({str(pattern.name) for pattern in namespaces["public"][1].url_patterns})


def _addresses(release: Release, hidden: dict[str, str]) -> dict[str, list[str]]:
    """For each route, addresses of public things and of hidden or absent ones."""
    day = newsroom_day(NOW)
    here = f"/news/{day:%Y/%m/%d}"
    path = Address.objects.get(release=release, is_canonical=True).path
    bare = [f"{here}/{hidden['slug']}", f"/news/{newsroom_day(LATER):%Y/%m/%d}/{hidden['slug']}"]
    return {
        "front": ["/", "/?before=", "/?before=nonsense", "/?status=draft&ordering=-public_from", "/?page=2"],
        "feed": ["/feed.rss"],
        "contacts": ["/contacts/"],
        "archive": ["/news/"],
        "year": [f"/news/{day:%Y}/", "/news/0000/", "/news/9999/", "/news/2032/"],
        "month": [f"/news/{day:%Y/%m}/", f"/news/{LATER:%Y/%m}/", "/news/2031/13/", "/news/0000/00/"],
        "release": [path, *(f"{one}/" for one in bare), *bare, "/news/2031/02/30/x/"],
        "text": [f"{path.rstrip('/')}.txt", *(f"{one}.txt" for one in bare)],
        "edition": [f"{path}editions/{number}/" for number in (0, 1, 2, 3, 99)] + [f"{bare[0]}/editions/1/"],
        "office": ["/offices/press-office/", "/offices/hidden-office/", "/offices/nowhere/"],
        "office_feed": ["/offices/press-office/feed.rss", "/offices/hidden-office/feed.rss"],
        "topic": ["/topics/hidden-topic/", "/topics/nowhere/"],
        "robots": ["/robots.txt"],
    }


def _answers(client: Client, routes: dict[str, list[str]]) -> Iterator[tuple[str, Any]]:
    for paths in routes.values():
        for path in paths:
            for method in ("get", "head", "options", "post"):
                response = getattr(client, method)(path)
                yield f"{method} {path}", (response.status_code, sorted(response.items()), response.content)
            etag = client.get(path).headers.get("ETag", '"x"')
            conditional = client.get(path, headers={"If-None-Match": etag, "Range": "bytes=0-9"})
            yield f"conditional {path}", (conditional.status_code, sorted(conditional.items()), conditional.content)


def _hide_everything(desk: Desk, live: Release) -> None:
    """Everything that may exist and must not show, of every sort."""
    office = Office.objects.create(name="Hidden office", slug="hidden-office", time_zone="Europe/Paris")
    topic = Topic.objects.create(name="Hidden topic", slug="hidden-topic")
    Contact.objects.create(office=office, name="Hidden contact", phone="1", phone_is_public=True, is_listed=True)
    Contact.objects.create(office=desk.cast.office, name="Unlisted", phone="2", phone_is_public=True)
    Contact.objects.create(office=desk.cast.office, name="Private", phone="3", is_listed=True)
    words: dict[str, Any] = {
        "headline": "Secret merger",
        "topics": (topic.pk,),
        "joint_offices": (office.pk,),
        "contacts": (replace(SWITCHBOARD, name="Hidden spokesman"),),
    }
    desk.draft(**words)
    desk.submitted(**words)
    desk.approved(**words)
    desk.scheduled(LATER, **words)
    held = desk.scheduled(LATER, **words)
    workflow.hold(actor=desk.cast.publisher, release_id=held.pk)
    replaced = desk.scheduled(LATER, **words)
    desk.edit(replaced, body="<p>Other secret words.</p>")
    workflow.submit(actor=desk.cast.writer, release_id=replaced.pk)
    desk.approve(replaced)
    workflow.publish(actor=desk.cast.publisher, release_id=replaced.pk)
    desk.correction_approved(live, terms=until(LATER), body="<p>The corrected secret.</p>")
    workflow.correct(actor=desk.cast.publisher, release_id=live.pk)
    Release.objects.filter(headline="Secret merger").update(language="es", translation_group=live.translation_group)


def test_every_public_route_answers_as_if_hidden_things_had_never_been_made(client: Client) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        desk = Desk()
        live = desk.live()
        gone = desk.withdrawn(keep_text=False)
        traveller.shift(60)
        routes = _addresses(live, {"slug": "secret-merger"})
        assert sorted(routes) == _public_names(), "give every public route its arguments here"
        routes["release"].append(Address.objects.get(release=gone, is_canonical=True).path)
        before = dict(_answers(client, routes))
        _hide_everything(desk, live)
        after = dict(_answers(client, routes))
    for request, answer in before.items():
        assert after[request] == answer, request
    for word in (b"Secret merger", b"secret", b"Hidden", b"hidden-", b"Unlisted", b"Private"):
        assert not any(word in answer[2] for answer in after.values()), word
    assert all(answer[0] < 500 for answer in after.values())
    assert any(answer[0] == 200 for answer in after.values())


def test_the_hidden_things_were_really_there_and_show_at_their_lift(client: Client) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        desk = Desk()
        live = desk.live()
        traveller.shift(60)
        _hide_everything(desk, live)
        traveller.move_to(LATER)
        page = client.get("/").content.decode()
        assert "Secret merger" in page
        assert client.get("/topics/hidden-topic/").status_code == 200
        path = Address.objects.get(release=live, is_canonical=True).path
        assert "The corrected secret" in client.get(path).content.decode()


def test_a_guessed_address_and_nonsense_get_the_same_bytes(client: Client) -> None:
    desk = Desk()
    scheduled = desk.scheduled()
    path = Address.objects.get(release=scheduled).path
    hidden, nonsense = client.get(path), client.get("/news/2031/01/01/nonsense/")
    assert (hidden.status_code, hidden.content) == (404, nonsense.content)
    assert sorted(hidden.items()) == sorted(nonsense.items())


def test_pages_cost_the_same_number_of_queries_whatever_the_archive(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    desk = Desk()
    live = desk.corrected()
    for _number in range(24):
        desk.live()
    path = Address.objects.get(release=live, is_canonical=True).path
    for page in ("/", "/feed.rss", "/news/", "/contacts/", "/offices/press-office/", path, f"{path.rstrip('/')}.txt"):
        with django_assert_max_num_queries(5):
            assert client.get(page).status_code == 200
    older = client.get("/").context["older"]
    page_two = client.get(f"/?before={older}")
    assert len(page_two.context["editions"]) == 5
    ids = {row.pk for row in client.get("/").context["editions"]} | {row.pk for row in page_two.context["editions"]}
    assert len(ids) == Edition.objects.public(clock.now()).count() == 25


@pytest.mark.parametrize(
    "path",
    ["/?before=%00", "/?before=AAAA", "/?before=" + "A" * 32, "/news/2031/00/", "/news/2031/02/00/x/", "/offices/%F0/"],
)
def test_nothing_that_a_visitor_sends_gives_a_500(client: Client, path: str) -> None:
    Desk().live()
    assert client.get(path).status_code < 500


def test_visitors_get_no_cookie_and_one_cache_policy(client: Client) -> None:
    Desk().live()
    for path in ("/", "/feed.rss", "/nonsense/", "/contacts/"):
        response = client.get(path)
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
        assert response["Cache-Control"] == "public, max-age=0, s-maxage=1, must-revalidate"
    etag = client.get("/")["ETag"]
    assert client.get("/", headers={"If-None-Match": f'W/"x", {etag}'}).status_code == 304
    assert client.post("/").status_code == 405
