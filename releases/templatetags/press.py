"""How moments, days and numbers are said on a page: press style in English, the language's own elsewhere."""

from datetime import date, datetime
from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html

from releases import embargo, telephone
from releases.models import Edition

register = template.Library()


@register.simple_tag(takes_context=True)
def tongue(context: template.Context, edition: Edition) -> str:
    """The attributes of an element that holds an edition's own words, where the page speaks another language."""
    if edition.language == context["interface_language"]:
        return ""
    return format_html(' lang="{}" dir="{}"', edition.language, edition.direction)


@register.filter
def instant(at: datetime) -> str:
    """“2017-02-14T15:00:00+00:00”, for machines: in HTML, a time has no microseconds."""
    return at.isoformat(timespec="seconds")


@register.filter
def moment(at: datetime, zone: str) -> str:
    """“10:00 a.m. ET, Tuesday, Feb. 14, 2017”."""
    return embargo.label(at, zone)


@register.filter
def day(on: date) -> str:
    """“Feb. 14, 2017”."""
    return embargo.day_label(on)


@register.filter
def host(address: str) -> str:
    """“social.example.org”: where a link leads, before somebody follows it."""
    return urlsplit(address).hostname or ""


register.filter("tel", telephone.dialled)
