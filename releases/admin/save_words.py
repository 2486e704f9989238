"""What saving does and does not change, in one sentence for whoever is about to save or just has."""

from django.utils.translation import gettext as _

from releases.admin import moments
from releases.situation import Situation
from releases.states import Status


def effect(situation: Situation) -> str:
    """Say what a saved change means for the approval and for the public; empty where it is a draft and no more."""
    release, coming, current = situation.release, situation.coming, situation.current
    if coming and coming.public_from:
        when = moments.ahead(coming.public_from, moments.zone_of_lift(coming), situation.at)
        return _("What goes out at %(when)s is the approved text, without a change that is saved here.") % {
            "when": when
        }
    if current and current.is_withdrawn:
        return _("The notice of withdrawal stays until a new text is approved and published.")
    if current:
        return _("The public page stays as it is until a correction is approved and published.")
    if release.status == Status.SUBMITTED:
        return _("It stays in review: whoever approves it is shown the text with the change.")
    if release.status == Status.APPROVED:
        return _("Saving a change undoes the approval: it is a draft again.")
    return ""
