"""My notices: what a person should hear of, seen or not, and how soon they are mailed of each kind."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import clock, embargo, workflow
from releases.admin import moments
from releases.models import Notice, NoticeKind, Pace, Person
from releases.workflow.letters import path_of, sentence, why

_MOST: Final = 100
_EARLIER: Final = 20
_FIELD: Final = "pace_"


class PacesForm(forms.Form):
    """One choice for all kinds, and one for each that differs."""

    pace = forms.ChoiceField(label=gettext_lazy("Everything"), choices=Pace.choices)

    def __init__(self, *args: Any, paces: dict[str, str], **kwargs: Any) -> None:
        overall = paces[""]
        kwargs["initial"] = {"pace": overall} | {
            f"{_FIELD}{kind}": "" if pace == overall else pace for kind, pace in paces.items() if kind
        }
        super().__init__(*args, **kwargs)
        for kind in NoticeKind:
            self.fields[f"{_FIELD}{kind.value}"] = forms.ChoiceField(
                label=kind.label, required=False, choices=[("", _("as for everything")), *Pace.choices]
            )

    @property
    def paces(self) -> dict[str, str]:
        typed = self.cleaned_data
        return {"": typed["pace"], **{kind: typed[f"{_FIELD}{kind}"] for kind in NoticeKind.values}}


def unseen_count(person: Person) -> int:
    """Return how many notices the person has not seen, of releases that they may still know of."""
    return _of(person).filter(seen_at=None).count()


def notices_view(request: HttpRequest) -> HttpResponse:
    """List the person's notices and show their choices; a post chooses."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    person: Person = request.user  # type: ignore[assignment]
    paces = workflow.paces_of(person=person)
    form = PacesForm(request.POST if request.method == "POST" else None, paces=paces)
    if request.method == "POST" and form.is_valid():
        workflow.choose_notices(actor=person, paces=form.paces)
        messages.success(request, _("Kept: that is how you are mailed from now on."))
        return redirect("admin:notices")
    unseen = list(_of(person).filter(seen_at=None)[: _MOST + 1])
    context = {
        **admin.site.each_context(request),
        "title": _("My notices"),
        "unseen": [_shown(one, person) for one in unseen[:_MOST]],
        "has_more": len(unseen) > _MOST,
        "earlier": [_shown(one, person) for one in _of(person).exclude(seen_at=None)[:_EARLIER]],
        "form": form,
        "daily": f"{settings.NEWSROOM_DIGEST_HOUR:02d}:00",
        "zone": settings.NEWSROOM_TIME_ZONE,
    }
    return TemplateResponse(request, "desk/notices.html", context, status=422 if form.errors else 200)


def seen_view(request: HttpRequest) -> HttpResponse:
    """Mark as seen what the page showed, or one of it: what came meanwhile stays unseen."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    shown = [int(one) for one in request.POST.getlist("notice") if one.isdecimal() and len(one) < 19]
    workflow.see_notices(actor=request.user, notices=shown)  # type: ignore[arg-type]
    return redirect(reverse("admin:notices"))


def _of(person: Person) -> QuerySet[Notice]:
    """The person's notices, latest first, behind the desk gate."""
    mine = Notice.objects.visible_to(person).filter(person=person)
    return mine.select_related("release__lead_office", "event__remark", "edition").order_by("-at", "-id")


def _shown(notice: Notice, person: Person) -> dict[str, Any]:
    zone = person.time_zone or notice.release.lead_office.time_zone
    return {
        "notice": notice,
        "release": notice.release,
        "sentence": sentence(notice, zone),
        "why": why(notice),
        "when": moments.said(notice.at, zone, clock.now()),
        "whole": embargo.label(notice.at, zone),
        "url": path_of(notice),
    }
