"""Says an embargo in words while it is being typed, by the same code that will read it when it is saved."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from releases.admin.embargo_field import EmbargoFields
from releases.models import Office
from releases.states import EmbargoKind

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin


def urls(admin: "ReleaseAdmin") -> list[URLPattern]:
    """Return the route that the form's script asks."""
    return [path("embargo-in-words/", admin.admin_site.admin_view(words_view), name="releases_release_embargo_words")]


@require_safe
def words_view(request: HttpRequest) -> JsonResponse:
    """Answer with the release line that these fields would make, or with what is wrong with them."""
    office_zone = _zone_of(request.GET.get("lead_office", ""))
    # What nobody has decided yet may be chosen where the page offers it, and is no mistake.
    form = EmbargoFields(request.GET, initial={"embargo_kind": request.GET.get("embargo_kind")})
    if not form.is_valid():
        return _problem(form)
    has_time = form.cleaned_data["embargo_kind"] == EmbargoKind.UNTIL
    if has_time and not office_zone and not form.cleaned_data["embargo_zone"]:
        return JsonResponse({"problem": _("Choose the lead office: its clocks are meant.")})
    terms = form.read_terms(office_zone=office_zone)
    return JsonResponse({"words": terms.line}) if terms else _problem(form)


def _problem(form: EmbargoFields) -> JsonResponse:
    return JsonResponse({"problem": next(text for texts in form.errors.values() for text in texts)})


def _zone_of(office: str) -> str:
    try:
        pk = UUID(office)
    except ValueError:
        return ""
    return Office.objects.filter(pk=pk).values_list("time_zone", flat=True).first() or ""
