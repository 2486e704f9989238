"""HTTP headers beyond Django's own: limits for the browser going out, the client's address coming in."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class BrowserLimits:
    """Sets the security headers that Django 5.2 leaves out, unless a view has set its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for header, value in (
            ("Cross-Origin-Resource-Policy", settings.SECURE_CROSS_ORIGIN_RESOURCE_POLICY),
            ("Cross-Origin-Embedder-Policy", settings.SECURE_CROSS_ORIGIN_EMBEDDER_POLICY),
            ("Permissions-Policy", settings.SECURE_PERMISSIONS_POLICY),
        ):
            response.headers.setdefault(header, value)
        return response


def client_address(request: HttpRequest) -> str:
    """The address that the outermost trusted proxy saw."""
    return address_in(request.META)


def address_in(environ: Mapping[str, Any]) -> str:
    """The address that the outermost trusted proxy saw, out of a request's WSGI environment.

    Each proxy appends to X-Forwarded-For what it saw, so only the last NEWSROOM_PROXIES entries are true;
    anything before them was written by the client.
    """
    trusted = settings.NEWSROOM_PROXIES or 0
    if trusted:
        forwarded: str = environ.get("HTTP_X_FORWARDED_FOR", "")
        seen = [entry.strip() for entry in forwarded.split(",")]
        if len(seen) >= trusted and seen[-trusted]:
            return seen[-trusted]
    return str(environ.get("REMOTE_ADDR", ""))
