"""Notices in words: one sentence each, for the desk and for mail; a subject has no headline that is not public."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from releases import embargo
from releases.models import Edition, Notice, NoticeKind, Person
from releases.models.content import REDACTED
from releases.states import Move
from releases.workflow.notice import message

_SUBJECTS: Final[Mapping[str, Any]] = {
    NoticeKind.EMERGENCY: gettext_lazy("Published in an emergency"),
    NoticeKind.WITHDRAWN: gettext_lazy("Withdrawn"),
    NoticeKind.WAITING: gettext_lazy("Waits for you"),
    NoticeKind.SENT_BACK: gettext_lazy("Sent back"),
    NoticeKind.MENTION: gettext_lazy("A remark for you"),
    NoticeKind.ORIGINAL: gettext_lazy("The original has changed"),
    NoticeKind.HELD: gettext_lazy("Held"),
    NoticeKind.APPROVED: gettext_lazy("Approved"),
    NoticeKind.SCHEDULED: gettext_lazy("Scheduled"),
    NoticeKind.LIFTED: gettext_lazy("Gone out"),
}


def sentence(notice: Notice, zone: str) -> str:
    """Say what happened, as it stands on the desk; `release`, `event` and `edition` should be selected with it."""
    if notice.edition is not None:
        said = (
            _("A correction went out at %(when)s.") if notice.edition.correction_note else _("It went out at %(when)s.")
        )
        return said % {"when": embargo.label(notice.at, zone)}
    event = notice.event
    if event is None:  # the table refuses that
        raise ValueError(notice.pk)
    say = _SENTENCES[notice.kind]
    return say(event.what, {"name": event.actor_name, **_moments(event.detail, zone), **_revisions(event.detail)})


def why(notice: Notice) -> str:
    """Return the words that came with it: a reason, or the remark."""
    event = notice.event
    if event is None:
        return ""
    if event.what == "remarked":
        return event.remark.said
    return event.reason


def path_of(notice: Notice) -> str:
    """Return the path of the page of the desk where it leads to."""
    remark = getattr(notice.event, "remark", None) if notice.kind == NoticeKind.MENTION else None
    if remark is not None:
        page = reverse("admin:releases_release_remarks", args=[notice.release_id])
        return f"{page}#remark-{remark.reply_to_id or remark.pk}"
    page = "translations" if notice.kind == NoticeKind.ORIGINAL else "change"
    return reverse(f"admin:releases_release_{page}", args=[notice.release_id])


def letter(person: Person, notices: Sequence[Notice], *, at: datetime) -> EmailMessage:
    """Return the mail that tells these notices to one person, who may know of every one of the releases."""
    with translation.override(person.speaks):
        return _letter(person, notices, shown=_public_headlines(notices, at))


def _letter(person: Person, notices: Sequence[Notice], *, shown: Mapping[Any, str]) -> EmailMessage:
    zone = person.time_zone
    parts = [_part(notice, zone or notice.release.lead_office.time_zone) for notice in notices]
    footer = _("How soon you are mailed, and of what: %(url)s") % {
        "url": f"{settings.NEWSROOM_BASE_URL}{reverse('admin:notices')}#mail"
    }
    return message(
        person,
        subject=_subject(notices, shown),
        text="\n\n\n".join(parts) + f"\n\n-- \n{footer}",
        headers={"Message-ID": _message_id(person, notices)},
    )


def _subject(notices: Sequence[Notice], shown: Mapping[Any, str]) -> str:
    if len(notices) > 1:
        count = len(notices)
        return ngettext("%(count)d notice from the desk", "%(count)d notices from the desk", count) % {"count": count}
    notice = notices[0]
    of = shown.get(notice.release_id) or _("a release of %(office)s") % {"office": notice.release.lead_office.label}
    if _is_limited(notice):
        of = _("a release limited to named people")
    return f"{_SUBJECTS[notice.kind]}: {of}"


def _part(notice: Notice, zone: str) -> str:
    """One notice. Of a limited release it says what happened and nothing that the text could be known by."""
    if _is_limited(notice):
        return "\n".join(
            [
                _("%(what)s: a release limited to named people.") % {"what": _SUBJECTS[notice.kind]},
                "",
                settings.NEWSROOM_BASE_URL + path_of(notice),
            ]
        )
    said, words = sentence(notice, zone), why(notice)
    lines = [said, *(f"> {line}" for line in words.splitlines() if words != REDACTED), ""]
    return "\n".join(
        [
            *lines,
            notice.release.headline,
            notice.release.lead_office.name,
            "",
            settings.NEWSROOM_BASE_URL + path_of(notice),
        ]
    )


def _is_limited(notice: Notice) -> bool:
    """Whether what it tells of is: the release, or the original that the release translates."""
    if notice.kind == NoticeKind.ORIGINAL and notice.release.translation.original.is_limited:
        return True
    return bool(notice.release.is_limited)


def _public_headlines(notices: Sequence[Notice], at: datetime) -> dict[Any, str]:
    """What the public reads on top of these releases at this moment."""
    editions = Edition.objects.public(at).listed().filter(release__in=[one.release_id for one in notices])
    return dict(editions.values_list("release_id", "headline"))


def _message_id(person: Person, notices: Sequence[Notice]) -> str:
    """The same for the same letter: one that a dying sender sends again can be known as the one that came already."""
    key = f"{person.pk} {[one.pk for one in notices]}"
    host = urlsplit(settings.NEWSROOM_BASE_URL).hostname or "localhost"
    return f"<notices-{hashlib.sha256(key.encode()).hexdigest()[:32]}@{host}>"


def _moments(detail: Mapping[str, Any], zone: str) -> dict[str, str]:
    lift = detail.get("lift")
    when = embargo.label(datetime.fromisoformat(lift), zone) if lift else ""
    return {"when": when, "line": str(detail.get("embargo", ""))}


def _revisions(detail: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(detail.get(name, "")) for name in ("done", "revision")}


def _waits(what: str, said: Mapping[str, str]) -> str:
    if what == Move.SUBMIT:
        return _("%(name)s submitted it. It waits for your approval.") % said
    if what == Move.ASK_REDACTION:
        return _("%(name)s asks for a redaction, which a second person must carry out.") % said
    if what == "bundle_order_lapsed":
        return _("%(name)s approved the last that goes out together, but nothing was published.") % said
    return _("%(name)s approved it. It waits for you to publish it.") % said


def _scheduled(what: str, said: Mapping[str, str]) -> str:
    if what == Move.RESCHEDULE:
        return _("%(name)s rescheduled it: %(line)s.") % said
    if what == "bundle_carried_out":
        return _("%(name)s approved the last, so all was published as you had ordered, for %(when)s.") % said
    return _("%(name)s scheduled it. It goes out at %(when)s.") % said


def _simply(text: Any) -> Callable[[str, Mapping[str, str]], str]:
    return lambda _what, said: str(text) % said


_SENTENCES: Final[Mapping[str, Callable[[str, Mapping[str, str]], str]]] = {
    NoticeKind.EMERGENCY: _simply(gettext_lazy("%(name)s published it alone, in an emergency. It must be reviewed.")),
    NoticeKind.WITHDRAWN: _simply(gettext_lazy("%(name)s withdrew it.")),
    NoticeKind.WAITING: _waits,
    NoticeKind.SENT_BACK: _simply(gettext_lazy("%(name)s sent it back.")),
    NoticeKind.MENTION: _simply(gettext_lazy("%(name)s wrote a remark for you.")),
    NoticeKind.ORIGINAL: _simply(
        gettext_lazy("The original has changed since this was translated (revision %(done)s → %(revision)s).")
    ),
    NoticeKind.HELD: _simply(gettext_lazy("%(name)s held it. It does not go out at %(when)s.")),
    NoticeKind.APPROVED: _simply(gettext_lazy("%(name)s approved it.")),
    NoticeKind.SCHEDULED: _scheduled,
}
