"""A rehearsal of the whole public site: its own views asked about another moment, every page of it marked."""

import re
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from releases import clock
from releases.models import Edition, Person, Release
from releases.preview.answer import unlisted
from releases.public.answer import answer_as_of, page
from releases.rehearsal import rehearsing

# A start tag as Django's templates and the sanitiser write it: values quoted, `<` and `"` never bare inside.
_TAG: Final = re.compile(r'<[A-Za-z][^<>"]*(?:"[^"]*"[^<>"]*)*>')
_ADDRESS: Final = re.compile(r'(\s(?:href|action|src)=")([^"]*)(")')
# The way past the head of the page stays the first thing on it.
_TOP: Final = re.compile(r'<body[^>]*>(?:\s*<a class="skip"[^>]*>[^<]*</a>)?')
_YEARS: Final = range(1900, 2200)


@unlisted
@login_required
@require_safe
def site(request: HttpRequest, moment: str, rest: str) -> HttpResponse:
    """Show what an address of the public site answers at another moment, if nobody does anything until then."""
    person, at = request.user, moment_of(moment)
    if at is None or not isinstance(person, Person) or not person.is_staff:
        raise Http404
    present, path = clock.now(), f"/{rest}"
    known = Release.objects.visible_to(person).values("pk")
    readable = Edition.objects.readable(present).values("pk")
    with rehearsing(known=known, readable=readable, present=present):
        answer = answer_as_of(path, request.GET, at)
    base = f"{reverse('preview:rehearsal_front', args=[moment])}"
    if answer.has_header("Location"):
        # Never for good: at another moment the address may lead elsewhere.
        return HttpResponseRedirect(inside(answer["Location"], base))
    banner = {"at": at, "zone": settings.NEWSROOM_TIME_ZONE, "is_past": at <= present, "path": path}
    banner |= {"moment": moment, "language": person.speaks}
    if not answer.get("Content-Type", "").startswith("text/html"):
        shown = {"rehearsal": banner, "words": answer.content.decode(errors="replace"), "type": answer["Content-Type"]}
        answer = page("preview/rehearsal_file.html", shown, status=answer.status_code)
    return HttpResponse(_marked(answer.content.decode(), base, banner), status=answer.status_code)


def moment_of(typed: str) -> datetime | None:
    """Return the instant that an address names, such as 2026-11-25T15:00:00Z; None where it names none."""
    try:
        at = datetime.fromisoformat(typed)
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo and at.year in _YEARS else None


def inside(address: str, base: str) -> str:
    """Return where an address of the public site is found in the rehearsal; any other address stays as it is."""
    ours = address.removeprefix(settings.NEWSROOM_BASE_URL) or "/"
    # The newsroom's own colours and its logo are of no moment.
    if not ours.startswith("/") or ours.startswith(("//", settings.STATIC_URL, "/identity/", "/preview/", "/desk/")):
        return address
    return base + ours[1:]


def _marked(html: str, base: str, banner: dict[str, object]) -> str:
    """Keep every link and form in the rehearsal, and say on top of the page that it is one."""

    def kept(tag: re.Match[str]) -> str:
        return _ADDRESS.sub(lambda found: f"{found[1]}{inside(found[2], base)}{found[3]}", tag[0])

    with translation.override(str(banner["language"])):
        said, mark = render_to_string("preview/_rehearsal.html", banner), _("Rehearsal")
    whole = _TAG.sub(kept, html).replace("<title>", f"<title>{mark} – ", 1)
    # After the links were led inside, so that the banner's own lead out.
    return _TOP.sub(lambda found: found[0] + said, whole, count=1)
