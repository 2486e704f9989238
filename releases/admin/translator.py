"""For reference data: a stock change page whose one write is a call to the workflow."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from releases import permissions, workflow
from releases.admin import first_hour
from releases.models import Event, Person


class TranslatingForm(ModelForm):
    """Asks the workflow to write when the form is valid, so that a refusal lands on the form like any error."""

    def refuse(self, refused: workflow.Refused) -> None:
        """Put every reason at its field."""
        for reason in refused.reasons:
            self.add_error(reason.field if reason.field in self.fields else None, reason.text)


class TranslatingAdmin(admin.ModelAdmin):
    """Staff read the directory; administrators change it, through `write`."""

    form = TranslatingForm
    actions = None
    show_facets = admin.ShowFacets.NEVER
    view_on_site = False

    def write(self, *, actor: Person, entry: Any, form: ModelForm) -> None:
        """Make the one call to the workflow."""
        raise TypeError("each page of reference data names its own call")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._person(request).is_staff

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._person(request).is_staff

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permissions.is_administrator(self._person(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.is_administrator(self._person(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only the filters that the page shows: a look-up through a relation would ask about hidden drafts."""
        return lookup.removesuffix("__exact").removesuffix("__id") in {str(name) for name in self.list_filter}

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Return a form class whose validation ends with the write, inside the page's transaction."""
        base = super().get_form(request, obj, change, **kwargs)
        page = self

        class Writing(base):  # type: ignore[misc,valid-type]
            def _post_clean(self) -> None:
                super()._post_clean()
                if self.is_bound and not self.errors:
                    try:
                        page.write(actor=page._person(request), entry=self.instance, form=self)
                    except workflow.Refused as refused:
                        self.refuse(refused)

        return Writing

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The workflow has written already."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing here has rows of its own to save."""

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """In a newsroom that is being set up, say what comes next."""
        response = super().response_add(request, obj, post_url_continue)
        first_hour.lead_on(request)
        return response

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """In a newsroom that is being set up, say what comes next."""
        response = super().response_change(request, obj)
        first_hour.lead_on(request)
        return response

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Who changed this entry and when, from the record; the stock log is not kept."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        entry = self.get_object(request, object_id)
        if entry is None:
            raise Http404
        events = Event.objects.filter(release=None, what=f"{self.opts.model_name}_saved", detail__id=str(entry.pk))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "entry": entry,
            "title": _("Record"),
            "events": [(event, self._changed(event)) for event in events.order_by("-at", "-id")[:200]],
            "zone": self._person(request).time_zone or settings.NEWSROOM_TIME_ZONE,
        }
        return TemplateResponse(request, "admin/releases/entry_record.html", context)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The record has it; the stock log would keep names beside it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The record has it; the stock log would keep names beside it."""

    def _changed(self, event: Event) -> str:
        """Say what an event of the record changed, in the words of the form."""
        detail = event.detail
        if detail.get("new") or detail.get("fields") == ["new"]:
            return _("added")
        said = [str(getattr(self.opts.get_field(name), "verbose_name", name)) for name in detail.get("fields", ())]
        said += [_("given the role: %(role)s") % {"role": role} for role, _office in detail.get("granted", ())]
        said += [_("role taken away: %(role)s") % {"role": role} for role, _office in detail.get("taken", ())]
        return ", ".join(said) or _("account or password")

    def _person(self, request: HttpRequest) -> Person:
        person = request.user
        return person if isinstance(person, Person) else Person(is_active=False)
