"""The links of texts that are not out yet: which are to be tried, and what they answered."""

from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from releases.models import LinkAnswer, Release
from releases.models.link_answer import address_hash
from releases.preflight import read_body
from releases.states import Status

_TEXTS: Final = 500
_AGAIN_AFTER: Final = timedelta(hours=12)
_FAILED_AGAIN_AFTER: Final = timedelta(hours=1)
_FORGOTTEN_AFTER: Final = timedelta(days=30)


def links_to_try(*, at: datetime, most: int) -> list[str]:
    """Return the links of the latest drafts that are due, those never tried first.

    A release that is limited to named people is left out: its links would be told to the hosts they name. So are links
    to this newsroom, where a page may be one that lifts together with the text.
    """
    ours = urlsplit(settings.NEWSROOM_BASE_URL).hostname
    texts = Release.objects.filter(is_limited=False).exclude(status=Status.APPROVED).latest_change_first()
    found = {
        address_hash(link.href): link.href
        for body in texts.values_list("body", flat=True)[:_TEXTS]
        for link in read_body(body).links
        if link.href.startswith(("http://", "https://")) and _host(link.href) not in {ours, ""}
    }
    tried = {one.address_hash: one for one in LinkAnswer.objects.filter(address_hash__in=list(found))}
    due = [key for key in found if key not in tried]
    due += [
        key
        for key, one in sorted(tried.items(), key=lambda pair: pair[1].tried_at)
        if one.tried_at + (_FAILED_AGAIN_AFTER if one.failures else _AGAIN_AFTER) <= at
    ]
    return [found[key] for key in due[:most]]


def record_link(*, address: str, answer: str, at: datetime) -> LinkAnswer:
    """Keep what a link answered (nothing: it leads somewhere), and forget those that nobody asked about for long."""
    with transaction.atomic():
        row, _is_new = LinkAnswer.objects.get_or_create(address_hash=address_hash(address), defaults={"tried_at": at})
        row.answer, row.tried_at = answer[:40], at
        row.failures = min(row.failures + 1, 1000) if answer else 0
        row.save(update_fields=["answer", "failures", "tried_at"])
        LinkAnswer.objects.filter(tried_at__lt=at - _FORGOTTEN_AFTER).delete()
        return row


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
