"""Every move through its page: made by the right person, refused to the wrong one, and nothing before the button."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from releases import clock, workflow
from releases.admin import panel
from releases.admin.move_pages import PAGES
from releases.models import Edition, Event, Person, Release
from releases.situation import Situation
from releases.states import Move, Standing, Status
from tests.cast import Desk, person, until
from tests.desk.pages import change, messages, opened, signed_in
from tests.shared_out import every_third

pytestmark = pytest.mark.django_db

FORM: Final = "move_form"
REASON: Final = "The figure in the second paragraph is wrong."


def page(release: Release, move: Move) -> str:
    return reverse("admin:releases_release_move", args=[release.pk, move.value])


def _emergency(desk: Desk) -> Release:
    release = desk.draft()
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=release.pk, reason="The gate broke.")
    return desk.fresh(release)


def _limited(desk: Desk) -> Release:
    release = desk.draft()
    everybody = [desk.cast.writer.pk, desk.cast.approver.pk, desk.cast.publisher.pk]
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=everybody)
    return desk.fresh(release)


def _correction_scheduled(desk: Desk) -> Release:
    lift = until(clock.now().replace(second=0, microsecond=0) + timedelta(hours=2))
    release = desk.correction_approved(desk.live(), terms=lift)
    workflow.correct(actor=desk.cast.publisher, release_id=release.pk)
    return desk.fresh(release)


def _redaction_asked(desk: Desk) -> Release:
    release = desk.live(subhead="With Ann Doe, 14")
    workflow.ask_redaction(
        actor=desk.cast.administrator,
        release_id=release.pk,
        field="subhead",
        reason="A minor's name.",
        public_mark="A name was removed.",
    )
    return desk.fresh(release)


def _later(desk: Desk, release: Release) -> dict[str, Any]:
    later = (release.embargo_at or clock.now()) + timedelta(days=30)
    return {"embargo_date": later.date().isoformat(), "embargo_time": "10:00", "embargo_zone": "America/New_York"}


Build = Callable[[Desk], Release]
Typed = Callable[[Desk, Release], dict[str, Any]]
# For each move: a release where it is open, who makes it, who sees the release but may not, and what is typed.
CASES: Final[dict[Move, tuple[Build, str, str, Typed]]] = {
    Move.SUBMIT: (Desk.draft, "writer", "administrator", lambda desk, release: {}),
    Move.TAKE_BACK: (Desk.submitted, "writer", "administrator", lambda desk, release: {}),
    Move.SEND_BACK: (Desk.submitted, "approver", "writer", lambda desk, release: {"reason": REASON}),
    Move.APPROVE: (Desk.submitted, "approver", "writer", lambda desk, release: {}),
    Move.PUBLISH: (Desk.approved, "publisher", "approver", lambda desk, release: {}),
    Move.CORRECT: (
        lambda desk: desk.correction_approved(desk.live()),
        "publisher",
        "approver",
        lambda desk, release: {},
    ),
    Move.HOLD: (Desk.scheduled, "publisher", "approver", lambda desk, release: {"reason": REASON}),
    Move.RESCHEDULE: (Desk.scheduled, "publisher", "approver", _later),
    Move.WITHDRAW: (Desk.live, "publisher", "approver", lambda desk, release: {"reason": REASON}),
    Move.EMERGENCY: (
        Desk.draft,
        "publisher",
        "approver",
        lambda desk, release: {"reason": REASON, "sure": "on"},
    ),
    Move.REVIEW_EMERGENCY: (_emergency, "approver", "writer", lambda desk, release: {}),
    Move.LIMIT: (
        Desk.draft,
        "writer",
        "administrator",
        lambda desk, release: {"people": [desk.cast.writer.pk, desk.cast.approver.pk]},
    ),
    Move.UNLIMIT: (_limited, "publisher", "approver", lambda desk, release: {"reason": REASON}),
    Move.GIVE_LINK: (Desk.draft, "approver", "writer", lambda desk, release: {"reader": "A lawyer"}),
    Move.ASK_REDACTION: (
        Desk.live,
        "administrator",
        "publisher",
        lambda desk, release: {"field": "headline", "reason": REASON, "public_mark": "Removed."},
    ),
    Move.REDACT: (_redaction_asked, "approver", "writer", lambda desk, release: {}),
}


def test_the_cases_are_all_moves_that_have_a_page() -> None:
    assert set(CASES) == set(PAGES)


@pytest.mark.parametrize("move", CASES)
def test_the_right_person_makes_it_and_reads_what_happened(move: Move) -> None:
    desk = Desk()
    build, who, _wrong, typed = CASES[move]
    release = build(desk)
    client = signed_in(getattr(desk.cast, who))
    post = opened(client, page(release, move), FORM, **typed(desk, release))
    before = Event.objects.count()
    response = client.post(page(release, move), post, follow=True)
    assert response.status_code == 200
    assert Event.objects.count() == before + 1
    assert Event.objects.latest("id").what == move.value
    if move == Move.GIVE_LINK:
        assert "/preview/copy/" in response.text
        assert "no-store" in response["Cache-Control"]
    else:
        told = messages(response)
        assert len(told) == 1
        assert release.headline not in told[0]


@pytest.mark.parametrize("move", every_third(CASES))
def test_the_wrong_person_is_told_why_and_nothing_is_done(move: Move) -> None:
    desk = Desk()
    build, who, wrong, typed = CASES[move]
    release = build(desk)
    post = opened(signed_in(getattr(desk.cast, who)), page(release, move), FORM, **typed(desk, release))
    client = signed_in(getattr(desk.cast, wrong))
    asked = client.get(page(release, move))
    assert asked.status_code == 403
    assert asked.context["against"]
    assert "What will happen" not in asked.text
    state = desk.fresh(release).status, Event.objects.count(), Edition.objects.count()
    refused = client.post(page(release, move), post)
    assert refused.status_code == 409
    assert asked.context["against"][0].split("“")[0] in refused.text
    assert (desk.fresh(release).status, Event.objects.count(), Edition.objects.count()) == state


@pytest.mark.parametrize("move", every_third(CASES))
def test_for_who_may_not_know_of_it_there_is_nothing_there(move: Move) -> None:
    desk = Desk()
    release = _limited(desk)
    stranger = person("Stranger", "writer", "approver", "publisher", "administrator")
    client = signed_in(stranger)
    never_was = page(Release(), move)
    for method in (client.get, client.post):
        hidden, none = method(page(release, move)), method(never_was)
        assert hidden.status_code == none.status_code == 404
        assert hidden.content == none.content


@pytest.mark.parametrize("move", every_third(CASES))
def test_looking_never_writes_and_no_other_method_is_known(move: Move) -> None:
    desk = Desk()
    build, who, _wrong, typed = CASES[move]
    release = build(desk)
    client = signed_in(getattr(desk.cast, who))
    client.get(reverse("admin:index"))
    url = page(release, move)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
        assert client.head(url).status_code == 200
        assert client.post(url, {**opened(client, url, FORM, **typed(desk, release)), "_show": "1"}).status_code == 200
    written = [one["sql"] for one in queries if one["sql"].split(" ")[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert not written
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS"):
        answer = client.generic(method, url)
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD, POST"


def test_a_publisher_who_approves_goes_straight_on_to_the_page_that_publishes() -> None:
    desk = Desk()
    release = desk.submitted()
    approving = page(release, Move.APPROVE)
    assert 'name="_go_on"' not in signed_in(desk.cast.approver).get(approving).text
    client = signed_in(desk.cast.publisher)
    answer = client.post(approving, opened(client, approving, FORM, _go_on="1"))
    assert answer.url == page(release, Move.PUBLISH)
    assert desk.fresh(release).status == Status.APPROVED
    assert Situation.read(release, clock.now()).standing == Standing.NEVER
    correction = desk.edit(desk.live(), correction_note="The day was wrong.", body="<p>It opened on Tuesday.</p>")
    workflow.submit(actor=desk.cast.writer, release_id=correction.pk)
    correcting = page(correction, Move.APPROVE)
    answer = client.post(correcting, opened(client, correcting, FORM, _go_on="1"))
    assert answer.url == page(correction, Move.CORRECT)


def test_a_visitor_is_sent_to_sign_in(client: Client) -> None:
    release = Desk().live()
    answer = client.get(page(release, Move.WITHDRAW))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("admin:login"))


def test_a_name_that_is_no_move_is_not_found() -> None:
    desk = Desk()
    client = signed_in(desk.cast.writer)
    for name in ("edit", "revoke_link", "explode", "publish-", "Submit"):
        assert client.get(page(desk.draft(), Move.SUBMIT).replace("submit", name)).status_code == 404


_STATES: Final[dict[str, Build]] = {
    "draft": Desk.draft,
    "submitted": Desk.submitted,
    "approved": Desk.approved,
    "scheduled": Desk.scheduled,
    "scheduled and changed": lambda desk: desk.edit(desk.scheduled(), subhead="More"),
    "live": Desk.live,
    "correction waiting": lambda desk: desk.correction_approved(desk.live()),
    "correction in review": lambda desk: workflow.submit(
        actor=desk.cast.writer,
        release_id=desk.edit(desk.live(), body="<p>Tuesday.</p>", correction_note="The day.").pk,
    ),
    "correction scheduled": _correction_scheduled,
    "corrected": Desk.corrected,
    "withdrawn": Desk.withdrawn,
    "gone": lambda desk: desk.withdrawn(keep_text=False),
    "emergency": _emergency,
    "redaction asked": _redaction_asked,
    "limited": _limited,
}


# Five are tried every day, the others by `-m long`.
_EVERY_DAY: Final = {"submitted", "scheduled and changed", "correction waiting", "emergency", "limited"}


@pytest.mark.parametrize(
    "state", [pytest.param(one, marks=[] if one in _EVERY_DAY else pytest.mark.long) for one in _STATES]
)
def test_the_panel_offers_just_what_the_workflow_accepts(state: str) -> None:
    """For everybody, for each move: what is offered can be made, and what is not offered is refused."""
    desk = Desk()
    release = _STATES[state](desk)
    situation = Situation.read(release, clock.now())
    people = [desk.cast.writer, desk.cast.approver, desk.cast.publisher, desk.cast.administrator]
    for somebody in people:
        client = signed_in(somebody)
        shown = client.get(change(release))
        if shown.status_code == 404:
            continue
        offered = {offer.move for offer in shown.context["panel"].offers}
        for move in PAGES:
            assert _works(desk, situation, somebody, move) == (move in offered), (somebody, move)


def _works(desk: Desk, situation: Situation, somebody: Person, move: Move) -> bool:
    """Try the move, and undo it."""
    release, its = situation.release, PAGES[move]
    seen = its.view(situation)
    typed: dict[str, Any] = {
        "reason": REASON,
        "revision_number": release.revision_number,
        "digest": seen.digest,
        "release_line": seen.release_line,
        "overrides": {},
        "and_all": False,
        "alone": False,
        "keep_text": False,
        "people": [desk.cast.writer.pk, desk.cast.approver.pk],
        "field": "headline",
        "public_mark": "Removed.",
        "reader": "A lawyer",
        "lasts": timedelta(hours=1),
        "terms": until(clock.now().replace(second=0, microsecond=0) + timedelta(days=9)),
        "redaction_id": next((one.pk for one in panel.pending_redactions(situation)), 0),
    }
    fresh = Person.objects.get(pk=somebody.pk)
    with transaction.atomic():
        try:
            its.make(fresh, release, typed)
        except workflow.Refused:
            return False
        finally:
            transaction.set_rollback(True)
    return True


def test_the_first_offer_is_the_obvious_one_and_grave_ones_stand_apart() -> None:
    desk = Desk()
    offers = {
        "submit": (desk.draft(), desk.cast.writer),
        "approve": (desk.submitted(), desk.cast.approver),
        "publish": (desk.approved(), desk.cast.publisher),
        "correct": (desk.correction_approved(desk.live()), desk.cast.publisher),
        "review_emergency": (_emergency(desk), desk.cast.approver),
        "redact": (_redaction_asked(desk), desk.cast.approver),
    }
    for move, (release, somebody) in offers.items():
        shown = signed_in(somebody).get(change(release)).context["panel"]
        assert [offer.move for offer in shown.offers if offer.is_primary] == [move]
        assert shown.offers[0].move == move
        assert not [offer for offer in shown.usual if offer.move in {Move.EMERGENCY, Move.WITHDRAW}]


def test_the_panel_says_why_the_obvious_move_is_not_yours_and_whom_to_ask() -> None:
    desk = Desk()
    release = desk.draft()
    approver = desk.cast.approver
    fields = opened(signed_in(approver), change(release), subhead="Added by Ada")
    assert signed_in(approver).post(change(release), fields).status_code == 302
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    mine = signed_in(approver).get(change(release))
    said = "You wrote part of this text, so somebody else must approve it. Ask another approver. Petra can do it."
    assert " ".join(mine.context["panel"].why_not) == said
    assert said in mine.text
    writer = signed_in(desk.cast.writer).get(change(release)).context["panel"]
    assert "needs the role “approver”" in writer.why_not[0]
    assert not signed_in(desk.cast.publisher).get(change(release)).context["panel"].why_not
    workflow.limit_access(actor=desk.cast.writer, release_id=release.pk, people=[approver.pk])
    limited = signed_in(approver).get(change(release)).context["panel"]
    assert "Petra" not in " ".join(limited.why_not), "who may not know of it cannot be asked"


def test_what_was_sent_back_says_why_on_top_until_it_is_submitted_again() -> None:
    desk = Desk()
    release = desk.submitted()
    workflow.send_back(actor=desk.cast.approver, release_id=release.pk, reason=REASON)
    client = signed_in(desk.cast.writer)
    assert REASON in client.get(change(release)).text
    desk.edit(release, subhead="Mended")
    assert client.get(change(release)).context["panel"].sent_back.why == REASON
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    assert client.get(change(release)).context["panel"].sent_back is None


def test_two_people_one_button() -> None:
    desk = Desk()
    release = desk.submitted()
    second = person("Bea", "approver")
    url = page(release, Move.SEND_BACK)
    clients = [signed_in(desk.cast.approver), signed_in(second)]
    posts = [opened(client, url, FORM, reason=f"Words of {number}") for number, client in enumerate(clients)]
    assert clients[0].post(url, posts[0]).status_code == 302
    late = clients[1].post(url, posts[1])
    assert late.status_code == 409
    assert "This is a draft" in late.text
    assert "Words of 1" in late.text, "what was typed is kept"
    assert Event.objects.filter(what="send_back").count() == 1


def test_a_move_on_a_release_that_is_limited_meanwhile_finds_nothing() -> None:
    desk = Desk()
    release = desk.submitted()
    outsider = person("Out", "publisher")
    client = signed_in(outsider)
    post = opened(client, page(release, Move.APPROVE), FORM)
    workflow.limit_access(
        actor=desk.cast.writer, release_id=release.pk, people=[desk.cast.writer.pk, desk.cast.approver.pk]
    )
    assert client.post(page(release, Move.APPROVE), post).status_code == 404
    assert desk.fresh(release).status == Status.SUBMITTED


def test_publishing_says_when_and_to_whom() -> None:
    desk = Desk()
    client = signed_in(desk.cast.publisher)
    now = client.get(page(desk.approved(), Move.PUBLISH)).text
    assert "It goes out now, on the public site, on the page of Office of the Press Secretary and in RSS." in now
    later = desk.approved(terms=desk.scheduled().terms)
    shown = client.get(page(later, Move.PUBLISH))
    assert shown.context["outlook"].when.startswith(later.terms.line.removeprefix("EMBARGOED UNTIL "))
    assert "(in 1 h 5" in shown.context["outlook"].when or "(in 2 h" in shown.context["outlook"].when
    assert "not even that it exists" in shown.text
    answer = client.post(page(later, Move.PUBLISH), opened(client, page(later, Move.PUBLISH), FORM), follow=True)
    assert messages(answer)[0].startswith("It goes out at ")
    assert Situation.read(later, clock.now()).standing == Standing.SCHEDULED


def test_the_emergency_door_names_who_must_review_it() -> None:
    desk = Desk()
    client = signed_in(desk.cast.publisher)
    release = desk.draft()
    assert "until somebody else has read it: Ada." in client.get(page(release, Move.EMERGENCY)).text
    missing = client.post(page(release, Move.EMERGENCY), opened(client, page(release, Move.EMERGENCY), FORM))
    assert missing.status_code == 422
    assert "Say why it cannot wait for an approver." in missing.text
    assert "Tick this once you have read the text." in missing.text


def test_a_text_with_gaps_is_sent_to_the_form_instead_of_to_the_approver() -> None:
    desk = Desk()
    release = desk.draft(body="", contacts=())
    shown = signed_in(desk.cast.writer).get(page(release, Move.SUBMIT))
    assert len(shown.context["gaps"]) == 2
    assert f"{change(release)}?gaps=1" in shown.text
    assert "Submit for approval</button>" not in shown.text


def test_a_reason_keeps_no_character_that_a_feed_could_not_carry() -> None:
    desk = Desk()
    release = desk.live()
    client = signed_in(desk.cast.publisher)
    url = page(release, Move.WITHDRAW)
    client.post(url, opened(client, url, FORM, reason="Sent\x0b in error.\r\nSorry."))
    assert Edition.objects.latest("sequence").withdrawal_notice == "Sent in error.\nSorry."
