"""The language of the desk: chosen by each person for themselves, and spoken on their own pages alone."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse, TemplateResponse
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.defaults import permission_denied

from releases import workflow
from releases.admin.asking import person_of
from releases.models import Person
from releases.public.answer import not_found

if TYPE_CHECKING:
    from releases.admin.site import DeskSite

View = Callable[..., HttpResponse]


def choices() -> list[tuple[str, str]]:
    """Return the languages to choose from, each by its own name."""
    return [("", _("the newsroom's own")), *settings.LANGUAGES]


class LanguageForm(forms.Form):
    """One choice."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the desk"),
        required=False,
        choices=choices,
        help_text=gettext_lazy(
            "Of the desk, its help and the mails to you. What readers get follows the language of each release."
        ),
    )


def spoken_to(view: View) -> View:
    """Wrap a view of the desk so that it speaks the language of whoever asks, until its answer is written.

    So do its refusals: Django would write those later. What is hidden and what never was still get the same bytes.
    """

    @wraps(view)
    def speaking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = request.user
        if not isinstance(person, Person) or not person.is_staff:
            return view(request, *args, **kwargs)
        with translation.override(person.speaks):
            try:
                response = view(request, *args, **kwargs)
            except Http404:
                response = not_found(request, language=person.speaks)
                response["Cache-Control"] = "no-store, private"
            except PermissionDenied as refusal:
                response = permission_denied(request, refusal)
            # Later would be after the language was put away again.
            return response.render() if isinstance(response, SimpleTemplateResponse) else response

    return speaking


def urls(site: "DeskSite") -> list[URLPattern]:
    """Return the route of the choice."""

    def view(request: HttpRequest) -> HttpResponse:
        return _language_view(site, request)

    return [path("language/", site.admin_view(view), name="language")]


def _language_view(site: "DeskSite", request: HttpRequest) -> HttpResponse:
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    person = person_of(request)
    form = LanguageForm(request.POST if request.method == "POST" else None, initial={"language": person.language})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["language"]
        workflow.choose_language(actor=person, language=chosen)
        with translation.override(chosen or settings.LANGUAGE_CODE):
            messages.success(request, _("The desk speaks English to you now."))
        return redirect("admin:language")
    context = {**site.each_context(request), "title": _("Language"), "form": form}
    return TemplateResponse(request, "admin/language.html", context, status=422 if form.errors else 200)
