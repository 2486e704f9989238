"""Contacts as CSV: what a spreadsheet saves, and what one opens without running anything."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _

from releases.contact_files.row import FLAGS, MOST_ROWS, WORDS, Contents, Fault, Row, tidy, too_many, too_much

# What an export calls a column, in its order; the directory's name for it.
HEADINGS: Final[Mapping[str, str]] = {
    "id": "id",
    "office": "office",
    "name": "name",
    "role": "role",
    "phone": "phone",
    "phone is public": "phone_is_public",
    "e-mail": "email",
    "e-mail is public": "email_is_public",
    "after-hours number": "after_hours",
    "after-hours number is public": "after_hours_is_public",
    "listed": "is_listed",
    "order": "position",
    "staff notes": "staff_notes",
}
# What other programs, and people, call them; compared without case and punctuation.
_ALSO: Final[Mapping[str, str]] = {
    **dict.fromkeys(("full name", "display name", "contact", "nombre", "nom"), "name"),
    **dict.fromkeys(("department", "unit", "oficina", "bureau"), "office"),
    **dict.fromkeys(("job title", "title", "position", "cargo", "fonction"), "role"),
    **dict.fromkeys(
        ("telephone", "phone number", "business phone", "work phone", "tel", "telefono", "phone 1 value"), "phone"
    ),
    **dict.fromkeys(("email", "mail", "email address", "correo", "courriel", "email 1 value"), "email"),
    **dict.fromkeys(("after hours", "mobile", "mobile phone", "cell", "duty number"), "after_hours"),
    **dict.fromkeys(("phone public", "public phone"), "phone_is_public"),
    **dict.fromkeys(("email public", "public email"), "email_is_public"),
    **dict.fromkeys(("after hours public", "after hours is public"), "after_hours_is_public"),
    **dict.fromkeys(("is listed", "on the contacts page"), "is_listed"),
    **dict.fromkeys(("notes", "note"), "staff_notes"),
}
_YES: Final = frozenset({"yes", "y", "true", "1", "x", "public", "on", "sí", "si", "oui"})
_NO: Final = frozenset({"", "no", "n", "false", "0", "off", "-", "non"})
# A spreadsheet takes a cell that begins so for a formula, the wide signs too. An apostrophe in front makes it a text.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_ORDER_MAX: Final = 32_767
_HEADING_SHOWN, _HEADINGS_SHOWN = 60, 20


def write_table(contacts: Iterable[Mapping[str, str | bool | int]]) -> str:
    """Write contacts, each by the directory's names, as CSV that Excel takes for UTF-8 and runs nothing of."""
    out = io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for contact in contacts:
        writer.writerow([_cell(contact.get(name, "")) for name in HEADINGS.values()])
    return out.getvalue()


def read_table(text: str) -> Contents:
    """Read CSV with commas, semicolons or tabs; the first row names the columns."""
    if much := too_much(text):
        return much
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return Contents()
    if re.match(r"sep=.?$", lines[first].strip(), re.IGNORECASE):  # Excel's own word to itself
        first += 1
    head = lines[first] if first < len(lines) else ""
    reader = csv.reader((f"{line}\n" for line in lines[first:]), delimiter=max(",;\t", key=head.count), strict=True)
    rows: list[Row] = []
    faults: list[Fault] = []
    try:
        headings = next(reader, [])
        names = [_column(heading) for heading in headings]
        if unfit := _unfit(names):
            return Contents.unreadable(unfit, first + 1)
        faults += _unread(names, headings, first + 1)
        begins = first + reader.line_num + 1
        for cells in reader:
            if any(map(str.strip, cells)):
                if len(rows) == MOST_ROWS:
                    faults.append(too_many(begins))
                    break
                row = _row(begins, names, cells)
                rows += [row] if isinstance(row, Row) else []
                faults += [row] if isinstance(row, Fault) else []
            begins = first + reader.line_num + 1
    except csv.Error:
        faults.append(
            Fault(
                first + reader.line_num,
                _("A quotation mark is out of place here, or one cell is enormous: nothing after it was read."),
            )
        )
    return Contents(tuple(rows), tuple(faults))


def _cell(value: str | bool | int) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _column(heading: str) -> str:
    """Return the directory's name for a heading, or nothing."""
    plain = " ".join(heading.strip().lower().replace("ó", "o").replace("é", "e").split())
    loose = " ".join(plain.replace("-", " ").replace("_", " ").split()).replace("e mail", "email")
    known = {**{words.replace("e-mail", "email").replace("-", " "): name for words, name in HEADINGS.items()}, **_ALSO}
    by_name = plain if plain in {*HEADINGS.values()} - {"position"} else ""
    return HEADINGS.get(plain, "") or by_name or known.get(loose, "")


def _unfit(names: Sequence[str]) -> str:
    if not {"name", "role", "phone", "email", "after_hours"} & set(names):
        return _("The first row must name the columns: office, name, role, phone, e-mail …")
    twice = next((name for name in names if name and names.count(name) > 1), "")
    if twice:
        return _("Two columns of the first row are read as “%(name)s”. Rename or remove one.") % {"name": _said(twice)}
    return ""


def _unread(names: Sequence[str], headings: Sequence[str], line: int) -> list[Fault]:
    left = [heading.strip()[:_HEADING_SHOWN] for name, heading in zip(names, headings, strict=True) if not name]
    if not any(left):
        return []
    said = ", ".join(f"“{heading}”" for heading in left[:_HEADINGS_SHOWN] if heading)
    return [Fault(line, _("Columns that are not known here were left out: %(names)s.") % {"names": said})]


def _said(name: str) -> str:
    return next(heading for heading, column in HEADINGS.items() if column == name)


def _row(line: int, names: Sequence[str], cells: Sequence[str]) -> Row | Fault:
    if len(cells) > len(names) and any(map(str.strip, cells[len(names) :])):
        return Fault(
            line,
            _("It has %(cells)d values, and the first row names %(columns)d columns.")
            % {"cells": len(cells), "columns": len(names)},
        )
    values: dict[str, str | bool | int] = {}
    identity = ""
    for name, cell in zip(names, cells, strict=False):
        text = cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
        if name == "id":
            identity = text.strip()
        elif name in WORDS:
            values[name] = tidy(name, text)
        elif name in FLAGS:
            said = text.strip().lower()
            if said not in _YES | _NO:
                return Fault(line, _("“%(column)s” must be yes or no.") % {"column": _said(name)})
            values[name] = said in _YES
        elif name == "position":
            number = text.strip() or "0"
            if not (number.isascii() and number.isdigit() and len(number) < 6 and int(number) <= _ORDER_MAX):
                return Fault(line, _("“order” must be a whole number, up to %(limit)d.") % {"limit": _ORDER_MAX})
            values[name] = int(number)
    return Row(line, identity, values)
