"""Calendar links on the desk: everybody makes their own, sees its address once, and revokes it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect

from releases import agenda, workflow
from releases.admin.asking import person_of
from releases.models import CalendarLink, Office

if TYPE_CHECKING:
    from releases.admin.site import DeskSite


class LinkForm(forms.Form):
    """What a new link is for."""

    label = forms.CharField(
        label=gettext_lazy("Where you read it"),
        max_length=80,
        strip=True,
        help_text=gettext_lazy("So that you know later which one to revoke: phone, office computer."),
        error_messages={"required": gettext_lazy("Say where you read it, so that you know later which one to revoke.")},
    )
    office = forms.ChoiceField(label=gettext_lazy("Office"), required=False)

    def __init__(self, *args: Any, offices: Iterable[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {str(one.pk): one for one in offices}
        choices = [("", _("All offices")), *((pk, one.name) for pk, one in self.offices.items())]
        self.fields["office"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen_office(self) -> Office | None:
        return self.offices.get(self.cleaned_data["office"])


class CalendarLinkPages:
    """The two routes: the list with its form, and revoking."""

    def __init__(self, site: "DeskSite") -> None:
        self.site = site

    def urls(self) -> list[URLPattern]:
        return [
            path("calendar/links/", self.site.admin_view(self.links), name="calendar_links"),
            path("calendar/links/<uuid:link_id>/revoke/", self.site.admin_view(self.revoke), name="calendar_revoke"),
        ]

    @method_decorator(csrf_protect)
    def links(self, request: HttpRequest) -> HttpResponse:
        """List a person's own links; a post makes one and shows its address, the only time anybody sees it."""
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        person = person_of(request)
        form = LinkForm(request.POST if request.method == "POST" else None, offices=agenda.offices_of(person))
        if form.is_bound and form.is_valid():
            try:
                made = workflow.make_calendar_link(
                    actor=person, label=form.cleaned_data["label"], office=form.chosen_office
                )
            except workflow.Refused as refused:
                for reason in refused.reasons:
                    form.add_error(reason.field if reason.field in form.fields else None, reason.text)
            else:
                address = settings.NEWSROOM_BASE_URL + reverse("preview:calendar", args=[made.token])
                return self._page(request, LinkForm(offices=form.offices.values()), made=made.link, address=address)
        return self._page(request, form, status=422 if form.errors else 200)

    @method_decorator(csrf_protect)
    def revoke(self, request: HttpRequest, link_id: UUID) -> HttpResponse:
        """Revoke one of one's own links; somebody else's is not found."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            workflow.revoke_calendar_link(actor=person_of(request), link_id=link_id)
        except CalendarLink.DoesNotExist as missing:
            raise Http404 from missing
        messages.success(request, _("Revoked. The address answers nothing any more."))
        return redirect("admin:calendar_links")

    def _page(self, request: HttpRequest, form: LinkForm, *, status: int = 200, **made: Any) -> HttpResponse:
        live = CalendarLink.objects.filter(person=request.user, revoked_at=None).select_related("office")
        context = {
            **self.site.each_context(request),
            "title": _("Calendar on your devices"),
            "form": form,
            "links": live.order_by("-made_at", "id"),
            "zone": settings.NEWSROOM_TIME_ZONE,
            **made,
        }
        response = TemplateResponse(request, "admin/calendar_links.html", context, status=status)
        response["Cache-Control"] = "no-store, private"
        return response
