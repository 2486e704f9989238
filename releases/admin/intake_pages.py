"""New release from text or file: the entry, the checking screen, and the list where several came at once."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import workflow
from releases.admin import intake_list, intake_origin, too_much, unsaved
from releases.admin.asking import person_of
from releases.admin.editor import with_editor_policy
from releases.admin.intake_reading import IntakeForm, Read, paste_fault, pieces_of, read_piece
from releases.admin.intake_sheet import CARRIED, IntakeSheet, NothingCarried, lost
from releases.admin.intake_taking import Taken, take
from releases.admin.intake_words import LABELS, TAKES, marked, place_of_lines
from releases.admin.sheet import Sheet, chosen_office
from releases.document import Source
from releases.models import IntakeSource, Person, Release

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

_LEFT_OUT: Final = frozenset({"correction"})


def urls(admin: "ReleaseAdmin") -> list[URLPattern]:
    """Return the routes of intake, and of what a release was read from."""
    source = admin.admin_site.admin_view(partial(intake_origin.source_view, admin))
    return [
        path("from-text/", _bounded(admin, entry_view), name="releases_release_intake"),
        path("from-text/check/", _bounded(admin, check_view), name="releases_release_intake_check"),
        path("from-text/several/", _bounded(admin, several_view), name="releases_release_intake_several"),
        path("<uuid:release_id>/source/", source, name="releases_release_source"),
    ]


def _bounded(admin: "ReleaseAdmin", view: too_much.View) -> too_much.View:
    return too_much.said_by(
        admin,
        admin.admin_site.admin_view(partial(view, admin)),
        template="admin/releases/release/intake_too_much.html",
        title=gettext_lazy("That is more than a release"),
    )


def entry_view(admin: "ReleaseAdmin", request: HttpRequest) -> HttpResponse:
    """Ask for a text or files, and read what is given."""
    person = _writer(admin, request)
    if request.method != "POST":
        return _entry(admin, request, IntakeForm(person=person))
    form = IntakeForm(request.POST, person=person)
    form.is_valid()
    paste = str(request.POST.get("paste", "")).replace("\r\n", "\n")
    if fault := paste_fault(paste):
        form.add_error("paste", fault)
        return _entry(admin, request, form, status=422)
    pieces, refused = pieces_of(paste, request.POST.get("_paste_html", ""), request.FILES.getlist("file"))
    reading = {
        "zone": form.cleaned_data.get("zone") or "",
        "language": form.cleaned_data.get("language") or "",
        "lead": chosen_office(person, ""),
    }
    reads = [*(read_piece(piece, person=person, **reading) for piece in pieces), *refused]
    if len(reads) == 1 and reads[0].filled:
        return _check(admin, request, IntakeSheet.of(reads[0].filled, person))
    if len(reads) > 1:
        return several(admin, request, intake_list.rows_of(reads))
    for read in reads:
        form.add_error("file" if read.name else "paste", _said(read))
    if not reads:
        form.add_error("paste", _("Paste a text, or choose a file."))
    return _entry(admin, request, form, status=422)


def check_view(admin: "ReleaseAdmin", request: HttpRequest) -> HttpResponse:
    """Save what was checked as a draft; or change the sheet as one of its buttons asks, and show it again."""
    person = _writer(admin, request)
    if request.method != "POST":
        again = unsaved.checked_again(request)
        return _check(admin, request, *again) if again else redirect("admin:releases_release_intake")
    try:
        sheet = IntakeSheet.posted(request.POST, person)
    except NothingCarried:
        messages.error(request, lost())
        sheet = IntakeSheet(Sheet.posted(request.POST, person, None), Source(text=""))
        return _check(admin, request, sheet, status=422)
    unsaved.keep_if_possible(request, None)
    if "_fill" in request.POST:
        return _check(admin, request, sheet.filled_from_lead_office(person))
    if "_no_contacts" in request.POST:
        return _check(admin, request, IntakeSheet(sheet.sheet.without_contacts(person, None), sheet.source))
    if "_public" in request.POST:
        messages.info(request, _("Every number below is public now. Nothing is saved yet."))
        return _check(admin, request, sheet.with_public_numbers(person))
    if "_take" in request.POST or "_place" in request.POST:
        return _take(admin, request, sheet, person)
    if not sheet.sheet.is_valid():
        return _check(admin, request, sheet, status=422)
    try:
        saved = workflow.start_draft(actor=person, draft=sheet.sheet.draft(), source=sheet.source)
    except workflow.Refused as refused:
        sheet.sheet.mark(refused.reasons)
        return _check(admin, request, sheet, status=422)
    workflow.forget_typing(actor=person, key=unsaved.Opening.of(request.POST).key)
    return admin.after_save(request, saved, sheet.sheet)


def several_view(admin: "ReleaseAdmin", request: HttpRequest) -> HttpResponse:
    """The list again, after one of it was opened or drafted."""
    person = _writer(admin, request)
    if request.method != "POST":
        return redirect("admin:releases_release_intake")
    rows = intake_list.posted(request.POST, person)
    opened = next((row for row in rows if request.POST.get("_open") == str(row.number) and row.filled), None)
    if opened and opened.filled:
        sheet = IntakeSheet.of(opened.filled, person)
        return _check(admin, request, sheet)
    lead = chosen_office(person, request.POST.get("lead", ""))
    for row in rows:
        if "_draft_all" in request.POST or request.POST.get("_draft") == str(row.number):
            row.draft(person, lead)
    return several(admin, request, rows)


def several(admin: "ReleaseAdmin", request: HttpRequest, rows: Sequence[intake_list.Row]) -> HttpResponse:
    """Show the list."""
    person = _writer(admin, request)
    context = {
        **_context(admin, request),
        "title": _("What was found"),
        "rows": rows,
        "open_rows": [row for row in rows if row.filled and not row.done],
        "offices": intake_list.offices_of(person),
        "lead": request.POST.get("lead", ""),
    }
    return TemplateResponse(request, "admin/releases/release/intake_several.html", context)


def _take(admin: "ReleaseAdmin", request: HttpRequest, sheet: IntakeSheet, person: Person) -> HttpResponse:
    taken = _leftovers(request) if "_place" in request.POST else _chosen(request, sheet.source)
    if not taken:
        messages.warning(request, _("Choose a field, and the words to put there: select them, or give their lines."))
        return _check(admin, request, IntakeSheet(Sheet.started(person, *sheet.typed), sheet.source))
    fields = ", ".join(dict.fromkeys(str(LABELS[field]) for field, _start, _end in taken))
    messages.info(request, _("Put where you said: %(fields)s. Nothing is saved yet.") % {"fields": fields})
    return _check(admin, request, take(sheet, taken, person), touched=taken[0][0])


def _chosen(request: HttpRequest, source: Source) -> list[Taken]:
    """The words selected by a script, or else the lines given by their numbers."""
    field = request.POST.get("take_field", "")
    place = _place(request.POST.get("take_at", ""))
    if place is None:
        first = request.POST.get("take_from", "")
        last = request.POST.get("take_to", "") or first
        if first.isdecimal() and last.isdecimal() and len(first + last) < 20:
            place = place_of_lines(source.text, int(first), int(last))
    return [(field, *place)] if place and field in dict(TAKES) else []


def _leftovers(request: HttpRequest) -> list[Taken]:
    taken = []
    for name, field in request.POST.items():
        number = name.removeprefix("left-")
        if name.startswith("left-") and number.isdecimal() and field in dict(TAKES):
            place = _place(request.POST.get(f"left-{number}-at", ""))
            taken += [(str(field), *place)] if place else []
    return taken


def _place(said: str) -> tuple[int, int] | None:
    start, _colon, end = said.partition(":")
    is_place = start.isdecimal() and end.isdecimal() and len(said) < 20 and int(start) < int(end)
    return (int(start), int(end)) if is_place else None


def _entry(admin: "ReleaseAdmin", request: HttpRequest, form: IntakeForm, *, status: int = 200) -> HttpResponse:
    context = {
        **_context(admin, request),
        "title": _("New release from text or file"),
        "form": form,
        "media": form.media,
        "html": request.POST.get("_paste_html", ""),
        "waiting": unsaved.waiting(request, None),
    }
    return TemplateResponse(request, "admin/releases/release/intake.html", context, status=status)


def _check(
    admin: "ReleaseAdmin",
    request: HttpRequest,
    sheet: IntakeSheet,
    opening: unsaved.Opening | None = None,
    *,
    status: int = 200,
    touched: str = "",
) -> HttpResponse:
    sheet.ask()
    sheet.sheet.leaves_out = _LEFT_OUT
    context = {
        **_context(admin, request),
        "title": _("Check what was read"),
        "action": reverse("admin:releases_release_intake_check"),  # the page may be that of what was pasted
        "intake": sheet,
        "sheet": sheet.sheet,
        "opening": opening or unsaved.Opening.of(request.POST),
        "marked": marked(sheet.source),
        "takes": TAKES,
        "labels": LABELS,
        "carried_name": CARRIED,
        "touched": touched,
        "again": _drafted_before(request, sheet.source),
        "media": sheet.sheet.media,
    }
    response = TemplateResponse(request, "admin/releases/release/intake_check.html", context, status=status)
    return with_editor_policy(response)


def _drafted_before(request: HttpRequest, source: Source) -> Release | None:
    """A release that was read from the same text, if this person may know of it."""
    same = IntakeSource.objects.visible_to(person_of(request)).filter(sha256=source.sha256)
    found = same.select_related("release").order_by("-pk").first()
    return found.release if found and source.text else None


def _context(admin: "ReleaseAdmin", request: HttpRequest) -> dict[str, Any]:
    request.current_app = admin.admin_site.name  # type: ignore[attr-defined]
    return {**admin.admin_site.each_context(request), "opts": admin.opts}


def _said(read: Read) -> str:
    return f"{read.name}: {read.problem}" if read.name else read.problem


def _writer(admin: "ReleaseAdmin", request: HttpRequest) -> Person:
    if not admin.has_add_permission(request):
        raise PermissionDenied
    return person_of(request)
