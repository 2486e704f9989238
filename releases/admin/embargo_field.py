"""The embargo as press staff type it: a wall time in a zone, questions asked where daylight saving makes them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import clock, embargo
from releases.embargo import AmbiguousTimeError, NoSuchTimeError, Terms
from releases.states import EmbargoKind

FIELDS: Final = ("embargo_kind", "embargo_date", "embargo_time", "embargo_zone", "embargo_turn")


def zone_choices(first: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Return the zones to choose from: the newsroom's own and its offices' first, then all."""
    own = dict.fromkeys([*first, settings.NEWSROOM_TIME_ZONE])
    rest = sorted(name for name in embargo.zone_names() if "/" in name and not name.startswith(("Etc/", "SystemV")))
    return [
        ("", _("the lead office's own")),
        *((name, name.replace("_", " ")) for name in own),
        *((name, name.replace("_", " ")) for name in rest if name not in own),
    ]


class EmbargoFields(forms.Form):
    """Fields for the terms, and `read_terms`, which turns them into `Terms` or puts a question at its field."""

    embargo_kind = forms.ChoiceField(
        label=gettext_lazy("Embargo"),
        choices=EmbargoKind.choices,
        initial=EmbargoKind.NONE,
        widget=forms.RadioSelect,
    )
    embargo_date = forms.DateField(
        label=gettext_lazy("Date of the lift"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    embargo_time = forms.TimeField(
        label=gettext_lazy("Time of the lift"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("As clocks show it in the zone beside it."),
    )
    embargo_zone = forms.ChoiceField(label=gettext_lazy("Time zone"), required=False, choices=zone_choices)
    embargo_turn = forms.ChoiceField(
        label=gettext_lazy("Which of the two"),
        required=False,
        choices=[
            ("", gettext_lazy("not needed")),
            ("first", gettext_lazy("the first time")),
            ("second", gettext_lazy("the second time")),
        ],
        help_text=gettext_lazy("Only for the hour that clocks show twice when summer time ends."),
    )

    def read_terms(self, *, office_zone: str, unchanged: Terms | None = None) -> Terms | None:
        """Return the terms typed, or None after putting what is wrong at its field.

        A time that has passed is refused unless the terms are `unchanged`: what lifted long ago stays as it was.
        """
        typed = self.cleaned_data
        if typed.get("embargo_kind") != EmbargoKind.UNTIL:
            return Terms(EmbargoKind(typed.get("embargo_kind") or EmbargoKind.NONE))
        if not typed.get("embargo_date") or not typed.get("embargo_time"):
            for name in ("embargo_date", "embargo_time"):
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, _("Give the date and the time at which the embargo ends."))
            return None
        zone = typed.get("embargo_zone") or office_zone
        wall = datetime.combine(typed["embargo_date"], typed["embargo_time"]).replace(second=0, microsecond=0)
        second = {"first": False, "second": True}.get(typed.get("embargo_turn", ""))
        try:
            terms = Terms.until(wall, zone, second=second)
        except NoSuchTimeError as gap:
            self.add_error("embargo_time", _no_such_time(gap, zone))
        except AmbiguousTimeError as twice:
            self.add_error("embargo_turn", _which_of_two(twice, zone))
        else:
            if terms != unchanged and terms.at and terms.at <= clock.now():
                self.add_error(
                    "embargo_date",
                    _("%(moment)s has passed. Give a later time, or choose “for immediate release”.")
                    % {"moment": embargo.label(terms.at, zone)},
                )
                return None
            return terms
        return None


def initial_of(terms: Terms) -> dict[str, Any]:
    """Return the fields' initial values for terms that are stored."""
    if terms.kind != EmbargoKind.UNTIL or terms.at is None:
        return {"embargo_kind": terms.kind.value}
    wall = datetime.strptime(terms.wall, embargo.WALL_FORMAT)  # noqa: DTZ007 - a wall time has no zone
    both = embargo.instants(wall, terms.zone)
    turn = ("first" if terms.at == both[0] else "second") if len(both) == 2 else ""
    return {
        "embargo_kind": terms.kind.value,
        "embargo_date": wall.date(),
        "embargo_time": wall.time(),
        "embargo_zone": terms.zone,
        "embargo_turn": turn,
    }


def _no_such_time(gap: NoSuchTimeError, zone: str) -> str:
    return _("Clocks in %(zone)s go forward over this time, so it does not happen. Choose %(before)s or %(after)s.") % {
        "zone": zone.replace("_", " "),
        "before": embargo.time_label(embargo.resolve(gap.before, zone, second=True), zone),
        "after": embargo.time_label(embargo.resolve(gap.after, zone, second=False), zone),
    }


def _which_of_two(twice: AmbiguousTimeError, zone: str) -> str:
    return _("Clocks show this time twice that night. Say which is meant: first %(first)s, or second %(second)s.") % {
        "first": embargo.time_label(twice.first, zone),
        "second": embargo.time_label(twice.second, zone),
    }
