"""Who works on a translation hears that its original changed: once for each text, and nobody who may not know of it."""

from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from releases import workflow
from releases.models import Event, Membership, Notice, NoticeKind, Office, Person, Release, Role
from tests.cast import Desk, person
from tests.desk.pages import signed_in
from tests.domain.test_notices import mailed, told
from tests.domain.test_translations import begin

pytestmark = pytest.mark.django_db
SAID = "The original has changed since this was translated (revision 1 → 2)."


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    workflow.send_notices()
    return desk


def change(desk: Desk, original: Release, body: str = "<p>Another hour.</p>", **more: Any) -> None:
    desk.edit(original, body=body, **more)
    workflow.submit(actor=desk.cast.writer, release_id=original.pk)


def translated(desk: Desk, original: Release, who: Person) -> Release:
    """A translation, written and submitted by somebody else than who writes the original."""
    made = begin(desk, original, actor=who)
    written = desk.edit_as(who, made, headline="Puerto", body="<p>Hora.</p>")
    return workflow.submit(actor=who, release_id=written.pk)


def test_its_writers_and_those_for_whom_it_waits_are_told_once_of_each_text(desk: Desk) -> None:
    tess = person("Tess", Role.WRITER)
    person("Olga", Role.APPROVER, office=Office.objects.create(name="Other", slug="other", time_zone="Europe/Paris"))
    original = desk.draft()
    made, other = translated(desk, original, tess), begin(desk, original, "fr", actor=tess)
    desk.edit(original, body="<p>Another hour.</p>")
    assert not told(made, NoticeKind.ORIGINAL)  # the next save may take it back
    workflow.submit(actor=desk.cast.writer, release_id=original.pk)
    assert told(made, NoticeKind.ORIGINAL) == {"Tess", "Ada", "Petra"}
    assert told(other, NoticeKind.ORIGINAL) == {"Tess"}
    workflow.send_back(actor=desk.cast.approver, release_id=original.pk, reason="Shorter.")
    workflow.submit(actor=desk.cast.writer, release_id=original.pk)
    digest = desk.revision(original).digest
    workflow.approve(actor=desk.cast.approver, release_id=original.pk, digest=digest)
    assert Event.objects.filter(release=made, what="original_changed").count() == 1
    desk.edit(original, body="<p>A third hour.</p>")
    workflow.publish_in_emergency(actor=desk.cast.publisher, release_id=original.pk, reason="A flood.")
    theirs = Notice.objects.filter(release=made, kind=NoticeKind.ORIGINAL)
    assert theirs.filter(person=tess).count() == 2
    workflow.mark_up_to_date(actor=tess, release_id=made.pk, of_revision=3)
    assert not theirs.filter(seen_at=None).exists()


def test_nobody_is_told_of_what_the_translation_says_already(desk: Desk) -> None:
    tess = person("Tess", Role.WRITER)
    original = desk.draft()
    made = translated(desk, original, tess)
    workflow.submit(actor=desk.cast.writer, release_id=original.pk)
    desk.edit(original, body="<p>Another hour.</p>")
    workflow.mark_up_to_date(actor=tess, release_id=made.pk, of_revision=2)
    digest = desk.revision(original).digest
    workflow.approve(actor=desk.cast.approver, release_id=original.pk, digest=digest)
    assert not told(made, NoticeKind.ORIGINAL)


def test_a_mail_says_so_and_its_subject_has_no_headline_that_is_not_public(desk: Desk) -> None:
    tess = person("Tess", Role.WRITER)
    Person.objects.filter(pk=tess.pk).update(email="tess@harbour.example")
    original = desk.draft(headline="Secret merger")
    translated(desk, original, tess)
    change(desk, original)
    assert mailed() == {"tess": "The original has changed: a release of Press Office"}
    (letter,) = mail.outbox
    assert SAID in letter.body
    assert "Secret merger" not in letter.body
    workflow.choose_notices(actor=tess, paces={"": "at_once", NoticeKind.ORIGINAL.value: "never"})
    desk.edit(original, body="<p>Once more.</p>")
    digest = desk.revision(original).digest
    workflow.approve(actor=desk.cast.approver, release_id=original.pk, digest=digest)
    assert "tess" not in mailed()


@pytest.mark.parametrize("when", ["before", "after"])
def test_who_may_not_know_of_the_original_is_told_nothing_of_it(desk: Desk, when: str) -> None:
    """Not when it changes, and not later of what was left for them before they lost sight of it."""
    here = Office.objects.create(name="Translations", slug="translations", time_zone="Europe/Paris")
    tess = person("Tess", Role.WRITER)
    Person.objects.filter(pk=tess.pk).update(email="tess@harbour.example")
    original = desk.draft()
    made = translated(desk, original, tess)
    made.joint_offices.create(office=here)
    if when == "before":
        Membership.objects.filter(person=tess).update(office=here)
    change(desk, original)
    Membership.objects.filter(person=tess).update(office=here)
    assert Notice.objects.filter(person=tess, kind=NoticeKind.ORIGINAL).exists() == (when == "after")
    assert "tess" not in mailed()
    client = signed_in(Person.objects.get(pk=tess.pk))
    assert client.get(reverse("admin:releases_release_change", args=[made.pk])).status_code == 200
    assert "The original has changed" not in client.get(reverse("admin:notices")).text
    assert "of its original" not in client.get(reverse("admin:releases_release_record", args=[made.pk])).text


def test_it_stands_among_the_notices_and_leads_to_what_changed(desk: Desk) -> None:
    tess = person("Tess", Role.WRITER)
    original = desk.draft()
    made = translated(desk, original, tess)
    change(desk, original)
    text = signed_in(tess).get(reverse("admin:notices")).text
    assert SAID in text
    assert reverse("admin:releases_release_translations", args=[made.pk]) in text
    assert "The original of a translation changed" in text  # the choice of how soon
    record = signed_in(tess).get(reverse("admin:releases_release_record", args=[made.pk])).text
    assert "Stood by revision 2 of its original, while this says what stood in revision 1" in record
