"""What the page of a bundle asks: which others go with a release, and another embargo for all of them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from releases import embargo
from releases.admin.embargo_field import EmbargoFields, initial_of, zone_choices
from releases.admin.found import Asked, contains
from releases.admin.move_forms import Words
from releases.models import Release

_OFFERED = 20
_FIND_MAX = 200
_SEARCHED = ("headline", "subhead", "number", "lead_office__name", "lead_office__short_name")


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
    """Which releases go out together with this one: offered are partners of it, those found by the words or the latest.

    `candidates` are taken all the same, so that what cannot go together any more is refused with the reason. `ticked`
    are those that stay in sight.
    """

    name = forms.CharField(
        label=_("Working name"), required=False, help_text=_("Optional, for the staff: “Budget day”. Never public.")
    )

    def __init__(
        self,
        *args: Any,
        candidates: QuerySet[Release],
        partners: QuerySet[Release],
        find: str = "",
        ticked: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = partners
        for piece in Asked.read(find[:_FIND_MAX]).pieces:
            offered = offered.filter(contains(piece, _SEARCHED))
        latest = offered.select_related("lead_office").latest_change_first()
        found = list(latest[: _OFFERED + 1])
        self.has_more = len(found) > _OFFERED
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
        keys = [one for one in ticked if is_key(one)]
        # What was ticked already stays in sight, whatever was looked for since.
        chosen = candidates.filter(pk__in=keys).select_related("lead_office") if keys else ()
        self.found = min(len(found), _OFFERED)
        shown = {one.pk: one for one in (*chosen, *found[:_OFFERED])}
        field.choices = [(one.pk, field.label_from_instance(one)) for one in shown.values()]
        field.initial = [one.pk for one in chosen]

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
