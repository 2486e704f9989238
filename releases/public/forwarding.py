"""Where an address leads that answers nothing itself: to a release that was once there, or past its missing slash."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from releases.models import Edition

CATCH_ALL = "nothing"


def forwarded(request: HttpRequest, at: datetime) -> HttpResponse | None:
    """Return the permanent redirect for this address, or None. Only what is public is ever named in one."""
    path, query = request.path_info, request.META.get("QUERY_STRING", "")
    # Many an old system named its releases in the query: /release.php?id=12.
    for asked in (f"{path}?{query}", path) if query else (path,):
        moved = _release_once_at(asked, at)
        if moved and moved != path:
            return HttpResponsePermanentRedirect(moved)
    if not path.endswith("/") and _is_answered(f"{path}/"):
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
    return None


def _release_once_at(path: str, at: datetime) -> str | None:
    if "\x00" in path:  # no address holds one, and PostgreSQL refuses to be asked
        return None
    edition = Edition.objects.public(at).at_path(path).with_path().only("pk").first()
    return edition.path if edition else None


def _is_answered(path: str) -> bool:
    """Whether a view of its own waits at `path`; what it says there is its own affair."""
    try:
        return resolve(path).url_name != CATCH_ALL
    except Resolver404:
        return False
