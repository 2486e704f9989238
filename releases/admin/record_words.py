"""The record in words: one line for each event, as the people of a press office would say it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import F, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from releases import differences, embargo
from releases.admin import moments
from releases.models import Event, Release
from releases.models.content import PRINTED_FIELDS
from releases.states import Move, Standing, Status

_TOUCHES_READERS: Final = frozenset({Move.PUBLISH, Move.CORRECT, Move.WITHDRAW, Move.HOLD, Move.EMERGENCY})


@dataclass(frozen=True, slots=True)
class Line:
    """One event, ready to be printed. `brief` is the time alone for today."""

    event_id: int
    at: datetime
    when: str
    brief: str
    who: str
    what: str
    why: str
    became: str
    digest: str

    @property
    def short_digest(self) -> str:
        return self.digest[:12]


def line_of(event: Event, release: Release, at: datetime) -> Line:
    """Return an event of this release in words, with its time as the lead office's clocks show it."""
    zone = release.lead_office.time_zone
    say = _SAID.get(event.what)
    return Line(
        event_id=event.pk,
        at=event.at,
        when=embargo.label(event.at, zone),
        brief=moments.said(event.at, zone, at),
        who=event.actor_name or _somebody(event.detail),
        what=say(event.detail, zone) if say else event.what,
        why=event.reason or _overrides(event.detail),
        became=_became(event),
        digest=event.digest,
    )


def status_changes() -> QuerySet[Event]:
    """Return the events that made a working text a draft, submitted or approved; the latest first."""
    changes: QuerySet[Event] = Event.objects.exclude(status_before=F("status_after")).order_by("-at", "-id")
    return changes


def _became(event: Event) -> str:
    """From where to where: of the working text, or, for what touches readers, from what they had."""
    if event.status_before and event.status_before != event.status_after:
        return f"{Status(event.status_before).label} → {Status(event.status_after).label}"
    if event.what in _TOUCHES_READERS and event.standing_before:
        return _("before: %(standing)s") % {"standing": Standing(event.standing_before).label.lower()}
    return ""


def _somebody(detail: Mapping[str, Any]) -> str:
    """Who it was, where it is none of the staff who may be named here."""
    if detail.get("elsewhere"):
        return _("Somebody who works on another release")
    return str(detail.get("reader") or _("The newsroom itself"))


def _overrides(detail: Mapping[str, Any]) -> str:
    """Why what preflight found was left, a line a check."""
    lines = {kept["code"]: kept["reason"] for kept in detail.get("overrides", [])}
    return "\n".join(f"{code.replace('_', ' ').capitalize()}: {reason}" for code, reason in lines.items())


def _saved(detail: Mapping[str, Any], zone: str) -> str:
    number, fields = detail.get("revision", ""), detail.get("fields", [])
    if fields == ["new"] and detail.get("read_from"):
        return _("Started from a text or a file (revision %(number)s)") % {"number": number}
    if fields == ["new"]:
        return _("Started (revision %(number)s)") % {"number": number}
    changed = get_text_list([_field(name) for name in fields], _("and"))
    return _("Saved revision %(number)s: %(fields)s") % {"number": number, "fields": changed}


def _field(name: Any) -> str:
    return differences.label(name) if name in {*PRINTED_FIELDS, "slug", "embargo"} else str(name)


def _remarked(detail: Mapping[str, Any], zone: str) -> str:
    if detail.get("reply_to"):
        return _("Answered a remark")
    return _("Made a remark on a passage") if detail.get("field") else _("Made a remark")


def _submitted(detail: Mapping[str, Any], zone: str) -> str:
    return _("Submitted revision %(number)s for approval") % {"number": detail.get("revision", "")}


def _approved(detail: Mapping[str, Any], zone: str) -> str:
    said = {"number": detail.get("revision", ""), "line": detail.get("embargo", "")}
    return _("Approved revision %(number)s, %(line)s") % said


def _published(detail: Mapping[str, Any], zone: str) -> str:
    said = {"when": _moment(detail.get("lift"), zone)}
    if detail.get("together"):
        return _("Published for %(when)s, together with others") % said
    return _("Published for %(when)s") % said


def _corrected(detail: Mapping[str, Any], zone: str) -> str:
    return _("Published a correction for %(when)s") % {"when": _moment(detail.get("lift"), zone)}


def _held(detail: Mapping[str, Any], zone: str) -> str:
    return _("Held: it does not go out at %(when)s") % {"when": _moment(detail.get("lift"), zone)}


def _rescheduled(detail: Mapping[str, Any], zone: str) -> str:
    said = {"before": detail.get("embargo_before", ""), "after": detail.get("embargo", "")}
    return _("Rescheduled: from “%(before)s” to “%(after)s”") % said


def _withdrawn(detail: Mapping[str, Any], zone: str) -> str:
    return _("Withdrew it; the text stays readable") if detail.get("keep_text") else _("Withdrew it, text and all")


def _in_emergency(detail: Mapping[str, Any], zone: str) -> str:
    return _("Published revision %(number)s in emergency") % {"number": detail.get("revision", "")}


def _asked(detail: Mapping[str, Any], zone: str) -> str:
    return _("Asked for a redaction: %(field)s") % {"field": _field(detail.get("field", ""))}


def _redacted(detail: Mapping[str, Any], zone: str) -> str:
    return _("Carried out a redaction: %(field)s") % {"field": _field(detail.get("field", ""))}


def _given(detail: Mapping[str, Any], zone: str) -> str:
    return _("Gave %(reader)s a preview link") % {"reader": detail.get("reader", "")}


def _revoked(detail: Mapping[str, Any], zone: str) -> str:
    return _("Revoked the preview link of %(reader)s") % {"reader": detail.get("reader", "")}


def _translated(detail: Mapping[str, Any], zone: str) -> str:
    return _("Said that it is up to date with revision %(number)s of its original") % {
        "number": detail.get("revision", "")
    }


def _moment(stored: Any, zone: str) -> str:
    return embargo.label(datetime.fromisoformat(stored), zone) if stored else ""


Said = Callable[[Mapping[str, Any], str], str]
_SAID: Final[Mapping[str, Said]] = {
    Move.EDIT.value: _saved,
    Move.SUBMIT.value: _submitted,
    Move.TAKE_BACK.value: lambda detail, zone: _("Took it back"),
    Move.SEND_BACK.value: lambda detail, zone: _("Sent it back"),
    Move.APPROVE.value: _approved,
    Move.PUBLISH.value: _published,
    Move.CORRECT.value: _corrected,
    Move.HOLD.value: _held,
    Move.RESCHEDULE.value: _rescheduled,
    Move.WITHDRAW.value: _withdrawn,
    Move.EMERGENCY.value: _in_emergency,
    Move.REVIEW_EMERGENCY.value: lambda detail, zone: _("Reviewed the emergency publication"),
    Move.LIMIT.value: lambda detail, zone: _("Limited it to named people"),
    Move.UNLIMIT.value: lambda detail, zone: _("Lifted the limit to named people"),
    Move.GIVE_LINK.value: _given,
    Move.REVOKE_LINK.value: _revoked,
    Move.ASK_REDACTION.value: _asked,
    Move.REDACT.value: _redacted,
    "remarked": _remarked,
    "remark_resolved": lambda detail, zone: _("Resolved a remark"),
    "remark_reopened": lambda detail, zone: _("Reopened a remark"),
    "translation_begun": lambda detail, zone: (
        _("Began it as a translation of revision %(revision)s of its original") % detail
    ),
    "translation_marked": _translated,
    "original_changed": lambda detail, zone: (
        _("Stood by revision %(revision)s of its original, while this says what stood in revision %(done)s") % detail
    ),
    "imported": lambda detail, zone: _("Imported it"),
    "link_opened": lambda detail, zone: _("Opened the preview link"),
    "limit_broken": lambda detail, zone: _("Broke the limit to named people"),
    "guess_alarm": lambda detail, zone: (
        _("Rang the guess alarm: %(requests)d requests that day for an address of it") % detail
    ),
    "bundled": lambda detail, zone: _("Put it together with others"),
    "unbundled": lambda detail, zone: _("Took it out of what goes out together"),
    "bundle_ordered": lambda detail, zone: _("Ordered that all are published when the last is approved"),
    "bundle_order_fell": lambda detail, zone: _("The order to publish all when the last is approved fell"),
    "bundle_order_withdrawn": lambda detail, zone: _("Took back the order to publish all when the last is approved"),
    "bundle_order_lapsed": lambda detail, zone: _("Approved the last of them, and nothing was published"),
    "bundle_carried_out": lambda detail, zone: _("Approved the last of them, so that all were published as ordered"),
    "address_moved": lambda detail, zone: _("Gave it another reserved address"),
}
