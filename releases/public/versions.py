"""A release in the other forms its address has by suffix: plain text, Markdown, ninjs. The same words in each."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from releases.models import Edition, Newsroom
from releases.public import markdown, ninjs, release_page, text
from releases.public.languages import spoken


class _Version(NamedTuple):
    name: str | Promise
    media_type: str
    write: Callable[..., bytes]


_VERSIONS: Final = {
    "txt": _Version(_("Plain text"), "text/plain", text.write),
    "md": _Version("Markdown", "text/markdown", markdown.write),
    "json": _Version("ninjs", "application/json", ninjs.write),
}


def version(request: HttpRequest, *, at: datetime, suffix: str, **parts: Any) -> HttpResponse:
    """The release in the form that the suffix names; what is gone says so in each of them."""
    edition = release_page.at_address(at, **parts)
    if edition.path != release_page.path_of(**parts):
        return redirect(_path(edition.path, suffix), permanent=True)
    form = _VERSIONS[suffix]
    return HttpResponse(
        form.write(edition, newsroom=Newsroom.objects.identity()),
        content_type=f"{form.media_type}; charset=utf-8",
        status=410 if edition.is_gone else 200,
        headers={"Content-Language": spoken(edition.language) if edition.is_gone else edition.language},
    )


def versions_of(edition: Edition) -> list[dict[str, Any]]:
    """Return what a page says of the other forms: name, media type and path of each."""
    path = edition.get_absolute_url()
    return [
        {"name": form.name, "media_type": form.media_type, "path": _path(path, suffix)}
        for suffix, form in _VERSIONS.items()
    ]


def _path(path: str, suffix: str) -> str:
    return f"{path.rstrip('/')}.{suffix}"
