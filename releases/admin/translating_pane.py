"""The original beside the form of its translation: field for field, and what changed in it since, marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.text import capfirst

from releases import clock, differences
from releases.admin import languages, translating_words
from releases.admin.asking import person_of
from releases.admin.translating import MARK, number_of
from releases.differences import Piece
from releases.models import Release
from releases.situation import Situation

HIDE: Final = "hide"
# What there is to translate; the rest was carried over, and stands in the form as it is.
_FIELDS: Final = (
    *("headline", "subhead", "correction_note", "speakers", "dateline", "body", "boilerplate", "contacts", "summary"),
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What the original says in a field, a paragraph after the other; pieces tell what changed since."""

    name: str
    label: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    has_changed: bool


@dataclass(frozen=True, slots=True)
class Pane:
    """The original as of its latest revision. It is read beside the form, never written there."""

    fields: Mapping[str, Beside]
    original: Release
    said_within: str
    number: int
    is_behind: bool
    is_ticked: bool
    is_hidden: bool

    @property
    def said(self) -> str:
        return capfirst(self.said_within)

    @property
    def language(self) -> str:
        return self.original.language

    @property
    def direction(self) -> str:
        return "rtl" if self.original.language in settings.LANGUAGES_BIDI else "ltr"

    def of(self, *names: str) -> tuple[Beside, ...]:
        """Return what stands beside these fields of the form; nothing while the original is hidden."""
        if self.is_hidden:
            return ()
        return tuple(self.fields[name] for name in names if name in self.fields)


def of(request: HttpRequest, release: Release) -> Pane | None:
    """Return the original of a translation as this person may read it; nothing, as of no translation, if they may not.

    `?original=hide` hides it, without scripts as well.
    """
    found = translating_words.translation_of(release, person_of(request))
    if found is None:
        return None
    original, lag = found.original, translating_words.lag_of(found, Situation.read(release, clock.now()))
    before, after = translating_words.texts_of(found)
    said = [(name, _words(name, before[name]), _words(name, after[name])) for name in _FIELDS]
    return Pane(
        fields={name: _beside(name, old, new) for name, old, new in said if old or new},
        original=original,
        said_within=languages.the_text(original.language),
        number=original.revision_number,
        is_behind=lag is not None,
        is_ticked=bool(ticked(request.POST)),
        is_hidden=request.GET.get("original") == HIDE,
    )


def ticked(data: QueryDict) -> int:
    """Return the revision that somebody who saves says the translation is up to date with, or 0."""
    return number_of(data.get(MARK, ""))


def _words(name: str, value: Any) -> str:
    return differences.plain_body(value) if name == "body" else differences.words_of(name, value)


def _beside(name: str, old: str, new: str) -> Beside:
    return Beside(name, capfirst(differences.label(name)), tuple(differences.whole(old, new)), old != new)
