"""Search finds what the gate lists, by the words that a visitor sees, and nothing else; on both engines the same."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import feedparser
import pytest
from django.db import connection
from django.test import Client

from releases import workflow
from releases.models import Edition, Indexed, Release, Topic
from releases.search import asking
from releases.search.document import place_of
from releases.search.engine import engine
from releases.workflow.index import document_of
from tests.cast import Desk, until
from tests.public.places import NOW, office, path_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(clock: Any) -> Desk:
    return Desk()


def found(client: Client, query: str = "", **filters: str) -> list[str]:
    """The headlines on the first page of what was found."""
    response = client.get("/search/", {"q": query, **filters} if query else filters)
    assert response.status_code == 200
    results = response.context["found"]
    return [one.edition.headline for one in results.results] if results else []


def matched(query: str) -> set[str]:
    """The same without a page around it."""
    wanted = asking.read(query).within()
    return {edition.headline for edition in Edition.objects.public(NOW).listed().matching(wanted)}


# --- Words ---

ENGLISH: Final = "Harbour pilots opened two stations"
FRENCH: Final = "Les travaux du canal avancent à Évreux"
SPANISH: Final = "Los faros de Cádiz, abiertos"
JAPANESE: Final = "東京の港が開いた"
PORTUGUESE: Final = "Dois navios à espera"
CASES: Final[dict[str, set[str]]] = {
    **{"harbour": {ENGLISH}, "harbor": {ENGLISH}, "HARBOURS": {ENGLISH}, "opening station": {ENGLISH}},
    **{"station harbour": {ENGLISH}, "harbour canal": set(), "harb": set(), "harb*": {ENGLISH}, "ha*": set()},
    **{
        '"harbour pilots"': {ENGLISH},
        '"pilots harbour"': set(),
        '"two stations': {ENGLISH},
        "“two stations”": {ENGLISH},
    },
    **{"harbour -pilots": set(), "harbour -canal": {ENGLISH}, '-"harbour pilots" stations': set()},
    **{"évreux": {FRENCH}, "EVREUX": {FRENCH}, "travail": set(), "canaux": {FRENCH}, "d’Évreux": {FRENCH}},
    **{"faro": {SPANISH}, "cadiz abierta": {SPANISH}, "cádiz": {SPANISH}, "los faros": {SPANISH}},
    **{"navios": {PORTUGUESE}, "navio": set(), "東京": {JAPANESE}, "京東": set(), "港": {JAPANESE}},
    **{"17-042": {ENGLISH}, "42-017": set(), "O'Brien's": {ENGLISH}, "brien": {ENGLISH}, "dredgers": {ENGLISH}},
    **{"the": set(), "-canal -faro -navios -東京": {ENGLISH}, "boilerplatish": set()},
}


def test_what_is_asked_is_found(desk: Desk) -> None:
    desk.live(
        headline=ENGLISH,
        number="17-042",
        subhead="Captain O'Brien takes command",
        body="<p>Each has a <b>dredger</b>.</p>",
        boilerplate="About us: boilerplatish.",
    )
    for language, headline in {"fr": FRENCH, "es": SPANISH, "ja": JAPANESE, "pt": PORTUGUESE}.items():
        desk.live(headline=headline, language=language, body="<p>—</p>", subhead="", dateline="")
    assert {query: matched(query) for query in CASES} == CASES


def test_only_in_a_language_only_its_own_endings_are_taken_off(client: Client, desk: Desk) -> None:
    desk.live(headline="Casas nuevas", language="es")
    assert found(client, "casa") == found(client, "casa", language="es") == ["Casas nuevas"]
    assert found(client, "casas", language="en") == []


HOSTILE: Final = [
    *('"', '""', "*", "-", '-"', "harbour OR", "AND", "NEAR(a b)", "a:b", "headline:x", "^a", "{a b}:c", "(", "a NOT"),
    *("\x00", "a\x00b", "😀", "\u202eharbour", "\u200bharbour", "';--", "%", "\\", "' | '", "!a", "a & b", ":*", "'"),
    *("<script>", "a" * 10_000, "a " * 5_000, '"' * 999, "-x " * 99, "½ ﬁ ŉ", "١٢٣", "<->", "#all", "tags : all"),
]


def test_no_text_is_more_than_words_to_any_engine(client: Client, desk: Desk) -> None:
    desk.live(headline="Harbour")
    assert {text for text in HOSTILE if "Harbour" not in matched(text)} == {
        *("harbour OR", "AND", "NEAR(a b)", "a:b", "headline:x", "^a", "{a b}:c", "a NOT", "a\x00b", "!a", "a & b"),
        *("<script>", "a" * 10_000, "a " * 5_000, "½ ﬁ ŉ", "١٢٣", "#all", "tags : all"),
    }


@pytest.mark.parametrize("text", ["%00", "%ED%A0%80", "%FF", "-%22", "a" * 5_000, "%E2%80%AEharbour%20*"])
def test_any_text_gets_a_page(client: Client, desk: Desk, text: str) -> None:
    desk.live(headline="Harbour")
    for path in ("/search/?q=", "/search/?sort=best&q=", "/search/feed.rss?q="):
        assert client.get(path + text).status_code == 200


def test_a_long_question_is_cut_and_the_page_says_where(client: Client, desk: Desk) -> None:
    desk.live(headline="Harbour")
    page = client.get("/search/", {"q": "harbour " * 13}).content.decode()
    assert "Only the first 12 words and 200 letters were searched." in page
    assert ">Harbour</mark>" in page
    assert "Only the first" not in client.get("/search/", {"q": "harbour " * 12}).content.decode()


def test_words_of_every_text_are_left_out_unless_quoted_or_alone(client: Client, desk: Desk) -> None:
    desk.live(headline="Opening of the port", body="<p>Now.</p>")
    page = client.get("/search/", {"q": "the port in winter"}).content.decode()
    assert "Too common to search for: the, in." in page
    assert found(client, "a port with opening") == ["Opening of the port"]
    assert found(client, '"of the port"') == found(client, "the") == ["Opening of the port"]
    assert found(client, '"with the port"') == []


# --- What the gate lists ---


def test_a_scheduled_text_is_found_from_its_lift_on(client: Client, desk: Desk, clock: Any) -> None:
    desk.scheduled(NOW + timedelta(hours=1), headline="Secret merger")
    desk.approved(headline="Merger approved")
    desk.draft(headline="Merger drafted")
    assert found(client, "merger") == []
    clock.move_to(NOW + timedelta(hours=1))
    assert found(client, "merger") == ["Secret merger"]


def test_a_held_text_is_not_found_at_the_lift_it_had_and_a_moved_one_at_the_new(
    client: Client, desk: Desk, clock: Any
) -> None:
    held = desk.scheduled(NOW + timedelta(hours=1), headline="Held back")
    moved = desk.scheduled(NOW + timedelta(hours=1), headline="Moved back")
    workflow.hold(actor=desk.cast.publisher, release_id=held.pk)
    workflow.reschedule(actor=desk.cast.publisher, release_id=moved.pk, terms=until(NOW + timedelta(hours=5)))
    clock.move_to(NOW + timedelta(hours=2))
    desk.live(headline="In between, back")
    assert found(client, "back") == ["In between, back"]
    clock.move_to(NOW + timedelta(hours=5))
    assert found(client, "back") == ["Moved back", "In between, back"]


def test_a_correction_is_found_by_its_own_words_alone(client: Client, desk: Desk, clock: Any) -> None:
    release = desk.live(headline="Station", body="<p>It opened on Monday.</p>")
    clock.shift(60)
    desk.correction_approved(release, terms=until(NOW + timedelta(hours=1)), body="<p>It opened on Friday.</p>")
    workflow.correct(actor=desk.cast.publisher, release_id=release.pk)
    assert (found(client, "monday"), found(client, "friday")) == (["Station"], [])
    clock.move_to(NOW + timedelta(hours=1))
    assert (found(client, "monday"), found(client, "friday")) == ([], ["Station"])


def test_what_is_withdrawn_is_found_while_its_text_stands(client: Client, desk: Desk, clock: Any) -> None:
    release = desk.live(headline="Mistaken")
    clock.shift(60)
    desk.withdrawn(release)
    assert found(client, "mistaken") == ["Mistaken"]
    clock.shift(60)
    desk.withdrawn(release, keep_text=False)
    assert found(client, "mistaken") == []


def test_a_redacted_word_is_in_the_index_no_more(client: Client, desk: Desk, clock: Any) -> None:
    release = desk.live(body="<p>The boy is called Zyxwv.</p>")
    clock.shift(60)
    release = desk.corrected(release, body="<p>The boy is still called Zyxwv.</p>")
    asked = workflow.ask_redaction(
        actor=desk.cast.administrator, release_id=release.pk, field="body", reason="A minor.", public_mark="A name."
    )
    workflow.redact(actor=desk.cast.approver, release_id=release.pk, redaction_id=asked.pk)
    assert found(client, "zyxwv") == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM releases_indexed")
        rows = cursor.fetchall()
    assert len(rows) == 2
    assert "zyxwv" not in str(rows)


def test_two_of_one_millisecond_have_two_places(desk: Desk) -> None:
    release = desk.approved()
    edition = Edition.objects.get(release=release)
    taken = replace(document_of(Edition(issued_at=NOW, pk=edition.pk)), edition=release.pk)
    with connection.cursor() as cursor:
        cursor.execute(*engine(connection.vendor).put(taken))
    workflow.publish(actor=desk.cast.publisher, release_id=release.pk)
    assert Indexed.objects.get(edition_id=edition.pk).place == place_of(NOW, edition.pk) + 1


# --- Filters, order, pages ---


def test_filters_combine_and_have_readable_addresses(client: Client, desk: Desk, clock: Any) -> None:
    second = office("Second office", "second")
    topic = Topic.objects.create(name="Pilots", slug="pilots")
    desk.live(headline="One harbour", topics=(topic.pk,), kind="statement")
    clock.move_to(datetime(2031, 3, 1, 3, 0, tzinfo=UTC))  # the evening before in New York
    desk.live(headline="Two harbour", joint_offices=(second.pk,), kind="statement", language="es")
    clock.shift(60)
    desk.live(headline="Three harbour", topics=(topic.pk,))
    assert found(client, "harbour", kind="statement") == ["Two harbour", "One harbour"]
    assert found(client, kind="statement", topic="pilots") == ["One harbour"]
    assert found(client, office="second") == found(client, language="es") == ["Two harbour"]
    assert found(client, "harbour", **{"from": "2031-02-28"}) == ["Three harbour", "Two harbour"]
    assert found(client, "harbour", **{"from": "2031-02-14", "to": "2031-02-27"}) == ["One harbour"]
    assert found(client, **{"from": "2031-03-01"}) == []
    sent_by_the_form = "/search/?q=pilot+station&kind=statement&office=&topic=&language=&from=2031-02-01&to="
    assert client.get(sent_by_the_form)["Location"] == "/search/?q=pilot+station&kind=statement&from=2031-02-01"


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        ({"kind": "rumour"}, "There is none of that name."),
        ({"office": "zebra-office"}, "There is none of that name."),
        ({"from": "31.3.2026"}, "Write the day as year, month and day"),
        ({"from": "2031-02-02", "to": "2031-02-01"}, "This day is before the first one."),
    ],
)
def test_a_wrong_filter_is_said_at_its_field_and_nothing_is_searched(
    client: Client, desk: Desk, filters: dict[str, str], sentence: str
) -> None:
    desk.live()
    page = client.get("/search/", filters).content.decode()
    assert re.search(rf'<strong class="field-error"[^>]*>{sentence}', page)
    assert "Nothing was searched yet." in page
    assert client.get("/search/feed.rss", filters).status_code == 404


def test_what_is_no_day_is_given_back_where_a_calendar_would_drop_it(client: Client, desk: Desk) -> None:
    page = client.get("/search/", {"from": "31.3.2026", "to": "2031-02-01"}).content.decode()
    assert '<input type="text" name="from" value="31.3.2026"' in page
    assert '<input type="date" name="to" value="2031-02-01"' in page


def test_pages_follow_one_another_without_a_hole(client: Client, desk: Desk, clock: Any) -> None:
    with_tag = [desk.imported(headline=f"Harbour {number}").pk for number in range(12)]  # all in one millisecond
    for number in range(12, 22):
        clock.shift(1)
        with_tag.append(desk.imported(headline=f"Harbour {number}").pk)
        if number in {12, 17}:
            desk.scheduled(NOW + timedelta(days=1), headline="Harbour hidden")
    first = client.get("/search/?q=harbour")
    older = re.search(r'rel="next" href="(\?q=harbour&amp;before=[^"]+)"', first.content.decode())
    assert older
    second = client.get("/search/" + older[1].replace("&amp;", "&"))
    pages = [[one.edition.pk for one in page.context["found"].results] for page in (first, second)]
    assert [len(page) for page in pages] == [20, 2]
    newest = Edition.objects.public(NOW + timedelta(minutes=1)).newest_first()
    assert pages[0] + pages[1] == [edition.pk for edition in newest]
    assert "22 releases" in first.content.decode()


def test_the_best_have_the_words_in_the_headline_and_of_equals_the_newer_is_first(
    client: Client, desk: Desk, clock: Any
) -> None:
    for headline, body in (
        ("Old harbour", "Nothing."),
        ("Harbour of ferries", "Nothing."),
        ("Ferries", "A harbour, a harbour, a harbour."),
        ("Nothing", "Much of nothing. " * 60 + "</p><p>The harbour."),
    ):
        desk.live(headline=headline, body=f"<p>{body}</p>")
        clock.shift(60)
    assert found(client, "harbour") == ["Nothing", "Ferries", "Harbour of ferries", "Old harbour"]
    assert found(client, "harbour", sort="best") == ["Harbour of ferries", "Old harbour", "Ferries", "Nothing"]


# --- The page ---


def test_the_words_are_marked_in_a_stretch_of_the_text_and_markup_stays_words(client: Client, desk: Desk) -> None:
    filler = "Nothing of note. " * 30
    desk.live(headline="A <b>harbour</b>", body=f"<p>{filler}</p><p>Dredgers &amp; <i>harbours</i> &lt;b&gt;.</p>")
    page = client.get("/search/", {"q": "harbour"}).content.decode()
    assert "A &lt;b&gt;<mark>harbour</mark>&lt;/b&gt;" in page
    assert "Dredgers &amp; <mark>harbours</mark> &lt;b&gt;.</p>" in page
    assert '<p class="entry-lead">… ' in page


def test_where_nothing_is_found_the_page_helps(client: Client, desk: Desk) -> None:
    desk.live()
    page = client.get("/search/?q=submarine+the+cable&kind=statement&from=2031-02-01").content.decode()
    assert "No release has all of this: “submarine the cable” · Statement · 2031-02-01." in page
    assert '<a href="/search/?q=submarine+the+cable&amp;from=2031-02-01">Search without “Kind: Statement”</a>' in page
    assert "Too common to search for: the." in page
    assert "Try fewer words" in page
    assert page.count('href="/news/"') > 2


def test_each_search_has_a_feed_of_the_same_releases(client: Client, desk: Desk, clock: Any) -> None:
    for number in range(3):
        desk.imported(headline=f"Harbour {number}", kind="statement")
        clock.shift(60)
    desk.live(headline="Harbour of another kind")
    page = client.get("/search/?q=harbour&kind=statement").content.decode()
    (address,) = set(re.findall(r'href="(/search/feed\.rss[^"]*)"', page))
    feed = feedparser.parse(client.get(address.replace("&amp;", "&")).content)
    assert [entry.title for entry in feed.entries] == found(client, "harbour", kind="statement")
    assert feed.feed.title == "“harbour” · Statement – Harbour Authority"
    assert feed.feed.link.endswith("/search/?q=harbour&kind=statement")


def test_every_page_has_a_box_to_search_in_that_needs_no_script(client: Client, desk: Desk) -> None:
    release: Release = desk.live()
    for path in ("/", path_of(release), "/nonsense/"):
        page = client.get(path).content.decode()
        assert '<form class="searchbox" role="search" action="/search/">' in page
        assert page.count('name="q"') == 1
    assert client.get("/search/").content.decode().count('name="q"') == 1


def test_a_search_in_one_language_is_answered_in_it(client: Client, desk: Desk) -> None:
    page = client.get("/search/?q=puerto&language=es&kind=statement").content.decode()
    assert '<html lang="es">' in page
    assert "Buscar sin «Tipo: Declaración»" in page
