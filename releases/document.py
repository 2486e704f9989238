"""A release as one plain document: what staff typed, what a reader gets of it, and the edition it would make."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import gettext as _

from releases import richtext
from releases.embargo import Terms
from releases.intake.sentence import Sentence
from releases.models import Contact, Edition, Office, Release, Topic
from releases.models.content import HEADLINE_MAX, PLAIN_FIELDS, PRINTED_FIELDS, Kind
from releases.states import EmbargoKind

LINE_WORDS: Final = ("name", "role", "organisation", "phone", "email", "after_hours")


@dataclass(frozen=True, slots=True)
class Line:
    """One contact line. A number without its `…_is_public` flag is for staff only.

    A line that names a directory `contact` and nothing else is filled from the directory when it is saved.
    """

    name: str = ""
    role: str = ""
    organisation: str = ""
    phone: str = ""
    phone_is_public: bool = False
    email: str = ""
    email_is_public: bool = False
    after_hours: str = ""
    after_hours_is_public: bool = False
    contact: UUID | None = None

    @property
    def is_bare(self) -> bool:
        return not any(getattr(self, word) for word in LINE_WORDS)


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker: a name and, where it helps, a title."""

    name: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything an editor can set on a release, as one value: the argument of `workflow.save_draft`."""

    headline: str
    lead_office: UUID
    language: str = "en"
    kind: str = Kind.PRESS_RELEASE
    subhead: str = ""
    summary: str = ""
    dateline: str = ""
    body: str = ""
    boilerplate: str = ""
    number: str = ""
    correction_note: str = ""
    correction_is_minor: bool = False
    joint_offices: tuple[UUID, ...] = ()
    contacts: tuple[Line, ...] = ()
    speakers: tuple[Voice, ...] = ()
    topics: tuple[UUID, ...] = ()
    slug: str = ""
    terms: Terms = field(default_factory=Terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The words that a draft was read from, as they are kept with it.

    `spans` say which words a field came from, `notes` what had to be asked about a field: both by the names
    that a refusal uses for the fields of a release.
    """

    text: str
    name: str = ""
    media_type: str = "text/plain"
    spans: tuple[tuple[str, int, int], ...] = ()
    notes: tuple[tuple[str, Sentence], ...] = ()

    @property
    def sha256(self) -> str:
        """What the same text has, whatever it was read as."""
        return sha256(self.text.encode()).hexdigest()


def headline_fault(headline: str) -> str:
    """Return a sentence about a headline that is too long to print, or nothing."""
    if len(headline) <= HEADLINE_MAX:
        return ""
    return _("The headline has %(length)d characters. Shorten it to %(limit)d or put the rest in the subhead.") % {
        "length": len(headline),
        "limit": HEADLINE_MAX,
    }


def compose(draft: Draft) -> dict[str, Any]:
    """Return the document for a draft: cleaned, with the offices, topics and contacts it names written out.

    Raises Office.DoesNotExist or Topic.DoesNotExist for an identifier that names none.
    """
    content: dict[str, Any] = {}
    for name in PLAIN_FIELDS:
        value = getattr(draft, name)
        if name == "body":
            value = richtext.clean(value)
        elif name in {"headline", "subhead", "dateline", "number"}:
            value = _one_line(value)
        elif isinstance(value, str):
            value = richtext.plain(str(value)).replace("\r\n", "\n").strip()
        content[name] = value
    content["offices"] = _offices((draft.lead_office, *draft.joint_offices))
    content["contacts"] = _lines(draft.contacts)
    content["speakers"] = _voices(draft.speakers)
    content["topics"] = _topics(draft.topics)
    content["slug"] = slugify(draft.slug, allow_unicode=True)
    content["embargo"] = stored_terms(draft.terms)
    return content


def decompose(content: Mapping[str, Any]) -> Draft:
    """Return the draft that a stored document was made from."""
    return Draft(
        **{name: content[name] for name in PLAIN_FIELDS},
        lead_office=UUID(content["offices"][0]["id"]),
        joint_offices=tuple(UUID(office["id"]) for office in content["offices"][1:]),
        contacts=tuple(
            Line(**{**line, "contact": UUID(line["contact"]) if line["contact"] else None})
            for line in content["contacts"]
        ),
        speakers=tuple(Voice(**voice) for voice in content["speakers"]),
        topics=tuple(UUID(topic["id"]) for topic in content["topics"]),
        slug=content["slug"],
        terms=_terms(content["embargo"]),
    )


def typed(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what staff typed of a document, so that two can be compared: directory data only by identifier.

    The embargo is left out: its present terms stand on the release, where a reschedule changes them.
    """
    words = {name: content[name] for name in (*PLAIN_FIELDS, "contacts", "speakers", "slug")}
    words["offices"] = [office["id"] for office in content["offices"]]
    words["topics"] = [topic["id"] for topic in content["topics"]]
    return words


def printed(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a reader gets of a document: the staff-only numbers are not in it."""
    reader = {name: content[name] for name in PRINTED_FIELDS}
    reader["contacts"] = [line for line in map(_public_line, content["contacts"]) if line]
    return reader


def stored_terms(terms: Terms) -> dict[str, str]:
    """Return embargo terms as a document keeps them."""
    return {
        "kind": terms.kind.value,
        "wall": terms.wall,
        "zone": terms.zone,
        "at": terms.at.isoformat() if terms.at else "",
    }


def edition_of(release: Release, content: Mapping[str, Any]) -> Edition:
    """Return the unsaved edition that this document would make: what is previewed is what is approved."""
    return Edition(
        release=release,
        translation_group=release.translation_group,
        embargo_kind=release.embargo_kind,
        embargo_wall=release.embargo_wall,
        embargo_zone=release.embargo_zone,
        embargo_at=release.embargo_at,
        **printed(content),
    )


def _terms(stored: Mapping[str, str]) -> Terms:
    at = datetime.fromisoformat(stored["at"]) if stored["at"] else None
    return Terms(EmbargoKind(stored["kind"]), stored["wall"], stored["zone"], at)


def _offices(ids: tuple[UUID, ...]) -> list[dict[str, str]]:
    found = Office.objects.in_bulk(ids)
    written = []
    for pk in dict.fromkeys(ids):
        office = found.get(pk)
        if office is None:
            raise Office.DoesNotExist(str(pk))
        written.append(
            {
                "id": str(office.pk),
                "name": office.name,
                "short_name": office.short_name,
                "slug": office.slug,
                "zone": office.time_zone,
                "city": office.city,
            }
        )
    return written


def _topics(ids: tuple[UUID, ...]) -> list[dict[str, str]]:
    found = Topic.objects.in_bulk(ids)
    written = []
    for pk in dict.fromkeys(ids):
        topic = found.get(pk)
        if topic is None:
            raise Topic.DoesNotExist(str(pk))
        written.append({"id": str(topic.pk), "name": topic.name, "slug": topic.slug})
    return written


def _voices(voices: tuple[Voice, ...]) -> list[dict[str, str]]:
    written = ({"name": _one_line(voice.name), "title": _one_line(voice.title)} for voice in voices)
    return [voice for voice in written if any(voice.values())]


def _one_line(text: str) -> str:
    return " ".join(richtext.plain(text).split())


def _lines(lines: tuple[Line, ...]) -> list[dict[str, Any]]:
    directory = Contact.objects.in_bulk([line.contact for line in lines if line.contact])
    written = []
    for line in lines:
        contact = directory.get(line.contact) if line.contact else None
        if line.is_bare and contact is None:
            continue
        row = asdict(line_of(contact) if line.is_bare and contact else line)
        for word in LINE_WORDS:
            row[word] = _one_line(row[word])
        row["contact"] = str(contact.pk) if contact else None
        written.append(row)
    return written


def line_of(contact: Contact) -> Line:
    """Return the line that a release gets of a contact of the directory."""
    return Line(
        name=contact.name,
        role=contact.role,
        phone=contact.phone,
        phone_is_public=contact.phone_is_public,
        email=contact.email,
        email_is_public=contact.email_is_public,
        after_hours=contact.after_hours,
        after_hours_is_public=contact.after_hours_is_public,
        contact=contact.pk,
    )


def _public_line(line: Mapping[str, Any]) -> dict[str, Any] | None:
    shown = {
        "name": line["name"],
        "role": line["role"],
        "organisation": line["organisation"],
        "phone": line["phone"] if line["phone_is_public"] else "",
        "email": line["email"] if line["email_is_public"] else "",
        "after_hours": line["after_hours"] if line["after_hours_is_public"] else "",
        "contact": line["contact"],
    }
    return shown if any(shown[word] for word in LINE_WORDS) else None
