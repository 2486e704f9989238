"""Typing that is kept on the side while it goes on, offered again afterwards; and who else is at the same release."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from releases import clock, differences, permissions, richtext, workflow
from releases.admin import moments
from releases.admin.asking import person_of
from releases.admin.intake_sheet import CARRIED, IntakeSheet, NothingCarried, unpacked_source
from releases.admin.meeting import begun
from releases.admin.sheet import Sheet
from releases.differences import Change
from releases.document import compose, stored_terms
from releases.models import Buffer, Person, Presence, Release
from releases.states import Move

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

_COMPARED: Final = 3
# What stands in words where a whole document cannot be made of half a form.
_WORDS: Final = (
    *("headline", "subhead", "summary", "dateline", "body", "boilerplate", "number", "correction_note", "slug"),
)


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening of the form: typing is kept under its key, and `at` tells whether a redaction came after it."""

    key: UUID = field(default_factory=uuid4)
    at: datetime = field(default_factory=clock.now)

    @classmethod
    def of(cls, data: QueryDict) -> Self:
        """Read what the page carried; a page that carried none is a new one."""
        try:
            key, at = UUID(data.get("_key", "")), parse_datetime(data.get("_opened", ""))
        except ValueError:
            return cls()
        return cls(key, at) if at is not None and at.tzinfo is not None else cls(key)

    @property
    def fields(self) -> dict[str, str]:
        """What the page carries."""
        return {"_key": str(self.key), "_opened": self.at.isoformat()}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A release whose form offers what was typed in it and not saved."""

    when: str
    release: Release
    url: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Typing that was never saved, and what it would change."""

    when: str
    headline: str
    changes: tuple[Change, ...]
    continue_url: str
    throw_away_url: str


def urls(admin: "ReleaseAdmin") -> list[URLPattern]:
    """Return the routes that the form's script posts to, and that of the button which throws typing away."""
    view = admin.admin_site.admin_view
    return [
        path("add/keep/", view(keep_view), name="releases_release_keep_new"),
        path("<uuid:release_id>/keep/", view(keep_view), name="releases_release_keep"),
        path("unsaved/<uuid:key>/throw-away/", view(throw_away_view), name="releases_release_throw_away"),
    ]


def keep_view(request: HttpRequest, release_id: UUID | None = None) -> HttpResponse:
    """Keep what has been typed so far, note that its author is here, and answer with who else is."""
    person = person_of(request)
    visible = Release.objects.visible_to(person).select_related("lead_office")
    release: Release | None = visible.filter(pk=release_id).first() if release_id else None
    if release_id and release is None:
        return _problem(_("This release is not there for you, so your typing is not kept. Copy what you need."), 404)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not (permissions.may(person, Move.EDIT, release) if release else permissions.may_start(person)):
        return _problem(_("You do not write for this office any more, so your typing is not kept."), 403)
    try:
        if "_ping" not in request.POST:
            keep(request, release_id)
        if release:
            workflow.note_presence(actor=person, release_id=release.pk)
    except workflow.Refused as refused:
        return _problem(str(refused), 409)
    except (Release.DoesNotExist, Buffer.DoesNotExist):
        return _problem(_("This page is somebody else's, so your typing is not kept. Copy what you need."), 404)
    return JsonResponse({"beside": " ".join(beside(release, person)) if release else ""})


@require_POST
def throw_away_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """Forget kept typing, and go back to the form as it is saved."""
    person = person_of(request)
    buffer = Buffer.objects.of(person, at=clock.now()).filter(pk=key).first()
    if workflow.forget_typing(actor=person, key=key):
        messages.info(request, _("The unsaved typing is thrown away."))
    if buffer is None:
        return redirect("admin:index")
    return redirect(_form_of(buffer.release_id))


def keep(request: HttpRequest, release_id: UUID | None) -> None:
    """Keep what a form posted; raises as `workflow.keep_typing`."""
    opening = Opening.of(request.POST)
    began = request.POST.get("expected_revision", "")
    workflow.keep_typing(
        actor=person_of(request),
        key=opening.key,
        release_id=release_id,
        content=list(_typed(request.POST)),
        revision_number=int(began) if began.isdecimal() and len(began) < 10 else 0,
        opened_at=opening.at,
    )


def keep_if_possible(request: HttpRequest, release: Release | None) -> None:
    """Keep what was posted and not saved, so that it outlives the page that gives it back."""
    with suppress(workflow.Refused, Release.DoesNotExist, Buffer.DoesNotExist):
        keep(request, release.pk if release else None)


def taken_up(request: HttpRequest, release: Release | None) -> tuple[Sheet, Opening] | None:
    """Return the form with the typing that was asked for by its key, and its opening."""
    buffer = _asked_for(request, release)
    if buffer is None or _was_read_in(buffer):
        return None
    return Sheet.typed_again(_data_of(buffer), person_of(request), release), Opening(buffer.pk)


def checked_again(request: HttpRequest) -> tuple[IntakeSheet, Opening] | None:
    """Return the checking screen of a text that was read in, with the typing that was asked for by its key."""
    buffer = _asked_for(request, None)
    if buffer is None:
        return None
    data = _data_of(buffer)
    try:
        source = unpacked_source(data.get(CARRIED, ""))
    except NothingCarried:
        return None
    return IntakeSheet(Sheet.typed_again(data, person_of(request), None), source), Opening(buffer.pk)


def waiting(request: HttpRequest, release: Release | None) -> list[Waiting]:
    """Return what this person typed here and never saved, where it would change anything."""
    person, at = person_of(request), clock.now()
    zone = release.lead_office.time_zone if release else settings.NEWSROOM_TIME_ZONE
    return [
        Waiting(
            when=moments.said(buffer.kept_at, zone, at),
            headline=_data_of(buffer).get("headline", "").strip(),
            changes=changes,
            continue_url=f"{_page_of(buffer)}?typing={buffer.pk}",
            throw_away_url=reverse("admin:releases_release_throw_away", args=[buffer.pk]),
        )
        for buffer in Buffer.objects.of(person, at=at).filter(release=release)
        if (changes := tuple(_changes(buffer, person, release)))
    ]


def elsewhere(person: Person) -> list[Elsewhere]:
    """Return the releases that are there in which this person typed and did not save, the latest first.

    Of the latest few alone: each is compared with what is saved, as its form does it.
    """
    at = clock.now()
    found = Buffer.objects.of(person, at=at).exclude(release=None).select_related("release__lead_office")[:_COMPARED]
    return [
        Elsewhere(moments.said(one.kept_at, one.release.lead_office.time_zone, at), one.release, _page_of(one))
        for one in {buffer.release_id: buffer for buffer in reversed(found)}.values()
        if permissions.may(person, Move.EDIT, one.release) and any(_changes(one, person, one.release))
    ][::-1]


def is_opened_by_a_person(request: HttpRequest) -> bool:
    """Whether somebody looks at the page: not a scanner of links, nor a browser that fetches ahead."""
    ahead = f"{request.headers.get('Sec-Purpose', '')} {request.headers.get('Purpose', '')}"
    return request.method != "HEAD" and "prefetch" not in ahead.lower()


def beside(release: Release, person: Person) -> list[str]:
    """Say who else has the release open, and since when; nobody is named who may not know of it any more."""
    at = clock.now()
    return [
        _("%(name)s has had this open since %(time)s.")
        % {"name": one.person, "time": moments.said(one.since, release.lead_office.time_zone, at)}
        for one in Presence.objects.filter(release=release).beside(person, at=at)
        if Release.objects.visible_to(one.person).filter(pk=release.pk).exists()
    ]


def _asked_for(request: HttpRequest, release: Release | None) -> Buffer | None:
    key, mine = request.GET.get("typing", ""), Buffer.objects.of(person_of(request), at=clock.now())
    return next((one for one in mine.filter(release=release) if str(one.pk) == key), None) if key else None


def _problem(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"problem": sentence}, status=status)


def _changes(buffer: Buffer, person: Person, release: Release | None) -> Iterable[Change]:
    """What the typing would change of the text that it was begun on; field by field where it is no whole yet."""
    data = _data_of(buffer)
    if release and (before := begun(release, buffer.revision_number)):
        sheet = Sheet.posted(data, person, release)
        if sheet.is_valid():
            after, embargo = compose(sheet.draft()), {"embargo": stored_terms(release.terms)}
            # A post that was on its way when the form was saved may have come after it.
            is_saved = not differences.between({**begun(release, release.revision_number), **embargo}, after)
            return [] if is_saved else differences.between({**before, **embargo}, after)
    else:
        before = {name: data.get(name, "") for name in ("dateline", "boilerplate")}  # the office brings these
    texts = {name: data.get(name, "").replace("\r\n", "\n") for name in _WORDS}
    texts["body"] = richtext.clean(texts["body"])
    both = [(name, *(differences.words_of(name, one) for one in (before.get(name), texts[name]))) for name in _WORDS]
    return [differences.of_words(name, old, new) for name, old, new in both if old != new]


def _typed(data: QueryDict) -> Iterable[tuple[str, str]]:
    """What a person typed or chose, by the names of the form's fields, and the text that it was read from.

    Not what the page carries besides.
    """
    for name, values in data.lists():
        if name == CARRIED or (not name.startswith(("_", "csrf")) and "__prefix__" not in name):
            yield from ((name, str(value)) for value in values)


def _data_of(buffer: Buffer) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in buffer.content:
        data.appendlist(name, value)
    return data


def _was_read_in(buffer: Buffer) -> bool:
    return any(name == CARRIED for name, _value in buffer.content)


def _page_of(buffer: Buffer) -> str:
    """Where the typing goes on: beside its text, if it was read from one."""
    return reverse("admin:releases_release_intake_check") if _was_read_in(buffer) else _form_of(buffer.release_id)


def _form_of(release_id: UUID | None) -> str:
    if release_id is None:
        return reverse("admin:releases_release_add")
    return reverse("admin:releases_release_change", args=[release_id])
