"""Accounts and roles: who may sign in, and what each may do for which office."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from releases import clock, permissions
from releases.models import Membership, Newsroom, Person, Role
from releases.workflow.record import record
from releases.workflow.refusal import Reason, Refused


def save_person(*, actor: Person, person: Person, roles: Iterable[tuple[str, UUID | None]]) -> Person:
    """Save an account with exactly these (role, office) pairs; office None stands for every office.

    Raises Refused when the newsroom would be left without an administrator of every office.
    """
    wanted = set(roles)
    with transaction.atomic():
        # One change of people at a time, and the actor's own roles read after the wait: two administrators
        # cannot remove each other in the same moment, nor lock each other's rows for ever.
        Newsroom.objects.select_for_update().filter(pk=1).values_list("pk").first()
        if not permissions.is_administrator(Person.objects.get(pk=actor.pk)):
            raise Refused([Reason(_("Only an administrator changes people. Ask one of yours."))])
        others = Membership.objects.filter(role=Role.ADMINISTRATOR, office=None, person__is_active=True)
        stays = person.is_active and (Role.ADMINISTRATOR.value, None) in wanted
        if not stays and not others.exclude(person=person).exists():
            raise Refused(
                [Reason(_("This is the last administrator. Give somebody else the role for every office first."))]
            )
        is_new = person._state.adding
        person.save()
        had = set(person.memberships.values_list("role", "office_id"))
        for role, office in had - wanted:
            person.memberships.filter(role=role, office_id=office).delete()
        Membership.objects.bulk_create(
            Membership(person=person, role=role, office_id=office) for role, office in wanted - had
        )
        record(
            what="person_saved",
            actor=actor,
            at=clock.now(),
            detail={
                "id": str(person.pk),
                "new": is_new,
                "active": person.is_active,
                "granted": _readable(wanted - had),
                "taken": _readable(had - wanted),
            },
        )
        return person


def choose_language(*, actor: Person, language: str) -> None:
    """Set the language in which the desk speaks to the actor; empty for the newsroom's own."""
    if language and language not in dict(settings.LANGUAGES):
        raise Refused([Reason(_("Choose one of the languages that the desk speaks."), "language")])
    Person.objects.filter(pk=actor.pk).update(language=language)


def _readable(pairs: set[tuple[str, Any]]) -> list[list[str]]:
    return sorted([role, str(office or "")] for role, office in pairs)
