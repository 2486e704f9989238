"""`load_demo`: fill an empty newsroom with a believable one, through the workflow like everybody else."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation

from releases import clock, workflow
from releases.demo import places
from releases.demo.texts import ARCHIVE, CURRENT, Text
from releases.document import Draft, Line, Voice, decompose, stored_terms
from releases.embargo import WALL_FORMAT, Terms, zone_of
from releases.models import Contact, Newsroom, Office, Person, Release, Revision, Topic
from releases.states import EmbargoKind


class Command(BaseCommand):
    """Does nothing where there is anything; refuses in production, because its password is in the source."""

    help = "Load the newsroom of an invented agency into an empty database."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demonstration's password is public. It is for laptops: unset NEWSROOM_ENV.")
        if Release.objects.exists() or Person.objects.exists():
            self.stdout.write("The newsroom is not empty; nothing was loaded.")
        else:
            with transaction.atomic(), translation.override("en"):
                _Loader().load()
            self.stdout.write(self.style.SUCCESS("Loaded the newsroom of the Coast and Harbor Service."))
        self._print_sign_ins()

    def _print_sign_ins(self) -> None:
        if not Person.objects.filter(username="wren").exists():
            return
        base = settings.NEWSROOM_BASE_URL
        self.stdout.write(
            f"\n  The newsroom   {base}/\n  Its feed       {base}/feed.rss\n  The desk       {base}/desk/\n"
        )
        self.stdout.write(f"\n  Sign in with the password {places.PASSWORD} as\n")
        for username, name, roles, by_office in places.PEOPLE:
            where = [f"{role} ({office})" for office, some in by_office.items() for role in some]
            self.stdout.write(f"    {username:<8} {name:<16} {', '.join([*roles, *where])}")
        self.stdout.write("")


class _Loader:
    """Brings each text to its state by the moves that real people would make."""

    def load(self) -> None:
        self._people_and_places()
        for text in ARCHIVE:
            issued_at = clock.now().replace(hour=15, minute=0, second=0, microsecond=0) - timedelta(days=text.days_ago)
            workflow.import_release(actor=self.publisher, draft=self._draft(text), issued_at=issued_at)
        for text in CURRENT:
            self._bring(text)

    def _people_and_places(self) -> None:
        boss = Person.objects.create_superuser("arun", places.PASSWORD, display_name="Arun Mehta")
        newsroom = Newsroom.objects.get()
        for name, value in places.AGENCY.items():
            setattr(newsroom, name, value)
        workflow.save_identity(actor=boss, newsroom=newsroom)
        self.offices: dict[str, Office] = {}
        for slug, (name, short, city, zone, parent, listed) in places.OFFICES.items():
            office = Office(slug=slug, name=name, short_name=short, city=city, time_zone=zone, is_listed=listed)
            office.boilerplate, office.parent = places.ABOUT, self.offices.get(parent)
            self.offices[slug] = workflow.save_office(actor=boss, office=office)
        for slug, successor in places.CLOSED.items():
            office = self.offices[slug]
            office.is_historical, office.successor = True, self.offices[successor]
            workflow.save_office(actor=boss, office=office)
        fields = ("name", "role", "phone", "phone_is_public", "email", "email_is_public", "after_hours")
        more = ("after_hours_is_public", "staff_notes", "is_listed")
        for position, (slug, *values) in enumerate(places.CONTACTS):
            row = dict(zip((*fields, *more), values, strict=True))
            workflow.save_contact(actor=boss, contact=Contact(office=self.offices[slug], position=position, **row))
        self.topics = {
            slug: workflow.save_topic(actor=boss, topic=Topic(slug=slug, name=name, is_listed=True))
            for slug, name in places.TOPICS.items()
        }
        staff = {boss.username: boss}
        for username, name, roles, by_office in places.PEOPLE:
            if username in staff:
                continue
            person = Person(username=username, display_name=name, email=f"{username}@coast.example")
            person.set_password(places.PASSWORD)
            pairs: list[tuple[str, UUID | None]] = [(role, None) for role in roles]
            pairs += [(role, self.offices[slug].pk) for slug, some in by_office.items() for role in some]
            staff[username] = workflow.save_person(actor=boss, person=person, roles=pairs)
        self.writer, self.approver, self.publisher = staff["wren"], staff["ada"], staff["petra"]

    def _bring(self, text: Text) -> None:
        original = Release.objects.filter(headline=text.translates).first() if text.translates else None
        saved = workflow.start_draft(
            actor=self.writer, draft=self._draft(text), translation_of=original.pk if original else None
        )
        pk = saved.release.pk
        if text.state == "draft":
            return
        if text.state == "emergency":
            workflow.publish_in_emergency(actor=self.publisher, release_id=pk, reason=text.note)
            return
        workflow.submit(actor=self.writer, release_id=pk)
        if text.state == "sent back":
            workflow.send_back(actor=self.approver, release_id=pk, reason=text.note)
        if text.state in {"submitted", "sent back"}:
            return
        self._approve(pk)
        if text.state == "approved":
            return
        workflow.publish(actor=self.publisher, release_id=pk)
        self._after_publication(text, pk)

    def _after_publication(self, text: Text, pk: Any) -> None:
        if text.state == "held":
            workflow.hold(actor=self.publisher, release_id=pk, reason="The families asked for more time.")
        elif text.state == "withdrawn":
            workflow.withdraw(actor=self.publisher, release_id=pk, reason=text.note, keep_text=True)
        elif text.state == "gone":
            workflow.withdraw(actor=self.publisher, release_id=pk, reason=text.note, keep_text=False)
        elif text.state == "corrected":
            release = Release.objects.get(pk=pk)
            content = Revision.objects.get(release=release, number=release.revision_number).content
            body = content["body"].replace("half a mile", "a quarter of a mile")
            changed = {**content, "body": body, "correction_note": text.note, "embargo": stored_terms(release.terms)}
            workflow.save_draft(
                actor=self.writer, release_id=pk, draft=decompose(changed), expected_revision=release.revision_number
            )
            workflow.submit(actor=self.writer, release_id=pk)
            self._approve(pk)
            workflow.correct(actor=self.publisher, release_id=pk)

    def _approve(self, pk: Any) -> None:
        release = Release.objects.get(pk=pk)
        shown = Revision.objects.get(release=release, number=release.revision_number)
        workflow.approve(actor=self.approver, release_id=pk, digest=shown.digest)

    def _draft(self, text: Text) -> Draft:
        office = self.offices[text.office]
        desk = Contact.objects.filter(office=office, phone_is_public=True).order_by("position").first()
        return Draft(
            headline=text.headline,
            lead_office=office.pk,
            language=text.language,
            kind=text.kind,
            subhead=text.subhead,
            summary=text.summary,
            dateline=text.dateline,
            body=text.body,
            boilerplate=office.boilerplate if text.language == "en" else "",
            number=text.number,
            joint_offices=tuple(self.offices[slug].pk for slug in text.joint),
            contacts=(Line(contact=desk.pk),) if desk else (),
            speakers=tuple(Voice(name, title) for name, title in text.speakers),
            topics=tuple(self.topics[slug].pk for slug in text.topics),
            terms=_terms(text.embargo, office.time_zone),
        )


def _terms(embargo: str, zone: str) -> Terms:
    """“+3 minutes”, “+1 day”, “by hand” or nothing. Three minutes are exact: one can watch the lift."""
    if embargo == "by hand":
        return Terms(EmbargoKind.BY_HAND)
    if not embargo:
        return Terms()
    amount, unit = embargo.removeprefix("+").split()
    wait = timedelta(minutes=int(amount)) if unit.startswith("minute") else timedelta(days=int(amount))
    at = clock.now() + wait
    if unit.startswith("day"):
        at = at.replace(minute=0, second=0, microsecond=0)
    local: datetime = at.astimezone(zone_of(zone))
    return Terms(EmbargoKind.UNTIL, local.strftime(WALL_FORMAT), zone, at.replace(microsecond=0))
