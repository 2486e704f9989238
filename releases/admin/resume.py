"""A post that comes too late, or fails its check, gives the typed text back instead of losing it."""

from typing import Any, Final
from urllib.parse import urlsplit

from django.contrib import admin
from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from releases.public.answer import not_found

_PREFIX: Final = "typed:"
_NEVER_GIVEN_BACK: Final = ("csrfmiddlewaretoken", "username")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a post whose CSRF check failed: on the desk with what was typed, elsewhere as if nothing were there."""
    if not request.path.startswith(reverse("admin:index")):
        return not_found(request)  # type: ignore[return-value]
    return _given_back(request, request.get_full_path(), _typed(request), status=403)


def expired(request: HttpRequest) -> HttpResponse:
    """Answer a post to the desk by somebody who is not signed in any more."""
    return _given_back(request, request.get_full_path(), _typed(request), status=401)


@sensitive_post_parameters("password")
@never_cache
@csrf_protect
def resume_view(request: HttpRequest) -> HttpResponse:
    """Sign in on the page that holds the typed text; the text is then one click from where it was going."""
    target = request.POST.get("next", "")
    if request.method != "POST" or not _is_on_the_desk(request, target):
        return redirect("admin:index")
    fields = [(name[len(_PREFIX) :], value) for name, value in _pairs(request) if name.startswith(_PREFIX)]
    form = AuthenticationForm(request, request.POST)
    if not form.is_valid():
        return _given_back(request, target, fields, status=401, form=form)
    login(request, form.get_user())
    return _given_back(request, target, fields, status=200)


def _given_back(
    request: HttpRequest, target: str, fields: list[tuple[str, str]], *, status: int, form: Any = None
) -> HttpResponse:
    signed_in = admin.site.has_permission(request)
    context = {
        "target": target,
        "fields": fields,
        "long_fields": [(name, value) for name, value in fields if len(value) > 40 or "\n" in value],
        "prefix": _PREFIX,
        "signed_in": signed_in,
        # A form that another site posted here must not be turned into one that carries a valid token.
        "may_send": _came_from_here(request) and _is_on_the_desk(request, target),
        "form": form or AuthenticationForm(request),
        "title": "",
    }
    response = render(request, "desk/resume.html", context, status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    pairs = _pairs(request)
    return [(name, value) for name, value in pairs if name not in _NEVER_GIVEN_BACK and "password" not in name]


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.POST.lists() for value in values]


def _came_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the post was made by a page of this host."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.get_host()


def _is_on_the_desk(request: HttpRequest, target: str) -> bool:
    return target.startswith(reverse("admin:index")) and url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
