"""A list of choices so long that a template for each would be most of the page's time: the zones of the world."""

from functools import lru_cache
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
        choices = tuple((str(key), str(label)) for key, label in self.choices)
        return format_html(
            "<select{}>\n{}\n</select>", flatatt(given), _options(choices, "" if value is None else str(value))
        )


# The same hundreds on every page: to escape them anew was a tenth of what the form cost. An office or two, and so a
# few lists, is what a newsroom has.
@lru_cache(maxsize=32)
def _options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    return format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        ((key, flatatt({"selected": key == chosen}), label) for key, label in choices),
    )
