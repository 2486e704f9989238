"""The form's side of a rich text: cleaned whenever it is shown or read, and the policy of the pages that edit it."""

import re
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.module_loading import import_string

from releases import richtext

_WORD_MESS: Final = re.compile(r"mso-|class=['\"]?mso|<o:p|<!--\[if", re.IGNORECASE)


class HtmlFormField(forms.CharField):
    """Holds HTML. What was stored, and what comes back after an error, is cleaned before an editor gets it."""

    def prepare_value(self, value: Any) -> str:
        return richtext.clean(str(value or ""))

    def to_python(self, value: Any) -> str:
        return richtext.clean(str(value or ""))


def editor_widget(spoken_name: str) -> forms.Widget:
    """Return the newsroom's editor."""
    widget: forms.Widget = import_string(settings.NEWSROOM_EDITOR_WIDGET)(attrs={"aria-label": spoken_name})
    return widget


def is_word_mess(html: str) -> bool:
    """Return whether a word processor's markup came along, which cleaning takes out: worth a sentence."""
    return bool(_WORD_MESS.search(html))


def with_editor_policy(response: TemplateResponse) -> HttpResponse:
    """Give this answer, and no other, the looser policy (django-csp reads the attribute its decorators set)."""
    response._csp_config = settings.CKEDITOR_PAGE_CSP  # type: ignore[attr-defined]
    return response
