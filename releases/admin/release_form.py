"""The release form: translates between what press staff type and the one `Draft` that the workflow saves."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from releases import permissions, richtext
from releases.admin.embargo_field import EmbargoFields, initial_of, zone_choices
from releases.document import Draft, Line, Voice, headline_fault
from releases.models import Contact, ContactLine, Office, Person, Release, Topic
from releases.models.content import PLAIN_FIELDS

WORD_MESS: Final = ("class=mso", 'class="mso', "<o:p", "<!--[if", "mso-")


class ReleaseForm(EmbargoFields, forms.ModelForm):
    """One page for the whole release. It never saves: the view hands `draft()` to the workflow."""

    expected_revision = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"),
        queryset=Topic.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    joint_offices = forms.ModelMultipleChoiceField(
        label=_("Issued together with"),
        queryset=Office.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For a joint statement: the other offices whose names stand at its head."),
    )

    class Meta:
        model = Release
        fields = (*PLAIN_FIELDS, "lead_office", "slug")
        widgets: Mapping[str, forms.Widget] = {
            "headline": forms.TextInput(attrs={"size": 90, "maxlength": None}),
            "subhead": forms.TextInput(attrs={"size": 90}),
            "summary": forms.Textarea(attrs={"rows": 3, "cols": 90}),
            "boilerplate": forms.Textarea(attrs={"rows": 5, "cols": 90}),
            "correction_note": forms.Textarea(attrs={"rows": 3, "cols": 90}),
        }

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        release = kwargs.get("instance")
        if release is not None:
            kwargs["initial"] = {**_stored(release), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.person = person
        open_offices = Office.objects.filter(is_historical=False).order_by("name")
        mine = [office.pk for office in open_offices if permissions.may_start(person, office.pk)]
        lead = Office.objects.filter(pk__in=[*mine, release.lead_office_id] if release else mine).order_by("name")
        self.fields["lead_office"] = forms.ModelChoiceField(
            label=_("Lead office"),
            queryset=lead,
            help_text=Release._meta.get_field("lead_office").help_text,
            initial=self.fields["lead_office"].initial,
        )
        self.fields["joint_offices"].queryset = open_offices  # type: ignore[attr-defined]
        self.fields["headline"].max_length = None  # type: ignore[attr-defined]
        self.fields["headline"].validators = []
        self.fields["headline"].required = True
        self.fields["body"].widget = import_string(settings.NEWSROOM_EDITOR_WIDGET)()
        self.fields["body"].widget.attrs["aria-label"] = str(_("Text of the release"))
        self.fields["body"].help_text = _("Paste from anywhere: what a release cannot carry is taken out.")
        zones = [office.time_zone for office in open_offices]
        self.fields["embargo_zone"].choices = zone_choices(zones)  # type: ignore[attr-defined]

    def clean_headline(self) -> str:
        """Say how much too long it is in the workflow's own words."""
        headline = str(self.cleaned_data["headline"])
        if fault := headline_fault(headline):
            raise ValidationError(fault)
        return headline

    def clean_body(self) -> str:
        """Clean the text at once, so that what is shown after an error is what would be kept."""
        return richtext.clean(self.cleaned_data["body"])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        office = typed.get("lead_office")
        if office is not None:
            typed["terms"] = self.read_terms(
                office_zone=office.time_zone, unchanged=self.instance.terms if self.instance.pk else None
            )
        return typed

    def draft(self, lines: Iterable[Mapping[str, Any]], voices: Iterable[Mapping[str, Any]]) -> Draft:
        """Return what was typed as one value; the form and both formsets must be valid."""
        typed = self.cleaned_data
        return Draft(
            **{name: typed[name] for name in PLAIN_FIELDS},
            lead_office=typed["lead_office"].pk,
            joint_offices=tuple(office.pk for office in typed["joint_offices"]),
            contacts=tuple(_line(row) for row in lines),
            speakers=tuple(Voice(row["name"], row["title"]) for row in voices),
            topics=tuple(topic.pk for topic in typed["topics"]),
            slug=typed["slug"],
            terms=typed["terms"],
        )

    @property
    def was_word_mess(self) -> bool:
        """Whether a word processor's markup came along and was taken out: worth a sentence."""
        pasted = str(self.data.get("body", "")).lower()
        return any(sign in pasted for sign in WORD_MESS)


def kept(formset: BaseInlineFormSet) -> list[Mapping[str, Any]]:
    """Return the rows of a valid formset that hold something and were not ticked for removal, in order."""
    return [form.cleaned_data for form in formset.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]


def brought_by(office: Office) -> dict[str, Any]:
    """Return what a lead office brings to a new release: its city and its boilerplate."""
    return {"lead_office": office.pk, "dateline": office.city, "boilerplate": office.boilerplate}


def lines_brought_by(office: Office) -> list[dict[str, Any]]:
    """Return the office's listed contacts as lines to print."""
    names = [field.name for field in ContactLine._meta.concrete_fields]
    shared = [name for name in names if name not in {"id", "release", "contact", "organisation", "position"}]
    return [
        {**{name: getattr(contact, name) for name in shared}, "contact": contact.pk}
        for contact in Contact.objects.filter(office=office, is_listed=True).order_by("position", "name", "id")
    ]


def _stored(release: Release) -> dict[str, Any]:
    return {
        "expected_revision": release.revision_number,
        "topics": [link.topic_id for link in release.topic_links.order_by("position")],
        "joint_offices": [link.office_id for link in release.joint_offices.order_by("position")],
        "body": richtext.clean(release.body),
        **initial_of(release.terms),
    }


def _line(row: Mapping[str, Any]) -> Line:
    words = {name: row[name] for name in Line.__dataclass_fields__ if name != "contact"}
    return Line(**words, contact=row["contact"].pk if row["contact"] else None)
