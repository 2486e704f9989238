"""What a release's page shows besides the edition itself: its history, its translations, its contacts today."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db.models import CharField, Value
from django.http import Http404

from releases.models import Contact, Edition
from releases.public.lists import first_or_404

MORE_SHOWN: Final = 3
_HEAVY: Final = ("body", "boilerplate", "seals")


def path_of(*, year: int, month: int, day: int, slug: str) -> str:
    """Return the path that these parts of an address spell; raise Http404 for a day that never was."""
    try:
        on = date(year, month, day)
    except ValueError as error:
        raise Http404 from error
    return f"/news/{on.year:04}/{on:%m/%d}/{slug}/"


def at_address(at: datetime, **parts: Any) -> Any:
    """Return the edition that the address with these parts answers at `at`; raise Http404 where none does."""
    at_path = Edition.objects.public(at).at_path(path_of(**parts))
    return first_or_404(at_path.with_path().with_public_number().with_updated())


def edition_path(path: str, number: int) -> str:
    """Return the address of one public edition by its public number."""
    return f"{path}editions/{number}/"


def changes_path(path: str, old: int, new: int) -> str:
    """Return the address of what changed between two public editions, by their public numbers."""
    return f"{path}changes/{old}-{new}/"


def context_of(edition: Edition, at: datetime) -> dict[str, Any]:
    """Gather, in three queries at the most, what stands around the edition that its address answers."""
    if edition.is_gone:
        return {"edition": edition, "is_current": True}
    return {
        **_history(edition, edition, at),
        **_beside(edition, at),
        "edition": edition,
        "is_current": True,
        "contacts": contacts_of(edition),
    }


def _beside(edition: Any, at: datetime) -> dict[str, Any]:
    """The translations, the releases before and after this one, and more of its office and its topic: one query."""
    listed = Edition.objects.public(at).listed()
    newest = listed.newest_first()
    translated = listed.filter(translation_group=edition.translation_group)
    office: Mapping[str, Any] = edition.lead_office
    topic: Mapping[str, Any] = next(iter(edition.topics), {})
    # Ids in a subquery, because a part of a union has no order and no end of its own.
    found: dict[str, Any] = {
        "translation": translated.exclude(release_id=edition.release_id),
        "newer": listed.filter(pk__in=newest.newer_than(edition.issued_at, edition.pk).values("pk")[:1]),
        "older": listed.filter(pk__in=newest.older_than(edition.issued_at, edition.pk).values("pk")[:1]),
    }
    # One more than is shown, for this release is among them.
    if office:
        found["office"] = listed.filter(pk__in=listed.of_office(office["id"]).values("pk")[: MORE_SHOWN + 1])
    if topic:
        found["topic"] = listed.filter(pk__in=listed.of_topic(topic["id"]).values("pk")[: MORE_SHOWN + 1])
    parts = [
        rows.annotate(beside_as=Value(name, CharField())).with_path().defer(*_HEAVY).order_by()
        for name, rows in found.items()
    ]
    beside: defaultdict[str, list[Edition]] = defaultdict(list)
    for one in parts[0].union(*parts[1:], all=True):
        if one.pk != edition.pk:
            beside[one.beside_as].append(one)
    for rows in beside.values():
        rows.sort(key=lambda one: (one.issued_at, one.pk), reverse=True)
    of_office = beside["office"][:MORE_SHOWN]
    named = {one.pk for one in of_office}
    of_topic = [one for one in beside["topic"][:MORE_SHOWN] if one.pk not in named]
    return {
        "translations": sorted(beside["translation"], key=lambda one: (one.language, one.pk)),
        "newer": next(iter(beside["newer"]), None),
        "older": next(iter(beside["older"]), None),
        "more": [
            {"name": shelf["name"], "editions": rows}
            for shelf, rows in ((office, of_office), (topic, of_topic))
            if rows
        ],
    }


def earlier_context_of(edition: Edition, current: Edition, at: datetime) -> dict[str, Any]:
    """Gather, in two queries at the most, what stands around an edition that the address used to answer."""
    return {
        **_history(edition, current, at),
        "edition": edition,
        "current": current,
        "contacts": contacts_of(edition),
    }


def contacts_of(edition: Edition) -> list[Mapping[str, Any]]:
    """Return the contact lines as issued, each with what the directory says `now` where that differs."""
    ids = [line["contact"] for line in edition.contacts if line.get("contact")]
    directory = {str(row.pk): row for row in Contact.objects.public().filter(pk__in=ids)} if ids else {}
    return [{**line, "now": _differing(line, directory.get(line.get("contact") or ""))} for line in edition.contacts]


def _history(shown: Edition, current: Edition, at: datetime) -> dict[str, Any]:
    """The corrections so far, and the other editions that can still be read with their addresses; latest first.

    Only what came up to `current` counts, so that a correction published between two queries of one page is
    on all of that page or on none of it.
    """
    readable = Edition.objects.readable(at).filter(release_id=current.release_id).with_public_number()
    history = [
        one for one in readable.order_by("-public_from").defer(*_HEAVY) if one.public_number <= current.public_number
    ]
    numbers = {one.public_number for one in history}
    return {
        "corrections": [
            {"edition": one, "changes": _changes_before(one, current, numbers)} for one in history if one.is_correction
        ],
        "others": [
            {"edition": one, "path": edition_path(current.get_absolute_url(), one.public_number)}
            for one in history
            if one.pk not in {shown.pk, current.pk}
        ],
    }


def _changes_before(correction: Edition, current: Edition, readable: Collection[int]) -> str:
    """The address of what a correction changed, where the edition before it can still be read."""
    number = correction.public_number
    if number - 1 not in readable:
        return ""
    return changes_path(current.get_absolute_url(), number - 1, number)


def _differing(line: Mapping[str, Any], contact: Contact | None) -> Mapping[str, str] | None:
    if contact is None:
        return None
    now = contact.as_printed
    return now if any(now[word] and now[word] != line[word] for word in now if word != "role") else None
