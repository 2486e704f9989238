"""Editions, offices and contacts in the words of the schemas: each value is one the pages show too."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from releases import richtext
from releases.models import Contact, Edition, Office
from releases.public import release_page


def whole(path: str) -> str:
    """Return an address of the newsroom with its host."""
    return settings.NEWSROOM_BASE_URL + iri_to_uri(path)


def line_of(edition: Edition) -> dict[str, Any]:
    """Return an edition as lists show it; annotated by `with_path` and `with_updated`."""
    return {
        "id": edition.release_id,
        "url": whole(edition.get_absolute_url()),
        "api_url": whole(reverse("public:api_release", args=[edition.release_id])),
        "kind": edition.kind,
        "language": edition.language,
        "headline": edition.headline,
        "subhead": edition.subhead,
        "summary": edition.lead,
        "offices": [{"name": one["name"], "slug": one["slug"]} for one in edition.offices],
        "topics": [{"name": one["name"], "slug": one["slug"]} for one in edition.topics],
        "issued_at": edition.issued_at,
        "updated_at": edition.updated_at,
        "is_withdrawn": edition.is_withdrawn,
    }


def release_of(edition: Edition) -> dict[str, Any]:
    """Return an edition whole; annotated by `with_public_number` besides."""
    html = richtext.run_in(edition.dateline, edition.body)
    return {
        **line_of(edition),
        "version": edition.public_number,
        "dateline": edition.dateline,
        "body_html": richtext.with_whole_links(html, settings.NEWSROOM_BASE_URL),
        "body_text": richtext.text_of(html),
        "boilerplate": edition.boilerplate,
        "number": edition.number,
        "speakers": edition.speakers,
        "contacts": [_printed(one) for one in edition.contacts],
        "updated_note": edition.updated_note,
        "withdrawal_notice": edition.withdrawal_notice,
        "redaction_mark": edition.redaction_mark,
    }


def notice_of(edition: Edition) -> dict[str, Any]:
    """Return what is said of a release whose text is gone."""
    return {
        "id": edition.release_id,
        "url": whole(edition.get_absolute_url()),
        "offices": [{"name": one["name"], "slug": one["slug"]} for one in edition.offices],
        "issued_at": edition.issued_at,
        "withdrawn_at": edition.public_from,
        "withdrawal_notice": edition.withdrawal_notice,
    }


def edition_of(edition: Edition, current: Edition) -> dict[str, Any]:
    """Return one edition of a release's history with the address at which it can be read."""
    path = current.get_absolute_url()
    return {
        "version": edition.public_number,
        "url": whole(path if edition.pk == current.pk else release_page.edition_path(path, edition.public_number)),
        "public_from": edition.public_from,
        "headline": edition.headline,
        "correction_note": edition.correction_note if edition.is_correction else "",
        "is_minor": edition.correction_is_minor,
        "is_withdrawal": edition.is_withdrawn,
    }


def office_of(office: Office) -> dict[str, Any]:
    """Return an office of the directory."""
    return {
        "name": office.name,
        "slug": office.slug,
        "short_name": office.short_name,
        "city": office.city,
        "time_zone": office.time_zone,
        "is_historical": office.is_historical,
        "url": whole(office.get_absolute_url()),
        "api_url": whole(reverse("public:api_office", args=[office.slug])),
    }


def contact_of(contact: Contact) -> dict[str, Any]:
    """Return a listed contact with its public numbers and no other."""
    return {
        **contact.as_printed,
        "office": {"name": contact.office.name, "slug": contact.office.slug},
        "vcard_url": whole(reverse("public:card", args=[contact.pk])),
    }


def _printed(line: Mapping[str, Any]) -> dict[str, Any]:
    words = ("name", "role", "organisation", "phone", "email", "after_hours")
    return {word: line.get(word) or "" for word in words}
