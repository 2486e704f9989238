"""The table of the moves' pages: what each asks, shows and calls. A page makes its move by that one call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from releases import workflow
from releases.admin import move_forms as forms
from releases.admin.bundle_moves import ApproveForm, HoldForm
from releases.admin.checked_form import CheckedForm
from releases.admin.shown import Shown, View
from releases.models import Person, Release
from releases.states import Move


@dataclass(frozen=True, slots=True)
class MovePage:
    """One move's page. `takes` names the fields of the form that the workflow's function is given by name.

    `view` finds the text that the page is about, and `prints_text` has it printed. `can_show`: what is typed
    can be looked at, as it will be read, before the move is made.
    """

    form: type[forms.MoveForm]
    call: Callable[..., Any]
    takes: tuple[str, ...] = ()
    view: View = Shown.working
    prints_text: bool = False
    can_show: bool = False
    is_grave: bool = False

    @property
    def answers_for_text(self) -> bool:
        """Whether the person, by making the move, says that they have read just this text."""
        return "digest" in self.takes

    def make(self, person: Person, release: Release, typed: Mapping[str, Any]) -> Any:
        """Make the move by one call to the workflow; raises what that raises."""
        return self.call(actor=person, release_id=release.pk, **{name: typed[name] for name in self.takes})


_READ: Final = ("digest", "release_line")

PAGES: Final[Mapping[Move, MovePage]] = {
    Move.SUBMIT: MovePage(CheckedForm, workflow.submit, ("revision_number", "overrides"), prints_text=True),
    Move.TAKE_BACK: MovePage(forms.MoveForm, workflow.take_back),
    Move.SEND_BACK: MovePage(forms.SendBackForm, workflow.send_back, ("reason",), prints_text=True),
    Move.APPROVE: MovePage(ApproveForm, workflow.approve, (*_READ, "overrides", "and_all"), prints_text=True),
    Move.PUBLISH: MovePage(forms.MoveForm, workflow.publish, _READ, Shown.waiting, prints_text=True),
    Move.CORRECT: MovePage(forms.MoveForm, workflow.correct, _READ, Shown.waiting, prints_text=True),
    Move.HOLD: MovePage(HoldForm, workflow.hold, ("reason", "alone")),
    Move.RESCHEDULE: MovePage(forms.RescheduleForm, workflow.reschedule, ("terms", "reason"), can_show=True),
    Move.WITHDRAW: MovePage(
        forms.WithdrawForm,
        workflow.withdraw,
        ("reason", "keep_text"),
        Shown.public,
        can_show=True,
        is_grave=True,
    ),
    Move.EMERGENCY: MovePage(
        forms.EmergencyForm,
        workflow.publish_in_emergency,
        ("reason", "revision_number"),
        prints_text=True,
        is_grave=True,
    ),
    Move.REVIEW_EMERGENCY: MovePage(
        forms.OptionalReasonForm,
        workflow.review_emergency,
        ("reason", "digest"),
        Shown.unreviewed,
        prints_text=True,
    ),
    Move.LIMIT: MovePage(forms.LimitForm, workflow.limit_access, ("people", "reason")),
    Move.UNLIMIT: MovePage(forms.ReasonForm, workflow.lift_access_limit, ("reason",)),
    Move.GIVE_LINK: MovePage(
        forms.GiveLinkForm, workflow.give_preview_link, ("reader", "lasts", "revision_number"), prints_text=True
    ),
    Move.ASK_REDACTION: MovePage(
        forms.AskRedactionForm, workflow.ask_redaction, ("field", "reason", "public_mark"), can_show=True
    ),
    Move.REDACT: MovePage(forms.RedactForm, workflow.redact, ("redaction_id",), is_grave=True),
}
