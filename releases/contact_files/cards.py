"""Contacts as vCards: 4.0 (RFC 6350) is written, 3.0 and 4.0 are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from releases.contact_files.row import FLAGS, MOST_ROWS, NUMBERS, Contents, Fault, Row, tidy, too_many, too_much

# Properties of our own, so that what is exported here comes back whole. What other programs write lacks them.
_PUBLIC: Final = "X-NEWSROOM-PUBLIC"
_LISTED: Final = "X-NEWSROOM-LISTED"
_ORDER: Final = "X-NEWSROOM-ORDER"
# Address books show the label of a group; it tells the second number from the first.
_AFTER: Final = "after-hours"

_LONGEST_LINE: Final = 75
_LONGEST_READ: Final = 10_000
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_PROPERTY: Final = re.compile(r"(?:([A-Za-z0-9-]+)\.)?([A-Za-z0-9-]+)((?:;(?:\"[^\"]*\"|[^:\";])*)*):(.*)", re.DOTALL)
_PLAIN: Final = {"ROLE": "role", "EMAIL": "email", "NOTE": "staff_notes"}
_NO_VOICE: Final = ("fax", "pager", "textphone", "video")
_ORDERS: Final = re.compile(r"[0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class _Said:
    group: str
    name: str
    parameters: str
    value: str


def write_cards(contacts: Iterable[Mapping[str, str | bool | int]], *, newsroom: str) -> str:
    """Write contacts, each by the directory's names; a switchboard is filed under its role, or else its office."""
    return "".join(f"{_folded(line)}\r\n" for contact in contacts for line in _lines(contact, newsroom) if line)


def read_cards(text: str) -> Contents:
    """Read vCards. A card that is not whole, or of another version, is a fault at its first line."""
    if much := too_much(text):
        return much
    rows: list[Row] = []
    faults: list[Fault] = []
    begun, said = 0, list[_Said]()
    for number, line in _unfolded(text):
        mark = line.strip().upper()
        if mark == "BEGIN:VCARD":
            if begun:
                faults.append(Fault(begun, _("This card has no end.")))
            if len(rows) + len(faults) >= MOST_ROWS:
                faults.append(too_many(number))
                begun = 0
                break
            begun, said = number, []
        elif mark == "END:VCARD" and begun:
            row = _row(begun, said)
            rows += [row] if isinstance(row, Row) else []
            faults += [row] if isinstance(row, Fault) else []
            begun = 0
        elif begun and line.strip():
            found = _PROPERTY.fullmatch(line) if len(line) <= _LONGEST_READ else None
            if found:
                said.append(_Said((found[1] or "").lower(), found[2].upper(), found[3].lower(), found[4]))
        elif line.strip() and not begun:
            faults.append(Fault(number, _("This line stands outside every card.")))
            if len(faults) > MOST_ROWS:
                break
    if begun:
        faults.append(Fault(begun, _("This card has no end.")))
    return Contents(tuple(rows), tuple(faults))


def _lines(contact: Mapping[str, str | bool | int], newsroom: str) -> Iterator[str]:
    words = {name: str(value) for name, value in contact.items() if not isinstance(value, bool)}
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"UID:urn:uuid:{words['id']}" if words.get("id") else ""
    yield f"KIND:{'individual' if words['name'] else 'org'}"
    yield f"FN:{_escaped(words['name'] or words['role'] or words['office'])}"
    yield f"ORG:{_escaped(newsroom)};{_escaped(words['office'])}"
    yield f"ROLE:{_escaped(words['role'])}" if words["role"] else ""
    yield f'TEL;TYPE="work,voice":{_escaped(words["phone"])}' if words["phone"] else ""
    if words["after_hours"]:
        yield f"{_AFTER}.TEL;TYPE=voice:{_escaped(words['after_hours'])}"
        yield f"{_AFTER}.X-ABLABEL:After hours"
    yield f"EMAIL;TYPE=work:{_escaped(words['email'])}" if words["email"] else ""
    yield f"NOTE:{_escaped(words['staff_notes'])}" if words["staff_notes"] else ""
    yield f"{_PUBLIC}:{','.join(name for name in NUMBERS if contact[f'{name}_is_public'])}"
    yield f"{_LISTED}:{'yes' if contact['is_listed'] else 'no'}"
    yield f"{_ORDER}:{words['position']}"
    yield "END:VCARD"


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield the logical lines, each with the number of its first."""
    number, parts = 1, list[str]()
    for here, line in enumerate(text.split("\n"), 1):
        if line[:1] in (" ", "\t") and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield number, "".join(parts)
        number, parts = here, [line]
    yield number, "".join(parts)


def _row(line: int, said: list[_Said]) -> Row | Fault:
    first = {one.name: one for one in reversed(said)}
    version = first["VERSION"].value.strip() if "VERSION" in first else ""
    is_quoted = any("quoted-printable" in one.parameters for one in said)
    if version not in {"3.0", "4.0"} or is_quoted:
        return Fault(line, _("This card is of version 2.1 or of none. Export it again as vCard 3.0 or 4.0."))
    values: dict[str, str | bool | int] = {
        name: tidy(name, _text(first[key].value)) for key, name in _PLAIN.items() if key in first
    }
    if "ROLE" not in first and "TITLE" in first:
        values["role"] = tidy("role", _text(first["TITLE"].value))
    organisation = [tidy("office", _text(part)) for part in _parts(first["ORG"].value)] if "ORG" in first else []
    if named := [part for part in organisation[1:] if part]:
        values["office"] = named[-1]  # the first part is the organisation, which no office is called
    full = tidy("name", _text(first["FN"].value)) if "FN" in first else ""
    if "KIND" in first and first["KIND"].value.strip().lower() == "org":
        values["name"] = ""
        if "role" not in values and full not in ("", values.get("office")):
            values["role"] = full
    elif full:
        values["name"] = full
    notes = _telephones(said, values)
    _own_words(first, values)
    return Row(line, first["UID"].value.strip() if "UID" in first else "", values, notes)


def _telephones(said: list[_Said], values: dict[str, str | bool | int]) -> tuple[str, ...]:
    """Fill in the two numbers a contact has; say how many more the card has."""
    labelled = {one.group for one in said if one.group and "after hours" in one.value.lower().replace("-", " ")}
    left = 0
    for one in said:
        if one.name != "TEL":
            continue
        number = tidy("phone", _dialled(one))
        is_after = bool(one.group) and (one.group == _AFTER or one.group in labelled)
        way = "after_hours" if is_after or "phone" in values else "phone"
        if way in values or any(kind in one.parameters for kind in _NO_VOICE):
            left += 1
        elif number:
            values[way] = number
    return (_("%(count)d more numbers of this card were left out.") % {"count": left},) if left else ()


def _dialled(one: _Said) -> str:
    number = _text(one.value).strip()
    return number[4:].replace(";ext=", " x") if number.lower().startswith("tel:") else number


def _own_words(first: Mapping[str, _Said], values: dict[str, str | bool | int]) -> None:
    if _PUBLIC in first:
        public = {name.strip().lower() for name in first[_PUBLIC].value.split(",")}
        values |= {flag: flag.removesuffix("_is_public") in public for flag in FLAGS if flag != "is_listed"}
    if _LISTED in first:
        values["is_listed"] = first[_LISTED].value.strip().lower() == "yes"
    if _ORDER in first and _ORDERS.fullmatch(order := first[_ORDER].value.strip()) and int(order) < 32_768:
        values["position"] = int(order)


def _parts(value: str) -> list[str]:
    """Split a structured value at its semicolons, those that are escaped aside."""
    return re.findall(r"(?:[^;\\]|\\.|\\$)+", value, re.DOTALL)


def _text(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _escaped(words: str) -> str:
    plain = words.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return plain.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Fold a line at 75 octets (RFC 6350, section 3.2), never inside a character."""
    pieces, width = list[str](), 0
    for character in line:
        octets = len(character.encode())
        if width + octets > _LONGEST_LINE:
            pieces.append("\r\n ")
            width = 1
        pieces.append(character)
        width += octets
    return "".join(pieces)
