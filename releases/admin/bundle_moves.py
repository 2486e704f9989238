"""What holding and approving ask of a release that goes out together with others."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from releases.admin import bundle_words
from releases.admin.checked_form import CheckedForm
from releases.admin.move_forms import OptionalReasonForm


class HoldForm(OptionalReasonForm):
    """Asks about the rest, where all go out together."""

    alone = forms.TypedChoiceField(label=_("What is held"), coerce=lambda choice: choice == "one", empty_value=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tied = bundle_words.found(self.situation.release, self.situation.at)
        if tied is None or not tied.is_scheduled:
            del self.fields["alone"]
            return
        others = {"others": tied.others(self.situation.release.pk, self.person)}
        field: Any = self.fields["alone"]
        field.widget = forms.RadioSelect()
        field.choices = [
            ("all", _now("Hold all of them: this one, and %(others)s.") % others),
            ("one", _now("Take this one out and hold only it. As scheduled go out: %(others)s.") % others),
        ]
        field.initial = "all"
        self.order_fields(["alone"])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        typed.setdefault("alone", False)
        return typed


class ApproveForm(CheckedForm):
    """Offers an approver who is a publisher for all to publish all, if this is the last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tied = bundle_words.may_publish_all(self.situation, self.person)
        if tied is not None:
            label = _now("This is the last to be approved. Publish all %(count)d together: %(line)s.")
            said = {"count": len(tied.members), "line": tied.terms.line}
            self.fields["and_all"] = forms.BooleanField(label=label % said, required=False)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        typed.setdefault("and_all", False)
        return typed

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The tick alone: the reasons stand beside what they are for."""
        return [self["and_all"]] if "and_all" in self.fields else []
