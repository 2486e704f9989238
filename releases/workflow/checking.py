"""Preflight: what is found in a saved text before a move, and what keeps the move from being made."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from releases import embargo, preflight, sentences
from releases.document import printed
from releases.models import Contact, Event, LinkAnswer, Person, Release, Revision, Translation
from releases.models.link_answer import address_hash
from releases.preflight import Body, Finding, Level, Subject
from releases.preflight.checks.staff_numbers import keys_of
from releases.preflight.subject import Named, Original
from releases.situation import Situation
from releases.states import Move
from releases.workflow.refusal import Reason

# In the order of the form. Lists stand for their rows, a line each.
FIELDS: Final = (
    *("headline", "subhead", "correction_note", "speakers", "dateline", "body", "boilerplate", "contacts"),
    *("summary", "number"),
)
# A reason's field on a move's page: this and the finding's code.
OVERRIDE: Final = "override_"
_CONTEXT: Final = 40
_HEADLINES: Final = 200
_DIRECTORY: Final = 5000
_MOVES: Final = 50


@dataclass(frozen=True, slots=True)
class Checked:
    """One finding, and the reason for leaving it that somebody gave in an earlier move for just these words."""

    finding: Finding
    mark: str
    before: str = ""
    after: str = ""
    reason: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def sentence(self) -> str:
        """What to do, in the language of whoever reads."""
        values = {name: sentences.word(value) for name, value in self.finding.values.items()}
        return _(self.finding.sentence) % values

    @property
    def is_open(self) -> bool:
        """Whether it still keeps the text from being submitted and approved."""
        level = self.finding.level
        return level == Level.BLOCKING or (level == Level.RECOMMENDED and not self.reason)


def look(*, actor: Person, situation: Situation, revision: Revision) -> tuple[Checked, ...]:
    """Return what preflight finds in this revision for this person, the gravest first."""
    subject = _subject(actor, situation, revision)
    found = preflight.run(subject, _checks(tuple(settings.NEWSROOM_PREFLIGHT_CHECKS)))
    given = _given(situation.release) if any(one.level == Level.RECOMMENDED for one in found) else {}
    times: Counter[tuple[str, ...]] = Counter()
    checked = []
    for finding in found:
        identity = finding.identity()
        times[identity] += 1
        # The same word for the third time is not what two reasons were given for.
        mark = _mark((*identity, str(times[identity])))
        reason = given.get(mark, {}) if finding.level == Level.RECOMMENDED else {}
        checked.append(Checked(finding, mark, *_around(subject, finding), **reason))
    return tuple(checked)


def objections(*, checked: Iterable[Checked], overrides: Mapping[str, str] | None = None) -> list[Reason]:
    """Return what still keeps a text back: what blocks, at its field, and what lacks a reason, by its code."""
    reasons = []
    for one in checked:
        if not one.is_open:
            continue
        if one.finding.level == Level.BLOCKING:
            reasons.append(Reason(_quoting(one), one.finding.field))
        elif not _reason_for(one, overrides):
            reasons.append(
                Reason(
                    _("%(finding)s Or say why it stays as it is.") % {"finding": _quoting(one)},
                    f"{OVERRIDE}{one.finding.code}",
                )
            )
    return reasons


def kept_overrides(*, checked: Iterable[Checked], overrides: Mapping[str, str] | None) -> dict[str, Any]:
    """Return what the event of the move keeps of the reasons given: never the words, which a redaction must reach."""
    kept = [
        {"code": one.finding.code, "field": one.finding.field, "mark": one.mark, "reason": reason}
        for one in checked
        if one.finding.level == Level.RECOMMENDED and one.is_open and (reason := _reason_for(one, overrides))
    ]
    return {"overrides": kept} if kept else {}


def _reason_for(one: Checked, overrides: Mapping[str, str] | None) -> str:
    return (overrides or {}).get(one.finding.code, "").strip()


def _around(subject: Subject, finding: Finding) -> tuple[str, str]:
    """The whole words of the same line that stand before and after, as many as there is room for."""
    text = subject.texts.get(finding.field, "")
    before = text[max(0, finding.start - _CONTEXT - 1) : finding.start].rpartition("\n")[2]
    after = text[finding.end : finding.end + _CONTEXT + 1].partition("\n")[0]
    if len(before) > _CONTEXT:
        before = f"… {before[-_CONTEXT:].partition(' ')[2]}"
    if len(after) > _CONTEXT:
        after = f"{after[:_CONTEXT].rpartition(' ')[0]} …"
    return before, after


def _quoting(one: Checked) -> str:
    words = " ".join(one.finding.words.split())
    if not words:
        return one.sentence
    return _("“%(words)s”: %(sentence)s") % {
        "words": f"{words[:60]}…" if len(words) > 60 else words,
        "sentence": one.sentence,
    }


@lru_cache(maxsize=8)
def _checks(paths: tuple[str, ...]) -> tuple[preflight.Check, ...]:
    return tuple(import_string(path) for path in paths)


def _mark(identity: tuple[str, ...]) -> str:
    """Name a finding by a hash with the newsroom's key, so that the record holds none of the words."""
    return salted_hmac("releases.preflight", "\x1f".join(identity), algorithm="sha256").hexdigest()[:32]


def _given(release: Release) -> dict[str, dict[str, Any]]:
    """Return the reasons that were given before, by the finding's mark; the latest counts."""
    moves = [Move.SUBMIT.value, Move.APPROVE.value]
    events = Event.objects.filter(release=release, what__in=moves).order_by("-at", "-id")[:_MOVES]
    return {
        kept["mark"]: {"reason": kept["reason"], "by": event.actor_name, "at": event.at}
        for event in reversed(events)
        for kept in event.detail.get("overrides", [])
    }


def _subject(actor: Person, situation: Situation, revision: Revision) -> Subject:
    release, content = situation.release, printed(revision.content)
    body = preflight.read_body(content["body"])
    terms = release.terms
    zones = [*(office["zone"] for office in content["offices"]), terms.zone, settings.NEWSROOM_TIME_ZONE]
    zone = content["offices"][0]["zone"]
    lines = [[line[word] for word in _LINE_WORDS if line[word]] for line in content["contacts"]]
    rows = {
        "body": body.text,
        "speakers": "\n".join(_row(one["name"], one["title"]) for one in content["speakers"]),
        "contacts": "\n".join(_row(*words) for words in lines),
    }
    return Subject(
        texts={name: rows.get(name) if name in rows else str(content[name]) for name in FIELDS},  # type: ignore[misc]
        body=body,
        now=situation.at,
        zone=zone if embargo.is_known(zone) else "UTC",
        language=content["language"],
        kind=content["kind"],
        contact_lines=tuple(
            Named(line["name"], any(line[word] for word in ("phone", "email", "after_hours")))
            for line in content["contacts"]
        ),
        embargo=terms.kind.value,
        lifts_at=terms.at,
        zones=tuple(one for one in dict.fromkeys(zones) if one and embargo.is_known(one)),
        headlines=_headlines(actor, release),
        staff_numbers=_staff_numbers(),
        dead_links=_dead_links(body),
        **_translated(actor, release),
    )


_LINE_WORDS: Final = ("name", "role", "organisation", "phone", "email", "after_hours")


def _row(*words: str) -> str:
    return ", ".join(word for word in words if word)


def _headlines(actor: Person, release: Release) -> tuple[str, ...]:
    """The latest that this person may know of; translations of one text are called alike with good reason."""
    others = Release.objects.visible_to(actor).exclude(translation_group=release.translation_group)
    return tuple(others.latest_change_first().values_list("headline", flat=True)[:_HEADLINES])


def _translated(actor: Person, release: Release) -> dict[str, Any]:
    """What there is to know of a translation; of its original only what this person may."""
    if not hasattr(release, "translation"):
        return {}
    found = Translation.objects.select_related("original").compared().get(release=release)
    original = None
    if Release.objects.visible_to(actor).filter(pk=found.original_id).exists():
        now, has_changed = found.original.revision_number, found.done_digest != found.now_digest
        original = Original(found.of_revision, now, has_changed)
    begun = Revision.objects.filter(release=release, number=1).values_list("content__headline", flat=True)
    return {"original": original, "begun_with": begun.first() or ""}


def _staff_numbers() -> frozenset[str]:
    """What the directory keeps from the public, unless it gives the same to the public elsewhere."""
    kept: set[str] = set()
    public: set[str] = set()
    for contact in Contact.objects.order_by("id")[:_DIRECTORY]:
        for number, is_public in (
            (contact.phone, contact.phone_is_public),
            (contact.after_hours, contact.after_hours_is_public),
        ):
            (public if is_public else kept).update(keys_of(number))
        if contact.email:
            (public if contact.email_is_public else kept).add(contact.email.casefold())
    return frozenset(kept - public)


def _dead_links(body: Body) -> dict[str, str]:
    by_hash = {address_hash(link.href): link.href for link in body.links}
    answers = LinkAnswer.objects.filter(address_hash__in=list(by_hash), failures__gt=0) if by_hash else ()
    return {by_hash[one.address_hash]: one.answer for one in answers if one.is_dead}
