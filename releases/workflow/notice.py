"""Mail to staff: how it is made, and the few that are sent right after a commit; never with a hidden headline."""

import logging
from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from releases.models import Person, Release

log = logging.getLogger(__name__)


Words = Callable[[], str]


def tell(
    people: Iterable[Person], *, subject: Words, text: Words, release: Release | None = None, page: str = ""
) -> None:
    """Send each person a mail of their own after the commit; a mail server that is down undoes no move.

    `subject` and `text` are asked for once a person, while the person's language is spoken.

    It ends with the address of the release on the desk, or of another page of the desk by its name.
    """
    link = ""
    if release is not None:
        page, args = "admin:releases_release_change", [release.pk]
    else:
        args = []
    if page:
        link = "\n\n" + settings.NEWSROOM_BASE_URL + reverse(page, args=args)
    messages = []
    for person in people:
        if person.email:
            with translation.override(person.speaks):
                messages.append(message(person, subject=subject(), text=text() + link))
    if messages:
        transaction.on_commit(lambda: _send(messages), robust=True)


def message(person: Person, *, subject: str, text: str, headers: dict[str, str] | None = None) -> EmailMessage:
    """Return a plain mail to one person that no holiday reply answers (RFC 3834)."""
    return EmailMessage(
        subject=subject,
        body=text + "\n",
        to=[person.email],
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
    )


def _send(messages: list[EmailMessage]) -> None:
    try:
        get_connection().send_messages(messages)
    except OSError:  # smtplib's own errors are OSErrors too
        log.exception("Notices could not be sent: %d", len(messages))
