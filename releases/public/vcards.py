"""Listed contacts as vCards, so that a journalist saves a number once and never types it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from releases import richtext, telephone
from releases.models import Contact, Newsroom
from releases.public.lists import first_or_404
from releases.public.slugs import office_at

_LONGEST_LINE: Final = 75
_WAYS: Final = (("phone", "work,voice"), ("after_hours", "voice"))


def everybody(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """Every listed contact of the newsroom."""
    return _answer(Contact.objects.public().in_order().select_related("office"))


def office(request: HttpRequest, *, at: datetime, slug: str) -> HttpResponse:
    """The listed contacts of one office."""
    found, moved = office_at(slug, at)
    if moved:
        return redirect(reverse("public:office_cards", args=[found.slug]), permanent=True)
    return _answer(Contact.objects.public().in_order().filter(office=found).select_related("office"))


def one(request: HttpRequest, *, at: datetime, pk: UUID) -> HttpResponse:
    """One listed contact."""
    return _answer([first_or_404(Contact.objects.public().filter(pk=pk).select_related("office"))])


def _answer(contacts: Iterable[Contact]) -> HttpResponse:
    newsroom = Newsroom.objects.identity()
    cards = "".join(_card(contact, newsroom) for contact in contacts)
    return HttpResponse(cards, content_type="text/vcard; charset=utf-8")


def _card(contact: Contact, newsroom: Newsroom) -> str:
    """One card of vCard 4.0 (RFC 6350). A switchboard is filed under its role, or else its office."""
    printed = contact.as_printed
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"UID:urn:uuid:{contact.pk}",
        f"KIND:{'individual' if contact.name else 'org'}",
        f"FN:{_text(contact.name or contact.role or contact.office.name)}",
        f"ORG:{_text(newsroom.name)};{_text(contact.office.name)}",
        f"ROLE:{_text(contact.role)}" if contact.role else "",
        *_numbers(printed),
        f"EMAIL;TYPE=work:{_text(printed['email'])}" if printed["email"] else "",
        "END:VCARD",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines if line)


def _numbers(printed: Any) -> list[str]:
    return [
        f'TEL;VALUE=uri;TYPE="{kind}":tel:{telephone.dialled(printed[way])}'
        for way, kind in _WAYS
        if telephone.dialled(printed[way])
    ]


def _text(words: str) -> str:
    """A text value (RFC 6350, section 3.4): on one line, with commas, semicolons and backslashes escaped."""
    plain = " ".join(richtext.plain(words).split())
    return plain.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> str:
    """Fold a line at 75 octets (RFC 6350, section 3.2), never inside a character."""
    folded, width = "", 0
    for character in line:
        octets = len(character.encode())
        if width + octets > _LONGEST_LINE:
            folded, width = f"{folded}\r\n ", 1
        folded, width = folded + character, width + octets
    return folded
