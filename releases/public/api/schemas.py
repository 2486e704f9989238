"""What the API answers with, field by field: the description that is served is made from these."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import BeforeValidator, Field

from releases.models import Kind
from releases.models.content import LANGUAGES

Language = StrEnum("Language", [(code, code) for code, _name in LANGUAGES])  # type: ignore[misc]  # from a list
Word = Annotated[str, Field(max_length=120)]


def _spelled_out(day: Any) -> Any:
    """Take a day as ISO 8601 writes it and no other way: a bare number would be read as seconds since 1970."""
    if isinstance(day, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
        raise ValueError("Write the day as year, month and day: 2026-03-31.")
    return day


Day = Annotated[date, BeforeValidator(_spelled_out)]


class Filters(Schema):
    """How a list is narrowed; every filter may be left out, and they combine as on the search page."""

    q: Annotated[str, Field(max_length=300, description="Words, “phrases”, -not, beginning*.")] = ""
    kind: Kind | None = None
    office: Annotated[Word, Field(description="The word in an office's address.")] = ""
    topic: Annotated[Word, Field(description="The word in a topic's address.")] = ""
    language: Language | None = None
    since: Annotated[Day | None, Field(description="The first day of issue, in the newsroom's zone.")] = None
    until: Annotated[Day | None, Field(description="The last day of issue, included.")] = None
    before: Annotated[Word, Field(description="The cursor of the next page; follow `next` instead.")] = ""


class OfficeName(Schema):
    name: str
    slug: str


class Topic(Schema):
    name: str
    slug: str


class Speaker(Schema):
    name: str
    title: str


class ContactLine(Schema):
    """Whom to call. Only what is public is in it; an empty string where nothing is."""

    name: str
    role: str
    organisation: str
    phone: str
    email: str
    after_hours: str


class ReleaseLine(Schema):
    """A release in a list."""

    id: UUID
    url: str
    api_url: str
    kind: str
    language: str
    headline: str
    subhead: str
    summary: str
    offices: list[OfficeName]
    topics: list[Topic]
    issued_at: datetime
    updated_at: Annotated[datetime, Field(description="Moves on corrections that are not minor, and on withdrawal.")]
    is_withdrawn: bool


class ReleasePage(Schema):
    """A page of a list, newest first; `next` is null on the last."""

    items: list[ReleaseLine]
    next: str | None


class Release(ReleaseLine):
    """A release as its address answers now."""

    version: Annotated[int, Field(description="How many editions were public until now.")]
    dateline: str
    body_html: str
    body_text: str
    boilerplate: str
    number: str
    speakers: list[Speaker]
    contacts: list[ContactLine]
    updated_note: Annotated[str, Field(description="What the latest correction says; empty where there is none.")]
    withdrawal_notice: str
    redaction_mark: str


class Notice(Schema):
    """What is left of a release whose text is gone."""

    id: UUID
    url: str
    offices: list[OfficeName]
    issued_at: datetime
    withdrawn_at: datetime
    withdrawal_notice: str


class Edition(Schema):
    """One public edition of a release that can still be read."""

    version: int
    url: str
    public_from: datetime
    headline: str
    correction_note: str
    is_minor: bool
    is_withdrawal: bool


class Editions(Schema):
    items: list[Edition]


class Contact(Schema):
    """A listed contact of the directory, as it is today."""

    name: str
    role: str
    phone: str
    email: str
    after_hours: str
    office: OfficeName
    vcard_url: str


class Contacts(Schema):
    items: list[Contact]


class Office(OfficeName):
    """An office of the directory, as it is today."""

    short_name: str
    city: str
    time_zone: str
    is_historical: bool
    url: str
    api_url: str


class Offices(Schema):
    items: list[Office]


class Problem(Schema):
    """Why there is no answer, in a sentence."""

    detail: str


class Invalid(Schema):
    """What is wrong with the question: one entry a parameter."""

    detail: list[dict[str, Any]]
