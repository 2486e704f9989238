"""The page of a release's other languages: what its original changed, its counterparts, and beginning another."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import clock, differences, permissions, workflow
from releases.admin import languages, translating_words
from releases.admin.asking import person_of
from releases.models import Release
from releases.models.content import LANGUAGES
from releases.situation import Situation
from releases.states import Move
from releases.workflow.freeze import current_revision_of

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

METHODS: Final = ("GET", "HEAD", "POST")
MARK: Final = "_up_to_date"
_CARRIED: Final = ("offices", "kind", "speakers", "contacts", "topics", "number", "dateline")


class BeginForm(forms.Form):
    """Which language, and whether both lift together."""

    language = forms.ChoiceField(
        label=gettext_lazy("Into which language"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the language of the translation."),
            "invalid_choice": gettext_lazy("Choose a language of the list; the others are there already."),
        },
    )

    together = forms.BooleanField(
        label=gettext_lazy("Goes out together with the original"),
        required=False,
        initial=True,
        help_text=gettext_lazy("They share the embargo and lift together or not at all. It can be taken out again."),
    )

    def __init__(self, *args: Any, open_languages: Iterable[str], can_go_together: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = dict(LANGUAGES)
        choices = [(code, f"{capfirst(languages.name(code))} · {own[code]}") for code in open_languages]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]
        if not can_go_together:
            del self.fields["together"]


def urls(admin: "ReleaseAdmin") -> list[URLPattern]:
    """Return the route of the page."""
    view = admin.admin_site.admin_view(partial(translations_view, admin))
    return [path("<uuid:release_id>/translations/", view, name="releases_release_translations")]


def translations_view(admin: "ReleaseAdmin", request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Show the counterparts that the person may know of; a post begins another, or says that this one is up to date."""
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    page = _Page(admin, request, admin.find_or_404(request, release_id))
    if request.method != "POST":
        return page.shown(page.form())
    if not page.may_write:
        raise PermissionDenied
    return page.marked(request.POST[MARK]) if MARK in request.POST else page.begun()


class _Page:
    """One request for the page."""

    def __init__(self, admin: "ReleaseAdmin", request: HttpRequest, release: Release) -> None:
        self.admin, self.request, self.person, self.release = admin, request, person_of(request), release
        self.situation = Situation.read(release, clock.now())
        self.may_write = permissions.may(self.person, Move.EDIT, release)

    def form(self, data: Any = None) -> BeginForm:
        group = Release.objects.visible_to(self.person).filter(translation_group=self.release.translation_group)
        taken = set(group.values_list("language", flat=True))
        open_languages = [code for code, _name in LANGUAGES if code not in taken]
        together = workflow.can_go_together(situation=self.situation)
        return BeginForm(data, open_languages=sorted(open_languages, key=languages.name), can_go_together=together)

    def shown(self, form: BeginForm, *, reasons: Iterable[workflow.Reason] = (), status: int = 200) -> HttpResponse:
        found = translating_words.translation_of(self.release, self.person)
        context = {
            **self.admin.admin_site.each_context(self.request),
            "opts": self.admin.opts,
            "title": _("Translations"),
            "release": self.release,
            "translation": found,
            "original_said": languages.the_text(found.original.language) if found else "",
            "lag": translating_words.lag_of(found, self.situation, with_changes=True) if found else None,
            "counterparts": translating_words.counterparts_of(self.release, self.person, self.situation),
            "own_language": languages.name(self.release.language),
            "may_write": self.may_write,
            "form": form,
            "reasons": list(reasons),
            "carried": self._carried(),
            "terms": self._terms(),
            "is_scheduled": self.situation.coming is not None,
        }
        return TemplateResponse(self.request, "admin/releases/release/translations.html", context, status=status)

    def begun(self) -> HttpResponse:
        form = self.form(self.request.POST)
        if not form.is_valid():
            return self.shown(form, status=422)
        try:
            saved = workflow.begin_translation(
                actor=self.person,
                original_id=self.release.pk,
                language=form.cleaned_data["language"],
                together=form.cleaned_data.get("together", False),
            )
        except workflow.Refused as refused:
            loose = [one for one in refused.reasons if one.field != "language"]
            for one in refused.reasons:
                if one.field == "language":
                    form.add_error("language", one.text)
            return self.shown(form, reasons=loose, status=409)
        except Release.DoesNotExist as gone:
            raise Http404 from gone
        said = _("Begun. Its text is empty: write it beside %(original)s.")
        messages.success(self.request, said % {"original": languages.the_text(self.release.language)})
        return redirect("admin:releases_release_change", saved.release.pk)

    def marked(self, number: str) -> HttpResponse:
        try:
            workflow.mark_up_to_date(actor=self.person, release_id=self.release.pk, of_revision=number_of(number))
        except workflow.Refused as refused:
            return self.shown(self.form(), reasons=refused.reasons, status=409)
        except Release.DoesNotExist as gone:
            raise Http404 from gone
        messages.success(self.request, _("Kept: it is up to date with revision %(number)s.") % {"number": number})
        return redirect("admin:releases_release_change", self.release.pk)

    def _carried(self) -> list[tuple[str, str]]:
        """What a translation would begin with, by field, in words."""
        content = current_revision_of(self.release).content
        said = ((name, differences.words_of(name, content[name])) for name in _CARRIED)
        rows = [(capfirst(differences.label(name)), words) for name, words in said if words]
        return [(label, get_text_list(words.split("\n"), _("and"))) for label, words in rows]

    def _terms(self) -> str:
        return "" if self.situation.was_public else self.release.terms.line


def number_of(text: str) -> int:
    """Return the number of a revision as a page carried it, or 0."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
