"""The three addresses of a feed, for machines in the head of a page and for people on it."""

from typing import Any, Final, NamedTuple

from django import template
from django.urls import reverse

register = template.Library()


class _Form(NamedTuple):
    name: str
    media_type: str
    path: str


# RSS first: what a reader finds first is what it takes, and every reader takes RSS.
_FORMS: Final = (
    ("rss", "RSS", "application/rss+xml"),
    ("atom", "Atom", "application/atom+xml"),
    ("json", "JSON", "application/feed+json"),
)


@register.inclusion_tag("public/_feed_links.html")
def feed_links(title: str, route: str, *args: Any, query: str = "") -> dict[str, Any]:
    """The `<link rel="alternate">` of each form, by which readers find a feed from its page."""
    return {"title": title, "forms": _forms(route, args, query)}


@register.inclusion_tag("public/_feed_forms.html")
def feed_forms(name: str, route: str, *args: Any, query: str = "") -> dict[str, Any]:
    """Links to the three forms of the feed of `name`."""
    return {"name": name, "forms": _forms(route, args, query)}


def _forms(route: str, args: tuple[Any, ...], query: str) -> list[_Form]:
    asked = f"?{query}" if query else ""
    return [_Form(name, media_type, reverse(route, args=[*args, form]) + asked) for form, name, media_type in _FORMS]
