"""The form of the moves that preflight comes before: what it recommends to change is changed, or given a reason."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import workflow
from releases.admin.move_forms import MoveForm, Words
from releases.preflight import Level

FOR_ALL: Final = "reason_for_all"


class CheckedForm(MoveForm):
    """Asks for a reason for whatever preflight recommends to change; where it finds nothing, for nothing."""

    for_all: forms.BoundField | None = None

    def ask(self, checked: Sequence[workflow.Checked]) -> None:
        """Have a field for each check whose findings want a reason, and one for all where there are several."""
        codes = dict.fromkeys(
            one.finding.code for one in checked if one.finding.level == Level.RECOMMENDED and one.is_open
        )
        for code in codes:
            label = _("Why it stays (%(check)s)") % {"check": code.replace("_", " ")}
            self.fields.setdefault(f"{workflow.OVERRIDE}{code}", Words(label=label, rows=1, required=False))
        if len(codes) > 1:
            for_all = Words(
                label=gettext_lazy("Reason for leaving these as they are"),
                rows=2,
                required=False,
                help_text=gettext_lazy(
                    "Stands for each of them that has no reason of its own. Kept in the record; not public."
                ),
            )
            self.fields.setdefault(FOR_ALL, for_all)
            self.for_all = self[FOR_ALL]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        typed["overrides"] = {
            name.removeprefix(workflow.OVERRIDE): reason
            for name in self.fields
            if name.startswith(workflow.OVERRIDE) and (reason := typed.get(name) or typed.get(FOR_ALL))
        }
        return typed

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The reasons stand beside what they are for."""
        return []
