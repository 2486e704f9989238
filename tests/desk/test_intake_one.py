"""A release pasted or dropped: one paste, one look, and the draft is complete, with the words it came from."""

import re
from typing import Any, Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from releases import workflow
from releases.models import Contact, IntakeSource, Office, Release, Role
from releases.states import EmbargoKind, Status
from tests.cast import Desk, person
from tests.desk.pages import ADD, LIST, change, errors, fields_of, messages, signed_in, typed
from tests.raw_release import RAW

pytestmark = pytest.mark.django_db

ENTRY: Final = reverse("admin:releases_release_intake")
CHECK: Final = reverse("admin:releases_release_intake_check")
TEXT: Final = f"{RAW}\nSent from my phone\n"
HELD: Final = TEXT.replace("FOR IMMEDIATE RELEASE", "HOLD FOR RELEASE")


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def client(desk: Desk) -> Client:
    return signed_in(desk.cast.writer)


def read(client: Client, text: str = TEXT, **more: Any) -> Any:
    response = client.post(ENTRY, {"paste": text, "language": "en", **more})
    assert response.status_code == 200, response.status_code
    return response


def checked(client: Client, text: str = TEXT, *, button: str = "_save", **changes: Any) -> Any:
    fields = fields_of(read(client, text).text)
    return client.post(CHECK, {**typed(fields, **changes), button: "1"})


def place_of(words: str, text: str = TEXT) -> str:
    start = text.index(words)
    return f"{start}:{start + len(words)}"


def taken(client: Client, field: str, words: str, text: str = TEXT) -> Any:
    response = checked(client, text, button="_take", take_field=field, take_at=place_of(words, text))
    assert response.status_code == 200
    return response


# --- From the clipboard to the draft ---


@pytest.mark.parametrize("page", [LIST, reverse("admin:index")])
def test_the_way_in_stands_beside_that_of_a_new_release(client: Client, page: str) -> None:
    assert f'href="{ENTRY}"' in client.get(page).text


def test_one_paste_and_one_save_make_a_complete_draft(client: Client) -> None:
    response = checked(client)
    release = Release.objects.get()
    assert response["Location"] == change(release)
    assert release.headline == "Harbour Authority opens new pilot station"
    assert (release.dateline, release.status, release.embargo_kind) == ("PORTSMOUTH", Status.DRAFT, EmbargoKind.NONE)
    assert release.body.count("<p>") == 2
    assert [line.phone for line in release.contact_lines.all()] == ["202-555-0147"]


def test_the_source_is_kept_as_it_was_pasted_whatever_line_ends_a_browser_sends(client: Client) -> None:
    checked(client, TEXT.replace("\n", "\r\n"))
    kept = IntakeSource.objects.get()
    assert kept.text == TEXT
    spans = {field: kept.text[start:end] for field, start, end in kept.spans}
    assert spans["headline"] == "Harbour Authority opens new pilot station"


def test_it_can_go_straight_to_submission(client: Client) -> None:
    response = checked(client, button="_submit", contact_lines__0__phone_is_public="on")
    release = Release.objects.get()
    assert (response["Location"], release.status) == (change(release), Status.SUBMITTED)


def test_the_markup_of_a_clipboard_comes_along(client: Client) -> None:
    html = "<p>Harbour opens pilot station</p><p>PORTSMOUTH – See <a href='https://harbour.example/p'>the plan</a>.</p>"
    page = read(client, "Harbour opens pilot station\n\nPORTSMOUTH – See the plan.", _paste_html=html)
    assert 'href="https://harbour.example/p"' in fields_of(page.text)["body"]


def test_nothing_executable_comes_along(client: Client) -> None:
    html = "<h1>Harbour</h1><p onclick='x()'>PORTSMOUTH – It <script>alert(1)</script>opened today.</p>"
    page = read(client, "Harbour", _paste_html=html)
    body = fields_of(page.text)["body"]
    assert "script" not in body
    assert "onclick" not in body


def test_a_dropped_file_is_read_under_its_name(client: Client) -> None:
    page = client.post(ENTRY, {"language": "en", "file": SimpleUploadedFile("pilots.txt", TEXT.encode("utf-16"))})
    client.post(CHECK, {**fields_of(page.text), "_save": "1"})
    assert IntakeSource.objects.get().name == "pilots.txt"


def test_the_same_text_a_second_time_is_said_with_a_link_to_the_first_draft(client: Client) -> None:
    checked(client)
    page = read(client)
    assert "made from this very text before" in page.text
    assert change(Release.objects.get()) in page.text


# --- The source beside the form ---


def test_every_word_of_the_source_stands_on_the_page_and_what_went_nowhere_is_listed(client: Client) -> None:
    page = read(client)
    shown = page.context["marked"]
    assert "\n".join("".join(words.text for words in line) for line in shown.lines) == TEXT
    assert [left.text for left in shown.leftovers] == ["Sent from my phone"]
    assert [words.field for words in shown.legend][:2] == ["headline", "lead_office"]


def test_words_put_into_another_field_are_there_and_gone_from_where_they_were(client: Client) -> None:
    page = taken(client, "subhead", "The station is staffed day and night, and every pilot reports to it.")
    fields = fields_of(page.text)
    assert fields["subhead"] == "The station is staffed day and night, and every pilot reports to it."
    assert "staffed" not in fields["body"]
    client.post(CHECK, {**fields, "_save": "1"})
    spans = [field for field, start, _end in IntakeSource.objects.get().spans if start == TEXT.index("The station")]
    assert spans == ["subhead"]


def test_words_are_taken_by_the_numbers_of_their_lines_too(client: Client) -> None:
    number = TEXT[: TEXT.index("Sent from")].count("\n") + 1
    page = checked(client, button="_take", take_field="headline", take_from=str(number))
    assert fields_of(page.text)["headline"] == "Sent from my phone"
    assert "Harbour Authority opens new pilot station" in [one.text for one in page.context["marked"].leftovers]


def test_leftovers_are_put_into_fields_all_at_once(client: Client) -> None:
    page = read(client)
    place = page.context["marked"].leftovers[0].place
    page = client.post(CHECK, {**fields_of(page.text), "left-1": "boilerplate", "left-1-at": place, "_place": "1"})
    assert fields_of(page.text)["boilerplate"] == "Sent from my phone"
    assert page.context["marked"].leftovers[0].text.startswith("About the Harbour Authority")


def test_text_put_into_the_body_joins_it_and_cannot_bring_markup(client: Client) -> None:
    text = TEXT.replace("Sent from my phone", "It is <b>open</b> & lit.")
    fields = fields_of(taken(client, "body", "It is <b>open</b> & lit.", text).text)
    assert fields["body"].rstrip().endswith("<p>It is &lt;b&gt;open&lt;/b&gt; &amp; lit.</p>")


def test_a_contact_is_read_from_words_that_are_put_there(client: Client) -> None:
    text = TEXT.replace("Sent from my phone", "Otto Brandt, 202-555-0188, otto@harbour.example")
    fields = fields_of(taken(client, "contacts", "Otto Brandt, 202-555-0188, otto@harbour.example", text).text)
    assert fields["contact_lines-1-phone"] == "202-555-0188"
    assert fields["contact_lines-0-name"] == "Maren Holt"


def test_an_office_is_matched_among_ours_when_its_words_are_put_there(client: Client, desk: Desk) -> None:
    Office.objects.create(name="Pilot Service", slug="pilots", time_zone="America/New_York")
    text = TEXT.replace("Sent from my phone", "the pilot service")
    page = taken(client, "lead_office", "the pilot service", text)
    assert fields_of(page.text)["lead_office"] == str(Office.objects.get(slug="pilots").pk)


def test_what_was_typed_stays_when_words_are_moved(client: Client) -> None:
    page = checked(client, button="_take", summary="Mine.", take_field="number", take_at=place_of("Sent from my phone"))
    fields = fields_of(page.text)
    assert (fields["summary"], fields["number"]) == ("Mine.", "Sent from my phone")


@pytest.mark.parametrize(
    "nonsense",
    [{"take_at": "9:1"}, {"take_at": "x"}, {"take_from": "9999"}, {"take_from": "-1"}, {"take_field": "status"}, {}],
)
def test_nothing_is_moved_where_nothing_is_chosen(client: Client, nonsense: dict[str, str]) -> None:
    page = checked(client, button="_take", **{"take_field": "headline", **nonsense})
    assert page.status_code == 200
    assert fields_of(page.text)["headline"] == "Harbour Authority opens new pilot station"
    assert "Choose a field" in messages(page)[0]


# --- Questions at their fields ---


def test_an_uncertain_embargo_is_asked_about_and_the_draft_says_so_until_it_is_answered(client: Client) -> None:
    page = read(client, HELD)
    assert fields_of(page.text)["embargo_kind"] == "question"
    assert "HOLD FOR RELEASE" in errors(page)["embargo_kind"][0]
    client.post(CHECK, {**fields_of(page.text), "_save": "1"})
    release = Release.objects.get()
    later = client.get(change(release))
    assert "HOLD FOR RELEASE" in errors(later)["embargo_kind"][0]
    assert "cannot be submitted" in later.text
    assert "NOT FOR RELEASE" in later.text


def test_once_answered_it_is_not_asked_again(client: Client) -> None:
    checked(client, HELD)
    release = Release.objects.get()
    client.post(change(release), typed(fields_of(client.get(change(release)).text), embargo_kind="by_hand"))
    later = client.get(change(release))
    assert Release.objects.get().embargo_kind == EmbargoKind.BY_HAND
    assert "Not decided yet" not in later.text
    assert "HOLD FOR RELEASE" not in later.text


def test_the_best_reading_is_offered_beside_the_question(client: Client) -> None:
    page = read(client, TEXT.replace("FOR IMMEDIATE RELEASE", "EMBARGOED UNTIL 10 a.m. Dec. 14, 2026"))
    fields = fields_of(page.text)
    assert (fields["embargo_kind"], fields["embargo_date"], fields["embargo_time"]) == (
        "question",
        "2026-12-14",
        "10:00",
    )


def test_words_put_into_the_embargo_are_read_as_one(client: Client) -> None:
    text = TEXT.replace("Sent from my phone", "10 a.m. ET Dec. 14, 2026")
    fields = fields_of(taken(client, "embargo", "10 a.m. ET Dec. 14, 2026", text).text)
    assert (fields["embargo_kind"], fields["embargo_date"]) == ("until", "2026-12-14")


def test_words_that_name_no_time_never_make_an_embargo_immediate(client: Client) -> None:
    fields = fields_of(taken(client, "embargo", "Sent from my phone").text)
    assert fields["embargo_kind"] == "question"


def test_an_office_of_nobodys_is_asked_about_at_its_field(client: Client) -> None:
    page = read(client, TEXT.replace("OFFICE OF THE PRESS SECRETARY", "Ministry of Whales"))
    assert "none of our offices" in errors(page)["lead_office"][0]


def test_a_question_that_was_answered_falls_silent_and_an_open_one_does_not(client: Client, desk: Desk) -> None:
    text = HELD.replace("OFFICE OF THE PRESS SECRETARY", "Ministry of Whales")
    other = Office.objects.create(name="Pilot Service", slug="pilots", time_zone="America/New_York")
    said = errors(checked(client, text, headline="", lead_office=str(other.pk)))
    assert "HOLD FOR RELEASE" in said["embargo_kind"][0]
    assert "lead_office" not in said
    said = errors(checked(client, text, headline="", lead_office=str(other.pk), embargo_kind="none"))
    assert list(said) == ["headline"]


def test_numbers_are_for_staff_until_one_click_makes_them_public(client: Client) -> None:
    page = read(client)
    assert "contact_lines-0-phone_is_public" not in fields_of(page.text)
    page = client.post(CHECK, {**fields_of(page.text), "_public": "1"})
    fields = fields_of(page.text)
    assert (fields["contact_lines-0-phone_is_public"], fields["contact_lines-0-email_is_public"]) == ("on", "on")
    assert 'name="_public"' not in page.text


def test_every_button_of_the_checking_screen_leads_to_it_from_where_the_text_was_pasted(client: Client) -> None:
    page = read(client).text
    assert f'action="{CHECK}" id="release_form"' in page
    assert set(re.findall(r'formaction="([^"#]*)', page)) == {CHECK}


def test_the_contacts_that_were_read_go_with_one_press_and_the_text_stays(client: Client) -> None:
    page = checked(client, button="_no_contacts", summary="Mine.", contact_lines__1__phone="9")
    fields = fields_of(page.text)
    assert (fields["contact_lines-0-name"], fields["summary"]) == ("", "Mine.")
    assert page.context["intake"].source.text == TEXT


def test_choosing_the_office_brings_nothing_that_the_text_has_already(client: Client, desk: Desk) -> None:
    Contact.objects.create(office=desk.cast.office, name="Duty desk", phone="202-555-0199", is_listed=True)
    page = checked(client, button="_fill")
    fields = fields_of(page.text)
    assert fields["contact_lines-0-name"] == "Maren Holt"
    assert "Duty desk" not in {value for name, value in fields.items() if name.endswith("-name")}


# --- Where it came from ---


def test_the_source_is_shown_to_those_who_see_the_release_and_to_nobody_else(client: Client) -> None:
    checked(client)
    address = reverse("admin:releases_release_source", args=[Release.objects.get().pk])
    assert f'href="{address}"' in client.get(change(Release.objects.get())).text
    page = client.get(address)
    assert "Sent from my phone" in page.text
    elsewhere = Office.objects.create(name="Pilot Service", slug="pilots", time_zone="America/New_York")
    assert signed_in(person("Otto", Role.WRITER, office=elsewhere)).get(address).status_code == 404


def test_a_release_written_here_came_from_no_text(client: Client, desk: Desk) -> None:
    release = desk.draft()
    assert "Where this came from" not in client.get(change(release)).text
    page = client.get(reverse("admin:releases_release_source", args=[release.pk]))
    assert "It was written here" in page.text


def test_before_a_redaction_it_is_said_that_the_source_goes_too(client: Client, desk: Desk) -> None:
    checked(client)
    release = Release.objects.get()
    workflow.ask_redaction(
        actor=desk.cast.administrator, release_id=release.pk, field="body", reason="Order 17.", public_mark="By order."
    )
    page = signed_in(desk.cast.approver).get(reverse("admin:releases_release_move", args=[release.pk, "redact"]))
    assert "the text or file that the draft was read from" in page.text


def test_who_may_not_start_a_release_may_not_read_one_in(desk: Desk) -> None:
    reader = signed_in(desk.cast.administrator)
    assert reader.get(ENTRY).status_code == 403
    assert reader.post(CHECK, {}).status_code == 403
    assert f'href="{ENTRY}"' not in reader.get(reverse("admin:index")).text
    assert reader.get(ADD).status_code == 403
