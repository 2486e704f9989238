"""Submit, take back, send back, approve: from a draft to a text that somebody else vouches for."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from releases import richtext
from releases.models import Edition, Person, Release, Revision
from releases.situation import Situation
from releases.states import Authority, EmbargoKind, Move, Standing, Status
from releases.workflow.bundle_lift import carry_out, check_order, give_order, still_together
from releases.workflow.checking import Checked, kept_overrides, look, objections
from releases.workflow.freeze import current_revision, freeze
from releases.workflow.record import in_our_words
from releases.workflow.refusal import Reason, Stale
from releases.workflow.remarks import remark_sending_back
from releases.workflow.sources import open_question
from releases.workflow.turn import turn


def submit(
    *,
    actor: Person,
    release_id: UUID,
    revision_number: int | None = None,
    overrides: Mapping[str, str] | None = None,
) -> Release:
    """Ask for approval. Refused, with every gap named at its field, unless the text could go out as it is.

    `overrides` are reasons, by the code of a check, for leaving what preflight recommends to change.
    """
    with turn(Move.SUBMIT, actor=actor, release_id=release_id) as held:
        revision = current_revision(held)
        checked = look(actor=actor, situation=held.situation, revision=revision)
        held.reasons += gaps(held.situation, revision)
        held.reasons += objections(checked=checked, overrides=overrides)
        held.settle()
        held.must_show(revision_number)
        held.write()
        kept = kept_overrides(checked=checked, overrides=overrides)
        held.record(digest=revision.digest, revision=held.release.revision_number, **kept)
        return held.release


def take_back(*, actor: Person, release_id: UUID) -> Release:
    """Make a submitted text a draft again, at the writers' own wish."""
    with turn(Move.TAKE_BACK, actor=actor, release_id=release_id) as held:
        held.settle()
        held.write()
        held.record()
        return held.release


def send_back(*, actor: Person, release_id: UUID, reason: str) -> Release:
    """Return a text to its writers with a reason, which is kept as a remark; an unused approval falls."""
    with turn(Move.SEND_BACK, actor=actor, release_id=release_id, reason=reason) as held:
        if not held.reasons and held.status_before == Status.APPROVED and held.situation.waiting is None:
            held.refuse(_("This text is out or scheduled already. Hold or withdraw it, or edit it for a correction."))
        held.settle()
        held.write()
        remark_sending_back(actor=actor, release=held.release, event=held.record(reason=reason))
        return held.release


def approve(
    *,
    actor: Person,
    release_id: UUID,
    digest: str,
    release_line: str | None = None,
    overrides: Mapping[str, str] | None = None,
    and_all: bool = False,
) -> Edition:
    """Vouch for the text with this digest (the one the approver was shown) and freeze it as an edition.

    `release_line` is the line that the approver read with it (None where nobody reads, as in an import). Raises
    Stale if either has changed since, Refused with every other reason. `overrides` are as in `submit`, for what
    nobody has given a reason for before. `and_all`: an approver who is a publisher too has all that goes out together
    with it published, once it is the last; an order that somebody gave before is carried out then as well.
    """
    with turn(Move.APPROVE, actor=actor, release_id=release_id) as held:
        revision = current_revision(held)
        checked: tuple[Checked, ...] = ()
        if not held.reasons:
            held.reasons += gaps(held.situation, revision)
            # Whoever was shown another text reads the change first.
            if digest == revision.digest:
                checked = look(actor=actor, situation=held.situation, revision=revision)
                held.reasons += objections(checked=checked, overrides=overrides)
        if and_all:
            check_order(held, still_together(held))
        held.settle()
        if digest != revision.digest:
            raise Stale(
                [
                    Reason(
                        _("%(name)s changed the text after you opened it. Read the change below, then approve.")
                        % {"name": revision.author_name}
                    )
                ],
                revision_number=revision.number,
            )
        held.must_say(release_line, held.release.terms)
        edition = freeze(held, revision, authority=Authority.APPROVED)
        held.write()
        kept = kept_overrides(checked=checked, overrides=overrides)
        line = in_our_words(lambda: held.release.terms.line)
        held.record(edition=edition, revision=revision.number, embargo=line, **kept)
        if and_all:
            give_order(held, still_together(held))
        carry_out(held)
        return edition


def review_emergency(*, actor: Person, release_id: UUID, reason: str = "", digest: str = "") -> Edition:
    """Look, as a second person, at what one publisher put out alone; it is then as good as approved.

    `digest` is that of the text the reviewer was shown; Stale is raised if another one waits for review by now.
    """
    with turn(Move.REVIEW_EMERGENCY, actor=actor, release_id=release_id) as held:
        edition = held.situation.unreviewed
        if edition is None:
            held.stop(_("No emergency publication waits for review."))
        held.settle()
        if digest and digest != edition.digest:
            raise Stale(
                [Reason(_("Another text waits for review since you opened this page. Read it first."))],
                revision_number=held.release.revision_number,
            )
        edition.reviewed_by, edition.reviewed_at = actor, held.at
        edition.save(update_fields=["reviewed_by", "reviewed_at"])
        held.record(edition=edition, reason=reason)
        return edition


def gaps(situation: Situation, revision: Revision) -> list[Reason]:
    """Return everything that keeps a text from going out, as sentences at their fields."""
    content, release = revision.content, situation.release
    found = []
    if not richtext.text_of(content["body"]):
        found.append(Reason(_("The text is empty. Paste or write it before you submit."), "body"))
    if not any(
        (line["phone"] and line["phone_is_public"]) or (line["email"] and line["email_is_public"])
        for line in content["contacts"]
    ):
        found.append(
            Reason(
                _("No media contact has a public phone number or e-mail. Add one and tick “public” beside it."),
                "contacts",
            )
        )
    if question := open_question(release=release):
        found.append(
            Reason(
                _("%(question)s Choose the embargo, or “None: for immediate release”, and save.")
                % {"question": question},
                "embargo",
            )
        )
    if release.embargo_kind == EmbargoKind.UNTIL and release.embargo_at and release.embargo_at <= situation.at:
        found.append(
            Reason(_("The embargo has passed. Set a later time, or choose “for immediate release”."), "embargo")
        )
    found += _correction_gaps(situation, content["correction_note"], revision)
    return found


def _correction_gaps(situation: Situation, note: str, revision: Revision) -> list[Reason]:
    last = situation.last_public
    if last is None:
        if note:
            return [
                Reason(
                    _("Nothing has been published yet, so there is nothing to correct. Clear “What was corrected”."),
                    "correction_note",
                )
            ]
        return []
    if not note:
        return [Reason(_("Say in “What was corrected” what readers should know has changed."), "correction_note")]
    if last.digest == revision.digest and situation.standing != Standing.WITHDRAWN:
        return [Reason(_("The text is the one the public has already. Change it before you submit."), "body")]
    return []
