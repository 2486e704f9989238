"""The one looser content policy, for the pages that hold the editor and for no other."""

from django.conf import settings
from django.http import HttpResponse
from django.template.response import TemplateResponse


def with_editor_policy(response: TemplateResponse) -> HttpResponse:
    """Replace this answer's policy by the editor's (django-csp reads the attribute its decorators set)."""
    response._csp_config = settings.CKEDITOR_PAGE_CSP  # type: ignore[attr-defined]
    return response
