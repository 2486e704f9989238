"""When and where a release is found, one more office to find it under, and the pages of a list."""

from datetime import UTC, datetime
from typing import Any, Final

from django.test import Client

from releases.models import Address, Office, Release

NOW: Final = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)


def path_of(release: Release) -> str:
    """The release's own address, reserved or public."""
    path: str = Address.objects.get(release=release, is_canonical=True).path
    return path


def text_of(release: Release) -> str:
    """The address of its plain-text form."""
    return f"{path_of(release).rstrip('/')}.txt"


def office(name: str, slug: str, **more: Any) -> Office:
    """An office of the directory, in Paris time."""
    return Office.objects.create(name=name, slug=slug, time_zone=more.pop("time_zone", "Europe/Paris"), **more)


def pages_of(client: Client, path: str) -> list[list[str]]:
    """The headlines of each page, following “Older” to the end."""
    pages, address = [], path
    while address:
        shown: Any = client.get(address).context["list"]
        pages.append([edition.headline for edition in shown.editions])
        address = f"{path}?before={shown.older}" if shown.older else ""
    return pages
