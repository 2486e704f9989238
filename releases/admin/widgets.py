"""THE ONLY MODULE that knows the editor: swap it with the setting NEWSROOM_EDITOR_WIDGET, no migration needed."""

from typing import Any

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.utils import translation


class CkeditorWidget(CKEditorWidget):
    """CKEditor 4 under the configuration “newsroom”; what it sends is cleaned again whatever it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("config_name", "default")
        super().__init__(*args, **kwargs)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        # The package asks the active language for its lower case and fails where none is active.
        with translation.override(translation.get_language() or "en"):
            return super().render(name, value, attrs, renderer)


class PlainHtmlWidget(forms.Textarea):
    """The same text as HTML source, for newsrooms that want no editor at all."""

    def __init__(self, attrs: Any = None) -> None:
        super().__init__({"rows": 24, "spellcheck": "true", **(attrs or {})})
