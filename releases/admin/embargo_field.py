"""The embargo as press staff type it: a wall time in a zone, questions asked where daylight saving makes them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any, ClassVar, Final

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.choices import BaseChoiceIterator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import clock, embargo
from releases.admin.zone_select import ZoneSelect
from releases.embargo import AmbiguousTimeError, NoSuchTimeError, Terms
from releases.states import EmbargoKind

FIELDS: Final = ("embargo_kind", "embargo_date", "embargo_time", "embargo_zone", "embargo_turn")
_TURNS: Final = {"first": False, "second": True}


class Zones(BaseChoiceIterator):
    """Choices as they are wanted: Django looks at each of a list's five hundred, twice, whenever a form is made."""

    def __init__(self, choices: Iterable[tuple[str, str]]) -> None:
        self._choices = tuple(choices)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._choices)


def zone_choices(first: Iterable[str] = (), *, lead: str = "") -> Zones:
    """Return the zones to choose from: empty for the lead office's own, the newsroom's and `first`, then all."""
    own = dict.fromkeys([*first, settings.NEWSROOM_TIME_ZONE])
    named = _("the lead office's: %(zone)s") % {"zone": _readable(lead)} if lead else _("the lead office's own")
    mine = ((name, _readable(name)) for name in own)
    return Zones([("", named), *mine, *(one for one in _of_the_world() if one[0] not in own)])


@cache
def _of_the_world() -> tuple[tuple[str, str], ...]:
    rest = sorted(name for name in embargo.zone_names() if "/" in name and not name.startswith(("Etc/", "SystemV")))
    return tuple((name, _readable(name)) for name in rest)


class EmbargoFields(forms.Form):
    """Fields for the terms, and `read_terms`, which turns them into `Terms` or puts a question at its field."""

    embargo_kind = forms.ChoiceField(
        label=gettext_lazy("Embargo"),
        choices=EmbargoKind.choices,
        initial=EmbargoKind.NONE,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether there is an embargo.")},
    )
    embargo_date = forms.DateField(
        label=gettext_lazy("Ends on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        # Years that calendars count differently are slips of the finger.
        validators=[MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31))],
    )
    embargo_time = forms.TimeField(
        label=gettext_lazy("At"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    embargo_zone = forms.ChoiceField(
        label=gettext_lazy("As clocks show it in"), required=False, choices=zone_choices, widget=ZoneSelect
    )
    embargo_turn = forms.ChoiceField(
        label=gettext_lazy("Which of the two"), required=False, choices=[(turn, turn) for turn in _TURNS]
    )

    class Media:
        js: ClassVar = ["desk/embargo.js"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked only for the hour that clocks show twice; until then it is out of sight.
        self.fields["embargo_turn"].widget = forms.HiddenInput()
        kind = self.get_initial_for_field(self.fields["embargo_kind"], "embargo_kind")
        if kind != EmbargoKind.QUESTION:  # what a person has answered is not asked again
            answers = [choice for choice in EmbargoKind.choices if choice[0] != EmbargoKind.QUESTION.value]
            self.fields["embargo_kind"].choices = answers  # type: ignore[attr-defined]
        day, hour = (self.get_initial_for_field(self.fields[name], name) for name in ("embargo_date", "embargo_time"))
        zone = self.get_initial_for_field(self.fields["embargo_zone"], "embargo_zone")
        if isinstance(day, date) and isinstance(hour, time) and embargo.is_known(zone or ""):
            self._ask_which(embargo.instants(datetime.combine(day, hour), zone), zone)

    def read_terms(self, *, office_zone: str, unchanged: Terms | None = None) -> Terms | None:
        """Return the terms typed, or None after putting what is wrong at its field.

        A time that has passed is refused unless the terms are `unchanged`: what lifted long ago stays as it was.
        """
        typed = self.cleaned_data
        if typed.get("embargo_kind") != EmbargoKind.UNTIL:
            return Terms(EmbargoKind(typed.get("embargo_kind") or EmbargoKind.NONE))
        missing = [name for name in ("embargo_date", "embargo_time") if typed.get(name) is None]
        for name in missing:
            if name not in self.errors:
                self.add_error(name, _("Give the date and the time at which the embargo ends."))
        if missing or "embargo_zone" in self.errors:
            return None
        zone = typed.get("embargo_zone") or office_zone
        if not embargo.is_known(zone):
            self.add_error("embargo_zone", _("The zone %(zone)s is not known any more. Choose one.") % {"zone": zone})
            return None
        wall = datetime.combine(typed["embargo_date"], typed["embargo_time"]).replace(second=0, microsecond=0)
        self._ask_which(embargo.instants(wall, zone), zone)
        try:
            terms = Terms.until(wall, zone, second=_TURNS.get(typed.get("embargo_turn", "")))
        except NoSuchTimeError as gap:
            self.add_error("embargo_time", _no_such_time(gap, zone))
            return None
        except AmbiguousTimeError:
            self.add_error("embargo_turn", _("Clocks show this time twice that night. Say which is meant."))
            return None
        if unchanged and _say_the_same(terms, unchanged):
            return unchanged
        if terms.at and terms.at <= clock.now():
            self.add_error(
                "embargo_date",
                _("%(moment)s has passed. Give a later time, or choose “None: for immediate release”.")
                % {"moment": embargo.label(terms.at, zone)},
            )
            return None
        return terms

    def _ask_which(self, moments: Sequence[datetime], zone: str) -> None:
        """Where a wall time happens twice, offer the two instants by the names that clocks give them."""
        if len(moments) != 2:
            return
        first, second = (embargo.time_label(moment, zone) for moment in moments)
        field = self.fields["embargo_turn"]
        field.widget = forms.RadioSelect()
        field.choices = [  # type: ignore[attr-defined]
            ("first", _("%(time)s (first)") % {"time": first}),
            ("second", _("%(time)s (second)") % {"time": second}),
        ]
        field.help_text = _("Summer time ends that night, and this hour happens twice.")


def initial_of(terms: Terms, *, office_zone: str) -> dict[str, Any]:
    """Return the fields' initial values for terms that are stored.

    The time offered is what clocks show at the stored instant today. After a change of the zone's rules that is not
    what was once typed; but then a form that is saved as it came moves no embargo.
    """
    if terms.kind != EmbargoKind.UNTIL or terms.at is None:
        return {"embargo_kind": terms.kind.value}
    zone = terms.zone if embargo.is_known(terms.zone) else office_zone
    minute = terms.at.replace(second=0, microsecond=0)
    wall = embargo.wall_at(minute, zone)
    both = embargo.instants(wall, zone) if embargo.is_known(zone) else ()
    turn = ("first" if minute == both[0] else "second") if len(both) == 2 else ""
    return {
        "embargo_kind": terms.kind.value,
        "embargo_date": wall.date(),
        "embargo_time": wall.time(),
        "embargo_zone": terms.zone if zone == terms.zone else "",
        "embargo_turn": turn,
    }


def _say_the_same(terms: Terms, stored: Terms) -> bool:
    """Whether both mean the same minute on the same clocks; the stored may carry seconds, or an older rule's time."""
    if terms.at is None or stored.at is None:
        return False
    return terms.zone == stored.zone and terms.at == stored.at.replace(second=0, microsecond=0)


def _readable(zone: str) -> str:
    return zone.replace("_", " ")


def _no_such_time(gap: NoSuchTimeError, zone: str) -> str:
    """Offer both neighbours, with their days where midnight lies between them."""
    say = embargo.time_label if gap.before.date() == gap.after.date() else embargo.label
    return _("Clocks in %(zone)s go forward over this time, so it does not happen. Choose %(before)s or %(after)s.") % {
        "zone": _readable(zone),
        "before": say(embargo.resolve(gap.before, zone, second=True), zone),
        "after": say(embargo.resolve(gap.after, zone, second=False), zone),
    }
