"""Remarks on the desk: the text with its passages marked, what is said about them, and the posts that say more."""

from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from releases import clock, desk_gate, differences, remarked, richtext, workflow
from releases.admin import moments, standing
from releases.admin.move_forms import Words
from releases.models import Person, Release, Remark
from releases.passages import AROUND, Passage
from releases.situation import Situation
from releases.workflow.remarks import LONGEST

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

# In the order in which they are read.
_SHOWN: Final = ("headline", "subhead", "body", "boilerplate", "summary")
_SHORT: Final = 70


class RemarkForm(forms.Form):
    """What is said, about which words if not about all, and who should be told."""

    text = Words(
        label=gettext_lazy("Remark"),
        max_length=LONGEST,
        help_text=gettext_lazy("For staff only. @ and a user name tells that colleague."),
        error_messages={"required": gettext_lazy("Write the remark first.")},
    )
    words = Words(
        label=gettext_lazy("On these words"),
        required=False,
        rows=2,
        max_length=20_000,
        help_text=gettext_lazy("Copy them from the text. Left empty, the remark is about the whole release."),
    )
    paragraph = forms.ChoiceField(label=gettext_lazy("Or on a paragraph"), required=False)
    tell = forms.MultipleChoiceField(label=gettext_lazy("Tell"), required=False, widget=forms.CheckboxSelectMultiple)
    before = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    after = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    reply_to = forms.IntegerField(required=False, widget=forms.HiddenInput)
    # Where the person was when they made it.
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, release: Release, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._paragraphs = _paragraphs(release)
        choices = [("", "–"), *((key, _short(one)) for key, one in self._paragraphs.items())]
        others = desk_gate.knowing(release).exclude(pk=person.pk)
        self.fields["paragraph"].choices = choices  # type: ignore[attr-defined]
        self.fields["paragraph"].error_messages["invalid_choice"] = _(
            "This paragraph has changed since you opened the page. Choose it again."
        )
        self.fields["tell"].choices = [(str(one.pk), str(one)) for one in others]  # type: ignore[attr-defined]
        self.fields["tell"].error_messages["invalid_choice"] = _(
            "Somebody you chose cannot be told of this release. Choose again."
        )

    @property
    def passage(self) -> Passage | None:
        """The words chosen: those that were copied, or else the paragraph."""
        typed = self.cleaned_data
        if typed["words"]:
            return Passage(typed["words"], typed["before"][-AROUND:], typed["after"][:AROUND])
        if typed["paragraph"]:
            return self._paragraphs[typed["paragraph"]]
        return None

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of the workflow's function under their own names."""
        typed = self.cleaned_data
        return {
            "text": typed["text"],
            "words": self.passage,
            "reply_to": typed["reply_to"],
            "tell": [UUID(pk) for pk in typed["tell"]],
        }


@dataclass(slots=True)
class Row:
    """One remark as it is shown: with its number, its answers, and where its passage stands now."""

    remark: Remark
    number: int
    when: str
    mark: richtext.Mark | None = None
    in_field: str = ""
    now: str = ""
    answers: list["Row"] = field(default_factory=list)
    form: RemarkForm | None = None

    @property
    def is_changed(self) -> bool:
        return bool(self.now)

    @property
    def is_gone(self) -> bool:
        return bool(self.remark.field) and self.mark is None


def urls(admin: "ReleaseAdmin") -> list[URLPattern]:
    """Return the routes of the page of remarks, and of resolving and reopening one."""
    view = admin.admin_site.admin_view
    one = "<uuid:release_id>/remarks/<int:remark_id>"
    resolve, reopen = partial(_settle_view, workflow.resolve_remark), partial(_settle_view, workflow.reopen_remark)
    return [
        path("<uuid:release_id>/remarks/", view(partial(remarks_view, admin)), name="releases_release_remarks"),
        path(f"{one}/resolve/", view(partial(resolve, admin)), name="releases_release_resolve_remark"),
        path(f"{one}/reopen/", view(partial(reopen, admin)), name="releases_release_reopen_remark"),
    ]


def remarks_view(admin: "ReleaseAdmin", request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Show the text with what is said about it; a post says more, and gives back what is refused."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    release = admin.find_or_404(request, release_id)
    person = request.user
    if request.method != "POST":
        return _page(admin, request, release, RemarkForm(release=release, person=person))
    form = RemarkForm(request.POST, release=release, person=person)
    if not form.is_valid():
        return _page(admin, request, release, form, status=422)
    try:
        made = workflow.remark(actor=person, release_id=release.pk, **form.arguments())
    except workflow.Refused as refused:
        for reason in refused.reasons:
            form.add_error(reason.field if reason.field in form.fields else None, reason.text)
        return _page(admin, request, release, form, status=422)
    except Release.DoesNotExist as gone:
        raise Http404 from gone
    messages.success(request, _("Your remark is kept."))
    return _back(request, release, f"#remark-{made.reply_to_id or made.pk}")


def brief(release: Release, *, besides: Any = None) -> list[Row]:
    """Return the open remarks for the page with the form, without the one that is shown on top of it already."""
    rows = [row for row in _rows(release) if not row.remark.is_resolved]
    return [row for row in rows if besides is None or row.remark.event_id != besides]


def _settle_view(
    settle: Any, admin: "ReleaseAdmin", request: HttpRequest, release_id: UUID, remark_id: int
) -> HttpResponse:
    """Resolve or reopen one, by a post from where it is listed."""
    release = admin.find_or_404(request, release_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        settle(actor=request.user, release_id=release_id, remark_id=remark_id)
    except Release.DoesNotExist as gone:
        raise Http404 from gone
    except workflow.Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason.text)
    return _back(request, release, "#remarks")


def _back(request: HttpRequest, release: Release, fragment: str) -> HttpResponse:
    """Return to the page it was posted from, which may be the release's form."""
    if request.POST.get("back") == "form":
        return redirect(reverse("admin:releases_release_change", args=[release.pk]) + "#remarks")
    return redirect(reverse("admin:releases_release_remarks", args=[release.pk]) + fragment)


def _page(
    admin: "ReleaseAdmin", request: HttpRequest, release: Release, form: RemarkForm, *, status: int = 200
) -> HttpResponse:
    rows = _rows(release)
    answered = form["reply_to"].value() if form.is_bound else None
    for row in rows:
        if answered and str(row.remark.pk) == str(answered):
            row.form, form = form, RemarkForm(release=release, person=request.user)
    still_open = [row for row in rows if not row.remark.is_resolved]
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": pgettext("of colleagues", "Remarks"),
        "release": release,
        "stands": standing.sentence(Situation.read(release, clock.now())),
        "fields": _marked(release, still_open),
        "rows": still_open,
        "resolved": [row for row in rows if row.remark.is_resolved],
        "form": form,
        "is_refused": status != 200,
    }
    return TemplateResponse(request, "admin/releases/release/remarks.html", context, status=status)


def _short(passage: Passage) -> str:
    return Truncator(" ".join(passage.quote.split())).chars(_SHORT)


def _rows(release: Release) -> list[Row]:
    """The remarks that begin something, oldest first, numbered, each with its answers."""
    at, zone = clock.now(), release.lead_office.time_zone
    rows: dict[int, Row] = {}
    found = list(Remark.objects.filter(release=release).select_related("event", "resolved_by").order_by("at", "id"))
    texts = remarked.texts_of(release) if any(remark.field for remark in found) else {}
    for remark in found:
        row = Row(remark, len(rows) + 1, moments.said(remark.at, zone, at))
        if remark.reply_to_id:
            rows[remark.reply_to_id].answers.append(row)
            continue
        rows[remark.pk] = row
        place = remarked.place(remark, texts)
        if place is not None:
            style = "passage passage-changed" if place.found.is_changed else "passage"
            row.mark = richtext.Mark(remark.pk, str(row.number), place.found.start, place.found.end, style)
            row.in_field = place.field
            row.now = texts[place.field].cut(place.found) if place.found.is_changed else ""
    return list(rows.values())


def _marked(release: Release, rows: list[Row]) -> list[tuple[str, str, SafeString]]:
    """The fields that have words, by name and label, the passages of these remarks marked in them."""
    written = remarked.html_of(release)
    return [
        (
            name,
            differences.label(name),
            richtext.marked(written[name], [row.mark for row in rows if row.mark and row.in_field == name]),
        )
        for name in _SHOWN
        if name in written
    ]


def _paragraphs(release: Release) -> dict[str, Passage]:
    """The paragraphs of the text by a key of their words: one that is changed meanwhile is not taken for another."""
    texts = remarked.texts_of(release)
    found: dict[str, Passage] = {}
    for passage in (one for name in _SHOWN if name in texts for one in texts[name].paragraphs()):
        number = sum(one.quote == passage.quote for one in found.values())
        found[sha256(f"{number} {passage.quote}".encode()).hexdigest()[:16]] = passage
    return found
