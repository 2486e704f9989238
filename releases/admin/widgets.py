"""THE ONLY MODULE that knows the editor: swap it with the setting NEWSROOM_EDITOR_WIDGET, no migration needed."""

from typing import Any

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.utils import translation


class CkeditorWidget(CKEditorWidget):
    """CKEditor 4 under the configuration “default”; what it sends is cleaned again whatever it is."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        # The editor replaces the text area and takes its spoken name along from here.
        self.config["title"] = str(self.attrs.get("aria-label", ""))
        # The package asks the active language for its lower case and fails where none is active.
        with translation.override(translation.get_language() or "en"):
            context: dict[str, Any] = super().get_context(name, value, attrs)
        return context


class PlainHtmlWidget(forms.Textarea):
    """The same text as HTML source, for newsrooms that want no editor at all."""

    def __init__(self, attrs: Any = None) -> None:
        super().__init__({"rows": 24, "spellcheck": "true", **(attrs or {})})
