"""What the page of a bundle asks: which others go with a release, and another embargo for all of them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from releases import embargo
from releases.admin.embargo_field import EmbargoFields, initial_of, zone_choices
from releases.admin.move_forms import Words
from releases.models import Release

_OFFERED = 20
_FIND_MAX = 200


def is_key(text: str) -> bool:
    """Whether a text that somebody posted can be the key of a release."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


class _Choice(forms.ModelMultipleChoiceField):
    """A release by its headline, with its office and its embargo, so that two of one headline are told apart."""

    def label_from_instance(self, release: Any) -> str:
        said = (release.headline, release.lead_office.label, release.get_status_display(), release.terms.line)
        return " · ".join(said)


class JoinForm(forms.Form):
    """Which releases go out together with this one. All that are found by the words, or the latest, are offered."""

    name = forms.CharField(
        label=_("Working name"), required=False, help_text=_("Optional, for the staff: “Budget day”. Never public.")
    )

    def __init__(self, *args: Any, candidates: QuerySet[Release], find: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        all_of_them = candidates.select_related("lead_office").latest_change_first()  # type: ignore[attr-defined]
        offered = all_of_them
        for word in find[:_FIND_MAX].split():
            offered = offered.filter(headline__icontains=word)
        field = _Choice(
            label=_("Releases"),
            queryset=candidates,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": _("Choose at least one other release that it should go out together with."),
                "invalid_choice": _("One that you chose is not there any more, or is out. Choose again."),
            },
        )
        self.fields["with"] = field
        # Whatever may be chosen is taken; the latest are offered.
        shown = {one.pk: one for one in (*self._chosen(all_of_them), *offered[:_OFFERED])}
        field.choices = [(one.pk, field.label_from_instance(one)) for one in shown.values()]

    def _chosen(self, candidates: QuerySet[Release]) -> Iterable[Release]:
        """What was ticked already stays in sight, whatever was looked for since."""
        ticked = self.data.getlist("with") if isinstance(self.data, QueryDict) else []
        return candidates.filter(pk__in=[one for one in ticked if is_key(one)]) if ticked else ()

    @property
    def offers(self) -> bool:
        return bool(self.fields["with"].choices)  # type: ignore[attr-defined]


class TimeForm(EmbargoFields):
    """Another embargo for all."""

    reason = Words(label=_("Why"), required=False, help_text=_("Optional. Kept in the record; not public."))

    def __init__(self, *args: Any, release: Release, **kwargs: Any) -> None:
        self._office_zone = release.lead_office.time_zone
        kwargs["initial"] = initial_of(release.terms, office_zone=self._office_zone)
        kwargs.setdefault("auto_id", "time_%s")
        super().__init__(*args, **kwargs)
        zone = release.terms.zone if embargo.is_known(release.terms.zone) else self._office_zone
        self.fields["embargo_zone"].choices = zone_choices([zone], lead=self._office_zone)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        typed["terms"] = self.read_terms(office_zone=self._office_zone)
        return typed
