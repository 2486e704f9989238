"""Releases on the desk: the list, the form, and nothing that writes except through the workflow."""

from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from releases import clock, permissions, workflow
from releases.admin import (
    bundle_page,
    columns,
    embargo_words,
    intake_pages,
    limits,
    links,
    moves,
    panel,
    preflight,
    record,
    remarks,
    save_words,
    translating,
    translating_pane,
    unsaved,
)
from releases.admin.asking import person_of
from releases.admin.editor import with_editor_policy
from releases.admin.meeting import Meeting
from releases.admin.sheet import Sheet, chosen_office
from releases.document import Draft
from releases.models import Person, Release, Revision, Role
from releases.situation import Situation
from releases.states import EmbargoKind, Move, Status


@admin.register(Release)
class ReleaseAdmin(columns.ReleaseColumns, admin.ModelAdmin):
    """A translator between Django's pages and the workflow."""

    change_form_template = "admin/releases/release/form.html"
    change_list_template = "admin/releases/release/list.html"
    actions = None

    def get_urls(self) -> list[URLPattern]:
        pages = (
            *(bundle_page, embargo_words, intake_pages, moves, record, links, limits, remarks),
            *(translating, unsaved),
        )
        return [*(url for page in pages for url in page.urls(self)), *super().get_urls()]

    def has_view_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        return person_of(request).is_staff and (obj is None or self.find(request, obj.pk) is not None)

    def has_add_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        return permissions.may_start(person_of(request))

    def has_change_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        if obj is None:
            return permissions.has_role(person_of(request), Role.WRITER)
        return self.has_view_permission(request, obj) and _may_edit(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        """Nothing is deleted here: drafts keep, and what was public is withdrawn."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Release]:
        found: QuerySet[Release] = (
            Release.objects.visible_to(person_of(request))
            .with_standing(clock.now())
            .select_related("lead_office", "changed_by", "bundled")
            .defer("body", "boilerplate")
            .latest_change_first()
        )
        return columns.with_lag(found, person_of(request))

    def find(self, request: HttpRequest, object_id: Any) -> Release | None:
        """Return the release if this person may know of it."""
        try:
            pk = UUID(str(object_id))
        except ValueError:
            return None
        with_all = ("lead_office", "changed_by", "translation", "bundled__bundle__ordered_by")
        visible = Release.objects.visible_to(person_of(request)).filter(pk=pk).with_counterparts()
        found: Release | None = visible.select_related(*with_all).first()
        return found

    def find_or_404(self, request: HttpRequest, object_id: Any) -> Release:
        """Return the release; a hidden one and one that never was get the same answer."""
        found = self.find(request, object_id)
        if found is None:
            raise Http404
        return found

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {"title": _("Releases"), "may_start": self.has_add_permission(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The record in place of the stock history, which knows nothing of moves."""
        return redirect("admin:releases_release_record", self.find_or_404(request, object_id).pk)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        raise PermissionDenied

    @method_decorator(csrf_protect)
    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the sheet, or save what was typed by one call to the workflow; a refusal gives everything back."""
        release = self.find_or_404(request, object_id) if object_id else None
        may_edit = _may_edit(request, release) if release else self.has_add_permission(request)
        if not may_edit and (release is None or request.method == "POST"):
            raise PermissionDenied
        if request.method == "POST":
            return self._post(request, release)
        return self._opened(request, release) if may_edit else self._show(request, release, None)

    def _opened(self, request: HttpRequest, release: Release | None) -> HttpResponse:
        """Show the form as it is saved, or with typing that was kept on the side."""
        if again := unsaved.taken_up(request, release):
            sheet, opening = again
            return self._show(request, release, sheet, opening=opening)
        person = person_of(request)
        if release is None:
            sheet = Sheet.empty(person, chosen_office(person, request.GET.get("office", "")))
        else:
            sheet = self._saved_sheet(request, release)
        return self._show(request, release, sheet, waiting=unsaved.waiting(request, release))

    def _saved_sheet(self, request: HttpRequest, release: Release) -> Sheet:
        person = person_of(request)
        sheet = Sheet.of(release, person)
        if panel.text_is_out(release):
            # The last correction is out; the next one will need a note of its own.
            sheet.form.initial.update(correction_note="", correction_is_minor=False)
        if release.status == Status.DRAFT and ("gaps" in request.GET or release.terms.kind == EmbargoKind.QUESTION):
            # What is open about the embargo is asked on every visit, the rest when somebody wanted to submit.
            sheet.mark(gap for gap in _gaps(person, release) if "gaps" in request.GET or gap.field == "embargo")
        return sheet

    def _post(self, request: HttpRequest, release: Release | None) -> HttpResponse:
        person, sheet = person_of(request), Sheet.posted(request.POST, person_of(request), release)
        if "_fill" in request.POST:
            unsaved.keep_if_possible(request, release)
            return self._show(request, release, sheet.filled_from_lead_office(person, release))
        if "_no_contacts" in request.POST:
            unsaved.keep_if_possible(request, release)
            return self._show(request, release, sheet.without_contacts(person, release))
        if not sheet.is_valid():
            return self._refused(request, release, sheet)
        draft, began, line = sheet.draft(), sheet.began, sheet.shown_line
        if release and "_seen" in request.POST:
            meeting = Meeting.answered(release, draft, person=person, began=began, line=line, data=request.POST)
            if meeting.missing:
                return self._ask(request, meeting, line)
            draft, began, line = meeting.draft, meeting.seen, request.POST.get("_seen_line", "")
            sheet = Sheet.filled(draft, person, release).begun_on(began, line)
            if "_form" in request.POST:
                return self._show(request, release, sheet)
        try:
            saved = self._save(request, release, draft, began=began, line=line)
        except workflow.Stale as stale:
            return self._met(request, release, draft, stale, began=began, line=line)
        except workflow.Refused as refused:
            sheet.mark(refused.reasons)
            return self._refused(request, release, sheet)
        except Release.DoesNotExist as error:  # limited to others since the page was opened
            raise Http404 from error
        workflow.forget_typing(actor=person, key=unsaved.Opening.of(request.POST).key)
        return self.after_save(request, saved, sheet)

    def _save(
        self, request: HttpRequest, release: Release | None, draft: Draft, *, began: int, line: str
    ) -> workflow.Saved:
        if release is None:
            return workflow.start_draft(actor=person_of(request), draft=draft)
        typed: dict[str, Any] = {
            "actor": person_of(request),
            "release_id": release.pk,
            "draft": draft,
            "expected_revision": began,
            "release_line": line or None,
            "opened_at": unsaved.Opening.of(request.POST).at,
        }
        if number := translating_pane.ticked(request.POST):
            return workflow.save_translation(**typed, of_revision=number)
        return workflow.save_draft(**typed)

    def _refused(self, request: HttpRequest, release: Release | None, sheet: Sheet) -> HttpResponse:
        unsaved.keep_if_possible(request, release)
        return self._show(request, release, sheet, status=422)

    def after_save(self, request: HttpRequest, saved: workflow.Saved, sheet: Sheet) -> HttpResponse:
        """Say what was saved, and go on to the release, submitted if that was asked and nothing stands against it."""
        release = saved.release
        if saved.changed:
            messages.success(request, _("Saved. %(line)s") % {"line": release.terms.line})
            if effect := save_words.effect(Situation.read(release, clock.now())):
                messages.info(request, effect)
        elif translating_pane.ticked(request.POST):
            messages.success(request, _("Kept: the text is as it was, and up to date."))
        elif "_submit" not in request.POST:
            messages.info(request, _("Nothing had changed, so nothing was saved."))
        if sheet.form.was_word_mess:
            messages.info(request, _("The formatting of a word processor came along and was taken out."))
        # What is approved, and was saved as it stood, needs nobody's approval again.
        if "_submit" not in request.POST or release.status != Status.DRAFT:
            return redirect("admin:releases_release_change", release.pk)
        if _gaps(person_of(request), release):
            return redirect(reverse("admin:releases_release_change", args=[release.pk]) + "?gaps")
        return moves.submit_or_ask(request, person_of(request), release)

    def _met(
        self,
        request: HttpRequest,
        release: Release | None,
        mine: Draft,
        stale: workflow.Stale,
        *,
        began: int,
        line: str,
    ) -> HttpResponse:
        """Somebody else saved meanwhile: show both changes in one form, or ask where they touch. Nothing is saved."""
        unsaved.keep_if_possible(request, release)
        now = self.find_or_404(request, release.pk if release else None)
        meeting = Meeting.of(now, mine, person=person_of(request), began=began, line=line, reasons=stale.reasons)
        if meeting.merged.conflicts:
            return self._ask(request, meeting, line)
        if not meeting.kept:
            workflow.forget_typing(actor=person_of(request), key=unsaved.Opening.of(request.POST).key)
            said = _("%(who)s saved this meanwhile, and you had changed nothing else. This is how it stands now.")
            messages.info(request, said % {"who": meeting.who})
            return redirect("admin:releases_release_change", now.pk)
        sheet = Sheet.filled(meeting.draft, person_of(request), now).begun_on(meeting.seen, now.terms.line)
        return self._show(request, now, sheet, status=409, meeting=meeting)

    def _ask(self, request: HttpRequest, meeting: Meeting, line: str) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "release": meeting.release,
            "title": _("Two versions"),
            "meeting": meeting,
            "sheet": Sheet.filled(meeting.mine, person_of(request), meeting.release).begun_on(meeting.began, line),
            "opening": unsaved.Opening.of(request.POST),
        }
        return TemplateResponse(request, "admin/releases/release/meeting.html", context, status=409)

    def _show(
        self, request: HttpRequest, release: Release | None, sheet: Sheet | None, *, status: int = 200, **extra: Any
    ) -> HttpResponse:
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        situation = Situation.read(release, clock.now()) if release else None
        if sheet and not (release and (release.correction_note or (situation and situation.was_public))):
            sheet.leaves_out = frozenset({"correction"})
        if release and sheet and unsaved.is_opened_by_a_person(request):
            workflow.note_opening(actor=person_of(request), release_id=release.pk)
        if release and sheet:
            sheet.pane = translating_pane.of(request, release)
        shown = panel.panel_for(request, situation) if situation else None
        sent_back = shown.sent_back.event_id if shown and shown.sent_back else None
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": release,
            "title": str(release) if release else _("New release"),
            "panel": shown,
            "effect": save_words.effect(situation) if situation else "",
            "beside": unsaved.beside(release, person_of(request)) if release else [],
            "remarks": remarks.brief(release, besides=sent_back) if release else [],
            "sheet": sheet,
            "opening": unsaved.Opening.of(request.POST),
            "media": sheet.media if sheet else "",
            **extra,
        }
        response = TemplateResponse(request, self.change_form_template, context, status=status)
        return with_editor_policy(response) if sheet else response


def _may_edit(request: HttpRequest, release: Release) -> bool:
    """Whether the person may, who was found to know of the release."""
    return permissions.may(person_of(request), Move.EDIT, release)


def _gaps(person: Person, release: Release) -> list[workflow.Reason]:
    """What keeps the text from being submitted, each at its field."""
    revision = Revision.objects.get(release=release, number=release.revision_number)
    situation = Situation.read(release, clock.now())
    return [*workflow.gaps(situation, revision), *preflight.blocking(preflight.look(person, situation))]
