"""What changed between two public editions of a release, word by word: a correction that can be checked."""

from datetime import datetime
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from releases import differences
from releases.models import Edition
from releases.public import release_page
from releases.public.answer import page

# The correction's own words stand above the comparison; a field of them would say it twice.
_ABOUT_ITSELF: Final = {"correction_note", "correction_is_minor"}


def changes(request: HttpRequest, *, at: datetime, old: int, new: int, **parts: Any) -> HttpResponse:
    """Both editions must still be readable: what was redacted, taken away or is gone is compared with nothing."""
    current = release_page.at_address(at, **parts)
    if not old < new <= current.public_number:
        raise Http404
    if current.path != release_page.path_of(**parts):
        return redirect(release_page.changes_path(current.path, old, new), permanent=True)
    readable = Edition.objects.readable(at).filter(release_id=current.release_id).with_public_number()
    found = {one.public_number: one for one in readable.filter(public_number__in=(old, new))}
    if found.keys() != {old, new}:
        return redirect(current.path)
    before, after = found[old], found[new]
    differing = [one for one in differences.between(before.content, after.content) if one.field not in _ABOUT_ITSELF]
    context = {
        "edition": after,
        "before": before,
        "changes": differing,
        "current": current,
        "paths": {
            "before": _path(before, current),
            "after": _path(after, current),
        },
    }
    return page("public/changes.html", context, language=after.language)


def _path(edition: Edition, current: Edition) -> str:
    path: str = current.get_absolute_url()
    return path if edition.pk == current.pk else release_page.edition_path(path, edition.public_number)
