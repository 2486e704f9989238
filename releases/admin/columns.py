"""The list of releases: what each row says, and a closed set of filters, searches and look-ups."""

from typing import Any, ClassVar, Final

from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR
from django.db.models import Exists, OuterRef, QuerySet, Subquery, TextField, Value
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from releases import embargo, richtext
from releases.admin import bundle_words, languages
from releases.admin.found import Asked, contains
from releases.models import ContactLine, Office, Person, Release, Revision, Speaker, Translation
from releases.models.content import LANGUAGES
from releases.states import EmbargoKind, Standing

_LOOKUPS: Final = frozenset(
    {
        *("status__exact", "standing", "office", "kind__exact", "language", "mine", "translation"),
        *("changed_at__year", "changed_at__month", "changed_at__day", "changed_at__gte", "changed_at__lt"),
    }
)
_SEARCHED: Final = ("headline", "subhead", "summary", "number", "correction_note")
_SEARCHED_IN_CONTACTS: Final = ("name", "role", "organisation", "phone", "email", "after_hours")
_SEARCHED_IN_SPEAKERS: Final = ("name", "title")


class StandingFilter(admin.SimpleListFilter):
    """By what the public has."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in Standing.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        return queryset.filter(standing=value) if value in Standing.values else queryset


class OfficeFilter(admin.SimpleListFilter):
    """By lead office, of those that the person's visible releases have."""

    title = _("lead office")
    parameter_name = "office"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        shown = Release.objects.visible_to(request.user).values("lead_office")  # type: ignore[arg-type]
        return [(str(one.pk), one.label) for one in Office.objects.filter(pk__in=shown).order_by("name", "id")]

    def has_output(self) -> bool:
        return len(self.lookup_choices) > 1

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        known = {key for key, _label in self.lookup_choices}
        return queryset.filter(lead_office=self.value()) if self.value() in known else queryset


class LanguageFilter(admin.SimpleListFilter):
    """By language, of those that the person's visible releases are written in."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        visible = Release.objects.visible_to(request.user)  # type: ignore[arg-type]
        used = set(visible.order_by().values_list("language", flat=True).distinct())
        return [(code, name) for code, name in LANGUAGES if code in used]

    def has_output(self) -> bool:
        return len(self.lookup_choices) > 1

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        known = {key for key, _label in self.lookup_choices}
        return queryset.filter(language=self.value()) if self.value() in known else queryset


class TranslationFilter(admin.SimpleListFilter):
    """Those that are behind their original."""

    title = _("translation")
    parameter_name = "translation"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        if Translation.objects.visible_to(request.user).exists():  # type: ignore[arg-type]
            return [("behind", _("The original changed since"))]
        return []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(original_now__gt="") if self.value() == "behind" else queryset


class MineFilter(admin.SimpleListFilter):
    """Those that the person has written on."""

    title = _("writer")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Written on by me"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() != "yes":
            return queryset
        return queryset.filter(Exists(Revision.objects.filter(release=OuterRef("pk"), author=request.user)))


class ReleaseColumns:
    """What the list shows. Every look-up that is not named here is refused: a filter can be an oracle."""

    list_display: ClassVar = ["headline", "status", "standing", "office", "kind", "language_said", "embargo", "changed"]
    list_filter: ClassVar = [
        "status",
        StandingFilter,
        OfficeFilter,
        "kind",
        LanguageFilter,
        TranslationFilter,
        MineFilter,
    ]
    # Django asks for names before it offers a search; `get_search_results` reads them and the contacts too.
    search_fields: ClassVar = (*_SEARCHED, "body")
    date_hierarchy = "changed_at"
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup in _LOOKUPS

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Every word and every phrase must be found, in the text or with a contact or a speaker."""
        asked = Asked.read(search_term)
        for piece in asked.pieces:
            lines = ContactLine.objects.filter(contains(piece, _SEARCHED_IN_CONTACTS), release=OuterRef("pk"))
            speakers = Speaker.objects.filter(contains(piece, _SEARCHED_IN_SPEAKERS), release=OuterRef("pk"))
            queryset = queryset.filter(contains(piece, _SEARCHED, ("body",)) | Exists(lines) | Exists(speakers))
        if asked.pieces:
            # What is shown of each is read with the page, not one by one.
            read = queryset.defer(None).defer("boilerplate").prefetch_related("contact_lines", "speakers")
            queryset = read.annotate(asked=Value(search_term, output_field=TextField()))
        return queryset, False

    def get_list_display(self, request: HttpRequest) -> list[str]:
        """After a search, the sentence that was found in place of what one looks through a list for."""
        if not Asked.read(request.GET.get(SEARCH_VAR, "")).pieces:
            return self.list_display
        return ["headline", "found", *(name for name in self.list_display[1:] if name not in {"kind", "embargo"})]

    @admin.display(description=_("found"))
    def found(self, release: Any) -> str:
        return Asked.read(getattr(release, "asked", "")).sentence(_said_in(release))

    @admin.display(description=_("standing"), ordering="standing")
    def standing(self, release: Any) -> str:
        return str(Standing(release.standing).label)

    @admin.display(description=_("office"), ordering="lead_office__name")
    def office(self, release: Release) -> str:
        return release.lead_office.label

    @admin.display(description=_("language"), ordering="language")
    def language_said(self, release: Any) -> str:
        said = languages.name(release.language)
        if not release.original_now:
            return said
        return gettext("%(language)s: %(original)s changed since") % {
            "language": said,
            "original": languages.the_text(release.original_now),
        }

    @admin.display(description=_("embargo"), ordering="next_lift")
    def embargo(self, release: Any) -> str:
        said = self._embargo(release)
        company = "" if release.standing in {Standing.LIVE, Standing.WITHDRAWN} else bundle_words.mark(release)
        return f"{said}, {company}" if company else said

    def _embargo(self, release: Any) -> str:
        if release.next_lift:
            lift = embargo.label(release.next_lift, release.lead_office.time_zone)
            return gettext("goes out at %(when)s") % {"when": lift}
        if release.embargo_at:
            return gettext("until %(when)s") % {"when": embargo.label(release.embargo_at, release.embargo_zone)}
        if release.embargo_kind == EmbargoKind.QUESTION:
            return gettext("not decided yet")
        return gettext("until released by hand") if release.embargo_kind == EmbargoKind.BY_HAND else "–"

    @admin.display(description=_("last change"), ordering="changed_at")
    def changed(self, release: Release) -> str:
        zone = release.lead_office.time_zone
        day = embargo.day_label(embargo.wall_at(release.changed_at, zone).date())
        return f"{day}, {embargo.time_label(release.changed_at, zone)}, {release.changed_by}"


def with_lag(releases: QuerySet[Any], person: Person) -> QuerySet[Any]:
    """Annotate `original_now`: the language of the original that a translation is behind, for who may know of it."""
    late = Translation.objects.visible_to(person).behind().filter(release_id=OuterRef("pk"))
    return releases.annotate(original_now=Subquery(late.values("original__language")[:1]))


def _said_in(release: Any) -> list[str]:
    """What is searched of a release, as words: first the text, in the order of a reader's interest."""
    contacts = [
        ", ".join(filter(None, (getattr(one, name) for name in _SEARCHED_IN_CONTACTS)))
        for one in release.contact_lines.all()
    ]
    speakers = [", ".join(filter(None, (one.name, one.title))) for one in release.speakers.all()]
    text = richtext.text_of(release.body)
    texts = (text, release.subhead, release.summary, release.correction_note, release.number)
    return [*texts, *speakers, *contacts, release.headline]
