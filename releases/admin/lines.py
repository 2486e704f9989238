"""The rows of a release's form: joint offices, speakers, and contacts as printed.

A row is a value, not a record: it has no id, saves nothing, and is removed by emptying it. So a save never
fails over rows that somebody else's save has replaced meanwhile.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, ClassVar, Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases.document import Draft, Line, Voice
from releases.models import Contact, ContactLine, Office, Release, Speaker

Choices = list[tuple[Any, Any]]
NUMBERS: Final = ("phone", "email", "after_hours")
WORDS: Final = ("name", "role", "organisation", *NUMBERS)


class Row(forms.Form):
    """One row: the fields of `model` named here, and its place in the order."""

    model: ClassVar[Any] = None
    model_fields: ClassVar[tuple[str, ...]] = ()

    position = forms.IntegerField(
        label=gettext_lazy("Order"),
        required=False,
        min_value=0,
        max_value=999,
        widget=forms.NumberInput(attrs={"class": "row-order"}),
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.model is not None:
            self.fields = {**forms.fields_for_model(self.model, self.model_fields), **self.fields}

    def has_changed(self) -> bool:
        """Whether the row holds anything: an empty one is none, whatever its place."""
        return any(name != "position" for name in self.changed_data)


class JointOfficeRow(Row):
    """An office whose name stands at the head beside the lead office's."""

    office = forms.TypedChoiceField(label=gettext_lazy("Office"), coerce=UUID, empty_value=None, required=False)

    field_order = ("office", "position")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        self.fields["office"].choices = choices  # type: ignore[attr-defined]


class SpeakerRow(Row):
    """Somebody whose words the release carries."""

    model = Speaker
    model_fields = ("name", "title")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        self.fields["name"].error_messages["required"] = _("Give the speaker's name, or empty the row.")


class ContactRow(Row):
    """One contact line; a line that only names a directory contact is filled from the directory."""

    model = ContactLine
    model_fields = (*WORDS, *(f"{number}_is_public" for number in NUMBERS))

    contact = forms.TypedChoiceField(
        label=gettext_lazy("From the directory"),
        coerce=UUID,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        self.fields["contact"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not typed.get("contact") and not any(typed.get(word) for word in WORDS):
            raise ValidationError(_("Give at least a phone number or an e-mail, or empty this contact."))
        return typed

    @property
    def cells(self) -> list[tuple[forms.BoundField, forms.BoundField | None]]:
        """Each word with the tick that makes it public, if it is a number."""
        return [(self[word], self[f"{word}_is_public"] if word in NUMBERS else None) for word in WORDS]


class Rows(BaseFormSet):
    """A list of rows in their order, drawn as one of Django's inlines so that its script adds and removes them."""

    title: str | Promise = ""
    one: str | Promise = ""
    posted_as: str = ""
    template: str = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notes: list[str] = []  # what the workflow says of the list as a whole

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        # An emptied row is a removed one, also where it stood when the page was made.
        form.empty_permitted = True

    @property
    def are_several(self) -> bool:
        """Whether more than one row holds something, as typed or as offered."""
        return (sum(form.has_changed() for form in self.forms) if self.is_bound else len(self.initial or ())) > 1

    @property
    def kept(self) -> list[Mapping[str, Any]]:
        """The rows of a valid list that hold something, in their order; rows without a number come last."""
        kept = [form.cleaned_data for form in self.forms if form.cleaned_data]
        return sorted(kept, key=lambda row: 1000 if row["position"] is None else row["position"])

    @property
    def inline_options(self) -> str:
        """What Django's inlines.js reads."""
        add = _("Add another %(thing)s") % {"thing": self.one}
        options = {"prefix": self.prefix, "addText": add, "deleteText": _("Remove")}
        return json.dumps({"name": f"#{self.prefix}", "options": options})


class JointOffices(Rows):
    """For a joint statement."""

    title = gettext_lazy("Issued together with")
    one = gettext_lazy("office")
    posted_as = "joint_offices"
    template = "admin/releases/release/_rows.html"


class Speakers(Rows):
    """Whose words the release carries."""

    title = gettext_lazy("Speakers")
    one = gettext_lazy("speaker")
    posted_as = "speakers"
    template = "admin/releases/release/_rows.html"


class Contacts(Rows):
    """Media contacts, as this release prints them."""

    title = gettext_lazy("Media contacts, as printed")
    one = gettext_lazy("contact")
    posted_as = "contact_lines"
    template = "admin/releases/release/_contacts.html"


_LIMITS: Final[dict[str, Any]] = {"extra": 1, "max_num": 30, "absolute_max": 60, "validate_max": True}
_SETS: Final[dict[str, Any]] = {
    "joint_offices": formset_factory(JointOfficeRow, JointOffices, **_LIMITS),
    "speakers": formset_factory(SpeakerRow, Speakers, **_LIMITS),
    "contacts": formset_factory(ContactRow, Contacts, **_LIMITS),
}


def row_sets(
    release: Release | None, *, data: QueryDict | None = None, started: Mapping[str, Any] | None = None
) -> dict[str, Rows]:
    """Return the three lists: bound to `data`, or offering what is `started`, or what the release has saved."""
    choices = {"joint_offices": _offices(release), "speakers": [], "contacts": _directory()}
    if data is not None:
        started = {}
    elif started is None:
        started = _stored(release) if release else {}
    sets: dict[str, Any] = {}
    for name, factory in _SETS.items():
        # From here on an unnumbered row keeps its place.
        initial = [{"position": place, **row} for place, row in enumerate(started.get(name, ()), 1)]
        sets[name] = factory(data, initial=initial, prefix=factory.posted_as, form_kwargs={"choices": choices[name]})
    return sets


def typed_rows(rows: Rows) -> list[dict[str, Any]]:
    """Return what was typed into the rows, unchecked, so that another page can offer it again."""
    return [{field.name: field.data for field in form} for form in rows.forms if form.has_changed()]


def rows_of(draft: Draft) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a draft, as the lists offer them."""
    return {
        "joint_offices": [{"office": office} for office in draft.joint_offices],
        "speakers": [asdict(voice) for voice in draft.speakers],
        "contacts": [asdict(line) for line in draft.contacts],
    }


def with_contacts_of(office: Office, rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return contact rows with the office's listed contacts added, and another office's untouched ones left out."""
    others = {str(one.pk): _row_of(one) for one in Contact.objects.exclude(office=office)}
    kept = [row for row in rows if not _is_untouched(row, others.get(str(row["contact"])))]
    there = {str(row["contact"]) for row in kept}
    listed = Contact.objects.listed().filter(office=office).order_by("position", "name", "id")
    return [*kept, *(_row_of(contact) for contact in listed if str(contact.pk) not in there)]


def line(row: Mapping[str, Any]) -> Line:
    """Return a checked contact row as the document keeps it."""
    return Line(**{name: row[name] for name in Line.__dataclass_fields__})


def voice(row: Mapping[str, Any]) -> Voice:
    """Return a checked speaker row as the document keeps it."""
    return Voice(row["name"], row["title"])


def _stored(release: Release) -> dict[str, Any]:
    return {
        "joint_offices": release.joint_offices.order_by("position", "id").values("office"),
        "speakers": release.speakers.order_by("position", "id").values(*SpeakerRow.model_fields),
        "contacts": release.contact_lines.order_by("position", "id").values("contact", *ContactRow.model_fields),
    }


def _row_of(contact: Contact) -> dict[str, Any]:
    shared = [name for name in ContactRow.model_fields if name != "organisation"]
    return {**{name: getattr(contact, name) for name in shared}, "contact": contact.pk}


def _is_untouched(row: Mapping[str, Any], brought: Mapping[str, Any] | None) -> bool:
    return brought is not None and all(row[name] == value for name, value in brought.items() if name != "contact")


def _offices(release: Release | None) -> Choices:
    """The open offices, and a closed one where the release names it already."""
    named = release.joint_offices.values("office") if release else []
    offices = Office.objects.filter(is_historical=False) | Office.objects.filter(pk__in=named)
    return [("", "–"), *((office.pk, office.name) for office in offices.order_by("name", "id"))]


def _directory() -> Choices:
    """Every contact of the directory, by office."""
    offices: dict[str, Choices] = {}
    for contact in Contact.objects.select_related("office").in_order():
        said = ", ".join(filter(None, [contact.name, contact.role])) or str(contact)
        offices.setdefault(contact.office.label, []).append((contact.pk, said))
    return [("", "–"), *offices.items()]
