"""Whom to ask: the colleagues who could make a move that this person cannot make alone."""

from typing import Final

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from releases import permissions
from releases.models import Person, Release
from releases.situation import Situation
from releases.states import Move

_MOST: Final = 3
_ASKED_AT_MOST: Final = 12


def who_could(move: Move, situation: Situation, *, besides: Person) -> str:
    """Return up to three names (“Ada, Petra or Felix”) of those who could make the move; empty if nobody could."""
    release = situation.release
    names: list[str] = []
    for person in permissions.holders(permissions.NEEDED[move], release.lead_office_id)[:_ASKED_AT_MOST]:
        if person == besides or permissions.refusals(person, move, situation):
            continue
        if Release.objects.visible_to(person).filter(pk=release.pk).exists():
            names.append(str(person))
        if len(names) == _MOST:
            break
    return str(get_text_list(names, _("or")))
