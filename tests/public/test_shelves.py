"""Pages of a kind and of a language, the way from one release to the next, and addresses that moved or are gone."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from releases import workflow
from releases.models import Office, Topic
from tests.cast import Desk
from tests.public.places import NOW, office, path_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(clock: Any) -> Desk:
    return Desk()


def _headlines(client: Client, path: str) -> list[str]:
    return [edition.headline for edition in client.get(path).context["list"].editions]


def test_a_kind_and_a_language_have_their_pages_and_the_archive_leads_there(client: Client, desk: Desk) -> None:
    desk.live(headline="Said", kind="statement")
    desk.live(headline="Dicho", kind="statement", language="es")
    desk.live(headline="Written")
    assert set(_headlines(client, "/kinds/statement/")) == {"Said", "Dicho"}
    assert _headlines(client, "/languages/es/") == ["Dicho"]
    assert '<html lang="es">' in client.get("/languages/es/").content.decode()
    archive = client.get("/news/").content.decode()
    assert 'href="/kinds/statement/"' in archive
    assert 'href="/languages/es/"' in archive
    assert 'href="/languages/fr/"' not in archive


def test_an_empty_shelf_says_so_and_an_unknown_one_is_not_found(client: Client, desk: Desk) -> None:
    assert "Nothing has been published here yet." in client.get("/kinds/readout/").content.decode()
    assert client.get("/languages/fr/").status_code == 200
    assert client.get("/kinds/rumour/").status_code == client.get("/languages/xx/").status_code == 404


def test_a_release_leads_to_those_before_and_after_past_what_is_hidden(client: Client, desk: Desk, clock: Any) -> None:
    releases = []
    for number in range(3):
        releases.append(desk.imported(headline=f"Number {number}"))
        clock.shift(60)
        gone = desk.live(headline="Gone in between")
        desk.withdrawn(gone, keep_text=False)
        desk.scheduled(NOW + timedelta(days=1), headline="Hidden in between")
        clock.shift(60)
    context = client.get(path_of(releases[1])).context
    assert (context["older"].headline, context["newer"].headline) == ("Number 0", "Number 2")
    first = client.get(path_of(releases[0])).context
    assert (first["older"], first["newer"].headline) == (None, "Number 1")
    assert client.get(path_of(releases[2])).context["newer"] is None
    clock.shift(60)
    desk.corrected(releases[0])
    assert client.get(path_of(releases[1])).context["older"].headline == "Number 0"


def test_a_release_leads_to_more_of_its_office_and_its_topic(client: Client, desk: Desk, clock: Any) -> None:
    topic = Topic.objects.create(name="Pilots", slug="pilots")
    second = office("Second", "second")
    for number in range(5):
        desk.imported(headline=f"Of the office {number}")
        clock.shift(60)
    desk.live(headline="Of the topic", topics=(topic.pk,), lead_office=second.pk)
    clock.shift(60)
    page = client.get(path_of(desk.live(headline="This one", topics=(topic.pk,)))).content.decode()
    more = page.partition("More from Office of the Press Secretary")[2]
    of_office, _, of_topic = more.partition("More from Pilots")
    assert [f"Of the office {number}<" in of_office for number in range(5)] == [False, False, True, True, True]
    assert "Of the topic<" in of_topic
    assert "This one<" not in more.partition("</section>")[0]


def test_more_names_no_release_twice(client: Client, desk: Desk, clock: Any) -> None:
    topic = Topic.objects.create(name="Pilots", slug="pilots")
    desk.live(headline="Of both", topics=(topic.pk,))
    clock.shift(60)
    page = client.get(path_of(desk.live(headline="This one", topics=(topic.pk,)))).content.decode()
    more = page.partition("More from Office of the Press Secretary")[2].partition("</footer>")[0]
    assert more.count("Of both<") == 1
    assert "More from Pilots" not in more


def test_a_topic_that_was_renamed_is_found_at_its_old_address(client: Client, desk: Desk) -> None:
    topic = Topic.objects.create(name="Pilots", slug="pilots", is_listed=True)
    topic.slug = "pilotage"
    workflow.save_topic(actor=desk.cast.administrator, topic=topic)
    response = client.get("/topics/pilots/")
    assert (response.status_code, response["Location"]) == (301, "/topics/pilotage/")
    another = Topic(name="Others", slug="pilots")
    with pytest.raises(workflow.Refused, match="answers there"):
        workflow.save_topic(actor=desk.cast.administrator, topic=another)
    topic.slug = "pilots"
    workflow.save_topic(actor=desk.cast.administrator, topic=topic)
    assert client.get("/topics/pilots/").status_code == 200
    assert client.get("/topics/pilotage/")["Location"] == "/topics/pilots/"


def test_the_page_of_an_office_whose_every_release_is_gone_is_gone(client: Client, desk: Desk, clock: Any) -> None:
    topic = Topic.objects.create(name="Pilots", slug="pilots")
    passing = office("Passing", "passing")
    Office.objects.filter(pk=passing.pk).update(slug="passed")
    passing.past_slugs.create(slug="passing")
    desk.scheduled(NOW + timedelta(days=1), joint_offices=(passing.pk,), topics=(topic.pk,))
    addresses = ["/offices/passed/", "/offices/passing/", "/offices/passed/feed.rss", "/topics/pilots/"]
    assert {client.get(path).status_code for path in addresses} == {404}
    release = desk.live(joint_offices=(passing.pk,), topics=(topic.pk,))
    assert {client.get(path).status_code for path in addresses} == {200, 301}
    clock.shift(60)
    desk.withdrawn(release, keep_text=False)
    assert {client.get(path).status_code for path in addresses} == {410}
    page = client.get("/offices/passed/").content.decode()
    assert "Nothing is published here any more" in page
    assert "Passing" not in page
