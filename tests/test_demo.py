"""The demonstration: loaded once, into an empty newsroom only, and showing every kind of thing there is."""

import io
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from releases import clock
from releases.demo import reader
from releases.models import Bundle, Contact, Edition, Event, Kind, Office, Person, Release, Role, Translation
from releases.situation import Situation
from releases.states import Authority, EmbargoKind, Move, Standing, Status
from tests.built_once import built_once

pytestmark = pytest.mark.django_db


def load() -> str:
    said = io.StringIO()
    call_command("load_demo", stdout=said, no_color=True)
    return said.getvalue()


@pytest.fixture(scope="module")
def said(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """What the command says. From then on the clock stands: an embargo of the demonstration lifts in minutes."""
    with built_once(django_db_blocker, load) as words, time_machine.travel(clock.now(), tick=False):
        yield words


def test_it_shows_every_kind_status_standing_and_authority(said: str) -> None:
    at = clock.now()
    releases = list(Release.objects.with_standing(at))
    assert {one.kind for one in releases} == set(Kind.values)
    assert {one.status for one in releases} == set(Status.values)
    assert {one.standing for one in releases} == set(Standing.values)
    # A question is what a text leaves open that comes in; the demonstration's were written here.
    assert {one.embargo_kind for one in releases} == set(EmbargoKind.values) - {EmbargoKind.QUESTION.value}
    assert set(Edition.objects.public(at).values_list("authority", flat=True)) == set(Authority.values)


def test_it_shows_what_else_a_desk_meets(said: str) -> None:
    at = clock.now()
    situations = [Situation.read(release, at) for release in Release.objects.all()]
    assert {True, False} <= {one.current.is_gone for one in situations if one.current and one.current.is_withdrawn}
    assert any(one.current and one.current.is_correction for one in situations)
    assert any(one.was_public and one.release.status == Status.SUBMITTED for one in situations)
    assert any(one.unreviewed for one in situations)
    assert any(one.waiting and one.release.embargo_kind == EmbargoKind.BY_HAND for one in situations)
    assert {Move.HOLD, Move.SEND_BACK, Move.LIMIT} <= set(Event.objects.values_list("what", flat=True))
    assert Bundle.objects.exclude(ordered_by=None).exists()
    assert Edition.objects.public(at).filter(offices__1__isnull=False).exists()
    assert Translation.objects.behind().exists()
    assert {"en", "es", "ar"} == set(Release.objects.values_list("language", flat=True))
    months = Edition.objects.public(at).listed().values_list("issued_on__year", "issued_on__month").distinct()
    assert len(months) > 5


def test_its_directory_has_a_child_a_closed_office_and_numbers_for_staff_alone(said: str) -> None:
    assert Office.objects.count() == 4
    assert Office.objects.filter(parent__isnull=False).exists()
    assert Office.objects.filter(is_historical=True, successor__isnull=False).exists()
    assert Contact.objects.filter(name="", is_listed=True).exists()
    assert Contact.objects.filter(phone_is_public=False).exclude(phone="").exists()


def test_its_readers_see_no_hidden_story_no_private_number_and_no_unfilled_date(said: str, client: Client) -> None:
    pages = ["/", "/contacts/", "/feed.rss", "/offices/rescue-desk/", "/topics/harbors/"]
    seen = "".join(client.get(page).content.decode() for page in pages)
    hidden = [
        story.headline
        for story in reader.stories()
        if not story.issued
        and (story.embargo or not story.moves or story.moves[-1] not in {"publish", "publish_in_emergency"})
    ]
    assert len(hidden) == 9
    assert not [headline for headline in hidden if headline in seen]
    assert "207-555-0139" not in seen  # the operations room
    assert "{day" not in seen
    assert "{weekday" not in seen


def test_one_release_can_be_watched_as_its_embargo_lifts(said: str, client: Client) -> None:
    headline = "Twentieth rescue station"
    lift = Edition.objects.next_boundary(clock.now())
    assert lift
    assert timedelta(minutes=2) < lift - clock.now() < timedelta(minutes=4)
    assert "The next embargo lifts at" in said
    with time_machine.travel(lift - timedelta(milliseconds=1), tick=False):
        assert headline not in client.get("/").content.decode()
    with time_machine.travel(lift, tick=False):
        assert headline in client.get("/").content.decode()


def test_every_role_can_sign_in_and_the_command_says_how(said: str, client: Client) -> None:
    desk = reader.newsroom()["desk"]
    assert {one["role"] for one in desk["people"].values()} == set(Role.values)
    for username in desk["people"]:
        assert username in said
        assert Person.objects.get(username=username).check_password(desk["password"])
    assert desk["password"] in said
    assert "/desk/" in said


def test_it_is_loaded_once_and_never_over_anything(said: str) -> None:
    count = Release.objects.count()
    assert "not empty" in load()
    assert Release.objects.count() == count
