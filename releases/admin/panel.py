"""The panel on top of a release: where it stands in one sentence, and the moves this person may make now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from releases import clock, permissions, workflow
from releases.admin import (
    bundle_words,
    colleagues,
    drift,
    limit_words,
    moments,
    preflight,
    standing,
    translating_words,
)
from releases.admin.asking import person_of
from releases.admin.record_words import Line, line_of, status_changes
from releases.models import Address, Edition, Event, Guesses, IntakeSource, Person, Redaction, Release, Remark
from releases.situation import Situation
from releases.states import RULES, Move, Status

# In the order in which they are likely wanted; the first that is open is the obvious one.
_OBVIOUS: Final = (Move.REVIEW_EMERGENCY, Move.APPROVE, Move.PUBLISH, Move.CORRECT, Move.REDACT, Move.SUBMIT)
_USUAL: Final = (Move.SEND_BACK, Move.TAKE_BACK, Move.HOLD, Move.RESCHEDULE)
_RARE: Final = (Move.WITHDRAW, Move.GIVE_LINK, Move.LIMIT, Move.UNLIMIT, Move.ASK_REDACTION, Move.EMERGENCY)
ORDER: Final = (*_OBVIOUS, *_USUAL, *_RARE)
_GRAVE: Final = frozenset({Move.WITHDRAW, Move.EMERGENCY, Move.REDACT})
_LINES: Final = 3
_ELSEWHERE: Final = ("remarked", "remark_resolved", "remark_reopened", *translating_words.EVENTS)


@dataclass(frozen=True, slots=True)
class Offer:
    """A move that is open to this person now."""

    move: Move
    url: str
    is_primary: bool

    @property
    def label(self) -> str:
        return str(self.move.label)

    @property
    def is_rare(self) -> bool:
        return self.move in _RARE

    @property
    def is_grave(self) -> bool:
        return self.move in _GRAVE


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to look, which changes nothing."""

    label: str
    url: str
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything the panel shows."""

    sentence: str
    release_line: str
    drifted: str
    limit: limit_words.LimitWords | None
    company: bundle_words.Company | None
    sent_back: Line | None
    question: str
    why_not: tuple[str, ...]
    offers: tuple[Offer, ...]
    links: tuple[Link, ...]
    lines: tuple[Line, ...]
    guesses: str
    findings: preflight.Findings | None
    preview_url: str
    translations: translating_words.Translations

    @property
    def usual(self) -> list[Offer]:
        return [offer for offer in self.offers if not offer.is_rare]

    @property
    def rare(self) -> list[Offer]:
        return [offer for offer in self.offers if offer.is_rare]


def panel_for(request: HttpRequest, situation: Situation) -> Panel:
    """Work out the panel of a release, as it stands, for the person who asks."""
    person = person_of(request)
    release, at = situation.release, situation.at
    open_now = [move for move in ORDER if is_open(move, situation)]
    theirs = [move for move in open_now if _is_theirs(move, person, situation)]
    first = theirs[0] if theirs and theirs[0] in _OBVIOUS else None
    preview_url = reverse("preview:working", args=[release.pk])
    translations = translating_words.of_release(release, person, situation)
    tied = bundle_words.found(release, at)
    return Panel(
        sentence=standing.sentence(situation),
        release_line=release.terms.line,
        drifted=drift.sentence(situation, may_reschedule=Move.RESCHEDULE in theirs),
        limit=limit_words.words(release, at),
        company=bundle_words.company(tied, release, person),
        sent_back=_sent_back(release, at),
        question=workflow.open_question(release=release),
        why_not=_why_not(person, open_now, theirs, situation),
        offers=tuple(
            Offer(move, bundle_words.page(release) if move in bundle_words.for_all(tied) else url, move == first)
            for move in theirs
            if move not in bundle_words.closed(tied)
            for url in [move_url(release, move)]
        ),
        links=tuple(_links(situation, preview_url, has_counterparts=bool(translations.counterparts))),
        lines=tuple(line_of(event, release, at) for event in _recent(release)),
        guesses=_guesses(release, at),
        findings=preflight.of_panel(person, situation),
        preview_url=preview_url,
        translations=translations,
    )


def move_url(release: Release, move: Move) -> str:
    """Return the address of a move's page."""
    return reverse("admin:releases_release_move", args=[release.pk, move.value])


def is_open(move: Move, situation: Situation) -> bool:
    """Return whether the table and the facts allow the move, whoever makes it."""
    release = situation.release
    if not RULES[move].allows(status=Status(release.status), standing=situation.standing):
        return False
    if move in {Move.PUBLISH, Move.CORRECT}:
        return situation.waiting is not None
    if move == Move.SEND_BACK:
        return release.status == Status.SUBMITTED or situation.waiting is not None
    if move == Move.HOLD:
        return situation.coming is not None
    if move == Move.RESCHEDULE:
        return bool(situation.coming or situation.waiting)
    if move == Move.WITHDRAW:
        return situation.current is not None and not situation.current.is_gone
    if move == Move.REVIEW_EMERGENCY:
        return situation.unreviewed is not None
    if move == Move.UNLIMIT:
        return release.is_limited
    if move == Move.REDACT:
        return pending_redactions(situation).exists()
    if move == Move.EMERGENCY:
        # What is or was out already, word for word, needs no emergency; what is scheduled may.
        return situation.coming is not None or not (situation.was_public and text_is_out(release, situation))
    return True


def pending_redactions(situation: Situation) -> QuerySet[Redaction]:
    """Return the redactions of a release that were asked for and not carried out, oldest first."""
    pending: QuerySet[Redaction] = Redaction.objects.filter(release=situation.release, confirmed_at=None)
    return pending.select_related("asked_by").order_by("asked_at", "id")


def text_is_out(release: Release, situation: Situation | None = None) -> bool:
    """Return whether the working text is the one that is public or scheduled: nothing of it waits."""
    if release.status != Status.APPROVED:
        return False
    return (situation or Situation.read(release, clock.now())).waiting is None


def _is_theirs(move: Move, person: Person, situation: Situation) -> bool:
    if permissions.refusals(person, move, situation):
        return False
    # Nobody carries out what only they have asked for.
    return move != Move.REDACT or pending_redactions(situation).exclude(asked_by=person).exists()


def _why_not(person: Person, open_now: Sequence[Move], theirs: Sequence[Move], situation: Situation) -> tuple[str, ...]:
    """Why the obvious next move is not this person's, and whom to ask."""
    obvious = next((move for move in open_now if move in _OBVIOUS), None)
    if obvious is None or obvious in theirs:
        return ()
    reasons = permissions.refusals(person, obvious, situation)
    if obvious == Move.REDACT and not reasons:
        reasons.append(_("You asked for the redaction, so somebody else must carry it out."))
    able = colleagues.who_could(obvious, situation, besides=person)
    if able:
        reasons.append(_("%(names)s can do it.") % {"names": able})
    return tuple(reasons)


def _sent_back(release: Release, at: datetime) -> Line | None:
    """What the approver wrote, until the text is submitted again."""
    if release.status != Status.DRAFT:
        return None
    last = status_changes().filter(release=release).first()
    return line_of(last, release, at) if last and last.what == Move.SEND_BACK else None


def _recent(release: Release) -> QuerySet[Event]:
    """Without the remarks and translating: they stand on the page themselves."""
    said = Event.objects.filter(release=release).exclude(what__in=_ELSEWHERE)
    return said.order_by("-at", "-id")[:_LINES]


def _links(situation: Situation, preview_url: str, *, has_counterparts: bool) -> list[Link]:
    release = situation.release
    compare = reverse("admin:releases_release_compare", args=[release.pk])
    links = [Link(_("Preview"), preview_url, "p")]
    address = Address.objects.filter(release=release, is_canonical=True).first() if situation.current else None
    if address:
        links.append(Link(_("Public page"), address.path))
    if _is_another(situation.last_public, release):
        query = f"?before=live&after={release.revision_number}"
        links.append(Link(_("Compare with what is live"), f"{compare}{query}", "d"))
    elif _is_another(situation.last_approved, release):
        query = f"?before=approved&after={release.revision_number}"
        links.append(Link(_("Compare with the last approved text"), f"{compare}{query}", "d"))
    if not situation.was_public:
        label = _("What goes out together") if bundle_words.mark(release) else _("Put together with others")
        links.append(Link(label, bundle_words.page(release)))
    links.append(Link(_remarks(release), reverse("admin:releases_release_remarks", args=[release.pk])))
    translations = _("Translations") if has_counterparts else _("Translate…")
    links.append(Link(translations, translating_words.page_url(release)))
    links.append(Link(_("Record"), reverse("admin:releases_release_record", args=[release.pk])))
    if IntakeSource.objects.filter(release=release).exists():
        links.append(Link(_("Where this came from"), reverse("admin:releases_release_source", args=[release.pk])))
    links.append(Link(_("Preview links"), reverse("admin:releases_release_links", args=[release.pk])))
    return links


def open_remarks(release: Release) -> int:
    """Return how many remarks on the release nobody has resolved."""
    count: int = Remark.objects.filter(release=release, reply_to=None, resolved_at=None).count()
    return count


def _remarks(release: Release) -> str:
    count = open_remarks(release)
    return _("Remarks (%(count)d open)") % {"count": count} if count else pgettext("of colleagues", "Remarks")


def _is_another(edition: Edition | None, release: Release) -> bool:
    return edition is not None and edition.revision_number != release.revision_number


def _guesses(release: Release, at: datetime) -> str:
    row = Guesses.objects.filter(release=release).first()
    if row is None:
        return ""
    zone = release.lead_office.time_zone
    said = ngettext(
        "%(requests)d request for an address of this release since %(since)s",
        "%(requests)d requests for an address of this release since %(since)s",
        row.requests,
    ) % {"requests": row.requests, "since": moments.said(row.since, zone, at)}
    origin = ngettext("from %(sources)d source", "from %(sources)d sources", row.sources) % {"sources": row.sources}
    latest = _("the latest at %(when)s") % {"when": moments.said(row.latest_at, zone, at)}
    return f"{said}, {origin}; {latest}."
