"""THE ONLY WRITER of iCalendar (RFC 5545): content lines escaped, folded at 75 octets, ended by CRLF."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

LONGEST: Final = 75
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Event:
    """A moment in a calendar: it takes no time and blocks nobody's."""

    uid: str
    stamp: datetime
    start: datetime
    summary: str
    description: str
    url: str
    is_sure: bool


def write(*, name: str, events: Iterable[Event]) -> bytes:
    """Return the whole calendar."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Newsroom//Desk calendar//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        "X-PUBLISHED-TTL:PT15M",
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def escaped(text: str) -> str:
    """Return a TEXT value (section 3.3.11). Characters that may not stand in one, controls, are left out."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in whole if one == "\n" or (one >= " " and one != "\x7f")).translate(_ESCAPED)


def folded(line: str) -> str:
    """Fold a content line (section 3.1) so that none is longer than 75 octets and no character is cut."""
    parts, room, start = [], LONGEST, 0
    for place, one in enumerate(line):
        size = len(one.encode())
        if size > room:
            parts.append(line[start:place])
            # The space that marks a continuation counts.
            start, room = place, LONGEST - 1
        room -= size
    return "\r\n ".join([*parts, line[start:]])


def _event(event: Event) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(event.uid)}",
        f"DTSTAMP:{_instant(event.stamp)}",
        f"DTSTART:{_instant(event.start)}",
        f"SUMMARY:{escaped(event.summary)}",
        f"DESCRIPTION:{escaped(event.description)}",
        f"URL:{event.url}",
        f"STATUS:{'CONFIRMED' if event.is_sure else 'TENTATIVE'}",
        "CLASS:CONFIDENTIAL",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
