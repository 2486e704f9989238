"""Where a release stands, in one sentence that a press officer would say."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import embargo
from releases.admin import moments
from releases.models import Edition
from releases.situation import Situation
from releases.states import EmbargoKind, Standing, Status

# What the working text is, beside what the public has or will have. Whole sentences: languages bend the noun.
_WRITTEN: Final = {
    "changed": gettext_lazy("the text was changed since by %(name)s at %(when)s, and the change is not submitted"),
    "correction": gettext_lazy("a correction is being written, last changed by %(name)s at %(when)s"),
    "another": gettext_lazy("another correction is being written, last changed by %(name)s at %(when)s"),
    "new": gettext_lazy("a new text is being written, last changed by %(name)s at %(when)s"),
}
_IN_REVIEW: Final = {
    "changed": gettext_lazy("a changed text is in review"),
    "correction": gettext_lazy("a correction is in review"),
    "another": gettext_lazy("another correction is in review"),
    "new": gettext_lazy("a new text is in review"),
}
_APPROVED: Final = {
    "changed": gettext_lazy("a changed text is approved, and %(waits)s"),
    "correction": gettext_lazy("a correction is approved, and %(waits)s"),
    "another": gettext_lazy("another correction is approved, and %(waits)s"),
    "new": gettext_lazy("a new text is approved, and %(waits)s"),
}


def sentence(situation: Situation) -> str:
    """Say where the release stands: what the public has, what it will have, and what the desk works on."""
    if situation.standing == Standing.NEVER:
        return f"{_only_on_the_desk(situation)}."
    parts = [_public(situation), _coming(situation), _older_emergency(situation), _working(situation)]
    return "; ".join(part for part in parts if part) + "."


def _only_on_the_desk(situation: Situation) -> str:
    release, waiting = situation.release, situation.waiting
    changed = {"name": release.changed_by, "when": _said(situation, release.changed_at)}
    if release.status == Status.DRAFT:
        return _("Draft, last changed by %(name)s at %(when)s") % changed
    if release.status == Status.SUBMITTED:
        return _("Submitted, and waits for approval; last changed by %(name)s at %(when)s") % changed
    if waiting is None:
        return _("Approved, and not published")
    return _("Approved by %(name)s at %(when)s, and %(waits)s") % {
        "name": waiting.authorised_by,
        "when": _said(situation, waiting.recorded_at),
        "waits": _waits(situation, waiting),
    }


def _public(situation: Situation) -> str:
    current = situation.current
    if current is None:
        return ""
    opened = _said(situation, current.public_from)
    if current.is_gone:
        return _("Withdrawn since %(when)s, its text taken away") % {"when": opened}
    if current.is_withdrawn:
        return _("Withdrawn since %(when)s; its text stays readable under the notice") % {"when": opened}
    if current.is_unreviewed_emergency:
        return _("Live since %(when)s, published in emergency by %(name)s, and nobody else has reviewed it yet") % {
            "when": opened,
            "name": current.authorised_by,
        }
    if any(one.is_withdrawn for one in situation.editions if one.sequence < current.sequence):
        return _("Live again since %(when)s, after it was withdrawn") % {"when": opened}
    first = _said(situation, current.issued_at)
    if current.is_correction:
        return _("Live since %(first)s, corrected at %(when)s") % {"first": first, "when": opened}
    return _("Live since %(when)s") % {"when": first}


def _coming(situation: Situation) -> str:
    coming = situation.coming
    if coming is None or coming.public_from is None:
        return ""
    lift = {"when": moments.ahead(coming.public_from, moments.zone_of_lift(coming), situation.at)}
    if situation.current is None:
        return _("Scheduled: goes out at %(when)s") % lift
    if situation.standing == Standing.WITHDRAWN:
        return _("a new text goes out at %(when)s") % lift
    return _("a correction goes out at %(when)s") % lift


def _older_emergency(situation: Situation) -> str:
    """An emergency that something else has replaced meanwhile still waits to be looked at."""
    edition = situation.unreviewed
    if edition is None or edition == situation.current:
        return ""
    return _("what %(name)s published in emergency at %(when)s has been reviewed by nobody else") % {
        "name": edition.authorised_by,
        "when": _said(situation, edition.public_from),
    }


def _working(situation: Situation) -> str:
    release, waiting, beside = situation.release, situation.waiting, _beside(situation)
    if release.status == Status.DRAFT:
        return str(_WRITTEN[beside]) % {"name": release.changed_by, "when": _said(situation, release.changed_at)}
    if release.status == Status.SUBMITTED:
        return str(_IN_REVIEW[beside])
    return str(_APPROVED[beside]) % {"waits": _waits(situation, waiting)} if waiting else ""


def _beside(situation: Situation) -> str:
    if situation.standing == Standing.SCHEDULED:
        return "changed"
    if situation.standing == Standing.WITHDRAWN:
        return "new"
    return "another" if situation.coming else "correction"


def _waits(situation: Situation, waiting: Edition) -> str:
    if waiting.embargo_kind == EmbargoKind.BY_HAND:
        return _("waits to be released by hand")
    if waiting.embargo_at is None:
        return _("waits to be published")
    zone = moments.zone_of_lift(waiting)
    if waiting.embargo_at <= situation.at:
        return _("is not published although its embargo ended at %(when)s") % {
            "when": embargo.label(waiting.embargo_at, zone)
        }
    return _("waits to be published, to go out at %(when)s") % {
        "when": moments.ahead(waiting.embargo_at, zone, situation.at)
    }


def _said(situation: Situation, moment: datetime | None) -> str:
    """A moment in the lead office's zone; the facts promise that it is there."""
    return moments.said(moment, situation.release.lead_office.time_zone, situation.at) if moment else ""
