"""What a redaction would blank: every value of the field that is kept, and each place where it is kept."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from releases import differences, embargo
from releases.admin import record_words
from releases.models import Edition, Event, IntakeSource, Release, Remark, Revision
from releases.models.content import REDACTED
from releases.models.event import KEPT_REASONS
from releases.situation import Situation


@dataclass(frozen=True, slots=True)
class Blank:
    """One value of a field, as words, and where it stands."""

    words: str
    places: tuple[str, ...]


def blanks(field: str, situation: Situation) -> list[Blank]:
    """Return what would be blanked: first what readers have, then what only the desk keeps."""
    found: dict[str, list[str]] = {}
    if IntakeSource.objects.filter(release=situation.release).exclude(sha256="").exists():
        # Any field's words may stand in it, so it goes whole, whichever field is redacted.
        found[_("the whole text")] = [_("the text or file that the draft was read from")]
    for place, value in [*_in_editions(field, situation), *_in_revisions(field, situation.release)]:
        words = differences.words_of(field, value)
        if words and words != REDACTED:
            found.setdefault(words, []).append(place)
    for place, words in _in_the_record(situation.release):
        found.setdefault(words, []).append(place)
    return [Blank(words, tuple(places)) for words, places in found.items()]


def _in_editions(field: str, situation: Situation) -> list[tuple[str, object]]:
    return [(_edition_said(edition, situation), getattr(edition, field)) for edition in reversed(situation.editions)]


def _in_revisions(field: str, release: Release) -> list[tuple[str, object]]:
    rows = Revision.objects.filter(release=release).order_by("-number").values_list("number", "content")
    return [(_revision_said(number, release), content[field]) for number, content in rows]


def _in_the_record(release: Release) -> list[tuple[str, str]]:
    """What people wrote about it: any of it may quote the words, so it all goes, whichever field is redacted."""
    said = Remark.objects.filter(release=release).exclude(text__in=("", REDACTED)).order_by("id")
    remarks = [(_("a remark by %(name)s") % {"name": one.author_name}, one.text) for one in said]
    events = Event.objects.filter(release=release).exclude(what__in=KEPT_REASONS).order_by("at", "id")
    lines = (record_words.line_of(event, release, event.at) for event in events)
    reasons = [
        (_("the record: %(what)s (%(when)s)") % {"what": line.what, "when": line.when}, line.why)
        for line in lines
        if line.why not in ("", REDACTED)
    ]
    return [*remarks, *reasons]


def _revision_said(number: int, release: Release) -> str:
    if number == release.revision_number:
        return _("the working text (revision %(number)d)") % {"number": number}
    return _("revision %(number)d") % {"number": number}


def _edition_said(edition: Edition, situation: Situation) -> str:
    if edition.public_from is None:
        approved = embargo.label(edition.recorded_at, edition.zone)
        return _("the edition approved at %(when)s, never public") % {"when": approved}
    opens = {"when": embargo.label(edition.public_from, edition.zone)}
    if edition == situation.current:
        return _("the public page, as it stands since %(when)s") % opens
    if edition == situation.coming:
        return _("the edition that goes out at %(when)s") % opens
    return _("the edition that was public from %(when)s") % opens
