"""Withdraw: what was public is never silently removed; a dated notice stands in its place."""

from uuid import UUID

from django.utils.translation import gettext as _

from releases import richtext
from releases.models import Edition, Person
from releases.states import Move
from releases.workflow.freeze import freeze_notice
from releases.workflow.turn import turn
from releases.workflow.windows import open_window


def withdraw(*, actor: Person, release_id: UUID, reason: str, keep_text: bool) -> Edition:
    """Put a notice with the public `reason` at the release's address, now.

    With `keep_text` the old text stays readable under the notice (200); without, it is gone (410). Every window
    of the release that lies ahead is emptied. A withdrawal that kept the text can later be made to drop it.
    """
    notice = richtext.plain(reason).strip()
    with turn(Move.WITHDRAW, actor=actor, release_id=release_id, reason=notice) as held:
        current = held.situation.current
        if current is not None and current.is_withdrawn and not held.reasons:
            if current.is_gone:
                held.refuse(_("This is withdrawn already, and its text is gone."))
            elif keep_text:
                held.refuse(_("This is withdrawn already. You can still take its text away."), "keep_text")
        held.settle()
        edition = freeze_notice(held, notice=notice, keep_text=keep_text)
        open_window(held, edition, held.at)
        held.write()
        held.record(edition=edition, reason=notice, keep_text=keep_text)
        return edition
