"""How the desk says a moment: the time alone where it is today, the whole date otherwise, and how far off it is."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from releases import embargo
from releases.models import Edition


def said(moment: datetime, zone: str, at: datetime) -> str:
    """Say a moment that has passed: “10:00 a.m. ET” if that was today in its zone, else with weekday and date."""
    place = embargo.place_of(zone)
    if moment.astimezone(place).date() == at.astimezone(place).date():
        return embargo.time_label(moment, zone)
    return embargo.label(moment, zone)


def ahead(moment: datetime, zone: str, at: datetime) -> str:
    """Say a moment to come, always with its date: “10:00 a.m. ET, Tuesday, Feb. 14, 2017 (in 2 h 10 min)”."""
    return f"{embargo.label(moment, zone)} ({off(moment, at)})"


def zone_of_lift(edition: Edition) -> str:
    """Return the zone in which the lift was typed, so that every page says it as the release line does."""
    return edition.embargo_zone or edition.zone


def off(moment: datetime, at: datetime) -> str:
    """Say how far off a coming moment is: “in 2 h 10 min”."""
    left = moment - at
    if left < timedelta(minutes=1):
        return _("in less than a minute")
    return _("in %(span)s") % {"span": _span(left)}


def _span(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        whole = ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
        return _("%(days)s %(hours)d h") % {"days": whole, "hours": hours} if hours and days < 7 else whole
    if hours and minutes:
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
    return _("%(hours)d h") % {"hours": hours} if hours else _("%(minutes)d min") % {"minutes": minutes}
