"""A person's calendar for their calendar program, by a link of their own: what they may know of, and no more."""

from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from releases import agenda, clock, embargo, workflow
from releases.agenda import Item, Stage
from releases.models import CalendarLink, Newsroom
from releases.preview import ics
from releases.preview.answer import unlisted
from releases.public.answer import not_found

# What calendar programs keep anyway, and what anybody plans.
BACK: Final = timedelta(days=60)
AHEAD: Final = timedelta(days=400)


@unlisted
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a calendar program. A link that was guessed, revoked or has lost its person is a page that never was."""
    at = clock.now()
    link = workflow.live_calendar_link(token=token, at=at)
    if link is None:
        return not_found(request)
    found = agenda.agenda_of(link.person, first=at - BACK, last=at + AHEAD, at=at, office=link.office)
    written = ics.write(name=_name(link), events=[_event(item, link) for item in found.items])
    response = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="desk.ics"'
    return response


def _name(link: CalendarLink) -> str:
    name = Newsroom.objects.identity().name
    return f"{name} – {link.office.label if link.office else _('Desk')}"


def _event(item: Item, link: CalendarLink) -> ics.Event:
    """Of a limited release, only that there is one: the calendar may lie on another company's machines."""
    zone = link.office.time_zone if link.office else settings.NEWSROOM_TIME_ZONE
    what = _("Limited release") if item.is_limited else item.headline
    about = [embargo.label(item.at, zone)] if item.is_limited else [item.office, embargo.label(item.at, zone)]
    return ics.Event(
        uid=f"{item.key}@{urlsplit(settings.NEWSROOM_BASE_URL).hostname}",
        stamp=item.said_at,
        start=item.at,
        summary=f"{item.stage.label}: {what}",
        description="\n".join(about),
        url=settings.NEWSROOM_BASE_URL + reverse("admin:releases_release_change", args=[item.release_id]),
        is_sure=item.stage != Stage.PLANNED,
    )
