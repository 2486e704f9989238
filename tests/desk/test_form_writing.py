"""A writer writes a release: what is typed is kept, once, in the order it was given."""

import pytest

from releases.models import Contact, Event, Membership, Office, Release, Revision, Role, Topic
from releases.states import Status
from tests.cast import Desk, cast, person
from tests.desk.pages import ADD, change, errors, fields_of, messages, opened, signed_in, typed

pytestmark = pytest.mark.django_db


def test_a_writer_saves_a_draft_with_everything_on_the_sheet() -> None:
    staff = cast()
    rescue = Office.objects.create(name="Rescue", slug="rescue", time_zone="America/New_York")
    lights = Office.objects.create(name="Lights", slug="lights", time_zone="America/New_York")
    sea = Topic.objects.create(name="Sea", slug="sea")
    client = signed_in(staff.writer)
    sent = opened(
        client,
        ADD,
        lead_office=str(staff.office.pk),
        kind="statement",
        headline="Statement on the storm",
        subhead="All crews are safe",
        dateline="PORTSMOUTH",
        body="<p>All crews are <strong>safe</strong>.</p>",
        boilerplate="About us.",
        summary="Crews are safe.",
        number="17-042",
        slug="storm",
        topics=[str(sea.pk)],
        joint_offices__0__office=str(rescue.pk),
        joint_offices__1__office=str(lights.pk),
        joint_offices__1__position="1",
        speakers__0__name="Mara Lind",
        speakers__0__title="Secretary",
        contact_lines__0__phone="202-555-0110",
        contact_lines__0__phone_is_public="on",
        contact_lines__0__after_hours="202-555-0199",
    )
    response = client.post(ADD, sent, follow=True)
    assert messages(response) == ["Saved. FOR IMMEDIATE RELEASE"]
    release = Release.objects.get()
    assert response.redirect_chain[-1][0] == change(release)
    assert (release.kind, release.headline, release.subhead) == (
        "statement",
        "Statement on the storm",
        "All crews are safe",
    )
    assert release.body == "<p>All crews are <strong>safe</strong>.</p>"
    assert (release.number, release.slug, release.summary) == ("17-042", "storm", "Crews are safe.")
    assert [link.topic for link in release.topic_links.all()] == [sea]
    in_order = release.joint_offices.order_by("position")
    assert [joint.office for joint in in_order] == [lights, rescue], "the number given decides the order"
    assert [(one.name, one.title) for one in release.speakers.all()] == [("Mara Lind", "Secretary")]
    line = release.contact_lines.get()
    assert (line.phone, line.phone_is_public, line.after_hours_is_public) == ("202-555-0110", True, False)
    assert Revision.objects.count() == 1
    assert [event.what for event in Event.objects.all()] == ["edit"]


def test_a_writer_with_one_office_starts_with_what_it_brings() -> None:
    staff = cast()
    Office.objects.create(name="Rescue", slug="rescue", time_zone="America/New_York", city="ELSEWHERE")
    Contact.objects.create(
        office=staff.office, name="Ann", phone="202-555-0101", phone_is_public=True, email="ann@x.test", is_listed=True
    )
    Contact.objects.create(office=staff.office, name="Unlisted", phone="202-555-0102")
    writer = person("Solo", Role.WRITER, office=staff.office)
    sent = opened(signed_in(writer), ADD)
    assert sent["lead_office"] == str(staff.office.pk)
    assert sent["dateline"] == "PORTSMOUTH"
    assert sent["boilerplate"] == "About the Harbour Authority: it keeps the port."
    assert sent["contact_lines-0-name"] == "Ann"
    assert sent["contact_lines-0-phone_is_public"] == "on"
    assert "contact_lines-0-email_is_public" not in sent
    assert "Unlisted" not in {value for value in sent.values() if isinstance(value, str)}


def test_an_office_can_be_asked_for_in_the_address() -> None:
    staff = cast()
    rescue = Office.objects.create(name="Rescue", slug="rescue", time_zone="America/New_York", city="SANDHAVEN")
    sent = opened(signed_in(staff.writer), f"{ADD}?office={rescue.pk}")
    assert (sent["lead_office"], sent["dateline"]) == (str(rescue.pk), "SANDHAVEN")
    foreign = person("Solo", Role.WRITER, office=staff.office)
    assert opened(signed_in(foreign), f"{ADD}?office={rescue.pk}")["lead_office"] == ""
    assert opened(signed_in(foreign), f"{ADD}?office=nonsense")["lead_office"] == ""


def test_filling_in_from_the_lead_office_saves_nothing_and_keeps_what_was_typed() -> None:
    staff = cast()
    Office.objects.create(name="Rescue", slug="rescue", time_zone="America/New_York")
    Contact.objects.create(office=staff.office, name="Ann", phone="202-555-0101", is_listed=True)
    client = signed_in(staff.writer)
    sent = opened(
        client,
        ADD,
        headline="Half a headline",
        lead_office=str(staff.office.pk),
        boilerplate="My own boilerplate.",
        body="<p>Begun.</p>",
        contact_lines__0__name="Guest",
        contact_lines__0__phone="1",
        _fill="1",
    )
    response = client.post(ADD, sent)
    assert response.status_code == 200
    assert not Release.objects.exists()
    filled = fields_of(response.text)
    assert filled["headline"] == "Half a headline"
    assert filled["body"] == "<p>Begun.</p>"
    assert filled["dateline"] == "PORTSMOUTH"
    assert filled["boilerplate"] == "My own boilerplate.", "what somebody typed is theirs"
    assert [filled[f"contact_lines-{row}-name"] for row in range(2)] == ["Guest", "Ann"]
    assert errors(response) == {}, "nothing is being checked yet"


def test_another_lead_office_takes_the_place_of_what_the_first_one_brought() -> None:
    staff = cast()
    rescue = Office.objects.create(name="Rescue", slug="rescue", time_zone="America/New_York", city="SANDHAVEN")
    Contact.objects.create(office=staff.office, name="Ann", phone="202-555-0101", is_listed=True)
    Contact.objects.create(office=staff.office, name="Bo", phone="202-555-0102", is_listed=True)
    Contact.objects.create(office=rescue, name="Rhea", phone="202-555-0103", is_listed=True)
    client = signed_in(staff.writer)
    first = opened(client, f"{ADD}?office={staff.office.pk}", contact_lines__1__phone="202-555-0177")
    again = client.post(ADD, {**first, "lead_office": str(rescue.pk), "_fill": "1"})
    filled = fields_of(again.text)
    assert filled["dateline"] == "SANDHAVEN"
    assert filled["boilerplate"] == ""
    names = [filled[f"contact_lines-{row}-name"] for row in range(2)]
    assert names == ["Bo", "Rhea"], "Bo was changed by hand, so Bo stays; Ann was only brought"


def test_all_contacts_go_with_one_press_and_nothing_else_does() -> None:
    staff = cast()
    for name in ("Ann", "Ben"):
        Contact.objects.create(office=staff.office, name=name, phone="202-555-0101", is_listed=True)
    client = signed_in(staff.writer)
    page = client.post(ADD, opened(client, ADD, lead_office=str(staff.office.pk), _fill="1")).text
    sent = typed(fields_of(page), headline="Mine", body="<p>Mine too.</p>", speakers__0__name="Mara Lind")
    assert "Remove all contacts" in page
    page = client.post(ADD, {**sent, "_no_contacts": "1"}).text
    left = fields_of(page)
    assert not [value for name, value in left.items() if name.startswith("contact_lines") and value in {"Ann", "Ben"}]
    assert (left["headline"], left["body"], left["speakers-0-name"]) == ("Mine", "<p>Mine too.</p>", "Mara Lind")
    assert "Remove all contacts" not in page
    assert not Release.objects.exists()
    client.post(ADD, typed(left, contact_lines__0__phone="202-555-0110"))
    assert [line.phone for line in Release.objects.get().contact_lines.all()] == ["202-555-0110"]


def test_the_enter_key_saves_and_does_not_fill_in() -> None:
    page = signed_in(cast().writer).get(ADD).text.partition('id="release_form"')[2]
    first = page.partition('type="submit"')[2].partition(">")[0]
    assert "name=" not in first, "browsers press the first button; one without a name only saves"


def test_a_line_that_only_names_a_directory_contact_is_filled_in_when_saved() -> None:
    desk = Desk()
    ann = Contact.objects.create(office=desk.cast.office, name="Ann", phone="202-555-0101", phone_is_public=True)
    release = desk.draft(contacts=())
    client = signed_in(desk.cast.writer)
    client.post(change(release), opened(client, change(release), contact_lines__0__contact=str(ann.pk)))
    line = release.contact_lines.get()
    assert (line.contact, line.name, line.phone, line.phone_is_public) == (ann, "Ann", "202-555-0101", True)


def test_an_emptied_row_is_a_removed_one_and_rows_can_be_put_in_another_order() -> None:
    desk = Desk()
    release = desk.draft(speakers=())
    client = signed_in(desk.cast.writer)
    rows = {f"speakers__{number}__name": name for number, name in enumerate(["Ann", "Bo", "Cy"])}
    client.post(change(release), opened(client, change(release), **rows))
    assert [one.name for one in release.speakers.order_by("position")] == ["Ann", "Bo", "Cy"]
    moved = opened(client, change(release), speakers__0__position="9", speakers__1__name="", speakers__1__title="")
    client.post(change(release), moved)
    assert [one.name for one in release.speakers.order_by("position")] == ["Cy", "Ann"]


def test_opening_an_approved_release_and_saving_it_as_it_is_voids_nothing() -> None:
    desk = Desk()
    sea, weather = (Topic.objects.create(name=name, slug=name.lower()) for name in ("Sea", "Weather"))
    release = desk.approved(topics=(weather.pk, sea.pk), body="<p>One.</p><ul><li>Two</li></ul>")
    client = signed_in(desk.cast.writer)
    sent = opened(client, change(release))
    # As CKEditor sends it: the same text, with line breaks of its own between the blocks.
    sent["body"] = "<p>One.</p>\r\n\r\n<ul>\r\n\t<li>Two</li>\r\n</ul>\r\n"
    response = client.post(change(release), sent, follow=True)
    assert messages(response) == ["Nothing had changed, so nothing was saved."]
    assert desk.fresh(release).status == Status.APPROVED
    assert Revision.objects.filter(release=release).count() == 1


def test_a_space_between_words_is_a_change() -> None:
    desk = Desk()
    release = desk.draft(body="<p><b>No</b><i>where</i></p>")
    client = signed_in(desk.cast.writer)
    client.post(change(release), opened(client, change(release), body="<p><b>No</b> <i>where</i></p>"))
    assert desk.fresh(release).body == "<p><b>No</b> <i>where</i></p>"


def test_a_save_by_another_person_is_in_their_name() -> None:
    desk = Desk()
    release = desk.draft()
    client = signed_in(desk.cast.approver)
    client.post(change(release), opened(client, change(release), headline="Better"))
    assert desk.fresh(release).changed_by == desk.cast.approver
    assert [one.author_name for one in Revision.objects.order_by("number")] == ["Wren", "Ada"]


def test_the_correction_note_is_asked_for_only_where_something_is_out() -> None:
    desk = Desk()
    client = signed_in(desk.cast.writer)
    asked = '<textarea name="correction_note"'
    assert asked not in client.get(ADD).text
    assert asked not in client.get(change(desk.draft())).text
    assert asked in client.get(change(desk.live(headline="Out already"))).text


def test_after_a_correction_is_out_the_next_one_starts_with_an_empty_note() -> None:
    desk = Desk()
    release = desk.corrected()
    client = signed_in(desk.cast.writer)
    sent = opened(client, change(release))
    assert sent["correction_note"] == ""
    response = client.post(change(release), sent, follow=True)
    assert messages(response) == ["Nothing had changed, so nothing was saved."]


def test_saving_and_submitting_is_one_press_where_nothing_is_left_to_ask() -> None:
    desk = Desk()
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    response = client.post(change(release), opened(client, change(release), headline="Ready", _submit="1"))
    assert response.url == change(release)
    assert (desk.fresh(release).headline, desk.fresh(release).status) == ("Ready", Status.SUBMITTED)
    # Pressed once more from another window, it asks for nothing twice.
    again = opened(client, change(release), headline="Ready", _submit="1")
    assert client.post(change(release), again).url == change(release)


@pytest.mark.parametrize("alone", [False, True], ids=["preflight has something to say", "nobody could approve it"])
def test_saving_and_submitting_asks_first_where_there_is_something_to_know(alone: bool) -> None:
    desk = Desk()
    release = desk.draft()
    if alone:
        Membership.objects.exclude(person=desk.cast.writer).delete()
    client = signed_in(desk.cast.writer)
    loud = {} if alone else {"body": "<p>The QXZ opened its new pilot station on Monday.</p>"}  # worth a look, no more
    response = client.post(change(release), opened(client, change(release), _submit="1", **loud))
    assert response.url.endswith(f"/{release.pk}/move/submit/")
    assert desk.fresh(release).status == Status.DRAFT


def test_an_approved_text_is_changed_and_submitted_again_with_one_press() -> None:
    desk = Desk()
    release = desk.scheduled()
    client = signed_in(desk.cast.writer)
    assert 'name="_submit"' in client.get(change(release)).text
    untouched = client.post(change(release), opened(client, change(release), _submit="1"))
    assert (untouched.url, desk.fresh(release).status) == (change(release), Status.APPROVED)
    client.post(change(release), opened(client, change(release), headline="Another word", _submit="1"))
    assert desk.fresh(release).status == Status.SUBMITTED
    assert 'name="_submit"' not in client.get(change(release)).text


def test_saving_and_submitting_a_text_with_gaps_saves_it_and_names_each_gap_at_its_field() -> None:
    desk = Desk()
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    sent = opened(client, change(release), body="", contact_lines__0__phone_is_public=None, _submit="1")
    response = client.post(change(release), sent, follow=True)
    assert desk.fresh(release).body == ""
    assert errors(response) == {
        "body": ["The text is empty. Paste or write it before you submit."],
        "contacts": ["No media contact has a public phone number or e-mail. Add one and tick “public” beside it."],
    }
    assert "It is saved, but 2 things below must be done" in response.text


@pytest.mark.parametrize("role", ["administrator", "foreign_writer"])
def test_who_may_not_write_may_not_save(role: str) -> None:
    desk = Desk()
    release = desk.draft()
    sent = opened(signed_in(desk.cast.writer), change(release), headline="Taken over")
    rescue = Office.objects.create(name="Rescue", slug="rescue", time_zone="America/New_York")
    people = {
        "administrator": desk.cast.administrator,
        "foreign_writer": person("Felix", Role.WRITER, office=rescue),
    }
    client = signed_in(people[role])
    assert client.post(change(release), sent).status_code in {403, 404}
    assert desk.fresh(release).headline == "Harbour opens new pilot station"
    if role == "administrator":
        assert client.post(ADD, sent).status_code == 403
        shown = client.get(change(release))
        assert shown.status_code == 200
        assert 'name="headline"' not in shown.text
    else:
        response = client.post(ADD, typed(sent, expected_revision="0"))
        assert "lead_office" in errors(response), "only their own office can be chosen"
    assert Release.objects.count() == 1


def test_nobody_deletes_a_release() -> None:
    desk = Desk()
    release = desk.draft()
    for member in (desk.cast.writer, desk.cast.publisher, desk.cast.administrator):
        client = signed_in(member)
        assert client.post(change(release).replace("change", "delete"), {"post": "yes"}).status_code == 403
        client.post(
            change(release).rsplit("/", 3)[0] + "/", {"action": "delete_selected", "_selected_action": release.pk}
        )
    assert Release.objects.count() == 1


def test_the_sheet_takes_the_same_number_of_queries_however_many_rows_it_has(
    django_assert_max_num_queries: object,
) -> None:
    desk = Desk()
    release = desk.draft()
    for number in range(8):
        Contact.objects.create(office=desk.cast.office, name=f"Contact {number}", phone="1")
    client = signed_in(desk.cast.writer)
    rows = {f"contact_lines__{number}__phone": f"202-555-01{number:02}" for number in range(9)}
    client.post(change(release), opened(client, change(release), **rows))
    assert release.contact_lines.count() == 9
    with django_assert_max_num_queries(32):  # type: ignore[operator]
        client.get(change(release))
