"""The cast and the builders: people with roles, and releases brought to a state through the workflow itself."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F

from releases import clock, workflow
from releases.document import Draft, Line, decompose, stored_terms
from releases.embargo import Terms
from releases.models import Edition, Membership, Newsroom, Office, Person, Release, Revision, Role
from releases.states import EmbargoKind

_numbers = count(1)


def person(name: str, *roles: str, office: Office | None = None) -> Person:
    """Somebody with these roles, for one office or (None) for all."""
    made = Person.objects.create_user(f"{name.lower()}{next(_numbers)}", "a long password", display_name=name)
    for role in roles:
        Membership.objects.create(person=made, role=role, office=office)
    return made


@dataclass(frozen=True)
class Cast:
    """A small newsroom: one office, one of each role, all for every office."""

    office: Office
    writer: Person
    approver: Person
    publisher: Person
    administrator: Person


def cast(*, slug: str = "press-office") -> Cast:
    """Fill an empty database with the newsroom, its press office and its people."""
    Newsroom.objects.update(name="Harbour Authority", about="The Harbour Authority keeps the port.")
    office = Office.objects.create(
        name="Office of the Press Secretary",
        short_name="Press Office",
        slug=slug,
        city="PORTSMOUTH",
        time_zone="America/New_York",
        boilerplate="About the Harbour Authority: it keeps the port.",
    )
    return Cast(
        office=office,
        writer=person("Wren", Role.WRITER),
        approver=person("Ada", Role.APPROVER),
        publisher=person("Petra", Role.PUBLISHER),
        administrator=person("Arun", Role.ADMINISTRATOR),
    )


SWITCHBOARD = Line(phone="202-555-0110", phone_is_public=True)


def draft_for(office: Office, **changes: Any) -> Draft:
    """A complete draft: one paragraph, a nameless switchboard with a public number."""
    draft = Draft(
        headline="Harbour opens new pilot station",
        lead_office=office.pk,
        dateline="PORTSMOUTH",
        body="<p>The Harbour Authority opened its new pilot station on Monday.</p>",
        contacts=(SWITCHBOARD,),
    )
    return replace(draft, **changes)


def until(at: datetime, zone: str = "America/New_York") -> Terms:
    """Embargo terms for an instant, as if its wall time had been typed."""
    local = at.astimezone(ZoneInfo(zone))
    return Terms(EmbargoKind.UNTIL, local.strftime("%Y-%m-%dT%H:%M"), zone, at)


class Desk:
    """Brings releases to a state by making the moves, each by the right member of the cast."""

    def __init__(self, staff: Cast | None = None) -> None:
        self.cast = staff or cast()

    def draft(self, **changes: Any) -> Release:
        return workflow.start_draft(actor=self.cast.writer, draft=draft_for(self.cast.office, **changes)).release

    def submitted(self, **changes: Any) -> Release:
        release = self.draft(**changes)
        return workflow.submit(actor=self.cast.writer, release_id=release.pk)

    def approved(self, **changes: Any) -> Release:
        release = self.submitted(**changes)
        self.approve(release)
        return self.fresh(release)

    def approve(self, release: Release) -> Edition:
        return workflow.approve(actor=self.cast.approver, release_id=release.pk, digest=self.revision(release).digest)

    def scheduled(self, lift: datetime | None = None, **changes: Any) -> Release:
        lift = lift or clock.now() + timedelta(hours=2)
        return self.scheduled_as(until(lift.replace(second=0, microsecond=0)), **changes)

    def scheduled_as(self, terms: Terms, **changes: Any) -> Release:
        """Scheduled on exactly these terms, to the second and below."""
        return self.live(terms=terms, **changes)

    def live(self, **changes: Any) -> Release:
        release = self.submitted(**changes)
        self.approve(release)
        workflow.publish(actor=self.cast.publisher, release_id=release.pk)
        return self.fresh(release)

    def imported(self, issued_at: datetime | None = None, **changes: Any) -> Release:
        """Public since then (now), as an archive brings it: a quarter of the work of `live`, where lists are long."""
        edition = workflow.import_release(
            actor=self.cast.publisher,
            draft=draft_for(self.cast.office, **changes),
            issued_at=issued_at or clock.now(),
        )
        return self.fresh(edition.release)

    def edit(self, release: Release, **changes: Any) -> Release:
        return self.edit_as(self.cast.writer, release, **changes)

    def edit_as(self, who: Person, release: Release, **changes: Any) -> Release:
        release = self.fresh(release)
        content = {**self.revision(release).content, "embargo": stored_terms(release.terms)}
        return workflow.save_draft(
            actor=who,
            release_id=release.pk,
            draft=replace(decompose(content), **changes),
            expected_revision=release.revision_number,
        ).release

    def correction_approved(self, release: Release, **changes: Any) -> Release:
        """A correction of a live release, written, submitted and approved, but not out."""
        changes = {"correction_note": "The day was wrong.", "body": "<p>It opened on Tuesday.</p>", **changes}
        self.edit(release, **changes)
        workflow.submit(actor=self.cast.writer, release_id=release.pk)
        self.approve(release)
        return self.fresh(release)

    def corrected(self, release: Release | None = None, **changes: Any) -> Release:
        release = self.correction_approved(release or self.live(), **changes)
        workflow.correct(actor=self.cast.publisher, release_id=release.pk)
        return self.fresh(release)

    def withdrawn(self, release: Release | None = None, *, keep_text: bool = True) -> Release:
        release = release or self.live()
        workflow.withdraw(
            actor=self.cast.publisher, release_id=release.pk, reason="Sent in error.", keep_text=keep_text
        )
        return self.fresh(release)

    def fresh(self, release: Release) -> Release:
        return Release.objects.get(pk=release.pk)

    def revision(self, release: Release) -> Revision:
        return Revision.objects.get(release_id=release.pk, number=F("release__revision_number"))
