"""Translations in words: how far one is behind its original, and which counterparts a release has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from releases import differences, permissions, workflow
from releases.admin import languages, moments
from releases.models import Edition, Event, Person, Release, Revision, Translation
from releases.situation import Situation
from releases.states import Move, Standing, Status

if TYPE_CHECKING:
    from releases.admin.overview_rows import Row

# What the record says of translating. It speaks of an original, so it is for those who may know of that.
EVENTS: Final = ("translation_begun", "translation_marked", "original_changed")
_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Another language of the same text."""

    language: str
    status: str
    headline: str
    url: str


@dataclass(frozen=True, slots=True)
class Lag:
    """A translation that is behind: since which revision of the original, in words, and what has changed."""

    sentence: str
    original: str
    done: int
    now: int
    url: str
    changes: tuple[differences.Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Translations:
    """What the panel says of a release and its other languages, to somebody who may know of these."""

    counterparts: tuple[Counterpart, ...]
    alarms: tuple[str, ...]
    lag: Lag | None
    url: str


def of_release(release: Any, person: Person, situation: Situation) -> Translations:
    """Return everything there is to say, without a query for a release `with_counterparts` that has none."""
    others = counterparts_of(release, person, situation) if release.has_counterparts else []
    found = translation_of(release, person) if others else None
    return Translations(
        counterparts=tuple(others),
        alarms=tuple(_alarms(found, situation)) if found else (),
        lag=lag_of(found, situation) if found else None,
        url=page_url(release),
    )


def page_url(release: Release) -> str:
    """Return the address of the page about a release's other languages."""
    return reverse("admin:releases_release_translations", args=[release.pk])


def translation_of(release: Release, person: Person) -> Translation | None:
    """Return the release as a translation, with its original, if this person may know of both."""
    if not hasattr(release, "translation"):
        return None
    found: Translation | None = (
        Translation.objects.visible_to(person)
        .filter(release=release)
        .select_related("original__lead_office")
        .compared()
        .first()
    )
    return found


def counterparts_of(release: Release, person: Person, situation: Situation) -> list[Counterpart]:
    """Return the release's other languages that this person may know of, by language."""
    others = Release.objects.visible_to(person).filter(translation_group=release.translation_group)
    found = others.exclude(pk=release.pk).with_standing(situation.at).defer("body", "boilerplate")
    return [
        Counterpart(
            language=languages.name(one.language),
            status=_status(one, beside=release),
            headline=one.headline,
            url=reverse("admin:releases_release_change", args=[one.pk]),
        )
        for one in found.order_by("language", "created_at", "id")
    ]


def lag_of(translation: Any, situation: Situation, *, with_changes: bool = False) -> Lag | None:
    """Return how far a translation is behind, or nothing; with the original's changes where they are asked for."""
    if translation.done_digest == translation.now_digest:
        return None
    original = translation.original
    zone = situation.release.lead_office.time_zone
    said = _("%(original)s changed since this was translated (revision %(done)d → %(now)d, by %(who)s, %(when)s).") % {
        "original": languages.the_text(original.language),
        "done": translation.of_revision,
        "now": original.revision_number,
        "who": translation.changed_by,
        "when": moments.said(translation.changed_at, zone, situation.at),
    }
    return Lag(
        sentence=capfirst(said),
        original=languages.the_text(original.language),
        done=translation.of_revision,
        now=original.revision_number,
        url=page_url(situation.release),
        changes=tuple(changes_of(translation)) if with_changes else (),
    )


def changes_of(translation: Translation) -> list[differences.Change]:
    """Return what differs in the original since the revision that the translation renders."""
    changes = differences.between(*texts_of(translation))
    # Neither its address nor its embargo is anything to translate.
    return [change for change in changes if change.field not in {"slug", "embargo"}]


def texts_of(translation: Translation) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return what the original said in the revision that the translation renders, and what it says now."""
    done, now = translation.of_revision, translation.original.revision_number
    revisions = Revision.objects.filter(release=translation.original, number__in=(done, now))
    found = {one.number: one.content for one in revisions}
    return found[done], found[now]


def for_move(release: Release, person: Person, situation: Situation) -> Lag | None:
    """Return what somebody should see who answers for a translation: the flag, and what has changed."""
    found = translation_of(release, person)
    return lag_of(found, situation, with_changes=True) if found else None


def limited_along(release: Release, person: Person) -> list[str]:
    """Say which translations, of those that the person may know of, are limited with a release."""
    known = (
        Release.objects.visible_to(person)
        .filter(pk__in=workflow.shown_in(release_id=release.pk))
        .order_by("language", "id")
    )
    names = [f"“{one.headline}”" for one in known.only("headline")]
    if not names:
        return []
    said = {"translations": get_text_list(names, _("and"))}
    return [_("Limited with it, because they show what it says: %(translations)s. What is out stays out.") % said]


def told_to(person: Person, events: QuerySet[Event], release: Release) -> QuerySet[Event]:
    """Return the record without what speaks of an original, for who may not know of that."""
    own = Translation.objects.filter(release=release)
    if own.exclude(pk__in=Translation.objects.visible_to(person).values("pk")).exists():
        return events.exclude(what__in=EVENTS)
    return events


def behind(person: Person) -> list[Any]:
    """Return the translations behind their originals that this person may know of, the longest behind first."""
    found = Translation.objects.visible_to(person).behind()
    found = found.select_related("original", "release__lead_office", "release__bundled")
    return list(found.order_by("changed_at", "pk")[:_MOST])


def left_behind(late: Iterable[Any], person: Person) -> Iterable[Any]:
    """Return those that are approved or out, and this person's to mend: nobody has them among their drafts."""
    return (
        one for one in late if one.release.status == Status.APPROVED and permissions.may(person, Move.EDIT, one.release)
    )


def note(translation: Any) -> str:
    """Return the flag for a list."""
    return _("%(original)s changed since") % {"original": languages.the_text(translation.original.language)}


def noted(rows: Iterable["Row"], late: Sequence[Any]) -> list["Row"]:
    """Return the rows of a list of the overview, flagged where a translation is behind."""
    notes = {one.release_id: note(one) for one in late}
    return [replace(row, notes=(*row.notes, notes[row.release.pk])) if row.release.pk in notes else row for row in rows]


def _status(other: Any, *, beside: Release) -> str:
    standing = Standing(other.standing)
    said = Status(other.status).label if standing == Standing.NEVER else standing.label
    if beside.is_limited and not other.is_limited:
        return _("%(status)s, not limited to named people") % {"status": said.lower()}
    return str(said).lower()


def _alarms(translation: Any, situation: Situation) -> Iterable[str]:
    """What readers get now that does not go together: an old translation beside a corrected or withdrawn original."""
    if situation.standing != Standing.LIVE or situation.current is None:
        return
    original = Situation.read(translation.original, situation.at)
    out: Edition | None = original.current
    if out is None or out.public_from is None:
        return
    said = {
        "original": languages.the_text(translation.original.language),
        "translation": languages.the_text(situation.release.language),
        "when": moments.said(out.public_from, situation.release.lead_office.time_zone, situation.at),
    }
    if out.is_withdrawn:
        yield capfirst(_("%(original)s was withdrawn (%(when)s); %(translation)s is still there.") % said)
    elif out.is_correction and out.revision_number > translation.of_revision and _says_else(translation, out):
        yield capfirst(_("%(original)s was corrected (%(when)s); %(translation)s still says the old.") % said)


def _says_else(translation: Any, edition: Edition) -> bool:
    return bool(edition.digest != translation.done_digest)
