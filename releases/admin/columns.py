"""The list of releases: what each row says, and a closed set of filters, searches and look-ups."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from releases import embargo
from releases.models import ContactLine, Office, Release
from releases.states import EmbargoKind, Standing


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
        shown = Release.objects.visible_to(request.user).values("lead_office")
        return [(str(one.pk), one.label) for one in Office.objects.filter(pk__in=shown).order_by("name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        known = {key for key, _label in self.lookup_choices}
        return queryset.filter(lead_office=self.value()) if self.value() in known else queryset


class MineFilter(admin.SimpleListFilter):
    """Those that the person has written on."""

    title = _("writer")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Written on by me"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() != "yes":
            return queryset
        return queryset.filter(revisions__author=request.user).distinct()


class ReleaseColumns:
    """What the list shows. Every look-up that is not named here is refused: a filter can be an oracle."""

    list_display: ClassVar = ["headline", "status", "standing", "office", "kind", "embargo", "changed"]
    list_filter: ClassVar = ["status", StandingFilter, OfficeFilter, "kind", "language", MineFilter]
    search_fields: ClassVar = ["headline", "subhead", "body", "number"]
    search_help_text = _("Searches headlines, texts, release numbers, and the names and numbers of contacts.")
    date_hierarchy = "changed_at"
    list_per_page = 50
    show_full_result_count = False
    _LOOKUPS: ClassVar = {
        *("status__exact", "kind__exact", "language__exact"),
        *("changed_at__year", "changed_at__month", "changed_at__day", "changed_at__gte", "changed_at__lt"),
    }

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup in self._LOOKUPS

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        found, duplicates = super().get_search_results(request, queryset, search_term)  # type: ignore[misc]
        for word in search_term.split():
            lines = ContactLine.objects.filter(name__icontains=word) | ContactLine.objects.filter(phone__icontains=word)
            found = found | queryset.filter(pk__in=lines.values("release_id"))
        return found, duplicates

    @admin.display(description=_("standing"))
    def standing(self, release: Any) -> str:
        return str(Standing(release.standing).label)

    @admin.display(description=_("office"))
    def office(self, release: Release) -> str:
        return release.lead_office.label

    @admin.display(description=_("embargo"))
    def embargo(self, release: Any) -> str:
        if release.next_lift:
            return embargo.label(release.next_lift, release.lead_office.time_zone)
        if release.embargo_kind == EmbargoKind.NONE:
            return "–"
        return release.terms.line

    @admin.display(description=_("last change"), ordering="changed_at")
    def changed(self, release: Release) -> str:
        at = timezone.localtime(release.changed_at, embargo.zone_of(release.lead_office.time_zone))
        return f"{embargo.day_label(at.date())}, {embargo.time_label(at, release.lead_office.time_zone)}, " + str(
            release.changed_by
        )
