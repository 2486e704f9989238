"""Releases on the desk: the list, the form, and nothing that writes except through the workflow."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, Media
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect

from releases import clock, permissions, workflow
from releases.admin import columns, differences, lines, links, moves, panel, record
from releases.admin.editor_policy import with_editor_policy
from releases.admin.embargo_field import FIELDS as EMBARGO_FIELDS
from releases.admin.release_form import ReleaseForm, brought_by, kept, lines_brought_by
from releases.models import Office, Person, Release, Revision, Role
from releases.states import Move

FIELDSETS = [
    (None, {"fields": ["expected_revision", "kind", "headline", "subhead", "lead_office", "language"]}),
    (gettext_lazy("When it may be used"), {"fields": list(EMBARGO_FIELDS)}),
    (gettext_lazy("The text"), {"fields": ["dateline", "body", "boilerplate"]}),
    (
        gettext_lazy("Filing"),
        {"fields": ["summary", "topics", "joint_offices", "number", "slug"], "classes": ["collapse"]},
    ),
]
CORRECTION = (gettext_lazy("Correction"), {"fields": ["correction_note", "correction_is_minor"]})


@admin.register(Release)
class ReleaseAdmin(columns.ReleaseColumns, admin.ModelAdmin):
    """A translator between Django's pages and the workflow."""

    form = ReleaseForm
    inlines: ClassVar = [lines.ContactLineInline, lines.SpeakerInline]
    change_form_template = "admin/releases/release/form.html"
    actions = None

    def get_urls(self) -> list[URLPattern]:
        return [*moves.urls(self), *record.urls(self), *links.urls(self), *super().get_urls()]

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

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The record in place of the stock history, which knows nothing of moves."""
        return redirect("admin:releases_release_record", object_id)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        raise PermissionDenied

    @method_decorator(csrf_protect)
    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the form, or save what was typed by one call to the workflow; a refusal gives everything back."""
        release = self.find_or_404(request, object_id) if object_id else None
        may_edit = self.has_change_permission(request, release) if release else self.has_add_permission(request)
        if not may_edit:
            if release is None or request.method == "POST":
                raise PermissionDenied
            return self._show(request, release, None, [], {})
        if request.method != "POST":
            return self._show(request, release, *self._blank(request, release), {})
        form, formsets = self._bound(request, release)
        if "_fill" in request.POST:
            return self._show(request, release, *self._filled(request, release), {})
        if form.is_valid() and all(formset.is_valid() for formset in formsets):
            try:
                return self._saved(request, self._save(request, release, form, formsets), form)
            except workflow.Stale as stale:
                return self._show(request, release, form, formsets, self._overtaken(release, form, stale))
            except workflow.Refused as refused:
                for reason in refused.reasons:
                    form.add_error(_field_of(reason, form), reason.text)
        return self._show(request, release, form, formsets, {})

    def _blank(self, request: HttpRequest, release: Release | None) -> tuple[ReleaseForm, list[BaseInlineFormSet]]:
        person = _person(request)
        if release is not None:
            form = ReleaseForm(instance=release, person=person, initial=_fresh_note(release))
            return form, [lines.formset(inline, request, release) for inline in self._inlines(request, release)]
        office = _only_office(person, request.GET.get("office", ""))
        form = ReleaseForm(person=person, initial=brought_by(office) if office else {})
        contacts = lines_brought_by(office) if office else []
        formsets = [
            lines.formset(inline, request, Release(), initial=contacts if inline.model is lines.ContactLine else [])
            for inline in self._inlines(request, None)
        ]
        return form, formsets

    def _bound(self, request: HttpRequest, release: Release | None) -> tuple[ReleaseForm, list[BaseInlineFormSet]]:
        form = ReleaseForm(request.POST, instance=release, person=_person(request))
        target = release or Release()
        return form, [
            lines.formset(inline, request, target, data=request.POST) for inline in self._inlines(request, release)
        ]

    def _filled(self, request: HttpRequest, release: Release | None) -> tuple[ReleaseForm, list[BaseInlineFormSet]]:
        """What was typed, with the empty parts filled from the chosen lead office; nothing is saved."""
        data = request.POST.copy()
        office = Office.objects.filter(pk__in=[pk for pk in [_uuid(data.get("lead_office", ""))] if pk]).first()
        if office is not None:
            for name in ("dateline", "boilerplate"):
                data[name] = data.get(name) or brought_by(office)[name]
            lines.append_lines(data, lines_brought_by(office))
        form = ReleaseForm(data, instance=release, person=_person(request))
        form._errors = form.error_class()  # nothing is being checked yet
        form.cleaned_data = {}
        target = release or Release()
        return form, [lines.formset(one, request, target, data=data) for one in self._inlines(request, release)]

    def _inlines(self, request: HttpRequest, release: Release | None) -> list[Any]:
        return self.get_inline_instances(request, release)

    def _save(
        self, request: HttpRequest, release: Release | None, form: ReleaseForm, formsets: list[BaseInlineFormSet]
    ) -> workflow.Saved:
        contacts, speakers = (kept(formset) for formset in formsets)
        draft = form.draft(contacts, speakers)
        if release is None:
            return workflow.start_draft(actor=_person(request), draft=draft)
        return workflow.save_draft(
            actor=_person(request),
            release_id=release.pk,
            draft=draft,
            expected_revision=form.cleaned_data["expected_revision"] or 0,
        )

    def _saved(self, request: HttpRequest, saved: workflow.Saved, form: ReleaseForm) -> HttpResponse:
        if not saved.changed:
            messages.info(request, _("Nothing had changed, so nothing was saved."))
        else:
            messages.success(request, _("Saved. %(line)s") % {"line": saved.release.terms.line})
        if form.was_word_mess:
            messages.info(request, _("The formatting of a word processor came along and was taken out."))
        if "_submit" in request.POST:
            return redirect("admin:releases_release_move", saved.release.pk, "submit")
        return redirect("admin:releases_release_change", saved.release.pk)

    def _overtaken(self, release: Release | None, form: ReleaseForm, stale: workflow.Stale) -> dict[str, Any]:
        """Everything typed stays; what the other person changed is shown; saving again is then deliberate."""
        if release is None:
            return {}
        base = Revision.objects.filter(release=release, number=form.cleaned_data["expected_revision"] or 0).first()
        latest = Revision.objects.get(release=release, number=stale.revision_number)
        form.data = form.data.copy()
        form.data["expected_revision"] = str(stale.revision_number)
        changed = differences.between(base.content if base else {}, latest.content)
        return {"overtaken": {"reasons": stale.reasons, "changes": changed, "by": latest.author_name}}

    def _show(
        self,
        request: HttpRequest,
        release: Release | None,
        form: ReleaseForm | None,
        formsets: list[BaseInlineFormSet],
        extra: dict[str, Any],
    ) -> HttpResponse:
        at = clock.now()
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": release,
            "title": str(release) if release else _("New release"),
            "panel": panel.panel_for(request, release, at) if release else None,
            "form_is_shown": form is not None,
            "has_editable_inline_admin_formsets": True,
            "media": self.media,
            **extra,
        }
        if form is not None:
            context |= self._form_context(request, release, form, formsets)
        status = 409 if "overtaken" in extra else 200
        response = TemplateResponse(request, self.change_form_template, context, status=status)
        return with_editor_policy(response) if form is not None else response

    def _form_context(
        self, request: HttpRequest, release: Release | None, form: ReleaseForm, formsets: list[BaseInlineFormSet]
    ) -> dict[str, Any]:
        sets = list(FIELDSETS)
        if release is not None and (release.correction_note or panel.has_been_public(release)):
            sets.insert(1, CORRECTION)
        shown = [name for _title, options in sets for name in options["fields"]]
        for name in [name for name in form.fields if name not in shown]:
            # Not on this page: keep what is stored, out of sight, so that a save loses nothing.
            form.fields[name].widget = form.fields[name].hidden_widget()
        hidden = [form[name] for name in form.fields if name not in shown]
        admin_form = helpers.AdminForm(form, sets, {}, model_admin=self)
        inlines = self.get_inline_formsets(request, formsets, self._inlines(request, release), release)
        media: Media = self.media + admin_form.media
        for inline in inlines:
            media += inline.media
        return {
            "adminform": admin_form,
            "hidden_fields": hidden,
            "inline_admin_formsets": inlines,
            "errors": helpers.AdminErrorList(form, formsets) if form.is_bound else None,
            "media": media,
            "echo": release.terms.line if release else "",
        }


def _person(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person):
        raise PermissionDenied
    return person


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _only_office(person: Person, asked: str) -> Office | None:
    """The office asked for, or the only one the person writes for."""
    offices = [
        office for office in Office.objects.filter(is_historical=False) if permissions.may_start(person, office.pk)
    ]
    wanted = _uuid(asked)
    if wanted:
        return next((office for office in offices if office.pk == wanted), None)
    return offices[0] if len(offices) == 1 else None


def _fresh_note(release: Release) -> dict[str, Any]:
    """After a correction is out, the next one starts with an empty note."""
    if panel.text_is_out(release):
        return {"correction_note": "", "correction_is_minor": False}
    return {}


def _field_of(reason: workflow.Reason, form: ReleaseForm) -> str | None:
    if reason.field == "embargo":
        return "embargo_date"
    return reason.field if reason.field in form.fields else None
