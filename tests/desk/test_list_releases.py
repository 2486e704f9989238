"""The list of releases: what each row says, how one finds a release, and what nobody finds out through it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from releases import clock, workflow
from releases.admin.columns import ReleaseColumns
from releases.document import Line, Voice
from releases.models import Edition, Office, Person, Release, Role, Topic
from tests.cast import Desk, draft_for, person, until
from tests.desk.pages import ADD, LIST, change, fields_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def found(client: Any, **query: str) -> list[str]:
    """The headlines that the list shows for this query."""
    response = client.get(LIST, query)
    assert response.status_code == 200
    return [release.headline for release in response.context["cl"].result_list]


def cells(client: Any, release: Release) -> dict[str, str]:
    """What the row of a release says, by column."""
    changelist = client.get(LIST).context["cl"]
    row = next(one for one in changelist.result_list if one.pk == release.pk)
    page = changelist.model_admin
    return {name: str(getattr(page, name)(row)) for name in ("standing", "office", "embargo", "changed")}


def test_a_row_says_where_a_release_stands(desk: Desk, time_machine: Any) -> None:
    time_machine.move_to("2031-02-10 15:00Z", tick=False)
    client = signed_in(desk.cast.writer)
    lift = clock.now() + timedelta(days=4)
    scheduled = desk.scheduled(lift, headline="Scheduled")
    assert cells(client, scheduled) == {
        "standing": "Scheduled",
        "office": "Press Office",
        "embargo": "goes out at 10:00 a.m. ET, Friday, Feb. 14, 2031",
        "changed": "Feb. 10, 2031, 10:00 a.m. ET, Wren",
    }
    assert cells(client, desk.draft(terms=until(lift)))["embargo"] == "until 10:00 a.m. ET, Friday, Feb. 14, 2031"
    live = cells(client, desk.live(headline="Live"))
    assert (live["standing"], live["embargo"]) == ("Live", "–")
    gone = desk.live(headline="Gone")
    time_machine.move_to("2031-02-10 16:00Z", tick=False)
    assert cells(client, desk.withdrawn(gone))["standing"] == "Withdrawn"


def test_the_latest_change_comes_first(desk: Desk, time_machine: Any) -> None:
    client = signed_in(desk.cast.writer)
    for hour, headline in enumerate(["First", "Second", "Third"]):
        time_machine.move_to(f"2031-02-10 1{hour}:00Z", tick=False)
        release = desk.draft(headline=headline)
    time_machine.move_to("2031-02-10 20:00Z", tick=False)
    client = signed_in(desk.cast.writer)
    assert found(client) == ["Third", "Second", "First"]
    desk.edit(Release.objects.get(headline="First"), subhead="Changed")
    assert found(client) == ["First", "Third", "Second"]
    assert release.headline == "Third"


def test_the_filters_find_what_they_say(desk: Desk) -> None:
    rescue = Office.objects.create(name="Rescue", slug="rescue", time_zone="America/New_York")
    desk.live(headline="Live")
    desk.submitted(headline="Submitted", kind="statement")
    desk.draft(headline="Rescue's", lead_office=rescue.pk, language="es")
    workflow.start_draft(actor=desk.cast.approver, draft=draft_for(desk.cast.office, headline="Ada's"))
    client = signed_in(desk.cast.writer)
    assert found(client, standing="live") == ["Live"]
    assert found(client, status__exact="submitted") == ["Submitted"]
    assert found(client, kind__exact="statement") == ["Submitted"]
    assert found(client, language="es") == ["Rescue's"]
    assert found(client, office=str(rescue.pk)) == ["Rescue's"]
    assert found(signed_in(desk.cast.approver), mine="yes") == ["Ada's"]
    assert len(found(client, standing="nonsense", office="nonsense", language="nonsense", mine="no")) == 4
    now = clock.now()
    assert len(found(client, changed_at__year=str(now.year), changed_at__month=str(now.month))) == 4


def test_the_search_reads_headlines_texts_numbers_and_contacts(desk: Desk) -> None:
    desk.draft(headline="Harbor light", subhead="Relit", body="<p>Forty years of darkness.</p>", number="17-042")
    desk.draft(headline="Other", contacts=(Line(name="Mara Lind", phone="202-555-0177"),))
    client = signed_in(desk.cast.writer)
    for words in ("harbor LIGHT", "relit", "darkness", "17-042", "harbor darkness"):
        assert found(client, q=words) == ["Harbor light"], words
    for words in ("mara", "0177", "mara 0177", "other mara"):
        assert found(client, q=words) == ["Other"], words
    assert found(client, q="harbor mara") == [], "every word must be found in the same release"
    assert found(client, q="%") == []
    assert found(client, q='"unclosed \\ _ * (') == []
    assert found(client, q="x " * 500) == []
    assert found(client, q="a\x00b") == ["Other", "Harbor light"], "no such word can be: nothing was asked"


def sentences(client: Any, words: str) -> list[str]:
    """The sentence that each row of the list shows of what was found."""
    return re.findall(r'<td class="field-found">(.*?)</td>', client.get(LIST, {"q": words}).text, re.DOTALL)


def test_what_was_found_is_shown_in_its_sentence_with_the_words_marked(desk: Desk) -> None:
    body = (
        "<p>The light was out. Capt. Lind’s crew <strong>knew</strong> <em>nothing</em> of R&amp;D &lt;b&gt; then."
        " Later it was relit.</p>"
    )
    desk.draft(headline="Harbor light", body=body, speakers=(Voice("Mara Lind", "Harbor master"),))
    desk.draft(headline="Nothing they knew", contacts=(Line(name="Otto Brandt", phone="202-555-0177"),))
    client = signed_in(desk.cast.writer)
    shown = "Capt. Lind’s crew {} of R&amp;D &lt;b&gt; then."
    for typed in ('"knew nothing"', "“Knew  nothing”", "knew nothing"):
        assert sentences(client, typed)[-1] == shown.format("<mark>knew nothing</mark>"), typed
    assert found(client, q='"knew nothing"') == ["Harbor light"], "the other has the words, not the phrase"
    assert sentences(client, "relit light")[-1].count("<mark>") == 1
    assert "<mark>Lind’s crew</mark>" in sentences(client, '"lind\'s crew"')[0]
    assert "<mark>R&amp;D &lt;b&gt;</mark>" in sentences(client, '"R&D <b>"')[0]
    assert sentences(client, "0177") == ["Otto Brandt, 202-555-<mark>0177</mark>"]
    assert sentences(client, '"harbor master"') == ["Mara Lind, <mark>Harbor master</mark>"]
    assert sentences(client, '"harbor light"') == ["<mark>Harbor light</mark>"]
    assert 'class="field-found"' not in client.get(LIST).text


def test_a_sentence_without_end_is_cut_around_what_was_found(desk: Desk) -> None:
    desk.draft(body=f"<p>{'far ' * 400}beacon {'near ' * 400}</p>")
    (shown,) = sentences(signed_in(desk.cast.writer), "beacon")
    assert "… " in shown[:2]
    assert "<mark>beacon</mark>" in shown
    assert len(shown) < 350


def test_a_search_asks_the_same_number_of_queries_however_much_it_finds(
    desk: Desk, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(desk.cast.writer)
    for number in range(5):
        desk.draft(headline=f"Draft {number}", speakers=(Voice("Mara Lind", ""),))
    with CaptureQueriesContext(connection) as all_of_them:
        client.get(LIST)
    with django_assert_max_num_queries(len(all_of_them) + 2):
        assert len(sentences(client, "pilot")) == 5


def test_an_empty_list_says_what_to_do(desk: Desk) -> None:
    assert "There is no release yet." in signed_in(desk.cast.writer).get(LIST).text
    assert ADD in signed_in(desk.cast.writer).get(LIST).text
    administrator = signed_in(desk.cast.administrator).get(LIST).text
    assert "There is no release for you to see." in administrator
    desk.draft()
    assert "No release matches." in signed_in(desk.cast.writer).get(LIST, {"q": "nothing like it"}).text


def test_the_list_asks_the_same_number_of_queries_however_long_it_is(
    desk: Desk, django_assert_num_queries: Any
) -> None:
    client = signed_in(desk.cast.writer)
    desk.draft()
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for number in range(6):
        desk.draft(headline=f"Draft {number}")
    desk.live(headline="Live")
    with django_assert_num_queries(len(few)):
        client.get(LIST)


@pytest.mark.parametrize(
    "query",
    [
        "body__startswith=S",
        "headline__startswith=S",
        "revisions__content__headline__startswith=S",
        "lead_office__name=Rescue",
        "changed_by__password__startswith=m",
        "contact_lines__phone=1",
        "status__in=draft",
        "is_limited__exact=1",
        "editions__digest__startswith=a",
        "_to_field=headline",
    ],
)
def test_no_look_up_that_is_not_on_the_page_is_answered(desk: Desk, query: str) -> None:
    desk.draft(headline="Secret")
    assert signed_in(desk.cast.writer).get(f"{LIST}?{query}").status_code == 400


def test_nothing_is_changed_through_the_list(desk: Desk) -> None:
    release = desk.draft()
    client = signed_in(desk.cast.publisher)
    for action in ("delete_selected", "publish"):
        client.post(LIST, {"action": action, "_selected_action": str(release.pk), "index": "0"})
    client.post(LIST, {"form-TOTAL_FORMS": "1", "form-0-id": str(release.pk), "form-0-headline": "X", "_save": "1"})
    assert desk.fresh(release).headline == "Harbour opens new pilot station"
    assert not ReleaseColumns.__dict__.get("list_editable")


SECRET = "Minister resigns over dredging"


def hidden_from_felix(desk: Desk) -> tuple[Person, list[Release]]:
    """A writer of another office, and releases of every sort that are none of his business."""
    rescue = Office.objects.create(name="Rescue", slug="rescue", time_zone="America/New_York")
    secrets = [
        desk.draft(headline=SECRET, topics=()),
        desk.submitted(headline=SECRET),
        desk.approved(headline=SECRET),
        desk.scheduled(headline=SECRET),
        desk.corrected(desk.live(headline="Live and known"), headline=SECRET),
        desk.withdrawn(desk.live(headline=SECRET), keep_text=False),
    ]
    desk.draft(headline="Felix's own", lead_office=rescue.pk)
    Topic.objects.create(name="Sea", slug="sea")
    return person("Felix", Role.WRITER, office=rescue), secrets


def test_no_page_of_the_desk_tells_another_offices_writer_a_headline(desk: Desk) -> None:
    felix, secrets = hidden_from_felix(desk)
    # One that is public may be known; the others not.
    workflow.limit_access(
        actor=desk.cast.publisher,
        release_id=secrets[0].pk,
        people=[desk.cast.writer.pk, desk.cast.approver.pk],
    )
    client = signed_in(felix)
    visited, followed = [], set()
    for name in sorted(names_on_the_desk()):
        for args in arguments_for(name, secrets):
            try:
                url = reverse(f"admin:{name}", args=args)
            except NoReverseMatch:
                continue
            response = client.get(url)
            visited.append(name)
            said = [response.text, *map(str, get_messages(response.wsgi_request))]
            client.cookies.pop("messages", None)  # heard just now
            # Dozens of addresses lead to the overview, which is the same for all.
            leads_to = response.headers.get("Location")
            if leads_to and leads_to not in followed:
                followed.add(leads_to)
                response = client.get(leads_to, follow=True)
                said.append(response.text)
            assert response.status_code < 500, url
            assert SECRET not in "".join(said), url
            for secret in secrets:
                assert str(secret.pk) not in "".join(said) or str(secret.pk) in url, url
    assert {"releases_release_change", "releases_release_record", "releases_office_history"} <= set(visited)
    autocomplete = reverse("admin:autocomplete")
    for field in ("release", "lead_office", "contact"):
        asked = {"app_label": "releases", "model_name": "contactline", "field_name": field, "term": "Minister"}
        assert SECRET not in client.get(autocomplete, asked).text
    assert SECRET not in client.get(LIST, {"q": "Minister"}).text


def test_the_filters_name_no_office_and_no_language_of_what_one_may_not_know_of(desk: Desk) -> None:
    felix, _secrets = hidden_from_felix(desk)
    desk.draft(headline=SECRET, language="es")
    page = signed_in(felix).get(LIST).text
    assert "Felix&#x27;s own" in page
    assert "Press Office" not in page
    assert "Español" not in page


def names_on_the_desk() -> set[str]:
    """Every named route of the admin site."""
    names: set[str] = set()
    waiting = list(admin.site.get_urls())
    while waiting:
        entry = waiting.pop()
        waiting += getattr(entry, "url_patterns", [])
        names |= {entry.name} if getattr(entry, "name", None) else set()
    return names


def arguments_for(name: str, secrets: list[Release]) -> list[list[Any]]:
    if name in {"login", "logout", "jsi18n"}:
        return []
    choices: list[list[Any]] = [[]]
    for secret in secrets:
        edition = Edition.objects.filter(release=secret).first()
        choices += [[secret.pk], [secret.pk, "publish"], [secret.pk, 1]]
        if edition:
            choices.append([edition.pk])
    choices += [[entry.pk] for model in (Office, Topic, Person) for entry in model.objects.all()]
    return [*choices, ["releases"]]


def test_the_admins_own_log_keeps_nothing(desk: Desk) -> None:
    client = signed_in(desk.cast.writer)
    release = desk.draft()
    client.post(change(release), {**fields_of(client.get(change(release)).text), "headline": SECRET})
    assert desk.fresh(release).headline == SECRET
    administrator = signed_in(desk.cast.administrator)
    office = reverse("admin:releases_office_change", args=[desk.cast.office.pk])
    sent = fields_of(administrator.get(office).text, "office_form")
    administrator.post(office, {**sent, "city": "ELSEWHERE"})
    desk.cast.office.refresh_from_db()
    assert desk.cast.office.city == "ELSEWHERE"
    assert not LogEntry.objects.exists()


def test_no_address_tells_where_an_edition_will_be(desk: Desk) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("admin:view_on_site", args=[1, "x"])
