"""A parsed release as plain data with the field names that importers and scorers use."""

from __future__ import annotations

from typing import Any

from releases.intake.result import ParsedRelease

EDGE_WORDS = 8


def as_data(release: ParsedRelease) -> dict[str, Any]:
    """One JSON-ready object; what the text does not say is null."""
    embargo = release.embargo
    words = " ".join(release.paragraphs).split()
    return {
        "title": release.headline or None,
        "subtitle": release.subhead or None,
        "kind": release.kind,
        "release_line": release.release_line or None,
        "embargo_kind": embargo.kind,
        "embargo_until": embargo.until.isoformat() if embargo.until else None,
        "embargo_zone": embargo.zone or None,
        "embargo_certain": embargo.certain,
        "embargo_question": embargo.question or None,
        "embargo_alternatives": [moment.isoformat() for moment in embargo.alternatives],
        "release_date": release.issue_date.isoformat() if release.issue_date else None,
        "office": release.office or None,
        "contacts": [
            {
                "name": contact.name or None,
                "role": contact.role or None,
                "organisation": contact.organisation or None,
                "phone": contact.phone or None,
                "email": contact.email or None,
            }
            for contact in release.contacts
        ],
        "dateline": release.dateline or None,
        "dateline_date": release.dateline_date.isoformat() if release.dateline_date else None,
        "language": release.language or None,
        "number": release.number or None,
        "speaker": release.speaker or None,
        "body_paragraphs": len(release.paragraphs),
        "first_body_words": " ".join(words[:EDGE_WORDS]) or None,
        "last_body_words": " ".join(words[-EDGE_WORDS:]) or None,
        "body_html": release.body_html,
        "boilerplate": release.boilerplate or None,
        "end_mark": release.end_mark or None,
        "format": release.format,
        "encoding": release.encoding,
        "spans": {name: [list(one) for one in ranges] for name, ranges in release.spans.items()},
        "leftovers": list(release.leftover_texts),
        "notes": [{"field": note.field, "sentence": note.sentence} for note in release.notes],
    }
