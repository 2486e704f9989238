"""A post that comes too late, or fails its check, gives the typed text back instead of losing it."""

import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from releases import richtext
from releases.admin.language import spoken_to
from releases.admin.moves import SHOW
from releases.models import NoticeKind
from releases.public.answer import not_found

_PREFIX: Final = "typed:"
_SECRET: Final = ("password", "token", "csrf")
# Sign-in and sign-out are not resumed: what they carry is a password, or nothing.
_NOT_RESUMED: Final = frozenset({"login", "logout", "resume"})
# These pages act at once on what is posted, so they come back as pages and are confirmed again.
_CONFIRMED_AGAIN: Final = frozenset(
    {"releases_release_move", "releases_release_restore", "releases_release_break_limit"}
)

_CARRIED: Final = frozenset(
    {
        *("expected_revision", "revision", "revision_number", "digest", "release_line", "shown_line", "next"),
        *("before", "after", "reply_to", "back", "notice"),
    }
)
_CHOSEN: Final = frozenset(
    {
        *("kind", "language", "embargo_kind", "embargo_zone", "embargo_turn", "keep_text", "lasts", "paragraph"),
        *("pace", *(f"pace_{kind}" for kind in NoticeKind.values)),
    }
)
# Fields are called by their columns, which the catalogs know; and by these.
_NAMES: Final = (
    *(gettext_noop("body"), gettext_noop("number"), gettext_noop("correction note"), gettext_noop("joint offices")),
    *(gettext_noop("embargo date"), gettext_noop("embargo time"), gettext_noop("reason"), gettext_noop("note")),
)
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was posted, and where to."""

    target: str
    pairs: Pairs

    @property
    def words(self) -> Pairs:
        """What a person would miss, by the name of its field: everything typed, nothing that a page carried."""
        typed = [(name, value) for name, value in self.pairs if _is_words(name, value)]
        return [(_label(name), _readable(name, value)) for name, value in typed]

    @property
    def page(self) -> str:
        """The name of the page that it was posted to, if that is one of the desk's."""
        try:
            found = resolve(urlsplit(self.target).path)
        except Resolver404:
            return ""
        return (found.url_name or "") if found.app_name == "admin" else ""

    @property
    def is_confirmed_again(self) -> bool:
        return self.page in _CONFIRMED_AGAIN


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a post whose CSRF check failed: on the desk with what was typed, elsewhere as if nothing were there."""
    if not request.path.startswith(reverse("admin:index")):
        return not_found(request)  # type: ignore[return-value]
    return _given_back(request, _kept(request), status=403)


def give_back_expired(request: HttpRequest) -> HttpResponse:
    """Answer a post to the desk by somebody who is not signed in any more."""
    response = _given_back(request, _kept(request), status=401)
    # RFC 9110 wants a challenge named; browsers pass over a scheme that they do not know, and show the page.
    response["WWW-Authenticate"] = "Form"
    return response


@sensitive_post_parameters("password")
@never_cache
@csrf_protect
def resume_view(request: HttpRequest) -> HttpResponse:
    """Sign in on the page that holds the typed text; the text is then one click from where it was going."""
    kept = _kept(request)
    if request.method != "POST" or not _is_on_the_desk(request, kept.target):
        return redirect("admin:index")
    form = AdminAuthenticationForm(request, request.POST)
    if form.is_valid():
        login(request, form.get_user())
        return _given_back(request, kept, status=200)
    if getattr(request, "axes_locked_out", False):
        # The lock-out's own page would lose the text; this one says the same and keeps it.
        request.axes_locked_out = False  # type: ignore[attr-defined]
        return _given_back(request, kept, status=429, is_locked_out=True)
    return _given_back(request, kept, status=403, form=form)


@spoken_to
def _given_back(
    request: HttpRequest, kept: _Kept, *, status: int, form: Any = None, is_locked_out: bool = False
) -> HttpResponse:
    context = {
        "kept": kept,
        "fields": kept.pairs,
        "prefix": _PREFIX,
        "show": SHOW,
        "signed_in": admin.site.has_permission(request),
        # A form that another site posted here must not be turned into one that carries a valid token.
        "came_from_here": _came_from_here(request),
        "may_send": _came_from_here(request) and _is_on_the_desk(request, kept.target),
        "is_locked_out": is_locked_out,
        "form": form or AdminAuthenticationForm(request),
    }
    response = render(request, "desk/resume.html", context, status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def _kept(request: HttpRequest) -> _Kept:
    """Read what was posted. A page that had been given back already carries it under a prefix."""
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    if request.path == reverse("admin:resume"):
        typed = [(name[len(_PREFIX) :], value) for name, value in pairs if name.startswith(_PREFIX)]
        return _Kept(request.POST.get("next", ""), [pair for pair in typed if not _is_secret(pair[0])])
    return _Kept(request.get_full_path(), [pair for pair in pairs if not _is_secret(pair[0])])


def _is_secret(name: str) -> bool:
    return any(word in name.lower() for word in _SECRET)


def _is_words(name: str, value: str) -> bool:
    """Whether a person typed it, as against what a page carries out of sight and what is chosen with a click."""
    carried = name.startswith("_") or name in _CARRIED or name.endswith(("_FORMS", "-id", "-release", "-position"))
    chosen = name in _CHOSEN or value in {"on", "True", "False"} or _UUID.fullmatch(value)
    return bool(value.strip()) and not carried and not chosen


def _readable(name: str, value: str) -> str:
    """The words of the editor's HTML; everything else as it was typed."""
    return richtext.text_of(richtext.clean(value)) if name == "body" else value


def _label(name: str) -> str:
    """The field's name as a person reads it: “contact_lines-0-phone” is “Contact lines 1: phone”."""
    group, _dash, rest = name.partition("-")
    number, _dash, field = rest.partition("-")
    if field and number.isdigit():
        said = {"group": _spaced(group), "number": int(number) + 1, "field": _spaced(field)}
        return capfirst(_("%(group)s %(number)d: %(field)s") % said)
    return capfirst(_spaced(name))


def _spaced(name: str) -> str:
    words = name.replace("_", " ")
    return _(words) if words else ""


def _came_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the post was made by a page of this host."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    source = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "")
    return (source.scheme, source.netloc) == (request.scheme, request.get_host())


def _is_on_the_desk(request: HttpRequest, target: str) -> bool:
    """Whether the text may be sent on to where it was going: a page of this desk that takes text."""
    allowed = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    page = _Kept(target, []).page
    return allowed and target.startswith(reverse("admin:index")) and bool(page) and page not in _NOT_RESUMED
