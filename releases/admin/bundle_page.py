"""The page of what goes out together: who is in it, what each still needs, and the acts on all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import clock, permissions, workflow
from releases.admin import bundle_words, moments, standing
from releases.admin.asking import person_of
from releases.admin.bundle_forms import JoinForm, TimeForm, is_key
from releases.bundled import Bundled
from releases.models import Release
from releases.situation import Situation
from releases.states import Move, Status

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

METHODS: Final = ("GET", "HEAD", "POST")
# A post of this only looks for releases: the page comes back with them and with what was ticked.
FIND: Final = "find"
_NEEDS: Final = {
    Status.DRAFT: gettext_lazy("must be submitted and approved"),
    Status.SUBMITTED: gettext_lazy("must be approved"),
    Status.APPROVED: gettext_lazy("approved: nothing more"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One member, as far as it goes."""

    situation: Situation
    stands: str
    needs: str
    may_leave: bool

    @property
    def release(self) -> Release:
        return self.situation.release

    @property
    def digest(self) -> str:
        """That of the text which would be published."""
        return self.situation.waiting.digest if self.situation.waiting else ""


def urls(admin: "ReleaseAdmin") -> list[URLPattern]:
    """Return the route of the page."""
    view = admin.admin_site.admin_view(partial(together_view, admin))
    return [path("<uuid:release_id>/together/", view, name="releases_release_together")]


def together_view(admin: "ReleaseAdmin", request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Show the page, or make one act by one call to the workflow; what is refused comes back with what was typed."""
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    asked = _Asked(admin, request, admin.find_or_404(request, release_id))
    if request.method != "POST":
        return asked.page()
    if not asked.may_edit:
        raise PermissionDenied
    return asked.post(request.POST)


class _Asked:
    """One request for the page of one release: who asks, as things stand now."""

    def __init__(self, admin: "ReleaseAdmin", request: HttpRequest, release: Release) -> None:
        self.admin, self.request, self.person, self.release = admin, request, person_of(request), release
        self.at = clock.now()
        self.tied = bundle_words.found(release, self.at)
        self.may_edit = permissions.may(self.person, Move.EDIT, release)

    def post(self, data: Any) -> HttpResponse:
        if data.get("act") == FIND:
            return self.page(forms={"join": self._form(JoinForm)})
        act = _ACTS.get(data.get("act", ""))
        if act is None:
            return self.page(reasons=[workflow.Reason(_("Choose what should be done."))], status=422)
        forms: dict[str, Any] = {}
        if act.form:
            form = self._form(act.form, data)
            forms[data["act"]] = form
            if not form.is_valid():
                return self.page(forms=forms, status=422)
        try:
            act.make(self, forms)
        except workflow.Refused as refused:
            # What the person is told must be what is so now, not what was so when the post began.
            again = _Asked(self.admin, self.request, self.admin.find_or_404(self.request, self.release.pk))
            return again.page(reasons=refused.reasons, forms=forms, status=409)
        except Release.DoesNotExist as gone:
            if self.admin.find(self.request, self.release.pk) is None:
                raise Http404 from gone
            sentence = _("One that you chose is not there any more. Choose again.")
            return self.page(reasons=[workflow.Reason(sentence)], forms=forms, status=409)
        messages.success(self.request, str(act.said))
        return redirect(bundle_words.page(self.release))

    def page(
        self,
        *,
        reasons: Sequence[workflow.Reason] = (),
        forms: Mapping[str, Any] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        tied, forms = self.tied, forms or {}
        known = tied.known_to(self.person) if tied else ()
        is_ahead = tied is not None and not tied.is_out
        sees_all = tied is not None and len(known) == len(tied.members)
        may_publish = sees_all and all(permissions.may(self.person, Move.PUBLISH, one.release) for one in known)
        was_public = Situation.read(self.release, self.at).was_public
        may_join = self.may_edit and not was_public and (tied is None or sees_all)
        may_time = is_ahead and sees_all and all(permissions.may(self.person, Move.EDIT, one.release) for one in known)
        context = {
            **self.admin.admin_site.each_context(self.request),
            "opts": self.admin.opts,
            "title": _("Went out together") if tied and tied.is_out else _("Goes out together"),
            "release": self.release,
            "tied": tied,
            "is_ahead": is_ahead,
            "has_more": bool(tied) and not sees_all and is_ahead,
            "sees_all": sees_all,
            "rows": [self._row(one, tied) for one in known],
            "needed": self._needed(tied) if tied and is_ahead else "",
            "reasons": reasons,
            "was_public": was_public,
            "may_publish": may_publish and is_ahead,
            "may_edit": self.may_edit,
            "join": (forms.get("join") or self._form(JoinForm)) if may_join else None,
            "time": (forms.get("time") or self._form(TimeForm)) if may_time else None,
            "wants": self._wants(),
        }
        return TemplateResponse(self.request, "admin/releases/release/bundle.html", context, status=status)

    def _form(self, form: type[Any], data: Any = None) -> Any:
        if form is TimeForm:
            return TimeForm(data, release=self.release)
        return JoinForm(
            data,
            candidates=self._candidates(),
            partners=workflow.partners(actor=self.person, release=self.release, at=self.at),
            find=self._wants(),
            ticked=self.request.POST.getlist("with"),
            initial={"name": self.request.POST.get("name", "")},
        )

    def _wants(self) -> str:
        """The words to look for: of the button that keeps what is ticked, or of an address."""
        return self.request.POST.get("find", self.request.GET.get("find", ""))

    def _candidates(self) -> QuerySet[Release]:
        """What the workflow is asked about: of what the person may know, in no bundle, and never out."""
        visible = Release.objects.visible_to(self.person).never_public(self.at)
        found: QuerySet[Release] = visible.filter(bundled=None).exclude(pk=self.release.pk)
        return found

    def _row(self, one: Situation, tied: Bundled | None) -> Row:
        is_ahead = tied is not None and not tied.is_out
        may_leave = is_ahead and permissions.may(
            self.person, Move.PUBLISH if tied and tied.is_scheduled else Move.EDIT, one.release
        )
        needs = _("scheduled") if one.coming and one.waiting is None else str(_NEEDS[Status(one.release.status)])
        return Row(one, standing.sentence(one), needs, may_leave)

    def _needed(self, tied: Bundled) -> str:
        at = tied.terms.at
        return moments.off(at, self.at) if at and at > self.at else ""


@dataclass(frozen=True, slots=True)
class _Act:
    """What one button does, by one call to the workflow, and what is said once it is done."""

    make: Callable[[_Asked, Mapping[str, Any]], Any]
    said: Any
    form: type[Any] | None = None


def _join(asked: _Asked, forms: Mapping[str, Any]) -> Any:
    typed = forms["join"].cleaned_data
    ids = [asked.release.pk, *(one.pk for one in typed["with"])]
    return workflow.bundle_together(actor=asked.person, release_ids=ids, name=typed["name"])


def _leave(asked: _Asked, forms: Mapping[str, Any]) -> Any:
    """The button stands at a member; this page may be another's."""
    member = asked.request.POST.get("member", "")
    if not is_key(member):
        raise Release.DoesNotExist
    return workflow.leave_bundle(actor=asked.person, release_id=UUID(member))


def _publish(asked: _Asked, forms: Mapping[str, Any]) -> Any:
    """The page carries which texts were shown, so that one approved meanwhile is noticed."""
    shown = [one.split(":", 1) for one in asked.request.POST.getlist("shown") if ":" in one]
    line = asked.request.POST.get("release_line", "")
    digests = {UUID(pk): digest for pk, digest in shown if is_key(pk)}
    return workflow.publish_bundle(actor=asked.person, release_id=asked.release.pk, digests=digests, release_line=line)


def _time(asked: _Asked, forms: Mapping[str, Any]) -> Any:
    typed = forms["time"].cleaned_data
    return workflow.reschedule_bundle(
        actor=asked.person, release_id=asked.release.pk, terms=typed["terms"], reason=typed["reason"]
    )


_ACTS: Final[Mapping[str, _Act]] = {
    "join": _Act(_join, gettext_lazy("They go out together now, or not at all."), JoinForm),
    "leave": _Act(_leave, gettext_lazy("Taken out. It keeps its embargo, and goes its own way.")),
    "publish": _Act(_publish, gettext_lazy("All of them are published together.")),
    "order": _Act(
        lambda asked, forms: workflow.order_bundle(actor=asked.person, release_id=asked.release.pk),
        gettext_lazy("Ordered. All are published as soon as the last is approved."),
    ),
    "recall": _Act(
        lambda asked, forms: workflow.recall_bundle_order(actor=asked.person, release_id=asked.release.pk),
        gettext_lazy("Taken back. Once all are approved, they wait for a publisher."),
    ),
    "time": _Act(_time, gettext_lazy("The time is changed for all of them."), TimeForm),
}
