"""Telling people by e-mail once a move is committed; a subject or text here never carries a headline."""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse

from releases.models import Person, Release

log = logging.getLogger(__name__)


def tell(people: Iterable[Person], *, subject: str, text: str, release: Release | None = None, page: str = "") -> None:
    """Send each person a mail of their own after the commit; a mail server that is down undoes no move.

    It ends with the address of the release on the desk, or of another page of the desk by its name.
    """
    addresses = [person.email for person in people if person.email]
    link = ""
    if release is not None:
        page, args = "admin:releases_release_change", [release.pk]
    else:
        args = []
    if page:
        link = "\n\n" + settings.NEWSROOM_BASE_URL + reverse(page, args=args)
    messages = [EmailMessage(subject=subject, body=text + link + "\n", to=[address]) for address in addresses]
    if messages:
        transaction.on_commit(lambda: _send(messages), robust=True)


def _send(messages: list[EmailMessage]) -> None:
    try:
        get_connection().send_messages(messages)
    except OSError:  # smtplib's own errors are OSErrors too
        log.exception("Notices could not be sent: %d", len(messages))
