"""The release as ninjs 3.1, the IPTC's “News in JSON”, which news agencies' systems take in without retyping."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from releases import richtext
from releases.models import Edition, Newsroom
from releases.public import lines
from releases.public.languages import speaking

_STANDARD: Final = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
_WAYS: Final = (("phone", "phone", "office"), ("email", "email", "office"), ("after_hours", "phone", "after hours"))


def write(edition: Edition, *, newsroom: Newsroom) -> bytes:
    """Return the edition as one ninjs 3.1 object (iptc.org/std/ninjs): `version` counts public editions.

    A correction or a withdrawal is said in `edNote`; what was withdrawn is `canceled`, and `withheld` is never
    used, because what is withheld does not exist here.
    """
    address = settings.NEWSROOM_BASE_URL + edition.get_absolute_url()
    with speaking(edition.language):
        item = {
            "uri": f"urn:uuid:{edition.release_id}",
            "standard": _STANDARD,
            "type": "text",
            "representationType": "full",
            "version": str(edition.public_number),
            "firstCreated": _instant(edition.issued_at),
            "versionCreated": _instant(edition.public_from),
            "pubStatus": "canceled" if edition.is_withdrawn else "usable",
            "language": edition.language,
            "edNote": _note(edition),
            "infoSources": [{"name": newsroom.name, "role": "publisher"}],
            "organisations": [{"name": office["name"], "rel": "issuer"} for office in edition.offices],
            "renditions": [{"name": "web", "href": address, "contentType": "text/html"}],
            **({} if edition.is_gone else _words(edition)),
        }
    kept = {name: value for name, value in item.items() if value not in ("", [], None)}
    return json.dumps(kept, ensure_ascii=False, indent=1).encode()


def _words(edition: Edition) -> dict[str, Any]:
    html = richtext.with_whole_links(richtext.run_in(edition.dateline, edition.body), settings.NEWSROOM_BASE_URL)
    text = richtext.text_of(html)
    return {
        "title": edition.headline,
        "headlines": _values([("main", edition.headline), ("sub", edition.subhead)]),
        "descriptions": _values([("summary", edition.lead), ("boilerplate", edition.boilerplate)]),
        "bodies": [
            {"role": "main", "contentType": "text/html", "value": html},
            {
                "role": "main",
                "contentType": "text/plain",
                "charCount": len(text),
                "wordCount": len(text.split()),
                "value": text,
            },
        ],
        "by": ", ".join(office["name"] for office in edition.offices),
        "located": edition.dateline,
        "genres": [{"name": edition.kind_label, "literal": edition.kind}],
        "subjects": [{"name": topic["name"], "rel": "about", "literal": topic["slug"]} for topic in edition.topics],
        "people": [*({"name": name, "rel": "speaker"} for name in lines.speakers(edition)), *_contacts(edition)],
        "altIds": [{"role": "release number", "value": edition.number}] if edition.number else [],
    }


def _note(edition: Edition) -> str:
    if edition.is_withdrawn:
        return _("WITHDRAWN: %(notice)s") % {"notice": edition.withdrawal_notice}
    notes = [_("CORRECTED: %(note)s") % {"note": edition.updated_note}] if edition.updated_note else []
    return " ".join([*notes, edition.redaction_mark] if edition.is_redacted else notes)


def _values(values: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"role": role, "contentType": "text/plain", "value": value} for role, value in values if value]


def _contacts(edition: Edition) -> list[dict[str, Any]]:
    """Whom to call, as printed: a switchboard without a name is known by its role or its organisation."""
    return [
        {
            "name": ", ".join(word for word in (one["name"], one["role"], one["organisation"]) if word)
            or ngettext("Media contact", "Media contacts", 1),
            "rel": "media contact",
            "contactInfo": _ways(one),
        }
        for one in edition.contacts
    ]


def _ways(contact: Mapping[str, Any]) -> list[dict[str, str]]:
    return [{"type": way, "role": role, "value": contact[field]} for field, way, role in _WAYS if contact.get(field)]


def _instant(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
