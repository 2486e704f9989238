"""The release's own fields: translates between what press staff type and the one `Draft` that the workflow saves."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import permissions
from releases.admin.editor import HtmlFormField, editor_widget, is_word_mess, same_text
from releases.admin.embargo_field import EmbargoFields, initial_of, zone_choices
from releases.document import Draft, Line, Voice, headline_fault
from releases.models import Office, Person, Release, Topic
from releases.models.content import PLAIN_FIELDS
from releases.states import EmbargoKind


class ReleaseForm(EmbargoFields, forms.ModelForm):
    """Checks and translates; it never saves."""

    expected_revision = forms.IntegerField(
        widget=forms.HiddenInput, required=False, initial=0, min_value=0, max_value=2**31 - 1
    )
    lead_office = forms.ModelChoiceField(
        label=gettext_lazy("Lead office"),
        queryset=Office.objects.none(),
        help_text=Release._meta.get_field("lead_office").help_text,
        error_messages={"required": gettext_lazy("Choose the office that issues this release.")},
    )
    topics = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Topics"),
        queryset=Topic.objects.order_by("name", "id"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Release
        fields = (*PLAIN_FIELDS, "lead_office", "slug")
        field_classes: Mapping[str, type[forms.Field]] = {"body": HtmlFormField}
        widgets: Mapping[str, forms.Widget] = {
            "headline": forms.TextInput(attrs={"size": 90}),
            "subhead": forms.TextInput(attrs={"size": 90}),
            "summary": forms.Textarea(attrs={"rows": 3, "cols": 90}),
            "boilerplate": forms.Textarea(attrs={"rows": 5, "cols": 90}),
            "correction_note": forms.Textarea(attrs={"rows": 3, "cols": 90}),
        }
        help_texts: Mapping[str, Any] = {
            "body": gettext_lazy("Paste from anywhere: what a release cannot carry is taken out."),
        }
        error_messages: Mapping[str, Any] = {
            "headline": {
                "required": gettext_lazy("Give the release a headline; it can be changed until it is approved.")
            },
            "slug": {"invalid": gettext_lazy("Use letters, digits and hyphens only: harbor-opens-pilot-station.")},
        }

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        release = kwargs.get("instance")
        if release is not None:
            kwargs["initial"] = {**_stored(release), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        offices = list(Office.objects.order_by("name", "id"))
        mine = {one.pk for one in offices if not one.is_historical and permissions.may_start(person, one.pk)}
        if release is not None:
            mine.add(release.lead_office_id)
        self.fields["lead_office"].queryset = Office.objects.filter(pk__in=mine).order_by("name", "id")  # type: ignore[attr-defined]
        self.fields["body"].widget = editor_widget(_("Text of the release"))
        # A browser would cut a paste without a word.
        headline = self.fields["headline"]
        headline.validators = []
        headline.widget.attrs.pop("maxlength", None)
        self._name_zones(offices)

    def _name_zones(self, offices: Iterable[Office]) -> None:
        chosen = str(self["lead_office"].value() or "")
        lead = next((one.time_zone for one in offices if str(one.pk) == chosen), "")
        zones = [one.time_zone for one in offices if not one.is_historical]
        self.fields["embargo_zone"].choices = zone_choices(zones, lead=lead)  # type: ignore[attr-defined]

    def clean_headline(self) -> str:
        """Say how much too long it is in the workflow's own words."""
        headline = str(self.cleaned_data["headline"])
        if fault := headline_fault(headline):
            raise ValidationError(fault)
        return headline

    def clean_body(self) -> str:
        """Keep the text as stored where the editor has only set its own line breaks: that is no change."""
        typed: str = self.cleaned_data["body"]
        return self.instance.body if same_text(typed, self.instance.body) else typed

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        office = typed.get("lead_office")
        if office is not None:
            typed["terms"] = self.read_terms(office_zone=office.time_zone, unchanged=self.instance.terms)
        return typed

    def _post_clean(self) -> None:
        """The form fills no record: what was typed goes to the workflow as a `Draft`."""

    def draft(self, *, joint_offices: Iterable[UUID], contacts: Iterable[Line], speakers: Iterable[Voice]) -> Draft:
        """Return what was typed as one value; the form and its rows must be valid."""
        typed = self.cleaned_data
        return Draft(
            **{name: typed[name] for name in PLAIN_FIELDS},
            lead_office=typed["lead_office"].pk,
            joint_offices=tuple(joint_offices),
            contacts=tuple(contacts),
            speakers=tuple(speakers),
            topics=self._topics_in_order(),
            slug=typed["slug"],
            terms=typed["terms"],
        )

    def _topics_in_order(self) -> tuple[UUID, ...]:
        """Those ticked, as they stood before; ticks have no order, so reading them anew would count as a change."""
        ticked = [topic.pk for topic in self.cleaned_data["topics"]]
        before = [pk for pk in self.initial.get("topics", ()) if pk in ticked]
        return (*before, *(pk for pk in ticked if pk not in before))

    def mark(self, text: str, name: str) -> None:
        """Put a sentence at a field, or at the head of the form where it has none; also on a page not posted yet."""
        if not self.is_bound and not self.errors:
            self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}
        if name == "embargo":  # the date is out of sight while it is open whether there is one
            is_open = self["embargo_kind"].value() == EmbargoKind.QUESTION
            name = "embargo_kind" if is_open else "embargo_date"
        self.add_error(name if name in self.fields else None, text)

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed, unchecked, so that another page can offer it again."""
        return {field.name: field.data for field in self}

    @property
    def release_line(self) -> str:
        """The embargo in words, as saved or as typed; empty while what is typed makes no sense."""
        if self.is_bound:
            terms = self.cleaned_data.get("terms")
            return terms.line if terms else ""
        is_as_saved = self["embargo_kind"].value() == self.instance.terms.kind
        return self.instance.terms.line if is_as_saved else ""

    @property
    def was_word_mess(self) -> bool:
        return is_word_mess(str(self.data.get("body", "")))


def _stored(release: Release) -> dict[str, Any]:
    return {
        "expected_revision": release.revision_number,
        "topics": [link.topic_id for link in release.topic_links.order_by("position", "id")],
        **initial_of(release.terms, office_zone=release.lead_office.time_zone),
    }
