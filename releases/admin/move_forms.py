"""What each move asks of the person before it is made: mostly nothing, or a reason."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from releases import permissions
from releases.admin.embargo_field import EmbargoFields, initial_of, zone_choices
from releases.document import edition_of
from releases.models import Edition, Person, Redaction, Release, Role
from releases.situation import Situation
from releases.states import EmbargoKind, Move
from releases.triggers import REDACTABLE_LISTS, REDACTABLE_TEXT
from releases.workflow.freeze import current_revision_of


def edition_shown(move: Move, situation: Situation) -> Edition:
    """Return the edition that a move's page shows: what waits, what went out unreviewed, or else the working text."""
    if move in {Move.PUBLISH, Move.CORRECT} and situation.waiting:
        return situation.waiting
    if move == Move.REVIEW_EMERGENCY and situation.unreviewed:
        return situation.unreviewed
    revision = current_revision_of(situation.release)
    edition = edition_of(situation.release, revision.content)
    edition.digest = revision.digest
    return edition


def shown(move: Move, situation: Situation) -> dict[str, Any]:
    """Return what a move's form carries of what its page shows: text, release line and revision."""
    edition = edition_shown(move, situation)
    return {
        "digest": edition.digest,
        "release_line": edition.terms.line,
        "revision": situation.release.revision_number,
    }


class MoveForm(forms.Form):
    """Carries what the person was shown, so that a text changed meanwhile is noticed."""

    digest = forms.CharField(widget=forms.HiddenInput, required=False)
    release_line = forms.CharField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, move: Move, situation: Situation, person: Person, **kwargs: Any) -> None:
        self.situation, self.person = situation, person
        kwargs["initial"] = {
            **shown(move, situation),
            **self.started(situation.release),
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, **kwargs)

    def started(self, release: Release) -> dict[str, Any]:
        """Return initial values of the move's own fields."""
        return {}


class OptionalReasonForm(MoveForm):
    """A reason is welcome."""

    reason = forms.CharField(label=_("Why"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ReasonForm(MoveForm):
    """A reason is needed."""

    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 4}))


class WithdrawForm(MoveForm):
    """The public notice, and what becomes of the text."""

    reason = forms.CharField(
        label=_("Notice for readers"),
        help_text=_("Public. Say plainly why: “This statement was sent in error.”"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    keep_text = forms.ChoiceField(
        label=_("The old text"),
        choices=[
            ("yes", _("stays readable under the notice")),
            ("no", _("is taken away; the address answers with the notice alone")),
        ],
        widget=forms.RadioSelect,
        initial="yes",
    )


class EmergencyForm(MoveForm):
    """The emergency door asks for a reason and a tick."""

    reason = forms.CharField(
        label=_("Why it cannot wait"),
        help_text=_("For the record, and for the colleague who reviews it afterwards. Not public."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    sure = forms.BooleanField(label=_("I have read the text and it must go out now, on my word alone."))


class RescheduleForm(EmbargoFields, MoveForm):
    """A later time for the lift."""

    reason = forms.CharField(label=_("Why"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        release = self.situation.release
        self.fields["embargo_kind"].choices = [(EmbargoKind.UNTIL.value, EmbargoKind.UNTIL.label)]  # type: ignore[attr-defined]
        self.fields["embargo_kind"].widget = forms.HiddenInput()
        self.fields["embargo_zone"].choices = zone_choices([release.lead_office.time_zone])  # type: ignore[attr-defined]

    def started(self, release: Release) -> dict[str, Any]:
        return {**initial_of(release.terms), "embargo_kind": EmbargoKind.UNTIL.value}

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        typed["terms"] = self.read_terms(office_zone=self.situation.release.lead_office.time_zone)
        return typed


class AskRedactionForm(MoveForm):
    """Which field, on what ground, and what readers are told."""

    field = forms.ChoiceField(
        label=_("What must be blanked"),
        choices=lambda: [(name, _label(name)) for name in (*REDACTABLE_TEXT, *REDACTABLE_LISTS)],
    )
    reason = forms.CharField(
        label=_("Legal ground"),
        help_text=_("A court's order, a minor's name, a private number. Kept in the record."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    public_mark = forms.CharField(
        label=_("Note for readers"),
        max_length=300,
        help_text=_("Stands on the page in its place, such as “A name was removed by order of a court.”"),
    )


class RedactForm(MoveForm):
    """Which of the redactions asked for is carried out."""

    redaction = forms.ModelChoiceField(
        label=_("Redaction"), queryset=Redaction.objects.none(), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["redaction"]
        field.queryset = Redaction.objects.filter(  # type: ignore[attr-defined]
            release=self.situation.release, confirmed_at=None
        ).order_by("asked_at")
        field.label_from_instance = lambda one: f"{_label(one.field)} – {one.ground}"  # type: ignore[attr-defined]


class LimitForm(MoveForm):
    """Who may know of the release; the person who limits it is always one of them."""

    people = forms.ModelMultipleChoiceField(
        label=_("People who may know of it"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("You are always among them. At least one writes for the office, and somebody else may approve."),
    )
    reason = forms.CharField(label=_("Why"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = self.situation.release.lead_office_id
        able = [
            one.pk
            for one in Person.objects.filter(is_active=True).prefetch_related("memberships")
            if permissions.has_role(one, Role.WRITER, office)
        ]
        self.fields["people"].queryset = Person.objects.filter(pk__in=able).order_by("display_name")  # type: ignore[attr-defined]

    def started(self, release: Release) -> dict[str, Any]:
        return {"people": [*release.access_limits.values_list("person_id", flat=True)]}


class GiveLinkForm(MoveForm):
    """Who gets the copy, and for how long."""

    reader = forms.CharField(
        label=_("Who it is for"), max_length=150, help_text=_("Name and house. It stands on the copy itself.")
    )
    lasts = forms.TypedChoiceField(
        label=_("It opens for"),
        coerce=int,
        initial=24,
        choices=[(4, _("4 hours")), (24, _("1 day")), (72, _("3 days")), (168, _("7 days")), (336, _("14 days"))],
        help_text=_("At the most: it is dead at the lift in any case."),
    )


FORMS: Final[dict[Move, type[MoveForm]]] = {
    Move.SUBMIT: MoveForm,
    Move.TAKE_BACK: MoveForm,
    Move.SEND_BACK: ReasonForm,
    Move.APPROVE: MoveForm,
    Move.PUBLISH: MoveForm,
    Move.CORRECT: MoveForm,
    Move.HOLD: OptionalReasonForm,
    Move.RESCHEDULE: RescheduleForm,
    Move.WITHDRAW: WithdrawForm,
    Move.EMERGENCY: EmergencyForm,
    Move.REVIEW_EMERGENCY: OptionalReasonForm,
    Move.LIMIT: LimitForm,
    Move.UNLIMIT: ReasonForm,
    Move.GIVE_LINK: GiveLinkForm,
    Move.ASK_REDACTION: AskRedactionForm,
    Move.REDACT: RedactForm,
}


def _label(name: str) -> str:
    known = {"contacts": _("media contacts"), "speakers": _("speakers")}
    return str(known.get(name) or Release._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
