"""A list of choices so long that a template for each would be most of the page's time: the zones of the world."""

from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class ZoneSelect(forms.Select):
    """A plain `<select>` of ungrouped choices, written in one go instead of two templates an option."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((key, flatatt({"selected": str(key) == chosen}), label) for key, label in self.choices),
        )
        return format_html("<select{}>\n{}\n</select>", flatatt(given), options)
