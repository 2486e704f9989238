"""For the public, a hidden thing does not exist: every route answers as if it had never been made.

Two newsrooms are built from one seed (tests/public/hidden.py), one of them with everything that must not show, and
both are asked the same (tests/public/asking.py). There are no files in this product yet. Whoever adds a table, with
files or without, must put a row of it among the hidden things: a test fails until then.
"""

import base64
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import PurePosixPath
from typing import Any, Final

import pytest
import time_machine
from django.apps import apps
from django.db import models, transaction
from django.test import Client, override_settings
from pytest_django.plugin import DjangoDbBlocker

from releases.models import Contact, Edition, Logo, Newsroom
from releases.workflow.addresses import newsroom_day
from tests.cast import Desk
from tests.public import careless
from tests.public.asking import Answers, Asker, differences, public_names, staff_addresses
from tests.public.hidden import LATER, NOW, WORD, Builder, World
from tests.public.places import path_of

pytestmark = pytest.mark.django_db

MOMENT: Final = timedelta(microseconds=1)
ABSENT: Final = "5eadbeef-0000-4000-8000-000000000000"
HOSTILE: Final = (
    "before=nonsense",
    "before=%00&before=",
    "before=' OR 1=1--",
    "status=draft&ordering=-public_from",
    "page=2&limit=9999&offset=-1",
    "body__startswith=Zebra&release__headline=Zebra",
    "at=2031-12-31&preview=1&format=json",
    "q=zebra&lang=es&language=es",
    "%ff%fe=%00",
)
# What hidden things would answer, by their words and by every filter; none repeats their name.
SEARCHES: Final = (
    "q=harbour",
    "topic=zebra-topic",
    "q=%22the+corrected%22+-note&office=press-office",
    "q=merger&from=2031-03-01",
    "q=corrected&sort=best",
    "q=-harbour",
    "",
    "language=es",
    "q=harbour&before=gAAAAAAAAAA",
)
API_SEARCHES: Final = ("q=merger", "office=zebra-office", "language=es&since=2031-03-01", "q=-harbour")
# Tables of which the newsroom with hidden things holds no row more, and why.
NOTHING_TO_HIDE: Final = {"Newsroom", "Generation", "Person", "Membership", "LiftsTold"}
SHOWN_LATER: Final = ("/", "/topics/zebra-topic/", "/offices/once-zebra/", "/offices/old-harbor/")


@dataclass
class Asked:
    """What two newsrooms said, the one with the hidden things first; and what it said once they were out."""

    public: list[Answers]
    staff: list[Answers]
    careless: list[Answers]
    rows: list[dict[str, int]]
    hidden: str
    lifted: Answers


def _ask_both(*, at: datetime, thorough: bool = False) -> Asked:
    """Build the newsroom with the hidden things, then the one without; ask both for the addresses of the first."""
    asked, routes, strangers, sights = Asked([], [], [], [], "", {}), {}, [], []
    with (
        time_machine.travel(NOW, tick=False) as traveller,
        pytest.MonkeyPatch.context() as patch,
        _silence("django.request", "django.security.csrf"),
    ):
        for hidden in (True, False):
            with transaction.atomic():
                world = Builder(patch, traveller).build(hidden=hidden, pages=2 if thorough else 1)
                if hidden:
                    asked.hidden, strangers = str(world.hidden[0].pk), _of_staff(world)
                    if not thorough:
                        world.secrets = _one_of_each(world.secrets)
                    routes = _by_route(world, thorough=thorough)
                    sights = [path_of(world.live), path_of(world.gone)]
                    assert set(routes) == public_names(), "give every public route its arguments here"
                traveller.move_to(at, tick=False)
                paths = [path for found in routes.values() for path in found]
                asked.public.append(Asker().everything(paths, thorough=thorough))
                asked.staff.append(Asker().plainly(strangers, "get", "head", "post"))
                with override_settings(ROOT_URLCONF="tests.public.careless"):
                    assert public_names() - set(routes), "the walker sees a new route"
                    asked.careless.append(Asker().plainly(list(careless.VIEWS), "get", "options"))
                asked.rows.append(_rows())
                if hidden:
                    traveller.move_to(LATER, tick=False)
                    asked.lifted = Asker().plainly([*sights, *SHOWN_LATER], "get")
                transaction.set_rollback(True)
    return asked


@pytest.fixture(scope="module")
def asked(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Asked:
    """A microsecond before the lift."""
    with django_db_blocker.unblock():
        return _ask_both(at=LATER - MOMENT)


@contextmanager
def _silence(*names: str) -> Iterator[None]:
    """Hundreds of addresses that are not found are no news."""
    loggers = [logging.getLogger(name) for name in names]
    for one in loggers:
        one.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for one in loggers:
            one.setLevel(logging.NOTSET)


def _rows() -> dict[str, int]:
    return {model.__name__: model._base_manager.count() for model in apps.get_app_config("releases").get_models()}


# --- The addresses ---


def _by_route(world: World, *, thorough: bool) -> dict[str, list[str]]:
    """For every route: addresses of public things, of things hidden until later, and of nothing at all."""
    today, day = newsroom_day(NOW), newsroom_day(LATER)
    live, gone, corrected = path_of(world.live), path_of(world.gone), path_of(world.corrected)
    hidden = [path for path in world.secrets if path.startswith("/news/")]
    return {
        "front": ["/", *(f"/?{query}" for query in (*_cursors(world), *(HOSTILE if thorough else HOSTILE[::4])))],
        "feed": ["/feed.rss", "/feed.atom", f"/feed.json?{_cursors(world)[1]}", "/feed.rss?before=x"],
        "feeds": ["/feeds/"],
        "contacts": ["/contacts/"],
        "cards": ["/contacts.vcf"],
        "card": [
            f"/contacts/{pk}.vcf" for pk in (*Contact.objects.order_by("name").values_list("pk", flat=True), ABSENT)
        ],
        "office_cards": [f"/offices/{slug}/contacts.vcf" for slug in ("press-office", *_zebras("office"))],
        "archive": ["/news/"],
        "year": [f"/news/{today:%Y}/", "/news/0000/", "/news/9999/", "/news/2032/"],
        "month": [f"/news/{today:%Y/%m}/", f"/news/{today:%Y/%m}/?{_cursors(world)[0]}"]
        + [f"/news/{month}/" for month in (f"{day:%Y/%m}", "2031/04", "2031/13", "0000/00")],
        "release": [live, gone, corrected, f"{live}?{HOSTILE[1]}", "/news/2031/02/30/x/", *hidden],
        "version": [f"{path[:-1]}.{form}" for path in (live, gone) for form in ("txt", "md", "json")]
        + [f"{path[:-1]}.{form}" for path, form in zip(hidden, cycle(("txt", "md", "json")), strict=False)],
        "changes": [f"{corrected}changes/{numbers}/" for numbers in ("1-2", "2-3", "0-1")]
        + [f"{live}changes/1-2/", *(f"{path}changes/1-2/" for path in hidden)],
        "edition": [f"{live}editions/{number}/" for number in (0, 1, 2, 3, 99)]
        + [f"{corrected}editions/{number}/" for number in (1, 2, 3)]
        + [f"{gone}editions/{number}/" for number in (1, 2, 3)]
        + [f"{path}editions/1/" for path in hidden],
        "office": [f"/offices/{slug}/" for slug in ("press-office", "old-harbor", *_zebras("office"), "once-zebra")]
        + [f"/offices/press-office/?{query}" for query in (*_cursors(world)[1:3], HOSTILE[0])],
        "office_feed": [f"/offices/{slug}/feed.rss" for slug in ("press-office", "old-harbor", *_zebras("office"))],
        "topic": [f"/topics/{slug}/" for slug in ("harbour-works", *_zebras("topic"), "once-zebra", "nowhere")],
        "topic_feed": [f"/topics/{slug}/feed.atom" for slug in ("harbour-works", *_zebras("topic"))],
        "kind": [f"/kinds/{slug}/" for slug in ("press-release", "readout", "nonsense")],
        "kind_feed": ["/kinds/press-release/feed.rss", "/kinds/readout/feed.atom", "/kinds/nonsense/feed.json"],
        "language": [f"/languages/{slug}/" for slug in ("es", "en", "zz")],
        "language_feed": ["/languages/es/feed.atom", "/languages/zz/feed.json"],
        "search": [f"/search/?{query}" for query in SEARCHES],
        "search_feed": [f"/search/feed.json?{query}" for query in SEARCHES[:3]],
        "api_releases": [f"/api/releases?{query}" for query in (*API_SEARCHES, "kind=nonsense")],
        "api_release": [f"/api/releases/{pk}" for pk in _keys(world)],
        "api_editions": [f"/api/releases/{pk}/editions" for pk in _keys(world)],
        "api_offices": ["/api/offices"],
        "api_office": [f"/api/offices/{slug}" for slug in ("press-office", *_zebras("office"), "once-zebra")],
        "api_contacts": ["/api/contacts"],
        "api_nothing": ["/api/nonsense", "/api/releases/nonsense"],
        "api_description": ["/api/openapi.json"],
        "identity_sheet": [Newsroom.objects.identity().sheet_path, "/identity/zebra.css"],
        "logo": [f"/identity/{one.digest}.{one.ending}" for one in Logo.objects.order_by("width")]
        + ["/identity/zebra.png", "/identity/nothing.jpg"],
        "security": ["/.well-known/security.txt"],
        "sitemap_news": ["/sitemaps/news.xml"],
        "robots": ["/robots.txt"],
        "sitemap": ["/sitemap.xml"],
        "sitemap_year": [f"/sitemaps/{year}.xml" for year in ("2031", "2032", "0000")],
        "nothing": [live.rstrip("/"), "/%00", "/a%0ab", "//zebra.example", *_guesses(world)],
    }


def _keys(world: World) -> list[str]:
    return [str(one.pk) for one in (world.live, world.gone, world.corrected, *world.hidden[-2:])] + [ABSENT]


def _one_of_each(secrets: tuple[str, ...]) -> tuple[str, ...]:
    """A reserved address, one that redirects later, and a key."""
    forms = {"reserved" if one.startswith("/news/") else one[:1] == "/": one for one in reversed(secrets)}
    return tuple(forms.values())


def _zebras(what: str) -> list[str]:
    return [f"zebra-{what}", f"Zebra-{what.title()}"]


def _cursors(world: World) -> list[str]:
    """Places in a list: a true one, one where a hidden thing will be, one beyond, one cut, one of another shape."""
    spots = [(world.live, NOW + timedelta(seconds=60)), *((one, LATER) for one in world.hidden[-2:])]
    true = [_cursor(Edition.objects.filter(release=one).latest("sequence").pk.bytes, at) for one, at in spots]
    ends = [_cursor(b"\xff" * 16, LATER), _cursor(b"\0" * 16, NOW), true[0][:-4], base64.b64encode(b"x" * 24).decode()]
    return [f"before={one}" for one in (*true, *ends)]


def _cursor(key: bytes, at: Any) -> str:
    return base64.urlsafe_b64encode(int(at.timestamp() * 10**6).to_bytes(8, "big") + key).decode()


def _guesses(world: World) -> list[str]:
    """What somebody tries who knows, or guesses, the address or the key of a hidden thing."""
    found: list[str] = []
    for secret in world.secrets:
        if not secret.startswith("/"):
            found += [f"/{secret}", f"/news/{secret}/", f"/releases/{secret}/"]
            continue
        bare = PurePosixPath(secret)
        found += [str(bare), f"{bare}-2/", f"{bare}.html", f"/{secret}", f"{secret}index.html"]
    path = next(secret for secret in world.secrets if secret.startswith("/news/"))
    bare = path.rstrip("/")
    found += [f"{bare}.{ending}" for ending in ("json", "pdf", "md", "TXT", "txt/", "rss")]
    found += [path.upper(), path.title(), f"{bare}%2f", f"{bare};x.css", f"{path}?preview=1", f"{path}amp/", bare[:-3]]
    found += [path.replace("/news/", "/NEWS/"), path.replace("/03/", "/3/"), f"{path}editions/", f"{path}feed.rss"]
    return [*found, "/zebra/", "/media/zebra.pdf", "/desk-of-zebras/", "/.git/HEAD", "/static/zebra.css"]


def _of_staff(world: World) -> list[str]:
    """The desk and the previews, as an anonymous person tries them with the key of a hidden release."""
    keys = (str(world.hidden[0].pk), str(world.live.pk), ABSENT)
    return [path for key in keys for path in staff_addresses(key)]


# --- The promises ---


def test_every_public_route_answers_as_if_hidden_things_had_never_been_made(asked: Asked) -> None:
    _the_same(asked)


@pytest.mark.long
@pytest.mark.parametrize("at", [NOW + timedelta(minutes=5), NOW + timedelta(hours=2), LATER - MOMENT])
def test_every_address_by_every_method_and_condition_is_answered_so(at: datetime) -> None:
    _the_same(_ask_both(at=at, thorough=True))


def _the_same(asked: Asked) -> None:
    assert differences(*asked.public) == []
    said = {request for request, answer in asked.public[0].items() if WORD.encode() in answer[2].lower()}
    assert said == set(), "no answer says the word, not even to repeat the question"
    assert {answer[0] for answer in asked.public[1].values()} >= {200, 301, 302, 304, 404, 405, 410, 422}


def test_every_table_has_a_hidden_row(asked: Asked) -> None:
    """Who adds a table hides a row of it in tests/public/hidden.py, or says here why there is nothing to hide."""
    more, fewer = asked.rows
    assert {name for name in more if more[name] <= fewer[name]} == NOTHING_TO_HIDE


def test_no_table_holds_files_without_a_hidden_one() -> None:
    """There are none yet. Files need addresses above, too: renamed, replaced, by range, by their checksum."""
    fields = ((model, field) for model in apps.get_models() for field in model._meta.get_fields())
    assert [model.__name__ for model, field in fields if isinstance(field, models.FileField)] == []


def test_the_desk_and_the_previews_tell_a_stranger_nothing_about_what_exists(asked: Asked) -> None:
    assert differences(*asked.staff) == []
    by_key = asked.staff[0]
    for request, hidden in by_key.items():
        absent = by_key[request.replace(asked.hidden, ABSENT)]
        assert repr(hidden).replace(asked.hidden, ABSENT) == repr(absent), request
    assert {answer[0] for answer in by_key.values()} <= {302, 403, 404, 405}


@pytest.mark.parametrize("address", careless.VIEWS)
def test_a_careless_view_would_be_found(asked: Asked, address: str) -> None:
    assert [request for request in differences(*asked.careless) if address in request]


def test_the_hidden_things_were_really_there_and_show_at_their_lift(asked: Asked) -> None:
    live, gone, front, topic, moved, successor = asked.lifted.values()
    assert front[2].decode().count(">Zebra merger<") == 7
    assert ">Zebra escondida<" in front[2].decode()
    assert (gone[0], topic[0], moved[0]) == (200, 200, 301)
    assert "Zebra office" in successor[2].decode()
    page = live[2].decode()
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
