"""Every move as a page that says what will happen, and a post that makes it by one call to the workflow."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from releases import clock, permissions, workflow
from releases.admin import differences, links, panel, wording
from releases.admin.move_forms import FORMS, MoveForm, edition_shown, shown
from releases.models import Release
from releases.public.release_page import contacts_of
from releases.situation import Situation
from releases.states import Move
from releases.workflow.freeze import current_revision_of

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

# What each move takes from its form, beyond who makes it and on what.
_ARGUMENTS: Final[Mapping[Move, Callable[[Mapping[str, Any]], dict[str, Any]]]] = {
    Move.SUBMIT: lambda typed: {"revision_number": typed["revision"]},
    Move.TAKE_BACK: lambda typed: {},
    Move.SEND_BACK: lambda typed: {"reason": typed["reason"]},
    Move.APPROVE: lambda typed: _as_shown(typed),
    Move.PUBLISH: lambda typed: _as_shown(typed),
    Move.CORRECT: lambda typed: _as_shown(typed),
    Move.HOLD: lambda typed: {"reason": typed["reason"]},
    Move.RESCHEDULE: lambda typed: {"terms": typed["terms"], "reason": typed["reason"]},
    Move.WITHDRAW: lambda typed: {"reason": typed["reason"], "keep_text": typed["keep_text"] == "yes"},
    Move.EMERGENCY: lambda typed: {"reason": typed["reason"], "revision_number": typed["revision"]},
    Move.REVIEW_EMERGENCY: lambda typed: {"reason": typed["reason"], "digest": _as_shown(typed)["digest"]},
    Move.LIMIT: lambda typed: {"people": [one.pk for one in typed["people"]], "reason": typed["reason"]},
    Move.UNLIMIT: lambda typed: {"reason": typed["reason"]},
    Move.ASK_REDACTION: lambda typed: {name: typed[name] for name in ("field", "reason", "public_mark")},
    Move.REDACT: lambda typed: {"redaction_id": typed["redaction"].pk},
}
_CALLS: Final[Mapping[Move, Callable[..., Any]]] = {
    Move.SUBMIT: workflow.submit,
    Move.TAKE_BACK: workflow.take_back,
    Move.SEND_BACK: workflow.send_back,
    Move.APPROVE: workflow.approve,
    Move.PUBLISH: workflow.publish,
    Move.CORRECT: workflow.correct,
    Move.HOLD: workflow.hold,
    Move.RESCHEDULE: workflow.reschedule,
    Move.WITHDRAW: workflow.withdraw,
    Move.EMERGENCY: workflow.publish_in_emergency,
    Move.REVIEW_EMERGENCY: workflow.review_emergency,
    Move.LIMIT: workflow.limit_access,
    Move.UNLIMIT: workflow.lift_access_limit,
    Move.ASK_REDACTION: workflow.ask_redaction,
    Move.REDACT: workflow.redact,
}
# These show the text as the public will see it, and what changed since somebody last vouched for it.
_SHOW_TEXT: Final = frozenset(
    {Move.SUBMIT, Move.APPROVE, Move.PUBLISH, Move.CORRECT, Move.EMERGENCY, Move.REVIEW_EMERGENCY, Move.GIVE_LINK}
)
_METHODS: Final = ("GET", "HEAD", "POST")
_GRAVE: Final = frozenset({Move.WITHDRAW, Move.EMERGENCY, Move.REDACT})


def urls(admin: "ReleaseAdmin") -> list[URLPattern]:
    """Return the routes of the moves' pages."""
    view = admin.admin_site.admin_view(partial(move_view, admin))
    return [path("<uuid:release_id>/move/<slug:name>/", view, name="releases_release_move")]


def move_view(admin: "ReleaseAdmin", request: HttpRequest, release_id: UUID, name: str) -> HttpResponse:
    """Ask first, then make the move; whatever is refused comes back on the same page with what was typed."""
    if request.method not in _METHODS:
        return HttpResponseNotAllowed(_METHODS)
    release = admin.find_or_404(request, release_id)
    move = _move_named(name)
    situation = Situation.read(release, clock.now())
    form_class = FORMS[move]
    if request.method != "POST":
        return _page(
            admin, request, move, situation, form_class(move=move, situation=situation, person=request.user), ()
        )
    form = form_class(request.POST, move=move, situation=situation, person=request.user)
    if not form.is_valid():
        return _page(admin, request, move, situation, form, (), status=422)
    try:
        made = _make(request, move, release, form)
    except workflow.Stale as stale:
        return _overtaken(admin, request, move, release_id, form, stale)
    except workflow.Refused as refused:
        loose = [reason for reason in refused.reasons if not _put_at_field(form, reason)]
        return _page(admin, request, move, situation, form, loose, status=409)
    if made is not None:
        return made
    if admin.find(request, release_id) is None:
        return redirect("admin:index")
    now = clock.now()
    fresh = admin.find_or_404(request, release_id)
    messages.success(request, wording.done(move, fresh, Situation.read(fresh, now)))
    return redirect("admin:releases_release_change", release_id)


def _make(request: HttpRequest, move: Move, release: Release, form: MoveForm) -> HttpResponse | None:
    """Make the move; a preview link alone answers with a page of its own, since its token is shown once."""
    if move == Move.GIVE_LINK:
        return links.given(request, release, form.cleaned_data)
    _CALLS[move](actor=request.user, release_id=release.pk, **_ARGUMENTS[move](form.cleaned_data))
    return None


def _as_shown(typed: Mapping[str, Any]) -> dict[str, str]:
    """What the person was shown. A post that does not say so was shown nothing, and is refused as stale."""
    return {"digest": typed["digest"] or "nothing", "release_line": typed["release_line"]}


def _move_named(name: str) -> Move:
    try:
        move = Move(name)
    except ValueError as error:
        raise Http404 from error
    if move not in FORMS:
        raise Http404
    return move


def _put_at_field(form: MoveForm, reason: workflow.Reason) -> bool:
    field = {"embargo": "embargo_date"}.get(reason.field, reason.field)
    if field and field in form.fields:
        form.add_error(field, reason.text)
        return True
    return False


def _overtaken(
    admin: "ReleaseAdmin",
    request: HttpRequest,
    move: Move,
    release_id: UUID,
    form: MoveForm,
    stale: workflow.Stale,
) -> HttpResponse:
    """Show what changed since the person looked, and carry the new digest: one more click approves what they read."""
    release = admin.find_or_404(request, release_id)
    situation = Situation.read(release, clock.now())
    seen = form.cleaned_data.get("revision")
    form.data = form.data.copy()
    for name, value in shown(move, situation).items():
        form.data[name] = str(value)
    before = release.revisions.filter(number=seen).first()
    changes = differences.between(before.content if before else {}, current_revision_of(release).content)
    return _page(admin, request, move, situation, form, stale.reasons, status=409, since=changes)


def _page(
    admin: "ReleaseAdmin",
    request: HttpRequest,
    move: Move,
    situation: Situation,
    form: MoveForm,
    reasons: Any,
    *,
    status: int = 200,
    since: Any = (),
) -> HttpResponse:
    release = situation.release
    against = permissions.refusals(request.user, move, situation)  # type: ignore[arg-type]
    is_open = panel.is_open(move, situation)
    revision = current_revision_of(release)
    shows_text = move in _SHOW_TEXT and is_open
    last = situation.last_approved
    edition = edition_shown(move, situation)
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": str(move.label),
        "move": move,
        "release": release,
        "form": form,
        "reasons": list(reasons),
        "against": against,
        "is_open": is_open,
        "closed_because": "" if is_open else panel.sentence(situation),
        "consequences": wording.consequences(move, situation),
        "is_grave": move in _GRAVE,
        "since": since,
        "edition": edition if shows_text else None,
        "contacts": contacts_of(edition) if shows_text else [],
        "changes": differences.between(last.content, edition.content) if shows_text and last else [],
        "last": last,
        "gaps": workflow.gaps(situation, revision) if move == Move.SUBMIT and is_open else [],
    }
    return TemplateResponse(request, "admin/releases/release/move.html", context, status=status)
