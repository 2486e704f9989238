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

from releases import clock, differences, permissions, workflow
from releases.admin import columns, embargo_words, intake_pages, limits, links, moves, panel, record
from releases.admin.editor import with_editor_policy
from releases.admin.sheet import Sheet, chosen_office
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
        pages = (embargo_words, intake_pages, moves, record, links, limits)
        return [*(url for page in pages for url in page.urls(self)), *super().get_urls()]

    def has_view_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        return _person(request).is_staff and (obj is None or self.find(request, obj.pk) is not None)

    def has_add_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        return permissions.may_start(_person(request))

    def has_change_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        if obj is None:
            return permissions.has_role(_person(request), Role.WRITER)
        return self.has_view_permission(request, obj) and permissions.may(_person(request), Move.EDIT, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        """Nothing is deleted here: drafts keep, and what was public is withdrawn."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Release]:
        found: QuerySet[Release] = (
            Release.objects.visible_to(_person(request))
            .with_standing(clock.now())
            .select_related("lead_office", "changed_by")
            .defer("body", "boilerplate")
            .latest_change_first()
        )
        return found

    def find(self, request: HttpRequest, object_id: Any) -> Release | None:
        """Return the release if this person may know of it."""
        try:
            pk = UUID(str(object_id))
        except ValueError:
            return None
        visible = Release.objects.visible_to(_person(request)).select_related("lead_office", "changed_by")
        found: Release | None = visible.filter(pk=pk).first()
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
        may_edit = self.has_change_permission(request, release) if release else self.has_add_permission(request)
        if not may_edit and (release is None or request.method == "POST"):
            raise PermissionDenied
        if request.method == "POST":
            return self._post(request, release)
        return self._show(request, release, self._opened(request, release) if may_edit else None)

    def _opened(self, request: HttpRequest, release: Release | None) -> Sheet:
        person = _person(request)
        if release is None:
            return Sheet.empty(person, chosen_office(person, request.GET.get("office", "")))
        sheet = Sheet.of(release, person)
        if panel.text_is_out(release):
            # The last correction is out; the next one will need a note of its own.
            sheet.form.initial.update(correction_note="", correction_is_minor=False)
        if release.status == Status.DRAFT and ("gaps" in request.GET or release.terms.kind == EmbargoKind.QUESTION):
            # What is open about the embargo is asked on every visit, the rest when somebody wanted to submit.
            sheet.mark(gap for gap in _gaps(release) if "gaps" in request.GET or gap.field == "embargo")
        return sheet

    def _post(self, request: HttpRequest, release: Release | None) -> HttpResponse:
        sheet = Sheet.posted(request.POST, _person(request), release)
        if "_fill" in request.POST:
            return self._show(request, release, sheet.filled_from_lead_office(_person(request), release))
        if not sheet.is_valid():
            return self._show(request, release, sheet, status=422)
        try:
            saved = self._save(request, release, sheet)
        except workflow.Stale as stale:
            return self._overtaken(request, release, sheet, stale)
        except workflow.Refused as refused:
            sheet.mark(refused.reasons)
            return self._show(request, release, sheet, status=422)
        except Release.DoesNotExist as error:  # limited to others since the page was opened
            raise Http404 from error
        return self.after_save(request, saved, sheet)

    def _save(self, request: HttpRequest, release: Release | None, sheet: Sheet) -> workflow.Saved:
        if release is None:
            return workflow.start_draft(actor=_person(request), draft=sheet.draft())
        return workflow.save_draft(
            actor=_person(request),
            release_id=release.pk,
            draft=sheet.draft(),
            expected_revision=sheet.form.cleaned_data["expected_revision"] or 0,
        )

    def after_save(self, request: HttpRequest, saved: workflow.Saved, sheet: Sheet) -> HttpResponse:
        """Say what was saved, and go on to the release, or to where it is submitted."""
        release = saved.release
        if saved.changed:
            messages.success(request, _("Saved. %(line)s") % {"line": release.terms.line})
        else:
            messages.info(request, _("Nothing had changed, so nothing was saved."))
        if sheet.form.was_word_mess:
            messages.info(request, _("The formatting of a word processor came along and was taken out."))
        if "_submit" not in request.POST:
            return redirect("admin:releases_release_change", release.pk)
        if _gaps(release):
            return redirect(reverse("admin:releases_release_change", args=[release.pk]) + "?gaps")
        return redirect("admin:releases_release_move", release.pk, Move.SUBMIT.value)

    def _overtaken(
        self, request: HttpRequest, release: Release | None, sheet: Sheet, stale: workflow.Stale
    ) -> HttpResponse:
        """Everything typed stays; what the other person changed is shown; saving again is then deliberate."""
        shown = sheet.form.cleaned_data["expected_revision"] or 0
        revisions = Revision.objects.filter(release=release, number__in=[shown, stale.revision_number])
        contents = {revision.number: revision.content for revision in revisions}
        sheet.carry(stale.revision_number)
        overtaken = {
            "reasons": stale.reasons,
            "changes": differences.between(contents.get(shown, {}), contents[stale.revision_number]),
        }
        return self._show(request, release, sheet, status=409, overtaken=overtaken)

    def _show(
        self, request: HttpRequest, release: Release | None, sheet: Sheet | None, *, status: int = 200, **extra: Any
    ) -> HttpResponse:
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        if sheet and not (release and (release.correction_note or panel.has_been_public(release))):
            sheet.leaves_out = frozenset({"correction"})
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": release,
            "title": str(release) if release else _("New release"),
            "panel": panel.panel_for(request, release, clock.now()) if release else None,
            "sheet": sheet,
            "media": sheet.media if sheet else "",
            **extra,
        }
        response = TemplateResponse(request, self.change_form_template, context, status=status)
        return with_editor_policy(response) if sheet else response


def _person(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person):
        raise PermissionDenied
    return person


def _gaps(release: Release) -> list[workflow.Reason]:
    """What keeps the text from being submitted, each at its field."""
    revision = Revision.objects.get(release=release, number=release.revision_number)
    return workflow.gaps(Situation.read(release, clock.now()), revision)
