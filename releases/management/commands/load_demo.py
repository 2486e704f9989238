"""`load_demo`: fill an empty newsroom with a believable one, through the workflow like everybody else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from releases import clock, embargo, workflow
from releases.demo import logo, reader
from releases.demo.reader import Story
from releases.document import Draft, Line, Voice, decompose, stored_terms
from releases.models import Contact, Edition, Newsroom, Notice, Office, Person, Release, Revision, Topic

_UNSEEN: Final = 3


class Command(BaseCommand):
    """Loads where there is nothing yet; elsewhere it only says how to sign in."""

    help = "Load the newsroom of an invented agency into an empty database, and say how to sign in."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demonstration's password is public, so it stays out of production.")
        newsroom = reader.newsroom()
        people = newsroom["desk"]["people"]
        if Release.objects.exists() or Person.objects.exists():
            self.stdout.write("This newsroom is not empty, so no demonstration was loaded.")
        else:
            with transaction.atomic():
                Loader(newsroom, clock.now()).load()
            self.stdout.write(self.style.SUCCESS(f"Loaded the newsroom of the {newsroom['identity']['name']}."))
        if Person.objects.filter(username__in=people).count() == len(people):
            self._say_how_to_sign_in(newsroom)

    def _say_how_to_sign_in(self, newsroom: Mapping[str, Any]) -> None:
        base, desk = settings.NEWSROOM_BASE_URL, newsroom["desk"]
        lines = ["", f"  The newsroom   {base}/", f"  Its feed       {base}/feed.rss", f"  The desk       {base}/desk/"]
        lines += ["", f"  Sign in at the desk with the password {desk['password']} as"]
        for username, person in desk["people"].items():
            place = f" for the {newsroom['offices'][person['office']]['name']} only" if "office" in person else ""
            lines.append(f"    {username:<8}{person['name']:<16}{person['role']}{place}")
        lift = Edition.objects.next_boundary(clock.now())
        if lift:
            lines += ["", f"  The next embargo lifts at {embargo.label(lift, settings.NEWSROOM_TIME_ZONE)}."]
            lines += ["  Reload the front page then: the release is there, and not a second before."]
        self.stdout.write("\n".join([*lines, ""]))


class Loader:
    """Makes the moves that real people would make, each as the person who may."""

    def __init__(self, newsroom: Mapping[str, Any], now: datetime) -> None:
        self.newsroom, self.now = newsroom, now
        self.offices: dict[str, Office] = {}
        self.contacts: dict[str, Contact] = {}
        self.topics: dict[str, Topic] = {}
        self.people: dict[str, Person] = {}
        self.releases: dict[str, UUID] = {}

    def load(self) -> None:
        self._first_administrator()
        self._directory()
        self._people()
        for story in reader.stories():
            self._bring(story)
        self._close_offices()
        self._look_at_notices()

    def _first_administrator(self) -> None:
        desk = self.newsroom["desk"]
        username, person = next(one for one in desk["people"].items() if one[1]["role"] == "administrator")
        self.boss = Person.objects.create_superuser(username, desk["password"], display_name=person["name"])
        self.people[username] = self.boss

    def _directory(self) -> None:
        identity = Newsroom.objects.identity()
        for name, value in self.newsroom["identity"].items():
            setattr(identity, name, value)
        workflow.save_identity(actor=self.boss, newsroom=identity)
        drawn = {"logo": logo.drawn(identity.name), "logo_dark": logo.drawn(identity.name, on_black=True)}
        workflow.save_logo(actor=self.boss, alt="", pictures_of=drawn)
        for slug, row in self.newsroom["offices"].items():
            words = {name: value for name, value in row.items() if name not in {"parent", "closed_in_favor_of"}}
            office = Office(slug=slug, is_listed=True, parent=self.offices.get(row.get("parent", "")), **words)
            self.offices[slug] = workflow.save_office(actor=self.boss, office=office)
        for position, (name, row) in enumerate(self.newsroom["contacts"].items()):
            contact = Contact(**{**row, "office": self.offices[row["office"]], "position": position})
            self.contacts[name] = workflow.save_contact(actor=self.boss, contact=contact)
        for slug, name in self.newsroom["topics"].items():
            topic = Topic(slug=slug, name=name, is_listed=True)
            self.topics[slug] = workflow.save_topic(actor=self.boss, topic=topic)

    def _close_offices(self) -> None:
        for slug, row in self.newsroom["offices"].items():
            if "closed_in_favor_of" in row:
                office = self.offices[slug]
                office.is_historical, office.successor = True, self.offices[row["closed_in_favor_of"]]
                workflow.save_office(actor=self.boss, office=office)

    def _look_at_notices(self) -> None:
        """Everybody has been at their desk this morning, and found all but the latest."""
        for person in self.people.values():
            notices = Notice.objects.filter(person=person).order_by("-at", "-id").values_list("pk", flat=True)
            workflow.see_notices(actor=person, notices=notices[_UNSEEN:])

    def _people(self) -> None:
        for username, row in self.newsroom["desk"]["people"].items():
            if username in self.people:
                continue
            person = Person(username=username, display_name=row["name"], email=f"{username}@coast.example.org")
            # One password, so one hash: hashing is slow on purpose.
            person.password = self.boss.password
            place = self.offices[row["office"]].pk if "office" in row else None
            self.people[username] = workflow.save_person(actor=self.boss, person=person, roles=[(row["role"], place)])
        self.approver, self.publisher = self.people["ada"], self.people["petra"]

    def _bring(self, story: Story) -> None:
        draft = self._draft(story)
        original = self.releases.get(story.translates)
        issued_at = story.issued_at(now=self.now, zone=self.offices[story.office].time_zone)
        if issued_at:
            pk = workflow.import_release(
                actor=self.publisher,
                draft=draft,
                issued_at=issued_at,
                old_paths=story.old_paths,
                translation_of=original,
            ).release_id
        elif original:
            pk = self._translate(story, draft, original)
        else:
            pk = workflow.start_draft(actor=self.people[story.author], draft=draft).release.pk
        self.releases[story.name] = pk
        for move in story.moves:
            self._make(move, story, pk)

    def _translate(self, story: Story, draft: Draft, original: UUID) -> UUID:
        """Begin it beside its original, and write it."""
        actor = self.people[story.author]
        begun = workflow.begin_translation(actor=actor, original_id=original, language=story.language)
        workflow.save_draft(actor=actor, release_id=begun.release.pk, draft=draft, expected_revision=1)
        return begun.release.pk

    def _make(self, move: str, story: Story, pk: UUID) -> None:
        writer, approver, publisher = self.people[story.author], self.approver, self.publisher
        match move:
            case "limit":
                named = [self.people[username].pk for username in story.limited_to]
                workflow.limit_access(actor=writer, release_id=pk, people=named)
            case "edit":
                self._edit(story, pk)
            case "edit_original":
                self._edit(story, self.releases[story.translates])
            case "submit":
                workflow.submit(actor=writer, release_id=pk, overrides=story.overrides)
            case "send_back":
                workflow.send_back(actor=approver, release_id=pk, reason=story.reason)
            case "approve":
                workflow.approve(actor=approver, release_id=pk, digest=_revision(pk).digest)
            case "publish":
                workflow.publish(actor=publisher, release_id=pk)
            case "correct":
                workflow.correct(actor=publisher, release_id=pk)
            case "hold":
                workflow.hold(actor=publisher, release_id=pk, reason=story.reason)
            case "withdraw":
                workflow.withdraw(actor=publisher, release_id=pk, reason=story.reason, keep_text=story.keep_text)
            case "bundle":
                ids = [self.releases[story.together_with], pk]
                workflow.bundle_together(actor=writer, release_ids=ids, name=story.bundle)
            case "order":
                workflow.order_bundle(actor=publisher, release_id=pk)
            case "publish_in_emergency":
                workflow.publish_in_emergency(actor=publisher, release_id=pk, reason=story.reason)
            case _:
                raise CommandError(f"{story.name}: there is no move “{move}”.")

    def _edit(self, story: Story, pk: UUID) -> None:
        """Write the story's correction over the text that is out."""
        if story.correction is None:
            raise CommandError(f"{story.name}: it is edited, but has no correction.")
        release = Release.objects.get(pk=pk)
        draft = decompose({**_revision(pk).content, "embargo": stored_terms(release.terms)})
        body = draft.body.replace(story.correction.replace, story.correction.by)
        workflow.save_draft(
            actor=self.people[story.author],
            release_id=pk,
            draft=replace(draft, body=body, correction_note=story.correction.note),
            expected_revision=release.revision_number,
        )

    def _draft(self, story: Story) -> Draft:
        office = self.offices[story.office]
        return Draft(
            headline=story.headline,
            lead_office=office.pk,
            joint_offices=tuple(self.offices[slug].pk for slug in story.joint),
            language=story.language,
            kind=story.kind,
            subhead=story.subhead,
            summary=story.summary,
            dateline=story.place(city=office.city),
            body=story.text(now=self.now, zone=office.time_zone),
            boilerplate=story.boilerplate or office.boilerplate,
            number=story.number,
            contacts=tuple(self._line(one) for one in story.contacts),
            speakers=tuple(Voice(**speaker) for speaker in story.speakers),
            topics=tuple(self.topics[slug].pk for slug in story.topics),
            terms=story.terms(now=self.now, zone=office.time_zone),
        )

    def _line(self, said: str | Mapping[str, Any]) -> Line:
        """A name alone is filled from the directory; a whole line stands as it is, linked where it names one."""
        if isinstance(said, str):
            return Line(contact=self.contacts[said].pk)
        words = {name: value for name, value in said.items() if name != "contact"}
        return Line(**words, contact=self.contacts[said["contact"]].pk if "contact" in said else None)


def _revision(pk: UUID) -> Revision:
    release = Release.objects.get(pk=pk)
    found: Revision = Revision.objects.get(release=release, number=release.revision_number)
    return found
