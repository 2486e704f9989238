"""Every staff route, as everybody, in every state, by every method, against the written table of who may.

A route without a row in the table fails; so does a cell whose answer is another, a post that changes something it
should not, and one that changes nothing where it should. Each cell that posts is rolled back.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4
from zlib import crc32

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from releases import clock, workflow
from releases.admin import panel
from releases.admin.intake_sheet import CARRIED
from releases.admin.move_pages import PAGES
from releases.models import (
    Contact,
    Edition,
    Event,
    Membership,
    Office,
    Person,
    PreviewLink,
    Release,
    Revision,
    Role,
    Topic,
)
from releases.situation import Situation
from releases.states import Move
from tests.cast import Desk, person, until
from tests.desk.pages import fields_of, signed_in
from tests.desk.who_may import (
    ACTORS,
    METHODS,
    MOVES_TABLE,
    OTHER_PAGES,
    REDIRECTS,
    RELEASE_PAGES,
    STATES,
    STOCK_VIEWS,
    UNLIMIT_NEEDS,
    Actor,
)

pytestmark = pytest.mark.django_db

REASON: Final = "The figure in the second paragraph is wrong."
MOVES: Final = {
    row.split()[0]: (row.split()[1], [cell == "x" for cell in row.split()[2:]])
    for row in MOVES_TABLE.strip().splitlines()[2:]
}
# One cell in so many is driven every day; `-m long` drives them all.
EVERYDAY: Final = 200
# A password is no business of a cell's; the page for it is driven with one that is right.
PASSWORD: Final = "a long password"


# --- The newsroom that is walked through ---


def _in_review(desk: Desk, release: Release, **changes: Any) -> Release:
    desk.edit(release, **changes)
    return workflow.submit(actor=desk.cast.writer, release_id=release.pk)


def _emergency(desk: Desk) -> Release:
    release = desk.draft()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="The gate broke.")
    return release


def _redaction(desk: Desk) -> Release:
    release = desk.live(subhead="With Ann Doe, 14")
    asked = {"field": "subhead", "reason": "A minor's name.", "public_mark": "A name was removed."}
    workflow.ask_redaction(actor=desk.cast.administrator, release_id=release.pk, **asked)
    return release


CHANGE: Final = {"body": "<p>On Tuesday.</p>", "correction_note": "The day."}
BUILDS: Final[dict[str, Callable[[Desk], Release]]] = {
    "draft, never public": Desk.draft,
    "submitted, never public": Desk.submitted,
    "approved, never public": lambda desk: desk.approved(terms=_terms(2)),
    "draft, scheduled": lambda desk: desk.edit(desk.scheduled(), subhead="More"),
    "submitted, scheduled": lambda desk: _in_review(desk, desk.scheduled(), subhead="More"),
    "approved, scheduled": Desk.scheduled,
    "draft, live": lambda desk: desk.edit(desk.live(), **CHANGE),
    "submitted, live": lambda desk: _in_review(desk, desk.live(), **CHANGE),
    "approved, live": Desk.live,
    "draft, withdrawn": lambda desk: desk.edit(desk.withdrawn(), **CHANGE),
    "submitted, withdrawn": lambda desk: _in_review(desk, desk.withdrawn(), **CHANGE),
    "approved, withdrawn": Desk.withdrawn,
    "correction approved, live": lambda desk: desk.correction_approved(desk.live(), terms=_terms(2)),
    "emergency, live": _emergency,
    "redaction asked, live": _redaction,
}


def _terms(days: int) -> Any:
    return until(clock.now().replace(second=0, microsecond=0) + timedelta(days=days))


@dataclass
class Walk:
    """A newsroom with one release in one state, and everybody at its door."""

    state: str
    is_limited: bool
    desk: Desk = field(default_factory=Desk)

    def __post_init__(self) -> None:
        self.joint, self.elsewhere = (
            Office.objects.create(name=name, slug=name.lower(), time_zone="Europe/Paris") for name in ("Joint", "Far")
        )
        self.people = self._people()
        self.clients = {name: Client() if one is None else signed_in(one) for name, one in self.people.items()}
        self.release = BUILDS[self.state](self.desk)
        # Published from the start by two offices: as a stored row, so that the text and its seals stay as built.
        self.release.joint_offices.create(office=self.joint)
        given = workflow.give_preview_link(
            actor=self.desk.cast.approver, release_id=self.release.pk, reader="A lawyer", lasts=timedelta(hours=4)
        )
        self.link, self.token = given.link, given.token
        self.remarks = self._remarks()
        self.named = [self.people[name].pk for name in self.people if name.startswith("named")]
        cast = self.desk.cast
        if self.is_limited:
            people = [cast.approver.pk, cast.publisher.pk, *self.named]
            workflow.limit_access(actor=cast.writer, release_id=self.release.pk, people=people)
        self.release = self.desk.fresh(self.release)
        self.situation = Situation.read(self.release, clock.now())
        self.drafted = fields_of(signed_in(cast.writer).get(self._url("admin:releases_release_change")).text)

    def _people(self) -> dict[str, Person | None]:
        office = self.desk.cast.office
        superuser = Person.objects.create_superuser("root", PASSWORD, display_name="Root")
        Membership.objects.filter(person=superuser).delete()
        shut = person("Shut", Role.PUBLISHER)
        people: dict[str, Person | None] = {
            "anonymous": None,
            "signed in without a role": person("Nobody"),
            "superuser without a role": superuser,
            "deactivated publisher": shut,
            "publisher of a joint office": person("Jo", Role.PUBLISHER, office=self.joint),
            "administrator": person("Adam", Role.ADMINISTRATOR),
            "administrator of the office": person("Ida", Role.ADMINISTRATOR, office=office),
            "named publisher elsewhere": person("Nils", Role.PUBLISHER, office=self.elsewhere),
            "named administrator": person("Nora", Role.ADMINISTRATOR),
        }
        for role in (Role.WRITER, Role.APPROVER, Role.PUBLISHER):
            people[role.value] = person(role.label, role, office=office)
            people[f"{role.value} elsewhere"] = person(f"{role.label}e", role, office=self.elsewhere)
            people[f"named {role.value}"] = person(f"{role.label}n", role, office=office)
        Person.objects.filter(pk=shut.pk).update(is_active=False)
        assert set(people) == set(ACTORS)
        return {name: people[name] for name in ACTORS}

    def _remarks(self) -> dict[str, int]:
        """One that is open, and one that is resolved."""
        by = {"actor": self.desk.cast.approver, "release_id": self.release.pk}
        one, other = (workflow.remark(text=text, **by) for text in ("Is it?", "It is."))
        workflow.resolve_remark(remark_id=other.pk, **by)
        return {"resolve": one.pk, "reopen": other.pk}

    def _url(self, route: str, move: str = "") -> str:
        pk = self.release.pk
        args: list[Any] = {
            "admin:releases_release_restore": [pk, 1],
            "admin:releases_release_revoke_link": [pk, self.link.pk] if hasattr(self, "link") else [],
            "admin:releases_release_resolve_remark": [pk, self.remarks["resolve"]] if hasattr(self, "remarks") else [],
            "admin:releases_release_reopen_remark": [pk, self.remarks["reopen"]] if hasattr(self, "remarks") else [],
            "admin:releases_release_move": [pk, move],
            "preview:revision": [pk, 1],
            "preview:edition": [pk, 1],
            "preview:copy": [self.token] if hasattr(self, "token") else [],
        }.get(route, [pk])
        query = "?before=1&after=1" if route.endswith("compare") else ""
        return reverse(route, args=args) + query

    def typed(self, route: str, move: str) -> dict[str, Any]:
        """What somebody types who wants it done, and what the page carries for them."""
        if route.endswith("change"):
            return {**self.drafted, "headline": "Another headline"}
        if route.endswith("restore"):
            return {"revision": self.release.revision_number}
        if route.endswith("translations"):
            return {"language": "es"}
        if not move:
            return {"reason": REASON, "text": REASON}
        shown = PAGES[Move(move)].view(self.situation)
        later = _terms(9)
        asked = panel.pending_redactions(self.situation).first()
        return {
            "digest": shown.digest,
            "revision_number": shown.revision_number,
            "release_line": shown.release_line,
            "reason": REASON,
            "sure": "on",
            "keep_text": "no",
            "people": [self.desk.cast.writer.pk, self.desk.cast.approver.pk],
            "field": "headline",
            "public_mark": "Removed.",
            "reader": "Another lawyer",
            "lasts": "4",
            "embargo_kind": "until",
            "embargo_date": later.wall[:10],
            "embargo_time": later.wall[11:],
            "embargo_zone": later.zone,
            "redaction_id": asked.pk if asked else 0,
        }

    def state_of_everything(self) -> tuple[Any, ...]:
        """What must not move under a post that is refused."""
        counted = [model.objects.count() for model in (Event, Edition, Revision, PreviewLink)]
        return (*counted, *Release.objects.filter(pk=self.release.pk).values_list().get())


# --- What the table says of a cell ---


@dataclass(frozen=True)
class Expected:
    """The answers that are right, and whether the record is longer afterwards."""

    statuses: frozenset[int]
    is_made: bool = False


def _is(*statuses: int, made: bool = False) -> Expected:
    return Expected(frozenset(statuses), made)


LOGIN: Final = _is(302)
ABSENT: Final = _is(404)


def expected(walk: Walk, name: str, route: str, move: str, method: str) -> Expected:
    """Read the written table; nothing of the newsroom's own judgement is asked."""
    actor = ACTORS[name]
    knows = actor.knows_limited if walk.is_limited else actor.knows
    row = RELEASE_PAGES[route]
    right = row.posts if method == "POST" else row.reads if method in ("GET", "HEAD") else row.others
    if right == "page":
        right = row.reads
    if route == "preview:copy":
        # Whoever holds the link, and needs no account for it.
        return _is(405) if right == "405" else _is(200, made=method == "POST")
    if route.startswith("preview:"):
        return _preview(name, walk, right, knows)
    if not actor.on_the_desk:
        return _is(401) if method == "POST" else LOGIN
    if right == "405" and (row.reads != "405" or knows):
        return _is(405)
    if right == "nobody":
        return _is(403)
    if right == "breaks":
        return _breaks(walk, actor, knows, method)
    if not knows:
        return ABSENT
    if right == "405":
        return _is(405)
    if route.endswith("history"):
        return _is(302)
    if right == "knows":
        return _is(200)
    if right == "ties":
        return _is(422) if "writer" in actor.does else _is(403)
    if right == "speaks":
        return _is(302, made=True)
    if right == "move":
        return _move(walk, actor, move, method)
    is_theirs = right in actor.does
    if method != "POST":
        return _is(200) if is_theirs else _is(403)
    if is_theirs and route.endswith("restore"):
        # The first text is restored; where it was never changed, nothing is.
        return _is(302, made=walk.release.revision_number > 1)
    if is_theirs and route.endswith("keep"):
        return _is(200)  # typing is in no record
    # Refused: as a page that says so, or, where the list of links is the page, by a message on it.
    return _is(302, made=True) if is_theirs else _is(403, 409, *([302] if route.endswith("revoke_link") else []))


def _preview(name: str, walk: Walk, right: str, knows: bool) -> Expected:
    if name in {"anonymous", "deactivated publisher"}:
        return LOGIN
    if right == "405":
        return _is(405)
    if not knows:
        return ABSENT
    has_edition = not walk.state.endswith("never public") or walk.state.startswith("approved")
    return _is(200) if right != "edition" or has_edition else ABSENT


def _breaks(walk: Walk, actor: Actor, knows: bool, method: str) -> Expected:
    if not actor.breaks:
        return _is(403)
    if not walk.is_limited or knows:
        return ABSENT
    return _is(302, made=True) if method == "POST" else _is(200)


def _move(walk: Walk, actor: Actor, move: str, method: str) -> Expected:
    if move == Move.UNLIMIT:
        needs, is_open = UNLIMIT_NEEDS, walk.is_limited
    else:
        needs, cells = MOVES[move]
        is_open = cells[STATES[walk.state]]
    is_theirs = needs in actor.does or (move == Move.LIMIT and walk.is_limited and actor.breaks)
    if method != "POST":
        return _is(200) if is_theirs else _is(403)
    if not is_theirs or not is_open:
        return _is(403, 409, 422)
    return _is(200 if move == Move.GIVE_LINK else 302, made=True)


# --- The walk ---


def _staff_patterns(found: list[Any], prefix: str = "") -> Iterator[str]:
    for one in found:
        if isinstance(one, URLResolver):
            name = f"{one.namespace}:" if one.namespace else prefix
            if one.namespace != "public":
                yield from _staff_patterns(one.url_patterns, name)
        elif isinstance(one, URLPattern) and prefix:
            yield prefix + (one.name or f"without a name: {one.pattern}")


def test_every_staff_route_has_its_row() -> None:
    unnamed = {f"admin:without a name: {part}" for part in ("<path:object_id>/", "(?P<url>.*)$")}
    unnamed.add("preview:without a name: copy/<str:token>")  # the view of preview:copy, without the last slash
    routes = set(_staff_patterns(get_resolver().url_patterns))
    assert routes - unnamed == {*RELEASE_PAGES, *OTHER_PAGES} - {"admin:catch_all"}, (
        "give the route a row in who_may.py"
    )
    assert unnamed <= routes


def test_the_table_is_about_all_moves_and_all_states() -> None:
    assert {*MOVES, "unlimit"} == {move.value for move in PAGES}
    assert set(BUILDS) == set(STATES)
    assert all(len(cells) == len(STATES) for _needs, cells in MOVES.values())


def _cells() -> Iterator[tuple[str, str, str, str]]:
    for route in RELEASE_PAGES:
        for move in [*MOVES, "unlimit"] if route.endswith("_move") else [""]:
            for name in ACTORS:
                for method in METHODS:
                    yield name, route, move, method


def _walk_through(state: str, is_limited: bool, cells: list[tuple[str, str, str, str]]) -> list[str]:
    """Drive these cells and return those whose answer is another than the table's."""
    walk = Walk(state, is_limited)
    wrong, before = [], walk.state_of_everything()
    for name, route, move, method in cells:
        should = expected(walk, name, route, move, method)
        client, url = walk.clients[name], walk._url(route, move)
        is_made = False
        if method == "POST":
            with transaction.atomic():
                response = client.post(url, walk.typed(route, move))
                is_made = walk.state_of_everything() != before
                transaction.set_rollback(True)
        else:
            response = client.generic(method, url)
        if response.status_code not in should.statuses or is_made != should.is_made:
            got = f"{response.status_code}{' made' if is_made else ''}"
            wrong.append(f"{method} {route} {move} as {name}: {got}, not {sorted(should.statuses)} {should.is_made}")
    if walk.state_of_everything() != before:
        wrong.append("something was written by a method that only reads")
    return wrong


CELLS: Final = list(_cells())


def _today(state: str, is_limited: bool) -> list[tuple[str, str, str, str]]:
    """The same few cells every day, spread over the whole."""
    return [cell for cell in CELLS if crc32(f"{state}{is_limited}{cell}".encode()) % EVERYDAY == 0]


@pytest.mark.parametrize("is_limited", [False, True], ids=["open", "limited"])
@pytest.mark.parametrize("state", ["submitted, never public", "draft, live"])
def test_some_cells_of_every_day(state: str, is_limited: bool) -> None:
    wrong = _walk_through(state, is_limited, _today(state, is_limited))
    assert wrong == [], "\n".join(wrong)


@pytest.mark.long
@pytest.mark.parametrize("is_limited", [False, True], ids=["open", "limited"])
@pytest.mark.parametrize("state", STATES)
def test_every_cell(state: str, is_limited: bool, record_property: Callable[[str, int], None]) -> None:
    record_property("cells", len(CELLS))
    wrong = _walk_through(state, is_limited, CELLS)
    assert wrong == [], "\n".join([f"{len(wrong)} of {len(CELLS)}", *wrong])


# --- Pages that are no release's ---


class House:
    """The pages of the directory, of people and of the desk itself, with something to see on each."""

    def __init__(self) -> None:
        self.walk = Walk("draft, never public", is_limited=False)
        office = self.walk.desk.cast.office
        self.entries = {
            "office": office,
            "contact": Contact.objects.create(office=office, name="Mara", phone="1"),
            "topic": Topic.objects.create(name="Pilots", slug="pilots"),
            "newsroom": 1,
            "person": person("Someone", Role.WRITER),
        }
        made = workflow.make_calendar_link(actor=self.walk.desk.cast.writer, label="Phone")
        self.arguments: dict[str, list[Any]] = {
            "admin:help_topic": ["embargoes"],
            "admin:calendar_revoke": [self.walk.release.pk],
            "admin:releases_contact_replace": [self.entries["contact"].pk],
            "preview:calendar": [made.token],
            "preview:rehearsal": ["2031-02-14T15:00:00Z", "contacts/"],
            "preview:rehearsal_front": ["2031-02-14T15:00:00Z"],
        }
        self.successor = Contact.objects.create(office=office, name="Nora", phone="2")
        self.boss = signed_in(self.walk.desk.cast.administrator)
        self.forms: dict[str, dict[str, Any]] = {}

    def url(self, route: str) -> str:
        if route == "admin:catch_all":
            return reverse("admin:index") + "no/such/page/"
        if route == "admin:app_list":
            return reverse(route, args=["releases"])
        if route in self.arguments:
            return reverse(route, args=self.arguments[route])
        kind = route.rpartition("_")[0].rpartition("_")[2]
        if kind in self.entries and route.endswith(("change", "history", "delete")):
            return reverse(route, args=[getattr(self.entries[kind], "pk", 1)])
        if route.endswith("throw_away"):
            return reverse(route, args=[uuid4()])
        if route.endswith("autocomplete"):
            return reverse(route) + "?app_label=releases&model_name=contactline&field_name=release&term=x"
        return reverse(route)

    def typed(self, route: str) -> dict[str, Any]:
        """A whole form that would be saved."""
        if route == "admin:calendar_links":
            return {"label": "Phone"}
        if route == "admin:password_change":
            new = "harbour lights at dusk"
            return {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
        if route == "admin:releases_release_add":
            return {**self.walk.drafted, "expected_revision": "0", "headline": "A new one"}
        if route == "admin:releases_release_intake":
            return {"paste": "FOR IMMEDIATE RELEASE\n\nHarbour opens\n\nThe harbour opened today, and ships came."}
        if route == "admin:releases_release_intake_check":
            source = {"text": "Harbour opens", "name": "", "media_type": "text/plain", "spans": [], "notes": []}
            return {**self.walk.drafted, "expected_revision": "0", CARRIED: json.dumps(source)}
        if route == "admin:releases_contact_import":
            return {"text": "name,phone\nOda,3"}
        if route == "admin:releases_contact_replace":
            return {"by": self.successor.pk}
        if route == "admin:language":
            return {"language": "fr"}
        if route == "admin:notices":
            return {"pace": "daily"}
        if route.endswith("_delete"):
            return {"post": "yes"}
        kind = route.rpartition("_")[0].rpartition("_")[2]
        if kind not in self.entries or not route.endswith(("_add", "_change")):
            return {}
        if route not in self.forms:
            page = self.boss.get(self.url(route))
            self.forms[route] = fields_of(page.text, f"{kind}_form") if page.status_code == 200 else {}
        new = {
            "office": {"name": "New", "slug": "new", "time_zone": "Europe/Paris"},
            "contact": {"office": self.entries["office"].pk, "name": "New", "phone": "2", "position": "0"},
            "topic": {"name": "New", "slug": "new"},
            "newsroom": {"name": "New name"},
            "person": {"display_name": "New", "email": "new@harbour.example"},
        }[kind]
        if kind == "person" and route.endswith("_add"):
            new |= {"username": "newone", "password1": "dusk over harbour", "password2": "dusk over harbour"}
        return {**self.forms[route], **new}


def _expected_of(name: str, route: str, method: str) -> set[int]:
    actor, row = ACTORS[name], OTHER_PAGES[route]
    may = row.posts if method == "POST" else row.reads
    answer = {"GET": row.get, "HEAD": row.get, "POST": row.post}.get(method, row.rest)
    if route == "admin:login" and actor.on_the_desk and method == "GET":
        return {302}
    if route.startswith("preview:rehearsal") and not actor.on_the_desk:
        if name in {"anonymous", "deactivated publisher"}:
            return {302}
        return {404} if method in ("GET", "HEAD") else {405}
    if not actor.on_the_desk and may != "open":
        return {401} if method == "POST" and route != "admin:logout" else {302}
    if method in ("OPTIONS", "PUT", "DELETE") and route in STOCK_VIEWS:
        return {200, 405}
    if may == "open":
        return {answer}
    if may == "writes" and actor.starts:
        return {answer} if "writer" in actor.does else {422}
    is_theirs = {"desk": True, "writes": False, "starts": actor.starts, "keeps": actor.breaks, "nobody": False}[may]
    if answer == 405 and (is_theirs or method not in ("GET", "HEAD")):
        return {405}
    return {answer} if is_theirs else {403}


def _house_cells() -> list[tuple[str, str, str]]:
    return [(name, route, method) for route in OTHER_PAGES for name in ACTORS for method in METHODS]


def _walk_the_house(cells: list[tuple[str, str, str]]) -> list[str]:
    house, wrong = House(), []
    for name, route, method in cells:
        client = house.walk.clients[name]
        session = dict(client.cookies)
        with transaction.atomic():
            typed = house.typed(route) if method == "POST" else {}
            url = house.url(route)
            response = client.post(url, typed) if method == "POST" else client.generic(method, url)
            transaction.set_rollback(True)
        client.cookies.clear()
        client.cookies.update(session)
        if response.status_code not in (should := _expected_of(name, route, method)):
            wrong.append(f"{method} {route} as {name}: {response.status_code}, not {sorted(should)}")
    return wrong


def test_some_cells_of_the_house_every_day() -> None:
    wrong = _walk_the_house([cell for cell in _house_cells() if crc32(f"{cell}".encode()) % 50 == 0])
    assert wrong == [], "\n".join(wrong)


@pytest.mark.long
def test_every_cell_of_the_house() -> None:
    wrong = _walk_the_house(_house_cells())
    assert wrong == [], "\n".join(wrong)


def test_the_redirects_without_a_name_look_at_nothing() -> None:
    walk = Walk("draft, never public", is_limited=True)
    for kind in REDIRECTS:
        listed = reverse(f"admin:releases_{kind}_changelist")
        for name, client in walk.clients.items():
            answers = [client.get(f"{listed}{pk}/") for pk in (walk.release.pk, walk.link.pk)]
            assert {answer.status_code for answer in answers} == {302}
            for answer, pk in zip(answers, (walk.release.pk, walk.link.pk), strict=True):
                wanted = f"{listed}{pk}/change/" if ACTORS[name].on_the_desk else reverse("admin:login")
                assert answer["Location"].startswith(wanted)
