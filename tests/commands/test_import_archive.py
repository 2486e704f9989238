"""`import_archive` brings in once what was public elsewhere, with date and address, and says what it left out."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from releases import clock, workflow
from releases.models import Address, Edition, Event, ImportedItem, IntakeSource, Office, Release, Topic
from releases.states import Authority
from tests.cast import Desk, draft_for, person
from tests.importing.archives import ATOM, ATOM_ENTRY, DOCUMENT, RSS, RSS_ITEM, WXR, lines, post, row

pytestmark = pytest.mark.django_db
Archive = Callable[[str, str], Path]


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    def written(name: str, content: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    return written


def bring(desk: Desk, source: Path, **options: Any) -> str:
    """Import as the publisher; return what was said."""
    out = StringIO()
    options = {"username": desk.cast.publisher.username, **options}
    call_command("import_archive", str(source), stdout=out, stderr=out, **options)
    return out.getvalue()


def test_an_archive_is_public_since_its_own_dates_and_approved_by_nobody(desk: Desk, archive: Archive) -> None:
    said = bring(desk, archive("a.jsonl", lines(row(1), row(2, date="2011-05-06T10:00:00Z"))))
    first, second = Edition.objects.public(clock.now()).order_by("issued_at")
    assert (first.authority, first.issued_at) == (Authority.IMPORTED, datetime(2009, 3, 4, 17, 30, tzinfo=UTC))
    assert (first.headline, first.body) == (row(1)["headline"], row(1)["body_html"])
    assert (second.issued_on, second.authorised_by) == (date(2011, 5, 6), desk.cast.publisher)
    assert "Done: 2 imported, 0 here already, 0 left out." in said


@pytest.mark.parametrize(
    ("name", "content", "old"),
    [
        ("a.jsonl", lines(row()), "/press/12.html?lang=en"),
        (
            "a.csv",
            "title,date,body,link\nA pier,2009-03-04,It opened.,https://old.example/%C3%A9t%C3%A9\n",
            "/%C3%A9t%C3%A9",
        ),
        ("a.rss", RSS.format(items=RSS_ITEM), "/press/2009/12.html"),
        ("a.atom", ATOM.format(items=ATOM_ENTRY), "/fr/12"),
        ("a.xml", WXR.format(items=post()), "/2009/12/"),
    ],
)
def test_old_addresses_lead_to_the_new_ones_for_ever(
    desk: Desk, archive: Archive, client: Client, name: str, content: str, old: str
) -> None:
    bring(desk, archive(name, content))
    new = Address.objects.get(is_canonical=True).path
    assert new.startswith("/news/2009/03/04/")
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, new)
    assert client.get(new).status_code == 200


def test_an_archive_comes_in_once(desk: Desk, archive: Archive) -> None:
    source = archive("a.jsonl", lines(row(1), row(2)))
    bring(desk, source)
    before = Event.objects.count()
    assert "0 imported, 2 here already, 0 left out" in bring(desk, source)
    source = archive("a.jsonl", lines(row(1), row(2), row(3)))
    assert "1 imported, 2 here already" in bring(desk, source)
    assert (Edition.objects.count(), Event.objects.count()) == (3, before + 2)


def test_a_number_is_a_name_in_its_own_archive_only(desk: Desk, archive: Archive) -> None:
    bring(desk, archive("a.jsonl", lines(row(1))))
    other = row(1, url="/other/1", headline="Another release")
    assert "1 imported" in bring(desk, archive("b.jsonl", lines(other)))
    assert "1 here already" in bring(desk, archive("renamed.jsonl", lines(other)), archive="b")


def test_the_same_item_twice_in_one_archive_is_said(desk: Desk, archive: Archive) -> None:
    said = bring(desk, archive("a.jsonl", lines(row(1), row(1))))
    assert "stands in the archive twice" in said
    assert Edition.objects.count() == 1


def test_an_import_that_was_broken_off_goes_on_where_it_was(desk: Desk, archive: Archive) -> None:
    source = archive("a.xml", RSS.format(items=RSS_ITEM + "<oops>"))
    with pytest.raises(CommandError, match=r"not sound XML.*Until there: 1 imported"):
        bring(desk, source)
    second = RSS_ITEM.replace("12@old", "13@old").replace("/12.html", "/13.html")
    archive("a.xml", RSS.format(items=RSS_ITEM + second))
    assert "1 imported, 1 here already" in bring(desk, source)


def test_a_dry_run_says_the_same_and_writes_nothing(desk: Desk, archive: Archive) -> None:
    source = archive("a.jsonl", lines(row(1), row(2, url="/desk/"), row(3, date="")))
    said = bring(desk, source, dry_run=True)
    assert "Would be done, nothing was written: 2 imported, 0 here already, 1 left out." in said
    assert not Release.objects.exists()
    assert not ImportedItem.objects.exists()
    assert not Event.objects.exists()
    assert said.split("Would")[0] == bring(desk, source).split("Done")[0]


def test_what_is_not_out_for_certain_never_comes_in(desk: Desk, archive: Archive, client: Client) -> None:
    tomorrow = f"{clock.now().year + 1}-01-01T10:00:00Z"
    secret = {"headline": "A secret merger", "url": "/secret"}
    held = "<p>EMBARGOED UNTIL further notice</p><p>The merger is agreed.</p>"
    source = archive(
        "a.jsonl",
        lines(
            row(1, **secret, date=tomorrow),
            row(2, **secret, date=""),
            row(3, **secret, status="draft"),
            row(4, **secret, body_html=held),
            row(5, **secret, embargo_until=tomorrow),
            row(6, headline="Out"),
        ),
    )
    said = bring(desk, source)
    assert "1 imported, 0 here already, 5 left out" in said
    assert said.count("not imported:") == 5
    assert [release.headline for release in Release.objects.all()] == ["Out"]
    assert not Address.objects.filter(path="/secret").exists()
    assert client.get("/secret").status_code == 404


def test_a_post_that_wordpress_had_not_published_never_comes_in(desk: Desk, archive: Archive) -> None:
    items = [post(1, status="future"), post(2, status="draft"), post(3, post_password="x"), post(4)]
    assert "1 imported, 0 here already, 3 left out" in bring(desk, archive("a.xml", WXR.format(items="".join(items))))
    assert ImportedItem.objects.count() == 1


def test_a_folder_of_documents_is_read_whole(desk: Desk, archive: Archive, client: Client) -> None:
    path = archive("press/12.txt", f"{DOCUMENT}\nSee also page 9\n")
    said = bring(desk, path.parent, served_at="/archive/")
    edition = Edition.objects.get()
    assert (edition.headline, edition.dateline) == ("Coast Service opens winter patrols", "PORT LORNE")
    assert (edition.issued_on, edition.body.count("<p>")) == (date(2009, 3, 4), 2)
    assert edition.contacts[0]["name"] == "Jo Doe"
    assert edition.contacts[0]["phone"] == "", "a number is for staff until somebody says otherwise"
    assert "not placed: See also page 9" in said
    assert IntakeSource.objects.get().text.startswith("Coast Service opens")
    assert client.get("/archive/12.txt").status_code == 301
    assert "1 here already" in bring(desk, path.parent)


def test_numbers_are_public_where_whoever_imports_says_so(desk: Desk, archive: Archive) -> None:
    bring(desk, archive("press/12.txt", DOCUMENT).parent, public_numbers=True)
    assert Edition.objects.get().contacts[0]["phone"] == "202-555-0110"


def test_offices_and_topics_are_the_newsrooms_own_also_those_that_are_closed(desk: Desk, archive: Archive) -> None:
    closed = Office(name="Lighthouse Board", slug="lights", time_zone="America/New_York", is_historical=True)
    workflow.save_office(actor=desk.cast.administrator, office=closed)
    workflow.save_topic(actor=desk.cast.administrator, topic=Topic(name="Safety", slug="safety"))
    source = archive(
        "a.jsonl", lines(row(1, office="The lighthouse board", topics=["safety", "Boats"]), row(2, office="Navy"))
    )
    said = bring(desk, source, office="press-office")
    first, second = Edition.objects.order_by("headline")
    assert (first.lead_office["name"], [topic["name"] for topic in first.topics]) == ("Lighthouse Board", ["Safety"])
    assert second.lead_office["slug"] == "press-office"
    assert "None of the newsroom's topics: Boats" in said
    assert "“Navy” is none of the newsroom's offices" in said


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("https://old.example/?p=12", "an address of the newsroom itself"),
        ("/contacts/", "an address of the newsroom itself"),
        ("/desk/releases/", "an address of the newsroom itself"),
        ("ftp://old.example/12", "no address"),
        ("/12\x07", "no address"),
        ("/" + "x" * 300, "301 characters"),
    ],
)
def test_an_address_that_cannot_be_kept_is_said_and_the_release_comes_in(
    desk: Desk, archive: Archive, address: str, sentence: str
) -> None:
    assert sentence in bring(desk, archive("a.jsonl", lines(row(url=address))))
    assert Address.objects.count() == 1


def test_an_address_that_leads_elsewhere_keeps_the_item_out(desk: Desk, archive: Archive) -> None:
    said = bring(desk, archive("a.jsonl", lines(row(1, url="/a"), row(2, url="/a"))))
    assert "leads to another release already" in said
    assert Edition.objects.count() == 1


def test_hostile_words_come_in_harmless(desk: Desk, archive: Archive) -> None:
    nasty = "<p onclick=x>Words<script>alert(1)</script> \x00\ud800<a href='javascript:x'>on</a></p>"
    bring(desk, archive("a.jsonl", lines(row(body_html=nasty, headline="\x00A \ud800pier"))))
    edition = Edition.objects.get()
    assert "script" not in edition.body
    assert "onclick" not in edition.body
    assert edition.body.startswith("<p>Words")


def test_the_report_is_a_file_for_its_owner_alone(desk: Desk, archive: Archive, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    said = bring(desk, archive("a.jsonl", lines(row(1, date="soon"))), report=report)
    assert "soon" not in said
    text = report.read_text()
    assert "line 1  “Service opens winter patrol 1”" in text
    assert "not imported: Its date “soon” can be read as no one day." in text
    assert os.stat(report).st_mode & 0o777 == 0o600


def test_a_terminal_gets_a_bar_and_a_sentence_does_not_run_into_it(desk: Desk, archive: Archive) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    source = archive("a.jsonl", "null\n" * 100 + lines(row(1), row(2, date="soon")))
    call_command(
        "import_archive", str(source), username=desk.cast.publisher.username, stdout=out, stderr=out, no_color=True
    )
    assert f"[{'#' * 30}] 100%  1 imported, 0 here already, 101 left out" in out.getvalue()
    assert not [row for row in out.getvalue().splitlines() if "]" in row.split("\r")[-1] and "line" in row]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"served_at": "press/"}, "begins with a slash"),
        ({"username": ""}, "Say who does this"),
        ({"username": "nobody"}, "nobody called “nobody”"),
        ({"office": "nope"}, "There is no office “nope”. There are: lights, press-office."),
        ({}, "Say which office"),
        ({"office": "lights", "zone": "Mars/North"}, "no time zone “Mars/North”"),
        ({"office": "lights", "embargoes_over_before": date(2999, 1, 1)}, "still ahead"),
    ],
)
def test_what_is_missing_is_asked_for(desk: Desk, archive: Archive, options: dict[str, Any], sentence: str) -> None:
    office = Office(name="Lighthouse Board", slug="lights", time_zone="America/New_York")
    workflow.save_office(actor=desk.cast.administrator, office=office)
    with pytest.raises(CommandError, match=sentence):
        bring(desk, archive("a.jsonl", lines(row())), **options)
    assert not Release.objects.exists()


def test_only_a_publisher_of_the_office_imports(desk: Desk, archive: Archive) -> None:
    source = archive("a.jsonl", lines(row(office="Lighthouse Board")))
    with pytest.raises(CommandError, match="Wren holds no role that includes “publisher”"):
        bring(desk, source, username=desk.cast.writer.username)
    lights = Office(name="Lighthouse Board", slug="lights", time_zone="America/New_York")
    workflow.save_office(actor=desk.cast.administrator, office=lights)
    keeper = person("Lars", "publisher", office=lights)
    with pytest.raises(CommandError, match="Lars does not hold the role “publisher” for Office of the Press"):
        bring(desk, source, username=keeper.username, office="press-office")
    pia = person("Pia", "publisher", office=desk.cast.office)
    assert "1 imported" in bring(desk, archive("b.jsonl", lines(row())), username=pia.username, office="press-office")
    assert "needs the role" in bring(desk, source, username=pia.username, office="press-office")


def test_a_release_of_the_newsroom_keeps_its_address(desk: Desk, archive: Archive) -> None:
    live = desk.live()
    path = Address.objects.get(release=live).path
    said = bring(desk, archive("a.jsonl", lines(row(url=path))))
    assert "leads to another release already" in said
    assert draft_for(desk.cast.office).headline == Edition.objects.get().headline
