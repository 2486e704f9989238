"""From what intake read to what a newsroom files: THE ONLY TRANSLATION of a `ParsedRelease` into a `Draft`.

It matches offices and contacts to the directory, invents nothing, and says what a person must look at.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from releases import embargo, permissions
from releases.document import Draft, Line, Source, Voice
from releases.embargo import Terms
from releases.intake import Contact as Printed
from releases.intake import Embargo, ParsedRelease, Sentence
from releases.intake.sentence import NOTHING, _
from releases.models import Contact, Office, OfficeSlug, Person
from releases.models.content import LANGUAGES, Kind
from releases.states import EmbargoKind

# Intake's names for what it read, where a refusal calls the field of a release by another.
FIELD_OF: Final[Mapping[str, str]] = {
    "office": "lead_office",
    "release_line": "embargo",
    "speaker": "speakers",
    "source": "",
}
_Note = tuple[str, Sentence]
_HEAD: Final = 4_000  # no letterhead is longer
_UNKEPT: Final = str.maketrans({"\x00": "\ufffd"})  # PostgreSQL keeps no NUL in a text


@dataclass(frozen=True, slots=True)
class Filled:
    """A draft but for its lead office where none was recognised, with the questions at their fields.

    `notes` are (field, sentence) with the names that refusals use; "" is the draft as a whole. An embargo that was
    not read with certainty stands as `EmbargoKind.QUESTION`: the workflow keeps such a draft from being submitted.
    `wall` and `zone` are then the best reading, to be offered beside the question.
    """

    lead: Office | None
    values: Mapping[str, Any]
    source: Source
    wall: datetime | None = None
    zone: str = ""

    @property
    def notes(self) -> tuple[_Note, ...]:
        return self.source.notes

    def draft(self, lead_office: UUID | None = None) -> Draft:
        """Return the draft, issued by `lead_office` or else by the office that was recognised."""
        chosen = lead_office or (self.lead.pk if self.lead else None)
        if chosen is None:
            raise ValueError("No office was recognised, and none was given.")
        joint = tuple(pk for pk in self.values["joint_offices"] if pk != chosen)
        return Draft(**{**self.values, "lead_office": chosen, "joint_offices": joint})


def fill(
    parsed: ParsedRelease,
    *,
    actor: Person,
    name: str = "",
    media_type: str = "text/plain",
    lead: Office | None = None,
    default_language: str = "en",
) -> Filled:
    """Fill a draft from what was read. `lead` issues it where the text names no office that `actor` writes for."""
    notes = [(FIELD_OF.get(note.field, note.field), note.sentence) for note in parsed.notes]
    named, chosen, said = _offices(parsed, actor, lead)
    notes += [("lead_office", sentence) for sentence in said]
    terms, doubt = terms_of(parsed.embargo)
    if doubt and ("embargo", doubt) not in notes:
        notes.insert(0, ("embargo", doubt))
    language = parsed.language if parsed.language in dict(LANGUAGES) else ""
    if not language:
        notes.append(("language", _("The language was not recognised. Choose it.")))
    if not parsed.headline.strip():
        notes.append(("headline", _("No headline was found. Write it, or take it from the source.")))
    contacts = _contacts(parsed.contacts)
    if not contacts:
        notes.append(("contacts", _("No media contact was found in the text.")))
    values = {
        "headline": parsed.headline,
        "subhead": parsed.subhead,
        "kind": kind_of(parsed.kind),
        "language": language or default_language or "en",
        "dateline": parsed.dateline,
        "body": parsed.body_html,
        "boilerplate": _boilerplate(parsed.boilerplate),
        "number": parsed.number,
        "joint_offices": tuple(office.pk for office in named if chosen is None or office.pk != chosen.pk),
        "contacts": contacts,
        "speakers": (Voice(parsed.speaker),) if parsed.speaker else (),
        "terms": terms,
    }
    best = parsed.embargo.wall if terms.kind == EmbargoKind.QUESTION else None
    return Filled(
        chosen,
        values,
        _source(parsed, _spans(parsed, chosen), name=name, media_type=media_type, notes=notes),
        wall=best.replace(tzinfo=None, second=0, microsecond=0, fold=0) if best else None,
        zone=parsed.embargo.zone if best else "",
    )


def kind_of(kind: str) -> str:
    """Return our word for what intake says the document is."""
    ours = kind.replace("_", "-")
    return ours if ours in Kind.values else Kind.PRESS_RELEASE.value


def matching(text: str, offices: Iterable[Office], slugs: Mapping[str, UUID] | None = None) -> list[Office]:
    """Return the offices that `text` names, in its order: by name, short name or an address they had; folded."""
    flat = f" {_folded(text)} "
    past: dict[UUID, list[str]] = {}
    for slug, pk in (slugs or {}).items():
        past.setdefault(pk, []).append(slug)
    hits: list[tuple[int, int, Office]] = []
    for office in offices:
        names = (
            office.name,
            office.short_name,
            *(one.replace("-", " ") for one in (office.slug, *past.get(office.pk, ()))),
        )
        for words in filter(None, map(_folded, names)):
            hits += [(one.start(), -one.end(), office) for one in re.finditer(f"(?<= ){re.escape(words)}(?= )", flat)]
    named: list[Office] = []
    reach = -1
    # “Press Office of the Coast Guard” does not name the “Press Office”: the longer name at a place wins.
    for start, end, office in sorted(hits, key=lambda hit: hit[:2]):
        if start >= reach:
            named.append(office)
            reach = -end
    return list(dict.fromkeys(named))


def _folded(text: str) -> str:
    """Words alone, without case, accents and the articles that letterheads leave out."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    words = re.findall(r"\w+", plain)
    return " ".join(word for word in words if word != "the")


def _offices(
    parsed: ParsedRelease, actor: Person, fallback: Office | None
) -> tuple[list[Office], Office | None, list[Sentence]]:
    """The newsroom's offices that are named, the one that leads, and what there is to say about it."""
    every = list(Office.objects.select_related("successor").order_by("name", "id"))
    slugs = dict(OfficeSlug.objects.values_list("slug", "office_id"))
    printed = parsed.office.strip()
    # A letterhead may put the whole organisation above the office, and a contact may be all that names it.
    places = (printed, _head(parsed), *(contact.organisation for contact in parsed.contacts))
    named = next(filter(None, (matching(place, every, slugs) for place in places)), [])
    said: list[Sentence] = []
    now: list[Office] = []
    for office in named:
        if office.is_historical and office.successor:
            said.append(
                _(
                    "“%(office)s” is closed. %(successor)s does its work now and was put in its place.",
                    office=office.name,
                    successor=office.successor.name,
                )
            )
            office = office.successor
        if office.is_historical:
            said.append(_("“%(office)s” is closed. Choose the office that issues this.", office=office.name))
        elif office not in now:
            now.append(office)
    lead = next((office for office in now if permissions.may_start(actor, office.pk)), None)
    if lead is None and now:
        said.append(_("You do not write for “%(office)s”. Choose an office that you write for.", office=now[0].name))
    elif lead is None and printed and not said:
        said.append(none_of_ours(printed))
    elif lead is None and not said:
        said.append(_("The text names no office. Choose the one that issues this."))
    return now, lead or fallback, said


def none_of_ours(printed: str) -> Sentence:
    """Say that a name is no office's."""
    return _("“%(office)s” is none of our offices: choose the one that issues this.", office=printed)


def _head(parsed: ParsedRelease) -> str:
    """What stands above the story."""
    begins = min((start for start, _end in parsed.spans.get("body", ())), default=len(parsed.text))
    return parsed.text[: min(begins, _HEAD)]


def terms_of(read: Embargo) -> tuple[Terms, Sentence]:
    """Return the terms as a release keeps them, and the question where they are not certain."""
    if read.kind == "by_hand":
        return Terms(EmbargoKind.BY_HAND), NOTHING
    if read.kind == "none":
        return Terms(), NOTHING
    if read.kind == "until" and read.until and read.wall and read.zone:
        wall = read.wall.replace(tzinfo=None, second=0, microsecond=0, fold=0)
        try:
            moments = embargo.instants(wall, read.zone)
        except ValueError:
            moments = ()
        at = read.until.replace(second=0, microsecond=0)
        if at in moments:
            return Terms.until(wall, read.zone, second=at == moments[-1] and len(moments) == 2), NOTHING
    return Terms(EmbargoKind.QUESTION), read.question or _(
        "There is an embargo that could not be read for certain. When does it end?"
    )


def _contacts(printed: Sequence[Printed]) -> tuple[Line, ...]:
    """Contact lines as printed, each tied to the directory where it is known there.

    A number is public only where the directory says so already: a text brings mobile numbers and senders'
    signatures along, and what was shown once is not taken back.
    """
    directory = list(Contact.objects.in_order())
    return tuple(_line(one, directory) for one in printed if any((one.name, one.role, one.phone, one.email)))


def _line(printed: Printed, directory: Sequence[Contact]) -> Line:
    line = Line(
        name=printed.name,
        role=printed.role,
        organisation=printed.organisation,
        phone=printed.phone,
        email=printed.email,
    )
    known = next((one for one in directory if _is_same(line, one)), None)
    if known is None:
        return line
    same_phone = bool(line.phone) and _digits(line.phone) in {_digits(known.phone), _digits(known.after_hours)}
    open_phones = {_digits(known.public_phone), _digits(known.public_after_hours)}
    return replace(
        line,
        contact=known.pk,
        phone_is_public=same_phone and _digits(line.phone) in open_phones,
        email_is_public=bool(line.email) and line.email.casefold() == known.public_email.casefold(),
    )


def _is_same(line: Line, contact: Contact) -> bool:
    if line.email and line.email.casefold() == contact.email.casefold():
        return True
    if line.name and contact.name and _folded(line.name) != _folded(contact.name):
        return False  # two people at one switchboard
    if line.phone and _digits(line.phone) in {_digits(contact.phone), _digits(contact.after_hours)}:
        return True
    return bool(line.name) and _folded(line.name) == _folded(contact.name)


def _digits(number: str) -> str:
    digits = "".join(one for one in number if one.isdigit())
    return digits[-9:] if len(digits) >= 7 else "" if not digits else f"short {digits}"


def _boilerplate(printed: str) -> str:
    """The office's own wording where it is the same text, set differently."""
    flat = _folded(printed)
    texts = Office.objects.exclude(boilerplate="").order_by("id").values_list("boilerplate", flat=True)
    return next((text for text in texts if flat and _folded(text) == flat), printed)


def _spans(parsed: ParsedRelease, lead: Office | None) -> Iterator[tuple[str, int, int]]:
    """Where every field's words stand; the office's are those that name the office that was recognised."""
    name = r"\s+".join(map(re.escape, lead.name.split())) if lead else ""
    named = re.search(name, parsed.text[:_HEAD], re.IGNORECASE) if name else None
    for field, ranges in parsed.spans.items():
        if field != "office" or named is None:
            yield from ((FIELD_OF.get(field, field), start, end) for start, end in ranges)
    if named:
        yield "lead_office", named.start(), named.end()


def _source(
    parsed: ParsedRelease, spans: Iterable[tuple[str, int, int]], *, name: str, media_type: str, notes: Sequence[_Note]
) -> Source:
    """The text as a database and a browser keep it, with LF line ends, and the spans moved along."""
    dropped = [
        place for place, one in enumerate(parsed.text) if one == "\r" and parsed.text[place + 1 : place + 2] == "\n"
    ]
    text = parsed.text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNKEPT)
    text = text.encode("utf-8", "replace").decode("utf-8")
    moved = sorted(
        {
            (field, start - bisect_right(dropped, start - 1), end - bisect_right(dropped, end - 1))
            for field, start, end in spans
        },
        key=lambda span: (span[1], span[2]),
    )
    kept = tuple(span for span in moved if span[1] < span[2])
    return Source(text=text, name=name, media_type=media_type, spans=kept, notes=tuple(dict.fromkeys(notes)))
