"""A newsroom's first hour: what is still missing before a first release can be public, worked out from what is there.

Nothing of it is stored: a step is done when its thing exists, and all of them are gone once something was public.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from releases import clock, permissions
from releases.models import Contact, Edition, Newsroom, Office, Person, Release, Role


class State(StrEnum):
    """Of a step. The first that is not done is next."""

    DONE = "done"
    NEXT = "next"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to set up: why, what is missing, and the page where it is done (empty for who may not)."""

    title: str
    why: str
    missing: str
    action: str
    url: str
    is_done: bool
    state: State = State.OPEN


@dataclass(frozen=True, slots=True)
class Guide:
    """What the front page of the desk shows instead of empty lists. Others than administrators get `ask` alone."""

    steps: tuple[Step, ...]
    ask: tuple[str, ...] = ()

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if step.state == State.NEXT), None)


def guide(person: Person, at: datetime) -> Guide | None:
    """Return what leads this person through the first hour; None once anything was public."""
    if Edition.objects.public(at).exists():
        return None
    steps = _in_order([_identity(), *_directory(), _release(person)])
    if permissions.is_administrator(person):
        return Guide(steps)
    if all(step.is_done for step in steps[:-1]):
        return None
    keepers = Person.objects.filter(is_active=True, memberships__role=Role.ADMINISTRATOR, memberships__office=None)
    return Guide((), tuple(str(one) for one in keepers.distinct().order_by("display_name", "username")[:3]))


def lead_on(request: HttpRequest) -> None:
    """After something was saved, say what comes next and where, as long as the first hour lasts."""
    person = request.user
    if not isinstance(person, Person) or not permissions.is_administrator(person):
        return
    found = guide(person, clock.now())
    if found and found.next:
        link = format_html('<a href="{}">{}</a>', found.next.url, found.next.title) if found.next.url else ""
        said = link or found.next.title
        messages.info(request, format_html("{} {}", _("Next:"), said))


def _in_order(steps: list[Step]) -> tuple[Step, ...]:
    first = next((step for step in steps if not step.is_done), None)
    states = {True: State.DONE, False: State.OPEN}
    return tuple(replace(step, state=State.NEXT if step is first else states[step.is_done]) for step in steps)


def _identity() -> Step:
    newsroom = Newsroom.objects.values("name", "changed_at").get()
    return Step(
        title=_("Say who you are"),
        why=_("The name stands on every page, feed and printed release; colours and logo are yours to choose."),
        missing=_("Readers see “%(name)s” now.") % {"name": newsroom["name"]},
        action=_("Name, colours and logo"),
        url=reverse("admin:releases_newsroom_change", args=[1]),
        is_done=newsroom["changed_at"] is not None,
    )


def _directory() -> list[Step]:
    offices = list(Office.objects.filter(is_historical=False).order_by("name", "id"))
    people = list(Person.objects.filter(is_active=True).prefetch_related("memberships"))
    short = _who_is_short(offices, people)
    contacts = list(Contact.objects.in_order().select_related("office")[:50])
    is_reachable = Contact.objects.public().exists()
    return [
        Step(
            title=_("Add the first office"),
            why=_(
                "Every release is issued by an office: it gives the city, the time zone of embargoes and the “About”."
            ),
            missing=_("A name, a time zone, and a tick at “listed” if it may be seen before its first release."),
            action=_("Add an office"),
            url=reverse("admin:releases_office_add"),
            is_done=bool(offices),
        ),
        Step(
            title=_("Add the people"),
            why=_(
                "Nobody approves what they wrote themselves, so a release takes two: a writer, and a publisher, who "
                "may approve as well."
            ),
            missing=short,
            action=_("Add a person"),
            url=reverse("admin:releases_person_add"),
            is_done=not short,
        ),
        Step(
            title=_("Add a contact whom the press can reach"),
            why=_("A release cannot be submitted without a public number or address for journalists."),
            missing=_hidden(contacts),
            action=_("Add a contact") if not contacts else _("Look at the contacts"),
            url=reverse(f"admin:releases_contact_{'changelist' if contacts else 'add'}"),
            is_done=is_reachable,
        ),
    ]


def _who_is_short(offices: list[Office], people: list[Person]) -> str:
    """Return what the people lack to put a release out; nothing where one office has all it takes."""
    said = [_lack(people, office.pk) for office in offices] or [_lack(people, None)]
    return min(said, key=bool)


def _lack(people: list[Person], office_id: object) -> str:
    match permissions.lack_of(office_id, people):
        case permissions.Lack.WRITER:
            return _("Nobody writes yet: an administrator keeps the desk and writes nothing.")
        case permissions.Lack.SECOND_PERSON:
            return _("There is a writer, and nobody else yet who may approve.")
    if not any(permissions.has_role(person, Role.PUBLISHER, office_id) for person in people):
        return _("There are a writer and an approver, and nobody yet who may publish.")
    return ""


def _hidden(contacts: list[Contact]) -> str:
    """Return what keeps the first contact from being seen."""
    if not contacts:
        return _("A phone number or an e-mail address, ticked “public”, and a tick at “listed”.")
    contact = contacts[0]
    ticks = []
    if not any((contact.phone_is_public, contact.email_is_public, contact.after_hours_is_public)):
        ticks.append(_("one of its numbers must be ticked “public”"))
    if not contact.is_listed:
        ticks.append(_("the contact must be ticked “listed”"))
    if not contact.office.is_listed:
        ticks.append(_("its office must be ticked “listed”"))
    return _("“%(contact)s” is there, but no journalist sees it yet: %(ticks)s.") % {
        "contact": contact,
        "ticks": "; ".join(ticks) or _("the number itself is missing"),
    }


def _release(person: Person) -> Step:
    """The last one is never done here: when it is, all of them are gone."""
    may_start = permissions.may_start(person)
    started = Release.objects.visible_to(person).exists()
    who = "" if may_start else _("A writer signs in and presses “New release”; you keep the desk and write nothing.")
    return Step(
        title=_("Publish the first release"),
        why=_("Written by hand, or pasted from a text you have; approved by somebody else; then published."),
        missing=_("A first text is on its way: it is in the list.") if started else who,
        action=_("New release") if may_start else _("All releases"),
        url=reverse(f"admin:releases_release_{'add' if may_start else 'changelist'}"),
        is_done=False,
    )
