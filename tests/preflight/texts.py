"""Texts to be looked at: an ordinary one, and what a test changes in it."""

from datetime import UTC, datetime
from typing import Any

from releases.preflight import Check, Finding, Subject, read_body, run

# A Thursday in New York.
NOW = datetime(2026, 7, 9, 15, 0, tzinfo=UTC)
LATER = datetime(2026, 7, 14, 14, 0, tzinfo=UTC)
TEXT = (
    "<p>The Harbour Authority opened its new pilot station on Monday. “It took us four years,” said Ana Ruiz, "
    "who built it.</p><h2>What changes</h2><p>Ships call on channel 12.</p>"
)


def subject(body: str = TEXT, **changes: Any) -> Subject:
    read = read_body(body)
    given = {name: changes.pop(name) for name in (*changes,) if name not in Subject.__dataclass_fields__}
    texts = {"headline": "Harbour opens new pilot station", "dateline": "PORTSMOUTH", **given, "body": read.text}
    facts = {"now": NOW, "zone": "America/New_York", "zones": ("America/New_York",), **changes}
    return Subject(texts=texts, body=read, **facts)


def found(check: Check, body: str = TEXT, **changes: Any) -> list[Finding]:
    return list(run(subject(body, **changes), [check]))


def words(check: Check, body: str = TEXT, **changes: Any) -> list[str]:
    """What a check points to, as “level: words”."""
    return [f"{one.level}: {one.words}" for one in found(check, body, **changes)]
