"""Every move as a page that says what will happen, and a post that makes it by one call to the workflow."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from releases import clock, differences, permissions, workflow
from releases.admin import (
    blanking,
    bundle_words,
    colleagues,
    links,
    panel,
    preflight,
    standing,
    translating_words,
    wording,
)
from releases.admin.asking import person_of
from releases.admin.checked_form import CheckedForm
from releases.admin.help_topics import OF_MOVE
from releases.admin.move_forms import AskRedactionForm, MoveForm, RedactForm, RescheduleForm, WithdrawForm
from releases.admin.move_pages import PAGES, MovePage
from releases.models import Person, Release, Revision
from releases.situation import Situation
from releases.states import Move
from releases.workflow.freeze import current_revision_of

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

METHODS: Final = ("GET", "HEAD", "POST")
# A post that carries this only looks: the page comes back with what was typed, and nothing is made.
SHOW: Final = "_show"
# A post that carries this leads straight on, from what was approved to the page that publishes it.
GO_ON: Final = "_go_on"
# A reason's field has another name on these pages.
_AT_FIELD: Final = {"embargo": "embargo_date"}


def urls(admin: "ReleaseAdmin") -> list[URLPattern]:
    """Return the routes of the moves' pages."""
    view = admin.admin_site.admin_view(partial(move_view, admin))
    return [path("<uuid:release_id>/move/<slug:name>/", view, name="releases_release_move")]


def move_view(admin: "ReleaseAdmin", request: HttpRequest, release_id: UUID, name: str) -> HttpResponse:
    """Ask first, then make the move; whatever is refused comes back on the same page with what was typed."""
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    asked = _Asked(admin, request, admin.find_or_404(request, release_id), _move_named(name))
    if request.method != "POST":
        return asked.page(asked.form())
    form = asked.form(request.POST)
    if SHOW in request.POST:
        form.is_valid()
        form.answer_for(asked.shown)
        return asked.page(form, is_look=True)
    if not form.is_valid():
        return asked.page(form, status=422)
    try:
        made = asked.its.make(asked.person, asked.release, form.cleaned_data)
    except workflow.Stale as stale:
        return _overtaken(admin, request, asked, form, stale)
    except workflow.Refused as refused:
        loose = [reason for reason in refused.reasons if not _put_at_field(form, reason)]
        # What the person is told must be what is so now, not what was so when the post began.
        again = _Asked(admin, request, admin.find_or_404(request, release_id), asked.move)
        return again.page(form, reasons=loose, status=409)
    except Release.DoesNotExist as gone:
        raise Http404 from gone
    return _made(admin, request, asked, made)


def submit_or_ask(request: HttpRequest, person: Person, release: Release) -> HttpResponse:
    """Submit what was just saved, where preflight is silent and somebody can approve it; ask on its page otherwise."""
    situation = Situation.read(release, clock.now())
    if not preflight.look(person, situation) and colleagues.who_could(Move.APPROVE, situation, besides=person):
        try:
            workflow.submit(actor=person, release_id=release.pk, revision_number=release.revision_number)
        except workflow.Refused:
            pass  # its page says why
        except Release.DoesNotExist as gone:
            raise Http404 from gone
        else:
            messages.success(request, wording.done(Move.SUBMIT, situation))
            return redirect("admin:releases_release_change", release.pk)
    return redirect(panel.move_url(release, Move.SUBMIT))


class _Asked:
    """One request for one move: who asks, for what, as things stand now."""

    def __init__(self, admin: "ReleaseAdmin", request: HttpRequest, release: Release, move: Move) -> None:
        self.admin, self.request, self.person = admin, request, person_of(request)
        self.release, self.move = release, move
        self.its: MovePage = PAGES[move]
        self.situation = Situation.read(release, clock.now())
        self.shown = self.its.view(self.situation)
        self.is_open = panel.is_open(self.move, self.situation)
        self.against = permissions.refusals(self.person, self.move, self.situation)
        self.checked = self._checked()

    def form(self, data: Any = None) -> MoveForm:
        form = self.its.form(data, situation=self.situation, person=self.person, shown=self.shown)
        if isinstance(form, CheckedForm):
            form.ask(self.checked)
        return form

    def page(
        self,
        form: MoveForm,
        *,
        reasons: Sequence[workflow.Reason] = (),
        since: Sequence[differences.Change] | None = None,
        is_look: bool = False,
        status: int = 200,
    ) -> HttpResponse:
        is_open, against = self.is_open, self.against
        if isinstance(form, CheckedForm):
            form.ask(self.checked)
        gaps = self._gaps() if is_open and not against else []
        context = {
            **self.admin.admin_site.each_context(self.request),
            "opts": self.admin.opts,
            "title": str(self.move.label),
            "media": form.media,
            "move": self.move,
            "help_topic": OF_MOVE[self.move],
            "button": wording.button(self.move, self.situation),
            "release": self.release,
            "its": self.its,
            "form": form,
            "reasons": reasons,
            "since": since,
            "is_open": is_open,
            "against": against,
            "stands": standing.sentence(self.situation),
            "gaps": gaps,
            "findings": preflight.arranged(self.checked, self.release, form=form) if self.checked else None,
            "lag": translating_words.for_move(self.release, self.person, self.situation) if is_open else None,
            "company": bundle_words.sentences(self.move, self.situation, self.person) if is_open else [],
            "outlook": wording.outlook(self.move, self.situation, self.person) if is_open else None,
            "shown": self.shown,
            "open_remarks": panel.open_remarks(self.release),
            "may_go_on": self._may_go_on(),
            "may_send_back": self.move == Move.APPROVE and permissions.may(self.person, Move.SEND_BACK, self.release),
            **self._look(form, is_look=is_look),
        }
        if against and status == 200:
            status = 403
        return TemplateResponse(self.request, "admin/releases/release/move.html", context, status=status)

    def _may_go_on(self) -> bool:
        """Whether the approval may lead on to the page that publishes it; not where an order does so already."""
        if self.move != Move.APPROVE or not permissions.may(self.person, Move.PUBLISH, self.release):
            return False
        due = bundle_words.order_due(self.situation)
        return due is None or not due.holds

    def _checked(self) -> tuple[workflow.Checked, ...]:
        """What preflight finds, on the pages that can say why it stays."""
        asks = issubclass(self.its.form, CheckedForm) and self.is_open and not self.against
        return preflight.look(self.person, self.situation) if asks else ()

    def _gaps(self) -> list[workflow.Reason]:
        """What keeps the text from going out: said before the button is pressed, not after."""
        waiting = self.situation.waiting
        if self.move == Move.CORRECT and waiting and not waiting.correction_note:
            silent = _(
                "It does not tell readers what was corrected. Say so in the release, and have it approved again."
            )
            return [workflow.Reason(silent, "correction_note")]
        if self.move not in {Move.SUBMIT, Move.APPROVE, Move.EMERGENCY}:
            return []
        found = workflow.gaps(self.situation, current_revision_of(self.release))
        return [gap for gap in found if self.move != Move.EMERGENCY or gap.field != "embargo"]

    def _look(self, form: MoveForm, *, is_look: bool) -> dict[str, Any]:
        """What the page shows of what was typed, as it will be read."""
        typed = getattr(form, "cleaned_data", {}) if is_look else {}
        if isinstance(form, WithdrawForm):
            keeps = typed.get("keep_text", form["keep_text"].initial != "no")
            return {"notice": typed.get("reason", ""), "keeps_text": keeps}
        if isinstance(form, RescheduleForm):
            terms = typed.get("terms")
            return {"next_line": terms.line if terms else ""}
        if isinstance(form, AskRedactionForm):
            field = typed.get("field", "")
            mark = typed.get("public_mark", "")
            return {"blankings": [(field, mark, blanking.blanks(field, self.situation))] if field else []}
        if isinstance(form, RedactForm):
            asked = [(one.field, one.public_mark, blanking.blanks(one.field, self.situation)) for one in form.asked]
            return {"blankings": asked}
        return {}


def _move_named(name: str) -> Move:
    try:
        move = Move(name)
    except ValueError as error:
        raise Http404 from error
    if move not in PAGES:
        raise Http404
    return move


def _put_at_field(form: MoveForm, reason: workflow.Reason) -> bool:
    field = _AT_FIELD.get(reason.field, reason.field)
    if field not in form.fields:
        return False
    form.add_error(field, reason.text)
    return True


def _overtaken(
    admin: "ReleaseAdmin", request: HttpRequest, asked: _Asked, form: MoveForm, stale: workflow.Stale
) -> HttpResponse:
    """Show what changed since the person looked; the form now answers for that: one more click makes the move."""
    again = _Asked(admin, request, admin.find_or_404(request, asked.release.pk), asked.move)
    seen = Revision.objects.filter(release=again.release, number=form.cleaned_data["revision_number"] or 0).first()
    latest = current_revision_of(again.release)
    changes = differences.between(seen.content if seen else {}, latest.content)
    since = [change for change in changes if change.field != "embargo"]
    line = form.cleaned_data["release_line"]
    if line and line != again.shown.release_line:
        since.insert(0, differences.of_words("embargo", line, again.shown.release_line))
    form.answer_for(again.shown)
    return again.page(form, reasons=stale.reasons, since=since, status=409)


def _made(admin: "ReleaseAdmin", request: HttpRequest, asked: _Asked, made: Any) -> HttpResponse:
    """Say what has happened, where the person may still see it; a preview link is shown on a page of its own."""
    if isinstance(made, workflow.Given):
        return links.given_page(admin, request, asked.release, made)
    release = admin.find(request, asked.release.pk)
    if release is None:
        return redirect("admin:index")
    situation = Situation.read(release, clock.now())
    messages.success(request, bundle_words.done(asked.move, made, situation) or wording.done(asked.move, situation))
    onward = Move.CORRECT if situation.was_public else Move.PUBLISH
    if GO_ON in request.POST and panel.is_open(onward, situation):
        is_for_all = onward in bundle_words.for_all(bundle_words.found(release, situation.at))
        return redirect(bundle_words.page(release) if is_for_all else panel.move_url(release, onward))
    return redirect("admin:releases_release_change", release.pk)
