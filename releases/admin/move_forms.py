"""What each move asks of the person before it is made: mostly nothing, or a reason."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import differences, permissions, richtext
from releases.admin.embargo_field import EmbargoFields, initial_of, zone_choices
from releases.admin.panel import pending_redactions
from releases.admin.shown import Shown
from releases.models import Person, Redaction, Role
from releases.situation import Situation
from releases.states import EmbargoKind
from releases.triggers import REDACTABLE_LISTS, REDACTABLE_TEXT
from releases.workflow.links import LONGEST

_REASON_MAX: Final = 2000


class Words(forms.CharField):
    """A few plain lines for the record or for readers, without the characters that no feed may carry."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", _REASON_MAX)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        return richtext.plain(super().to_python(value) or "").replace("\r\n", "\n").strip()


class MoveForm(forms.Form):
    """Carries what the person was shown, so that a text or an embargo changed meanwhile is noticed.

    Once valid, `cleaned_data` holds the arguments of the workflow's move under their own names.
    """

    digest = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    revision_number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    release_line = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, situation: Situation, person: Person, shown: Shown, **kwargs: Any) -> None:
        self.situation, self.person, self.shown = situation, person, shown
        kwargs["initial"] = {**self._identity(), **self.started()}
        super().__init__(*args, **kwargs)

    def started(self) -> dict[str, Any]:
        """Return initial values of the move's own fields."""
        return {}

    def clean_digest(self) -> str:
        """A post that does not say what was shown was shown nothing: it names no text, and is refused as stale."""
        return self.cleaned_data["digest"] or "nothing"

    def clean_revision_number(self) -> int:
        number: int | None = self.cleaned_data["revision_number"]
        return 0 if number is None else number

    def answer_for(self, shown: Shown) -> None:
        """Let the next post answer for what this page shows, instead of what the last one did."""
        self.shown = shown
        self.data = self.data.copy()  # type: ignore[union-attr]
        self.data.update({name: str(value) for name, value in self._identity().items()})

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The fields that the page shows under what will happen."""
        return self.visible_fields()

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What was typed, by label, for a page that has no form to keep it in."""
        fields = [(str(field.label), field.value()) for field in self.visible_fields()] if self.is_bound else []
        return [(label, value) for label, value in fields if value and isinstance(value, str)]

    def _identity(self) -> dict[str, Any]:
        return {
            "digest": self.shown.digest,
            "revision_number": self.shown.revision_number,
            "release_line": self.shown.release_line,
        }


class OptionalReasonForm(MoveForm):
    """A reason is welcome."""

    reason = Words(
        label=gettext_lazy("Why"), required=False, help_text=gettext_lazy("Optional. Kept in the record; not public.")
    )


class SendBackForm(MoveForm):
    """What the writers should do."""

    reason = Words(
        label=gettext_lazy("What should change"),
        rows=4,
        help_text=gettext_lazy("The writers read it on top of the release. Kept in the record; not public."),
        error_messages={"required": gettext_lazy("Say what should change: the writers have only your words.")},
    )


class ReasonForm(MoveForm):
    """A reason is needed."""

    reason = Words(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Kept in the record; not public."),
        error_messages={"required": gettext_lazy("Say why: the reason is kept in the record.")},
    )


class WithdrawForm(MoveForm):
    """The public notice, and what becomes of the text."""

    reason = Words(
        label=gettext_lazy("Notice for readers"),
        rows=4,
        help_text=gettext_lazy("Public. Say plainly why: “This statement was sent in error.”"),
        error_messages={"required": gettext_lazy("Write the notice: readers must know why the release is withdrawn.")},
    )
    keep_text = forms.TypedChoiceField(
        label=gettext_lazy("The text"),
        choices=[
            ("yes", gettext_lazy("stays readable under the notice")),
            ("no", gettext_lazy("is taken away; the address answers with the notice alone")),
        ],
        coerce=lambda choice: choice == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether the text stays readable.")},
    )

    def started(self) -> dict[str, Any]:
        """The gentler way, unless that has been gone already."""
        return {"keep_text": "no" if self.shown.edition.is_withdrawn else "yes"}


class EmergencyForm(MoveForm):
    """The emergency door asks for a reason and a tick."""

    reason = Words(
        label=gettext_lazy("Why it cannot wait"),
        rows=4,
        help_text=gettext_lazy("For the record, and for the colleague who reviews it afterwards. Not public."),
        error_messages={"required": gettext_lazy("Say why it cannot wait for an approver.")},
    )
    sure = forms.BooleanField(
        label=gettext_lazy("I have read the text below, and it must go out now on my word alone."),
        error_messages={"required": gettext_lazy("Tick this once you have read the text.")},
    )


class RescheduleForm(EmbargoFields, MoveForm):
    """A later time for the lift."""

    reason = Words(
        label=gettext_lazy("Why"), required=False, help_text=gettext_lazy("Optional. Kept in the record; not public.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["embargo_kind"].choices = [(EmbargoKind.UNTIL.value, EmbargoKind.UNTIL.label)]  # type: ignore[attr-defined]
        self.fields["embargo_kind"].widget = forms.HiddenInput()
        self.fields["embargo_zone"].choices = zone_choices([self._office_zone])  # type: ignore[attr-defined]

    def started(self) -> dict[str, Any]:
        edition = self.situation.coming or self.situation.waiting
        before = initial_of(edition.terms, office_zone=self._office_zone) if edition else {}
        return {**before, "embargo_kind": EmbargoKind.UNTIL.value}

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        typed["terms"] = self.read_terms(office_zone=self._office_zone)
        return typed

    @property
    def _office_zone(self) -> str:
        return self.situation.release.lead_office.time_zone


class AskRedactionForm(MoveForm):
    """Which field, on what ground, and what readers are told."""

    field = forms.ChoiceField(
        label=gettext_lazy("What must be blanked"),
        choices=lambda: [(name, differences.label(name)) for name in (*REDACTABLE_TEXT, *REDACTABLE_LISTS)],
        error_messages={"required": gettext_lazy("Choose the field to redact.")},
    )
    reason = Words(
        label=gettext_lazy("Legal ground"),
        help_text=gettext_lazy("A court's order, a minor's name, a private number. Kept in the record; not public."),
        error_messages={
            "required": gettext_lazy("Give the legal ground: without one, nothing that was public may change.")
        },
    )
    public_mark = Words(
        label=gettext_lazy("Note for readers"),
        rows=2,
        max_length=Redaction._meta.get_field("public_mark").max_length,  # type: ignore[union-attr]
        help_text=gettext_lazy("Public. Stands on the page, such as “A name was removed by order of a court.”"),
        error_messages={"required": gettext_lazy("Write the note that readers will see in its place.")},
    )


class _RedactionChoice(forms.ModelChoiceField):
    """A redaction that was asked for, by what it blanks and who asked; its value is the row's number."""

    def label_from_instance(self, asked: Any) -> str:
        return _("%(field)s – asked for by %(name)s. Ground: %(ground)s") % {
            "field": differences.label(asked.field).capitalize(),
            "name": asked.asked_by,
            "ground": asked.ground,
        }

    def clean(self, value: Any) -> Any:
        asked = super().clean(value)
        return asked.pk if asked else None


class RedactForm(MoveForm):
    """Which of the redactions asked for is carried out."""

    redaction_id = _RedactionChoice(
        label=gettext_lazy("Redaction"),
        queryset=Redaction.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose which redaction you carry out."),
            "invalid_choice": gettext_lazy("This redaction was carried out already, or never asked for."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["redaction_id"]
        field.queryset = pending_redactions(self.situation)
        self.asked = list(field.queryset)
        if len(self.asked) == 1:
            field.initial = self.asked[0].pk


class LimitForm(MoveForm):
    """Who may know of the release; the person who limits it is always one of them."""

    people = forms.ModelMultipleChoiceField(
        label=gettext_lazy("People who may know of it"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy(
            "You are always among them. At least one writes for the office, and somebody else may approve."
        ),
    )
    reason = Words(
        label=gettext_lazy("Why"), required=False, help_text=gettext_lazy("Optional. Kept in the record; not public.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["people"]
        # Whoever is named stays on the list: an administrator who broke the limit, a colleague whose role is gone.
        able = permissions.holders(Role.WRITER, self.situation.release.lead_office_id).order_by().values("pk")
        named = self.situation.release.access_limits.values("person_id")
        found = Person.objects.filter(Q(pk__in=able) | Q(pk__in=named), is_active=True)
        people.queryset = found.order_by("display_name", "username")

    def started(self) -> dict[str, Any]:
        return {"people": [*self.situation.release.access_limits.values_list("person_id", flat=True)]}

    def clean_people(self) -> list[UUID]:
        return [person.pk for person in self.cleaned_data["people"]]


class GiveLinkForm(MoveForm):
    """Who gets the copy, and for how long."""

    reader = forms.CharField(
        label=gettext_lazy("Who it is for"),
        max_length=150,
        help_text=gettext_lazy("Name and house. It stands on the copy itself."),
        error_messages={"required": gettext_lazy("Say who the link is for: the name stands on the copy.")},
    )
    lasts = forms.TypedChoiceField(
        label=gettext_lazy("It opens for"),
        coerce=lambda hours: timedelta(hours=int(hours)),
        initial=24,
        choices=[
            (4, gettext_lazy("4 hours")),
            (24, gettext_lazy("1 day")),
            (72, gettext_lazy("3 days")),
            (168, gettext_lazy("7 days")),
            (LONGEST.days * 24, gettext_lazy("14 days")),
        ],
        help_text=gettext_lazy("At the most: it is dead at the lift in any case."),
    )
