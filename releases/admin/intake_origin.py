"""Where a release came from: the words it was read from, for those who may see the release."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from releases.admin.intake_words import marked
from releases.document import Source
from releases.models import IntakeSource

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin


def source_view(admin: "ReleaseAdmin", request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Show the source with its fields marked as they were when the draft was made."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    release = admin.find_or_404(request, release_id)
    kept = IntakeSource.objects.filter(release=release).order_by("pk")
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Where this came from"),
        "release": release,
        "zone": release.lead_office.time_zone,
        "sources": [(one, None if one.is_blanked else marked(_source(one))) for one in kept],
    }
    return TemplateResponse(request, "admin/releases/release/intake_source.html", context)


def _source(kept: IntakeSource) -> Source:
    spans = tuple((field, start, end) for field, start, end in kept.spans)
    return Source(text=kept.text, name=kept.name, media_type=kept.media_type, spans=spans)
