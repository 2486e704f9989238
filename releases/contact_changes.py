"""What a file of contacts would change in the directory: worked out, shown, and only then written by the workflow."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from releases.contact_files import FLAGS, NUMBERS, WORDS, Contents, Fault, Row, read, tidy
from releases.models import Contact, Office

# As they are shown: whether a number is public stands beside it.
_BESIDE: Final = [name for number in NUMBERS for name in (number, f"{number}_is_public")]
_FIELDS: Final = ("office", "name", "role", *_BESIDE, "is_listed", "position", "staff_notes")
# What an office goes by in a file.
_CALLED: Final = ("name", "short_name", "slug")


@dataclass(frozen=True, slots=True)
class Change:
    """One field, before and after."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A contact as it would be saved, and what that changes. A new one changes every field that it fills."""

    line: int
    contact: Contact
    is_new: bool
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done with every line. Nobody is ever removed: a file says nothing about whom it lacks."""

    new: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    unchanged: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()
    writes: tuple[Entry, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "writes", tuple(sorted((*self.new, *self.changed), key=lambda one: one.line)))

    @property
    def digest(self) -> str:
        """What the same plan has, and no other: whoever applies it has seen every value, those before too."""
        said = [
            (one.line, "" if one.is_new else str(one.contact.pk), [(c.field, c.before, c.after) for c in one.changes])
            for one in self.writes
        ]
        return sha256(repr((said, [(one.line, one.text) for one in self.faults])).encode()).hexdigest()


def export(contacts: Iterable[Contact]) -> list[dict[str, str | bool | int]]:
    """Return contacts by the names that `contact_files` has for their fields."""
    return [{"id": str(contact.pk), **_values(contact)} for contact in contacts]


def against_directory(text: str, otherwise: Office | None) -> Plan:
    """Return what this text would change in the directory as it is now."""
    contacts = Contact.objects.select_related("office").order_by("id")
    return plan(read(text), contacts=contacts, offices=Office.objects.order_by("id"), otherwise=otherwise)


def plan(
    contents: Contents, *, contacts: Iterable[Contact], offices: Iterable[Office], otherwise: Office | None
) -> Plan:
    """Compare what was read with the directory. `otherwise` is the office of those whose line names none."""
    directory = _Directory(contacts, offices, otherwise)
    entries: list[Entry] = []
    faults = list(contents.faults)
    taken: dict[UUID, int] = {}
    for row in contents.rows:
        try:
            entry = directory.entry_of(row)
            if entry.contact.pk in taken:
                raise _NotUnderstood(
                    _("This is the same contact as on line %(line)d.") % {"line": taken[entry.contact.pk]}
                )
        except _NotUnderstood as why:
            faults.append(Fault(row.line, str(why)))
        else:
            taken[entry.contact.pk] = row.line
            entries.append(entry)
    return Plan(
        new=tuple(one for one in entries if one.is_new),
        changed=tuple(one for one in entries if not one.is_new and one.changes),
        unchanged=tuple(one for one in entries if not one.is_new and not one.changes),
        faults=tuple(sorted(faults, key=lambda fault: fault.line)),
    )


class _NotUnderstood(Exception):
    """Why a line is left out, as a sentence."""


class _Directory:
    """The contacts there are, found again by what a line says of them."""

    def __init__(self, contacts: Iterable[Contact], offices: Iterable[Office], otherwise: Office | None) -> None:
        self.otherwise = otherwise
        self.by_id: dict[str, Contact] = {}
        self.by_words: dict[tuple[UUID, str, str], list[Contact]] = {}
        self.offices: dict[tuple[str, str], list[Office]] = {}
        self.made: set[tuple[Any, ...]] = set()
        for contact in contacts:
            self.by_id[str(contact.pk)] = contact
            key = "name" if contact.name else "role"
            self.by_words.setdefault((contact.office_id, key, _folded(getattr(contact, key))), []).append(contact)
        for office in offices:
            for words in _CALLED:
                self.offices.setdefault((words, _folded(getattr(office, words))), []).append(office)

    def entry_of(self, row: Row) -> Entry:
        """Return what the line would do. Raises _NotUnderstood."""
        known = self.by_id.get(row.id.lower().removeprefix("urn:uuid:"))
        office = self._office(row, known)
        if known is None:
            known = self._alike(row, office)
        values = {name: value for name, value in row.values.items() if name != "office"}
        if known is None and not any(values.get(name) for name in WORDS if name not in ("office", "staff_notes")):
            raise _NotUnderstood(_("Neither a name nor a role nor a number stands here."))
        contact = _copy(known) if known else Contact()
        before = _values(contact) if known else {}
        for name, value in values.items():
            if isinstance(value, str) and tidy(name, str(getattr(contact, name))) == value:
                continue  # the same, but for blanks
            if name in NUMBERS and value != getattr(contact, name):
                # Whoever ticked the old number public did not see this one.
                setattr(contact, f"{name}_is_public", False)
            setattr(contact, name, value)
        for name in FLAGS:
            if name in values:
                setattr(contact, name, values[name])
        contact.office = office
        _check(contact)
        if known is None:
            self._only_once(contact, row)
        after = _values(contact)
        changes = tuple(
            Change(name, before.get(name, ""), after[name])
            for name in _FIELDS
            if (before[name] != after[name] if known else after[name])
        )
        return Entry(row.line, contact, known is None, changes, row.notes)

    def _office(self, row: Row, known: Contact | None) -> Office:
        named = _folded(str(row.values.get("office", "")))
        if not named:
            office = known.office if known else self.otherwise
            if office is None:
                raise _NotUnderstood(_("No office stands here. Name one, or choose one for all such lines."))
            return office
        for words in _CALLED:
            found = self.offices.get((words, named), [])
            if known and known.office in found:
                return known.office
            if len(found) == 1:
                return found[0]
        raise _NotUnderstood(
            _("There is no single office “%(name)s”. Correct the name, or add the office first.")
            % {"name": row.values["office"]}
        )

    def _alike(self, row: Row, office: Office) -> Contact | None:
        """The one contact of the office with this name, or, of those without one, with this role."""
        name, role = (_folded(str(row.values.get(key, ""))) for key in ("name", "role"))
        if not (name or role):
            return None
        found = self.by_words.get((office.pk, "name" if name else "role", name or role), [])
        if len(found) > 1 and name and role:
            found = [one for one in found if _folded(one.role) == role] or found
        if len(found) > 1:
            raise _NotUnderstood(
                _("%(count)d contacts of this office are called so. Start from an export: its ids tell them apart.")
                % {"count": len(found)}
            )
        return found[0] if found else None

    def _only_once(self, contact: Contact, row: Row) -> None:
        key = (contact.office_id, *(str(getattr(contact, name)).casefold() for name in WORDS if name != "office"))
        if key in self.made:
            raise _NotUnderstood(_("The same contact stands further up already."))
        self.made.add(key)


def _folded(words: str) -> str:
    return tidy("name", words).casefold()


def _copy(contact: Contact) -> Contact:
    names = [one.attname for one in Contact._meta.concrete_fields]
    made = Contact.from_db(contact._state.db, names, [getattr(contact, name) for name in names])
    made.office = contact.office
    return made


def _values(contact: Contact) -> dict[str, str | bool | int]:
    office = contact.office.name if contact.office_id else ""
    return {"office": office, **{name: getattr(contact, name) for name in _FIELDS if name != "office"}}


def _check(contact: Contact) -> None:
    """Ask the fields themselves: a form would refuse the same."""
    try:
        contact.clean_fields(exclude=["office", "id"])
    except ValidationError as error:
        name, faults = next(iter(error.message_dict.items()))
        label = Contact._meta.get_field(name).verbose_name  # type: ignore[union-attr]
        raise _NotUnderstood(f"{str(label).capitalize()}: {faults[0]}") from error
