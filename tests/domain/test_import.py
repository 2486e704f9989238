"""What was public elsewhere is brought in with its own date and its old addresses, and nobody here approved it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from releases import clock, workflow
from releases.models import Address, Edition, Event, Generation, Release
from releases.situation import Situation
from releases.states import Authority, Standing, Status
from tests.cast import Desk, draft_for

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2009, 3, 4, 17, 30, tzinfo=UTC)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _import(desk: Desk, **arguments: Any) -> Edition:
    arguments = {"actor": desk.cast.publisher, "draft": draft_for(desk.cast.office), "issued_at": LONG_AGO, **arguments}
    return workflow.import_release(**arguments)


def test_it_is_public_since_its_own_date_and_recorded_today(desk: Desk) -> None:
    before = clock.now()
    edition = Edition.objects.get(pk=_import(desk).pk)
    assert (edition.authority, edition.public_from, edition.issued_at) == (Authority.IMPORTED, LONG_AGO, LONG_AGO)
    assert (edition.issued_on, edition.recorded_at >= before) == (date(2009, 3, 4), True)
    assert Edition.objects.public(LONG_AGO).exists()
    assert Situation.read(edition.release, clock.now()).standing == Standing.LIVE
    assert edition.release.status == Status.APPROVED


def test_it_leaves_an_event_and_moves_the_generation(desk: Desk) -> None:
    edition = _import(desk)
    event = Event.objects.get(what="imported")
    assert (event.edition, event.digest, event.actor) == (edition, edition.digest, desk.cast.publisher)
    assert Generation.objects.get().number == 1


def test_its_old_addresses_lead_to_its_new_one(desk: Desk) -> None:
    edition = _import(desk, old_paths=["/releases/2009/12.html", "/pr?id=12", "/releases/2009/12.html"])
    canonical = Address.objects.get(release=edition.release, is_canonical=True).path
    assert canonical == "/news/2009/03/04/harbour-opens-new-pilot-station/"
    for path in ("/releases/2009/12.html", "/pr?id=12", canonical):
        assert Edition.objects.public(clock.now()).at_path(path).with_path().get().path == canonical


def test_an_old_address_that_is_the_new_one_is_no_trouble(desk: Desk) -> None:
    edition = _import(desk, old_paths=["/news/2009/03/04/harbour-opens-new-pilot-station/"])
    assert Address.objects.get(release=edition.release).is_canonical


@pytest.mark.parametrize(
    "path", ["releases/12.html", "https://old.example/12", "//old.example/12", "", "/" + "x" * 255]
)
def test_an_old_address_must_be_a_path(desk: Desk, path: str) -> None:
    with pytest.raises(workflow.Refused, match="is no path") as refused:
        _import(desk, old_paths=[path])
    assert refused.value.reasons[0].field == "old_paths"
    assert not Release.objects.exists()


def test_an_old_address_leads_to_one_release(desk: Desk) -> None:
    _import(desk, old_paths=["/12.html"])
    with pytest.raises(workflow.Refused, match="leads to another release already"):
        _import(desk, old_paths=["/12.html", "/13.html"])
    assert Release.objects.count() == 1


def test_an_item_of_an_archive_comes_in_once(desk: Desk) -> None:
    key = "a" * 64
    assert _import(desk, item=key).release.imported_item.key == key
    with pytest.raises(workflow.Refused, match="imported before"):
        _import(desk, item=key, old_paths=["/12.html"])
    assert (Release.objects.count(), Address.objects.count()) == (1, 1)


def test_an_office_that_is_closed_by_now_issued_it_all_the_same(desk: Desk) -> None:
    desk.cast.office.is_historical = True
    workflow.save_office(actor=desk.cast.administrator, office=desk.cast.office)
    assert _import(desk).lead_office["name"] == desk.cast.office.name


def test_what_is_still_to_come_cannot_be_imported(desk: Desk) -> None:
    with pytest.raises(workflow.Refused, match="still to come"):
        _import(desk, issued_at=clock.now() + timedelta(minutes=1))
    assert not Release.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("role", ["writer", "approver", "administrator"])
def test_only_a_publisher_imports(desk: Desk, role: str) -> None:
    with pytest.raises(workflow.Refused, match="needs the role “publisher”"):
        _import(desk, actor=getattr(desk.cast, role))


def test_two_of_one_day_and_one_headline_get_addresses_of_their_own(desk: Desk) -> None:
    _import(desk)
    second = _import(desk)
    path = Address.objects.get(release=second.release).path
    assert path.startswith("/news/2009/03/04/harbour-opens-new-pilot-station-")


def test_a_translation_comes_in_beside_its_original(desk: Desk) -> None:
    original = _import(desk)
    spanish = _import(
        desk,
        draft=draft_for(desk.cast.office, language="es", headline="El puerto"),
        translation_of=original.release_id,
    )
    assert spanish.translation_group == original.translation_group


def test_it_can_be_corrected_and_keeps_its_date(desk: Desk) -> None:
    edition = _import(desk)
    desk.corrected(edition.release)
    latest = Edition.objects.public(clock.now()).get()
    assert (latest.sequence, latest.issued_at, latest.authority) == (2, LONG_AGO, Authority.APPROVED)


def test_who_imported_it_may_approve_its_first_correction(desk: Desk) -> None:
    """An import counts as vouched for: the publisher typed nothing of the correction."""
    release = desk.edit(_import(desk).release, body="<p>Right.</p>", correction_note="The day.")
    workflow.submit(actor=desk.cast.writer, release_id=release.pk)
    workflow.approve(actor=desk.cast.publisher, release_id=release.pk, digest=desk.revision(release).digest)


def test_it_can_be_withdrawn(desk: Desk) -> None:
    edition = _import(desk)
    desk.withdrawn(edition.release, keep_text=False)
    assert Situation.read(edition.release, clock.now()).standing == Standing.WITHDRAWN
