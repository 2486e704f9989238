"""The newsroom's identity on the desk: a page for its words, colours and links, one for its logo, and a sample."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import contrast, workflow
from releases.admin import first_hour
from releases.admin.identity_form import COLOURS, IdentityForm, LogoForm
from releases.admin.translator import TranslatingAdmin
from releases.models import Newsroom
from releases.palette import Palette


@admin.register(Newsroom)
class NewsroomAdmin(TranslatingAdmin):
    """One row, so the list is the form. Who does not keep it reads it on the stock page."""

    fields: ClassVar = ["name", "tagline", "about", "address", *COLOURS, "elsewhere"]
    readonly_fields: ClassVar = ["elsewhere"]

    @admin.display(description=gettext_lazy("elsewhere"))
    def elsewhere(self, newsroom: Newsroom) -> str:
        return ", ".join(f"{link['name']}: {link['url']}" for link in newsroom.links)

    def get_urls(self) -> list[Any]:
        def wrapped(view: Any) -> Any:
            return self.admin_site.admin_view(view)

        own = [
            path("1/logo/", wrapped(self.logo_view), name="releases_newsroom_logo"),
            path("1/sample.css", wrapped(self.sample_view), name="releases_newsroom_sample"),
        ]
        return [*own, *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("admin:releases_newsroom_change", 1)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Save the words, the colours and the links; or only show them, with a colour put in place of another."""
        if object_id is None or not self.has_change_permission(request):
            return super().changeform_view(request, object_id, form_url, extra_context)
        newsroom = Newsroom.objects.identity()
        if request.method != "POST":
            return self._page(request, newsroom, IdentityForm(newsroom=newsroom))
        data = request.POST.copy()
        field, _equals, colour = data.get("use", "").partition("=")
        if field in COLOURS and contrast.read(colour):
            data[field] = colour
        form = IdentityForm(data, newsroom=newsroom)
        if "use" in data or "look" in data:
            return self._page(request, newsroom, form, is_look=True)
        if not form.is_valid():
            return self._page(request, newsroom, form, status=422)
        try:
            workflow.save_identity(actor=self._person(request), newsroom=form.typed())
        except workflow.Refused as refused:
            form.refuse(refused)
            return self._page(request, newsroom, form, status=422)
        messages.success(request, _("Saved. It is public now."))
        first_hour.lead_on(request)
        return redirect("admin:releases_newsroom_change", 1)

    def logo_view(self, request: HttpRequest) -> HttpResponse:
        """Show the logo as it is, and take another, or none, in its place."""
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        if not self.has_change_permission(request):
            raise PermissionDenied
        newsroom = Newsroom.objects.identity()
        if request.method != "POST":
            return self._logo_page(request, newsroom, LogoForm(newsroom=newsroom))
        form = LogoForm(request.POST, request.FILES, newsroom=newsroom)
        if not form.is_valid():
            return self._logo_page(request, newsroom, form, status=422)
        try:
            workflow.save_logo(actor=self._person(request), alt=form.cleaned_data["alt"], pictures_of=form.pictures())
        except workflow.Refused as refused:
            form.refuse(refused)
            return self._logo_page(request, newsroom, form, status=422)
        messages.success(request, _("Saved. It is public now."))
        first_hour.lead_on(request)
        return redirect("admin:releases_newsroom_logo")

    def sample_view(self, request: HttpRequest) -> HttpResponse:
        """The colours of the sample, which a page of ours can't carry in itself: its policy forbids inline styles."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not self.has_change_permission(request):
            raise PermissionDenied
        palette = Palette(*(contrast.read(request.GET.get(name, "")) or "" for name in COLOURS))
        return HttpResponse(
            palette.sample, content_type="text/css; charset=utf-8", headers={"Cache-Control": "no-store"}
        )

    def _page(
        self, request: HttpRequest, newsroom: Newsroom, form: IdentityForm, *, is_look: bool = False, status: int = 200
    ) -> HttpResponse:
        palette = form.palette
        asked = {name: colour for name in COLOURS if (colour := getattr(palette, name))}
        context = {
            "form": form,
            "is_look": is_look,
            "sample": f"{reverse('admin:releases_newsroom_sample')}?{urlencode(asked)}",
            "dark_accent": palette.dark if palette.accent and not palette.accent_dark else "",
        }
        return self._answer(request, newsroom, "identity.html", _("Who you are"), context, status)

    def _logo_page(
        self, request: HttpRequest, newsroom: Newsroom, form: LogoForm, *, status: int = 200
    ) -> HttpResponse:
        context = {"form": form, "was_chosen": bool(request.FILES)}
        return self._answer(request, newsroom, "logo.html", _("Logo"), context, status)

    def _answer(
        self,
        request: HttpRequest,
        newsroom: Newsroom,
        template: str,
        title: str,
        context: dict[str, Any],
        status: int,
    ) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "opts": self.opts, "newsroom": newsroom, "title": title}
        return TemplateResponse(request, f"admin/releases/newsroom/{template}", {**whole, **context}, status=status)
